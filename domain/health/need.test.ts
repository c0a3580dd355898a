import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareNeed, type Need } from './need.ts'

const child = (name: string, change: Partial<Need> = {}): Need => ({
  name,
  hasAnswered: true,
  wantsToTalk: false,
  red: 0,
  yellow: 0,
  followUpOn: null,
  talkedOn: null,
  ...change,
})
const inOrder = (children: readonly Need[]) =>
  children.toSorted(compareNeed('2026-11-23', (one, other) => one.localeCompare(other, 'da'))).map(({ name }) => name)

const children = [
  child('Åse wishes', { wantsToTalk: true }),
  child('Bo is due', { followUpOn: '2026-11-23', talkedOn: '2026-10-01' }),
  child('Cilla red', { red: 2 }),
  child('Dan less red', { red: 1, yellow: 9 }),
  child('Eva yellow', { yellow: 3 }),
  child('Finn well'),
  child('Gro has not answered', { hasAnswered: false }),
  child('Hans was talked with', { wantsToTalk: true, talkedOn: '2026-11-20', followUpOn: '2026-12-20' }),
]
const order = children.map(({ name }) => name)

test('who asks for a talk comes first, then who is to be followed up on, then by what nobody has marked yet', () => {
  assert.deepEqual(inOrder(children), order)
})

test('the order does not depend on how the list came', () => {
  for (let turn = 0; turn < children.length; turn++) {
    assert.deepEqual(inOrder([...children.slice(turn), ...children.slice(0, turn)]), order)
    assert.deepEqual(inOrder([...children.slice(turn), ...children.slice(0, turn)].toReversed()), order)
  }
})

test('who needs the same stands by name, in Danish', () => {
  assert.deepEqual(inOrder([child('Åse'), child('Zenia'), child('Anna')]), ['Anna', 'Zenia', 'Åse'])
})
