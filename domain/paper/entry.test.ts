import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Item } from '../questionnaire/questionnaire.ts'
import { declined } from '../response/answer.ts'
import { readEntry, unclear, writeEntry } from './entry.ts'

type Typed = Pick<Item, 'kind' | 'options' | 'measure'>
const single: Typed = { kind: 'single', options: ['a', 'b', 'c'] }
const ladder: Typed = { kind: 'ladder', options: Array.from({ length: 11 }, (_, step) => String(step)) }
const several: Typed = { kind: 'multiple', options: ['a', 'b', 'c', 'd', 'e'] }
const many: Typed = { kind: 'multiple', options: Array.from({ length: 12 }, (_, place) => `o${place}`) }
const bedtime: Typed = { kind: 'clock', options: ['early', 'late'], measure: { from: 1080, to: 1620, step: 15, starts: [1080, 1300] } }
const since: Typed = { kind: 'month', options: ['a'], measure: { from: 24_228, to: 24_323, step: 1, starts: [24_228] } }
const born: Typed = { kind: 'month', options: ['a'], measure: { from: 24_240, to: 24_312, step: 12, starts: [24_240] } }
const naps: Typed = { kind: 'number', options: ['a'], measure: { from: 0, to: 9, step: 1, starts: [0] } }

test('the number before the box is typed, and nothing that is not printed is taken', () => {
  assert.equal(readEntry(single, ' 2 '), 2)
  for (const typed of ['0', '4', 'a', '1.5', '12', '２']) assert.equal(readEntry(single, typed), undefined, typed)
})

test('a ladder is typed as it stands: 0 is its lowest step, and no refusal', () => {
  assert.deepEqual(
    ['0', '7', '10', '07'].map((typed) => readEntry(ladder, typed)),
    [1, 8, 11, 8],
  )
  assert.equal(readEntry(ladder, '11'), undefined)
})

test('several boxes are typed together or apart; from ten boxes on only apart', () => {
  assert.deepEqual(
    ['13', '3 1', '1,3', '1+3', '113'].map((typed) => readEntry(several, typed)),
    [5, 5, 5, 5, 5],
  )
  assert.equal(readEntry(several, '16'), undefined)
  assert.equal(readEntry(many, '12'), 2 ** 11)
  assert.equal(readEntry(many, '1 2'), 3)
})

test('an empty question, one that nobody wants to answer and one with two crosses are three things', () => {
  for (const item of [single, ladder, several, bedtime, naps]) {
    assert.equal(readEntry(item, ''), null)
    assert.equal(readEntry(item, '-'), declined)
    assert.equal(readEntry(item, '?'), unclear)
  }
})

test('a time after midnight belongs to the evening before, and one between two steps to the step below', () => {
  assert.equal(writeEntry(bedtime, readEntry(bedtime, '0130') ?? null), '0130')
  assert.equal(writeEntry(bedtime, readEntry(bedtime, '21.37') ?? null), '2130')
  assert.equal(readEntry(bedtime, '21'), readEntry(bedtime, '21:00'))
  for (const typed of ['1200', '2160', '25', 'ti']) assert.equal(readEntry(bedtime, typed), undefined, typed)
})

test('a month is typed with its year, and a year alone where the year alone is asked', () => {
  assert.equal(writeEntry(since, readEntry(since, '3-2020') ?? null), '3 2020')
  for (const typed of ['2020', '13 2020', '3 1999']) assert.equal(readEntry(since, typed), undefined, typed)
  assert.equal(writeEntry(born, readEntry(born, '2021') ?? null), '2021')
})

test('a number outside what can be answered is not taken', () => {
  assert.equal(readEntry(naps, '9'), 10)
  for (const typed of ['10', '-1', '2,5']) assert.equal(readEntry(naps, typed), undefined, typed)
})

test('words are taken as they were written, and no longer than a page takes them', () => {
  const text: Typed = { kind: 'text', options: [] }
  assert.equal(readEntry(text, ' om aftenen '), 'om aftenen')
  assert.equal(readEntry(text, 'x'.repeat(501)), undefined)
})
