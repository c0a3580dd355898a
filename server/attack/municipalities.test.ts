/** The attacker one floor up: municipalities in region, country and similar institutions are what children are in a class. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { benchmarkRule } from '#domain/disclosure/block-strata.ts'
import type { Benchmark } from '#domain/disclosure/benchmark.ts'
import { puzzleOf } from '#domain/disclosure/attack/from-ledger.ts'
import { attack } from '#domain/disclosure/attack/learnt.ts'
import { linesOf, releasedIn } from '#domain/disclosure/ledger.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'
import { at, specimen } from '#domain/disclosure/specimen.ts'
import { codebook } from '#domain/questionnaire/codebook.ts'
import { randomNights } from '../../tests/attack/municipalities.ts'
import { municipalitiesGivenAway } from '../../tests/attack/nights.ts'
import { openSolver } from './highs.ts'

const solver = await openSolver()
const seeds = Array.from({ length: 60 }, (_, index) => index + 1)

test('from region, country and similar institutions, night after night, no one or two municipalities are known', () => {
  const nights = seeds.map(randomNights)
  assert.ok(nights.filter(({ told }) => told.length > 4).length > 30)
  assert.ok(nights.filter(({ similar }) => similar.all > 0).length > 30)
  assert.ok(nights.filter(({ similar }) => similar.bySex > 0).length > 5)
  for (const [index, one] of nights.entries()) assert.deepEqual(municipalitiesGivenAway(one, solver), [], `nights ${index + 1}`)
})

test('nor is another one by a municipality that adds what it knows of itself', () => {
  for (const seed of seeds) assert.deepEqual(municipalitiesGivenAway(randomNights(seed), solver, 0), [], `nights ${seed}`)
})

test('a region of two municipalities is noticed', () => {
  const rule: { municipalities: number } = benchmarkRule
  rule.municipalities = 2
  try {
    const noticed = seeds.filter((seed) => municipalitiesGivenAway(randomNights(seed), solver).length > 0)
    assert.ok(noticed.length > 20, `${noticed.length}`)
    assert.ok(seeds.some((seed) => municipalitiesGivenAway(randomNights(seed), solver, 0).length > 0))
  } finally {
    rule.municipalities = 3
  }
})

/** How many institutions are left of a cell when the municipality that has most takes out its own. */
function fewestLeft(seed: number): number {
  const left = randomNights(seed).spreads.map((cell) => {
    const institutions = cell.map((one) => one.institutions)
    return cell.length === 0 ? Infinity : institutions.reduce((sum, count) => sum + count, 0) - Math.max(...institutions)
  })
  return Math.min(...left)
}

test('how much similar institutions differ is told of six institutions of others, and so of all beside them', () => {
  assert.ok(seeds.filter((seed) => Number.isFinite(fewestLeft(seed))).length > 10)
  for (const seed of seeds) assert.ok(fewestLeft(seed) >= 6, `nights ${seed}: ${fewestLeft(seed)}`)
})

test('told wherever they may be shown, how much they differ is told of fewer, and that is noticed', () => {
  const rule: { institutionsMeasured: number } = benchmarkRule
  rule.institutionsMeasured = benchmarkRule.institutionsLeft
  try {
    assert.ok(seeds.filter((seed) => fewestLeft(seed) < 6).length > 10)
  } finally {
    rule.institutionsMeasured = 6
  }
})

test('similar institutions that can be subtracted are noticed', () => {
  const noticed = seeds
    .slice(0, 20)
    .map(randomNights)
    .filter(({ steps, told, careless }) => {
      return municipalitiesGivenAway({ steps, told: [...told, ...careless] }, solver).length > 0
    })
  assert.ok(noticed.length > 2, `${noticed.length}`)
})

test('girls and boys of similar institutions are told where those of the whole block are, and so are among them', () => {
  const { cells } = codebook(specimen)
  const answeredIn = (night: readonly Benchmark[] | undefined, area: string, sex: 'female' | 'male') =>
    night?.find((one) => one.area === area)?.[sex][cells[at.sleep]?.offset ?? 0] ?? 0
  for (const seed of [...seeds, 109, 275]) {
    const { benchmarks } = randomNights(seed)
    for (const [index, night] of benchmarks.entries())
      for (const { area } of night)
        for (const sex of ['female', 'male'] as const) {
          const more = (of: string) => answeredIn(night, of, sex) - answeredIn(benchmarks[index - 1], of, sex)
          assert.ok(more(area) <= more('country'), `nights ${seed}: ${area} ${sex}`)
        }
  }
})

test('the ledger of such nights does not contradict itself', () => {
  const rule = { minimum: 5, sensitive: [], insiders: 1, width: 0 }
  const contradicting = [...seeds, 109, 275].filter((seed) => {
    const lines = randomNights(seed).benchmarks.flatMap((benchmarks, night) =>
      releasedIn(specimen, { code: 'mellemtrin', version: '1.0', schoolYear: 2026 }, benchmarks).flatMap((shown) =>
        linesOf(shown, { at: `2026-11-2${night}T03:00:00Z`, audience: 'municipalities' }),
      ),
    )
    const { puzzle } = puzzleOf(lines.filter(({ question }) => question === 'sleep'))
    return attack(puzzle, rule, solver).learnt.some(({ kind }) => kind === 'contradiction')
  })
  assert.deepEqual(contradicting, [])
})

test('a ledger in which similar institutions lie across two regions does not contradict itself', () => {
  const line = (unit: string, n: number, yes: number): PublicationLine[] =>
    Object.entries({ yes, no: n - yes }).map(([category, count]) => ({
      at: '2026-11-23T03:00:00Z',
      audience: 'municipalities',
      wave: 'mellemtrin 1.0 2026',
      unit,
      within: unit === 'country' ? [] : ['country'],
      without: null,
      split: 'all' as const,
      question: 'sleep',
      category,
      n,
      count,
    }))
  const told = [
    ['country', 900, 300],
    ['region:1083', 500, 200],
    ['region:1085', 400, 100],
    ['similar:school-small', 450, 150],
  ] as const
  const { puzzle } = puzzleOf(told.flatMap(([unit, n, yes]) => line(unit, n, yes)))
  assert.deepEqual(attack(puzzle, { minimum: 5, sensitive: [], insiders: 1, width: 0 }, solver).learnt, [])
})
