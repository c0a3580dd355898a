/** An instrument inside a municipality's own version: whole or not at all, where it may be asked, and only while its words may be used. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { loadPack, unloadPacks } from '#database/load-packs.ts'
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import { newest } from '#lillekoebing/newest.ts'
import { instrumentNamed, madeUpPack } from '../../tests/made-up-pack.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

const at = (day: string) => new Date(`${day}T09:00:00Z`)
const sdq = instrumentNamed('sdq')
const kidscreen = instrumentNamed('kidscreen-10')
const base = newest('udskoling')

let database: TestDatabase
let app: FastifyInstance
let town: Play
let admin: SignedIn
let now = at('2026-11-23')

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await play(database, { '8.A': 6 })
  admin = await signInAs(database, 'municipalAdmin')
  for (const language of ['da', 'en'] as const) {
    await load(madeUpPack(sdq, ['s11-17', 'p4-17'], { language, licence: { ...terms, notice: `© Opfundet forlag (${language})` } }))
    await load(madeUpPack(kidscreen, [kidscreen.versions.find(({ informant }) => informant === 'self')!.code], { language }))
  }
})

after(async () => {
  await app?.close()
  await database?.[Symbol.asyncDispose]()
})

const terms = madeUpPack(sdq, ['s11-17']).licence
const load = (pack: Parameters<typeof loadPack>[1]) => database.asOwner((client) => loadPack(client, pack, now))
type Offered = { readonly code: string; readonly version: string; readonly items: readonly Item[] }
const draft = async (code = 'udskoling', version = base.version) => {
  const answer = await call(app, admin, 'POST /compositions', { code, version, name: 'Med måleredskab' })
  assert.equal(answer.status, 200, answer.text)
  return answer.body as { readonly id: string; readonly revision: number }
}
const offeredIn = async (id: string): Promise<readonly Offered[]> => (await call(app, admin, `GET /compositions/${id}`)).body.instruments
const publish = async (choice: object) => {
  const { id, revision } = await draft()
  const saved = await call(app, admin, `PUT /compositions/${id}`, {
    name: 'Med måleredskab',
    revision,
    choice: { leftOut: [], added: [], ...choice },
  })
  assert.equal(saved.status, 200, saved.text)
  return call(app, admin, `POST /compositions/${id}/publish`, { revision: saved.body.revision })
}
const plan = (version: string, more: object = {}) =>
  call(app, admin, 'POST /surveys', {
    title: 'Trivsel',
    questionnaire: { code: 'udskoling', version },
    opensOn: '2027-01-10',
    closesOn: '2027-01-30',
    grades: [8],
    institutionIds: [town.institutionId],
    ...more,
  })
const whole = { instruments: [{ code: 'sdq', version: 's11-17' }] }

test('offered is what has words here, for who answers and all their ages; nothing for pupils of ten by a form from eleven', async () => {
  const named = (offered: readonly Offered[]) => offered.map(({ code, version }) => `${code} ${version}`)
  const inUdskoling = named(await offeredIn((await draft()).id))
  assert.ok(inUdskoling.includes('sdq s11-17'))
  assert.ok(inUdskoling.some((one) => one.startsWith('kidscreen-10')))
  assert.ok(!inUdskoling.includes('sdq p4-17'), 'a parent form')
  assert.ok(!inUdskoling.some((one) => one.startsWith('gad-7')), 'no pack')
  const inMellemtrin = named(await offeredIn((await draft('mellemtrin', newest('mellemtrin').version)).id))
  assert.ok(!inMellemtrin.includes('sdq s11-17'))
})

test('one that is not offered is not published, nor twice, nor any single item of it', async () => {
  for (const choice of [
    { instruments: [{ code: 'sdq', version: 'p4-17' }] },
    { instruments: [{ code: 'gad-7', version: 'x' }] },
    { instruments: [...whole.instruments, ...whole.instruments] },
    { added: ['sdq-1'] },
  ]) {
    const { status, body } = await publish(choice)
    assert.deepEqual([status, body.title], [422, 'composition-not-possible'], JSON.stringify(choice))
  }
})

test('added it stands whole, in order, in one piece, in its own words and with its owner’s line', async () => {
  const { status, body, text } = await publish(whole)
  assert.equal(status, 200, text)
  const { questionnaire, texts } = (await call(app, admin, `GET /questionnaires/udskoling/${body.version}`)).body
  const due = (await offeredIn((await draft()).id)).find(({ code }) => code === 'sdq')!.items.map(({ code }) => code)
  const asked: readonly Item[] = questionnaire.items
  const first = asked.findIndex(({ instrument }) => instrument)
  assert.deepEqual(
    asked.slice(first, first + due.length).map(({ code }) => code),
    due,
  )
  assert.equal(asked.filter(({ instrument }) => instrument?.code === 'sdq' && instrument.version === 's11-17').length, due.length)
  assert.equal(texts.da.items['sdq-1'].question, 'Opfundet spørgsmål sdq-1 (da)?')
  assert.deepEqual([texts.da.notice, texts.en.notice], ['© Opfundet forlag (da)', '© Opfundet forlag (en)'])
})

test('what may not be asked in statistics makes the whole one for health alone; what may leaves both', async () => {
  const { version } = (await publish(whole)).body
  assert.deepEqual((await call(app, admin, `GET /questionnaires/udskoling/${version}`)).body.questionnaire.tracks, ['health'])
  const refused = await plan(version)
  assert.deepEqual([refused.status, refused.body.title], [422, 'questionnaire-by-name-only'])
  const byName = await plan(version, { track: 'health' })
  assert.equal(byName.status, 200, byName.text)

  const version10 = kidscreen.versions.find(({ informant }) => informant === 'self')!.code
  const open = await publish({ instruments: [{ code: 'kidscreen-10', version: version10 }] })
  assert.equal(open.status, 200, open.text)
  const both = (await call(app, admin, `GET /questionnaires/udskoling/${open.body.version}`)).body.questionnaire.tracks
  assert.deepEqual(both, ['statistics', 'health'])
  assert.equal((await plan(open.body.version)).status, 200)
})

test('begun once more from a published one it has the instrument chosen', async () => {
  const { version } = (await publish(whole)).body
  const again = await call(app, admin, 'POST /compositions', { code: 'udskoling', version, name: 'En gang til' })
  assert.deepEqual(again.body.choice.instruments, whole.instruments)
})

test('when the pack is out or has expired, no new survey begins with what was published, and nobody is offered it', async () => {
  const { version } = (await publish(whole)).body
  const { id, revision } = (await plan(version, { track: 'health' })).body
  await database.asOwner((client) => unloadPacks(client, { instrument: 'sdq', language: 'da', isErased: false }, now))
  for (const answer of [await plan(version, { track: 'health' }), await call(app, admin, `POST /surveys/${id}/open`, { revision })])
    assert.deepEqual([answer.status, answer.body.title], [409, 'questionnaire-instrument-not-usable'], answer.text)
  const offered = (await offeredIn((await draft()).id)).find(({ code }) => code === 'sdq')
  assert.deepEqual(Object.keys((offered as unknown as { texts: object }).texts), ['en'], 'in English alone')
  assert.equal((await publish(whole)).body.title, 'composition-not-possible')
  await load(madeUpPack(sdq, ['s11-17', 'p4-17'], { licence: { ...terms, notice: '© Opfundet forlag (da)' }, issuedOn: '2026-11-02' }))
  assert.equal((await plan(version, { track: 'health' })).status, 200, 'with its words back')

  now = at('2027-11-01')
  await database.asOwner((client) =>
    client.query("update common.session set created_at = $1, used_at = $1, expires_at = $1::timestamptz + interval '8 hours'", [
      now.toISOString(),
    ]),
  )
  const late = await plan(version, { track: 'health', opensOn: '2027-11-10', closesOn: '2027-11-30' })
  assert.deepEqual([late.status, late.body.title], [409, 'questionnaire-instrument-not-usable'])
  assert.deepEqual(await offeredIn((await draft()).id), [])
})
