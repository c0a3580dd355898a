import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findAccount, listAccountsOfSubject, listMunicipalitiesOf, subjectIndex } from '#database/access.ts'
import { findPersonsByCpr, listNames } from '#database/identity.ts'
import { listLessonsOfClasses, listSlips } from '#database/lesson.ts'
import type { Actor } from '#domain/access/actor.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { slipFrom } from '#domain/survey/code.ts'
import { openTestDatabase, type TestDatabase } from '../tests/test-database.ts'
import { citizensOf } from './families.ts'
import { loginPeopleFile } from './login-people.ts'
import { loginsOfEmployee, type OtherLogins } from './other-logins.ts'
import { lillekoebing, places } from './place.ts'
import type { Sealing } from './sealing.ts'
import { seedLillekoebing } from './seed.ts'
import { staffOf } from './staff.ts'
import { classId, makeTown } from './town.ts'
import { surveyId, wavesOf } from './waves.ts'

const today = '2026-11-22'
const issuer = 'http://127.0.0.1:8090'
const town = makeTown(lillekoebing, 2026)
const thisYear = surveyId(lillekoebing.id, 2026)

/** Takes down what it is asked to seal, and seals nothing: how a class is sealed is tested where it is done. */
function takingDown(): Sealing & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    sealClass: async (municipalityId, survey, group) => void asked.push(`class ${municipalityId} ${survey} ${group}`),
    sealBatch: async (municipalityId, survey) => void asked.push(`batch ${municipalityId} ${survey}`),
    sealRest: async (municipalityId, survey) => void asked.push(`rest ${municipalityId} ${survey}`),
    release: async (municipalityId, survey) => void asked.push(`release ${municipalityId} ${survey}`),
    gather: async () => void asked.push('gather'),
  }
}

let database: TestDatabase
const sealing = takingDown()
const seed = (given: Sealing = sealing) =>
  database.asOwner((migrator) =>
    seedLillekoebing({ migrator, doors: database.doors, keyring: database.keyring, issuer, today, sealing: given }),
  )

before(async () => {
  database = await openTestDatabase()
  assert.equal(await seed(), 'seeded')
})

after(() => database[Symbol.asyncDispose]())

const count = async (from: string, values: readonly unknown[] = []) =>
  database.asOwner(async (client) => Number((await client.query(`select count(*) as n from ${from}`, [...values])).rows[0].n))

const actorOf = (userId: string): Actor => {
  const { id, role, institutionIds, classIds } = staffOf(town).find((one) => one.userId === userId) ?? assert.fail(userId)
  return { accountId: id, municipalityId: lillekoebing.id, role, institutionIds, classIds }
}

test('the invented municipalities stand beside the real ones, marked as invented', async () => {
  assert.equal(await count('common.municipality where is_invented'), 8)
  assert.equal(await count('common.municipality where not is_invented'), 99)
})

test('Anne Lund is found by her login, under the name the stand-in shows, with the class she leads', async () => {
  await database.doors.as({ municipalityId: lillekoebing.id, role: 'guest' }, 'staff', async (tx) => {
    assert.deepEqual(await listMunicipalitiesOf(tx, ['881001']), [881])
    const [account] = await listAccountsOfSubject(tx, database.keyring, subjectIndex(database.keyring, lillekoebing.id, issuer, 'anne1001'))
    assert.equal(account?.role, 'teacher')
    assert.deepEqual(
      account.institutions.map(({ name }) => name),
      ['Møllebakkens Skole'],
    )
    assert.equal((await listNames(tx, database.keyring, [account.personId])).get(account.personId), 'Anne Lund')
  })
  const actor = actorOf('anne1001')
  await database.doors.as(actor, 'staff', async (tx) => {
    assert.ok(await findAccount(tx, actor.accountId))
    const lessons = await listLessonsOfClasses(tx, actor.classIds)
    assert.deepEqual(
      lessons.map(({ className, answered, lesson }) => [className, answered, lesson]),
      [['5.A', 0, null]],
    )
  })
})

test('families are found by the CPR number that MitID tells, and Bodil Lauridsen by none', async () => {
  const known = citizensOf(town).map(({ cpr, personId }) => [cpr, personId] as const)
  const stranger = (JSON.parse(loginPeopleFile()) as { uniid: string; logins?: OtherLogins }[]).find(({ uniid }) => uniid === 'bodi0003')
  const cprs = [...known.map(([cpr]) => cpr), stranger?.logins?.nemLogin?.cpr ?? assert.fail('Bodil has no MitID')]
  const found = await database.doors.asSystem('test', { municipalityId: lillekoebing.id, login: 'staff' }, (tx) =>
    findPersonsByCpr(tx, database.keyring, cprs),
  )
  assert.deepEqual(found, new Map(known))
})

test('Henrik Dahl has an account by each login that the stand-in plays for staff, as one person', async () => {
  const henrik = staffOf(town).find(({ userId }) => userId === 'henr1004') ?? assert.fail()
  const { contextHandler } = loginsOfEmployee(lillekoebing, { ...henrik, institutionNumber: '881001' })
  for (const [login, subject] of [
    [issuer, 'henr1004'],
    ['https://context-handler.efterligning.example', contextHandler?.uuid ?? ''],
    [new URL('kommunen', issuer).href, 'M-1004'],
  ] as const) {
    const found = await database.doors.as({ municipalityId: lillekoebing.id, role: 'guest' }, 'staff', (tx) =>
      listAccountsOfSubject(tx, database.keyring, subjectIndex(database.keyring, lillekoebing.id, login, subject)),
    )
    assert.deepEqual(
      found.map(({ role, institutions }) => [role, institutions.map(({ name }) => name)]),
      [['institutionLeader', ['Møllebakkens Skole']]],
      login,
    )
  }
  assert.equal(await count('common.account where person_id = $1', [henrik.personId]), 3)
})

test('each invented municipality has a CVR number of its own, which nobody has', async () => {
  const rows = await database.asOwner(
    async (client) => (await client.query('select municipality_id, cvr from common.municipality where is_invented')).rows,
  )
  for (const { municipality_id, cvr } of rows) assert.equal(cvr, `99000${municipality_id}`)
})

test('the same login is known in two municipalities where somebody works in both', async () => {
  for (const municipalityId of [881, 882]) {
    const found = await database.doors.as({ municipalityId, role: 'guest' }, 'staff', (tx) =>
      listAccountsOfSubject(tx, database.keyring, subjectIndex(database.keyring, municipalityId, issuer, 'rasm1999')),
    )
    assert.equal(found.length, 1)
  }
})

test('the slips that a teacher prints are those that pupils are invited by', async () => {
  const actor = actorOf('mads1006')
  const group = classId(lillekoebing.id, 'stenhoej', 2026, '5.M')
  const slips = await database.doors.as(actor, 'staff', (tx) => listSlips(tx, thisYear, group))
  assert.equal(slips.length, 4)
  for (const { pupilId, turn, slipHmac } of slips) {
    const slip = slipFrom(database.keyring.slipSymbols(lillekoebing.id, thisYear, pupilId, turn))
    assert.deepEqual(slipHmac, database.keyring.slipHmac(lillekoebing.id, thisYear, group, slip))
    assert.equal(await count('statistics.invitation where municipality_id = 881 and slip_hmac = $1', [slipHmac]), 1)
  }
})

test("a class's turnout holds as many of its own slips as it has responses", async () => {
  const wrong = await database.asOwner(
    async (client) =>
      (
        await client.query(`
    select t.class_id from statistics.turnout t
    where t.municipality_id between 881 and 885 and t.survey_id in (select id from common.survey where school_year = 2026)
      and (t.answered_count <> (select count(*) from statistics.response r where r.municipality_id = t.municipality_id and r.survey_id = t.survey_id and r.class_id = t.class_id)
        or exists (select from unnest(t.answered) as a where not exists (select from common.slip s where s.municipality_id = t.municipality_id and s.slip_hmac = a and s.class_id = t.class_id))
        or t.answered <> array(select a from unnest(t.answered) as a order by a))`)
      ).rows,
  )
  assert.deepEqual(wrong, [])
  assert.ok((await count('statistics.turnout where municipality_id = 881 and answered_count > 0')) > 60)
})

test('this year some classes are done, one is half-way, and others wait', async () => {
  const turnout = async (key: string, name: string) =>
    database.asOwner(
      async (client) =>
        (
          await client.query(
            'select answered_count as n from statistics.turnout where municipality_id = 881 and survey_id = $1 and class_id = $2',
            [thisYear, classId(881, key, 2026, name)],
          )
        ).rows[0]?.n,
    )
  assert.ok((await turnout('havbrinkskolen', '6.B')) > 20)
  const half = await turnout('moellebakken', '5.B')
  assert.ok(half > 5 && half < 15, String(half))
  assert.equal(await turnout('stenhoej', '5.M'), 0)
})

test("last year is closed and sealed in every municipality, and this year's done classes are sealed one by one", () => {
  const asked = places.filter(({ schools }) => schools.length > 0)
  for (const { id } of asked) {
    assert.ok(sealing.asked.includes(`rest ${id} ${surveyId(id, 2025)}`))
    assert.ok(sealing.asked.includes(`release ${id} ${surveyId(id, 2025)}`))
    assert.ok(!sealing.asked.includes(`rest ${id} ${surveyId(id, 2026)}`))
  }
  assert.ok(!sealing.asked.includes(`release 881 ${thisYear}`), 'left for somebody to press')
  const now = wavesOf(town, today).find(({ year }) => year === 'thisYear') ?? assert.fail()
  const done = now.classes.filter((group) => now.stateOf(group) === 'answered').map(({ id }) => `class 881 ${thisYear} ${id}`)
  assert.deepEqual(sealing.asked.filter((one) => one.startsWith(`class 881 ${thisYear}`)).toSorted(), done.toSorted())
})

test('the open survey is open today, whatever day it is', () => {
  for (const day of ['2026-08-01', '2026-08-05', '2026-12-31', '2027-02-28', '2027-07-31', '2028-02-29']) {
    const [before, now] = wavesOf(makeTown(lillekoebing, Number(day.slice(0, 4)) - (day.slice(5) < '08-01' ? 1 : 0)), day)
    assert.ok(now && now.survey.opensOn <= day && day <= now.survey.closesOn, day)
    assert.ok(before && before.survey.closesOn < now.survey.opensOn)
    assert.deepEqual([now.survey.opensOn, now.survey.closesOn].map(schoolYearOf), [now.survey.schoolYear, now.survey.schoolYear], day)
  }
})

test('an interrupted seeding goes on where it was, and answers nothing twice', async () => {
  const responses = await count('statistics.response')
  // As if it had stopped after writing responses and before opening the survey.
  await database.asOwner((client) =>
    client.query(`update common.survey set state = 'draft' where municipality_id = 883 and school_year = 2026`),
  )
  assert.equal(await seed(takingDown()), 'seeded')
  assert.equal(await count('statistics.response'), responses)
  assert.equal(await count(`common.survey where state = 'draft'`), 0)
})

test('raw responses lie in an order that tells nothing: not that of class lists', async () => {
  const classes = await database.asOwner(async (client) =>
    (await client.query('select class_id from statistics.response where municipality_id = 882 order by ctid limit 60')).rows.map(
      (row) => row.class_id,
    ),
  )
  assert.ok(new Set(classes).size > 15, String(new Set(classes).size))
})
