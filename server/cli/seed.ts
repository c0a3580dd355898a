import { parseArgs } from 'node:util'
import { readConfigBeside } from '../config.ts'
import { seedDemo, seedWholeNation } from '../demo/seed-demo.ts'
import { houseOf, loginsOf, migrateInstallation, openInstallation } from '../installation.ts'
import { say } from '../log.ts'
import type { Verb } from './verb.ts'

export const seed: Verb = {
  summary: 'fill a demonstration with the invented municipality',
  help: `  --nation  also the 98 municipalities with invented schools, for benchmarks (takes long)
  --sealed  with --nation: seal and release their answers too

Writes only what is missing, and only in a demonstration.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { nation: { type: 'boolean' }, sealed: { type: 'boolean' } } })
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await migrateInstallation(installation)
    const house = houseOf(installation, loginsOf(installation.config))
    const outcome = await seedDemo(installation, house)
    say(outcome === 'seeded' ? 'Lillekøbing er oprettet' : 'Lillekøbing er der allerede')
    if (values.nation === true) await seedWholeNation(house, { isSealed: values.sealed === true })
    return 0
  },
}
