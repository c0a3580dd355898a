/**
 * `npm run attack:town`: the ledger of the seeded Lillekøbing, read by everybody before and after its surveys are closed, attacked as
 * `boernungeliv attack` does. Needs no installation: it starts a database of its own and takes it away.
 */
import { knownRules } from '#server/attack/asked-questions.ts'
import { attackLedger } from '#server/attack/attack-ledger.ts'
import { explainAll } from '#server/attack/explain.ts'
import { openSolver } from '#server/attack/highs.ts'
import { ledgerOfLillekoebing } from '../tests/attack/lillekoebing.ts'

const insiders = 2
const write = (line: string) => process.stdout.write(`${line}\n`)
const seconds = (from: number) => Math.round((performance.now() - from) / 1000)

const start = performance.now()
const { lines, looks } = await ledgerOfLillekoebing()
write(`${looks} reports read, ${lines.length} figures told, in ${seconds(start)} s`)
const from = performance.now()
const attacks = [...attackLedger(lines, { groups: [], rules: knownRules(insiders), insiders }, await openSolver())]
const { lines: told, isLearnt } = explainAll(attacks)
for (const line of told) write(line)
write(`attacked in ${seconds(from)} s`)
process.exitCode = isLearnt ? 1 : 0
