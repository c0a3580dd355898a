import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  comparedEnrolment,
  diffRoster,
  type Enrolment,
  institutionsAfter,
  previewOf,
  pupilsAfter,
  warnOfManyGone,
} from './roster-difference.ts'

const child = (key: string, change: Partial<Enrolment> = {}): Enrolment => ({
  key,
  name: `Barn ${key}`,
  sex: 'female',
  institution: 'X81101',
  className: '5.B',
  isProtected: false,
  ...change,
})
const what = (current: readonly Enrolment[], wanted: readonly Enrolment[]) => {
  const { changes, same } = diffRoster(current, pupilsAfter(current, wanted), comparedEnrolment)
  return { changes: changes.map((change) => `${change.what} ${(change.what === 'gone' ? change.from : change.to).key}`), same }
}

test('new, moved, renamed and gone are told apart', () => {
  const current = [child('a'), child('b'), child('c'), child('d')]
  const wanted = [child('a'), child('b', { className: '5.C' }), child('c', { name: 'Et andet navn' }), child('e')]
  assert.deepEqual(what(current, wanted), { changes: ['gone d', 'changed c', 'changed b', 'new e'], same: 1 })
})

test('a file speaks for the institutions it names and for no others', () => {
  const current = [child('a'), child('b', { institution: 'X81102' })]
  assert.deepEqual(what(current, [child('a')]), { changes: [], same: 2 })
  assert.deepEqual(what(current, [child('c')]), { changes: ['gone a', 'new c'], same: 1 })
})

test('a pupil who moves in from an institution the file does not name is moved, not doubled', () => {
  const current = [child('b', { institution: 'X81102' })]
  assert.deepEqual(what(current, [child('b')]), { changes: ['changed b'], same: 0 })
})

test('an unknown sex does not replace a known one', () => {
  assert.deepEqual(what([child('a')], [child('a', { sex: 'unknown' })]), { changes: [], same: 1 })
  assert.deepEqual(what([child('a', { sex: 'unknown' })], [child('a')]), { changes: ['changed a'], same: 0 })
})

test('an institution that is missing from the file stays', () => {
  const current = [{ key: 'X81101', name: 'Søndre Skole', kind: 'school' }] as const
  assert.deepEqual(institutionsAfter(current, []), current)
})

test('more than a fifth gone is pointed out, in all and at each institution', () => {
  const before = Array.from({ length: 20 }, (_, place) => ({ key: `k${place}`, institutions: [place < 10 ? 'X81101' : 'X81102'] }))
  const gone = (count: number) => new Set(before.slice(0, count).map(({ key }) => key))
  const named = new Set(['X81101', 'X81102'])
  assert.deepEqual(warnOfManyGone(before, gone(2), named), [])
  assert.deepEqual(
    warnOfManyGone(before, gone(3), named).map(({ name, values }) => [name, values]),
    [['many-gone-at-institution', { gone: '3', of: '10', percent: '30', institution: 'X81101' }]],
  )
  assert.deepEqual(
    warnOfManyGone(before, gone(5), named).map(({ name, values }) => [name, values]),
    [
      ['many-gone', { gone: '5', of: '20', percent: '25' }],
      ['many-gone-at-institution', { gone: '5', of: '10', percent: '50', institution: 'X81101' }],
    ],
  )
  assert.deepEqual(
    warnOfManyGone(before, gone(3), new Set(['X81101'])).map(({ name }) => name),
    ['many-gone'],
  )
})

test('a preview shows some of each kind', () => {
  const changes = [
    ...Array.from({ length: 3 }, (_, place) => ({ what: 'gone', from: child(`g${place}`) }) as const),
    ...Array.from({ length: 500 }, (_, place) => ({ what: 'new', to: child(`n${place}`) }) as const),
  ]
  const preview = previewOf(changes, 100)
  assert.equal(preview.length, 100)
  assert.equal(preview.filter((change) => change.what === 'gone').length, 3)
  assert.deepEqual(
    previewOf(changes, 1).map((change) => change.what),
    ['gone'],
  )
  assert.equal(previewOf(changes, 1000).length, 503)
})
