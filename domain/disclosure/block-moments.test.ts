import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type MunicipalRelease, nextBenchmarks } from './benchmark.ts'
import { type ClusterMoments, addMoments, momentsOf, noMoments, optionMoments } from './moments.ts'
import { at, specimen } from './specimen.ts'
import type { Stratum } from './stratum.ts'
import { addSums, storedSum } from './sum.ts'
import { type Cell, answeredAt, codebook, optionsAt } from '../questionnaire/codebook.ts'

const { cells, width } = codebook(specimen)
const sleep = cells[at.sleep] as Cell

/** So many of the pupils of a school sleep well. */
type School = readonly [well: number, pupils: number]
type Schools = Readonly<Record<Stratum, readonly School[]>>

const row = ([well, pupils]: School) =>
  storedSum(
    Array.from({ length: width }, (_, place) =>
      place === sleep.offset + answeredAt
        ? pupils
        : place === sleep.offset + optionsAt
          ? well
          : place === sleep.offset + optionsAt + 1
            ? pupils - well
            : 0,
    ),
  )
const none = row([0, 0])
const sumOf = (schools: readonly School[]) => schools.map(row).reduce(addSums, none)
const differ = (schools: readonly School[]): ClusterMoments =>
  schools.map((school) => momentsOf(specimen, row(school))).reduce(addMoments, noMoments(specimen))

/** One municipality's releases, each with more schools than the one before. */
function releases(municipalityId: number, steps: readonly Schools[], { isOld = false } = {}): readonly MunicipalRelease[] {
  return steps.map((grown, index): MunicipalRelease => {
    const held = (stratum: Stratum) => steps.slice(0, index + 1).flatMap((step) => step[stratum] ?? [])
    const names = [...new Set(steps.slice(0, index + 1).flatMap((step) => Object.keys(step)))]
    const all = sumOf(names.flatMap(held))
    const answered = all[sleep.offset + answeredAt] ?? 0
    const strata = names.map((stratum) => {
      const counts = { all: sumOf(held(stratum)), female: none, male: none }
      const figures = { institutions: held(stratum).length, invited: 0, answered: 0, ...counts }
      const grew = [0, ...cells.map(() => grown[stratum]?.length ?? 0)]
      return [stratum, { ...figures, grew, ...(isOld ? {} : { moments: differ(held(stratum)) }) }] as const
    })
    const base = { municipalityId, regions: ['1083'], step: index + 1, institutions: 3, invited: answered, answered }
    return { ...base, all, female: none, male: none, strata: new Map(strata) }
  })
}

/** What is told of the small schools after these nights; each night has the releases of one step more. */
function told(municipalities: readonly (readonly MunicipalRelease[])[], nights: number) {
  let benchmarks: ReturnType<typeof nextBenchmarks> = []
  for (let night = 1; night <= nights; night++)
    benchmarks = nextBenchmarks(
      specimen,
      benchmarks,
      municipalities.flatMap((own) => own.slice(0, night)),
    )
  const area = benchmarks.find((one) => one.area === 'similar:school-small') ?? assert.fail('nothing is told of them')
  const moments = optionMoments(area.moments?.all ?? assert.fail('nothing is kept'), sleep, 0)
  const [well = 0, n = 0] = [area.all[sleep.offset + optionsAt], area.all[sleep.offset + answeredAt]]
  return { n, well, moments, girls: area.moments?.female, spreadAbout: (p: number) => moments.xx - 2 * p * moments.xn + p * p * moments.nn }
}

const four: readonly School[] = [
  [10, 40],
  [25, 50],
  [9, 36],
  [12, 60],
]
const two: readonly School[] = [
  [20, 45],
  [4, 30],
]
const many = [1, 2, 3]

test('how much the schools of a stratum differ is the sum over these schools', () => {
  const { n, moments, girls } = told(
    many.map((id) => releases(id, [{ 'school-small': four }])),
    1,
  )
  assert.deepEqual([n, moments], [3 * 186, optionMoments(differ([...four, ...four, ...four]), sleep, 0)])
  assert.deepEqual(girls, noMoments(specimen))
})

test('schools that are too few to be measured make nothing surer: the share varies as it did', () => {
  const first = told(
    many.map((id) => releases(id, [{ 'school-small': four }])),
    1,
  )
  const both = told(
    many.map((id) => releases(id, [{ 'school-small': four }, { 'school-small': two }])),
    2,
  )
  assert.deepEqual([both.n, both.moments.clusters], [first.n + 3 * 75, 12])
  const share = first.well / first.n
  assert.ok(Math.abs(both.spreadAbout(share) / both.n ** 2 - first.spreadAbout(share) / first.n ** 2) < 1e-5)
})

test('nor where they came first', () => {
  const measured = told(
    many.map((id) => releases(id, [{ 'school-small': four }])),
    1,
  )
  const { n, moments, spreadAbout } = told(
    many.map((id) => releases(id, [{ 'school-small': two }, { 'school-small': four }])),
    2,
  )
  assert.equal(moments.clusters, 12)
  const share = measured.well / measured.n
  assert.ok(Math.abs(spreadAbout(share) / n ** 2 - measured.spreadAbout(share) / measured.n ** 2) < 1e-5)
})

test('where what is beside is too few to be measured, so is the stratum, for how much all differ is told too', () => {
  const beside = told(
    many.map((id) => releases(id, [{ 'school-small': four, 'school-large': two }])),
    1,
  )
  assert.deepEqual([beside.n, beside.moments.clusters], [3 * 186, 0])
})

test('of what was released before they were kept nothing is measured', () => {
  const old = told(
    many.map((id) => releases(id, [{ 'school-small': four }], { isOld: id === 2 })),
    1,
  )
  assert.deepEqual([old.n, old.moments.clusters], [3 * 186, 0])
})

test('how much schools differ for girls is told where six schools of other municipalities have girls by themselves', () => {
  const girls = (schools: readonly School[]) => {
    const municipalities = many.map((id): MunicipalRelease => {
      const [rows, moments] = [sumOf(schools), differ(schools)]
      const [all, everybody] = [addSums(rows, rows), addMoments(moments, moments)]
      const base = { municipalityId: id, regions: ['1083'], step: 1, institutions: 3, invited: 0, answered: 0, strata: null }
      return { ...base, all, female: rows, male: rows, moments: { all: everybody, female: moments, male: moments } }
    })
    const region = nextBenchmarks(specimen, [], municipalities).find(({ area }) => area === 'region:1083')
    assert.equal(region?.female[sleep.offset + answeredAt], 3 * (sumOf(schools)[sleep.offset + answeredAt] ?? 0))
    return optionMoments(region?.moments?.female ?? noMoments(specimen), sleep, 0)
  }
  assert.equal(girls(two.slice(0, 1)).clusters, 0)
  assert.equal(girls(four.slice(0, 3)).clusters, 9)
  assert.deepEqual(girls(four), optionMoments(differ([...four, ...four, ...four]), sleep, 0))
})
