import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Benchmark, type MunicipalRelease, nextBenchmarks } from './benchmark.ts'
import { at, specimen } from './specimen.ts'
import { storedSum } from './sum.ts'
import { codebook } from '../questionnaire/codebook.ts'

const { cells, width } = codebook(specimen)
const sleepAt = cells[at.sleep]?.offset ?? 0

/** A release in which so many answered one question, so many of them girls and boys in split atoms. `1085<1086` becomes part of 1086. */
function release(municipalityId: number, region: string, step: number, answers: number, girls = 0, boys = 0): MunicipalRelease {
  const row = (count: number) => storedSum(Array.from({ length: width }, (_, index) => (index === sleepAt ? count : 0)))
  return {
    municipalityId,
    regions: region.split('<'),
    step,
    institutions: 3,
    invited: answers + 5,
    answered: answers,
    all: row(answers),
    female: row(girls),
    male: row(boys),
  }
}

const shown = (benchmarks: readonly Benchmark[]) => Object.fromEntries(benchmarks.map(({ area, all }) => [area, all[sleepAt]]))

test('two municipalities make no region, three do', () => {
  assert.deepEqual(shown(nextBenchmarks(specimen, [], [release(1, '1083', 1, 100), release(2, '1083', 1, 100)])), {})
  assert.deepEqual(
    shown(nextBenchmarks(specimen, [], [release(1, '1083', 1, 100), release(2, '1083', 1, 100), release(3, '1083', 1, 60)])),
    { country: 260, 'region:1083': 260 },
  )
})

test('no municipality may be more than three quarters of a figure', () => {
  const small = [release(1, '1083', 1, 50), release(2, '1083', 1, 50)]
  assert.deepEqual(shown(nextBenchmarks(specimen, [], [...small, release(3, '1083', 1, 301)])), {})
  assert.deepEqual(shown(nextBenchmarks(specimen, [], [...small, release(3, '1083', 1, 300)])), { country: 400, 'region:1083': 400 })
})

test('the country can be shown before any region', () => {
  const two = [release(1, '1083', 1, 100), release(2, '1083', 1, 100)]
  assert.deepEqual(shown(nextBenchmarks(specimen, [], [...two, release(3, '1085', 1, 100)])), { country: 300 })
})

test('the country less a region that is shown is never two municipalities', () => {
  const three = [release(1, '1083', 1, 100), release(2, '1083', 1, 100), release(3, '1083', 1, 100)]
  assert.deepEqual(shown(nextBenchmarks(specimen, [], [...three, release(4, '1085', 1, 100), release(5, '1085', 1, 100)])), {
    country: 300,
    'region:1083': 300,
  })
})

test('one municipality that releases more changes nothing, three together do', () => {
  const first = [1, 2, 3].map((id) => release(id, '1083', 1, 100))
  const before = nextBenchmarks(specimen, [], first)
  const one = [...first, release(1, '1083', 2, 180)]
  assert.deepEqual(nextBenchmarks(specimen, before, one), before)
  const three = [...one, release(2, '1083', 2, 160), release(3, '1083', 2, 150)]
  assert.deepEqual(shown(nextBenchmarks(specimen, before, three)), { country: 490, 'region:1083': 490 })
})

test('what is new in a region that is shown waits for it, and does not go to the country alone', () => {
  const first = [1, 2, 3].map((id) => release(id, '1083', 1, 100))
  const before = nextBenchmarks(specimen, [], first)
  const more = [...first, release(1, '1083', 2, 160), release(2, '1083', 2, 160), release(4, '1085', 1, 60)]
  assert.deepEqual(shown(nextBenchmarks(specimen, before, more)), { country: 300, 'region:1083': 300 })
})

test('how many took part follows the same rule', () => {
  const three = [1, 2, 3].map((id) => release(id, '1083', 1, 100))
  const [country] = nextBenchmarks(specimen, [], three)
  assert.deepEqual([country?.municipalities, country?.institutions, country?.invited, country?.answered], [3, 9, 315, 300])
})

test('girls and boys are shown where both, and those without, come from three municipalities', () => {
  const split = nextBenchmarks(
    specimen,
    [],
    [release(1, '1083', 1, 100, 50, 50), release(2, '1083', 1, 100, 50, 50), release(3, '1083', 1, 100, 50, 50)],
  )
  assert.deepEqual(
    split.map(({ female, male }) => [female[sleepAt], male[sleepAt]]),
    [
      [150, 150],
      [150, 150],
    ],
  )
  // One municipality alone has answers without sex: all less girls less boys would be its own.
  const lone = nextBenchmarks(
    specimen,
    [],
    [release(1, '1083', 1, 120, 50, 50), release(2, '1083', 1, 100, 50, 50), release(3, '1083', 1, 100, 50, 50)],
  )
  assert.deepEqual(
    lone.map(({ all, female, male }) => [all[sleepAt], female[sleepAt], male[sleepAt]]),
    [
      [320, 0, 0],
      [320, 0, 0],
    ],
  )
})

test('girls from two municipalities are not shown', () => {
  const releases = [release(1, '1083', 1, 100, 40, 40), release(2, '1083', 1, 100, 40, 40), release(3, '1083', 1, 100, 0, 50)]
  assert.deepEqual(
    nextBenchmarks(specimen, [], releases).map(({ all, female, male }) => [all[sleepAt], female[sleepAt], male[sleepAt]]),
    [
      [300, 0, 0],
      [300, 0, 0],
    ],
  )
})

test('a region that is to become part of another counts in both, and what fits neither old one may fit the new', () => {
  const east = [1, 2, 3].map((id) => release(id, '1085<1086', 1, 100))
  const capital = [4, 5].map((id) => release(id, '1084<1086', 1, 100))
  assert.deepEqual(shown(nextBenchmarks(specimen, [], [...east, ...capital])), { country: 300, 'region:1085': 300, 'region:1086': 300 })
  const mixed = [release(1, '1085<1086', 1, 100), ...capital]
  assert.deepEqual(shown(nextBenchmarks(specimen, [], mixed)), { country: 300, 'region:1086': 300 })
})

test('what was gathered by the old regions alone is the new region of the same blocks', () => {
  const ids = [1, 2, 3, 4, 5, 6]
  const old = ids.map((id) => release(id, id < 4 ? '1085' : '1084', 1, 100))
  const now = ids.map((id) => release(id, id < 4 ? '1085<1086' : '1084<1086', 1, 100))
  const afterwards = nextBenchmarks(specimen, nextBenchmarks(specimen, [], old), now)
  assert.deepEqual(afterwards, nextBenchmarks(specimen, [], now))
  assert.deepEqual(shown(afterwards)['region:1086'], 600)
})

test('running it twice changes nothing', () => {
  const releases = [1, 2, 3, 4].map((id) => release(id, id < 4 ? '1083' : '1085', 1, 100))
  const once = nextBenchmarks(specimen, [], releases)
  assert.deepEqual(nextBenchmarks(specimen, once, releases), once)
})

/** Nights in which some of eight municipalities in three regions release some more. */
const nights = fc.array(
  fc.array(fc.record({ id: fc.integer({ min: 1, max: 8 }), more: fc.integer({ min: 50, max: 400 }) }), { maxLength: 8 }),
  { minLength: 1, maxLength: 6 },
)
/** The second and the third are to become one. */
const regionOf = (id: number) => (id <= 4 ? '1' : id <= 6 ? '2<4' : '3<4')

test('every figure ever published is a sum of blocks of three municipalities, none above three quarters', () => {
  fc.assert(
    fc.property(nights, (drawn) => {
      const blocks = blocksOf(drawn)
      for (const block of blocks) {
        const byMunicipality = Map.groupBy(block, ({ id }) => id)
        assert.ok(byMunicipality.size >= 3)
        const total = block.reduce((sum, { answers }) => sum + answers, 0)
        for (const own of byMunicipality.values()) assert.ok(own.reduce((sum, { answers }) => sum + answers, 0) <= 0.75 * total)
      }
      assert.ok(new Set(blocks.flat()).size === blocks.flat().length, 'an increment lies in two blocks')
    }),
    { numRuns: 300 },
  )
})

type Increment = { readonly id: number; readonly step: number; readonly answers: number }

/** The smallest groups of increments that all figures ever published are sums of, seen from outside. */
function blocksOf(drawn: readonly (readonly { readonly id: number; readonly more: number }[])[]): readonly (readonly Increment[])[] {
  const releases: MunicipalRelease[] = []
  const increments: Increment[] = []
  let benchmarks: readonly Benchmark[] = []
  const figures: ReadonlySet<Increment>[] = []
  for (const night of drawn) {
    for (const { id, more } of night) {
      const last = releases.findLast(({ municipalityId }) => municipalityId === id)
      const step = (last?.step ?? 0) + 1
      releases.push(release(id, regionOf(id), step, (last?.answered ?? 0) + more))
      increments.push({ id, step, answers: more })
    }
    const before = benchmarks
    benchmarks = nextBenchmarks(specimen, before, releases)
    for (const { area, all, holds } of benchmarks) {
      const earlier = before.find((benchmark) => benchmark.area === area)
      const country = before.find((benchmark) => benchmark.area === 'country')
      const isNew = ({ id, step }: Increment) => {
        const now = holds[at.sleep + 1]?.[id]
        return (
          now !== undefined && now !== earlier?.holds[at.sleep + 1]?.[id] && step <= now && step > (country?.holds[at.sleep + 1]?.[id] ?? 0)
        )
      }
      const added = new Set(increments.filter(isNew))
      const grown = (all[sleepAt] ?? 0) - (earlier?.all[sleepAt] ?? 0)
      assert.equal(
        grown,
        [...added].reduce((sum, { answers }) => sum + answers, 0),
        'the figure is not what it says it holds',
      )
      if (added.size > 0) figures.push(added)
    }
  }
  // Two increments are in one block when every figure has both or neither.
  const published = increments.filter((increment) => figures.some((figure) => figure.has(increment)))
  return [...Map.groupBy(published, (increment) => figures.map((figure) => (figure.has(increment) ? 1 : 0)).join('')).values()]
}
