import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Histogram, momentsOf } from './histogram.ts'
import { averageOf } from './mean.ts'

const near = (actual: number, expected: number, within = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`)

/** Ten pupils on a scale from 0 to 4: mean 2.5, squares about it 16.5, s² = 16.5/9. */
const ten: Histogram = { values: [0, 1, 2, 3, 4], counts: [1, 1, 3, 2, 3] }

test('a mean by hand: t(9) = 2.262, s = 1.354, so 2.5 ± 0.969', () => {
  const average = averageOf(ten)
  assert.equal(average.state, 'mean')
  if (average.state !== 'mean') return
  near(average.mean, 2.5)
  near(average.low, 2.5 - 0.9686, 0.0005)
  near(average.high, 2.5 + 0.9686, 0.0005)
  assert.deepEqual([average.n, average.from, average.to], [10, 0, 4])
})

test('of twelve in the class two are missing: narrower by √(2/11), and nothing to guess when none are', () => {
  const [now, whole] = [averageOf(ten, { roster: 12 }), averageOf(ten, { roster: 10 })]
  assert.ok(now.state === 'mean' && whole.state === 'mean')
  near(now.high - now.mean, 0.9686 * Math.sqrt(2 / 11), 0.0005)
  assert.deepEqual([whole.low, whole.high], [2.5, 2.5])
})

test('answers of few schools are worth fewer, and the spread of few schools is a guess', () => {
  const width = (options: Parameters<typeof averageOf>[1]) => {
    const average = averageOf({ values: [0, 1, 2, 3, 4], counts: [100, 100, 300, 200, 300] }, options)
    return average.state === 'mean' ? average.high - average.low : assert.fail()
  }
  near(width({ effective: 250, degrees: 999 }) / width({}), 2)
  assert.ok(width({ effective: 250, degrees: 9 }) > 1.1 * width({ effective: 250 }))
})

test('nine pupils have no mean, only what they answered', () => {
  const nine = { ...ten, counts: [1, 1, 3, 2, 2] }
  assert.deepEqual(averageOf(nine), { state: 'distribution', n: 9, histogram: nine })
})

test('the interval never leaves the scale', () => {
  const top = averageOf({ values: [0, 10], counts: [1, 19] })
  assert.ok(top.state === 'mean' && top.high === 10 && top.low < 9.5)
})

test('of nobody and of one there is no spread', () => {
  assert.deepEqual(momentsOf({ values: [1, 2], counts: [0, 0] }), { n: 0, mean: 0, variance: 0 })
  assert.deepEqual(momentsOf({ values: [1, 2], counts: [0, 1] }), { n: 1, mean: 2, variance: 0 })
})
