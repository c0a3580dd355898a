/**
 * `npm run attack`: the long run of the attacker. Random municipalities that release in steps, random towns, each leak planted, the naive
 * rule broken, and an index beside its questions, all printed as tables. `npm run attack -- 1000 30 15` is a thousand of each, thirty
 * minutes of towns at the most and fifteen of indices.
 */
import { startWave } from '#domain/disclosure/rehearsal.ts'
import { openSolver } from '#server/attack/highs.ts'
import { attackLines, attackPeople, notOfAtoms } from '../tests/attack/attack-told.ts'
import { attackIndex } from '../tests/attack/index-beside-items.ts'
import { playWith } from '../tests/attack/leaks.ts'
import { randomNights } from '../tests/attack/municipalities.ts'
import { municipalitiesGivenAway } from '../tests/attack/nights.ts'
import { leakRows, leakTable, naiveRows, naiveTable, table } from '../tests/attack/tables.ts'
import { asked, playTown, randomTown } from '../tests/attack/town.ts'

const [most = 1000, minutesOfTowns = 30, minutesOfIndices = 15] = process.argv.slice(2).map(Number)
const write = (line: string) => process.stdout.write(`${line}\n`)
const solver = await openSolver()

type Attacked = { readonly counts: readonly number[]; readonly learnt: readonly unknown[] }

/** One seed after the other, until there are enough or time is up. Says how many there were, what they add up to and what was found. */
function attackEach(of: string, minutes: number, attackOne: (seed: number) => Attacked): readonly number[] {
  const from = performance.now()
  const minutesGone = () => (performance.now() - from) / 60_000
  let [played, found] = [0, 0]
  let sums: readonly number[] = []
  while (played < most && minutesGone() < minutes) {
    const { counts, learnt } = attackOne(++played)
    sums = counts.map((count, index) => count + (sums[index] ?? 0))
    found += learnt.length
    for (const one of learnt) write(`✖ ${of} ${played}: ${JSON.stringify(one)}`)
    if (played % 50 === 0) write(`${of} ${played} of ${most}, ${minutesGone().toFixed(1)} min, learnt: ${found}`)
  }
  if (played < most) write(`${of}: time was up after ${played} of ${most}.`)
  if (found > 0) process.exitCode = 1
  return [played, ...sums, found]
}

const print = (head: readonly string[], row: readonly number[]) =>
  write(`\n${table(head, [row.map((count) => count.toLocaleString('en'))])}\n`)

const nations = attackEach('nation', Infinity, (seed) => {
  const nights = randomNights(seed)
  const municipalities = [...new Set(nights.steps.map(({ municipality }) => municipality))]
  return {
    counts: [municipalities.length, nights.told.length, nights.similar.all, nights.similar.bySex],
    learnt: [null, ...municipalities].flatMap((knowing) => municipalitiesGivenAway(nights, solver, knowing)),
  }
})
print(['nations', 'municipalities', 'figures told', 'of similar institutions', 'by sex', 'learnt'], nations)

const towns = attackEach('town', minutesOfTowns, (seed) => {
  const town = randomTown(seed)
  const told = playWith(town)
  return {
    counts: [town.pupils.length, told.lines.length],
    learnt: [...attackPeople(told, solver), ...attackLines(told, solver), ...notOfAtoms(told)],
  }
})
print(['towns', 'respondents', 'figures told', 'learnt'], towns)
write(`${leakTable(leakRows(20, solver))}\n`)
write(`${naiveTable(naiveRows(12, solver))}`)

const indices = attackEach('index of town', minutesOfIndices, (seed) => {
  const town = randomTown(seed)
  const wave = playTown(town, () => {}, startWave(asked, town.places))
  const scored = wave.memberships.filter(({ place }) => place >= asked.items.length)
  return { counts: [scored.length], learnt: attackIndex(wave, solver) }
})
print(['towns', 'atoms of an index', 'learnt'], indices)
