/** Whoever keeps every benchmark they were ever shown, and subtracts one from another, is left with three municipalities or nobody. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Benchmark, type MunicipalRelease, nextBenchmarks } from './benchmark.ts'
import { benchmarkRule } from './block-strata.ts'
import { type ReleasedMoments, addMoments, momentsOf, noMoments, storedMoments } from './moments.ts'
import { at, specimen } from './specimen.ts'
import { type SealedSum, addSums, storedSum } from './sum.ts'
import { answeredAt, codebook, optionsAt } from '../questionnaire/codebook.ts'

const { cells, width } = codebook(specimen)
/** One question that everybody answers and one that some have not got to yet, so that they stand at different steps. */
const asked = [at.sleep, at.body] as const

type Step = { readonly id: number; readonly answers: readonly [number, number] }

/** In tens, so that they part into schools without a rest. */
const some = fc.integer({ min: 5, max: 40 }).map((tens) => tens * 10)

/** Nights in which some of nine municipalities release some more; two of the three regions are to become one. */
const nights = fc.array(
  fc.array(
    fc.record({
      id: fc.integer({ min: 1, max: 9 }),
      answers: fc.tuple(some, fc.oneof(fc.constant(0), some)),
    }),
    { maxLength: 9 },
  ),
  { minLength: 1, maxLength: 7 },
)
const regionsOf = (id: number) => (id <= 3 ? ['1'] : id <= 6 ? ['2', '4'] : ['3', '4'])

/** What three schools of a municipality add. */
function schoolsOf({ answers }: Step): readonly SealedSum[] {
  return [0.2, 0.3, 0.5].map((share) => {
    const counts = Array.from({ length: width }, () => 0)
    for (const [index, place] of asked.entries()) {
      const cell = cells[place]
      if (!cell) continue
      const n = Math.round((answers[index] ?? 0) * share)
      counts[cell.offset + answeredAt] = n
      counts[cell.offset + optionsAt] = Math.round(n * share)
      counts[cell.offset + optionsAt + 1] = n - Math.round(n * share)
    }
    return storedSum(counts)
  })
}

const momentsIn = (steps: readonly Step[]) =>
  steps
    .flatMap(schoolsOf)
    .map((school) => momentsOf(specimen, school))
    .reduce(addMoments, noMoments(specimen))
const everybody = (all: ReleasedMoments['all']): ReleasedMoments => ({ all, female: noMoments(specimen), male: noMoments(specimen) })

/** The benchmarks after each night, beside the steps of each municipality in the order in which they were made. */
function played(drawn: readonly (readonly Step[])[]) {
  const none = storedSum(Array.from({ length: width }, () => 0))
  const steps = new Map<number, Step[]>()
  const releases: MunicipalRelease[] = []
  const shown: (readonly Benchmark[])[] = []
  for (const night of drawn) {
    for (const step of night) {
      const own = [...(steps.get(step.id) ?? []), step]
      steps.set(step.id, own)
      const all = own.flatMap(schoolsOf).reduce(addSums, none)
      const answered = all[(cells[at.sleep]?.offset ?? 0) + answeredAt] ?? 0
      const release = {
        municipalityId: step.id,
        regions: regionsOf(step.id),
        step: own.length,
        institutions: 3,
        invited: answered,
        answered,
      }
      releases.push({ ...release, all, female: none, male: none, moments: everybody(momentsIn(own)) })
    }
    shown.push(nextBenchmarks(specimen, shown.at(-1) ?? [], releases))
  }
  return { steps, shown }
}

/** Of one question, whatever is shown once: each area after each night, as a row of counts. */
const answersIn = (benchmark: Benchmark | undefined, place: number) => benchmark?.all[(cells[place]?.offset ?? 0) + answeredAt] ?? 0

/** Each figure of a question that was ever shown, as the steps that it holds: area by area, night by night. */
function figuresOf({ steps, shown }: ReturnType<typeof played>, index: number): readonly ReadonlySet<Step>[] {
  const place = asked[index] ?? 0
  const areas = new Map<string, ReadonlySet<Step>>()
  const figures: ReadonlySet<Step>[] = []
  for (const [night, benchmarks] of shown.entries()) {
    const heldIn = (all: readonly Benchmark[], area: string) => all.find((one) => one.area === area)?.holds[place + 1] ?? {}
    const before = shown[night - 1] ?? []
    for (const { area, all } of benchmarks) {
      const [now, then, ofCountry] = [heldIn(benchmarks, area), heldIn(before, area), heldIn(before, 'country')]
      // What an area takes in is all that the country has not: what went into the country alone is not made up for.
      const added = [...steps].flatMap(([id, own]) => (now[id] === then[id] ? [] : own.slice(ofCountry[id] ?? 0, now[id])))
      const held = new Set([...(areas.get(area) ?? []), ...added.filter(({ answers }) => (answers[index] ?? 0) > 0)])
      const total = [...held].reduce((sum, { answers }) => sum + (answers[index] ?? 0), 0)
      assert.equal(all[(cells[place]?.offset ?? 0) + answeredAt], total, 'the figure is not what it says it holds')
      areas.set(area, held)
      figures.push(held)
    }
  }
  return figures
}

test('one figure less another that is part of it holds three municipalities, none of them above three quarters, or nobody', () => {
  let subtracted = 0
  fc.assert(
    fc.property(nights, (drawn) => {
      const world = played(drawn)
      for (const index of asked.keys()) {
        const figures = [new Set<Step>(), ...figuresOf(world, index)]
        for (const whole of figures)
          for (const part of figures) {
            if (!part.isSubsetOf(whole)) continue
            const left = Map.groupBy(whole.difference(part), ({ id }) => id)
            if (part.size > 0 && left.size > 0) subtracted++
            assertBlock([...left.values()].map((own) => own.reduce((sum, { answers }) => sum + (answers[index] ?? 0), 0)))
          }
      }
    }),
    { numRuns: 200 },
  )
  assert.ok(subtracted > 100, 'nothing was subtracted')
})

test('two regions are never more than the one they become, nor any region more than the country; what is between is a block', () => {
  fc.assert(
    fc.property(nights, (drawn) => {
      const { shown } = played(drawn)
      for (const [before, now] of shown.map((night, index) => [shown[index - 1] ?? [], night] as const))
        for (const place of asked) {
          const of = (night: readonly Benchmark[], area: string) =>
            answersIn(
              night.find((one) => one.area === area),
              place,
            )
          const rest = (night: readonly Benchmark[], whole: string, parts: readonly string[]) =>
            of(night, whole) - parts.reduce((sum, part) => sum + of(night, part), 0)
          for (const [whole, parts] of [
            ['region:4', ['region:2', 'region:3']],
            ['country', ['region:1', 'region:4']],
            ['country', ['region:1', 'region:2', 'region:3']],
          ] as const) {
            const [then, afterwards] = [rest(before, whole, parts), rest(now, whole, parts)]
            assert.ok(afterwards >= then && then >= 0)
            // Three municipalities with a step of fifty each are the least that can have been added.
            assert.ok(afterwards === then || afterwards - then >= benchmarkRule.municipalities * 50, `${whole}: ${then} to ${afterwards}`)
          }
        }
    }),
    { numRuns: 150 },
  )
})

test('how much schools differ is added and subtracted with the answers, area by area', () => {
  fc.assert(
    fc.property(nights, (drawn) => {
      const { steps, shown } = played(drawn)
      for (const { area, moments, holds } of shown.at(-1) ?? [])
        for (const place of asked) {
          const cell = cells[place]
          if (!cell || !moments) throw new Error('its moments are gone')
          const country = shown.at(-1)?.find((one) => one.area === 'country')
          if (area !== 'country' || !country) continue
          const own = [...steps]
            .map(([id, made]) => momentsIn(made.slice(0, holds[place + 1]?.[id] ?? 0)))
            .reduce(addMoments, noMoments(specimen))
          const [begin, end] = [2 * cell.offset, 2 * (cell.offset + optionsAt + cell.item.options.length)]
          assert.deepEqual(moments.all.slice(begin, end), storedMoments(own).slice(begin, end))
        }
    }),
    { numRuns: 100 },
  )
})

function assertBlock(answers: readonly number[]): void {
  if (answers.length === 0) return
  const total = answers.reduce((sum, count) => sum + count, 0)
  assert.ok(answers.length >= benchmarkRule.municipalities, `${answers.length} municipalities`)
  assert.ok(Math.max(...answers) <= benchmarkRule.largestShare * total, `${Math.max(...answers)} of ${total}`)
}
