/** A PLUS case: first who may not, then from the concern to the change and the end. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { roles } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import { findCaseCipher, findCipherOfInformant, textsField } from '#database/assessment.ts'
import { score } from '#domain/instrument/score.ts'
import { answerAll, type AssessmentTown, enter, invite, openCase, settleAssessmentTown, symbolsOf } from '../../tests/assessment-town.ts'
import { testHouse } from '../../tests/play.ts'
import { type Answer, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { installedInstrument } from './installed.ts'

let database: TestDatabase
let app: FastifyInstance
let town: AssessmentTown
/** What the house takes the time to be. */
let now = new Date('2026-11-23T09:00:00Z')

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await settleAssessmentTown(database)
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

/** A test that begins on the morning of 23 November. */
function scene(name: string, work: () => Promise<void>): void {
  test(name, async () => {
    now = new Date('2026-11-23T09:00:00Z')
    await work()
  })
}

const get = (who: SignedIn, id: string) => call(app, who, `GET /assessments/${id}`)
const listed = async (who: SignedIn): Promise<string[]> =>
  (await call(app, who, 'GET /assessments')).body.map(({ id }: { id: string }) => id)
const consent = (who: SignedIn, id: string, decision: string) =>
  call(app, who, `POST /assessments/${id}/consents`, { givenBy: 'custodyHolder', way: 'spoken', decision })
const put = (who: SignedIn, id: string, accountId: string, isOn: boolean) =>
  call(app, who, `POST /assessments/${id}/members`, { accountId, isOn })
const asked = (who: SignedIn, id: string, relation: string, dueOn = '2026-12-10') =>
  call(app, who, `POST /assessments/${id}/informants`, { relation, label: '', dueOn })
const named = ({ status, body }: Answer) => [status, body?.title]

type AuditRow = {
  readonly act: string
  readonly object: string
  readonly purpose: string | null
  readonly pupil_ids: string[]
  readonly actor_id: string
}

const auditRows = (): Promise<readonly AuditRow[]> =>
  database.asOwner(
    async (client) =>
      (
        await client.query(
          'select act, object, purpose, pupil_ids, actor_id from audit.event where municipality_id = 881 and refusal is null order by ctid',
        )
      ).rows,
  )

/** Every call there is on one case, as somebody tries it. */
const everyCall = (id: string, informantId: string, goalId: string): readonly (readonly [Parameters<typeof call>[2], unknown?])[] => [
  [`GET /assessments/${id}`],
  [`POST /assessments/${id}/consents`, { givenBy: 'custodyHolder', way: 'spoken', decision: 'given' }],
  [`POST /assessments/${id}/informants`, { relation: 'mother', label: '', dueOn: '2026-12-10' }],
  [`GET /assessments/${id}/informants/${informantId}/link`],
  [`GET /assessments/${id}/informants/${informantId}/answers`],
  [`POST /assessments/${id}/informants/${informantId}/remind`],
  [`POST /assessments/${id}/informants/${informantId}/withdraw`],
  [`POST /assessments/${id}/goals`, { text: 'Sove', who: 'Mor', dueOn: '2027-01-01', score: null }],
  [`POST /assessments/${id}/goals/${goalId}/conclude`, { state: 'reached' }],
  [`POST /assessments/${id}/follow-up`, { dueOn: '2027-03-01' }],
  [`POST /assessments/${id}/members`, { accountId: town.socialWorker.actor.accountId, isOn: true }],
  [`POST /assessments/${id}/family-version`],
  [`POST /assessments/${id}/close`],
]

scene('who is not on the case is told what a stranger to it is told: not found, whatever they try', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const mother = await invite(app, town.psychologist, id, 'mother')
  const goal = await call(app, town.psychologist, `POST /assessments/${id}/goals`, {
    text: 'Sove',
    who: 'Mor',
    dueOn: '2027-01-01',
    score: null,
  })
  const { colleagues: __, ...before } = (await get(town.psychologist, id)).body

  const neighbour = await settleAssessmentTown(database, 882)
  const outsiders = [town.caseOwner, await signInAs(database, 'eduPsychologist'), neighbour.psychologist]
  for (const outsider of outsiders) {
    const unknown = everyCall(randomUUID(), mother.id, goal.body.id)
    for (const [place, [address, body]] of everyCall(id, mother.id, goal.body.id).entries()) {
      const [other] = unknown[place]!
      const refused = refusalOf(await call(app, outsider, address, body))
      assert.equal(refused.status, 404, address)
      assert.deepEqual(refused, refusalOf(await call(app, outsider, other, body)), address)
    }
    assert.deepEqual(await listed(outsider), [])
  }
  const { colleagues: _, ...after } = (await get(town.psychologist, id)).body
  assert.deepEqual(after, before)
})

scene('an informant or a goal of another case is not reached through one’s own', async () => {
  const own = await openCase(app, town.psychologist, town.twelve)
  const other = await openCase(app, town.caseOwner, town.six)
  const mother = await invite(app, town.caseOwner, other, 'mother')
  const goal = await call(app, town.caseOwner, `POST /assessments/${other}/goals`, {
    text: 'Sove',
    who: 'Mor',
    dueOn: '2027-01-01',
    score: null,
  })
  for (const [address, body] of everyCall(own, mother.id, goal.body.id).filter(
    ([path]) => path.includes(mother.id) || path.includes(goal.body.id),
  ))
    assert.equal((await call(app, town.psychologist, address, body)).status, 404, address)
})

scene('teachers, leaders, the secretariat and everybody else it is not for may neither start nor look', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const refused = roles.filter((role) => !may({ role }, 'assessment.work') && role !== 'municipalAdmin')
  assert.ok(
    (['teacher', 'institutionLeader', 'secretariat', 'municipalAnalyst', 'parent'] as const).every((role) => refused.includes(role)),
  )
  for (const role of refused) {
    const who = await signInAs(database, role)
    assert.deepEqual(named(await get(who, id)), [403, 'not-allowed'], role)
    assert.deepEqual(named(await call(app, who, 'GET /assessments')), [403, 'not-allowed'], role)
    assert.deepEqual(named(await call(app, who, 'POST /assessments/child', { cpr: town.twelve.cpr })), [403, 'not-allowed'], role)
  }
})

scene('an administrator starts a case for somebody else, and sees nothing of it', async () => {
  const body = { pupilId: town.twelve.pupilId, reason: 'Skolen er bekymret.', legalBasis: 'screening' }
  const { admin, caseOwner } = town
  assert.deepEqual(named(await call(app, admin, 'POST /assessments', { ...body, ownerId: null })), [422, 'assessment-owner-needed'])
  const teacher = await signInAs(database, 'teacher')
  assert.equal((await call(app, admin, 'POST /assessments', { ...body, ownerId: teacher.actor.accountId })).status, 422)
  const { status, body: opened } = await call(app, admin, 'POST /assessments', { ...body, ownerId: caseOwner.actor.accountId })
  assert.equal(status, 200)
  assert.equal((await get(admin, opened.id)).status, 403)
  assert.equal((await call(app, admin, 'GET /assessments')).status, 403)
  const seen = await get(caseOwner, opened.id)
  assert.equal(seen.body.reason, 'Skolen er bekymret.')
  assert.deepEqual(seen.body.members, [
    { accountId: caseOwner.actor.accountId, name: 'Sanne Sagsansvarlig', role: 'caseOwner', part: 'owner' },
  ])
})

scene('a child is found by the whole CPR number and by nothing less, and the look-up is written down', async () => {
  const find = (cpr: string, who = town.psychologist) => call(app, who, 'POST /assessments/child', { cpr })
  const found = await find('020314-4995')
  assert.deepEqual([found.body.name, found.body.age, found.body.className], ['Aksel Invented', 12, '5.A'])
  assert.ok(!found.text.includes('0203144995'))
  assert.ok(found.body.colleagues.some(({ name }: { name: string }) => name === 'Søren Rådgiver'))
  assert.ok(found.body.colleagues.every(({ role }: { role: string }) => role !== 'municipalAdmin'))
  const row = (await auditRows()).at(-1)!
  assert.deepEqual(
    [row.act, row.object, row.purpose, row.pupil_ids],
    ['child.looked-up', `pupils:${town.twelve.pupilId}`, 'assessment', [town.twelve.pupilId]],
  )
  assert.deepEqual(named(await find('Aksel')), [422, 'cpr-unreadable'])
  assert.deepEqual(named(await find('0203144996')), [404, 'child-unknown'])
})

scene('nobody is invited before the family has been told, and nobody after it has taken its word back', async () => {
  const id = await openCase(app, town.psychologist, town.twelve, { consent: false })
  assert.deepEqual(named(await asked(town.psychologist, id, 'mother')), [409, 'assessment-no-consent'])
  await consent(town.psychologist, id, 'informed')
  const mother = await invite(app, town.psychologist, id, 'mother')
  const father = await invite(app, town.psychologist, id, 'father')
  const entered = await enter(app, mother.symbols)
  await answerAll(app, father.symbols, () => 2)

  now = new Date('2026-11-23T09:10:00Z')
  assert.equal((await consent(town.psychologist, id, 'withdrawn')).status, 204)
  assert.deepEqual(named(await asked(town.psychologist, id, 'teacher')), [409, 'assessment-no-consent'])
  assert.deepEqual(named(await enter(app, mother.symbols)), [404, 'code-unknown'])
  const bearer = { authorization: `Bearer ${entered.body.token}` }
  const sent = await call(app, undefined, 'POST /assessment/responses/submit', { answers: [] }, bearer)
  assert.deepEqual(named(sent), [410, 'response-gone'])
  assert.equal(await count('assessment.draft'), 0, 'what was not sent is deleted')
  const { body } = await get(town.psychologist, id)
  assert.deepEqual(body.informants.map(({ state }: { state: string }) => state).toSorted(), ['answered', 'withdrawn'])
  assert.deepEqual(
    body.consents.map(({ decision, recordedBy }: { decision: string; recordedBy: string }) => [decision, recordedBy]),
    [
      ['informed', 'Petra Psykolog'],
      ['withdrawn', 'Petra Psykolog'],
    ],
  )
  assert.deepEqual(named(await call(app, town.psychologist, `POST /assessments/${id}/follow-up`, { dueOn: '2027-03-01' })), [
    409,
    'assessment-no-consent',
  ])
})

const count = (table: string): Promise<number> =>
  database.asOwner(async (client) => (await client.query(`select count(*)::int as n from ${table} where municipality_id = 881`)).rows[0].n)

scene('six at most are asked in one round, and a place that is given back is free', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const six = []
  for (const relation of ['mother', 'father', 'stepParent', 'teacher', 'pedagogue', 'self'])
    six.push(await invite(app, town.psychologist, id, relation))
  assert.deepEqual(named(await asked(town.psychologist, id, 'otherProfessional')), [409, 'assessment-too-many'])
  assert.equal((await call(app, town.psychologist, `POST /assessments/${id}/informants/${six[2]!.id}/withdraw`)).status, 204)
  assert.deepEqual(named(await enter(app, six[2]!.symbols)), [404, 'code-unknown'])
  assert.equal((await asked(town.psychologist, id, 'otherProfessional')).status, 200)
  const again = await call(app, town.psychologist, `POST /assessments/${id}/informants/${six[2]!.id}/remind`)
  assert.deepEqual(named(again), [409, 'informant-not-waiting'])
})

scene('a child below eleven is not asked itself, and no day that has passed is a deadline', async () => {
  const young = await openCase(app, town.psychologist, town.six)
  assert.deepEqual(named(await asked(town.psychologist, young, 'self')), [409, 'assessment-child-too-young'])
  assert.deepEqual(named(await asked(town.psychologist, young, 'mother', '2026-11-22')), [422, 'assessment-due-past'])
  assert.equal((await asked(town.psychologist, young, 'mother', '2026-11-23')).status, 200)
})

scene('each informant is asked in the form that is theirs, and told nothing of the child or of the others', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const invited = {
    parent: await invite(app, town.psychologist, id, 'fosterParent', 'Plejemor'),
    teacher: await invite(app, town.psychologist, id, 'teacher', 'Dansklærer'),
    self: await invite(app, town.psychologist, id, 'self'),
  }
  await answerAll(app, invited.teacher.symbols, () => 3)
  for (const [informant, { symbols }] of Object.entries(invited)) {
    const entered = await enter(app, symbols)
    if (informant === 'teacher') {
      assert.deepEqual([entered.status, entered.body.title], [404, 'code-unknown'], 'a link that has been used')
      continue
    }
    assert.equal(entered.status, 200)
    assert.deepEqual(
      [entered.body.about.track, entered.body.informant, entered.body.forWhom, entered.body.className, entered.body.institution],
      ['assessment', informant, null, '', ''],
    )
    for (const secret of ['Aksel', 'Invented', 'Plejemor', 'Dansklærer', 'Petra', 'Træt', '5.A', '"teacher-'])
      assert.ok(!entered.text.includes(secret), `${informant} reads ${secret}`)
    assert.ok(entered.body.answers.every((answer: unknown) => answer === null))
  }
})

scene('with a link somebody reaches their own row, and neither the case nor the others', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const mother = await invite(app, town.psychologist, id, 'mother')
  await invite(app, town.psychologist, id, 'father')
  const reach = database.keyring.linkHmac(881, mother.symbols).toString('hex')
  await database.doors.as({ municipalityId: 881, role: 'respondent', reach }, 'assessment', async (tx) => {
    assert.deepEqual(
      (await tx.selectFrom('assessment.informant').select('id').execute()).map((row) => row.id),
      [mother.id],
    )
    for (const table of [
      'assessment.assessment',
      'assessment.assessmentKey',
      'assessment.response',
      'assessment.goal',
      'assessment.member',
    ] as const)
      assert.deepEqual(await tx.selectFrom(table).select('municipalityId').execute(), [], table)
  })
})

scene('an informant seals what they wrote with the key of their own case, and reaches no other', async () => {
  const [id, other] = [await openCase(app, town.psychologist, town.twelve), await openCase(app, town.psychologist, town.twelve)]
  const mother = await invite(app, town.psychologist, id, 'mother')
  const reach = database.keyring.linkHmac(881, mother.symbols).toString('hex')
  const holder = { municipalityId: 881, role: 'respondent', reach } as const
  const sealed = await database.doors.as(holder, 'assessment', async (tx) => {
    assert.equal(await findCaseCipher(tx, database.keyring, id), undefined, 'not by reading the case')
    await assert.rejects(findCipherOfInformant(tx, database.keyring, other), 'the key of the one opens nothing of the other')
    return (await findCipherOfInformant(tx, database.keyring, id))?.seal(textsField(mother.id), 'egne ord')
  })
  assert.ok(sealed && !sealed.includes('egne ord'))
  const opened = await database.doors.as({ ...town.psychologist.actor, reach: [id] }, 'assessment', async (tx) =>
    (await findCaseCipher(tx, database.keyring, id))?.open(textsField(mother.id), sealed),
  )
  assert.equal(opened, 'egne ord')
  const stranger = { municipalityId: 881, role: 'respondent', reach: 'ff'.repeat(32) } as const
  assert.equal(await database.doors.as(stranger, 'assessment', (tx) => findCipherOfInformant(tx, database.keyring, id)), undefined)
  await assert.rejects(
    database.doors.as({ ...town.psychologist.actor, reach: [] }, 'assessment', (tx) => findCipherOfInformant(tx, database.keyring, id)),
  )
})

scene('what an informant writes is in their draft as ciphertext, and gone with their no', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const { symbols } = await invite(app, town.psychologist, id, 'mother')
  const { body: entered } = await enter(app, symbols)
  const headers = { authorization: `Bearer ${entered.token}` }
  const answers = [{ place: 1, value: 1, sequence: 1, text: 'om morgenen er det værst' }]
  assert.equal((await call(app, undefined, 'POST /assessment/responses/answers', { epoch: entered.epoch, answers }, headers)).status, 200)
  const drafts = () =>
    database.asOwner(async (client) => (await client.query('select texts from assessment.draft where texts is not null')).rows)
  assert.ok((await drafts()).every(({ texts }) => !texts[1].includes('morgenen')))
  assert.equal((await drafts()).length, 1)
  assert.equal((await call(app, undefined, 'POST /assessment/responses/decline', undefined, headers)).status, 204)
  assert.deepEqual(await drafts(), [])
})

scene('what is sent is scored as the domain scores it, and sent twice it is one', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const mother = await invite(app, town.psychologist, id, 'mother')
  // Skips the first question, says "sometimes" to the rest, and that it takes up a good deal.
  const option = (place: number) => (place === 0 ? null : place < 25 ? 2 : 3)
  assert.equal((await answerAll(app, mother.symbols, option)).status, 204)
  assert.equal((await get(town.psychologist, id)).body.results.length, 1)

  const instrument = installedInstrument('demo')
  const expected = score(
    instrument,
    'p4-17',
    Array.from({ length: 25 }, (_, place) => (place === 0 ? null : 1)),
    { gate: 2, items: [2, 2, 2, 2, 2] },
  )
  if ('refused' in expected) assert.fail(expected.refused)
  const { body } = await get(town.psychologist, id)
  assert.deepEqual(body.results, [
    {
      informantId: mother.id,
      version: 'p4-17',
      edition: instrument.edition,
      answered: 24,
      scores: expected.scores,
      bands: expected.bands,
      about: { sex: 'boy', ageInMonths: 152 },
    },
  ])
  assert.deepEqual(
    body.informants.map(({ state, answeredAt }: { state: string; answeredAt: string }) => [state, answeredAt]),
    [['answered', '2026-11-23T09:00:00.000Z']],
  )
  assert.equal(body.instrument.isValidated, false)
  assert.ok(!JSON.stringify(body.definition).includes('question'), 'the structure carries no words of a question')
})

scene('sent again by a device that never heard the answer, it is done already', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const mother = await invite(app, town.psychologist, id, 'mother')
  const { body } = await enter(app, mother.symbols)
  const bearer = { authorization: `Bearer ${body.token}` }
  const nothing = body.answers
  await call(
    app,
    undefined,
    'POST /assessment/responses/answers',
    { epoch: body.epoch, answers: [{ place: 3, value: 1, sequence: 1 }] },
    bearer,
  )
  const submit = (answers: readonly (number | null)[]) => call(app, undefined, 'POST /assessment/responses/submit', { answers }, bearer)
  assert.deepEqual(named(await submit(nothing)), [409, 'answers-differ'])
  const seen = nothing.map((value: null, place: number) => (place === 3 ? 1 : value))
  assert.equal((await submit(seen)).status, 204)
  assert.equal((await submit(seen)).status, 204)
  assert.equal((await get(town.psychologist, id)).body.results.length, 1)
  const late = await call(
    app,
    undefined,
    'POST /assessment/responses/answers',
    { epoch: body.epoch, answers: [{ place: 3, value: 2, sequence: 9 }] },
    bearer,
  )
  assert.deepEqual(named(late), [410, 'response-gone'])
  assert.deepEqual(named(await call(app, undefined, 'POST /assessment/responses/decline', undefined, bearer)), [
    409,
    'response-already-submitted',
  ])
})

scene('who says no leaves nothing behind, and may think again', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const mother = await invite(app, town.psychologist, id, 'mother')
  const { body } = await enter(app, mother.symbols)
  const bearer = { authorization: `Bearer ${body.token}` }
  await call(
    app,
    undefined,
    'POST /assessment/responses/answers',
    { epoch: body.epoch, answers: [{ place: 0, value: 1, sequence: 1 }] },
    bearer,
  )
  const before = await count('assessment.draft')
  assert.equal((await call(app, undefined, 'POST /assessment/responses/decline', undefined, bearer)).status, 204)
  assert.equal(await count('assessment.draft'), before - 1)
  assert.equal((await get(town.psychologist, id)).body.informants[0].state, 'declined')
  const again = await enter(app, mother.symbols)
  assert.ok(again.body.answers.every((answer: unknown) => answer === null))
  assert.equal((await get(town.psychologist, id)).body.informants[0].state, 'invited')
})

scene('a link is the same each time it is shown, and a reminder is noted with its time', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const mother = await invite(app, town.psychologist, id, 'mother')
  assert.match(mother.link, /^http:\/\/localhost:3000\/svar#p=[2-9A-Z]{14}$/)
  assert.equal((await call(app, town.psychologist, `GET /assessments/${id}/informants/${mother.id}/link`)).body.link, mother.link)
  now = new Date('2026-11-23T09:10:00Z')
  assert.equal((await call(app, town.psychologist, `POST /assessments/${id}/informants/${mother.id}/remind`)).body.link, mother.link)
  assert.equal((await get(town.psychologist, id)).body.informants[0].remindedAt, '2026-11-23T09:10:00.000Z')
  await database.asOwner(async (client) => {
    const { rows } = await client.query('select row_to_json(i)::text as text from assessment.informant i')
    assert.ok(rows.every(({ text }) => !text.includes(mother.symbols)))
  })
})

scene('one answer after the other is a look of its own, for the people on the case', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const mother = await invite(app, town.psychologist, id, 'mother')
  const answers = () => call(app, town.psychologist, `GET /assessments/${id}/informants/${mother.id}/answers`)
  assert.equal((await answers()).status, 404, 'nobody has answered')
  await answerAll(app, mother.symbols, (place) => (place === 1 ? null : 1))
  const { body } = await answers()
  assert.equal(body.length, 33)
  assert.ok(body.every(({ question }: { question: { da: string; en: string } }) => question.da !== '' && question.en !== ''))
  assert.equal(body[1].answer, null)
  assert.notEqual(body[0].answer.da, body[0].answer.en)
  assert.equal(body[30].answer, null, 'what the gate closed was never asked')
  assert.deepEqual((await auditRows()).at(-1)!.act, 'assessment.answers-read')
})

scene('goals say what, who and until when, and which score is to tell', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const set = (difference: object = {}) =>
    call(app, town.psychologist, `POST /assessments/${id}/goals`, {
      text: 'I seng klokken ni på hverdage',
      who: 'Mor og far',
      dueOn: '2027-02-01',
      score: 'rest',
      ...difference,
    })
  assert.deepEqual(named(await set({ score: 'happiness' })), [422, 'score-unknown'])
  const goal = await set()
  const { body } = await get(town.psychologist, id)
  assert.deepEqual(body.goals, [
    { id: goal.body.id, text: 'I seng klokken ni på hverdage', who: 'Mor og far', dueOn: '2027-02-01', score: 'rest', state: 'agreed' },
  ])
  assert.deepEqual((await call(app, town.psychologist, 'GET /assessments')).body.find((row: { id: string }) => row.id === id).next, {
    what: 'goal',
    dueOn: '2027-02-01',
  })
  const conclude = (goalId: string) =>
    call(app, town.psychologist, `POST /assessments/${id}/goals/${goalId}/conclude`, { state: 'reached' })
  assert.equal((await conclude(randomUUID())).status, 404)
  assert.equal((await conclude(goal.body.id)).status, 204)
  assert.equal((await get(town.psychologist, id)).body.goals[0].state, 'reached')
  await database.asOwner(async (client) => {
    const { rows } = await client.query("select encode(text, 'escape') || encode(who, 'escape') as kept from assessment.goal")
    assert.ok(rows.every(({ kept }) => !/seng|Mor/.test(kept)))
    const { rows: reasons } = await client.query("select encode(reason, 'escape') as kept from assessment.assessment")
    assert.ok(reasons.every(({ kept }) => !/timerne/.test(kept)))
  })
})

scene('the next round asks the same informants, each by a new link, and a change can be told', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const followUp = (dueOn = '2027-03-10') => call(app, town.psychologist, `POST /assessments/${id}/follow-up`, { dueOn })
  assert.deepEqual(named(await followUp()), [409, 'assessment-nobody-answered'])
  const mother = await invite(app, town.psychologist, id, 'mother', 'Mor')
  const teacher = await invite(app, town.psychologist, id, 'teacher', 'Dansklærer')
  await invite(app, town.psychologist, id, 'father')
  await answerAll(app, mother.symbols, () => 3)
  await answerAll(app, teacher.symbols, () => 2)
  assert.deepEqual(named(await followUp('2026-11-01')), [422, 'assessment-due-past'])
  now = new Date('2027-02-25T09:00:00Z')
  const psychologist = await signInAs(database, 'eduPsychologist', { at: now, name: 'Petra igen' })
  await database.asOwner((client) =>
    client.query("insert into assessment.member values (881, $1, $2, 'participant', now(), null)", [id, psychologist.actor.accountId]),
  )
  const begun = await call(app, psychologist, `POST /assessments/${id}/follow-up`, { dueOn: '2027-03-10' })
  assert.deepEqual([begun.status, begun.body], [200, { round: 2 }])
  const { body } = await get(psychologist, id)
  const second = body.informants.filter(({ round }: { round: number }) => round === 2)
  assert.deepEqual(
    second.map(({ label, follows, state, version }: Record<string, string>) => [label, follows, state, version]).toSorted(),
    [
      ['Dansklærer', teacher.id, 'invited', 't4-17'],
      ['Mor', mother.id, 'invited', 'p4-17'],
    ],
  )
  const link = symbolsOf((await call(app, psychologist, `GET /assessments/${id}/informants/${second[0].id}/link`)).body.link)
  assert.ok(![mother.symbols, teacher.symbols].includes(link))
  assert.equal((await answerAll(app, link, () => 1)).status, 204)
  assert.equal((await get(psychologist, id)).body.results.length, 3)
})

scene('a colleague is taken on the case and off it again, and the access is gone at the next request', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const { socialWorker, psychologist } = town
  const accountId = socialWorker.actor.accountId
  assert.equal((await get(socialWorker, id)).status, 404)
  const teacher = await signInAs(database, 'teacher')
  assert.equal((await put(psychologist, id, teacher.actor.accountId, true)).status, 404)
  assert.equal((await put(psychologist, id, accountId, true)).status, 204)
  assert.equal((await get(socialWorker, id)).status, 200)
  assert.ok((await listed(socialWorker)).includes(id))
  assert.equal((await put(psychologist, id, accountId, false)).status, 204)
  assert.equal((await get(socialWorker, id)).status, 404)
  assert.deepEqual(await listed(socialWorker), [])
  assert.equal((await put(psychologist, id, accountId, true)).status, 204)
  assert.equal((await get(socialWorker, id)).status, 200)
  await put(socialWorker, id, psychologist.actor.accountId, false)
  assert.equal((await get(psychologist, id)).status, 200, 'an owner is not taken off')
})

scene('what somebody wrote keeps their name when their account has closed', async () => {
  const leaving = await signInAs(database, 'caseOwner', { name: 'Lise Stoppet' })
  const id = await openCase(app, leaving, town.twelve)
  await put(leaving, id, town.psychologist.actor.accountId, true)
  await database.asOwner((client) =>
    client.query("update common.account set closed_on = '2026-11-01' where id = $1", [leaving.actor.accountId]),
  )
  assert.equal((await get(leaving, id)).status, 401)
  const { body } = await get(town.psychologist, id)
  assert.equal(body.consents[0].recordedBy, 'Lise Stoppet')
  assert.deepEqual(body.members.map(({ name }: { name: string }) => name).toSorted(), ['Lise Stoppet', 'Petra Psykolog'])
  assert.ok(
    body.colleagues.every(({ name }: { name: string }) => name !== 'Lise Stoppet'),
    'nobody who has left is offered',
  )
})

scene('nobody makes themselves the owner of a case that has one, whatever the program does', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const { actor } = town.caseOwner
  for (const part of ['owner', 'participant'] as const)
    await assert.rejects(
      database.doors.as(actor, 'assessment', (tx) =>
        tx
          .insertInto('assessment.member')
          .values({ municipalityId: 881, assessmentId: id, accountId: actor.accountId, part, joinedAt: now.toISOString() })
          .execute(),
      ),
      part === 'owner' ? /member_owner_idx/ : /row-level security/,
    )
})

scene('a closed case is read, and nothing else: links die, and nothing more is written', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  const [mother, father, teacher] = [
    await invite(app, town.psychologist, id, 'mother'),
    await invite(app, town.psychologist, id, 'father'),
    await invite(app, town.psychologist, id, 'teacher'),
  ]
  const goal = await call(app, town.psychologist, `POST /assessments/${id}/goals`, {
    text: 'Sove',
    who: 'Mor',
    dueOn: '2027-01-01',
    score: null,
  })
  await answerAll(app, mother!.symbols, () => 2)
  const { body: entered } = await enter(app, teacher!.symbols)
  await call(app, undefined, 'POST /assessment/responses/decline', undefined, { authorization: `Bearer ${entered.token}` })

  assert.equal((await call(app, town.psychologist, `POST /assessments/${id}/close`)).status, 204)
  for (const { symbols } of [father!, teacher!]) assert.deepEqual(named(await enter(app, symbols)), [404, 'code-unknown'])
  const closed = await get(town.psychologist, id)
  assert.deepEqual([closed.body.state, closed.body.closedOn, closed.body.results.length], ['closed', '2026-11-23', 1])
  for (const [address, body] of everyCall(id, father!.id, goal.body.id).filter(
    ([path]) => path.startsWith('POST') && !path.endsWith('family-version'),
  ))
    assert.deepEqual(named(await call(app, town.psychologist, address, body)), [409, 'assessment-closed'], address)
  assert.equal(
    (await call(app, town.psychologist, `POST /assessments/${id}/family-version`)).status,
    204,
    'what is closed may still be handed over',
  )
  assert.equal((await listed(town.psychologist)).at(-1) !== undefined, true)
})

scene('every look and every change leaves a row that names the child, the case and the purpose', async () => {
  const before = (await auditRows()).length
  const id = await openCase(app, town.psychologist, town.twelve)
  const mother = await invite(app, town.psychologist, id, 'mother')
  await answerAll(app, mother.symbols, () => 2)
  await get(town.psychologist, id)
  await call(app, town.psychologist, `GET /assessments/${id}/informants/${mother.id}/answers`)
  await call(app, town.psychologist, `POST /assessments/${id}/family-version`)
  await call(app, town.psychologist, `POST /assessments/${id}/close`)
  const rows = (await auditRows()).slice(before)
  assert.deepEqual(
    rows.map(({ act, object, purpose }) => [act, object, purpose]),
    [
      ['assessment.started', `assessments:${id}`, 'ppr'],
      ['assessment.consent-recorded', `assessments:${id}`, 'ppr'],
      ['assessment.informant-invited', `assessments:${id}`, 'ppr'],
      ['assessment.opened', `assessments:${id}`, 'ppr'],
      ['assessment.answers-read', `informants:${mother.id}`, 'ppr'],
      ['assessment.family-version-shared', `assessments:${id}`, 'ppr'],
      ['assessment.closed', `assessments:${id}`, 'ppr'],
    ],
    'what an informant does leaves no row',
  )
  for (const row of rows) assert.deepEqual([row.pupil_ids, row.actor_id], [[town.twelve.pupilId], town.psychologist.actor.accountId])
  await listed(town.psychologist)
  const list = (await auditRows()).at(-1)!
  assert.deepEqual([list.act, list.purpose], ['assessments.listed', 'assessment'])
  assert.ok(list.pupil_ids.includes(town.twelve.pupilId))
})

scene('a look whose audit row cannot be written does not happen', async () => {
  const id = await openCase(app, town.psychologist, town.twelve)
  await database.asOwner((client) => client.query('revoke execute on function audit.append from bul_assessment'))
  try {
    for (const address of [`GET /assessments/${id}`, 'GET /assessments'] as const) {
      const answer = await call(app, town.psychologist, address)
      assert.equal(answer.status, 500)
      assert.ok(!answer.text.includes('Aksel') && !answer.text.includes('timerne'))
    }
    assert.equal((await consent(town.psychologist, id, 'withdrawn')).status, 500)
  } finally {
    await database.asOwner((client) => client.query('grant execute on function audit.append to bul_assessment'))
  }
  const { body } = await get(town.psychologist, id)
  assert.equal(body.consents.length, 1)
})
