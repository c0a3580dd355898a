import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isSpaced, readAnswers } from './answer-digits.ts'
import { answersIn, answersTo, includesYears, type Instrument, isAnswer } from './instrument.ts'

const demo: Instrument = JSON.parse(readFileSync(new URL('../../content/instruments/demo/instrument.json', import.meta.url), 'utf8'))

test('answers are a step apart from the lowest on, wherever that is', () => {
  assert.deepEqual(answersIn({ from: 1, to: 11, step: 5 }), [1, 6, 11])
  assert.deepEqual(answersIn({ from: 1, to: 3 }), [1, 2, 3])
  const possible = Array.from({ length: 20 }, (_, found) => found).filter((found) => isAnswer({ from: 1, to: 11, step: 5 }, found))
  assert.deepEqual(possible, [1, 6, 11])
  for (const found of ['6', 6.5, Number.NaN, null, undefined, 0, 12, 16, -4])
    assert.equal(isAnswer({ from: 1, to: 11, step: 5 }, found), false)
})

test('what may be answered is said by the item, else by the form, else by the instrument', () => {
  const [version] = demo.versions
  assert.ok(version)
  const given = { ...demo, itemAnswers: { 'demo-1': { from: 0, to: 1 } } }
  const other = { ...version, answers: { from: 0, to: 4 } }
  assert.deepEqual(answersTo(given, other, 'demo-1'), { from: 0, to: 1 })
  assert.deepEqual(answersTo(given, other, 'demo-2'), { from: 0, to: 4 })
  assert.deepEqual(answersTo(given, version, 'demo-2'), demo.answers)
  assert.deepEqual(answersTo(given, version, 'constructor'), demo.answers)
})

test('a child of so many years is of ages in years, and may be of ages in months', () => {
  const years = { from: 4, to: 17 }
  assert.deepEqual(
    [3, 4, 10, 17, 18].map((age) => includesYears(years, age)),
    [false, true, true, true, false],
  )
  const months = { from: 23, to: 36, in: 'months' } as const
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((age) => includesYears(months, age)),
    [false, true, true, true, false],
  )
  assert.equal(includesYears({ from: 24, to: 35, in: 'months' }, 1), false)
  assert.equal(includesYears({ from: 24, to: 35, in: 'months' }, 3), false)
})

test('answers of two digits are written with spaces between, in every form that has one', () => {
  const [version] = demo.versions
  assert.ok(version)
  const two = { ...version, items: ['demo-1', 'demo-2', 'demo-3'] }
  const given: Instrument = { ...demo, versions: [two], itemAnswers: { 'demo-2': { from: 0, to: 21 } } }
  assert.equal(isSpaced(given, two), true)
  assert.equal(isSpaced(given, { ...version, items: ['demo-1', 'demo-3'] }), false)
  assert.equal(isSpaced({ ...given, itemAnswers: { 'demo-2': { from: 0, to: 9 } } }, two), false)
  const read = (written: string) => readAnswers(given, version.code, written)
  assert.deepEqual(read('2 21 -'), { answers: [2, 21, null], impact: null })
  assert.deepEqual(read('-  0 1'), { answers: [null, 0, 1], impact: null })
  assert.deepEqual(read('2 21'), { refused: 'wrong-number-of-answers', found: 2, expected: 3 })
  assert.deepEqual(read('2 22 1'), { refused: 'answer-out-of-range', item: 'demo-2', found: 22, allowed: { from: 0, to: 21 } })
  for (const [written, at, found] of [
    ['2 2x 1', 2, '2x'],
    ['x2 2 1', 1, 'x2'],
    ['1 --', 2, '--'],
    ['1 2 1-', 3, '1-'],
    ['1,2,1', 1, '1,2,1'],
    [' 1 2', 1, ''],
    ['', 1, ''],
  ] as const)
    assert.deepEqual(read(written), { refused: 'not-a-digit', part: 'answers', at, found })
  assert.deepEqual(readAnswers(given, 'p99', '1'), { refused: 'unknown-version', found: 'p99' })
})

test('one sign is no supplement: the gate stands before a slash', () => {
  assert.deepEqual(readAnswers(demo, 'p4-17', '1'.repeat(25), '1'), { refused: 'impact-not-understood', found: '1' })
  assert.deepEqual(readAnswers(demo, 'p4-17', '1'.repeat(25)), { answers: Array.from({ length: 25 }, () => 1), impact: null })
})
