import assert from 'node:assert/strict'
import { test } from 'node:test'
import { channelAfter, firstChannel, isQuiet, isSafeToRepeat, pauseAfter } from './outcome.ts'

test('the first channel of the plan that reaches somebody; a letter is nobody’s but people’s', () => {
  assert.equal(firstChannel(['digitalPost', 'email', 'letter'], ['email', 'sms', 'letter']), 'email')
  assert.equal(firstChannel(['letter', 'sms'], ['sms', 'letter']), 'sms')
  assert.equal(firstChannel(['digitalPost', 'letter'], ['letter']), undefined)
})

test('after a failure the plan goes on, and never back', () => {
  assert.equal(channelAfter('digitalPost', ['digitalPost', 'email', 'sms'], ['digitalPost', 'sms']), 'sms')
  assert.equal(channelAfter('sms', ['digitalPost', 'email', 'sms'], ['digitalPost', 'email', 'sms']), undefined)
  assert.equal(channelAfter('email', ['email', 'letter'], ['email', 'letter']), undefined)
})

test('pauses grow, and end after a day', () => {
  const pauses = Array.from({ length: 12 }, (_, attempt) => pauseAfter(attempt + 1)).filter((pause) => pause !== undefined)
  assert.deepEqual(
    pauses,
    pauses.toSorted((one, other) => one - other),
  )
  const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 60
  assert.ok(hours > 12 && hours < 48)
  assert.equal(pauseAfter(pauses.length + 1), undefined)
})

test('what knows our id may be handed over again; mail knows nothing', () => {
  assert.deepEqual((['digitalPost', 'email', 'sms', 'letter'] as const).map(isSafeToRepeat), [true, false, true, false])
})

test('telephones rest from eight to eight', () => {
  assert.deepEqual(
    [7, 8, 19, 20].map((hour) => isQuiet('sms', hour)),
    [true, false, false, true],
  )
  assert.equal(isQuiet('email', 3), false)
})
