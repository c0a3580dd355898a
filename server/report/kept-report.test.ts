/** A report that is kept: never another than one that is reckoned now, for nobody but those who may read it, and never past the ledger. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { type Report, ReportQuery } from '#api/report.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { type AnsweredWave, answerWave, closeWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'
import { releaseFigures } from '../jobs/release-figures.ts'
import { sealClass } from '../jobs/seal-class.ts'
import { type KeptReports, openKeptReports } from './kept-report.ts'
import type { ReckonedReport } from './reckon-report.ts'
import { readSources } from './report-sources.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let teacher: SignedIn
let leader: SignedIn
let nurse: SignedIn
let analyst: SignedIn

const house = () => testHouse(database)
const school = () => `institution:${wave.institutions.Åsum}`
const fiveA = () => `class:${wave.classes['Åsum/5.A']}`

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(house(), { isReady: async () => true })
  wave = await answerWave(database, {
    Åsum: { '5.A': group(11, 11), '5.B': group(8, 8), '6.A': group(4, 4) },
    Bakke: { '5.A': group(12, 12) },
    Dal: { '4.A': group(10, 10) },
  })
  for (const name of ['Åsum/5.A', 'Bakke/5.A', 'Dal/4.A']) await seal(wave, name)
  teacher = await signInAs(database, 'teacher', {
    institutionIds: [wave.institutions.Åsum ?? ''],
    classIds: [wave.classes['Åsum/5.A'] ?? ''],
  })
  leader = await signInAs(database, 'institutionLeader', { institutionIds: [wave.institutions.Åsum ?? ''] })
  nurse = await signInAs(database, 'healthVisitor')
  analyst = await signInAs(database, 'municipalAnalyst')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

function seal(of: AnsweredWave, name: string): Promise<void> {
  return sealClass(house(), { municipalityId: of.municipalityId, surveyId: of.surveyId, classId: of.classes[name] ?? '' })
}

function asked(who: SignedIn, unit: string, query: Readonly<Record<string, string>> = {}) {
  return call(app, who, `GET /reports/${wave.surveyId}?${new URLSearchParams({ unit, ...query })}`)
}

async function read(who: SignedIn, unit: string, query: Readonly<Record<string, string>> = {}): Promise<Report> {
  const answer = await asked(who, unit, query)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

/** How many answered a question, in the unit and in what it is compared with. */
function counted({ themes }: Report, code = 'sleep-tired') {
  const card = themes.flatMap(({ cards }) => cards).find(({ item }) => item === code)
  return [card?.figure?.n ?? 0, card?.comparison?.figure.n ?? 0]
}

test('what is read again is the same to the letter, and reads no more than what it is reckoned from', async () => {
  const first = await asked(nurse, school(), { split: 'sex', compare: 'rest' })
  const sent: string[] = []
  const plain = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client & { user?: string }, ...args: Parameters<typeof plain>) {
    const [first] = args as unknown as [string | { readonly text: string; readonly name?: string }]
    if (this.user === 'bul_report') sent.push(typeof first === 'string' ? (/^\w+/.exec(first)?.[0] ?? '') : (first.name ?? first.text))
    return plain.apply(this, args)
  } as typeof plain
  try {
    assert.equal((await asked(nurse, school(), { split: 'sex', compare: 'rest' })).text, first.text)
  } finally {
    pg.Client.prototype.query = plain
  }
  assert.deepEqual(sent, ['begin', 'find-unit-base', 'list-unpublished', 'commit'])
})

test('a report that had to make room is reckoned again, and is the same', async () => {
  const readIn = (reports: KeptReports, key: string, split: 'none' | 'sex') =>
    database.doors.as(nurse.actor, 'report', async (tx) => {
      const unit = parseUnitKey(key) ?? assert.fail(key)
      const sources = (await readSources(tx, wave.surveyId, unit, 'none')) ?? assert.fail('no such survey')
      return (await reports(tx, unit, ReportQuery.parse({ unit: key, split }), sources)) ?? assert.fail('takes no part')
    })
  const readAll = async (reports: KeptReports) => {
    const read: ReckonedReport[] = []
    for (const split of ['none', 'sex'] as const)
      for (const key of [school(), fiveA(), 'municipality']) read.push(await readIn(reports, key, split))
    return read
  }
  const room = openKeptReports(64 * 1024 * 1024)
  const [first, again] = [await readAll(room), await readAll(room)]
  assert.ok(
    first.every((one, at) => one === again[at]),
    'there is room for all',
  )
  const narrow = openKeptReports(500_000)
  const [before, after] = [await readAll(narrow), await readAll(narrow)]
  assert.notEqual(before[0], after[0], 'the first had made room')
  assert.equal(await readIn(narrow, 'municipality', 'sex'), after.at(-1), 'the last is kept')
  assert.deepEqual(before, first)
  assert.deepEqual(after, first)
})

test('each choice is a report of its own', async () => {
  const whole = await read(nurse, school())
  const parts = [{ split: 'sex' }, { compare: 'rest' }, { content: 'teachingEnvironment' }, { themes: 'sleep' }]
  const texts = await Promise.all(parts.map(async (query) => JSON.stringify(await read(nurse, school(), query as Record<string, string>))))
  assert.equal(new Set([JSON.stringify(whole), ...texts]).size, parts.length + 1)
})

test('a class that is sealed is in the next report, of every level and of what they are compared with', async () => {
  assert.deepEqual(counted(await read(nurse, school(), { compare: 'rest' })), [22, 44])
  assert.deepEqual(counted(await read(nurse, fiveA(), { compare: 'rest' })), [22, 0])
  await seal(wave, 'Åsum/5.B')
  assert.deepEqual(counted(await read(nurse, school(), { compare: 'rest' })), [38, 44])
  assert.deepEqual(counted(await read(nurse, fiveA(), { compare: 'rest' })), [22, 16])
  assert.deepEqual(counted(await read(nurse, 'municipality')), [82, 0])
})

test('what a leader shows and changes is in the next report', async () => {
  const said = async () => (await read(teacher, school())).leaderComment?.text ?? null
  const at: `/${string}` = `/reports/${wave.surveyId}/leader-comment`
  const unit = school()
  assert.equal(await said(), null)
  let revision = 0
  for (const text of ['Vi har talt om det i elevrådet.', 'Vi har talt om det to gange.']) {
    const before = await said()
    const { status, text: why, body } = await call(app, leader, `PUT ${at}`, { unit, text, revision })
    assert.equal(status, 200, why)
    assert.equal(await said(), before, 'what is being written is not read yet')
    ;({ revision } = (await call(app, leader, `POST ${at}/show`, { unit, revision: body.revision })).body)
    assert.equal(await said(), text)
  }
})

test('a school that is called something else is called so in the next report', async () => {
  await read(leader, school())
  await database.asOwner((client) => client.query("update common.institution set name = 'Ny Åsum' where id = $1", [wave.institutions.Åsum]))
  assert.equal((await read(leader, school())).unit.name, 'Ny Åsum')
})

test('who has lost the right reads nothing that was kept, nor does who never had it', async () => {
  await read(teacher, fiveA())
  assert.equal((await asked(analyst, fiveA())).status, 404)
  await database.asOwner((client) => client.query('delete from common.account_class where account_id = $1', [teacher.actor.accountId]))
  assert.equal((await asked(teacher, fiveA())).status, 404)
  assert.equal((await asked(teacher, school())).status, 200)
  await database.asOwner((client) =>
    client.query("update common.account set institution_ids = '{}', closed_on = '2020-01-01' where id = $1", [teacher.actor.accountId]),
  )
  assert.equal((await asked(teacher, school())).status, 401)
})

test('each who is shown a kept report is in the ledger', async () => {
  const told = () =>
    database.asOwner(async (client) => {
      const { rows } = await client.query('select audience, form, count(*)::int as n from audit.publication group by 1, 2')
      return new Map(rows.map(({ audience, form, n }) => [`${audience} ${form}`, n]))
    })
  const choice = { split: 'sex', themes: 'friends' }
  await read(nurse, school(), choice)
  const before = await told()
  await read(leader, school(), choice)
  await read(leader, school(), { ...choice, form: 'slides' })
  const after = await told()
  assert.equal(after.get('institutionLeader screen'), (before.get('institutionLeader screen') ?? 0) + 3, 'everybody, girls and boys')
  assert.equal(after.get('institutionLeader slides'), 3)
  assert.equal(after.get('healthVisitor screen'), before.get('healthVisitor screen'))
})

test('a release is in the next report of the country, and of what is compared with it', async () => {
  assert.deepEqual(counted(await read(nurse, 'country')), [0, 0])
  assert.deepEqual(counted(await read(nurse, 'municipality', { compare: 'country' })), [82, 0])
  for (const municipalityId of [882, 883, 884]) {
    const one = await answerWave(
      database,
      { Et: { '5.A': group(12, 12) }, To: { '5.A': group(10, 10) }, Tre: { '5.A': group(10, 10) } },
      { municipalityId, name: `Nabo ${municipalityId}` },
    )
    for (const name of Object.keys(one.classes)) await seal(one, name)
    await releaseFigures(house(), { municipalityId, surveyId: one.surveyId })
  }
  await releaseFigures(house(), {})
  assert.deepEqual(counted(await read(nurse, 'country')), [192, 0])
  assert.deepEqual(counted(await read(nurse, 'municipality', { compare: 'country' })), [82, 192])
})

test('an earlier wave that is sealed stands beside the next report', async () => {
  assert.equal((await read(nurse, school())).earlier, null)
  const before = await answerWave(database, { Åsum: { '5.A': group(10, 10) } }, { schoolYear: 2025, known: wave.institutions })
  await seal(before, 'Åsum/5.A')
  await closeWave(database, before)
  await closeSurvey(house(), before)
  const report = await read(nurse, school(), { compare: 'earlier' })
  assert.deepEqual([report.earlier, ...counted(report)], [2025, 38, 20])
})

test('a survey that is sealed says so in the next report', async () => {
  assert.equal((await read(nurse, 'municipality')).state, 'open')
  await closeWave(database, wave)
  assert.equal((await read(nurse, 'municipality')).state, 'closed')
  await closeSurvey(house(), wave)
  const sealed = await read(nurse, 'municipality')
  assert.deepEqual([sealed.state, ...counted(sealed)], ['sealed', 90, 0])
})
