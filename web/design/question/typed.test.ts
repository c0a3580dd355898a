import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { greatestValue, measuredOf } from '#domain/questionnaire/value.ts'
import { answerTyped, chosenMonth, faultIn, measuredInWords, stepped, yearsOf } from './typed.ts'

const hours = { kind: 'number', measure: { from: 0, to: 14, step: 1, starts: [0] } } as const
const minutes = { kind: 'number', measure: { from: 0, to: 120, step: 15, starts: [0] } } as const
const bedtime = { kind: 'clock', measure: { from: 1080, to: 1620, step: 15, starts: [1080] } } as const
const began = { kind: 'month', measure: { from: 2024 * 12, to: 2026 * 12 + 10, step: 1, starts: [2024 * 12] } } as const
const moved = { kind: 'month', measure: { from: 2010 * 12, to: 2026 * 12, step: 12, starts: [2010 * 12] } } as const

test('what is an answer needs no text beside it, and what is none stays as it was typed', () => {
  assert.deepEqual(answerTyped(hours, '9', false), [10, ''])
  assert.deepEqual(answerTyped(hours, '90', false), [null, '90'])
  assert.deepEqual(answerTyped(hours, 'ni', false), [null, 'ni'])
  assert.deepEqual(answerTyped(bedtime, '0.30', false), [27, ''])
  assert.deepEqual(answerTyped(began, '2026-10', false), [35, ''])
  assert.deepEqual(answerTyped(began, '2026-', false), [null, '2026-'])
  assert.deepEqual(answerTyped(moved, '2024-0', false), [15, ''])
})

test('range and step are refused in words that say what to do', () => {
  assert.deepEqual(faultIn(hours, null, '90', 'da-DK'), { key: 'kind.number.range', values: { from: '0', to: '14' } })
  assert.deepEqual(faultIn(hours, null, 'ni', 'da-DK'), { key: 'kind.number.range', values: { from: '0', to: '14' } })
  assert.deepEqual(faultIn(minutes, null, '20', 'da-DK'), { key: 'kind.number.step', values: { low: '15', high: '30' } })
  assert.deepEqual(faultIn(bedtime, null, '17.00', 'da-DK'), { key: 'kind.clock.range', values: { from: '18.00', to: '03.00' } })
  assert.deepEqual(faultIn(bedtime, null, '20.20', 'da-DK'), { key: 'kind.clock.step', values: { low: '20.15', high: '20.30' } })
  assert.deepEqual(faultIn(bedtime, null, 'halv ti', 'da-DK'), { key: 'kind.clock.wrong', values: {} })
  assert.equal(faultIn(began, null, '2026-', 'da-DK')?.key, 'kind.month.both')
  assert.deepEqual(faultIn(began, null, '2026-11', 'da-DK'), {
    key: 'kind.month.range',
    values: { from: 'januar 2024', to: 'november 2026' },
  })
})

test('an empty field is skipped, not wrong, and so is one that is answered or declined', () => {
  for (const [value, typed] of [
    [null, ''],
    [null, ' '],
    [null, '-'],
    [3, ''],
    [0, ''],
  ] as const)
    for (const item of [hours, bedtime, began]) assert.equal(faultIn(item, value, typed, 'da-DK'), null)
})

test('a step stays within what may be answered, and the first one begins at the beginning', () => {
  assert.equal(stepped(hours, null, 1), 1)
  assert.equal(stepped(hours, 0, -1), 1)
  assert.equal(stepped(hours, 15, 1), 15)
  assert.equal(stepped(hours, 1, -1), 1)
})

test('years are offered latest first', () => {
  assert.deepEqual(yearsOf(began.measure), [2026, 2025, 2024])
})

test('whatever can be answered reads back as itself from what stands in the field', () => {
  fc.assert(
    fc.property(fc.constantFrom(hours, minutes, bedtime, began, moved), fc.nat(), (item, seed) => {
      const value = 1 + (seed % greatestValue({ ...item, options: [] }))
      const { month, year } = chosenMonth(item, value, '')
      const shown = item.kind === 'month' ? `${year}-${month}` : measuredInWords(item.kind, measuredOf(item, value), 'da-DK')
      assert.deepEqual(answerTyped(item, shown, false), [value, ''])
    }),
  )
})
