import assert from 'node:assert/strict'
import { createDecipheriv, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Parcel, ParcelStore } from './parcel-store.ts'
import { openQueue } from './queue.ts'

const key = randomBytes(32)
const entered = { epoch: 4, queue: { ticket: 'whose-it-is', key: key.toString('base64url') } }
const change = (place: number, value: number | null, sequence: number, text?: string) => ({
  place,
  value,
  sequence,
  ...(text === undefined ? {} : { text }),
})

function machine() {
  const lies = new Map<string, Parcel>()
  const log: string[] = []
  const store: ParcelStore = {
    all: async () => [...lies.values()],
    async put(parcel) {
      log.push('put')
      await new Promise((wait) => setTimeout(wait, 5))
      lies.set(parcel.id, parcel)
    },
    async remove(id) {
      log.push('remove')
      lies.delete(id)
    },
    removeSent: async () => {},
  }
  return { lies, log, store, queue: openQueue(entered, { store, now: () => 20_000.7 * 24 * 60 * 60_000 }) }
}

/** As the server opens it. */
function unlock({ sealed, ticket }: Parcel): unknown {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(ticket))
  decipher.setAuthTag(bytes.subarray(-16))
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8'))
}

test('all that waits lies locked in one record, which only the key of the visit opens, and only with its ticket', async () => {
  const { lies, queue } = machine()
  const own = await queue
  assert.equal(await own.keep([change(0, 2, 1), change(3, 1, 2, 'æblegrød')]), true)
  const [parcel] = [...lies.values()]
  assert.ok(parcel)
  assert.deepEqual(Object.keys(parcel).toSorted(), ['day', 'id', 'sealed', 'ticket'])
  assert.equal(parcel.day, 20_000)
  assert.deepEqual(unlock(parcel), { epoch: 4, answers: [change(0, 2, 1), change(3, 1, 2, 'æblegrød')] })
  assert.throws(() => unlock({ ...parcel, ticket: 'another' }))
})

test('each change is locked with a vector of its own, in place of the last, and goes when nothing waits', async () => {
  const { lies, queue } = machine()
  const own = await queue
  await own.keep([change(0, 2, 1)])
  const before = lies.get(own.id)?.sealed
  await own.keep([change(0, 2, 1)])
  assert.notEqual(lies.get(own.id)?.sealed.slice(0, 16), before?.slice(0, 16))
  assert.equal(lies.size, 1)
  await own.keep([])
  assert.equal(lies.size, 0)
})

test('only the newest is written, and what is overtaken is never called kept', async () => {
  const { lies, log, queue } = machine()
  const own = await queue
  const kept = await Promise.all([own.keep([change(0, 1, 1)]), own.keep([change(0, 2, 2)]), own.keep([change(0, 3, 3)])])
  assert.deepEqual(kept, [false, false, true])
  assert.deepEqual(log, ['put'])
  const [parcel] = [...lies.values()]
  assert.deepEqual(parcel && unlock(parcel), { epoch: 4, answers: [change(0, 3, 3)] })
})

test('a store that refuses is said not to have kept, and is tried again with the next change', async () => {
  const { store, queue } = machine()
  const own = await queue
  const { put } = store
  ;(store as { put: unknown }).put = () => Promise.reject(new Error('the disk is full'))
  assert.equal(await own.keep([change(0, 1, 1)]), false)
  ;(store as { put: unknown }).put = put
  assert.equal(await own.keep([change(0, 2, 2)]), true)
})

test('two visits of one machine lie beside each other, and nobody sees that they are of one', async () => {
  const { lies, store, queue } = machine()
  const other = await openQueue(
    { epoch: 5, queue: { ticket: 'another', key: randomBytes(32).toString('base64url') } },
    { store, now: () => 0 },
  )
  await (await queue).keep([change(0, 1, 1)])
  await other.keep([change(0, 1, 1)])
  assert.equal(lies.size, 2)
})

test('where nothing may be saved there is no queue', async () => {
  await assert.rejects(openQueue({ epoch: 1, queue: null }, { store: machine().store, now: () => 0 }))
})
