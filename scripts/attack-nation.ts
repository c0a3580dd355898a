/**
 * `npm run attack:nation`: the ledger of a small nation over three nights, exported and attacked by the program's own commands, then
 * by somebody who knows which municipality released when. Makes an installation of its own and takes it away.
 */
import { openSolver } from '#server/attack/highs.ts'
import { attackNation, plantInNation } from '../tests/attack/attack-nation.ts'
import { playNation } from '../tests/attack/nation.ts'

const write = (line: string) => process.stdout.write(`${line}\n`)
const start = performance.now()
const seconds = () => Math.round((performance.now() - start) / 1000)

const nation = await playNation()
write(`${nation.looks} reports read, ${nation.lines.length} figures in the ledger, ${seconds()} s`)
write(nation.command.said.replaceAll(/^Angriber.*\n/gm, ''))
write(`planted: one child counted out of the country is ${nation.planted.code === 1 ? 'found' : 'NOT found'} by the same command`)
const solver = await openSolver()
const { questions, figures, similar, found } = attackNation(nation, solver)
for (const one of found) write(`✖ ${one}`)
write(
  `${questions} questions, ${figures} figures of areas, ${similar} of them of similar institutions: ${found.length} municipalities given away, ${seconds()} s`,
)
const { regionsOfTwo, carelessStrata } = plantInNation(nation, solver)
write(
  `planted: regions of two municipalities give one away in ${regionsOfTwo} of ${questions} questions, careless strata in ${carelessStrata}, ${seconds()} s`,
)
process.exitCode =
  nation.command.code !== 0 || nation.planted.code !== 1 || found.length > 0 || regionsOfTwo === 0 || carelessStrata === 0 ? 1 : 0
