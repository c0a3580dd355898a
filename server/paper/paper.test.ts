/** From the printed form to a counted answer: who prints, who types, twice, and what is refused on the way. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { newest } from '#lillekoebing/newest.ts'
import { insertSurvey } from '#database/survey.ts'
import { unclear } from '#domain/paper/entry.ts'
import type { Entries } from '#domain/paper/entry.ts'
import { linesInPdf } from '../../tests/browser/slips-in-pdf.ts'
import { play, type Play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { auditOf, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let own: PlayedClass
let other: PlayedClass
let typist: SignedIn
let colleague: SignedIn
let admin: SignedIn
let now = new Date('2026-11-23T09:00:00Z')
const questionnaire = newest('mellemtrin')

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await play(database, { '5.A': 12, '6.A': 3 })
  ;[own, other] = town.classes as [PlayedClass, PlayedClass]
  admin = await signInAs(database, 'municipalAdmin')
  typist = await signInAs(database, 'municipalAnalyst', { name: 'Tove Taster' })
  colleague = await signInAs(database, 'municipalAnalyst', { name: 'Kaj Kollega' })
  await database.asOwner((client) => client.query('update common.survey set takes_paper = true where id = $1', [town.survey.id]))
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

/** Every question on the path answered with its first option; from place 0 on with those given. */
function sheetOf(...first: readonly (number | null)[]): Entries {
  return questionnaire.items.map(({ kind }, place) => (kind === 'information' ? null : place < first.length ? (first[place] ?? null) : 1))
}

const sheet = (slip: string, classId = own.id, surveyId = town.survey.id) => ({ surveyId, classId, slip })
const open = (who: SignedIn, of: object) => call(app, who, 'POST /paper/sheets/open', { sheet: of })
const save = (who: SignedIn, of: object, revision: number, entries: Entries, isDone = false) =>
  call(app, who, 'POST /paper/sheets/save', { sheet: of, revision, entries, isDone })
const submit = (who: SignedIn, of: object, settled: readonly object[] = []) =>
  call(app, who, 'POST /paper/sheets/submit', { sheet: of, settled })
const discard = (who: SignedIn, of: object) => call(app, who, 'POST /paper/sheets/discard', { sheet: of })
const name = async (typists: readonly SignedIn[], takesPaper = true) =>
  call(app, admin, `PUT /surveys/${town.survey.id}/paper`, { takesPaper, typists: await personsOf(typists) })
const personsOf = async (who: readonly SignedIn[]) =>
  (await rows('select person_id from common.account where id = any ($1)', [who.map(({ actor }) => actor.accountId)])).map(
    ({ person_id }) => person_id,
  )
const rows = async (text: string, values: readonly unknown[] = []) =>
  database.asOwner(async (client) => (await client.query(text, [...values])).rows)
const mine = async (who: SignedIn) => (await call(app, who, 'GET /paper/surveys')).body
const titleOf = ({ status, body }: Awaited<ReturnType<typeof call>>) => [status, body?.title]

async function typeWhole(who: SignedIn, of: object, entries: Entries) {
  const opened = await open(who, of)
  assert.equal(opened.body.stage, 'typing', opened.text)
  return save(who, of, opened.body.revision + 1, entries, true)
}

test('nobody types who has not been named for the survey', async () => {
  const of = sheet(own.pupils[0]!.slip)
  assert.deepEqual(titleOf(await open(typist, of)), [403, 'sheet-not-yours'])
  assert.deepEqual(await mine(typist), [])
  assert.equal(
    (await call(app, await signInAs(database, 'teacher', { classIds: [own.id] }), `PUT /surveys/${town.survey.id}/paper`, {})).status,
    403,
  )
  assert.equal((await name([typist, colleague])).status, 204)
  const plan = await call(app, admin, `GET /surveys/${town.survey.id}/paper`)
  assert.deepEqual(
    plan.body.people.map(({ name: of, isNamed }: { name: string; isNamed: boolean }) => [of, isNamed]),
    [
      ['Kaj Kollega', true],
      ['Tove Taster', true],
    ],
  )
  assert.equal((await call(app, typist, `GET /surveys/${town.survey.id}/paper`)).status, 403)
  assert.equal((await mine(typist)).length, 1)
})

test('the class’s teacher, its school’s leader and the administrator see no sheet, named or not', async () => {
  const of = sheet(own.pupils[0]!.slip)
  for (const role of ['teacher', 'institutionLeader', 'municipalAdmin', 'leadHealthVisitor', 'parent'] as const) {
    const who = await signInAs(database, role, { institutionIds: [town.institutionId], classIds: [own.id] })
    for (const [address, body] of [
      ['open', { sheet: of }],
      ['save', { sheet: of, revision: 1, entries: sheetOf(), isDone: false }],
      ['submit', { sheet: of, settled: [] }],
      ['discard', { sheet: of }],
    ] as const)
      assert.equal((await call(app, who, `POST /paper/sheets/${address}`, body)).status, 403, `${role} ${address}`)
    assert.deepEqual(titleOf(await name([who])), [422, 'typist-not-possible'], `${role} is named by nobody`)
  }
  const visitor = await signInAs(database, 'healthVisitor', { classIds: [own.id] })
  await name([typist, colleague, visitor])
  assert.deepEqual(titleOf(await open(visitor, of)), [403, 'sheet-not-yours'], 'a health visitor prints the letters of her own class')
  assert.equal((await mine(visitor))[0].classes.length, 1, 'and types those of others')
  await name([typist, colleague])
})

test('paper is chosen before the survey opens, or not at all; who types may change', async () => {
  assert.deepEqual(titleOf(await name([typist], false)), [409, 'paper-fixed'])
  const draft = { ...town.survey, id: randomUUID(), title: 'Til foråret', state: 'draft' as const }
  await database.doors.as(town.admin, 'staff', (tx) => insertSurvey(tx, draft))
  const typists = await personsOf([typist])
  const choose = (takesPaper: boolean) => call(app, admin, `PUT /surveys/${draft.id}/paper`, { takesPaper, typists })
  assert.equal((await choose(true)).status, 204)
  assert.equal((await choose(false)).status, 204)
  const [kept] = await rows('select takes_paper, paper_typists from common.survey where id = $1', [draft.id])
  assert.deepEqual(kept, { takes_paper: false, paper_typists: [] })
})

test('“Om dine svar” tells of paper where it is taken, and of nothing where it is not', async () => {
  const about = async () => (await call(app, undefined, `GET /about/881/${town.survey.id}`)).body.takesPaper
  assert.equal(await about(), true)
})

test('a form bears the slip of each who lacks, cut off from the name, and only the class’s own print it', async () => {
  const forms = (who: SignedIn, query = '') => call(app, who, `GET /surveys/${town.survey.id}/paper/forms?classId=${other.id}${query}`)
  const teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [other.id] })
  const stranger = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [own.id] })
  assert.equal((await forms(typist)).status, 403, 'whoever types learns nobody’s slip')
  assert.equal((await forms(stranger)).status, 404)
  const printed = await forms(teacher)
  assert.equal(printed.status, 200)
  const lines = linesInPdf(printed.bytes)
  const text = lines.join('\n')
  for (const pupil of other.pupils) {
    assert.ok(text.includes(`${pupil.slip.slice(0, 3)} ${pupil.slip.slice(3)}`))
    assert.equal(
      lines.filter((line) => line.split(/ (?=6\.A ·)/)[0]?.trim() === pupil.name).length,
      1,
      'the name stands on the strip and nowhere else',
    )
  }
  const one = await forms(teacher, `&pupilId=${other.pupils[0]!.id}`)
  assert.ok(!linesInPdf(one.bytes).join('\n').includes(other.pupils[1]!.name))
  assert.deepEqual(titleOf(await forms(teacher, '&language=uk')), [409, 'form-not-translated'])
  assert.equal((await auditOf(database)).filter(({ act }) => act === 'paper.printed').length, 2)
})

test('a specimen names nobody and has no code', async () => {
  const teacher = await signInAs(database, 'teacher', { classIds: [own.id] })
  const specimen = await call(app, teacher, `GET /surveys/${town.survey.id}/paper/specimen`)
  const text = linesInPdf(specimen.bytes).join('\n')
  assert.match(text, /Prøve/)
  assert.ok(!own.pupils.some(({ name: of, slip }) => text.includes(of) || text.includes(slip.slice(0, 3) + ' ' + slip.slice(3))))
  const analyst = await call(app, typist, `GET /surveys/${town.survey.id}/paper/specimen`)
  assert.equal(analyst.status, 403)
})

test('typed once is not answered; typed again by another without seeing the first; a mistake is found, settled and submitted', async () => {
  const of = sheet(own.pupils[0]!.slip)
  const entries = sheetOf(2, 3)
  const first = await open(typist, of)
  assert.deepEqual([first.body.stage, first.body.turn, first.body.revision], ['typing', 1, 0])
  assert.deepEqual((await save(typist, of, 1, sheetOf(2))).body.stage, 'typing')
  const done = await save(typist, of, 2, entries, true)
  assert.deepEqual(done.body, { stage: 'once' })
  assert.deepEqual(titleOf(await submit(typist, of)), [409, 'sheet-typed-once'])

  const second = await open(colleague, of)
  assert.deepEqual([second.body.stage, second.body.turn], ['typing', 2])
  assert.ok(
    second.body.entries.every((entry: unknown) => entry === null),
    'nothing of the first is shown',
  )
  assert.deepEqual(titleOf(await open(typist, of)), [409, 'sheet-being-typed'])
  const mistaken = entries.with(3, 2)
  const compared = await save(colleague, of, 1, mistaken, true)
  assert.equal(compared.body.stage, 'settling')
  assert.deepEqual([compared.body.first, compared.body.second], [entries, mistaken])

  const refused = await submit(colleague, of)
  assert.deepEqual([...titleOf(refused), refused.body.places], [409, 'sheet-differs', [3]])
  assert.deepEqual(titleOf(await submit(colleague, of, [{ place: 3, entry: 99 }])), [422, 'answer-not-possible'])
  assert.equal((await submit(colleague, of, [{ place: 3, entry: 1 }])).status, 204)
  assert.deepEqual(titleOf(await submit(colleague, of, [{ place: 3, entry: 1 }])), [409, 'sheet-answered'], 'sent again, it is there once')

  const responses = await rows('select answers, class_id from statistics.response where survey_id = $1', [town.survey.id])
  assert.equal(responses.length, 1)
  assert.deepEqual(responses[0].answers.slice(0, 4), [2, 3, 1, 1])
  const [turnout] = await rows('select answered from statistics.turnout where survey_id = $1 and class_id = $2', [town.survey.id, own.id])
  assert.deepEqual(turnout.answered, [own.pupils[0]!.slipHmac])
  assert.deepEqual(await rows('select 1 from statistics.paper_typing'), [], 'the typings are gone')
})

test('a sheet without a name leaves no row in the log, and no row shares a transaction with its answer', async () => {
  assert.deepEqual(
    (await auditOf(database)).filter(({ act }) => /paper\.(opened|submitted)/.test(act)),
    [],
  )
  const [response] = await rows('select xmin::text from statistics.response where survey_id = $1', [town.survey.id])
  const [count] = await rows('select xmin::text, sheets from statistics.paper_count where survey_id = $1', [town.survey.id])
  assert.equal(count.sheets, 1)
  assert.notEqual(count.xmin, response.xmin)
})

test('a save that is sent again is taken once, and a second window does not write over the first', async () => {
  const of = sheet(own.pupils[1]!.slip)
  await open(typist, of)
  assert.equal((await save(typist, of, 1, sheetOf(1))).status, 200)
  assert.equal((await save(typist, of, 1, sheetOf(1))).status, 200, 'the answer was lost on the way')
  assert.deepEqual(titleOf(await save(typist, of, 1, sheetOf(2))), [409, 'sheet-moved-on'])
  const back = await open(typist, of)
  assert.deepEqual([back.body.revision, back.body.entries[0]], [1, 1], 'whoever comes back goes on where they were')
  assert.deepEqual(titleOf(await save(typist, of, 2, sheetOf(99))), [422, 'answer-not-possible'])
  assert.equal((await save(typist, of, 2, [1])).status, 400)
  assert.equal((await save(typist, of, 2, sheetOf().with(0, 'ord'))).status, 422, 'no words in this track')
  const lying = await rows('select entries from statistics.paper_typing')
  assert.ok(!lying[0].entries.toString('utf8').includes('[1,'), 'as ciphertext')
})

test('two who begin the same sheet at once: one types, the other is told', async () => {
  const of = sheet(own.pupils[2]!.slip)
  const both = await Promise.all([open(typist, of), open(colleague, of)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  const loser = both[0].status === 409 ? typist : colleague
  assert.equal((await discard(loser, of)).status, 204, 'who does not come back is not waited for')
  assert.equal((await open(loser, of)).body.turn, 1)
  await discard(loser, of)
  const [{ sheets }] = await rows('select sheets from statistics.paper_count where survey_id = $1', [town.survey.id])
  assert.equal(sheets, 2, 'what was thrown away is not counted')
})

test('the same person may type both, one after the other, and still sees nothing of the first', async () => {
  const of = sheet(own.pupils[3]!.slip)
  assert.equal((await typeWhole(typist, of, sheetOf(3, unclear, null))).body.stage, 'once')
  const again = await open(typist, of)
  assert.ok(again.body.turn === 2 && again.body.entries.every((entry: unknown) => entry === null))
  await save(typist, of, 1, sheetOf(3, null, null), true)
  assert.equal((await submit(typist, of)).status, 204, 'unclear and empty are kept alike')
  const kept = await rows('select answers from statistics.response where survey_id = $1 and answers[1] = 3', [town.survey.id])
  assert.deepEqual(kept[0].answers.slice(0, 3), [3, -1, -1])
})

test('whoever answered on the page meanwhile has answered, and what was typed goes', async () => {
  const pupil = own.pupils[4]!
  const of = sheet(pupil.slip)
  await typeWhole(typist, of, sheetOf())
  await typeWhole(colleague, of, sheetOf())
  const entered = await call(app, undefined, 'POST /responses/enter', { code: own.code, slip: pupil.slip })
  const as = { authorization: `Bearer ${entered.body.token}` }
  assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: [] }, as)).status, 204)
  assert.deepEqual(titleOf(await submit(typist, of)), [409, 'sheet-answered'])
  assert.deepEqual(titleOf(await open(typist, of)), [409, 'sheet-answered'])
  await mine(typist)
  assert.deepEqual(await rows('select 1 from statistics.paper_typing where slip_hmac = $1', [pupil.slipHmac]), [])
})

test('whoever has begun on the page and hands in paper has one answer: the draft goes', async () => {
  const pupil = own.pupils[5]!
  const of = sheet(pupil.slip)
  const entered = await call(app, undefined, 'POST /responses/enter', { code: own.code, slip: pupil.slip })
  await typeWhole(typist, of, sheetOf())
  await typeWhole(colleague, of, sheetOf())
  assert.equal((await submit(typist, of)).status, 204)
  const as = { authorization: `Bearer ${entered.body.token}` }
  const late = await call(app, undefined, 'POST /responses/submit', { answers: [] }, as)
  assert.equal(late.status, 204, 'whoever submits again is done')
  const [{ count }] = await rows('select count(*)::int from statistics.response where class_id = $1', [own.id])
  const [{ answered_count }] = await rows('select answered_count from statistics.turnout where class_id = $1', [own.id])
  assert.equal(count, answered_count, 'one answer each')
})

test('a no wins over a sheet', async () => {
  const pupil = own.pupils[6]!
  const entered = await call(app, undefined, 'POST /responses/enter', { code: own.code, slip: pupil.slip })
  await call(app, undefined, 'POST /responses/decline', undefined, { authorization: `Bearer ${entered.body.token}` })
  assert.deepEqual(titleOf(await open(typist, sheet(pupil.slip))), [409, 'sheet-declined'])
})

test('a code that is nobody’s, of another class and of another survey is no sheet', async () => {
  for (const wrong of [sheet('ZZZZZZ'), sheet(other.pupils[0]!.slip), sheet('')])
    assert.deepEqual(titleOf(await open(typist, wrong)), [404, 'sheet-unknown'])
  assert.equal((await open(typist, sheet(own.pupils[7]!.slip, own.id, randomUUID()))).status, 404)
  const spaced = `${own.pupils[7]!.slip.slice(0, 3).toLowerCase()} ${own.pupils[7]!.slip.slice(3)}`
  assert.equal((await open(typist, sheet(spaced))).status, 200, 'typed as it is printed')
})

test('who tries slip after slip waits, and nobody else does', async () => {
  const guesser = await signInAs(database, 'healthVisitor')
  const guesses = Array.from({ length: 60 }, (_, turn) => `ZZZZ${2 + Math.floor(turn / 8)}${2 + (turn % 8)}`)
  for (const slip of guesses) assert.deepEqual(titleOf(await open(guesser, sheet(slip))), [404, 'sheet-unknown'], slip)
  assert.deepEqual(titleOf(await open(guesser, sheet('ZZZYYY'))), [429, 'too-many-attempts'])
  assert.deepEqual(titleOf(await submit(guesser, sheet(own.pupils[0]!.slip))), [429, 'too-many-attempts'], 'by no other way either')
  assert.deepEqual(titleOf(await open(typist, sheet('ZZZYYY'))), [404, 'sheet-unknown'])
})

test('what waits is told by number, and never by class', async () => {
  const [{ classes, once, differing, sheets, wayIn }] = await mine(typist)
  assert.equal(wayIn, 'lesson')
  assert.deepEqual(Object.keys(classes[0]).toSorted(), ['id', 'institution', 'name'])
  const typed = await rows('select slip_hmac, count(*) filter (where is_done)::int as done from statistics.paper_typing group by 1')
  assert.equal(once, typed.filter(({ done }) => done < 2).length)
  assert.equal(differing, typed.filter(({ done }) => done === 2).length)
  assert.ok(sheets >= 4)
})

test('when the survey is over no sheet is typed, and what was typed of any goes with the last drafts', async () => {
  const of = sheet(own.pupils[8]!.slip)
  await typeWhole(typist, of, sheetOf())
  now = new Date('2026-12-19T09:00:00Z')
  const late = await signInAs(database, 'municipalAnalyst', { at: now })
  await database.asOwner((client) =>
    client.query('update common.survey set paper_typists = paper_typists || $2::uuid where id = $1', [
      town.survey.id,
      late.actor.accountId,
    ]),
  )
  assert.deepEqual(titleOf(await open(late, of)), [409, 'survey-not-open'])
  assert.deepEqual(await mine(late), [])
  now = new Date('2026-11-23T09:00:00Z')

  await database.asOwner((client) => client.query("update common.survey set state = 'closed' where id = $1", [town.survey.id]))
  await closeSurvey(testHouse(database), { municipalityId: 881, surveyId: town.survey.id })
  assert.deepEqual(await rows('select 1 from statistics.paper_typing'), [])
})
