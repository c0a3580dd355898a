import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countAttempts } from './attempts.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute))
const make = () => countAttempts({ limit: 3, windowMs: 10 * 60_000 })

test('failures add up to the limit, and then it is enough', () => {
  const attempts = make()
  for (const minute of [0, 1, 2]) {
    assert.equal(attempts.isExhausted('school', at(minute)), false)
    attempts.fail('school', at(minute))
  }
  assert.equal(attempts.isExhausted('school', at(3)), true)
})

test('ten minutes after the first failure it begins anew, however many there were', () => {
  const attempts = make()
  for (let times = 0; times < 50; times++) attempts.fail('school', at(5))
  assert.equal(attempts.isExhausted('school', new Date(at(15).getTime() - 1)), true)
  assert.equal(attempts.isExhausted('school', at(15)), false)
  attempts.fail('school', at(15))
  assert.equal(attempts.isExhausted('school', at(15)), false)
})

test("one address's failures are not another's, and to ask costs nothing", () => {
  const attempts = make()
  for (let times = 0; times < 3; times++) attempts.fail('school', at(0))
  for (let times = 0; times < 1_000; times++) assert.equal(attempts.isExhausted('home', at(0)), false)
  assert.equal(attempts.isExhausted('school', at(0)), true)
})

test('a flood of addresses pushes out those whose time is up, and none of those that count', () => {
  const attempts = make()
  for (let times = 0; times < 3; times++) attempts.fail('school', at(9))
  for (let address = 0; address < 10_000; address++) attempts.fail(`old ${address}`, at(0))
  attempts.fail('the last straw', at(11))
  assert.equal(attempts.isExhausted('school', at(12)), true)
})
