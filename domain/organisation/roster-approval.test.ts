import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayApproveSecond, reasonsForSecondApproval, suggestedSuccessions } from './roster-approval.ts'

const calm = { pupils: { gone: 0, of: 1000 }, staff: { gone: 0, of: 100 }, custodyChanges: 0, successions: 0 }

test('more than a fifth gone takes two, and a few of a handful does not', () => {
  assert.deepEqual(reasonsForSecondApproval(calm), [])
  assert.deepEqual(reasonsForSecondApproval({ ...calm, pupils: { gone: 200, of: 1000 } }), [])
  assert.deepEqual(reasonsForSecondApproval({ ...calm, pupils: { gone: 201, of: 1000 } }), ['many-gone'])
  assert.deepEqual(reasonsForSecondApproval({ ...calm, pupils: { gone: 20, of: 24 } }), [])
  assert.deepEqual(reasonsForSecondApproval({ ...calm, staff: { gone: 21, of: 100 } }), ['many-gone'])
})

test('many changes of custody and every merger take two, who are not the same', () => {
  assert.deepEqual(reasonsForSecondApproval({ ...calm, custodyChanges: 20 }), [])
  assert.deepEqual(reasonsForSecondApproval({ ...calm, custodyChanges: 21 }), ['many-custody-changes'])
  assert.deepEqual(reasonsForSecondApproval({ ...calm, successions: 1 }), ['merged-institutions'])
  assert.ok(mayApproveSecond('a', 'b') && !mayApproveSecond('a', 'a'))
})

const at = (institution: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => [`child ${from + n}`, institution] as const)
const school = () => 'school'
const pairs = (
  before: readonly (readonly [string, string])[],
  after: readonly (readonly [string, string])[],
  kindOf: (n: string) => string = school,
) =>
  suggestedSuccessions(new Map(before), new Map(after), new Set(after.map(([, place]) => place)), kindOf).map(
    ({ from, to, pupils, of }) => `${from} ${to} ${pupils}/${of}`,
  )

test('a school that empties into one other is a merger, into two a split', () => {
  assert.deepEqual(pairs(at('A', 0, 10), at('B', 0, 10)), ['A B 10/10'])
  assert.deepEqual(pairs(at('A', 0, 10), [...at('B', 0, 5), ...at('C', 5, 10)]), ['A B 5/10', 'A C 5/10'])
  assert.deepEqual(pairs(at('A', 0, 10), at('B', 0, 8)), ['A B 8/10'])
})

test('children who move, leave, begin at school or are few say nothing of their institution', () => {
  assert.deepEqual(pairs(at('A', 0, 10), [...at('A', 0, 1), ...at('B', 1, 10)]), [])
  assert.deepEqual(pairs(at('A', 0, 10), at('B', 0, 7)), [])
  assert.deepEqual(pairs(at('A', 0, 4), at('B', 0, 4)), [])
  assert.deepEqual(
    pairs(at('A', 0, 10), at('B', 0, 10), (number) => (number === 'A' ? 'daycare' : 'school')),
    [],
  )
})
