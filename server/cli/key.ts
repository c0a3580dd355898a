import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeKeyFile } from '../key-file.ts'
import { complain, say } from '../log.ts'
import type { Verb } from './verb.ts'

export const key: Verb = {
  summary: "make a new installation's key",
  help: `boernungeliv key <file>

Names, CPR numbers and slips can be read with this key alone, and database passwords follow from it.
Keep a copy apart from the database's backups. An existing file is never overwritten.`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
    const [path] = positionals
    if (path === undefined || positionals.length > 1) {
      complain('Angiv en fil: boernungeliv key <fil> / give a file')
      return 2
    }
    makeKeyFile(resolve(path))
    say(`Nøglen ligger i ${resolve(path)}. Gem en kopi et andet sted end databasens sikkerhedskopier.`)
    return 0
  },
}
