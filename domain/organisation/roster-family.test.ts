import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { diffRoster } from './roster-difference.ts'
import {
  comparedTie,
  custodyAfter,
  givesRights,
  grownUps,
  isInForce,
  type Tie,
  tieKey,
  type TieRelation,
  type WantedTie,
} from './roster-family.ts'
import type { RosterContact } from './roster.ts'

const line = (pupil: string, name: string, change: Partial<RosterContact> = {}): RosterContact => ({
  line: 2,
  name,
  pupil,
  relation: 'mother',
  hasCustody: true,
  custodyFrom: null,
  custodyUntil: null,
  cpr: null,
  cprKind: 'unknown',
  sourceId: null,
  uniLogin: null,
  isProtected: null,
  contact: null,
  ...change,
})
const people = (lines: readonly RosterContact[]) =>
  grownUps(lines, () => 'X81101').people.map(({ name, custody }) => [name, ...custody.map(({ pupil }) => pupil)])

test('brothers and sisters share their parents when number or UNI-Login says so', () => {
  assert.deepEqual(people([line('a', 'Mor', { cpr: '1' }), line('b', 'Mor', { cpr: '1' })]), [['Mor', 'a', 'b']])
  assert.deepEqual(people([line('a', 'Mor', { cpr: '1', uniLogin: 'mor1' }), line('b', 'Mor', { uniLogin: 'mor1' })]), [['Mor', 'a', 'b']])
  assert.deepEqual(people([line('a', 'Mor', { sourceId: 'k' }), line('b', 'Mor', { sourceId: 'k' })]), [['Mor', 'a', 'b']])
  // Of one name alone nobody knows whether they are one.
  assert.deepEqual(people([line('a', 'Mor'), line('b', 'Mor')]), [
    ['Mor', 'a'],
    ['Mor', 'b'],
  ])
})

test('custody told twice with other days begins last and ends first, whatever the order of the lines', () => {
  const lines = [
    line('a', 'Far', { uniLogin: 'far1', custodyUntil: '2030-01-01', custodyFrom: '2020-01-01' }),
    line('a', 'Far', { uniLogin: 'far1', custodyUntil: '2026-01-01', custodyFrom: '2021-01-01' }),
    line('a', 'Far', { uniLogin: 'far1' }),
  ]
  for (const told of [lines, lines.toReversed()])
    assert.deepEqual(grownUps(told, () => 'X81101').people[0]?.custody, [
      { pupil: 'a', relation: 'custody', from: '2021-01-01', until: '2026-01-01' },
    ])
})

test('whoever has no custody is counted and left out, and one line that asks for protection is enough', () => {
  const { people: told, leftOut } = grownUps(
    [
      line('a', 'Mor', { cpr: '1', isProtected: false }),
      line('b', 'Mor', { cpr: '1', isProtected: true }),
      line('a', 'Mormor', { cpr: '2', hasCustody: false, relation: 'other' }),
    ],
    () => 'X81101',
  )
  assert.equal(leftOut, 1)
  assert.deepEqual(
    told.map(({ name, isProtected }) => [name, isProtected]),
    [['Mor', true]],
  )
})

test('foster parents are kept beside those with custody, and are never taken for them', () => {
  const { people: told, leftOut } = grownUps(
    [
      line('a', 'Mor', { cpr: '1' }),
      line('a', 'Plejemor', { cpr: '2', hasCustody: false, relation: 'foster', custodyFrom: '2026-01-01' }),
      line('a', 'Farmor', { cpr: '3', hasCustody: false, relation: 'other' }),
      // Told as both: custody gives more, and its days are those of the line that gives it.
      line('b', 'Tante', { cpr: '4', hasCustody: false, relation: 'foster', custodyFrom: '2020-01-01' }),
      line('b', 'Tante', { cpr: '4', relation: 'foster', custodyFrom: '2026-05-01' }),
    ],
    () => 'X81101',
  )
  assert.equal(leftOut, 1)
  assert.deepEqual(
    told.map(({ name, custody }) => [name, custody.map(({ relation, from }) => [relation, from])]),
    [
      ['Mor', [['custody', null]]],
      ['Plejemor', [['foster', '2026-01-01']]],
      ['Tante', [['custody', '2026-05-01']]],
    ],
  )
})

test('who fosters gets no sight of the child, and whoever becomes something else is it from that day', () => {
  const children = new Set(['a'])
  const fostering = custodyAfter([], [{ person: 'p', child: 'a', relation: 'foster', from: null, until: null }], { children, today })
  assert.deepEqual(
    fostering.map((one) => givesRights(one, today)),
    [false],
  )
  const [adopted] = custodyAfter(fostering, [{ person: 'p', child: 'a', relation: 'custody', from: null, until: null }], {
    children,
    today: '2026-12-24',
  })
  assert.deepEqual([adopted?.relation, adopted?.from, adopted && givesRights(adopted, '2026-12-24')], ['custody', '2026-12-24', true])
})

const persons = fc.constantFrom<string>('m', 'f', 'x')
const children = fc.constantFrom<string>('a', 'b', 'c')
const relations = fc.constantFrom<TieRelation>('custody', 'foster')
const days = fc.constantFrom('2020-01-01', '2026-11-22', '2026-11-23', '2026-11-24', '2030-01-01')
const tie: fc.Arbitrary<Tie> = fc
  .record({ person: persons, child: children, relation: relations, from: days, until: fc.option(days) })
  .filter(({ from, until }) => until === null || from <= until)
  .map((given) => ({ key: tieKey(given.person, given.child), ...given }))
const ties = fc.uniqueArray(tie, { selector: ({ key }) => key })
const wanted: fc.Arbitrary<WantedTie[]> = fc.uniqueArray(
  fc.record({ person: persons, child: children, relation: relations, from: fc.option(days), until: fc.option(days) }),
  { selector: ({ person, child }) => tieKey(person, child) },
)
const scope = fc.uniqueArray(children).map((all) => new Set(all))
const today = '2026-11-23'

test('once carried out, a file of families changes nothing more, on that day and later', () => {
  fc.assert(
    fc.property(ties, wanted, scope, (current, given, named) => {
      const told = given.filter(({ child }) => named.has(child))
      const after = custodyAfter(current, told, { children: named, today })
      assert.deepEqual(diffRoster(after, custodyAfter(after, told, { children: named, today }), comparedTie).changes, [])
    }),
  )
})

test('nothing that was is deleted, children a file does not speak of keep all, and no tie ends before it begins', () => {
  fc.assert(
    fc.property(ties, wanted, scope, (current, given, named) => {
      const told = given.filter(({ child }) => named.has(child))
      const after = new Map(custodyAfter(current, told, { children: named, today }).map((one) => [one.key, one]))
      for (const one of current) assert.ok(after.has(one.key))
      for (const one of current) if (!named.has(one.child)) assert.deepEqual(after.get(one.key), one)
      for (const { from, until } of after.values()) assert.ok(until === null || from <= until)
    }),
  )
})

test('who is not told of any more has nothing in force, and who is told of has', () => {
  fc.assert(
    fc.property(ties, wanted, scope, (current, given, named) => {
      const told = given.filter(({ child }) => named.has(child))
      const after = custodyAfter(current, told, { children: named, today })
      for (const one of after.filter(({ child }) => named.has(child))) {
        const said = told.find(({ person, child }) => tieKey(person, child) === one.key)
        assert.equal(isInForce(one, today), said !== undefined && (said.until === null || said.until > today), one.key)
      }
    }),
  )
})

test('a day that the source does not give is the day it was told', () => {
  const first = custodyAfter([], [{ person: 'm', child: 'a', relation: 'custody', from: null, until: null }], {
    children: new Set(['a']),
    today,
  })
  assert.deepEqual(first, [{ key: 'm a', person: 'm', child: 'a', relation: 'custody', from: today, until: null }])
  const [ended] = custodyAfter(first, [], { children: new Set(['a']), today: '2026-12-24' })
  assert.deepEqual(ended, { key: 'm a', person: 'm', child: 'a', relation: 'custody', from: today, until: '2026-12-24' })
})
