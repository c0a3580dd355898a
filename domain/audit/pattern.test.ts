import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPatterns, isNight, manyChildren, type PatternLook, surnameOf } from './pattern.ts'

const look = (minute: number, more: Partial<PatternLook> = {}): PatternLook => ({
  at: `2026-11-23T${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000Z`,
  actorId: 'lotte',
  role: 'healthVisitor',
  pupilId: `child${minute}`,
  hour: 10,
  isOwnSurname: false,
  isOwnClass: true,
  ...more,
})
const kinds = (looks: readonly PatternLook[]) => findPatterns(looks, Date.parse).map(({ kind, count }) => [kind, count])
const minutes = (count: number, every = 1) => Array.from({ length: count }, (_, place) => place * every)

test('an ordinary day stands out in nothing', () => {
  assert.deepEqual(kinds(minutes(8, 30).map((minute) => look(minute))), [])
})

test(`${manyChildren} children within an hour stand out; as many looks at one child, or spread over a day, do not`, () => {
  assert.deepEqual(kinds(minutes(manyChildren).map((minute) => look(minute))), [['manyInAnHour', manyChildren]])
  assert.deepEqual(kinds(minutes(manyChildren - 1).map((minute) => look(minute))), [])
  assert.deepEqual(kinds(minutes(60).map((minute) => look(minute, { pupilId: 'one' }))), [])
  assert.deepEqual(kinds(minutes(manyChildren, 10).map((minute) => look(minute))), [])
})

test('the fullest hour is told, once', () => {
  const [pattern] = findPatterns(
    [...minutes(manyChildren).map((minute) => look(minute)), ...minutes(30).map((minute) => look(180 + minute))],
    Date.parse,
  )
  assert.deepEqual([pattern?.count, pattern?.firstAt, pattern?.lastAt], [30, look(180).at, look(209).at])
})

test('night is from ten to six', () => {
  assert.deepEqual(
    [21, 22, 23, 0, 5, 6].map((hour) => isNight(hour)),
    [false, true, true, true, true, false],
  )
  assert.deepEqual(kinds([look(1, { hour: 23 }), look(2, { hour: 2 })]), [['atNight', 2]])
})

test('a shared surname and a child of another class stand out; a role without classes has no other class', () => {
  assert.deepEqual(kinds([look(1, { isOwnSurname: true })]), [['ownSurname', 1]])
  assert.deepEqual(kinds([look(1, { isOwnClass: false })]), [['outsideClasses', 1]])
  assert.deepEqual(kinds([look(1, { isOwnClass: undefined })]), [])
})

test('each professional by themselves, what happened most often first', () => {
  const found = findPatterns(
    [look(1, { hour: 23 }), look(2, { hour: 23, actorId: 'mona' }), look(3, { hour: 23, actorId: 'mona' })],
    Date.parse,
  )
  assert.deepEqual(
    found.map(({ actorId, count }) => [actorId, count]),
    [
      ['mona', 2],
      ['lotte', 1],
    ],
  )
})

test('a surname is the last word, whatever its letters; one word is none', () => {
  assert.equal(surnameOf('Anna Maria KJÆR'), 'kjær')
  assert.equal(surnameOf(' Bo  Ågaard '), 'ågaard')
  assert.equal(surnameOf('Anna'), undefined)
})
