import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Piece, benchmarkRule, measuredStrata, standingStrata } from './block-strata.ts'
import { sizesIn, stratumIn, stratumOf } from './stratum.ts'

/** So many answers from so many institutions, all counted without sex unless half of them are girls. */
const piece = (answers: number, institutions = 2, { isSplit = false } = {}): Piece => ({
  answers,
  female: isSplit ? answers / 2 : 0,
  male: isSplit ? answers / 2 : 0,
  institutions,
})
const nobody = piece(0, 0)

/** By stratum what each municipality adds; the block is all of it, and what was pooled. */
function standing(strata: Readonly<Record<string, readonly Piece[]>>, pooled: readonly number[] = []): readonly string[] {
  const cells = Object.values(strata)
  const whole = (cells[0] ?? []).map((_, at): Piece => {
    const sum = (of: keyof Piece) => cells.reduce((total, cell) => total + (cell[at]?.[of] ?? 0), 0)
    return { answers: sum('answers') + (pooled[at] ?? 0), female: sum('female'), male: sum('male'), institutions: 0 }
  })
  return standingStrata(whole, new Map(Object.entries(strata)))
}

const three = [piece(100), piece(100), piece(100)]

test('institutions of a kind are alike by how many are invited', () => {
  assert.deepEqual(
    [99, 100, 199, 200].map((invited) => stratumOf('school', invited)),
    ['school-small', 'school-medium', 'school-medium', 'school-large'],
  )
  assert.deepEqual([stratumOf('healthService', 50), stratumOf('school', 0), stratumOf(null, 50)], [null, null, null])
  assert.deepEqual(
    [sizesIn('school', 'medium'), sizesIn('daycare', 'large')],
    [
      { from: 100, to: 199 },
      { from: 60, to: null },
    ],
  )
  assert.deepEqual(stratumIn('similar:school-small'), { kind: 'school', band: 'small' })
  assert.equal(stratumIn('similar:school-tiny'), undefined)
})

test('strata of three municipalities each part a block', () => {
  assert.deepEqual(standing({ small: three, medium: three }), ['medium', 'small'])
})

test('a stratum of two municipalities is not shown, nor the only other, which would tell of it', () => {
  assert.deepEqual(standing({ small: three, large: [piece(100), piece(100), nobody] }), [])
})

test('what is beside takes the smallest stratum with it, and is a block then', () => {
  const small = three.map(({ answers }) => piece(answers / 2))
  assert.deepEqual(standing({ small, medium: three, large: [piece(100), nobody, nobody] }), ['medium'])
})

test('answers that were pooled in a municipality are beside every stratum', () => {
  assert.deepEqual(standing({ small: three }), ['small'])
  assert.deepEqual(standing({ small: three }, [12, 0, 0]), [])
})

test('no municipality is more than three quarters of a stratum', () => {
  assert.deepEqual(standing({ small: [piece(600), piece(100), piece(100)] }), ['small'])
  assert.deepEqual(standing({ small: [piece(601), piece(100), piece(100)] }), [])
})

test('three institutions are left when a municipality takes out its own', () => {
  assert.deepEqual(standing({ small: [piece(100, 5), piece(100, 1), piece(100, 1)] }), [])
  assert.deepEqual(standing({ small: [piece(100, 5), piece(100, 2), piece(100, 1)] }), ['small'])
})

test('where girls and boys of the block are shown, each stratum has to hold for both', () => {
  const split = three.map(({ answers }) => piece(answers, 2, { isSplit: true }))
  assert.deepEqual(standing({ small: split, medium: split }), ['medium', 'small'])
  const girls = { answers: 100, female: 100, male: 0, institutions: 2 }
  const boys = { answers: 100, female: 0, male: 100, institutions: 2 }
  assert.deepEqual(standing({ small: [girls, boys, girls], medium: split }), [])
})

test('how much they differ is told where six institutions are left, in the stratum and in all that is beside', () => {
  const measured = (strata: Readonly<Record<string, readonly Piece[]>>) => {
    const cells = Object.values(strata)
    const whole = (cells[0] ?? []).map((_, at) =>
      piece(
        cells.reduce((sum, cell) => sum + (cell[at]?.answers ?? 0), 0),
        0,
      ),
    )
    return measuredStrata(whole, new Map(Object.entries(strata)), standingStrata(whole, new Map(Object.entries(strata))))
  }
  const six = [piece(100, 3), piece(100, 3), piece(100, 3)]
  assert.deepEqual(measured({ small: three }), [])
  assert.deepEqual(measured({ small: six }), ['small'])
  assert.deepEqual(measured({ small: six, medium: six }), ['medium', 'small'])
  assert.deepEqual(standing({ small: six, medium: three }), ['medium', 'small'])
  assert.deepEqual(measured({ small: six, medium: three }), [])
})

/** In how many ways institutions of these sizes may have answered, where the sum and the squares about the share are known. */
function ways(sizes: readonly number[], said: readonly number[]): readonly (readonly number[])[] {
  const [all, yes] = [sizes, said].map((some) => some.reduce((sum, one) => sum + one, 0)) as [number, number]
  const square = (index: number, x: number) => (all * x - yes * (sizes[index] ?? 0)) ** 2
  const spread = said.reduce((sum, x, index) => sum + square(index, x), 0)
  const found: number[][] = []
  const place = (before: readonly number[], yesLeft: number, spreadLeft: number) => {
    const index = before.length
    if (index === sizes.length) {
      if (yesLeft === 0 && spreadLeft === 0) found.push([...before])
      return
    }
    for (let x = 0; x <= Math.min(sizes[index] ?? 0, yesLeft); x++)
      if (square(index, x) <= spreadLeft) place([...before, x], yesLeft - x, spreadLeft - square(index, x))
  }
  place([], yes, spread)
  return found
}

test('of three institutions the squares tell what each answered, of six each may have answered nearly anything', () => {
  const [sizes, said] = [
    [40, 50, 60, 45, 55, 38],
    [10, 18, 15, 9, 21, 8],
  ]
  const ofThree = ways(sizes.slice(0, benchmarkRule.institutionsLeft), said.slice(0, benchmarkRule.institutionsLeft))
  assert.ok(ofThree.length <= 3, `${ofThree.length} ways`)
  const ofSix = ways(sizes.slice(0, benchmarkRule.institutionsMeasured), said.slice(0, benchmarkRule.institutionsMeasured))
  assert.ok(ofSix.length > 200, `${ofSix.length} ways`)
  for (const index of sizes.keys()) assert.ok(new Set(ofSix.map((way) => way[index])).size >= 10)
})
