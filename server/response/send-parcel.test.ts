/** Answers that waited on a machine without a line: anybody may bring them, nobody may read, change or make them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { at, publishAllKinds } from '../../tests/all-kinds.ts'
import { lockParcel, type Waiting } from '../../tests/lock-parcel.ts'
import { type HealthPlay, type PlayedChild, playHealth } from '../../tests/play-health.ts'
import { type Play, play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { type Answer, browser, call, type Json } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let five: PlayedClass
let pupils: HealthPlay
let parents: HealthPlay
let taken = 0
let today = '2026-11-23'

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => new Date(`${today}T09:00:00Z`)),
    { isReady: async () => true },
  )
  town = await play(database, { '5.A': 30 }, 882)
  ;[five] = town.classes as [PlayedClass]
  await publishAllKinds(database, 881, 'udskoling')
  await publishAllKinds(database, 881, 'foraeldre-indskoling')
  pupils = await playHealth(database, app, { cprs: ['2411119990', '2411119991'], version: '9.0.1' })
  parents = await playHealth(database, app, {
    cprs: ['2411209990', '2411209991'],
    questionnaire: 'foraeldre-indskoling',
    className: '0.A',
    version: '9.0.1',
  })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const enter = async (slip: string): Promise<Json> => (await call(app, undefined, 'POST /responses/enter', { code: five.code, slip })).body
const nextSlip = () => five.pupils[taken++ % five.pupils.length]!.slip
const bring = (parcel: Json): Promise<Answer> => call(app, undefined, 'POST /responses/parcels', parcel)
const bearer = ({ token }: Json) => ({ authorization: `Bearer ${token}` })
const save = ({ token, epoch }: Json, answers: Waiting['answers']) =>
  call(app, undefined, 'POST /responses/answers', { epoch, answers }, bearer({ token }))
const outcome = async (parcel: Json) => {
  const { status, body } = await bring(parcel)
  return [status, body?.outcome ?? body?.title]
}
const one = (place: number, value: number | null, sequence: number, text?: string) => ({
  place,
  value,
  sequence,
  ...(text === undefined ? {} : { text }),
})

test('a parcel is answered when it is kept, and whoever comes back finds what was in it', async () => {
  const slip = nextSlip()
  const entered = await enter(slip)
  const parcel = await lockParcel(entered.queue, { epoch: entered.epoch, answers: [one(0, 3, 1), one(29, 1, 2)] })
  assert.deepEqual(await outcome(parcel), [200, 'saved'])
  const { answers } = await enter(slip)
  assert.deepEqual([answers[0], answers[29]], [3, 1])
})

test('brought twice, late, or between other saves, it never wins over what was answered after it', async () => {
  const slip = nextSlip()
  const entered = await enter(slip)
  const parcel = await lockParcel(entered.queue, { epoch: entered.epoch, answers: [one(0, 1, 1), one(1, 1, 2)] })
  await save(entered, [one(0, 4, 5)])
  const elsewhere = await enter(slip)
  await save(elsewhere, [one(1, 2, 1)])
  for (let times = 0; times < 3; times++) assert.deepEqual(await outcome(parcel), [200, 'saved'])
  assert.deepEqual((await enter(slip)).answers.slice(0, 2), [4, 2])
})

test('the key is the draft’s own: the same for whoever comes back to it, another for everybody else', async () => {
  const [slip, other] = [nextSlip(), nextSlip()]
  const [first, again, stranger] = [await enter(slip), await enter(slip), await enter(other)]
  assert.equal(first.queue.key, again.queue.key)
  assert.notEqual(first.queue.key, stranger.queue.key)
  assert.equal(Buffer.from(first.queue.key, 'base64url').byteLength, 32)
  assert.notEqual(first.queue.ticket, again.queue.ticket, 'and a ticket tells nobody that it is the same child')
})

test('what was not locked with that key is refused, whoever brings it and however it looks', async () => {
  const [slip, other] = [nextSlip(), nextSlip()]
  const [mine, theirs] = [await enter(slip), await enter(other)]
  const waiting = { epoch: mine.epoch, answers: [one(0, 2, 9)] }
  const good = await lockParcel(mine.queue, waiting)
  const sealed = Buffer.from(good.sealed, 'base64')
  const flipped = (at_: number) => {
    const copy = Buffer.from(sealed)
    copy[at_] = (copy[at_] ?? 0) ^ 1
    return { ...good, sealed: copy.toString('base64') }
  }
  const wrong: Json[] = [
    await lockParcel({ ticket: mine.queue.ticket, key: theirs.queue.key }, waiting),
    { ...good, ticket: theirs.queue.ticket },
    { ...good, ticket: (await enter(slip)).queue.ticket },
    { ...good, ticket: mine.token },
    { ...good, ticket: '' },
    { ...good, sealed: '' },
    { ...good, sealed: sealed.subarray(0, 20).toString('base64') },
    flipped(0),
    flipped(14),
    flipped(sealed.byteLength - 1),
    await lockParcel(mine.queue, 'no object'),
    await lockParcel(mine.queue, { epoch: mine.epoch, answers: [] }),
    await lockParcel(mine.queue, { epoch: 0, answers: [one(0, 2, 9)] }),
    await lockParcel(mine.queue, { ...waiting, answers: [{ ...one(0, 2, 9), role: 'admin' }] }),
    await lockParcel(mine.queue, { ...waiting, answers: [one(0, 1, 9, 'en tekst')] }),
  ]
  for (const [place, parcel] of wrong.entries()) assert.deepEqual(await outcome(parcel), [400, 'wrong-input'], `the wrong one at ${place}`)
  assert.deepEqual(await outcome(await lockParcel(mine.queue, { ...waiting, answers: [one(499, 1, 1)] })), [422, 'answer-not-possible'])
  assert.equal((await enter(slip)).answers[0], null, 'and nothing of it is kept')
  assert.deepEqual(await outcome(good), [200, 'saved'], 'while the right one is taken')
})

test('after submit there is nothing to bring it to, and the machine is told to forget it', async () => {
  const entered = await enter(nextSlip())
  await save(entered, [one(0, 2, 1)])
  const parcel = await lockParcel(entered.queue, { epoch: entered.epoch, answers: [one(0, 4, 2)] })
  const seen = entered.answers.map((_: null, place: number) => (place === 0 ? 2 : null))
  assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: seen }, bearer(entered))).status, 204)
  assert.deepEqual(await outcome(parcel), [200, 'gone'])
})

test('whoever said no and has thought again begins anew: neither a save nor a parcel from before reaches what is new', async () => {
  const slip = nextSlip()
  const entered = await enter(slip)
  const parcel = await lockParcel(entered.queue, { epoch: entered.epoch, answers: [one(0, 4, 900)] })
  assert.equal((await call(app, undefined, 'POST /responses/decline', undefined, bearer(entered))).status, 204)
  const anew = await enter(slip)
  await save(anew, [one(0, 2, 1)])
  assert.notEqual(anew.queue.key, entered.queue.key)
  assert.deepEqual(await outcome(parcel), [200, 'gone'])
  assert.equal((await save(entered, [one(0, 4, 901)])).status, 410)
  assert.equal((await enter(slip)).answers[0], 2)
})

test('the database keeps the key beside the draft, and neither is left when it is gone', async () => {
  const slip = nextSlip()
  const entered = await enter(slip)
  const hex = Buffer.from(entered.queue.key, 'base64url').toString('hex')
  const kept = () =>
    database.asOwner(
      async (client) => (await client.query("select from statistics.draft where encode(queue_key, 'hex') = $1", [hex])).rowCount,
    )
  assert.equal(await kept(), 1)
  await call(app, undefined, 'POST /responses/decline', undefined, bearer(entered))
  assert.equal(await kept(), 0)
})

const said = 'Jeg ligger tit vågen og tænker på min mormor'

async function consented(of: HealthPlay, child: PlayedChild) {
  const parent = await of.parentOf(child)
  const consent = { pupilId: child.id, surveyId: of.survey.id, decision: 'given' }
  assert.equal((await call(app, parent, 'POST /family/consents', consent)).status, 204)
  return parent
}

test('by name it is the same, and what was written comes along', async () => {
  const [child] = pupils.children as [PlayedChild]
  await consented(pupils, child)
  const { body: entered } = await pupils.enter(child)
  assert.equal(entered.about.track, 'health')
  const parcel = await lockParcel(entered.queue, { epoch: entered.epoch, answers: [one(at.words, 1, 1, said), one(at.bedtime, 15, 2)] })
  assert.ok(!JSON.stringify(parcel).includes('mormor'))
  assert.deepEqual(await outcome(parcel), [200, 'saved'])
  const { body: again } = await pupils.enter(child)
  assert.equal(again.answers[at.bedtime], 15)
  assert.deepEqual(again.written, [{ place: at.words, text: said }])
})

test('of a parent’s own draft it is taken while custody lasts, and not from the day on which it ends', async () => {
  const [child] = parents.children as [PlayedChild]
  const parent = await parents.parentOf(child, { validFrom: '2020-01-01', validUntil: '2026-11-24' })
  const which = { pupilId: child.id, surveyId: parents.survey.id }
  await call(app, parent, 'POST /family/consents', { ...which, decision: 'given' })
  const { body } = await call(app, parent, 'POST /family/invitations/open', which)
  const link = body.link.slice(-14)
  const { body: entered } = await call(app, undefined, 'POST /responses/enter-by-link', { link }, browser())
  const parcel = await lockParcel(entered.queue, { epoch: entered.epoch, answers: [one(at.bedtime, 15, 1)] })
  assert.deepEqual(await outcome(parcel), [200, 'saved'])
  today = '2026-11-24'
  assert.deepEqual(await outcome(parcel), [200, 'gone'])
  today = '2026-11-23'
})
