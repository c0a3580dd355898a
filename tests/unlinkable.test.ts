/**
 * Promise 1: once submitted, a statistics answer cannot be joined to a person.
 *
 * A class answers through the program's own doors, each pupil with answers only that pupil gives. Then an
 * attacker with a superuser's eyes, system columns included, tries every join there is.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { insertOptOutCodes } from '#database/opt-out.ts'
import { indexValues } from '#domain/questionnaire/indices.ts'
import { blank } from '#domain/response/answer.ts'
import { newest } from '#lillekoebing/newest.ts'
import { optOutCode } from '#server/family/opt-out-letter.ts'
import { buildApp } from '#server/http/app.ts'
import { closeSurvey } from '#server/jobs/close-survey.ts'
import { answerAll, type HealthPlay, playHealth } from './play-health.ts'
import { type Play, play, testHouse } from './play.ts'
import { call, signInAs } from './sign-in-as.ts'
import { type TestDatabase, openTestDatabase } from './test-database.ts'

let database: TestDatabase
let app: FastifyInstance
let played: Play
/** A class asked by name, some of whom answer in the statistics twin: their answers, in the order they came. */
let named: HealthPlay
const twins: { pupilId: string; slipHmac: Buffer; signature: string }[] = []
/** Who answered what, in the order they submitted: what the attacker would like to know. */
const truth: { pupilId: string; slipHmac: Buffer; signature: string }[] = []

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  played = await play(database, { '5.A': 18, '5.B': 12 })
  // An order that is neither the roster's nor that of the slips.
  const arrivals = played.classes
    .flatMap((group) => group.pupils.map((pupil) => ({ group, pupil })))
    .toSorted((left, right) => left.pupil.slip.localeCompare(right.pupil.slip))
  // Some families say no with their letter's code, and think again before the child answers.
  const persons = await database.asOwner(
    async (client) => new Map((await client.query('select id, person_id from common.pupil')).rows.map((row) => [row.id, row.person_id])),
  )
  for (const { group, pupil } of arrivals.filter((_, place) => place % 5 === 0)) {
    const { code, codeHmac } = optOutCode(database.keyring, 881, played.survey.id, pupil.id)
    const letter = { codeHmac, pupilId: pupil.id, personId: persons.get(pupil.id) ?? '', classId: group.id }
    await database.doors.as(played.admin, 'staff', (tx) => insertOptOutCodes(tx, played.survey.id, [letter]))
    for (const isOut of [true, false]) assert.equal((await call(app, undefined, 'POST /opt-outs', { code, isOut })).status, 200)
  }
  for (const [place, { group, pupil }] of arrivals.entries()) {
    const signature = answersOf(place)
    await answer(group.code, pupil.slip, signature)
    truth.push({ pupilId: pupil.id, slipHmac: pupil.slipHmac, signature: signature.slice(0, 6).join('') })
  }
  named = await playHealth(database, app, { cprs: Array.from({ length: 20 }, (_, place) => `24111299${String(place).padStart(2, '0')}`) })
  for (const child of named.children.slice(0, 8)) {
    const parent = await named.parentOf(child)
    await call(app, parent, 'POST /family/consents', { pupilId: child.id, surveyId: named.survey.id, decision: 'given' })
  }
  const coming = named.children.toSorted((left, right) => left.slip.localeCompare(right.slip))
  for (const [place, child] of coming.entries()) {
    const signature = answersOf(place)
    const entered = (await named.enter(child)).body
    const submitted = await answerAll(app, entered, Object.fromEntries(signature.map((value, at) => [at, value ?? 0])))
    assert.equal(submitted.status, 204, submitted.text)
    if (entered.about.track === 'statistics')
      twins.push({ pupilId: child.id, slipHmac: child.slipHmac, signature: signature.slice(0, 6).join('') })
  }
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

test('every answer is kept, and every pupil counts as having answered', async () => {
  await database.asOwner(async (client) => {
    const { rows } = await client.query('select answers from statistics.response where survey_id = $1', [played.survey.id])
    assert.deepEqual(rows.map(({ answers }) => answers.slice(0, 6).join('')).toSorted(), truth.map(({ signature }) => signature).toSorted())
    const { rows: turnout } = await client.query(
      'select sum(answered_count)::int as answered from statistics.turnout where survey_id = $1',
      [played.survey.id],
    )
    assert.equal(turnout[0].answered, truth.length)
    const { rows: drafts } = await client.query('select count(*)::int as left from statistics.draft')
    assert.equal(drafts[0].left, 0)
  })
})

test('no column of a response holds a value that also stands where a pupil or slip is known', async () => {
  await database.asOwner(async (client) => {
    const { rows: responses } = await client.query('select id::text as id from statistics.response')
    const ids = new Set(responses.map(({ id }) => id))
    const { rows: tables } = await client.query(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and format('%I.%I', n.nspname, c.relname) <> 'statistics.response'`)
    for (const { name } of tables) {
      const { rows } = await client.query(`select to_jsonb(t)::text as row from ${name} t`)
      for (const { row } of rows) {
        assert.ok(!(row.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []).some((id: string) => ids.has(id)), `${name} holds a response's id`)
      }
    }
  })
})

test('the transaction that wrote a response is read from no row that names a pupil or a slip', async () => {
  await database.asOwner(async (client) => {
    const { rows } = await client.query(`
      select t.name, count(*)::int as joined
      from statistics.response r
      join (
        select 'slip' as name, xmin, xmax from common.slip
        union all select 'pupil', xmin, xmax from common.pupil
        union all select 'person', xmin, xmax from identity.person
        union all select 'invitation', xmin, xmax from statistics.invitation
        union all select 'draft', xmin, xmax from statistics.draft
        union all select 'lesson', xmin, xmax from common.lesson
        union all select 'audit', xmin, xmax from audit.event
        union all select 'failure', xmin, xmax from common.failed_entry
        union all select 'browser', xmin, xmax from common.link_binding
        union all select 'asked by name', xmin, xmax from health.invitation
        union all select 'consent', xmin, xmax from health.consent
        union all select 'by name', xmin, xmax from health.response
        union all select 'no', xmin, xmax from common.opt_out
        union all select 'code to say no by', xmin, xmax from common.opt_out_code
        union all select 'own link', xmin, xmax from health.family_link
      ) t on t.xmin = r.xmin or t.xmax::text = r.xmin::text
      where not r.is_by_name
      group by t.name`)
    assert.deepEqual(rows, [])
    // Turnout is one row a class: its version is the latest arrival's, and its list is sorted, so it names nobody.
    const { rows: turnout } = await client.query(
      'select answered, answered = array(select s from unnest(answered) s order by s) as is_sorted from statistics.turnout',
    )
    assert.ok(turnout.every(({ is_sorted: isSorted }) => isSorted))
    assert.ok(turnout.every(({ answered }) => answered.length > 1))
  })
})

test('no order of rows puts responses beside their pupils more often than chance', async () => {
  await database.asOwner(async (client) => {
    const bySignature = new Map(truth.map(({ signature }, place) => [signature, place]))
    const orders = ['ctid', 'xmin::text::bigint, ctid', 'id']
    const pupilOrders = [
      'select pupil_id from common.slip order by ctid',
      'select pupil_id from common.slip order by xmax::text::bigint, ctid',
      'select s.pupil_id from common.slip s join statistics.invitation i using (municipality_id, slip_hmac) order by i.ctid',
      'select s.pupil_id from common.slip s join statistics.invitation i using (municipality_id, slip_hmac) order by i.xmax::text::bigint, i.ctid',
      'select s.pupil_id from common.slip s join statistics.turnout t on s.slip_hmac = any (t.answered) order by array_position(t.answered, s.slip_hmac)',
      'select id as pupil_id from common.pupil order by ctid',
    ]
    for (const order of orders) {
      const { rows: responses } = await client.query(
        `select answers from statistics.response where survey_id = '${played.survey.id}' order by ${order}`,
      )
      const arrival = responses.map(({ answers }) => bySignature.get(answers.slice(0, 6).join('')) ?? -1)
      for (const pupilOrder of pupilOrders) {
        const { rows: pupils } = await client.query(pupilOrder)
        const place = new Map(pupils.map(({ pupil_id: id }, at) => [id, at]))
        const guessed = arrival.map((at, row) => [row, place.get(truth[at]?.pupilId ?? '') ?? -1] as const)
        // With 30 pupils chance alone gives correlations within about 0.6 in all these tries; a leak gives 1.
        assert.ok(Math.abs(correlation(guessed)) < 0.75, `responses by ${order} follow: ${pupilOrder}`)
      }
    }
  })
})

test("a twin's answers stand beside no row that names a child: coming in to a survey that asks by name leaves no trace", async () => {
  await database.asOwner(async (client) => {
    const { rows } = await client.query('select answers from statistics.response where survey_id = $1 and not is_by_name', [
      named.survey.id,
    ])
    assert.deepEqual(rows.map(({ answers }) => answers.slice(0, 6).join('')).toSorted(), twins.map(({ signature }) => signature).toSorted())
    const { rows: touched } = await client.query(
      "select pupil_id from health.invitation where pupil_id = any ($1::uuid[]) and (xmax::text <> '0' or decision <> 'none')",
      [twins.map(({ pupilId }) => pupilId)],
    )
    assert.deepEqual(touched, [], 'a lock would tell when they came in')
    const byArrival = new Map(twins.map(({ signature }, place) => [signature, place]))
    for (const order of ['ctid', 'xmin::text::bigint, ctid', 'id']) {
      const { rows: responses } = await client.query(
        `select answers from statistics.response where survey_id = '${named.survey.id}' and not is_by_name order by ${order}`,
      )
      const arrival = responses.map(({ answers }) => byArrival.get(answers.slice(0, 6).join('')) ?? -1)
      for (const pupilOrder of ['i.ctid', 'i.xmin::text::bigint, i.ctid', 'i.xmax::text::bigint, i.ctid', 'i.slip_hmac']) {
        const { rows: pupils } = await client.query(
          `select pupil_id from health.invitation i where survey_id = $1 order by ${pupilOrder}`,
          [named.survey.id],
        )
        const place = new Map(
          pupils.filter(({ pupil_id: id }) => twins.some(({ pupilId }) => pupilId === id)).map(({ pupil_id: id }, at) => [id, at]),
        )
        const guessed = arrival.map((at, row) => [row, place.get(twins[at]?.pupilId ?? '') ?? -1] as const)
        // Twelve twins: chance alone gives correlations within about 0.85 in all these tries; a leak gives 1.
        assert.ok(Math.abs(correlation(guessed)) < 0.95, `responses by ${order} follow invitations by ${pupilOrder}`)
      }
    }
  })
})

test("no row anywhere was written, changed or locked by the transaction that keeps a twin's answers", async () => {
  await database.asOwner(async (client) => {
    const { rows: tables } = await client.query(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('common', 'identity', 'statistics', 'health', 'assessment', 'audit', 'graphile_worker')
        and format('%I.%I', n.nspname, c.relname) not in ('statistics.response', 'statistics.turnout')`)
    assert.ok(tables.length > 40)
    for (const { name } of tables) {
      const { rows } = await client.query(`
        select 1 from ${name} t join statistics.response r on t.xmin = r.xmin or t.xmax::text = r.xmin::text where not r.is_by_name limit 1`)
      assert.deepEqual(rows, [], name)
    }
  })
})

test('on the page of the lesson a child by name, a twin and one whose family has not decided are alike', async () => {
  const other = await playHealth(database, app, { cprs: ['2411129970', '2411129971', '2411129972', '2411129973'], className: '8.B' })
  const [byName, refused, undecided, untouched] = other.children
  for (const [child, decision] of [
    [byName, 'given'],
    [refused, 'refused'],
  ] as const)
    await call(app, await other.parentOf(child!), 'POST /family/consents', { pupilId: child!.id, surveyId: other.survey.id, decision })
  const teacher = await signInAs(database, 'teacher', { institutionIds: [other.institutionId], classIds: [other.classId] })
  const lessonId = await database.asOwner(
    async (client) => (await client.query('select id from common.lesson where class_id = $1', [other.classId])).rows[0].id,
  )
  const page = async () => (await call(app, teacher, `GET /lessons/${lessonId}`)).body
  const before = await page()
  assert.deepEqual(
    before.missing,
    other.children.map(({ name }) => name),
    'all are waited for, whatever was decided',
  )
  for (const [place, child] of [byName, refused, undecided].entries()) {
    const entered = (await other.enter(child!)).body
    assert.equal(entered.about.track, place === 0 ? 'health' : 'statistics')
    assert.equal((await answerAll(app, entered, { 0: 1 })).status, 204)
    const { answered, missing, ...rest } = await page()
    const { answered: _, missing: __, ...was } = before
    assert.deepEqual(rest, was)
    assert.equal(answered, place + 1)
    assert.deepEqual(
      missing,
      other.children.slice(place + 1).map(({ name }) => name),
    )
  }
  assert.deepEqual((await page()).missing, [untouched!.name])
})

test('a submitted slip opens nothing, and its token saves nothing', async () => {
  const group = played.classes[0]!
  const entered = await post('enter', { code: group.code, slip: group.pupils[0]!.slip })
  assert.deepEqual([entered.statusCode, entered.json().title], [404, 'code-unknown'])
})

test('neither saving nor submitting writes an audit row, and no job carries a pupil or response', async () => {
  await database.asOwner(async (client) => {
    const { rows } = await client.query('select distinct act from audit.event order by act')
    assert.deepEqual(rows, [{ act: 'consent.decided' }, { act: 'survey.opted-out' }])
    const { rows: jobs } = await client.query('select payload::text from graphile_worker._private_jobs')
    assert.deepEqual(jobs, [])
  })
})

test('the attack works where it must: a row per pupil would have been joined', async () => {
  await database.asOwner(async (client) => {
    // The design that was not taken: participation as one row per pupil, marked in the submitting transaction.
    await client.query('create table statistics.participation (slip_hmac bytea primary key, is_answered boolean)')
    await client.query('begin')
    await client.query(`insert into statistics.participation values ('\\xaa', true)`)
    await client.query(
      `insert into statistics.response values (881, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 5, 'f', '{1}')`,
    )
    await client.query('commit')
    const { rows } = await client.query(
      'select count(*)::int as joined from statistics.response r join statistics.participation p on p.xmin = r.xmin',
    )
    assert.equal(rows[0].joined, 1)
    await client.query('drop table statistics.participation')
  })
})

test('a copy of answers by name carries no slip and no child; what content still tells ends when the survey is closed', async () => {
  const own = { survey_id: named.survey.id }
  await database.asOwner(async (client) => {
    const { rows: copies } = await client.query('select * from statistics.response where survey_id = $1 and is_by_name', [own.survey_id])
    assert.equal(copies.length, named.children.length - twins.length)
    const { rows: kept } = await client.query('select id, pupil_id, answers from health.response where survey_id = $1', [own.survey_id])
    const known = new Set([
      ...kept.flatMap(({ id, pupil_id: pupilId }) => [id, pupilId]),
      ...named.children.flatMap(({ personId, slipHmac }) => [personId, slipHmac.toString('hex'), slipHmac.toString('base64')]),
    ])
    for (const copy of copies) {
      assert.deepEqual(Object.keys(copy).toSorted(), [
        'answers',
        'class_id',
        'grade',
        'id',
        'is_by_name',
        'municipality_id',
        'sex',
        'survey_id',
      ])
      assert.ok(!Object.values(copy).some((value) => known.has(Buffer.isBuffer(value) ? value.toString('hex') : String(value))))
    }
    // What remains: equal content, and the indices reckoned of it. A copy tells nothing that the response by name does not tell
    // under its own lock.
    const questionnaire = newest('udskoling')
    const counted = kept.map(({ answers }) => [...answers, ...indexValues(questionnaire, answers, blank)].join())
    assert.deepEqual(copies.map(({ answers }) => answers.join()).toSorted(), counted.toSorted())
    await client.query("update common.survey set state = 'closed' where id = $1", [own.survey_id])
  })
  await closeSurvey(testHouse(database), { municipalityId: 881, surveyId: own.survey_id })
  await database.asOwner(async (client) => {
    for (const table of ['response', 'turnout', 'invitation'])
      assert.deepEqual((await client.query(`select 1 from statistics.${table} where survey_id = $1`, [own.survey_id])).rows, [], table)
    assert.deepEqual((await client.query('select 1 from statistics.draft')).rows, [])
    const { rows: kept } = await client.query('select count(*)::int as n from health.response where survey_id = $1', [own.survey_id])
    assert.equal(kept[0].n, named.children.length - twins.length, 'by name they stay for the talk')
    const { rows: atoms } = await client.query('select to_jsonb(a)::text as row from sealed.atom a where survey_id = $1', [own.survey_id])
    assert.ok(atoms.length > 0)
    for (const { id, slipHmac } of named.children)
      assert.ok(!atoms.some(({ row }) => row.includes(id) || row.includes(slipHmac.toString('hex'))))
  })
})

/** Six first answers that no other pupil gives, then the rest left open. */
function answersOf(place: number): (number | null)[] {
  return [1 + (place % 4), 1 + (Math.floor(place / 4) % 4), 1 + (Math.floor(place / 16) % 2), 1, 1, 1]
}

function post(call: string, body: object, token?: string) {
  return app.inject({
    method: 'POST',
    url: `/api/v1/responses/${call}`,
    payload: body,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  })
}

async function answer(code: string, slip: string, first: readonly (number | null)[]): Promise<void> {
  const entered = (await post('enter', { code, slip })).json()
  const answers = entered.answers.map((_: null, place: number) => first[place] ?? null)
  const changes = first.map((value, place) => ({ place, value, sequence: place + 1 }))
  const saved = await post('answers', { epoch: entered.epoch, answers: changes }, entered.token)
  assert.equal(saved.statusCode, 200, saved.body)
  const submitted = await post('submit', { answers }, entered.token)
  assert.equal(submitted.statusCode, 204, submitted.body)
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  const x = mean(pairs.map(([left]) => left))
  const y = mean(pairs.map(([, right]) => right))
  const covariance = mean(pairs.map(([left, right]) => (left - x) * (right - y)))
  const spread = (numbers: readonly number[], middle: number) => Math.sqrt(mean(numbers.map((number) => (number - middle) ** 2)))
  return (
    covariance /
    (spread(
      pairs.map(([left]) => left),
      x,
    ) *
      spread(
        pairs.map(([, right]) => right),
        y,
      ))
  )
}
