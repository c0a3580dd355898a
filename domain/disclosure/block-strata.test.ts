import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Piece, standingStrata } from './block-strata.ts'
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
