import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countDepartures, mostDepartures } from './departures.ts'

const now = new Date('2026-11-23T08:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)

test('one network leaves so often a minute, and no more; another is not held up by it', () => {
  const departures = countDepartures()
  for (let count = 0; count < mostDepartures; count++) assert.ok(departures.mayLeave('192.0.2.1', now))
  assert.equal(departures.mayLeave('192.0.2.1', later(1000)), false)
  assert.ok(departures.mayLeave('192.0.2.2', later(1000)))
  assert.ok(departures.mayLeave('192.0.2.1', later(60_000)))
})

test('the machines of one home are one network', () => {
  const departures = countDepartures()
  for (let count = 0; count < mostDepartures; count++) departures.mayLeave(`2001:db8:1:2::${count}`, now)
  assert.equal(departures.mayLeave('2001:db8:1:2::ffff', now), false)
  assert.ok(departures.mayLeave('2001:db8:1:3::1', now))
})
