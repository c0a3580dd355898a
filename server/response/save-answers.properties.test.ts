/**
 * Promise 4, as a law: whatever the network does to the changes of one to three devices - delays, doubles,
 * drops, reorders, sends at once, brings them locked by another page - the server ends with the latest of those that arrived, question by question.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { lockParcel } from '../../tests/lock-parcel.ts'
import { play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { call, type Json } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let five: PlayedClass
const items = 6

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  ;[five] = (await play(database, { '5.A': 2 })).classes as [PlayedClass]
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

type Parcel = { readonly device: number; readonly changes: readonly { readonly place: number; readonly value: number | null }[] }

const parcel: fc.Arbitrary<Parcel> = fc.record({
  device: fc.integer({ min: 0, max: 2 }),
  changes: fc.array(fc.record({ place: fc.integer({ min: 0, max: items - 1 }), value: fc.option(fc.integer({ min: 0, max: 4 })) }), {
    minLength: 1,
    maxLength: 4,
  }),
})

/** What was sent, and which of it arrives in which order, by its page or locked by another: a place may come up never, once or often. */
const weather = fc.array(parcel, { minLength: 1, maxLength: 8 }).chain((sent) =>
  fc.record({
    sent: fc.constant(sent),
    arrivals: fc.array(fc.record({ at: fc.integer({ min: 0, max: sent.length - 1 }), isLocked: fc.boolean() }), { maxLength: 16 }),
    atOnce: fc.integer({ min: 1, max: 6 }),
  }),
)

const enter = async (slip: string) => (await call(app, undefined, 'POST /responses/enter', { code: five.code, slip })).body

test('the server ends with the latest change that arrived to each question', async () => {
  const { slip } = five.pupils[0]!
  await fc.assert(
    fc.asyncProperty(weather, async ({ sent, arrivals, atOnce }) => {
      const devices: Json[] = []
      for (let device = 0; device < 3; device++) devices.push(await enter(slip))
      const sequences = [0, 0, 0]
      const parcels = sent.map(({ device, changes }) => ({
        token: devices[device]!.token,
        queue: devices[device]!.queue,
        epoch: devices[device]!.epoch,
        answers: changes.map((change) => ({ ...change, sequence: ++sequences[device]! })),
      }))

      const latest = new Map<number, { epoch: number; sequence: number; value: number | null }>()
      for (const { at } of arrivals) {
        const { epoch, answers } = parcels[at]!
        for (const { place, value, sequence } of answers) {
          const known = latest.get(place)
          if (!known || epoch > known.epoch || (epoch === known.epoch && sequence > known.sequence))
            latest.set(place, { epoch, sequence, value })
        }
      }

      for (let first = 0; first < arrivals.length; first += atOnce) {
        const together = arrivals.slice(first, first + atOnce).map(({ at, isLocked }) => ({ ...parcels[at]!, isLocked }))
        const answered = await Promise.all(
          together.map(async ({ token, queue, epoch, answers, isLocked }) =>
            isLocked
              ? call(app, undefined, 'POST /responses/parcels', await lockParcel(queue, { epoch, answers }))
              : call(app, undefined, 'POST /responses/answers', { epoch, answers }, { authorization: `Bearer ${token}` }),
          ),
        )
        assert.ok(answered.every(({ status }) => status === 200))
      }

      const { answers, token } = await enter(slip)
      assert.deepEqual(
        answers.slice(0, items),
        Array.from({ length: items }, (_, place) => latest.get(place)?.value ?? null),
      )
      assert.equal((await call(app, undefined, 'POST /responses/decline', undefined, { authorization: `Bearer ${token}` })).status, 204)
    }),
    { numRuns: 60 },
  )
})
