import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chance } from './chance.ts'

test('a phrase gives the same numbers on every machine and every day', () => {
  const draw = chance('881|egely|6.B')
  const drawn = [draw.whole(0, 999), draw.whole(0, 999), draw.whole(0, 999), draw.whole(0, 999), draw.whole(0, 999), draw.whole(0, 999)]
  assert.deepEqual(drawn, [509, 358, 960, 36, 828, 364])
})

test('two phrases that differ in one sign have nothing in common', () => {
  const [one, other] = [chance('881|egely|6.A'), chance('881|egely|6.B')]
  const pairs = Array.from({ length: 2_000 }, () => [one.next(), other.next()] as const)
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length
  const [left, right] = [mean(pairs.map(([value]) => value)), mean(pairs.map(([, value]) => value))]
  const correlation = mean(pairs.map(([a, b]) => (a - left) * (b - right))) * 12
  assert.ok(Math.abs(correlation) < 0.08, `correlation ${correlation}`)
})

test('numbers are spread evenly, whole numbers reach both ends, normal ones have mean 0 and variance 1', () => {
  const draw = chance('spread')
  const tenths = Array.from({ length: 10 }, () => 0)
  for (let time = 0; time < 50_000; time += 1) {
    const tenth = Math.floor(draw.next() * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  assert.ok(
    tenths.every((count) => count > 4_750 && count < 5_250),
    tenths.join(' '),
  )
  assert.deepEqual(new Set(Array.from({ length: 200 }, () => draw.whole(3, 5))), new Set([3, 4, 5]))
  const normal = Array.from({ length: 50_000 }, () => draw.normal())
  const mean = normal.reduce((sum, value) => sum + value, 0) / normal.length
  const variance = normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normal.length
  assert.ok(Math.abs(mean) < 0.02 && Math.abs(variance - 1) < 0.03, `${mean} ${variance}`)
})

test('shuffling keeps everybody and leaves the list as it was', () => {
  const list = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const shuffled = chance('cards').shuffled(list)
  assert.deepEqual(shuffled.toSorted(), list)
  assert.notDeepEqual(shuffled, list)
})
