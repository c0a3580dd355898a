/**
 * The right page changes at the right moment: somebody turns 15, custody ends, a child changes school, a consent is
 * taken back. The server's clock is moved; nothing sleeps, and no job has to have run.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { endConsents, insertNamedInvitations, listConsentsEndedByMove, saveHealthPlaces } from '#database/consent.ts'
import { insertNamedResponse } from '#database/health.ts'
import { savePupilPlaces } from '#database/pupil.ts'
import { insertSurvey } from '#database/survey.ts'
import { buildApp } from '#server/http/app.ts'
import { turnFifteen } from '#server/jobs/turn-fifteen.ts'
import { answerAll, type Custody, type HealthPlay, type PlayedChild, playHealth } from './play-health.ts'
import { testHouse } from './play.ts'
import { browser, call, type Json, type SignedIn, signInAs } from './sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
let app: FastifyInstance
let now: Date
const house = () => testHouse(database, () => now)

/** Born on 24 November 2011 and 2012: the first turns 15 on 24 November 2026. */
const turning = (last: number) => `241111999${last}`
const younger = (last: number) => `241112999${last}`
/** Ten to midnight and ten past, in Denmark: UTC and an hour. */
const eve = new Date('2026-11-23T22:50:00Z')
const birthday = new Date('2026-11-23T23:10:00Z')

before(async () => {
  database = await openTestDatabase()
  now = eve
  app = await buildApp(house(), { isReady: async () => true })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const rows = (query: string, values: unknown[] = []): Promise<Json[]> =>
  database.asOwner(async (client) => (await client.query(query, values)).rows)

/** Moves the clock, and lets those who are at their screens stay signed in. */
async function moveTo(moment: Date): Promise<void> {
  now = moment
  await rows("update common.session set used_at = $1, expires_at = $1::timestamptz + interval '8 hours'", [moment.toISOString()])
}

async function childOf(who: SignedIn, child: PlayedChild): Promise<Json> {
  const { status, body, text } = await call(app, who, 'GET /family')
  assert.equal(status, 200, text)
  return body.children.find(({ pupilId }: Json) => pupilId === child.id)
}

const decide = (town: HealthPlay, who: SignedIn, child: PlayedChild, decision: string) =>
  call(app, who, 'POST /family/consents', { pupilId: child.id, surveyId: town.survey.id, decision })
const withdraw = (town: HealthPlay, who: SignedIn, child: PlayedChild) =>
  call(app, who, 'POST /family/consents/withdraw', { pupilId: child.id, surveyId: town.survey.id })

test('on the birthday the young person is asked, at midnight in Denmark, and the parent’s page says so', async () => {
  await moveTo(eve)
  const town = await playHealth(database, app, { cprs: [turning(0), turning(1), younger(2)] })
  const [child, declined, other] = town.children as [PlayedChild, PlayedChild, PlayedChild]
  await moveTo(eve)
  const mother = await town.parentOf(child)
  const father = await town.parentOf(declined)
  const another = await town.parentOf(other)
  await moveTo(eve)
  for (const [parent, of, decision] of [
    [mother, child, 'given'],
    [father, declined, 'declined'],
    [another, other, 'given'],
  ] as const)
    assert.equal((await decide(town, parent, of, decision)).status, 204)
  assert.equal((await town.enter(child)).body.about.track, 'health')
  assert.equal((await town.enter(declined)).body.consent, 'declined')

  await moveTo(birthday)
  const seen = await childOf(mother, child)
  assert.deepEqual([seen.decidesAlone, seen.parentsSee], [true, ['invitation']])
  const [invitation] = seen.invitations
  assert.deepEqual([invitation.decides, invitation.decision, invitation.mayDecide], ['self', 'none', false])
  assert.deepEqual(
    seen.consents.map(({ decision, by, mayWithdraw }: Json) => [decision, by, mayWithdraw]),
    [['given', 'you', false]],
    'what the parent decided stays in the history',
  )
  assert.equal((await decide(town, mother, child, 'given')).body.title, 'consent-not-yours')
  assert.equal((await withdraw(town, mother, child)).body.title, 'consent-not-yours')
  assert.equal((await town.enter(child)).body.consent, 'ask', 'where they answer')
  assert.equal((await town.enter(declined)).body.consent, 'ask', 'and a parent’s no does not bind them')
  const young = await town.self(child)
  await moveTo(birthday)
  const own = await childOf(young, child)
  assert.deepEqual([own.decidesAlone, own.invitations[0].mayDecide, own.parentsSee], [true, true, ['invitation']], 'and on their own page')
  const still = await childOf(another, other)
  assert.deepEqual([still.decidesAlone, still.invitations[0].decision], [false, 'given'], 'a younger one’s page has not changed')

  const entered = (await town.enter(child, 'given')).body
  assert.equal((await answerAll(app, entered, { 5: 1 })).status, 204)
  await call(app, town.nurse, `GET /health/children/${child.id}?purpose=talk`)
  const after = await childOf(mother, child)
  assert.deepEqual(
    [after.invitations[0].decision, after.invitations[0].answeredOn, after.looks, after.consents.length],
    ['none', null, [], 1],
    'what the young person decides and answers, and who reads it, is theirs',
  )
  const mine = await childOf(young, child)
  assert.deepEqual([mine.invitations[0].decision, mine.responses.length, mine.looks.length], ['given', 1, 1])
  assert.equal((await withdraw(town, mother, child)).status, 403)
  assert.equal((await withdraw(town, young, child)).status, 200)
})

test('what was answered by name before the birthday stays, and is the young person’s to take back from then on', async () => {
  await moveTo(eve)
  const town = await playHealth(database, app, { cprs: [turning(3)] })
  const [child] = town.children as [PlayedChild]
  const mother = await town.parentOf(child)
  const young = await town.self(child)
  await moveTo(eve)
  await decide(town, mother, child, 'given')
  await answerAll(app, (await town.enter(child)).body, { 5: 1 })
  await call(app, town.nurse, `GET /health/children/${child.id}?purpose=talk`)
  assert.equal((await childOf(mother, child)).looks.length, 1)

  await moveTo(birthday)
  await call(app, town.nurse, `GET /health/children/${child.id}?purpose=followUp`)
  const seen = await childOf(mother, child)
  assert.deepEqual(
    seen.looks.map(({ purpose }: Json) => purpose),
    ['talk'],
    'looks until the day before are the parent’s to read',
  )
  assert.equal((await withdraw(town, mother, child)).body.title, 'consent-not-yours')
  assert.deepEqual((await withdraw(town, young, child)).body, { deletedResponses: 1 })
  assert.deepEqual(await rows('select from health.response where pupil_id = $1', [child.id]), [])
})

test('the nightly job writes down what holds already, once, with a line in the history', async () => {
  await moveTo(eve)
  const town = await playHealth(database, app, { cprs: [turning(4), turning(5)] })
  const [given, declined] = town.children as [PlayedChild, PlayedChild]
  const [mother, father] = [await town.parentOf(given), await town.parentOf(declined)]
  await moveTo(eve)
  await decide(town, mother, given, 'given')
  await decide(town, father, declined, 'declined')
  const stand = () => rows('select decides, decision from health.invitation where survey_id = $1 order by slip_hmac', [town.survey.id])
  const before = await stand()
  await turnFifteen(house(), { municipalityId: 881 })
  assert.deepEqual(await stand(), before, 'the evening before there is nothing to move')
  await moveTo(birthday)
  const early = await childOf(mother, given)
  await turnFifteen(house(), { municipalityId: 881 })
  await turnFifteen(house(), { municipalityId: 881 })
  assert.deepEqual(await stand(), [
    { decides: 'self', decision: 'none' },
    { decides: 'self', decision: 'none' },
  ])
  const late = await childOf(mother, given)
  assert.deepEqual(late.invitations, early.invitations, 'nobody’s page waited for it')
  assert.deepEqual(
    late.consents.map(({ decision, by }: Json) => [decision, by]),
    [
      ['endedByBirthday', null],
      ['given', 'you'],
    ],
  )
  const [turnout] = await rows('select declined from statistics.turnout where survey_id = $1', [town.survey.id])
  assert.deepEqual(turnout.declined, [], 'and the class waits for them again')
})

test('custody that ends at midnight is gone at the next request; the other parent keeps theirs', async () => {
  await moveTo(eve)
  const town = await playHealth(database, app, { cprs: [younger(6)], questionnaire: 'foraeldre-indskoling', className: '0.A' })
  const [child] = town.children as [PlayedChild]
  const father = await town.parentOf(child, { validUntil: '2026-11-24' })
  const mother = await town.parentOf(child)
  const later = await town.parentOf(child, { validFrom: '2026-11-24' })
  await moveTo(eve)
  const at = { pupilId: child.id, surveyId: town.survey.id }
  assert.equal(await childOf(later, child), undefined, 'not yet')
  assert.equal((await decide(town, father, child, 'given')).status, 204)
  const link = async (who: SignedIn) => (await call(app, who, 'POST /family/invitations/open', at)).body.link.slice(-14) as string
  const enter = (symbols: string, name: string) => call(app, undefined, 'POST /responses/enter-by-link', { link: symbols }, browser(name))
  const [fathers, mothers] = [await link(father), await link(mother)]
  const begun = (await enter(fathers, 'father')).body
  const save = { epoch: begun.epoch, answers: [{ place: 0, value: 1, sequence: 1 }] }
  const bearer = { authorization: `Bearer ${begun.token}` }
  assert.equal((await call(app, undefined, 'POST /health/responses/answers', save, bearer)).status, 200)
  assert.ok(
    (await enter(mothers, 'mother')).body.answers.every((answer: number | null) => answer === null),
    'one parent never sees what the other began',
  )
  assert.equal((await enter(fathers, 'father')).body.answers[0], 1, 'and finds their own again')

  await moveTo(birthday)
  assert.equal(await childOf(father, child), undefined)
  assert.equal((await decide(town, father, child, 'refused')).status, 404)
  assert.equal((await withdraw(town, father, child)).status, 404)
  assert.equal((await call(app, father, 'POST /family/invitations/open', at)).status, 404)
  assert.equal((await enter(fathers, 'father')).status, 404, 'the open link is worth nothing')
  assert.equal((await call(app, undefined, 'POST /health/responses/answers', save, bearer)).status, 410, 'nor the page that is open')
  const sent = { answers: begun.answers.map((_: null, place: number) => (place === 0 ? 1 : null)) }
  assert.equal((await call(app, undefined, 'POST /health/responses/submit', sent, bearer)).status, 410)
  const kept = await childOf(mother, child)
  assert.deepEqual(
    kept.consents.map(({ decision, by }: Json) => [decision, by]),
    [['given', 'otherParent']],
    'what he decided stays decided',
  )
  assert.notEqual(await childOf(later, child), undefined, 'and whose custody begins that day has it')
  assert.equal((await answerAll(app, (await enter(mothers, 'mother')).body, { 0: 2 })).status, 204)
  assert.equal((await childOf(mother, child)).responses.length, 1)
  assert.deepEqual((await childOf(later, child)).responses, [])
})

/** Custody · age · whose answer: what a parent's page shows. A parent without custody has no child there at all. */
const custodies: Readonly<Record<string, Custody | null>> = {
  yes: {},
  ended: { validUntil: '2026-11-24' },
  future: { validFrom: '2026-11-25' },
  no: null,
}
const shown = (custody: string, whose: string) => custody === 'yes' && whose === 'own'

test('two parents: each combination of custody, age and whose answer it is', async () => {
  await moveTo(eve)
  const town = await playHealth(database, app, { cprs: [younger(7), '2311119998'] })
  const surveys = await Promise.all(['own', 'other', 'child'].map((whose) => surveyOf(town, whose)))
  for (const [age, child] of [
    [14, town.children[0]!],
    [15, town.children[1]!],
  ] as const) {
    const other = await town.parentOf(child)
    for (const [custody, dates] of Object.entries(custodies)) {
      const parent = await town.parentOf(dates === null ? town.children[age === 14 ? 1 : 0]! : child, dates ?? {})
      await moveTo(birthday)
      await rows('delete from health.response where pupil_id = $1', [child.id])
      for (const [place, whose] of ['own', 'other', 'child'].entries())
        await respond(town, child, surveys[place]!, whose, whose === 'own' ? parent : other)
      const seen = await childOf(parent, child)
      for (const [place, whose] of ['own', 'other', 'child'].entries())
        assert.equal(
          (seen?.responses ?? []).some(({ surveyId }: Json) => surveyId === surveys[place]),
          shown(custody, whose),
          `custody ${custody}, ${age} years, ${whose}`,
        )
      if (custody !== 'yes') assert.equal(seen, undefined, `custody ${custody}: not the school, not the class`)
      else assert.ok(!JSON.stringify(seen).includes('Mor til'), 'and no other grown-up is named')
    }
  }
})

test('a child who changes school: its new professionals see it, the old ones do not, and a yes that was not used ends', async () => {
  await moveTo(eve)
  const town = await playHealth(database, app, { cprs: [younger(0), younger(1), younger(3)] })
  const [used, unused, sameSchool] = town.children as [PlayedChild, PlayedChild, PlayedChild]
  const parents = new Map<PlayedChild, SignedIn>()
  for (const child of town.children) parents.set(child, await town.parentOf(child))
  await moveTo(eve)
  for (const child of town.children) assert.equal((await decide(town, parents.get(child)!, child, 'given')).status, 204)
  await answerAll(app, (await town.enter(used)).body, { 5: 1 })
  const [school, group] = [randomUUID(), randomUUID()]
  await rows("insert into common.institution values (881, $1, 'school', $2, 'Møllehøj', null)", [school, randomBytes(3).toString('hex')])
  await rows("insert into common.class values (881, $1, $2, 2026, 8, '8.C', null)", [group, school])
  const newNurse = await signInAs(database, 'healthVisitor', { classIds: [group], at: now })
  const look = (who: SignedIn, child: PlayedChild) => call(app, who, `GET /health/children/${child.id}?purpose=talk`)
  assert.deepEqual([(await look(town.nurse, used)).status, (await look(newNurse, used)).status], [200, 404])

  // As the roster's job does it, a minute later.
  await moveTo(new Date(eve.getTime() + 60_000))
  await database.doors.asSystem('a test moves children', { municipalityId: 881, login: 'staff' }, async (tx) => {
    const moved = [
      ...[used, unused].map(({ id }) => ({ id, institutionId: school, classId: group, sex: 'female' as const })),
      { id: sameSchool.id, institutionId: town.institutionId, classId: town.otherClassId, sex: 'female' as const },
    ]
    await savePupilPlaces(tx, moved)
    await endConsents(tx, await listConsentsEndedByMove(tx, moved), { decision: 'endedByMove', at: now.toISOString(), newId: randomUUID })
    await saveHealthPlaces(tx, moved)
  })

  assert.deepEqual([(await look(town.nurse, used)).status, (await look(newNurse, used)).status], [404, 200])
  assert.equal((await look(newNurse, used)).body.responses.length, 1, 'what was answered follows the child')
  const again = await childOf(parents.get(unused)!, unused)
  assert.deepEqual(
    [again.invitations[0].decision, again.invitations[0].mayDecide, again.consents[0].decision],
    ['none', true, 'endedByMove'],
  )
  assert.equal((await childOf(parents.get(sameSchool)!, sameSchool)).invitations[0].decision, 'given', 'another class is no move')
  assert.equal((await look(town.stranger, sameSchool)).status, 200)
})

test('a consent that is taken back while somebody answers ends the answering', async () => {
  await moveTo(eve)
  const town = await playHealth(database, app, { cprs: [younger(5)] })
  const [child] = town.children as [PlayedChild]
  const mother = await town.parentOf(child)
  await moveTo(eve)
  await decide(town, mother, child, 'given')
  const entered = (await town.enter(child)).body
  assert.equal((await withdraw(town, mother, child)).status, 200)
  const refused = await answerAll(app, entered, { 5: 1 })
  assert.deepEqual([refused.status, refused.body.title], [410, 'response-gone'])
  assert.equal((await town.enter(child)).body.about.track, 'statistics')
})

/** A survey by name of these children, and nothing answered. */
async function surveyOf(town: HealthPlay, title: string): Promise<string> {
  const survey = { ...town.survey, id: randomUUID(), title }
  await database.doors.asSystem('a test', { municipalityId: 881, login: 'staff' }, async (tx) => {
    await insertSurvey(tx, survey)
    await insertNamedInvitations(
      tx,
      survey.id,
      town.children.map(({ id, personId }) => ({
        pupilId: id,
        personId,
        classId: town.classId,
        slipHmac: randomBytes(32),
        decides: 'custodyHolder' as const,
      })),
    )
  })
  return survey.id
}

async function respond(town: HealthPlay, child: PlayedChild, surveyId: string, whose: string, parent: SignedIn): Promise<void> {
  await database.doors.as({ municipalityId: 881, role: 'respondent' }, 'health', (tx) =>
    insertNamedResponse(tx, database.keyring, {
      id: randomUUID(),
      surveyId,
      pupilId: child.id,
      personId: child.personId,
      classId: town.classId,
      respondent: whose === 'child' ? 'pupil' : 'parent',
      answeredBy: whose === 'child' ? null : (parent.actor.reach?.[0] ?? null),
      questionnaire: town.survey.questionnaire,
      colourRulesVersion: null,
      answers: [],
      talkAbout: [],
      notTalkAbout: [],
      wishText: '',
      submittedAt: eve.toISOString(),
    }),
  )
}
