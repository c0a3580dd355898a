/** The association's next version of a questionnaire by its operations: who works on it, and when it comes out. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { roles } from '#domain/access/actor.ts'
import type { Edition } from '#api/edition.ts'
import { play, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let secretary: SignedIn
let colleague: SignedIn
let expert: SignedIn
let admin: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  await play(database, { '5.A': 3 })
  secretary = await signInAs(database, 'secretariat', { municipalityId: 0 })
  colleague = await signInAs(database, 'secretariat', { municipalityId: 0 })
  expert = await signInAs(database, 'expertReviewer', { municipalityId: 0 })
  admin = await signInAs(database, 'municipalAdmin')
})

after(async () => {
  await app?.close()
  await database?.[Symbol.asyncDispose]()
})

async function begin(code = 'mellemtrin'): Promise<Edition> {
  const begun = await call(app, secretary, 'POST /editions', { code })
  assert.equal(begun.status, 200, begun.text)
  return (await call(app, secretary, `GET /editions/${begun.body.id}`)).body
}
const discard = (id: string) => call(app, secretary, `DELETE /editions/${id}`)
const pilot = { place: 'To skoler', from: '2026-09-01', to: '2026-09-05', respondents: 40, found: 'Ét ord var svært og er skiftet.' }
const reworded = ({ texts }: Edition, code: string) => ({
  ...texts,
  da: {
    ...texts.da,
    items: { ...texts.da.items, [code]: { ...texts.da.items[code], question: 'Hvor mange dage cyklede du sidste uge?' } },
  },
})

test('nobody begins a version but the secretariat, and a municipality’s own administrator neither', async () => {
  for (const role of roles.filter((one) => one !== 'secretariat')) {
    const who = await signInAs(database, role, role === 'expertReviewer' ? { municipalityId: 0 } : {})
    assert.equal((await call(app, who, 'POST /editions', { code: 'mellemtrin' })).status, 403, role)
  }
  assert.equal((await call(app, undefined, 'POST /editions', { code: 'mellemtrin' })).status, 401)
})

test('a draft is read by the working group alone: a municipality may not even ask', async () => {
  const { id } = await begin()
  assert.equal((await call(app, expert, `GET /editions/${id}`)).status, 200)
  const elsewhere = await signInAs(database, 'secretariat')
  const nothing = await call(app, elsewhere, 'GET /editions/00000000-0000-4000-8000-000000000000')
  assert.deepEqual(refusalOf(await call(app, elsewhere, `GET /editions/${id}`)), refusalOf(nothing))
  assert.equal((await call(app, admin, `GET /editions/${id}`)).status, 403)
  assert.equal((await call(app, expert, `DELETE /editions/${id}`)).status, 403)
  assert.equal((await discard(id)).status, 204)
})

test('there is one draft of a questionnaire at a time, begun as the newest published one', async () => {
  const edition = await begin()
  assert.equal(edition.questionnaire.version, edition.version)
  assert.deepEqual(edition.questionnaire.items, edition.base.questionnaire.items)
  const again = await call(app, colleague, 'POST /editions', { code: 'mellemtrin' })
  assert.deepEqual([again.status, again.body.title], [409, 'edition-open-already'])
  const unknown = await call(app, colleague, 'POST /editions', { code: 'findes-ikke' })
  assert.deepEqual([unknown.status, unknown.body.title], [422, 'questionnaire-unknown'])
  await discard(edition.id)
})

test('answers are not changed under a code that has figures, and nobody writes over another, or publishes what they have not read', async () => {
  const { id, revision, questionnaire, texts } = await begin()
  const [first, ...others] = questionnaire.items
  assert.ok(first)
  const changed = { ...questionnaire, items: [{ ...first, favourable: [] }, ...others] }
  const save = (body: object, who = secretary) => call(app, who, `PUT /editions/${id}`, body)
  const refused = await save({ revision, questionnaire: changed, texts })
  assert.deepEqual([refused.status, refused.body.title], [422, 'edition-other-question'])
  assert.equal((await save({ revision, questionnaire, texts })).body.revision, revision + 1)
  const late = await save({ revision, questionnaire, texts }, colleague)
  const unread = await call(app, colleague, `POST /editions/${id}/publish`, { revision })
  for (const { status, body } of [late, unread]) assert.deepEqual([status, body.title], [409, 'edition-changed-since'])
  await discard(id)
})

test('a questionnaire in four languages is saved, long as it is; what is longer than any is refused', async () => {
  const { id, revision, questionnaire, texts } = await begin('foraeldre-indskoling')
  const saved = await call(app, secretary, `PUT /editions/${id}`, { revision, questionnaire, texts })
  assert.equal(saved.status, 200, saved.text)
  const endless = { ...texts, da: { ...texts.da, intro: 'å'.repeat(1_000_001) } }
  const refused = await call(app, secretary, `PUT /editions/${id}`, { revision: revision + 1, questionnaire, texts: endless })
  assert.deepEqual([refused.status, refused.body.title], [413, 'too-large'])
  await discard(id)
})

test('the working group comments, and says what is dealt with; never about a child', async () => {
  const { id } = await begin()
  assert.equal((await call(app, admin, `POST /editions/${id}/comments`, { item: '', words: 'Nej' })).status, 403)
  assert.equal((await call(app, expert, `POST /editions/${id}/comments`, { item: '', words: 'Kan det siges kortere?' })).status, 204)
  const named = await call(app, expert, `POST /editions/${id}/comments`, { item: '', words: 'Om 010112-9995' })
  assert.deepEqual([named.status, named.body.title], [422, 'text-holds-cpr'])
  const [comment] = (await call(app, secretary, `GET /editions/${id}`)).body.comments
  assert.deepEqual([comment.role, comment.isOwn, comment.resolvedAt], ['expertReviewer', false, null])
  await call(app, secretary, `POST /editions/${id}/comments/${comment.id}/resolve`, { isResolved: true })
  assert.notEqual((await call(app, secretary, `GET /editions/${id}`)).body.comments[0].resolvedAt, null)
  await discard(id)
})

test('it comes out tried out and signed off by another for what it then says, and surveys of the version before go on', async () => {
  const begun = await begin()
  const { id, version, baseVersion } = begun
  const code = begun.questionnaire.items.find(({ isCore }) => isCore)?.code ?? ''
  const publish = (revision: number, who = secretary) => call(app, who, `POST /editions/${id}/publish`, { revision })
  assert.equal((await publish(begun.revision)).body.title, 'edition-no-pilot')
  assert.equal((await call(app, expert, `POST /editions/${id}/pilots`, pilot)).status, 403)
  assert.equal((await call(app, secretary, `POST /editions/${id}/pilots`, { ...pilot, to: '2026-08-01' })).status, 400)
  assert.equal((await call(app, secretary, `POST /editions/${id}/pilots`, pilot)).status, 204)
  const [{ id: pilotId }] = (await call(app, secretary, `GET /editions/${id}`)).body.pilotRecords
  const signOff = (revision: number, who: SignedIn) =>
    call(app, who, `POST /editions/${id}/pilots/${pilotId}/sign-off`, { words: 'Ordet er skiftet.', revision })
  assert.equal((await publish(begun.revision)).body.title, 'edition-not-signed-off')
  const own = await signOff(begun.revision, secretary)
  assert.deepEqual([own.status, own.body.title], [403, 'edition-sign-off-own'])
  assert.equal((await signOff(begun.revision, admin)).status, 403)
  const otherLogin = await signInAs(database, 'expertReviewer', { municipalityId: 0 })
  await database.asOwner((client) =>
    client.query('update common.account set person_id = (select person_id from common.account where id = $1) where id = $2', [
      secretary.actor.accountId,
      otherLogin.actor.accountId,
    ]),
  )
  assert.equal((await signOff(begun.revision, otherLogin)).body.title, 'edition-sign-off-own', 'who has two logins is one person')
  assert.equal((await signOff(begun.revision, colleague)).status, 204)

  // Changed since: the sign-off is of what was read.
  const saved = await call(app, secretary, `PUT /editions/${id}`, {
    revision: begun.revision,
    questionnaire: begun.questionnaire,
    texts: reworded(begun, code),
  })
  const { revision } = saved.body
  assert.equal((await publish(revision)).body.title, 'edition-not-signed-off')
  assert.equal((await signOff(begun.revision, expert)).body.title, 'edition-changed-since')
  assert.equal((await signOff(revision, expert)).status, 204)
  assert.equal((await publish(revision, expert)).status, 403)
  const published = await publish(revision)
  assert.deepEqual([published.status, published.body], [200, { code: 'mellemtrin', version }], published.text)

  const now = (await call(app, admin, `GET /questionnaires/mellemtrin/${version}`)).body
  assert.equal(now.texts.da.items[code].question, 'Hvor mange dage cyklede du sidste uge?')
  const was = (await call(app, admin, `GET /questionnaires/mellemtrin/${baseVersion}`)).body
  assert.equal(was.texts.da.items[code].question, begun.base.texts.da.items[code]?.question)
  const listed = (await call(app, admin, 'GET /questionnaires')).body.filter((one: { code: string }) => one.code === 'mellemtrin')
  assert.deepEqual(
    listed.map((one: { version: string; isNewest: boolean }) => [one.version, one.isNewest]),
    [
      [version, true],
      [baseVersion, false],
    ],
  )
  assert.equal((await discard(id)).body.title, 'edition-not-draft')
  assert.ok((await auditOf(database, 0)).some(({ act, object }) => act === 'edition.published' && object === `editions:${id}`))
})
