/** The door itself: equal answers after equal work, and a brake on guessing that refuses nobody who is right. */
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { insertInvitations, insertSurvey, insertSurveyUnits, listPupilsToInvite } from '#database/survey.ts'
import { lessonCode, linkFrom, symbols } from '#domain/survey/code.ts'
import { bitsAsked, freeFromAddress, leadingZeros, mostBits, proofText } from '#domain/survey/entry-brake.ts'
import { networkOf } from '#server/http/entry.ts'
import { linkOf, linksFor, unitsOf } from '#server/survey/invite.ts'
import { enter as enterCase, invite, openCase, settleAssessmentTown } from '../../tests/assessment-town.ts'
import { play, type Play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { browser, call, refusalOf } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
/** A second server of the same installation. */
let other: FastifyInstance
let town: Play
let five: PlayedClass
let now: Date
let links: readonly string[]

before(async () => {
  database = await openTestDatabase()
  now = new Date('2026-11-23T09:00:00Z')
  const options = { isReady: async () => true as const }
  app = await buildApp(
    testHouse(database, () => now),
    options,
  )
  other = await buildApp(
    testHouse(database, () => now),
    options,
  )
  town = await play(database, { '5.A': 30, '6.A': 6 })
  five = town.classes[0]!
  const survey = { ...town.survey, id: randomUUID(), questionnaire: newestVersion('foraeldre-indskoling'), grades: [6] }
  await database.doors.as(town.admin, 'staff', async (tx) => {
    await insertSurvey(tx, survey)
    const pupils = await listPupilsToInvite(tx, survey)
    await insertSurveyUnits(tx, survey.id, unitsOf(pupils))
    await insertInvitations(tx, survey.id, linksFor(database.keyring, 881, survey.id, pupils))
    links = pupils.map(({ pupilId }) => linkOf(database.keyring, 881, survey.id, pupilId, 0))
  })
})

after(async () => {
  await app.close()
  await other.close()
  await database[Symbol.asyncDispose]()
})

beforeEach(async () => {
  now = new Date('2026-11-23T09:00:00Z')
  await database.asOwner((client) => client.query('delete from common.failed_entry'))
})

const minutes = (count: number) => count * 60_000
const chance = (seed: number) => createHash('sha256').update(String(seed)).digest()
const slipOf = (seed: number) => [...chance(seed).subarray(0, 6)].map((byte) => symbols[byte % symbols.length]).join('')

/** One try from an address, with a proof when there is one. */
function enter(
  remoteAddress: string,
  slip: string,
  { proof, server = app }: { proof?: string | undefined; server?: FastifyInstance } = {},
) {
  return server.inject({ method: 'POST', url: '/api/v1/responses/enter', payload: { code: five.code, slip, proof }, remoteAddress })
}

/** What a browser does when it is asked for work. */
function prove({ bits, salt }: { readonly bits: number; readonly salt: string }, tried: string): string {
  for (let nonce = 0; ; nonce++) {
    if (
      leadingZeros(
        createHash('sha256')
          .update(proofText(salt, tried, String(nonce)))
          .digest(),
      ) >= bits
    )
      return String(nonce)
  }
}

/** Puts failures in the log of failures, as so many tries would. */
async function fail(address: string, times: number, from = 0): Promise<void> {
  const addressHmac = database.keyring.seal('entry-address', Buffer.from(`2026-11-23|${address}`))
  await database.asOwner((client) =>
    client.query(
      'insert into common.failed_entry select 0, gen_random_uuid(), $1, sha256((g || $4)::bytea), $2 from generate_series(1, $3::int) g',
      [addressHmac, now.toISOString(), times, `|${from}`],
    ),
  )
}

// Equal work

/** The statements a try sends, with the bytes of their values, through every login. */
async function workOf(attempt: () => Promise<unknown>): Promise<readonly string[]> {
  const sent: string[] = []
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: never[]) {
    const [given, more] = args as unknown as [string | { name?: string; text: string; values?: readonly unknown[] }, (readonly unknown[])?]
    const text = typeof given === 'string' ? given : given.text
    const values = (typeof given === 'string' ? more : given.values) ?? []
    sent.push(`${text.replace(/begin_ctx\(.*\)/, 'begin_ctx')} ${values.map(bytesOf).join(' ')}`)
    return (query as (...given: never[]) => never).apply(this, args)
  } as never
  try {
    await attempt()
  } finally {
    pg.Client.prototype.query = query
  }
  return sent
}

function bytesOf(value: unknown): number | string {
  return Buffer.isBuffer(value) ? value.byteLength : typeof value === 'string' ? value.length : typeof value
}

test("in a lesson: wrong, dead, used, another class's and another municipality's take the same statements to the same answer", async () => {
  const [used, right] = five.pupils as [PlayedClass['pupils'][number], PlayedClass['pupils'][number]]
  const { body } = await call(app, undefined, 'POST /responses/enter', { code: five.code, slip: used.slip })
  await call(app, undefined, 'POST /responses/submit', { answers: body.answers }, { authorization: `Bearer ${body.token}` })
  const dead = lessonCode(881, new Uint8Array(8))
  await database.asOwner((client) =>
    client.query(
      "insert into common.lesson select municipality_id, gen_random_uuid(), survey_id, institution_id, class_id, $1, 'ended', opened_at, opened_at from common.lesson where code = $2",
      [dead, five.code],
    ),
  )
  const tries: Readonly<Record<string, readonly [string, string]>> = {
    'a wrong slip': [five.code, 'ZZZZZZ'],
    'a wrong code': [lessonCode(881, new Uint8Array(8).fill(3)), right.slip],
    'a lesson that has ended': [dead, right.slip],
    'a slip that has been used': [five.code, used.slip],
    "another class's slip": [five.code, town.classes[1]!.pupils[0]!.slip],
    "another municipality's code": [lessonCode(882, new Uint8Array(8)), right.slip],
    'no code at all': ['OOO!!!', right.slip],
  }
  let first: { readonly work: readonly string[]; readonly answer: unknown } | undefined
  for (const [what, [code, slip]] of Object.entries(tries)) {
    let answer: unknown
    const work = await workOf(async () => {
      answer = refusalOf(await call(app, undefined, 'POST /responses/enter', { code, slip }))
    })
    first ??= { work, answer }
    assert.deepEqual(answer, first.answer, what)
    assert.deepEqual(work, first.work, what)
    assert.ok(work.length > 8)
  }
})

test('by link: the same, and after the last day', async () => {
  const [used = '', open = ''] = links
  const { body } = await call(app, undefined, 'POST /responses/enter-by-link', { link: used }, browser())
  await call(app, undefined, 'POST /responses/submit', { answers: body.answers }, { authorization: `Bearer ${body.token}` })
  const tries: Readonly<Record<string, readonly [string, string]>> = {
    'a link that never was': [linkFrom(881, new Uint8Array(24).fill(7)), '2026-11-23T09:00:00Z'],
    "another municipality's": [linkFrom(882, new Uint8Array(24).fill(7)), '2026-11-23T09:00:00Z'],
    'one that has been used': [used, '2026-11-23T09:00:00Z'],
    'one whose survey is over': [open, '2026-12-19T09:00:00Z'],
    'one from a browser it does not belong to, when it is over': [open, '2026-12-20T09:00:00Z'],
  }
  let first: { readonly work: readonly string[]; readonly answer: unknown } | undefined
  for (const [what, [link, at]] of Object.entries(tries)) {
    now = new Date(at)
    let answer: unknown
    const work = await workOf(async () => {
      answer = refusalOf(await call(app, undefined, 'POST /responses/enter-by-link', { link }, browser(at)))
    })
    first ??= { work, answer }
    assert.deepEqual(answer, first.answer, what)
    assert.deepEqual(work, first.work, what)
  }
})

test('to a PLUS case: the same for one that was taken back, and one that has been answered', async () => {
  const people = await settleAssessmentTown(database, 883)
  const id = await openCase(app, people.psychologist, people.twelve)
  const back = await invite(app, people.psychologist, id, 'teacher', 'Dansklærer')
  assert.equal((await call(app, people.psychologist, `POST /assessments/${id}/informants/${back.id}/withdraw`)).status, 204)
  const [one, two] = [await enterCase(app, linkFrom(883, new Uint8Array(24).fill(7))), await enterCase(app, back.symbols)]
  assert.deepEqual([one.status, one.body.title], [404, 'code-unknown'])
  assert.deepEqual(refusalOf(two), refusalOf(one))
  const works = [
    await workOf(() => enterCase(app, linkFrom(883, new Uint8Array(24).fill(8)))),
    await workOf(() => enterCase(app, back.symbols)),
  ]
  assert.deepEqual(works[0], works[1])
})

// The brake

test('a class of thirty behind one address, each of whom mistypes four times, all come in, and nobody is asked for work', async () => {
  for (const [at, pupil] of five.pupils.entries()) {
    if (at === 0) continue
    for (let mistake = 0; mistake < 4; mistake++)
      assert.equal((await enter('10.0.0.1', slipOf(at * 10 + mistake))).json().title, 'code-unknown')
    assert.equal((await enter('10.0.0.1', pupil.slip)).statusCode, 200)
  }
})

test('what is right costs nothing, however often, and the same mistake made again costs once', async () => {
  for (let times = 0; times < 5; times++) assert.equal((await enter('10.0.0.2', five.pupils[5]!.slip)).statusCode, 200)
  for (let times = 0; times < 5; times++) await enter('10.0.0.2', 'ZZZZZZ')
  await fail('10.0.0.2', freeFromAddress - 2)
  assert.equal((await enter('10.0.0.2', 'YYYYYY')).statusCode, 404, 'one short')
  assert.equal((await enter('10.0.0.2', 'XXXXXX')).statusCode, 429)
})

test('who has failed too often is asked for work, right or wrong; with it a wrong one is wrong and a right one opens', async () => {
  const { slip } = five.pupils[6]!
  for (const typed of ['ZZZZZZ', slip]) {
    await database.asOwner((client) => client.query('delete from common.failed_entry'))
    await fail('10.0.0.3', freeFromAddress)
    const asked = await enter('10.0.0.3', typed)
    assert.deepEqual([asked.statusCode, asked.json().title, asked.json().work.bits], [429, 'too-many-attempts', 14])
    assert.ok(Number(asked.headers['retry-after']) > 0)
    const proof = prove(asked.json().work, `${five.code}-${typed}`)
    assert.equal((await enter('10.0.0.3', typed, { proof })).statusCode, typed === slip ? 200 : 404)
    assert.equal((await enter('10.0.0.3', slipOf(99), { proof })).statusCode, 429, 'and the work is for one try')
    now = new Date(now.getTime() + minutes(10) - 1)
    assert.notEqual((await enter('10.0.0.3', typed, { proof })).statusCode, 429, 'for ten minutes')
    now = new Date(now.getTime() + minutes(20))
    await fail('10.0.0.3', freeFromAddress, 1)
    assert.equal((await enter('10.0.0.3', typed, { proof })).statusCode, 429, 'and not for half an hour')
    now = new Date('2026-11-23T09:00:00Z')
  }
})

test('two servers agree, and nobody else is asked', async () => {
  await fail('10.0.0.4', freeFromAddress)
  for (const server of [app, other]) assert.equal((await enter('10.0.0.4', 'ZZZZZZ', { server })).statusCode, 429)
  assert.equal((await enter('10.0.0.5', 'ZZZZZZ', { server: other })).statusCode, 404)
})

test('after ten minutes it is forgotten, and after an hour gone', async () => {
  await fail('10.0.0.6', freeFromAddress)
  now = new Date(now.getTime() + minutes(10))
  assert.equal((await enter('10.0.0.6', 'ZZZZZZ')).statusCode, 404)
  now = new Date(now.getTime() + minutes(51))
  await enter('10.0.0.7', five.pupils[7]!.slip)
  const { rows } = await database.asOwner((client) => client.query('select address_hmac from common.failed_entry'))
  assert.deepEqual(rows.length, 1, 'the latest alone')
})

test('a machine with a whole network of addresses is one, and one with a short address another', () => {
  assert.equal(networkOf('2001:db8:1:2:aaaa::1'), networkOf('2001:0db8:1:2:bbbb:cccc:dddd:2'))
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0')
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
  assert.equal(networkOf('10.0.0.1'), '10.0.0.1')
  assert.equal(networkOf('::ffff:10.0.0.1'), '::ffff:10.0.0.1')
})

test('no address and no slip stands in the log of failures', async () => {
  await enter('10.11.12.13', 'ZZZZZZ')
  const { rows } = await database.asOwner((client) => client.query('select to_jsonb(f)::text as row from common.failed_entry f'))
  assert.equal(rows.length, 1)
  for (const plain of ['10.11.12.13', 'ZZZZZZ', five.code, Buffer.from('ZZZZZZ').toString('hex')]) assert.ok(!rows[0].row.includes(plain))
})

test('no sequence of failures by others can refuse a right slip in an open lesson', async () => {
  const addresses = ['10.1.0.1', '10.1.0.2', '10.1.0.3']
  // What is tried, from where and how often; a storm is so many at once. Short proofs alone, to keep the test quick.
  const storm = fc.record({
    from: fc.constantFrom(...addresses),
    times: fc.integer({ min: 1, max: freeFromAddress * 3 }),
    wait: fc.integer({ min: 0, max: 15 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(storm, { maxLength: 6 }),
      fc.constantFrom(...addresses),
      fc.integer({ min: 8, max: 29 }),
      async (storms, mine, place) => {
        now = new Date('2026-11-23T09:00:00Z')
        await database.asOwner((client) => client.query('delete from common.failed_entry'))
        for (const [at, { from, times, wait }] of storms.entries()) {
          await fail(from, times, at)
          await enter(from, slipOf(at))
          now = new Date(now.getTime() + minutes(wait))
        }
        const { slip } = five.pupils[place]!
        const answer = await enter(mine, slip)
        if (answer.statusCode === 200) return
        assert.equal(answer.statusCode, 429)
        assert.ok(answer.json().work.bits <= mostBits)
        assert.equal((await enter(mine, slip, { proof: prove(answer.json().work, `${five.code}-${slip}`) })).statusCode, 200)
      },
    ),
    { numRuns: 25 },
  )
})

test('the most work that is ever asked is a quarter of a million tries', () => {
  assert.equal(bitsAsked({ fromAddress: 1e9, everywhere: 1e9 }), 18)
})
