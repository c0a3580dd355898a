import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Need } from './need.ts'
import { whoWaits } from './waiting.ts'

const today = '2026-11-23'
const child = (change: Partial<Need> = {}): Omit<Need, 'name'> => ({
  hasAnswered: true,
  wantsToTalk: false,
  red: 0,
  yellow: 0,
  followUpOn: null,
  talkedOn: null,
  ...change,
})

test('a child is counted once, under what waits most: an own wish before everything else', () => {
  assert.deepEqual(
    whoWaits(
      [child({ wantsToTalk: true, red: 1, followUpOn: '2026-11-01' }), child({ red: 1, followUpOn: today }), child({ yellow: 2 }), child()],
      today,
    ),
    { wish: 1, followUp: 1, talk: 1, fresh: 1 },
  )
})

test('who has been talked with, has not answered, or is to be followed up later waits for nobody', () => {
  const nobody = { wish: 0, followUp: 0, talk: 0, fresh: 0 }
  assert.deepEqual(whoWaits([child({ talkedOn: '2026-11-21', wantsToTalk: true, red: 2 })], today), nobody)
  assert.deepEqual(whoWaits([child({ hasAnswered: false })], today), nobody)
  assert.deepEqual(whoWaits([child({ talkedOn: '2026-11-21', followUpOn: '2026-12-01' })], today), nobody)
})
