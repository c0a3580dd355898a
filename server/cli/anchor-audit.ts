import { parseArgs } from 'node:util'
import { StartRefusal } from '#database/start-refusal.ts'
import { noteAnchors } from '../audit/anchors.ts'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, openInstallation } from '../installation.ts'
import { say } from '../log.ts'
import type { Verb } from './verb.ts'

export const anchorAudit: Verb = {
  summary: 'note where each audit log ends, in a directory the database does not reach',
  help: `  boernungeliv anchor-audit <directory>

Adds a line of JSON for each municipality to the day's file: its number of rows, the hash of the last, the moment. The
worker does the same each night when AUDIT_ANCHOR_DIR names a directory. It proves something only where the database's
administrator cannot write.`,
  async run(args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true })
    const [directory] = positionals
    if (directory === undefined || positionals.length !== 1)
      throw new StartRefusal(
        'Sig hvilken mappe: boernungeliv anchor-audit <mappe>',
        'say which directory: boernungeliv anchor-audit <directory>',
      )
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    const { file, chains } = await noteAnchors(installation.doors, directory, new Date())
    say(`${chains} kæder er noteret i ${file}`)
    return 0
  },
}
