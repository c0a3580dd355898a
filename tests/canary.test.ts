/**
 * Names, CPR numbers, slips, codes, links, answers, tokens and what is written about a child never reach a log, a
 * header or an error, and stand in no row as they are.
 *
 * Canaries - values that occur nowhere else - go the whole road through the program as it is run, with its real
 * log, and through every kind of error that could be forced; then everything that was written is searched.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { packMark } from '#domain/response/answer.ts'
import { slipFrom, spaced } from '#domain/survey/code.ts'
import type { Embedded } from '#database/embedded.ts'
import { findPersonByCpr } from '#database/identity.ts'
import { loadDemoPacks } from '#server/demo/load-demo-packs.ts'
import { walkAssessment, walkByName } from './canary-roads.ts'
import { filesUnder, partsOfCluster } from './files-under.ts'
import { openWholeCluster, type ServerProcess, startServer } from './server-process.ts'
import { browser, type Json, type SignedIn, signInAs } from './sign-in-as.ts'
import { findFreePort } from './stand-in-process.ts'
import { startTestCluster, type TestDatabase } from './test-database.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

const canary = {
  firstName: 'Zefyrinka',
  lastName: 'Kanariesen-Ærø',
  teacher: 'Quirinus Gulspurv',
  /** The 31st of December 2014, moved by sixty as all invented numbers are. */
  cpr: '911214-7391',
  bodyOfWrongJson: 'kanarie-i-forkert-json',
  bodyOfWrongShape: 'kanarie-i-forkert-form',
} as const
/** A survey's name is no secret; that it was taken is nevertheless not for the log. */
const takenTitle = 'kanarie-i-titlen'
/** Answers by place that nobody would find by chance. */
const pattern = [5, 4, 2, 3, 1, 4, 4, 2, 1, 3, 3, 1, 2, 4, 2]

let cluster: Embedded
let database: TestDatabase
let server: ServerProcess
let planner: SignedIn
let teacher: SignedIn
let analyst: SignedIn
/** Everything that was answered: headers and, of refusals, bodies. */
const headers: string[] = []
const refusals: string[] = []
/** What is to be found nowhere, by what it is. */
const secrets = new Map<string, string>()
/** What may be stored as it is, and must still reach no log. */
const unloggable = new Map<string, string>()

before(async () => {
  cluster = await startTestCluster()
  database = await openWholeCluster(cluster.connectionString)
  await database.asOwner((client) =>
    client.query("insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true)"),
  )
  server = await startServer(cluster.connectionString, await findFreePort(), ['jobs'])
  planner = await signInAs(database, 'municipalAdmin')
  analyst = await signInAs(database, 'municipalAnalyst')
  await walkTheRoad()
})

after(async () => {
  await server[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

type Sent = {
  readonly as?: SignedIn
  readonly token?: string
  readonly body?: unknown
  readonly raw?: string | Uint8Array<ArrayBuffer>
  readonly type?: string
}

async function send(
  address: string,
  { as, token, body, raw, type }: Sent = {},
): Promise<{ readonly status: number; readonly body: Json; readonly text: string }> {
  const [method = '', path = ''] = address.split(' ')
  const response = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: {
      cookie: [as?.headers.cookie ?? [], browser().cookie].flat().join('; '),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined && raw === undefined ? {} : { 'content-type': type ?? 'application/json' }),
    },
    ...(body === undefined && raw === undefined ? {} : { body: raw ?? JSON.stringify(body) }),
  })
  const text = await response.text()
  headers.push([...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n'))
  if (!response.ok) refusals.push(text)
  return {
    status: response.status,
    text,
    body: /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : undefined,
  }
}

async function importRoster(rows: readonly string[]): Promise<void> {
  const { body } = await send('POST /roster-imports', {
    as: planner,
    raw: Buffer.from(rows.join('\r\n')),
    type: 'application/octet-stream',
  })
  await until(`GET /roster-imports/${body.id}`, 'ready')
  assert.equal((await send(`POST /roster-imports/${body.id}/approve`, { as: planner })).status, 204)
  await until(`GET /roster-imports/${body.id}`, 'applied')
}

async function until(address: string, state: string): Promise<void> {
  for (const end = Date.now() + 30_000; ; await wait(50)) {
    const { body } = await send(address, { as: planner })
    if (body.state === state) return
    if (Date.now() > end || ['refused', 'failed'].includes(body.state)) assert.fail(JSON.stringify(body))
  }
}

async function walkTheRoad(): Promise<void> {
  for (const [name, value] of Object.entries(canary)) secrets.set(name, value)
  secrets.set('cpr without hyphen', canary.cpr.replace('-', ''))
  for (const [name, who] of Object.entries({ planner, analyst })) secrets.set(`session of the ${name}`, who.token)

  await importRoster(['Institutionsnummer;Institutionsnavn;Type', '881K01;Fugleskolen;Skole'])
  const pupils = Array.from(
    { length: 8 },
    (_, place) =>
      `881K01;Fugleskolen;5.K;5;${place === 0 ? canary.cpr : `65${String(place).padStart(2, '0')}14-100${place}`};${place === 0 ? canary.firstName : `Elev${place}`};${place === 0 ? canary.lastName : 'Fugl'};Pige`,
  )
  await importRoster(['Institutionsnummer;Institution;Klasse;Klassetrin;CPR-nummer;Fornavn;Efternavn;Køn', ...pupils])
  await importRoster(['Institutionsnummer;Rolle;Navn;UNI-Login;Klasse', `881K01;Lærer;${canary.teacher};kana0001;5.K`])

  const { rows } = await database.asOwner((client) =>
    client.query(
      'select c.id as class_id, c.institution_id, p.id as pupil_id, p.person_id from common.class c join common.pupil p on p.class_id = c.id',
    ),
  )
  const { class_id: classId, institution_id: institutionId } = rows[0]
  teacher = await signInAs(database, 'teacher', { institutionIds: [institutionId], classIds: [classId], name: canary.teacher })
  secrets.set('session of the teacher', teacher.token)

  const plan = {
    title: 'Trivsel blandt fugle',
    questionnaire: newestVersion('mellemtrin'),
    opensOn: '2026-11-20',
    closesOn: '2026-12-10',
    grades: [5],
    institutionIds: [institutionId],
  }
  const { body: survey } = await send('POST /surveys', { as: planner, body: plan })
  await send(`POST /surveys/${survey.id}/open`, { as: planner })
  const { body: lesson } = await send('POST /lessons', { as: teacher, body: { surveyId: survey.id, classId } })
  const { body: view } = await send(`GET /lessons/${lesson.id}`, { as: teacher })
  assert.ok(view.missing.includes(`${canary.firstName} ${canary.lastName}`), 'the canary is in the class')
  assert.equal((await send(`GET /lessons/${lesson.id}/slips`, { as: teacher })).status, 200)
  for (const [name, value] of Object.entries({ code: view.code, 'code in two groups': spaced(view.code) })) unloggable.set(name, value)

  for (const [place, { pupil_id: pupilId }] of rows.entries()) {
    const slip = slipFrom(database.keyring.slipSymbols(881, survey.id, pupilId, 0))
    const slipHmac = database.keyring.slipHmac(881, survey.id, classId, slip)
    const { body: entered } = await send('POST /responses/enter', { body: { code: view.code, slip } })
    const answers = entered.answers.map((_: null, at: number) => pattern[at] ?? null)
    secrets.set(`slip ${place}`, slip).set(`slip ${place} in two groups`, spaced(slip)).set(`token ${place}`, entered.token)
    unloggable.set(`slip ${place} stored`, slipHmac.toString('hex')).set(`slip ${place} stored, in base64`, slipHmac.toString('base64'))
    const save = (from: number) =>
      send('POST /responses/answers', {
        token: entered.token,
        body: {
          epoch: entered.epoch,
          answers: answers.map((value: number | null, at: number) => ({ place: at, value, sequence: from + at })),
        },
      })
    assert.equal((await save(1)).status, 200)
    for (const [at, value] of pattern.entries()) {
      for (const from of [1, 100])
        unloggable.set(`mark ${from + at} of ${place}`, String(packMark({ epoch: entered.epoch, sequence: from + at, value })))
    }
    if (place === 0)
      await forceErrors({
        save: () => save(100),
        submit: () => send('POST /responses/submit', { token: entered.token, body: { answers } }),
        plan,
        code: view.code,
        slip,
        lessonId: lesson.id,
        surveyId: survey.id,
      })
    assert.equal((await send('POST /responses/submit', { token: entered.token, body: { answers } })).status, 204)
  }
  unloggable.set('title that is taken', takenTitle)
  for (const separator of [',', ', ', ';', ' ']) unloggable.set(`answers with "${separator}"`, pattern.join(separator))

  await send(`POST /lessons/${lesson.id}/end`, { as: teacher })
  for (const end = Date.now() + 30_000; !(await send(`GET /lessons/${lesson.id}`, { as: teacher })).body.isSealed; await wait(50))
    if (Date.now() > end) assert.fail('the class was not sealed')
  assert.equal((await send(`GET /reports/${survey.id}?unit=class:${classId}`, { as: teacher })).status, 200)
  await send(`GET /reports/${survey.id}?unit=municipality&split=sex&compare=rest`, { as: analyst })
  await send('GET /me', { as: teacher })
  await send(`POST /surveys/${survey.id}/close`, { as: planner })
  await send('POST /sign-out', { as: analyst })

  const { pupil_id: pupilId, person_id: personId } = await canaryChild()
  const road = {
    database,
    send,
    failing: check,
    secrets,
    unloggable,
    planner,
    teacher,
    institutionId,
    classId,
    pupilId,
    personId,
    cpr: canary.cpr,
  }
  await walkByName(road)
  // Nothing is asked in PLUS without a pack.
  await database.asOwner((client) => loadDemoPacks(client, new Date('2026-11-02T09:00:00Z')))
  await walkAssessment(road)
}

/** Who of the class bears the canary's name; found by their number, as a look-up does. */
async function canaryChild(): Promise<{ readonly pupil_id: string; readonly person_id: string }> {
  const personId = await database.doors.as({ municipalityId: 881, role: 'guest' }, 'staff', (tx) =>
    findPersonByCpr(tx, database.keyring, canary.cpr.replace('-', '')),
  )
  return database.asOwner(
    async (client) => (await client.query('select id as pupil_id, person_id from common.pupil where person_id = $1', [personId])).rows[0],
  )
}

type Steps = {
  readonly save: () => Promise<unknown>
  readonly submit: () => Promise<unknown>
  readonly plan: object
  readonly code: string
  readonly slip: string
  readonly lessonId: string
  readonly surveyId: string
}

/** Plants a fault for as long as the work takes, and sees that the work fails by it. */
async function planted(plant: string, remove: string, work: () => Promise<unknown>): Promise<void> {
  await database.asOwner((client) => client.query(plant))
  const before = refusals.length
  await work()
  assert.ok(
    refusals.slice(before).some((text) => text.includes('/problems/defect')),
    `it should have failed: ${plant}`,
  )
  await database.asOwner((client) => client.query(remove))
}

function check(table: string, condition: string, work: () => Promise<unknown>): Promise<void> {
  return planted(
    `alter table ${table} add constraint planted_check check (${condition}) not valid`,
    `alter table ${table} drop constraint planted_check`,
    work,
  )
}

/** Every kind of error that quotes what it is about, where nobody catches it. */
async function forceErrors({ save, submit, plan, code, slip, lessonId }: Steps): Promise<void> {
  // A row that breaks a check is quoted in full, a key that is taken with its value.
  await check('statistics.draft', 'answers[1] is null', save)
  await check('statistics.response', 'answers[1] < 5', submit)
  await check('statistics.turnout', 'cardinality(answered) = 0', submit)
  await planted('create unique index planted_key on common.survey (municipality_id, school_year)', 'drop index common.planted_key', () =>
    send('POST /surveys', { as: planner, body: { ...plan, title: takenTitle } }),
  )
  // A function that fails says so with its argument; a type that does not fit, with the value.
  await planted(
    `create function statistics.planted() returns trigger language plpgsql as $$ begin raise exception 'planted % for %', new.answers, new.slip_hmac using detail = new.answers::text, hint = encode(new.slip_hmac, 'hex'); end $$;
     create trigger planted before update on statistics.draft for each row execute function statistics.planted()`,
    'drop trigger planted on statistics.draft; drop function statistics.planted',
    save,
  )
  // What was encrypted is altered: the lesson's names cannot be read.
  await planted(
    "create table planted as select * from identity.person_key; update identity.person_key set wrapped = '\\xdeadbeef'",
    'update identity.person_key k set wrapped = p.wrapped from planted p where p.person_id = k.person_id; drop table planted',
    () => send(`GET /lessons/${lessonId}`, { as: teacher }),
  )

  await send('POST /responses/enter', { raw: `{"code": "${code}", "slip": "${slip}", ${canary.bodyOfWrongJson}` })
  await send('POST /responses/enter', { body: { code: [code], slip: { slip } } })
  await send('POST /responses/enter', { body: { code, slip: `${slip}${slip}${slip}${slip}` } })
  await send('POST /responses/enter', { raw: `${code} ${slip} ${canary.bodyOfWrongJson}`, type: 'text/plain' })
  await send('POST /responses/enter', { body: { code: slip, slip: code } })
  await send('POST /responses/answers', { body: { epoch: 1, answers: pattern }, token: 'x' })
  await send('POST /surveys', {
    as: planner,
    body: { ...plan, grades: [canary.bodyOfWrongShape], opensOn: canary.cpr, institutionIds: [canary.firstName] },
  })
  await send('POST /roster-imports', {
    as: planner,
    raw: Buffer.from(`CPR-nummer;Fornavn\r\n${canary.cpr};${canary.firstName}`),
    type: 'application/octet-stream',
  })
  const { body: unreadable } = await send('POST /roster-imports', {
    as: planner,
    raw: Buffer.from(
      `Institutionsnummer;Institution;Klasse;Klassetrin;CPR-nummer;Fornavn;Efternavn;Køn\r\n881K01;Fugleskolen;5.K;5;${canary.cpr};${canary.firstName};"${canary.lastName}`,
    ),
    type: 'application/octet-stream',
  })
  if (unreadable?.id !== undefined)
    for (
      const end = Date.now() + 10_000;
      (await send(`GET /roster-imports/${unreadable.id}`, { as: planner })).body.state === 'reading' && Date.now() < end;
    )
      await wait(50)
  await send('GET /surveys', { as: { ...planner, headers: { cookie: `${planner.headers.cookie}x` } } })
}

function assertNone(where: string, text: string, those: ReadonlyMap<string, string>): void {
  for (const [what, value] of those) {
    // The message names which, never the value: a failing test is a log too.
    assert.ok(!text.includes(value), `${what} stands in ${where}`)
    assert.ok(!text.includes(encodeURIComponent(value)), `${what} stands, encoded, in ${where}`)
  }
}

test('the road was walked, and every error that was forced was one', () => {
  assert.ok(refusals.filter((text) => text.includes('/problems/defect')).length >= 17)
  assert.ok(refusals.some((text) => text.includes('/problems/wrong-input')))
  assert.ok(secrets.size > 20)
})

test("the program's log tells what happened and holds no canary", () => {
  const log = server.said()
  for (const [sign, event] of Object.entries({
    'request answered': 'requests',
    '"defect"': 'defects',
    'job done': 'jobs',
    '"planted_check"': 'which constraint broke',
    '/responses/enter': 'what was called',
  }))
    assert.ok(log.includes(sign), `the log was to tell of ${event}`)
  assertNone('the log', log, secrets)
  assertNone('the log', log, unloggable)
})

test("no respondent's ordinary call leaves a line", () => {
  const lines = server
    .said()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    lines.filter(({ operation, status }) => /\/responses\/(answers|submit|decline)$/.test(operation) && status < 400),
    [],
  )
})

test("PostgreSQL's log tells of the errors and holds no canary", () => {
  const log = readFileSync(join(cluster.dataDirectory, 'server.log'), 'utf8')
  assert.match(log, /planted_check/)
  // What a planted function says itself is the planter's word; everything else is PostgreSQL's.
  const own = log
    .split('\n')
    .filter((line) => !/ERROR: {2}planted /.test(line))
    .join('\n')
  assertNone("PostgreSQL's log", own, secrets)
  assertNone("PostgreSQL's log", own, unloggable)
})

test('no header of any answer and no body of any refusal holds a canary', () => {
  assertNone('a header', headers.join('\n'), secrets)
  assertNone('a header', headers.join('\n'), unloggable)
  assertNone('a refusal', refusals.join('\n'), secrets)
  assertNone('a refusal', refusals.join('\n'), unloggable)
})

test('no row of any table holds a name, a CPR number, a slip, a token, or what was written about a child, in letters or in bytes', async () => {
  await database.asOwner(async (client) => {
    const { rows: tables } = await client.query(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`)
    assert.ok(
      tables.some(({ name }) => name === 'graphile_worker._private_jobs'),
      'the queue is searched too',
    )
    for (const { name } of tables) {
      const { rows } = await client.query(`select t::text as row from ${name} t`)
      const text = rows.map(({ row }) => row).join('\n')
      assertNone(name, text, secrets)
      for (const [what, value] of secrets)
        assert.ok(!text.includes(Buffer.from(value).toString('hex')), `${what} stands, as bytes, in ${name}`)
    }
  })
})

test('no file of the cluster holds one either: not the tables, not the write-ahead log, not what is deleted since', async () => {
  await database.asOwner((client) => client.query('checkpoint'))
  let files = 0
  let searched = 0
  let isThere = false
  for (const [file, bytes] of filesUnder(...partsOfCluster(cluster.dataDirectory))) {
    files++
    searched += bytes.byteLength
    isThere ||= bytes.includes('Trivsel blandt fugle')
    for (const [what, value] of secrets) assert.ok(!bytes.includes(value), `${what} stands in ${file}`)
  }
  assert.ok(files > 100 && searched > 10_000_000)
  assert.ok(isThere, 'what may be there is found')
})
