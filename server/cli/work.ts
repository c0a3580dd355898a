import { parseArgs } from 'node:util'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, houseOf, loginsOf, openInstallation } from '../installation.ts'
import { log } from '../log.ts'
import { untilToldToStop } from '../main.ts'
import { startWorker } from '../worker.ts'
import type { Verb } from './verb.ts'

export const work: Verb = {
  summary: 'run the jobs only, beside a server started --without-worker',
  help: 'Takes jobs from the queue until it is told to stop. Several may run at once.',
  async run(args) {
    parseArgs({ args, options: {} })
    const toldToStop = untilToldToStop()
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    const house = houseOf(installation, loginsOf(installation.config))
    await using _worker = await startWorker(house, installation.databaseUrl)
    log.stopped({ reason: await toldToStop })
    return 0
  },
}
