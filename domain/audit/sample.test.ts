import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../calendar/calendar.ts'
import { checkVerdict, countByRole, drawSample, mayClose, monthsLater, sampleDue } from './sample.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const looks = fc.uniqueArray(fc.record({ id: fc.uuid(), role: fc.constantFrom('healthVisitor', 'eduPsychologist', 'schoolDoctor') }), {
  selector: ({ id }) => id,
  maxLength: 40,
})

test('as many looks of each role as there are, and never more than asked for', () => {
  fc.assert(
    fc.property(looks, fc.integer({ min: 1, max: 8 }), fc.string(), (all, perRole, seed) => {
      const drawn = drawSample(all, { seed, perRole, sha256 })
      const [there, taken] = [countByRole(all), countByRole(drawn)]
      return (
        new Set(drawn.map(({ id }) => id)).size === drawn.length &&
        drawn.every((look) => all.some(({ id }) => id === look.id)) &&
        Object.entries(there).every(([role, count]) => taken[role] === Math.min(count, perRole))
      )
    }),
  )
})

test('the seed draws, and the order they are given in does not', () => {
  fc.assert(
    fc.property(looks, fc.string(), (all, seed) => {
      const drawn = drawSample(all, { seed, perRole: 3, sha256 })
      assert.deepEqual(drawSample(all.toReversed(), { seed, perRole: 3, sha256 }), drawn)
    }),
  )
})

test('every look is drawn about as often as every other, over many seeds', () => {
  const all = Array.from({ length: 20 }, (_, place) => ({
    id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
    role: 'healthVisitor',
  }))
  const times = new Map(all.map(({ id }) => [id, 0]))
  const seeds = 2000
  for (let seed = 0; seed < seeds; seed++)
    for (const { id } of drawSample(all, { seed: String(seed), perRole: 5, sha256 })) times.set(id, (times.get(id) ?? 0) + 1)
  // Expected 500 of 2000, standard deviation 19.
  for (const [id, count] of times) assert.ok(Math.abs(count - seeds / 4) < 5 * 19.4, `${id} ${count}`)
})

test('a sample is closed once, and only when every look is judged', () => {
  assert.equal(mayClose({ closedAt: null, verdicts: ['inOrder', 'notInOrder'] }), undefined)
  assert.equal(mayClose({ closedAt: null, verdicts: ['inOrder', null] }), 'sample-not-judged')
  assert.equal(mayClose({ closedAt: '2026-11-22T10:00:00Z', verdicts: ['inOrder'] }), 'sample-closed')
})

test('what is not plainly in order is said in words', () => {
  assert.equal(checkVerdict({ closedAt: null, verdict: 'inOrder', note: '' }), undefined)
  assert.equal(checkVerdict({ closedAt: null, verdict: 'needsExplaining', note: ' ' }), 'sample-note-missing')
  assert.equal(checkVerdict({ closedAt: null, verdict: 'notInOrder', note: 'Ingen aftale.' }), undefined)
  assert.equal(checkVerdict({ closedAt: '2026-11-22T10:00:00Z', verdict: 'inOrder', note: '' }), 'sample-closed')
})

for (const [since, today, expected] of [
  ['2026-05-23', '2026-10-23', { dueOn: '2026-11-23', state: 'later' }],
  ['2026-05-23', '2026-10-24', { dueOn: '2026-11-23', state: 'soon' }],
  ['2026-05-23', '2026-11-23', { dueOn: '2026-11-23', state: 'soon' }],
  ['2026-05-23', '2026-11-24', { dueOn: '2026-11-23', state: 'overdue' }],
] as const)
  test(`last closed ${since}: on ${today} the next is ${expected.state}`, () => {
    assert.deepEqual(sampleDue({ lastClosedOn: since, firstLookOn: '2020-01-01' }, today, addDays), expected)
  })

test('before any was closed the first look counts, and without looks nothing is due', () => {
  assert.equal(sampleDue({ lastClosedOn: undefined, firstLookOn: '2026-05-23' }, '2026-11-24', addDays)?.state, 'overdue')
  assert.equal(sampleDue({ lastClosedOn: undefined, firstLookOn: undefined }, '2026-11-24', addDays), undefined)
})

test('six months on is the same day, or the last of a shorter month; back too', () => {
  assert.equal(monthsLater('2026-08-31', 6), '2027-02-28')
  assert.equal(monthsLater('2027-08-31', 6), '2028-02-29')
  assert.equal(monthsLater('2026-11-22', 6), '2027-05-22')
  assert.equal(monthsLater('2026-05-31', -6), '2025-11-30')
  assert.equal(monthsLater('2026-01-15', -1), '2025-12-15')
})
