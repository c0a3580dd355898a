/** What is written and measured by name: kept as ciphertext and as precise as it was, and coarsely or not at all where it is counted. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import fc from 'fast-check'
import { hidden } from '#domain/response/answer.ts'
import { at, publishAllKinds } from '../../tests/all-kinds.ts'
import { type HealthPlay, type PlayedChild, playHealth } from '../../tests/play-health.ts'
import { testHouse } from '../../tests/play.ts'
import { type Answer, browser, call, type Json, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let pupils: HealthPlay
let parents: HealthPlay

/** Half past nine, and half past ten, in quarters from six in the evening. */
const [halfPastNine, halfPastTen] = [15, 19]
/** Where the band of both begins: nine. */
const nine = 13
const said = 'Jeg ligger tit vågen og tænker på min mormor'

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  await publishAllKinds(database, 881, 'udskoling')
  await publishAllKinds(database, 881, 'foraeldre-indskoling')
  pupils = await playHealth(database, app, { cprs: ['2411119990', '2411119991', '2411119992', '2411119993'], version: '9.0.1' })
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

const rows = (query: string, values: unknown[] = []): Promise<Json[]> =>
  database.asOwner(async (client) => (await client.query(query, values)).rows)

type Change = { readonly place: number; readonly value: number | null; readonly sequence: number; readonly text?: string }
type Entry = { readonly token: string; readonly epoch: number; readonly answers: readonly (number | null)[]; readonly written: Json[] }

const bearer = ({ token }: Entry) => ({ authorization: `Bearer ${token}` })
const save = (entry: Entry, answers: readonly Change[], room: '/health/responses' | '/responses' = '/health/responses') =>
  call(app, undefined, `POST ${room}/answers`, { epoch: entry.epoch, answers }, bearer(entry))
const submit = (
  entry: Entry,
  answers: Readonly<Record<number, number>>,
  written?: Json[],
  room: '/health/responses' | '/responses' = '/health/responses',
): Promise<Answer> => {
  const row = entry.answers.map((_, place) => answers[place] ?? null)
  return call(app, undefined, `POST ${room}/submit`, { answers: row, ...(written ? { written } : {}) }, bearer(entry))
}

async function consented(town: HealthPlay, child: PlayedChild): Promise<SignedIn> {
  const parent = await town.parentOf(child)
  assert.equal(
    (await call(app, parent, 'POST /family/consents', { pupilId: child.id, surveyId: town.survey.id, decision: 'given' })).status,
    204,
  )
  return parent
}

test('nobody writes in the statistics track: a text is refused, not dropped', async () => {
  const { body: twin } = await pupils.enter(pupils.children[3]!)
  assert.equal(twin.about.track, 'statistics')
  assert.deepEqual(twin.written, [])
  const refused = await save(twin, [{ place: at.words, value: 1, sequence: 1, text: said }], '/responses')
  assert.equal(refused.status, 400)
  const submitted = await call(
    app,
    undefined,
    'POST /responses/submit',
    { answers: [], written: [{ place: at.words, text: said }] },
    bearer(twin),
  )
  assert.equal(submitted.status, 400)
})

test('a survey that nobody reads by name asks for no text: neither drafted nor changed to it', async () => {
  const planner = await signInAs(database, 'municipalAdmin')
  const plan = {
    track: 'health',
    isRolling: false,
    title: 'Søvn',
    questionnaire: { code: 'udskoling', version: '9.0.1' },
    opensOn: '2026-12-01',
    closesOn: '2026-12-10',
    grades: [8],
    institutionIds: [pupils.institutionId],
  }
  const drafted = await call(app, planner, 'POST /surveys', plan)
  assert.equal(drafted.status, 200, drafted.text)
  for (const answer of [
    await call(app, planner, 'POST /surveys', { ...plan, track: 'statistics' }),
    await call(app, planner, `PUT /surveys/${drafted.body.id}`, { ...plan, track: 'statistics' }),
  ])
    assert.deepEqual([answer.status, answer.body.title], [422, 'questionnaire-by-name-only'])
})

test('what can be no short text is refused: too long, of spaces alone, with what no text can hold, or beside another answer', async () => {
  await consented(pupils, pupils.children[0]!)
  const { body: entry } = await pupils.enter(pupils.children[0]!)
  const write = async (text: string, value = 1) => (await save(entry, [{ place: at.words, value, sequence: 1, text }])).status
  assert.deepEqual(
    [
      await write('x'.repeat(501)),
      await write('   '),
      await write('a\u0000b'),
      await write('\ud800'),
      await write(said, 0),
      await write(said, 2),
    ],
    [400, 400, 400, 400, 400, 400],
  )
  assert.equal(await write('x'.repeat(500)), 200)
  assert.equal((await save(entry, [{ place: at.words, value: null, sequence: 2 }])).status, 200)
})

test('what is written is there again when somebody comes back, and lies in the draft as ciphertext', async () => {
  const child = pupils.children[0]!
  const { body: entry } = await pupils.enter(child)
  assert.deepEqual([entry.answers[at.words], entry.written], [null, []], 'taken back before')
  await save(entry, [{ place: at.words, value: 1, sequence: 1, text: said }])
  const [draft] = await rows('select texts from health.draft where texts is not null')
  assert.ok(draft.texts[at.words].length > said.length && !draft.texts[at.words].includes('mormor'))
  const { body: again } = await pupils.enter(child)
  assert.deepEqual([again.answers[at.words], again.written], [1, [{ place: at.words, text: said }]])
})

test('the latest of what arrived is what is written, however often and in whatever order it comes; a later choice takes it away', async () => {
  const child = pupils.children[0]!
  const change = fc.record({ value: fc.constantFrom(1, 1, 0, null), word: fc.constantFrom('æ', 'b', 'c😀') })
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 9 }),
      async (changes, order) => {
        const { body: entry } = await pupils.enter(child)
        const parcels = changes.map(({ value, word }, index) => ({
          place: at.words,
          value,
          sequence: index + 1,
          ...(value === 1 ? { text: `${word}${index}` } : {}),
        }))
        const arrived = order.flatMap((index) => parcels[index] ?? [])
        for (const parcel of arrived) assert.equal((await save(entry, [parcel])).status, 200)
        const { body: now } = await pupils.enter(child)
        const latest = arrived.toSorted((one, other) => other.sequence - one.sequence)[0]
        if (latest) assert.equal(now.answers[at.words], latest.value)
        if (latest) assert.deepEqual(now.written, latest.text === undefined ? [] : [{ place: at.words, text: latest.text }])
      },
    ),
    { numRuns: 25 },
  )
})

test('several changes in one parcel: the latest writes', async () => {
  const { body: entry } = await pupils.enter(pupils.children[0]!)
  await save(entry, [
    { place: at.words, value: 1, sequence: 9, text: said },
    { place: at.words, value: 1, sequence: 7, text: 'før' },
  ])
  assert.deepEqual((await pupils.enter(pupils.children[0]!)).body.written, [{ place: at.words, text: said }])
})

test('what is sent is what is seen: other words, or a text that nobody has written, stand in the way', async () => {
  const { body: entry } = await pupils.enter(pupils.children[0]!)
  await save(entry, [{ place: at.bedtime, value: halfPastNine, sequence: 1 }])
  const answers = { [at.words]: 1, [at.bedtime]: halfPastNine }
  const other = await submit(entry, answers, [{ place: at.words, text: 'noget andet' }])
  assert.deepEqual([other.body.title, other.body.places], ['answers-differ', [at.words]])
  assert.equal((await submit(entry, answers)).body.title, 'answers-differ', 'nothing where something is written')

  const { body: fresh } = await pupils.enter(pupils.children[0]!)
  await save(fresh, [
    { place: at.words, value: null, sequence: 1 },
    { place: at.words, value: 1, sequence: 2 },
  ])
  const missing = await submit(fresh, answers, [])
  assert.deepEqual([missing.body.title, missing.body.places], ['answer-not-possible', [at.words]])
})

test('by name it is kept as it was said: the text as ciphertext, the clock to the quarter; what is counted has its band alone', async () => {
  const child = pupils.children[0]!
  const { body: entry } = await pupils.enter(child)
  await save(entry, [{ place: at.words, value: 1, sequence: 1, text: said }])
  assert.equal((await submit(entry, { [at.words]: 1, [at.bedtime]: halfPastNine }, [{ place: at.words, text: said }])).status, 204)

  const [kept] = await rows('select answers, texts from health.response where pupil_id = $1', [child.id])
  assert.deepEqual([kept.answers[at.bedtime], kept.answers[at.words], kept.answers[at.page]], [halfPastNine, 1, hidden])
  assert.ok(kept.texts.length > said.length && !kept.texts.includes('mormor'))
  const [copy] = await rows('select answers from statistics.response where is_by_name')
  assert.deepEqual([copy.answers[at.bedtime], copy.answers[at.words], copy.answers[at.page]], [nine, hidden, hidden])
  assert.deepEqual(await rows('select from health.draft where texts is not null'), [], 'the draft is gone, and its texts with it')
})

test('the nurse reads what was written and when somebody goes to bed; the child reads it on their own page', async () => {
  const child = pupils.children[0]!
  const { body: opened } = await call(app, pupils.nurse, `GET /health/children/${child.id}?purpose=talk`)
  const ofTheme: Json[] = opened.response.themes[0].answers
  const [bedtime, words] = ['bedtime', 'words'].map((code) => ofTheme.find(({ item }) => item === code))
  assert.deepEqual([bedtime.options, bedtime.measured, bedtime.text], [['fair'], 21 * 60 + 30, null])
  assert.deepEqual([words.state, words.options, words.text], ['answered', [], said])
  assert.ok(!ofTheme.some(({ item }) => item === 'page'))

  const own = (await call(app, await pupils.self(child), 'GET /family')).body.children[0].responses[0].answers
  assert.equal(own.find(({ item }: Json) => item === 'words').text, said)
  assert.equal(own.find(({ item }: Json) => item === 'bedtime').measured, 21 * 60 + 30)
})

test('a parent writes in a draft of their own; kept from the parents it is on no page of theirs, and withdrawn it is gone', async () => {
  const child = parents.children[0]!
  const mother = await consented(parents, child)
  const which = { pupilId: child.id, surveyId: parents.survey.id }
  const { link } = (await call(app, mother, 'POST /family/invitations/open', which)).body
  const { body: entry } = await call(app, undefined, 'POST /responses/enter-by-link', { link: link.slice(-14) }, browser())
  assert.equal((await save(entry, [{ place: at.words, value: 1, sequence: 1, text: said }])).status, 200)
  assert.equal((await submit(entry, { [at.words]: 1 }, [{ place: at.words, text: said }])).status, 204)

  const page = async () => JSON.stringify((await call(app, mother, 'GET /family')).body)
  assert.ok((await page()).includes('mormor'))
  const [{ id }] = await rows("select id from health.response where respondent = 'parent'")
  const reason = 'Barnets egne ord, sagt i fortrolighed.'
  assert.equal((await call(app, parents.nurse, `PUT /health/responses/${id}/hidden`, { item: 'words', reason })).status, 200)
  assert.ok(!(await page()).includes('mormor'))

  assert.equal((await call(app, mother, 'POST /family/consents/withdraw', which)).status, 200)
  assert.deepEqual(await rows('select from health.response where id = $1', [id]), [])
})

test('the twin is never asked to write, and a precise time never reaches what is counted', async () => {
  const { body: twin } = await pupils.enter(pupils.children[3]!)
  await save(
    twin,
    [
      { place: at.bedtime, value: halfPastTen, sequence: 1 },
      { place: at.words, value: 1, sequence: 2 },
    ],
    '/responses',
  )
  assert.equal((await submit(twin, { [at.bedtime]: halfPastTen, [at.words]: 1 }, undefined, '/responses')).status, 204)
  const [row] = await rows('select answers from statistics.response where not is_by_name')
  assert.deepEqual(
    [row.answers[at.bedtime], row.answers[at.words], row.answers[at.more], row.answers[at.page]],
    [nine, hidden, hidden, hidden],
  )
  assert.deepEqual(await rows('select from statistics.draft'), [])
})

test('no table that is counted or published has a place for a text', async () => {
  const columns = await rows(
    "select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns where table_schema in ('statistics', 'sealed', 'released') and (column_name like '%text%' or udt_name in ('_bytea', 'bytea')) order by 1",
  )
  // Hashes of the chain of figures, HMACs of slips and of who types, the key that locks what waits on a machine, and what is typed of a sheet, locked till it is submitted.
  assert.deepEqual(
    columns.map(({ name }) => name),
    [
      'sealed.atom.hash',
      'sealed.head.hash',
      'sealed.merged_upward.hash',
      'sealed.withheld.hash',
      'statistics.draft.queue_key',
      'statistics.draft.slip_hmac',
      'statistics.invitation.slip_hmac',
      'statistics.paper_typing.entries',
      'statistics.paper_typing.slip_hmac',
      'statistics.paper_typing.typist',
      'statistics.turnout.answered',
      'statistics.turnout.declined',
    ],
  )
})
