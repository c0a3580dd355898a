import { parseArgs } from 'node:util'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, houseOf, loginsOf, openInstallation } from '../installation.ts'
import { releaseFigures } from '../jobs/release-figures.ts'
import { say } from '../log.ts'
import type { Verb } from './verb.ts'

export const release: Verb = {
  summary: 'release figures by the standing rule now, instead of tonight',
  help: 'What the nightly job does: each municipality whose totals have grown by three institutions and fifty\nrespondents releases them, and benchmarks of three or more municipalities are added up.',
  async run(args) {
    parseArgs({ args, options: {} })
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    await releaseFigures(houseOf(installation, loginsOf(installation.config)), { everybody: 1 })
    say('Tal er frigivet efter reglen')
    return 0
  },
}
