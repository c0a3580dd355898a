import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isReplacement, type KnownNumber, type Leads, numberAfter, type Somebody, whoIsWho } from './roster-people.ts'

const nobody: Leads = { byCpr: undefined, byUniLogin: undefined, bySource: undefined }
const one = (key: string, leads: Partial<Leads>, cpr: string | null = '0102124000'): Somebody => ({
  key,
  line: 2,
  cpr,
  kind: cpr === null ? 'unknown' : 'verified',
  leads: { ...nobody, ...leads },
})
const known =
  (cpr: string | null, kind: KnownNumber['kind'] = 'verified') =>
  () => ({ cpr, kind })

test('the number decides; where it leads to nobody, UNI-Login does, and then the source’s id', () => {
  const { personOf } = whoIsWho([one('a', { byCpr: 'p1', bySource: 'p2' })], known('0102124000'))
  assert.equal(personOf.get('a'), 'p1')
  assert.equal(whoIsWho([one('a', { byUniLogin: 'p3', bySource: 'p2' }, null)], known(null)).personOf.get('a'), 'p3')
  assert.equal(whoIsWho([one('a', { bySource: 'p2' }, null)], known('0102124000')).personOf.get('a'), 'p2')
  assert.equal(whoIsWho([one('a', {})], known(null)).personOf.get('a'), null)
})

test('another number of the same birthday, or one for a replacement, is the same child; another birthday is another child', () => {
  const leads = { bySource: 'p1' }
  assert.equal(whoIsWho([one('a', leads, '0102124002')], known('0102124001')).personOf.get('a'), 'p1')
  assert.equal(whoIsWho([one('a', leads, '0102124002')], known('6111134001', 'replacement')).personOf.get('a'), 'p1')
  assert.equal(whoIsWho([one('a', leads, '0102124002')], known('1111134001', 'unknown')).personOf.get('a'), 'p1')
  const other = whoIsWho([one('a', leads, '0102124002')], known('1111134001'))
  assert.equal(other.personOf.get('a'), null)
  assert.deepEqual(
    other.findings.map(({ name }) => name),
    ['id-of-another'],
  )
})

test('a known person is one of the roster’s at most, and the order of lines does not matter', () => {
  const ids = fc.option(fc.constantFrom('p1', 'p2', 'p3'), { nil: undefined })
  const people = fc
    .uniqueArray(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), byCpr: ids, byUniLogin: ids, bySource: ids }), {
      selector: ({ key }) => key,
    })
    // Two lines of one number are one child before it comes to this.
    .filter((all) => new Set(all.map(({ byCpr }) => byCpr).filter(Boolean)).size === all.filter(({ byCpr }) => byCpr !== undefined).length)
    .map((all) => all.map(({ key, ...leads }) => one(key, leads)))
  fc.assert(
    fc.property(people, fc.infiniteStream(fc.nat()), (all, chance) => {
      const { personOf } = whoIsWho(all, known('0102124000'))
      const found = [...personOf.values()].filter((id) => id !== null)
      assert.equal(new Set(found).size, found.length)
      assert.equal(personOf.size, all.length)
      const shuffled = all.map((each) => ({ each, at: chance.next().value as number })).toSorted((a, b) => a.at - b.at)
      const again = whoIsWho(
        shuffled.map(({ each }) => each),
        known('0102124000'),
      )
      for (const [key, id] of personOf) assert.equal(again.personOf.get(key), id)
    }),
  )
})

test('a real number is never given up for a replacement, and never for nothing', () => {
  const real: KnownNumber = { cpr: '0102124000', kind: 'verified' }
  const replacement: KnownNumber = { cpr: '6102124000', kind: 'replacement' }
  assert.deepEqual(numberAfter(real, replacement), real)
  assert.deepEqual(numberAfter(replacement, real), real)
  assert.deepEqual(numberAfter(real, { cpr: null, kind: 'unknown' }), real)
  assert.deepEqual(numberAfter({ cpr: null, kind: null }, replacement), replacement)
  assert.deepEqual(numberAfter(real, { cpr: real.cpr, kind: 'unverified' }), real)
  assert.deepEqual(numberAfter({ cpr: real.cpr, kind: 'unverified' }, real), real)
  // A spreadsheet vouches for nothing, and says nothing new.
  assert.deepEqual(numberAfter({ cpr: real.cpr, kind: null }, { cpr: real.cpr, kind: 'unverified' }), { cpr: real.cpr, kind: null })
  assert.ok(isReplacement('6102124000', null) && !isReplacement('0102124000', 'verified'))
})
