import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { StartRefusal } from '#database/start-refusal.ts'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, openInstallation } from '../installation.ts'
import { say } from '../log.ts'
import { listLedgers, readLedger } from '../report/ledger.ts'
import type { Verb } from './verb.ts'

export const ledger: Verb = {
  summary: 'write out every figure that has left: to whom, when, and exactly what was shown',
  help: `  boernungeliv ledger export

  --municipality <code>   only what this municipality's people were shown; 0 is what is released to all
  --out <file>            to a file; else to standard output

One line of JSON for each category of each question that has been shown: at, audience, wave, unit, within, without, split,
question, category, n, and count, or low and high where only a rough word was told. It holds figures that somebody may read
and nothing of anybody; still, all of them together are nobody's to read but the data protection officer's.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: { municipality: { type: 'string' }, out: { type: 'string' } },
      allowPositionals: true,
    })
    if (positionals.length !== 1 || positionals[0] !== 'export')
      throw new StartRefusal('Sig hvad: boernungeliv ledger export', 'say what: boernungeliv ledger export')
    const { municipality } = values
    if (municipality !== undefined && !/^\d{1,4}$/.test(municipality))
      throw new StartRefusal(`${municipality} er ikke en kommunekode`, `${municipality} is not a municipality's code`)
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    const { doors } = installation
    const out = values.out === undefined ? process.stdout : createWriteStream(values.out, { mode: 0o640 })
    let lines = 0
    for (const id of municipality === undefined ? await listLedgers(doors) : [Number(municipality)]) {
      for await (const line of readLedger(doors, id)) {
        lines++
        if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain')
      }
    }
    if (values.out !== undefined) {
      out.end()
      await once(out, 'finish')
      say(`${lines} tal er skrevet i ${values.out}`)
    }
    return 0
  },
}
