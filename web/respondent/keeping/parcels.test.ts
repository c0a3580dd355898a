import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Reply } from '../send.ts'
import type { Parcel, ParcelStore } from './parcel-store.ts'
import { startSender } from './parcels.ts'

const dayMs = 24 * 60 * 60_000
const today = 20_000
const saved: Reply<unknown> = { kind: 'done', value: { outcome: 'saved' } }
const offline: Reply<unknown> = { kind: 'later', problem: 'offline', retryAfterMs: null }
const unknown: Reply<unknown> = { kind: 'refused', problem: 'wrong-input', places: [] }

const parcel = (id: string, change: Partial<Parcel> = {}): Parcel => ({
  id,
  ticket: `ticket of ${id}`,
  sealed: `sealed ${id}`,
  day: today,
  ...change,
})

/** A machine's store, a clock that is turned by hand, and a server that answers as told. */
function machine(...lying: readonly Parcel[]) {
  const lies = new Map(lying.map((one) => [one.id, one]))
  const store: ParcelStore = {
    all: async () => [...lies.values()],
    put: async (one) => void lies.set(one.id, one),
    remove: async (id) => void lies.delete(id),
    removeSent: async ({ id, sealed }) => void (lies.get(id)?.sealed === sealed && lies.delete(id)),
  }
  const sent: string[] = []
  const waiting: boolean[] = []
  const planned: (() => void)[] = []
  let answer: (one: Parcel) => Reply<unknown> = () => saved
  const sender = startSender({
    store,
    send: async (one) => {
      sent.push(one.id)
      return answer(one)
    },
    isOwn: (id) => id === 'own',
    onWaiting: (isWaiting) => waiting.push(isWaiting),
    clock: {
      chance: () => 0,
      after(_ms, run) {
        planned.push(run)
        return () => void planned.splice(planned.indexOf(run), 1)
      },
    },
    now: () => today * dayMs,
  })
  return { lies, store, sent, waiting, planned, sender, answer: (as: typeof answer) => void (answer = as) }
}

test('one that the server fails at keeps no other waiting, and is tried again', async () => {
  const { sender, sent, lies, waiting, planned, answer } = machine(parcel('one'), parcel('two'))
  answer(({ id }) => (id === 'one' ? { kind: 'later', problem: 'defect', retryAfterMs: null } : saved))
  await sender.send()
  assert.deepEqual(sent, ['one', 'two'])
  assert.deepEqual([...lies.keys()], ['one'])
  assert.equal(waiting.at(-1), true)
  assert.equal(planned.length, 1)
})

test('what others left is sent and forgotten; what this page is about to send itself is left to it', async () => {
  const { sender, sent, lies, waiting } = machine(parcel('one'), parcel('own'), parcel('two'))
  await sender.send()
  assert.deepEqual(sent, ['one', 'two'])
  assert.deepEqual([...lies.keys()], ['own'])
  assert.equal(waiting.at(-1), false)
})

test('without a line it stays, is said to wait, and is tried again later', async () => {
  const { sender, sent, lies, waiting, planned, answer } = machine(parcel('one'), parcel('two'))
  answer(() => offline)
  await sender.send()
  assert.deepEqual(sent, ['one'], 'a line that is gone is not tried for every one')
  assert.equal(lies.size, 2)
  assert.equal(waiting.at(-1), true)
  answer(() => saved)
  planned[0]?.()
  await sender.send()
  assert.equal(lies.size, 0)
  assert.equal(waiting.at(-1), false)
})

test('what was locked anew while the old was on its way is not thrown away with it', async () => {
  const { sender, lies, store, answer } = machine(parcel('one'))
  answer(() => {
    void store.put(parcel('one', { sealed: 'sealed anew' }))
    return saved
  })
  await sender.send()
  assert.equal(lies.get('one')?.sealed, 'sealed anew')
})

test('what nobody takes is kept for a season, not said to wait, and asked about once by each page', async () => {
  const { sender, sent, lies, waiting, answer } = machine(parcel('young', { day: today - 90 }), parcel('old', { day: today - 91 }))
  answer(() => unknown)
  await sender.send()
  await sender.send()
  assert.deepEqual(sent, ['young', 'old'])
  assert.deepEqual([...lies.keys()], ['young'])
  assert.equal(waiting.at(-1), false)
})

test('a machine whose clock is wrong loses nothing: age is asked about after sending, and never without a line', async () => {
  const { sender, sent, lies, answer } = machine(parcel('of 1970', { day: 3 }))
  answer(() => offline)
  await sender.send()
  assert.equal(lies.size, 1)
  answer(() => saved)
  await sender.send()
  assert.deepEqual(sent, ['of 1970', 'of 1970'])
  assert.equal(lies.size, 0)
})

test('a store that fails harms nobody', async () => {
  const { sender, store } = machine(parcel('one'))
  ;(store as { all: unknown }).all = () => Promise.reject(new Error('the disk is full'))
  await sender.send()
  await sender.send()
})
