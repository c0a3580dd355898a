/** The question bank by its operations: who may see, write, review and publish a question, and what becomes of the series. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { roles } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import { testHouse } from '../../tests/play.ts'
import { auditOf, call, type Json, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let secretary: SignedIn
let other: SignedIn
let expert: SignedIn
let admin: SignedIn
let neighbour: SignedIn
let doctor: SignedIn
let now = new Date('2026-11-23T09:00:00Z')

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  await database.asOwner((client) =>
    client.query(
      "insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true), (882, 'Storkøbing', '1083', 'Syddanmark', true)",
    ),
  )
  secretary = await signInAs(database, 'secretariat', { municipalityId: 0 })
  other = await signInAs(database, 'secretariat', { municipalityId: 0 })
  expert = await signInAs(database, 'expertReviewer', { municipalityId: 0 })
  admin = await signInAs(database, 'municipalAdmin')
  doctor = await signInAs(database, 'schoolDoctor')
  neighbour = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
})

after(async () => {
  await app?.close()
  await database?.[Symbol.asyncDispose]()
})

const start = {
  question: 'Hvor mange dage den sidste uge læste du i en bog?',
  theme: 'leisure',
  kind: 'single',
  respondents: ['pupil'],
  grades: [4, 5, 6],
}

const options = ['none', 'some', 'most', 'all']
const danish = {
  question: start.question,
  help: '',
  why: 'Vi vil vide, om der er tid til at læse.',
  use: 'Skolen bruger svaret, når den køber bøger.',
  unit: '',
  options: { none: 'Ingen dage', some: '1-2 dage', most: '3-5 dage', all: '6-7 dage' },
  finding: 'læste tre dage eller mere',
}
const english = {
  question: 'On how many days in the last week did you read a book?',
  help: '',
  why: 'We want to know whether there is time to read.',
  use: 'The school uses the answer when it buys books.',
  unit: '',
  options: { none: 'No days', some: '1-2 days', most: '3-5 days', all: '6-7 days' },
  finding: 'read on three days or more',
}

async function draft(who: SignedIn, given: object = {}): Promise<string> {
  const answer = await call(app, who, 'POST /bank-items', { ...start, ...given })
  assert.equal(answer.status, 200, answer.text)
  return answer.body.code
}

const read = async (who: SignedIn, code: string): Promise<Json> => (await call(app, who, `GET /bank-items/${code}`)).body
const save = (who: SignedIn, code: string, revision: number, content: object) =>
  call(app, who, `PUT /bank-items/${code}`, { revision, content })

/** A whole question: structure, Danish, English. */
async function written(who: SignedIn, change: (content: Json) => void = () => {}): Promise<string> {
  const code = await draft(who)
  await write(who, code, change)
  return code
}

async function write(who: SignedIn, code: string, change: (content: Json) => void = () => {}): Promise<void> {
  const [{ content, revision }] = (await read(who, code)).editions
  Object.assign(content.item, { options, favourable: ['most', 'all'] })
  Object.assign(content.texts, { da: structuredClone(danish), en: structuredClone(english) })
  change(content)
  const saved = await save(who, code, revision, content)
  assert.equal(saved.status, 200, saved.text)
}

const send = (who: SignedIn, code: string) => {
  now = new Date(now.getTime() + 1000)
  return call(app, who, `POST /bank-items/${code}/send`)
}
const revisionOf = async (who: SignedIn, code: string): Promise<number> => (await read(who, code)).editions?.[0].revision ?? 1
const publish = async (who: SignedIn, code: string, given: object = {}) =>
  call(app, who, `POST /bank-items/${code}/publish`, { revision: await revisionOf(who, code), comment: '', interests: '', ...given })

async function published(who: SignedIn, by: SignedIn, change?: (content: Json) => void): Promise<string> {
  const code = await written(who, change)
  assert.equal((await send(who, code)).status, 204)
  const done = await publish(by, code)
  assert.equal(done.status, 204, done.text)
  now = new Date(now.getTime() + 60_000)
  return code
}

test('only those who keep the bank write in it, and only those of its list read it', async () => {
  for (const role of roles.filter((one) => !['parent', 'pupil', 'youngPerson', 'support'].includes(one))) {
    const who = await signInAs(database, role, { municipalityId: 882 })
    const statuses = [(await call(app, who, 'GET /bank')).status, (await call(app, who, 'POST /bank-items', start)).status]
    assert.deepEqual(statuses, [may({ role }, 'bank.read') ? 200 : 403, may({ role }, 'bank.write') ? 200 : 403], role)
  }
  for (const path of ['GET /bank', 'GET /bank-items', 'GET /bank-items/sleep-tired'] as const)
    assert.equal((await call(app, undefined, path)).status, 401)
  const code = await written(secretary)
  for (const path of ['comments', 'return', 'publish', 'retire', 'send'])
    assert.equal((await call(app, await signInAs(database, 'teacher'), `POST /bank-items/${code}/${path}`, {})).status, 403, path)
})

test('the bank holds every question of the published questionnaires, with where it is asked, and says who asks it', async () => {
  const all: Json[] = (await call(app, admin, 'GET /bank-items')).body
  const bullied = all.find(({ code }) => code === 'bullied')
  assert.deepEqual(bullied.respondents, ['pupil', 'youngPerson'])
  assert.ok(bullied.usedIn.length >= 4)
  assert.equal(bullied.source, 'questionnaire')
  assert.ok(bullied.texts.da.question.includes('mobbet') && bullied.texts.en.question.includes('bullied'))
  assert.equal(all.filter(({ code }) => code === 'bullied').length, 1)
  assert.ok((await call(app, admin, 'GET /bank-items?source=bank')).body.every(({ source }: Json) => source === 'bank'))
  const view = await read(admin, 'bullied')
  assert.equal(view.mayWrite, false)
  assert.equal((await call(app, admin, 'GET /bank-items/findes-ikke')).status, 404)
})

test('it is searched by words, theme, whom it is for, kind and what is not translated', async () => {
  const find = async (query: string): Promise<string[]> =>
    (await call(app, secretary, `GET /bank?${query}`)).body.cards.map(({ code }: Json) => code)
  assert.ok((await find('q=mobbet')).includes('bullied'))
  assert.ok((await find('q=bullied+month')).includes('bullied'))
  assert.equal((await find('q=bullied&theme=sleep')).length, 0)
  assert.ok((await find('q=toerstig')).length === 0)
  assert.ok((await find('respondent=parent')).every((code) => code !== 'bullied'))
  assert.ok((await find('grade=2')).every((code) => code !== 'bullied'))
  assert.ok((await find('kind=faces')).includes('school-like'))
  assert.ok((await find('state=published&core=core')).includes('bullied'))
  assert.ok((await find('untranslated=ar')).includes('bullied'))
  assert.ok(!(await find('untranslated=en')).includes('bullied'))
})

test('the server gives the code: a municipality’s begins with its number, and nothing changes it', async () => {
  const own = await draft(admin)
  assert.match(own, /^k881-/)
  assert.doesNotMatch(await draft(secretary), /^k\d/)
  await write(admin, own, (content) => Object.assign(content.item, { code: 'another', isCore: true, replaces: 'bullied' }))
  const { item } = (await read(admin, own)).editions[0].content
  assert.deepEqual([item.code, item.isCore, item.replaces], [own, false, undefined])
})

test('a municipality’s question is its own in every state; the association’s is everybody’s once published', async () => {
  const own = await published(admin, admin)
  assert.equal((await call(app, neighbour, `GET /bank-items/${own}`)).status, 404)
  assert.equal((await call(app, secretary, `GET /bank-items/${own}`)).status, 404)
  assert.ok((await call(app, admin, 'GET /bank-items')).body.some(({ code, isOwn }: Json) => code === own && isOwn))
  const common = await written(secretary)
  assert.deepEqual(
    refusalOf(await call(app, admin, `GET /bank-items/${common}`)),
    refusalOf(await call(app, admin, 'GET /bank-items/findes-ikke')),
  )
  await send(secretary, common)
  assert.equal((await call(app, admin, `GET /bank-items/${common}`)).status, 404)
  assert.equal((await publish(expert, common, { interests: 'Ingen' })).status, 204)
  assert.equal((await call(app, admin, `GET /bank-items/${common}`)).status, 200)
  assert.equal((await save(admin, common, 1, (await read(admin, common)).editions[0].content)).status, 404)
  assert.equal((await call(app, admin, `POST /bank-items/${common}/changes`, { origin: 'edition', changeNote: 'Stavefejl' })).status, 403)
  assert.equal((await call(app, admin, `POST /bank-items/${common}/retire`, { comment: '' })).status, 404)
})

test('nobody writes over what somebody else has saved since', async () => {
  const code = await written(secretary)
  const [{ content, revision }] = (await read(secretary, code)).editions
  content.texts.da.help = 'Tænk på den sidste uge.'
  assert.equal((await save(secretary, code, revision, content)).body.revision, revision + 1)
  content.texts.da.help = 'Noget andet.'
  const late = await save(other, code, revision, content)
  assert.deepEqual([late.status, late.body.title], [409, 'bank-changed-since'])
  assert.equal((await read(secretary, code)).editions[0].content.texts.da.help, 'Tænk på den sidste uge.')
})

test('nothing that names a child stands in a question, in what is said of it or on its way', async () => {
  const number = 'Om 010112-9995'
  const isRefused = (answer: { status: number; body: Json }) =>
    assert.deepEqual([answer.status, answer.body.title], [422, 'text-holds-cpr'])
  isRefused(await call(app, secretary, 'POST /bank-items', { ...start, question: number }))
  const code = await written(secretary)
  const [{ content, revision }] = (await read(secretary, code)).editions
  for (const change of [{ help: number }, { options: { ...danish.options, none: number } }])
    isRefused(await save(secretary, code, revision, { ...content, texts: { ...content.texts, da: { ...content.texts.da, ...change } } }))
  for (const said of [{ words: number }, { words: 'Godt', field: number }])
    isRefused(await call(app, other, `POST /bank-items/${code}/comments`, { replyTo: null, ...said }))
  isRefused(await call(app, other, `POST /bank-items/${code}/translations/en/check`, { revision, note: number }))
  await send(secretary, code)
  isRefused(await call(app, other, `POST /bank-items/${code}/return`, { comment: number }))
  for (const said of [{ comment: number }, { interests: number }]) isRefused(await publish(other, code, said))
  assert.equal((await publish(other, code)).status, 204)
  isRefused(await call(app, secretary, `POST /bank-items/${code}/changes`, { origin: 'edition', changeNote: number }))
  isRefused(await call(app, secretary, `POST /bank-items/${code}/retire`, { comment: number }))
  assert.equal((await read(secretary, code)).editions[0].state, 'published')
})

test('what blocks is not sent: the refusal says so, and the draft stays a draft', async () => {
  const code = await written(secretary, (content) => (content.texts.da.use = ''))
  const refused = await send(secretary, code)
  assert.deepEqual([refused.status, refused.body.title], [422, 'bank-has-findings'])
  assert.equal((await read(secretary, code)).editions[0].state, 'draft')
})

test('another than the author approves, in the association always', async () => {
  const code = await written(secretary)
  await send(secretary, code)
  assert.equal((await read(secretary, code)).mayReview, false)
  assert.deepEqual((await publish(secretary, code)).body.title, 'bank-review-own')
  assert.equal((await publish(expert, code)).body.title, 'bank-interests-missing')
  assert.equal((await read(other, code)).mayReview, true)
  assert.equal((await publish(other, code)).status, 204)
  assert.equal((await read(secretary, code)).editions[0].state, 'published')
})

test('an administrator who is alone publishes own questions alone, and no longer when there are two', async () => {
  const code = await written(admin)
  await send(admin, code)
  assert.equal((await read(admin, code)).mayReview, true)
  const second = await signInAs(database, 'municipalAdmin')
  assert.equal((await read(admin, code)).mayReview, false)
  assert.equal((await publish(admin, code)).body.title, 'bank-review-own')
  assert.equal((await publish(second, code)).status, 204)
  await database.asOwner((client) =>
    client.query('update common.account set closed_on = $1 where id = $2', ['2026-11-01', second.actor.accountId]),
  )
})

test('who has two logins is one person: the other login reviews nothing of the first', async () => {
  const code = await written(secretary)
  await send(secretary, code)
  await database.asOwner((client) =>
    client.query('update common.account set person_id = (select person_id from common.account where id = $1) where id = $2', [
      secretary.actor.accountId,
      other.actor.accountId,
    ]),
  )
  assert.equal((await read(other, code)).mayReview, false)
  assert.equal((await publish(other, code)).body.title, 'bank-review-own')
  await database.asOwner((client) =>
    client.query('update common.account set person_id = (select person_id from common.account where id = $1) where id = $2', [
      expert.actor.accountId,
      other.actor.accountId,
    ]),
  )
  assert.equal((await publish(other, code)).status, 204)
})

test('what is approved is what was read: changed since, it is read again', async () => {
  const code = await written(secretary)
  await send(secretary, code)
  const wasRead = (await read(other, code)).editions[0].revision
  await call(app, expert, `POST /bank-items/${code}/return`, { comment: 'Sig det kortere.' })
  await write(secretary, code, ({ texts }) => {
    texts.da.help = 'Tænk på alle bøger.'
    texts.en.help = 'Think of all books.'
  })
  await send(secretary, code)
  for (const late of [
    await publish(other, code, { revision: wasRead }),
    await call(app, other, `POST /bank-items/${code}/translations/en/check`, { revision: wasRead, note: '' }),
  ])
    assert.deepEqual([late.status, late.body.title], [409, 'bank-changed-since'])
  assert.equal((await publish(other, code)).status, 204)
})

test('sent back with words: the author reads them, and the way there is kept', async () => {
  const code = await written(secretary)
  await send(secretary, code)
  assert.equal((await save(secretary, code, 3, (await read(secretary, code)).editions[0].content)).body.title, 'bank-not-draft')
  assert.equal((await call(app, other, `POST /bank-items/${code}/return`, { comment: '' })).status, 400)
  now = new Date(now.getTime() + 1000)
  assert.equal((await call(app, other, `POST /bank-items/${code}/return`, { comment: 'Sig det kortere.' })).status, 204)
  const { editions, steps } = await read(secretary, code)
  assert.equal(editions[0].state, 'draft')
  assert.deepEqual(
    steps.map(({ step, comment }: Json) => [step, comment]),
    [
      ['begun', ''],
      ['sent', ''],
      ['returned', 'Sig det kortere.'],
    ],
  )
})

test('a spelling mistake is a next edition of the same code, and its answers stay as they are', async () => {
  const code = await published(secretary, other)
  assert.equal((await call(app, secretary, `POST /bank-items/${code}/changes`, { origin: 'edition', changeNote: '' })).status, 400)
  const change = { origin: 'edition', changeNote: 'Hjælpeteksten manglede' }
  assert.deepEqual((await call(app, secretary, `POST /bank-items/${code}/changes`, change)).body, { code })
  assert.equal((await call(app, secretary, `POST /bank-items/${code}/changes`, change)).body.title, 'bank-open-edition')
  const [{ content, edition, revision }] = (await read(secretary, code)).editions
  assert.equal(edition, 2)
  content.item.options = ['none', 'all']
  assert.equal((await save(secretary, code, revision, content)).body.title, 'bank-edition-other-question')
  content.item.options = options
  content.texts.da.help = 'Det må gerne være en tegneserie.'
  content.texts.en.help = 'Comics count too.'
  assert.equal((await save(secretary, code, revision, content)).status, 200)
  const offered = async () => (await call(app, admin, 'GET /bank-items?source=bank')).body.find((one: Json) => one.code === code)
  assert.equal((await offered()).edition, 1, 'the first holds until the next is published')
  await send(secretary, code)
  await publish(other, code)
  assert.deepEqual([(await offered()).edition, (await offered()).texts.da.help], [2, 'Det må gerne være en tegneserie.'])
  assert.deepEqual(
    (await read(secretary, code)).editions.map(({ state }: Json) => state),
    ['published', 'retired'],
  )
})

test('a new meaning is a new question that replaces the old one, also one that has only stood in questionnaires', async () => {
  const answer = await call(app, secretary, 'POST /bank-items/bullied/changes', { origin: 'replacement', changeNote: 'Vi spørger om ugen' })
  const { code } = answer.body
  assert.notEqual(code, 'bullied')
  const view = await read(secretary, code)
  assert.equal(view.editions[0].content.item.replaces, 'bullied')
  assert.equal(view.replaces.code, 'bullied')
  assert.equal((await read(admin, 'bullied')).replacedBy, null, 'not before it is published')
  const old = await published(secretary, other)
  const next = (await call(app, secretary, `POST /bank-items/${old}/changes`, { origin: 'replacement', changeNote: 'Om måneden' })).body
    .code
  await send(secretary, next)
  await publish(other, next)
  assert.equal((await read(admin, old)).replacedBy, next)
  assert.equal((await read(admin, old)).editions[0].state, 'retired')
  assert.equal(
    (await call(app, secretary, `POST /bank-items/${old}/changes`, { origin: 'edition', changeNote: 'x' })).body.title,
    'bank-not-published',
  )
})

test('a translation is checked by another, or by the same with a note; a change of the Danish makes it outdated', async () => {
  const code = await written(secretary)
  const check = async (who: SignedIn, language: string, note = '') =>
    call(app, who, `POST /bank-items/${code}/translations/${language}/check`, { revision: await revisionOf(who, code), note })
  const state = async () => (await read(secretary, code)).editions[0].translations
  assert.deepEqual(await state(), { en: 'draft', ar: 'missing', uk: 'missing' })
  assert.equal((await check(secretary, 'ar')).body.title, 'bank-translation-missing')
  assert.equal((await check(secretary, 'en')).body.title, 'bank-translation-own')
  assert.equal((await check(secretary, 'en', 'Læst højt for en klasse')).status, 200)
  assert.equal((await state()).en, 'checked')
  const [{ content, revision }] = (await read(secretary, code)).editions
  content.texts.da.why = 'Vi vil vide, om I har tid til at læse.'
  await save(secretary, code, revision, content)
  const [outdated] = (await read(secretary, code)).editions
  assert.deepEqual([outdated.translations.en, outdated.outdated.en], ['outdated', { why: danish.why }])
  assert.equal((await send(secretary, code)).body.title, 'bank-has-findings')
  assert.equal((await check(other, 'en')).status, 200)
  assert.equal((await state()).en, 'checked')
  assert.equal((await send(secretary, code)).status, 204)
})

test('a working group comments and answers; a comment is done when somebody says so', async () => {
  const code = await written(admin)
  const say = (who: SignedIn, words: string, replyTo: string | null = null) =>
    call(app, who, `POST /bank-items/${code}/comments`, { words, field: 'question', replyTo })
  assert.equal((await say(neighbour, 'Hej')).status, 404)
  assert.equal((await say(doctor, 'Om barnet 010112-9995')).body.title, 'text-holds-cpr')
  assert.equal((await say(doctor, 'Kan vi sige det kortere?')).status, 204)
  const [first] = (await read(admin, code)).comments
  assert.deepEqual([first.role, first.field, first.isOwn], ['schoolDoctor', 'question', false])
  assert.equal((await say(admin, 'Ja', first.id)).status, 204)
  assert.equal((await say(admin, 'Ja', code)).status, 400)
  const count = async () => (await call(app, admin, 'GET /bank?whose=own')).body.cards.find((one: Json) => one.code === code).openComments
  assert.equal(await count(), 1)
  assert.equal((await call(app, neighbour, `POST /bank-comments/${first.id}/resolve`, { isResolved: true })).status, 404)
  assert.equal((await call(app, admin, `POST /bank-comments/${first.id}/resolve`, { isResolved: true })).status, 204)
  assert.equal(await count(), 0)
  assert.equal((await read(admin, code)).comments.length, 2)
})

test('a draft is thrown away whole, and only a draft', async () => {
  const code = await written(secretary)
  await call(app, secretary, `POST /bank-items/${code}/comments`, { words: 'Hm', replyTo: null })
  assert.equal((await call(app, admin, `DELETE /bank-items/${code}`)).status, 404)
  assert.equal((await call(app, secretary, `DELETE /bank-items/${code}`)).status, 204)
  assert.equal((await call(app, secretary, `GET /bank-items/${code}`)).status, 404)
  const sent = await written(secretary)
  await send(secretary, sent)
  assert.equal((await call(app, secretary, `DELETE /bank-items/${sent}`)).body.title, 'bank-not-draft')
})

test('what is taken out of the bank is offered no longer, and can still be read', async () => {
  const code = await published(secretary, other)
  assert.equal((await call(app, secretary, `POST /bank-items/${code}/retire`, { comment: 'Ingen bruger det' })).status, 204)
  assert.ok(!(await call(app, admin, 'GET /bank-items')).body.some((one: Json) => one.code === code))
  assert.equal((await read(admin, code)).editions[0].state, 'retired')
})

test('what is done to a question stands in the log', async () => {
  const code = await published(secretary, other)
  const acts = (await auditOf(database, 0)).filter(({ object }) => object === `bank-items:${code}`).map(({ act }) => act)
  assert.deepEqual(acts, ['bank.begun', 'bank.saved', 'bank.sent', 'bank.published'])
})
