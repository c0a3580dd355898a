import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from './card.ts'
import { likelyAt, needOf } from './needs-overview.ts'
import { toldTurnout } from './response-rate.ts'

const shown = (percent: number, low: number, high: number) =>
  ({ item: 'lonely', figure: { n: 80, favourable: { count: 60, percent, low, high } } }) as unknown as Card

test('need is the rest of the hundred, its interval turned round, and as many of those invited', () => {
  assert.deepEqual(needOf(shown(75, 65, 83), { invited: 100, answered: 80 }), {
    item: 'lonely',
    n: 80,
    count: 20,
    percent: 25,
    low: 17,
    high: 35,
    people: { count: 25, low: 17, high: 35 },
  })
  assert.equal(needOf(shown(83.3, 80.1, 86), { invited: 1000, answered: 800 })?.percent, 16.7)
})

test('where fewer than four in ten have answered nobody is counted who has not', () => {
  assert.equal(needOf(shown(75, 65, 83), { invited: 200, answered: 79 })?.people, null)
  assert.notEqual(needOf(shown(75, 65, 83), { invited: 200, answered: 80 })?.people, null)
})

const placeOf = (n: number, count: number, isListed = true) => ({
  isListed,
  figures: [{ item: 'lonely', n, count, percent: (100 * count) / n, low: 0, high: 100, people: null }],
})

test('a small place in a list is pulled towards the others, a large one hardly, and the whole not at all', () => {
  const [small, large, whole] = [placeOf(10, 6), placeOf(400, 80), placeOf(410, 86, false)]
  const places = [whole, small, large]
  const likely = likelyAt(small, places, 'lonely') ?? assert.fail()
  assert.ok(likely < 45 && likely > 21, String(likely))
  assert.ok(Math.abs((likelyAt(large, places, 'lonely') ?? 0) - 20) <= 1)
  assert.equal(likelyAt(whole, places, 'lonely'), undefined)
  assert.equal(likelyAt(small, [whole, small], 'lonely'), undefined, 'there is nobody to be pulled towards')
})

test('what is hidden, and what is neither good nor bad, has no need', () => {
  assert.equal(needOf({ item: 'a', figure: null } as unknown as Card, { invited: 10, answered: 10 }), undefined)
  assert.equal(needOf({ item: 'a', figure: { n: 9, favourable: null } } as unknown as Card, { invited: 10, answered: 10 }), undefined)
})

const unit = (name: string, invited: number, answered: number) => ({ name, invited, answered, isOpen: answered > 0 })
const namesOf = (told: ReturnType<typeof toldTurnout<ReturnType<typeof unit>>>) =>
  told.map(({ units }) => units.map(({ name }) => name).join('+'))

test('a class of four is told together with another, and never alone', () => {
  const told = toldTurnout([unit('5.A', 20, 18), unit('5.M', 4, 3), unit('5.B', 12, 12)])
  assert.deepEqual(namesOf(told), ['5.A', '5.M+5.B'])
  assert.deepEqual([told[1]?.invited, told[1]?.answered], [16, 15])
})

test('two small ones that are five together need no third', () => {
  assert.deepEqual(namesOf(toldTurnout([unit('a', 3, 3), unit('b', 20, 3), unit('c', 4, 0)])), ['b', 'a+c'])
})

test('where there is nobody to be told together with, it stands alone', () => {
  assert.deepEqual(namesOf(toldTurnout([unit('a', 3, 3)])), ['a'])
})
