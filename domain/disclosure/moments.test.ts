/** Sums over clusters, kept by adding: as if counted anew, and enough for the variance between schools. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type ClusterMoments,
  addMoments,
  favourableMoments,
  momentsGrown,
  momentsOf,
  noMoments,
  optionMoments,
  placeMoments,
  subtractMoments,
} from './moments.ts'
import { at, specimen } from './specimen.ts'
import { type SealedSum, addSums, storedSum } from './sum.ts'
import { type Cell, answeredAt, codebook, optionsAt } from '../questionnaire/codebook.ts'

const { cells, width } = codebook(specimen)
const cellAt = (place: number) => cells.find((cell) => cell.place === place) as Cell
const none = storedSum(Array.from({ length: width }, () => 0))

/** A school whose pupils gave these many answers of each option to one item. */
function school(place: number, counts: readonly number[]): SealedSum {
  const { offset } = cellAt(place)
  const row = [...none]
  row[offset + answeredAt] = counts.reduce((sum, count) => sum + count, 0)
  for (const [option, count] of counts.entries()) row[offset + optionsAt + option] = count
  return storedSum(row)
}

const sumOf = (schools: readonly SealedSum[]) => schools.map((one) => momentsOf(specimen, one)).reduce(addMoments, noMoments(specimen))

test('the sums over three schools are those worked out by hand', () => {
  const moments = sumOf([school(at.sleep, [4, 3, 3]), school(at.sleep, [10, 0, 10]), school(at.sleep, [1, 2, 2])])
  // Answered by 10, 20 and 5; good by 4, 10 and 1; good or fair, both favourable, by 7, 10 and 3.
  assert.deepEqual(optionMoments(moments, cellAt(at.sleep), 0), { clusters: 3, nn: 525, xn: 245, xx: 117 })
  assert.deepEqual(favourableMoments(moments, cellAt(at.sleep)), { clusters: 3, nn: 525, xn: 285, xx: 158 })
  // Fair is worth one and bad two: 9, 20 and 6.
  assert.deepEqual(placeMoments(moments, cellAt(at.sleep)), { clusters: 3, nn: 525, xn: 520, xx: 517 })
})

test('the variance between schools is had from one row', () => {
  const schools = [
    [30, 4],
    [55, 20],
    [12, 1],
    [80, 17],
  ] as const
  const moments = sumOf(schools.map(([n, x]) => school(at.bullied, [x, n - x, 0])))
  const { xx, xn, nn } = optionMoments(moments, cellAt(at.bullied), 0)
  const p = 42 / 177
  const fromSchools = schools.reduce((sum, [n, x]) => sum + (x - p * n) ** 2, 0)
  assert.ok(Math.abs(xx - 2 * p * xn + p * p * nn - fromSchools) < 1e-9)
})

test('a school that did not answer a question is no cluster of it', () => {
  const moments = sumOf([school(at.sleep, [5, 5, 5]), school(at.bullied, [9, 3, 1])])
  assert.equal(optionMoments(moments, cellAt(at.sleep), 0).clusters, 1)
  assert.equal(optionMoments(moments, cellAt(at.body), 0).clusters, 0)
})

test('what was pooled from several schools counts, and is no school', () => {
  const pooled = momentsOf(specimen, school(at.sleep, [2, 2, 2]), { isCluster: false })
  assert.deepEqual(optionMoments(pooled, cellAt(at.sleep), 0), { clusters: 0, nn: 36, xn: 12, xx: 4 })
})

test('where several answers can be chosen there is no sum of them', () => {
  const moments = sumOf([school(at.games, [5, 4, 3])])
  assert.equal(favourableMoments(moments, cellAt(at.games)), null)
  assert.deepEqual(placeMoments(moments, cellAt(at.games)), { clusters: 1, nn: 144, xn: 0, xx: 0 })
})

const row = fc.array(fc.nat(300), { minLength: width, maxLength: width }).map(storedSum)
const growth = fc.array(fc.tuple(fc.nat(4), row), { maxLength: 12 })

test('class by class, in any order, they are what counting all schools anew gives', () => {
  fc.assert(
    fc.property(growth, (classes) => {
      const schools = Array.from({ length: 5 }, () => none)
      let kept: ClusterMoments = noMoments(specimen)
      for (const [index, counts] of classes) {
        const before = schools[index] as SealedSum
        const after = addSums(before, counts)
        kept = addMoments(kept, momentsGrown(specimen, before, after))
        schools[index] = after
      }
      assert.deepEqual(kept, sumOf(schools))
    }),
  )
})

test('the rest of a municipality is the whole without the school', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), ([own, ...others]) => {
      assert.deepEqual(subtractMoments(sumOf([own as SealedSum, ...others]), momentsOf(specimen, own as SealedSum)), sumOf(others))
    }),
  )
})
