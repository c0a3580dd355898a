/** Licensed packs in an installation: who sees what of them, and what begins, goes on and stops by them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { loadPack, unloadPacks } from '#database/load-packs.ts'
import { roles } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import type { Pack } from '#domain/instrument/pack.ts'
import { wordingIn } from '#domain/questionnaire/wording.ts'
import { type AssessmentTown, answerAll, enter, invite, openCase, settleAssessmentTown } from '../../tests/assessment-town.ts'
import { instrumentNamed, madeUpPack } from '../../tests/made-up-pack.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

const sdq = instrumentNamed('sdq')
const at = (day: string) => new Date(`${day}T09:00:00Z`)

let database: TestDatabase
let app: FastifyInstance
let town: AssessmentTown
let secretariat: SignedIn
let now = at('2026-11-23')

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await settleAssessmentTown(database)
  secretariat = await signInAs(database, 'secretariat', { municipalityId: 0, name: 'Sekretær Invented' })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const load = (pack: Pack) => database.asOwner((client) => loadPack(client, pack, now))
const drop = (isErased = false) => database.asOwner((client) => unloadPacks(client, { instrument: 'sdq', language: 'da', isErased }, now))
const cardOf = async (who: SignedIn, code = 'sdq') =>
  (await call(app, who, 'GET /instruments')).body.instruments.find((one: { code: string }) => one.code === code)
const offered = async (child = town.twelve): Promise<string[]> =>
  (await call(app, town.psychologist, 'POST /assessments/child', { cpr: child.cpr })).body.instruments.map(
    ({ code }: { code: string }) => code,
  )
const start = (instrument?: string, child = town.twelve) =>
  call(app, town.psychologist, 'POST /assessments', {
    pupilId: child.pupilId,
    reason: 'Opfundet grund.',
    legalBasis: 'ppr',
    ownerId: null,
    ...(instrument === undefined ? {} : { instrument }),
  })
const open = async (instrument: string) => {
  const { body } = await start(instrument)
  await call(app, town.psychologist, `POST /assessments/${body.id}/consents`, {
    givenBy: 'custodyHolder',
    way: 'spoken',
    decision: 'given',
  })
  return body.id as string
}

/** Moves the time, with everybody signed in anew. */
async function travel(day: string): Promise<void> {
  now = at(day)
  await database.asOwner((client) =>
    client.query("update common.session set created_at = $1, used_at = $1, expires_at = $1::timestamptz + interval '8 hours'", [
      now.toISOString(),
    ]),
  )
}

/** A test that begins on 23 November with nothing of the SDQ loaded, and nothing suggested. */
function scene(name: string, work: () => Promise<void>): void {
  test(name, async () => {
    await travel('2026-11-23')
    await database.asOwner((client) =>
      client.query("delete from common.instrument_pack where instrument = 'sdq'; delete from common.instrument_choice"),
    )
    await work()
  })
}

scene('nobody but the secretariat and the administrator reads of instruments, and the administrator alone suggests one', async () => {
  for (const role of roles) {
    const who = await signInAs(database, role, { municipalityId: role === 'secretariat' ? 0 : 881, name: `Nogen ${role}` })
    assert.equal((await call(app, who, 'GET /instruments')).status, may({ role }, 'instrument.read') ? 200 : 403, role)
    const suggested = await call(app, who, 'PUT /instruments/suggested', { instrument: 'demo' })
    assert.equal(suggested.status, may({ role }, 'instrument.suggest') ? 204 : 403, role)
  }
  assert.equal((await call(app, undefined, 'GET /instruments')).status, 401)
})

scene('an instrument without a pack is hidden: it is offered for no child, and a case is not opened with it', async () => {
  assert.equal((await cardOf(town.admin)).state, 'missing')
  assert.deepEqual(await offered(), ['demo'])
  const refused = await start('sdq')
  assert.deepEqual([refused.status, refused.body.title], [422, 'instrument-not-offered'])
})

scene('with a pack it is offered before the made-up one, for the children it has words for', async () => {
  await load(madeUpPack(sdq, ['s11-17']))
  assert.deepEqual(await offered(town.twelve), ['sdq', 'demo'])
  assert.deepEqual(await offered(town.six), ['demo'])
  assert.equal((await start('sdq', town.six)).body.title, 'instrument-not-offered')
  const id = await open('sdq')
  const asked = await call(app, town.psychologist, `POST /assessments/${id}/informants`, {
    relation: 'mother',
    label: '',
    dueOn: '2026-12-10',
  })
  assert.deepEqual([asked.status, asked.body.title], [422, 'instrument-not-for-informant'])
  assert.match((await invite(app, town.psychologist, id, 'self')).link, /#p=/)
})

scene('what the municipality suggests comes first, and what cannot be asked can’t be suggested', async () => {
  await load(madeUpPack(sdq, ['p4-17']))
  const suggest = (instrument: string) => call(app, town.admin, 'PUT /instruments/suggested', { instrument })
  assert.equal((await suggest('demo')).status, 204)
  assert.deepEqual(await offered(), ['demo', 'sdq'])
  assert.equal((await suggest('sdq')).status, 204)
  assert.deepEqual(await offered(), ['sdq', 'demo'])
  assert.equal((await call(app, town.admin, 'GET /instruments')).body.suggested, 'sdq')
  assert.equal((await suggest('gad-7')).body.title, 'instrument-not-offered')
})

scene('a pack in Danish alone is asked in Danish, whatever language the page is in', async () => {
  await load(madeUpPack(sdq, ['p4-17']))
  const { symbols } = await invite(app, town.psychologist, await open('sdq'), 'mother')
  const { texts, questionnaire } = (await enter(app, symbols)).body.asked
  assert.deepEqual(Object.keys(texts), ['da'])
  assert.equal(wordingIn(texts, 'en').language, 'da', 'and the page marks it as Danish')
  assert.equal(questionnaire.items.length, 33)
  assert.equal(texts.da.notice, '© Opfundet forlag')
})

scene('who is asked once more gets the follow-up form where the pack has it, and else the form they know', async () => {
  const askedAgain = async (versions: readonly string[]) => {
    await database.asOwner((client) => client.query("delete from common.instrument_pack where instrument = 'sdq'"))
    await load(madeUpPack(sdq, versions))
    const id = await open('sdq')
    const { symbols } = await invite(app, town.psychologist, id, 'mother')
    await answerAll(app, symbols, () => 1)
    const begun = await call(app, town.psychologist, `POST /assessments/${id}/follow-up`, { dueOn: '2027-03-10' })
    assert.equal(begun.status, 200, begun.text)
    const { informants } = (await call(app, town.psychologist, `GET /assessments/${id}`)).body
    return informants.find(({ round }: { round: number }) => round === 2).version
  }
  assert.equal(await askedAgain(['p4-17', 'p4-17-followup']), 'p4-17-followup')
  assert.equal(await askedAgain(['p4-17']), 'p4-17')
})

scene('sixty days before its last day it is said; the day after nothing new begins, and what runs goes on', async () => {
  await load(madeUpPack(sdq, ['p4-17', 't4-17'], { expiresOn: '2027-01-31' }))
  assert.equal((await cardOf(town.admin)).state, 'ready')
  const id = await open('sdq')
  const { symbols } = await invite(app, town.psychologist, id, 'mother')
  await travel('2026-12-02')
  const { state, packs } = await cardOf(secretariat)
  assert.deepEqual([state, packs[0].daysLeft], ['expiring', 60])
  assert.deepEqual(await offered(), ['sdq', 'demo'])
  await travel('2027-02-01')
  assert.equal((await cardOf(town.admin)).state, 'expired')
  assert.deepEqual(await offered(), ['demo'])
  assert.equal((await start('sdq')).body.title, 'instrument-not-offered')
  const teacher = await call(app, town.psychologist, `POST /assessments/${id}/informants`, {
    relation: 'teacher',
    label: '',
    dueOn: '2027-02-20',
  })
  assert.equal(teacher.status, 200)
  assert.equal((await enter(app, symbols)).status, 200)
})

scene('words that were changed in the database are shown to nobody, and it is said', async () => {
  await load(madeUpPack(sdq, ['p4-17']))
  const { symbols } = await invite(app, town.psychologist, await open('sdq'), 'mother')
  await database.asOwner((client) =>
    client.query(
      `update common.instrument_pack set pack = jsonb_set(pack, '{texts,0,items,sdq-3,question}', '"Rettet?"') where instrument = 'sdq'`,
    ),
  )
  const entered = await enter(app, symbols)
  assert.deepEqual([entered.status, entered.body.title], [409, 'instrument-words-gone'])
  assert.equal((await cardOf(town.admin)).state, 'altered')
  assert.deepEqual(await offered(), ['demo'])
})

scene('a newer issue takes the place of an older one, and the older one is kept; an older one is not let in after', async () => {
  const first = madeUpPack(sdq, ['p4-17'])
  const second = madeUpPack(sdq, ['p4-17', 't4-17'], { issuedOn: '2026-11-10' })
  assert.equal((await load(first)).outcome, 'loaded')
  assert.equal((await load(first)).outcome, 'already-loaded')
  assert.equal((await load(second)).outcome, 'loaded')
  assert.equal((await load(first)).outcome, 'older')
  assert.equal((await load(madeUpPack(sdq, ['t4-17'], { issuedOn: '2026-11-20' }))).outcome, 'fewer-versions')
  const states = await database.asOwner(
    async (client) => (await client.query("select state from common.instrument_pack where instrument = 'sdq' order by issued_on")).rows,
  )
  assert.deepEqual(
    states.map(({ state }) => state),
    ['replaced', 'loaded'],
  )
  assert.deepEqual((await cardOf(town.admin)).packs.length, 1)
})

scene('a pack taken out lets what runs go on; erased, it stops with words that say so and no answer is lost', async () => {
  await load(madeUpPack(sdq, ['p4-17']))
  const { symbols } = await invite(app, town.psychologist, await open('sdq'), 'mother')
  assert.equal((await drop()).length, 1)
  assert.deepEqual(await offered(), ['demo'])
  assert.equal((await enter(app, symbols)).status, 200)
  assert.equal((await drop(true)).length, 1)
  assert.equal((await enter(app, symbols)).body.title, 'instrument-words-gone')
  const { rows } = await database.asOwner((client) =>
    client.query("select pack, state from common.instrument_pack where instrument = 'sdq'"),
  )
  assert.deepEqual(rows, [{ pack: null, state: 'unloaded' }])
})

scene('a pack for other municipalities is as if it were not there; for one’s own it is', async () => {
  const { licence } = madeUpPack(sdq, ['p4-17'])
  await load(madeUpPack(sdq, ['p4-17'], { licence: { ...licence, municipalities: [882] } }))
  assert.equal((await cardOf(town.admin)).state, 'missing')
  assert.equal((await cardOf(secretariat)).state, 'ready')
  assert.deepEqual(await offered(), ['demo'])
})

scene('without any pack no case is opened, and it is said what is missing', async () => {
  await database.asOwner((client) => client.query("update common.instrument_pack set state = 'unloaded', ended_at = now()"))
  assert.deepEqual(await offered(), [])
  assert.equal((await start()).body.title, 'no-instrument')
  await database.asOwner((client) => client.query("update common.instrument_pack set state = 'loaded', ended_at = null"))
  assert.equal(typeof (await openCase(app, town.psychologist, town.twelve)), 'string')
})
