/** Saving: acknowledged means kept, twice is once, and the later change wins. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { newest } from '#lillekoebing/newest.ts'
import { play, type Play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { type Answer, auditOf, call } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

const items = newest('mellemtrin').items.length

let database: TestDatabase
let app: FastifyInstance
let town: Play
let five: PlayedClass
let token: string
let epoch: number
let taken = 0

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await play(database, { '5.A': 30 })
  ;[five] = town.classes as [PlayedClass]
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

type Change = { readonly place: number; readonly value: number | null; readonly sequence: number }

const pupil = (place = taken) => five.pupils[place % five.pupils.length]!
const save = (answers: readonly Change[], from = epoch, with_ = token): Promise<Answer> =>
  call(app, undefined, 'POST /responses/answers', { epoch: from, answers }, { authorization: `Bearer ${with_}` })
const change = (place: number, value: number | null, sequence: number): Change => ({ place, value, sequence })

/** What the server holds, as somebody who comes back is shown it. */
async function held(): Promise<(number | null)[]> {
  return (await call(app, undefined, 'POST /responses/enter', { code: five.code, slip: pupil().slip })).body.answers
}

const given = (answers: readonly (number | null)[]) =>
  Object.fromEntries(answers.flatMap((value, place) => (value === null ? [] : [[place, value]])))

/** A test that begins with a pupil who has just come in. */
function scene(name: string, work: () => Promise<void>): void {
  test(name, async () => {
    const { body } = await call(app, undefined, 'POST /responses/enter', { code: five.code, slip: pupil(++taken).slip })
    ;({ token, epoch } = body)
    await work()
  })
}

scene('what is acknowledged is kept', async () => {
  const saved = await save([change(0, 5, 1), change(29, 1, 2)])
  assert.deepEqual([saved.status, saved.body], [200, { saved: 2 }])
  assert.deepEqual(given(await held()), { 0: 5, 29: 1 })
})

scene('the same changes sent again are the same changes', async () => {
  const changes = [change(3, 2, 1), change(4, 3, 2)]
  for (let times = 0; times < 3; times++) assert.equal((await save(changes)).status, 200)
  assert.deepEqual(given(await held()), { 3: 2, 4: 3 })
})

scene('a change that arrives late does not undo a later one', async () => {
  await save([change(3, 4, 7)])
  await save([change(3, 1, 6)])
  assert.deepEqual(given(await held()), { 3: 4 })
})

scene('of two changes to one question in one parcel the later wins, in whichever order they lie', async () => {
  await save([change(3, 1, 1), change(3, 2, 2)])
  await save([change(4, 2, 4), change(4, 1, 3)])
  assert.deepEqual(given(await held()), { 3: 2, 4: 2 })
})

scene('an answer taken back is gone, and a late one does not bring it back', async () => {
  await save([change(3, 2, 1)])
  await save([change(3, null, 3)])
  await save([change(3, 4, 2)])
  assert.deepEqual(given(await held()), {})
})

scene('"jeg vil ikke svare" is an answer, and not the same as none', async () => {
  await save([change(3, 0, 1)])
  assert.deepEqual(given(await held()), { 3: 0 })
})

scene("one pupil's answers touch nobody else's", async () => {
  const other = (await call(app, undefined, 'POST /responses/enter', { code: five.code, slip: pupil(taken + 16).slip })).body
  await save([change(3, 1, 1)])
  await save([change(3, 4, 1)], other.epoch, other.token)
  assert.deepEqual(given(await held()), { 3: 1 })
})

scene('a question that is not there refuses the whole parcel', async () => {
  for (const place of [items, items + 1, 499]) {
    const refused = await save([change(0, 1, 1), change(place, 1, 2)])
    assert.deepEqual([refused.status, refused.body.title, refused.body.places], [422, 'answer-not-possible', [place]])
  }
  assert.deepEqual(given(await held()), {})
})

scene('numbers that are no answers, and changes that are no changes, are refused', async () => {
  const wrong: unknown[] = [
    [],
    null,
    'x',
    [change(-1, 1, 1)],
    [change(0.5, 1, 1)],
    [change(500, 1, 1)],
    [change(0, -1, 1)],
    [change(0, 32_768, 1)],
    [change(0, 1.5, 1)],
    [change(0, 1, 0)],
    [change(0, 1, 1_048_576)],
    [{ place: 0, value: 1 }],
    [{ place: 0, sequence: 1 }],
    [{ place: '0', value: 1, sequence: 1 }],
    Array.from({ length: 101 }, (_, at) => change(at % 30, 1, at + 1)),
  ]
  for (const answers of wrong)
    assert.deepEqual(
      [(await save(answers as Change[])).status, (await save(answers as Change[])).body.title],
      [400, 'wrong-input'],
      JSON.stringify(answers)?.slice(0, 60),
    )
  for (const from of [0, -1, 65_536, 1.5]) assert.equal((await save([change(0, 1, 1)], from)).status, 400)
  assert.deepEqual(given(await held()), {})
})

scene('the greatest numbers a device can come to are kept exactly', async () => {
  await save([change(0, 5, 1_048_575), change(1, 32_767, 1_048_575)], 65_535)
  await save([change(0, 4, 1_048_574)], 65_535)
  await save([change(0, 3, 1_048_575)], 65_534)
  assert.deepEqual(given(await held()), { 0: 5, 1: 32_767 })
})

scene('a draft that is gone takes nothing: after submit, after no, and when the survey is sealed', async () => {
  const headers = { authorization: `Bearer ${token}` }
  assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: [] }, headers)).status, 204)
  assert.deepEqual([(await save([change(0, 1, 1)])).status, (await save([change(0, 1, 1)])).body.title], [410, 'response-gone'])

  const other = (await call(app, undefined, 'POST /responses/enter', { code: five.code, slip: pupil(taken + 10).slip })).body
  assert.equal((await call(app, undefined, 'POST /responses/decline', undefined, { authorization: `Bearer ${other.token}` })).status, 204)
  assert.equal((await save([change(0, 1, 1)], other.epoch, other.token)).body.title, 'response-gone')

  const third = (await call(app, undefined, 'POST /responses/enter', { code: five.code, slip: pupil(taken + 11).slip })).body
  await database.asOwner((client) => client.query('delete from statistics.draft where slip_hmac = $1', [pupil(taken + 11).slipHmac]))
  assert.equal((await save([change(0, 1, 1)], third.epoch, third.token)).body.title, 'response-gone')
})

scene('neither saving nor coming in is written in the audit log', async () => {
  await save([change(0, 1, 1)])
  await held()
  assert.deepEqual(await auditOf(database), [])
})

scene('what cannot be stored is not acknowledged', async () => {
  await database.asOwner((client) => client.query('revoke update on statistics.draft from bul_statistics'))
  const refused = await save([change(0, 1, 1)])
  await database.asOwner((client) => client.query('grant update on statistics.draft to bul_statistics'))
  assert.equal(refused.status, 500)
  assert.deepEqual(given(await held()), {})
})

scene("all the answers of a questionnaire in one parcel, and two hundred devices' parcels at once", async () => {
  const all = Array.from({ length: items }, (_, place) => change(place, 1, place + 1))
  assert.deepEqual((await save(all)).body, { saved: items })
  const many = await Promise.all(Array.from({ length: 200 }, (_, at) => save([change(at % items, 1 + (at % 4), 100 + at)])))
  assert.ok(many.every(({ status }) => status === 200))
  assert.deepEqual(
    await held(),
    // The last change of each place: of two hundred in turn.
    Array.from({ length: items }, (_, place) => 1 + ((place + items * Math.floor((199 - place) / items)) % 4)),
  )
})
