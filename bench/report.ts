/**
 * Reports: the country's against a class's, against the same bytes without a database, and against counting
 * the same figures from raw rows; and how fast classes are sealed. On a nation that is seeded once and kept.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { sealNation, seedNation, wholeNation } from '#lillekoebing/nation.ts'
import { surveyId } from '#lillekoebing/waves.ts'
import { dayInDenmark } from '#server/danish-day.ts'
import { sealingOf } from '#server/demo/sealing.ts'
import type { House } from '#server/house.ts'
import { sealClass } from '#server/jobs/seal-class.ts'
import { type BenchHouse, openBenchHouse, startServer } from './house.ts'
import { type Client, median, openClient } from './load.ts'

export type ReportRow = { readonly what: string; readonly figure: string; readonly goal: string; readonly isMet: boolean }

/** A tenth of the nation is enough to see that a report does not grow, and is seeded in a tenth of the time. */
const tenth = { municipalities: 98, schools: 294 }

/** The largest municipality: its classes, and its part of the raw rows, are the hardest case. */
const municipalityId = 101

export async function measureReports({
  isWhole,
  measures,
}: {
  readonly isWhole: boolean
  readonly measures: ReadonlySet<string>
}): Promise<readonly ReportRow[]> {
  const size = isWhole ? wholeNation : tenth
  await using bench = await openBenchHouse(`.data/bench-${isWhole ? 'nation' : 'tenth'}`)
  const house = { doors: bench.doors, keyring: bench.keyring, origin: 'http://localhost', isDemo: true, now: () => new Date() } as House
  const today = dayInDenmark(new Date())
  const rows: ReportRow[] = []

  if (!(await isSealed(bench))) {
    say('seeding the nation')
    await seedNation({ doors: bench.doors, keyring: bench.keyring, today, size, onProgress: ({ done }) => progress('seeded', done) })
    say('keeping a copy of the raw rows to count')
    await bench.asOwner((client) =>
      client.query(
        'create schema raw; create table raw.response as select municipality_id, sex, answers from statistics.response; analyze raw.response',
      ),
    )
    await recordSealing(bench, house, surveyId(municipalityId, schoolYearOf(today)))
    say('sealing and releasing it')
    await sealNation({ doors: bench.doors, sealing: sealingOf(house), today, size, onProgress: ({ done }) => progress('sealed', done) })
    await bench.asOwner((client) => client.query('vacuum analyze'))
  }
  const { rows: recorded } = await bench.asOwner((client) => client.query('select classes_per_second as figure from raw.sealing'))
  if (measures.has('seal'))
    rows.push({ what: 'classes sealed a second, one after the other', figure: whole(recorded[0].figure), goal: 'none', isMet: true })
  if (!measures.has('report')) return rows

  const cookie = await signInTeacher(bench, surveyId(municipalityId, schoolYearOf(today)))
  await using server = await startServer(bench.connectionString)
  using client = await openClient(server.port)
  const path = (unit: string) => `/api/v1/reports/${surveyId(municipalityId, schoolYearOf(today))}?unit=${unit}&split=sex`
  const country = await reading(client, path('country'), cookie.value)
  const paths = [path('country'), path(cookie.unit), `/same-bytes?length=${country.bytes}`]
  const times: number[][] = paths.map(() => [])
  for (let round = 0; round < 150; round++) {
    for (const [at, address] of paths.entries()) times[at]!.push((await reading(client, address, cookie.value)).ms)
  }
  const [countryMs = 0, classMs = 0, bytesMs = 0] = times.map((some) => median(some.slice(10)))
  const rawMs = median(await countRaw(bench))
  const respondents = await bench
    .asOwner((owner) => owner.query('select count(*)::int as n from raw.response'))
    .then(({ rows: [row] }) => row.n as number)

  rows.push(
    {
      what: "the country's report against a class report",
      figure: `${ratio(countryMs / classMs)} (${ratio(countryMs)} ms, ${ratio(classMs)} ms)`,
      goal: '≤ 2',
      isMet: countryMs / classMs <= 2,
    },
    {
      what: "the country's report against the same bytes without a database",
      figure: ratio(countryMs / bytesMs),
      goal: 'none',
      isMet: true,
    },
    {
      what: `counting it from ${respondents.toLocaleString('en')} raw rows against reading it`,
      figure: `${whole(rawMs / countryMs)} × (${whole(rawMs)} ms)`,
      goal: '≥ 100',
      isMet: rawMs / countryMs >= 100,
    },
  )
  return rows
}

async function reading(client: Client, path: string, cookie: string): Promise<{ ms: number; bytes: number }> {
  const startedAt = performance.now()
  const { status, body } = await client.get(path, cookie)
  const ms = performance.now() - startedAt
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body.toString().slice(0, 200)}`)
  return { ms, bytes: body.length }
}

/** The same cells, split by sex, straight from one row per respondent. */
async function countRaw(bench: BenchHouse): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < 3; round++) {
    const startedAt = performance.now()
    await bench.asOwner((client) =>
      client.query(
        'select a.place, a.value, r.sex, count(*) from raw.response r cross join lateral unnest(r.answers) with ordinality as a (value, place) group by 1, 2, 3',
      ),
    )
    times.push(performance.now() - startedAt)
  }
  return times
}

async function isSealed(bench: BenchHouse): Promise<boolean> {
  const { rows } = await bench.asOwner((client) => client.query("select count(*)::int as n from released.benchmark where area = 'country'"))
  return rows[0].n > 0
}

/** Seals up to 400 classes of the largest municipality as their lessons would, and remembers how fast. */
async function recordSealing(bench: BenchHouse, house: House, survey: string): Promise<void> {
  const { rows } = await bench.asOwner((client) =>
    client.query(
      "select class_id from common.survey_unit where municipality_id = $1 and survey_id = $2 and level = 'class' order by unit limit 400",
      [municipalityId, survey],
    ),
  )
  const startedAt = performance.now()
  for (const { class_id: classId } of rows) await sealClass(house, { municipalityId, surveyId: survey, classId })
  const seconds = (performance.now() - startedAt) / 1000
  await bench.asOwner((client) =>
    client.query('create table raw.sealing as select $1::float as classes_per_second', [rows.length / seconds]),
  )
}

/** A teacher's session, whose class is one of the sealed ones. */
async function signInTeacher(bench: BenchHouse, survey: string): Promise<{ value: string; unit: string }> {
  const token = `${municipalityId}.${randomBytes(32).toString('base64url')}`
  return bench.asOwner(async (client) => {
    const { rows } = await client.query(
      "select u.unit, u.class_id, u.institution_id from common.survey_unit u join sealed.total t using (municipality_id, survey_id, unit) where u.municipality_id = $1 and u.survey_id = $2 and u.level = 'class' and t.sex = 'all' order by t.counts[1] desc limit 1",
      [municipalityId, survey],
    )
    const { unit, class_id: classId, institution_id: institutionId } = rows[0]
    const [person, account] = [randomUUID(), randomUUID()]
    await client.query("insert into identity.person values ($1, $2, '\\x00', null, null, null)", [municipalityId, person])
    await client.query("insert into common.account values ($1, $2, $3, 'teacher', $4, $5, null)", [
      municipalityId,
      account,
      person,
      randomBytes(32),
      [institutionId],
    ])
    await client.query('insert into common.account_class values ($1, $2, $3)', [municipalityId, account, classId])
    await client.query("insert into common.session values ($1, $2, $3, now(), now(), now() + interval '8 hours')", [
      municipalityId,
      createHash('sha256').update(token).digest(),
      account,
    ])
    return { value: `__Host-session=${token}`, unit: encodeURIComponent(unit) }
  })
}

const ratio = (number: number) => number.toFixed(2)
const whole = (number: number) => Math.round(number).toLocaleString('en')

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

function progress(what: string, done: number): void {
  process.stderr.write(`\r${what} ${Math.round(done * 100)} %${done >= 1 ? '\n' : ''}`)
}
