/**
 * `npm run attack`: the long run of the attacker. Plays random towns until there are enough or time is up (`npm run attack -- 1000 30` is a
 * thousand towns, thirty minutes at the most), then plants each leak and breaks the naive rule, and prints it all as tables.
 */
import { openSolver } from '#server/attack/highs.ts'
import { attackLines, attackPeople, notOfAtoms } from '../tests/attack/attack-told.ts'
import { playWith } from '../tests/attack/leaks.ts'
import { leakRows, leakTable, naiveRows, naiveTable } from '../tests/attack/tables.ts'
import { randomTown } from '../tests/attack/town.ts'

const [towns = 1000, minutes = 30] = process.argv.slice(2).map(Number)
const write = (line: string) => process.stdout.write(`${line}\n`)

const solver = await openSolver()
const from = performance.now()
const isTimeUp = () => performance.now() - from > minutes * 60_000
let [played, people, figures, found] = [0, 0, 0, 0]
for (let seed = 1; seed <= towns && !isTimeUp(); seed++) {
  const town = randomTown(seed)
  const told = playWith(town)
  const learnt = [...attackPeople(told, solver), ...attackLines(told, solver), ...notOfAtoms(told)]
  played++
  people += town.pupils.length
  figures += told.lines.length
  found += learnt.length
  for (const one of learnt) write(`✖ town ${seed}: ${JSON.stringify(one)}`)
  if (seed % 50 === 0) write(`${seed} of ${towns} towns, ${Math.round((performance.now() - from) / 1000)} s, learnt: ${found}`)
}

write(`\n| towns | respondents | figures told | learnt |\n| --- | --- | --- | --- |\n| ${played} | ${people} | ${figures} | ${found} |`)
write(`\n${leakTable(leakRows(20, solver))}`)
write(`\n${naiveTable(naiveRows(12, solver))}`)
if (played < towns) write(`\nTime was up after ${played} of ${towns} towns.`)
process.exitCode = found > 0 ? 1 : 0
