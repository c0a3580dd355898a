import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quickTimes, readTime, timeInWords } from './clock-time.ts'

const bedtime = { from: 1080, to: 1620, step: 15 }

test('a time is read however it is typed', () => {
  for (const typed of ['21:30', '21.30', ' 21,30 ', '2130']) assert.equal(readTime(typed, bedtime, false), 1290, typed)
  assert.equal(readTime('930', { from: 0, to: 1439, step: 1 }, false), 570)
})

test('an hour alone is a time only when somebody has finished, for 2 may become 21:30', () => {
  assert.equal(readTime('21', bedtime, false), undefined)
  assert.equal(readTime('21', bedtime, true), 1260)
})

test('after midnight is the next day where the range goes so far, and the same day elsewhere', () => {
  assert.equal(readTime('0:30', bedtime, false), 1470)
  assert.equal(readTime('24:00', bedtime, false), 1440)
  assert.equal(readTime('6:15', { from: 300, to: 600, step: 15 }, false), 375)
})

test('what is no time is none', () => {
  for (const typed of ['', 'halv ti', '25:00', '21:60', '21:3', '-1:00']) assert.equal(readTime(typed, bedtime, true), undefined, typed)
})

test('the quick choices are few, in order, over midnight, and all of them can be answered', () => {
  for (const range of [bedtime, { from: 360, to: 540, step: 15 }, { from: 0, to: 1439, step: 1 }, { from: 1085, to: 1600, step: 5 }]) {
    const times = quickTimes(range)
    assert.ok(times.length > 0 && times.length <= 20, `${times.length}`)
    for (const time of times) assert.ok(time >= range.from && time <= range.to && (time - range.from) % range.step === 0)
  }
  assert.deepEqual(quickTimes(bedtime).slice(0, 3), [1080, 1110, 1140])
  assert.equal(quickTimes(bedtime)[18], 1620)
})

test('a time is said as the language says it', () => {
  assert.equal(timeInWords(1290, 'da-DK'), '21.30')
  assert.equal(timeInWords(1470, 'en-GB'), '00:30')
})
