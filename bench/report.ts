/**
 * Reports: of every level against each other, against the same bytes without a database, and against counting the same figures from
 * raw rows; and how fast classes are sealed, against a COMMIT. On a nation that is seeded once and kept.
 */
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { sealNation, seedNation, wholeNation } from '#lillekoebing/nation.ts'
import { surveyId } from '#lillekoebing/waves.ts'
import { dayInDenmark } from '#server/danish-day.ts'
import { sealingOf } from '#server/demo/sealing.ts'
import type { House } from '#server/house.ts'
import { sealClass } from '#server/jobs/seal-class.ts'
import { type BenchHouse, openBenchHouse, startServer } from './house.ts'
import { median, openClient, reading } from './load.ts'
import { keptAtMost, megabytesOf, readingAll } from './memory.ts'
import { municipalityId, signInTeacher } from './sign-in.ts'

export type ReportRow = { readonly what: string; readonly figure: string; readonly goal: string; readonly isMet: boolean }

/** A tenth of the nation is enough to see that a report does not grow, and is seeded in a tenth of the time. */
const tenth = { municipalities: 98, schools: 294 }

const warmUps = 10
const rounds = 100

export async function measureReports({
  isWhole,
  measures,
}: {
  readonly isWhole: boolean
  readonly measures: ReadonlySet<string>
}): Promise<readonly ReportRow[]> {
  const size = isWhole ? wholeNation : tenth
  await using bench = await openBenchHouse(isWhole ? 'nation' : 'tenth')
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
    const memory: { done: number; megabytes: number }[] = []
    await sealNation({
      doors: bench.doors,
      sealing: sealingOf(house),
      today,
      size,
      onProgress: ({ done }) => {
        memory.push({ done, megabytes: megabytesOf(process.pid) })
        progress('sealed', done)
      },
    })
    await rememberMemory(bench, memory)
    await bench.asOwner((client) => client.query('vacuum analyze'))
  }
  const survey = surveyId(municipalityId, schoolYearOf(today))
  if (measures.has('seal')) rows.push(...sealingRows(await recorded(bench)))
  if (measures.has('report')) rows.push(...(await reportRows(bench, survey, isWhole ? 1 : 10)), await readingAll(bench, survey))
  return rows
}

/** What a report is measured against (`same-bytes.ts`), from most of a request's life to none of it. */
const floors = ['same-steps-and-ledger', 'same-steps', 'same-bytes'] as const

const wordsOf = {
  'same-steps-and-ledger': 'through the same pipeline: session, rights, transaction, ledger',
  'same-steps': 'through the same pipeline without the ledger',
  'same-bytes': 'past it: HTTP alone, nobody asked who they are',
} as const

type Measured = 'report' | (typeof floors)[number]

/** A level's report, beside the same number of bytes from the same server. */
type Level = { readonly name: string; readonly address: string; readonly times: Readonly<Record<Measured, number[]>>; bytes: number }

async function reportRows(bench: BenchHouse, survey: string, part: number): Promise<readonly ReportRow[]> {
  const teacher = await signInTeacher(bench, survey)
  await using server = await startServer(bench.connectionString)
  using client = await openClient(server.port)
  const levels = Object.entries(teacher.units).map(([name, unit]): Level => ({
    name,
    address: `/api/v1/reports/${survey}?unit=${encodeURIComponent(unit)}&split=sex`,
    times: { report: [], 'same-steps-and-ledger': [], 'same-steps': [], 'same-bytes': [] },
    bytes: 0,
  }))
  // Each in turn, so that a machine that slows down slows all. The first rounds warm up, and write into the publication ledger.
  for (let round = -warmUps; round < rounds; round++) {
    for (const level of levels) {
      const { ms, bytes } = await reading(client, level.address, teacher.cookie)
      level.bytes = bytes
      if (round >= 0) level.times.report.push(ms)
      for (const floor of floors) {
        const answer = await reading(client, `/${floor}?length=${bytes}`, teacher.cookie)
        if (round >= 0) level.times[floor].push(answer.ms)
      }
    }
  }
  const read = levels.map(({ name, times, bytes }) => ({ name, bytes, times, ms: median(times.report) }))
  const all = read.map(({ ms }) => ms)
  const apart = Math.max(...all) / Math.min(...all)
  const rawMs = median(await countRaw(bench))
  const countryMs = read.find(({ name }) => name === 'country')?.ms ?? Number.NaN
  const { rows } = await bench.asOwner((owner) => owner.query('select count(*)::int as n from raw.response'))
  const times = 200 / part
  return [
    {
      what: 'reports of class, school, municipality, region and country, the slowest against the fastest',
      figure: `${ratio(apart)} (${read.map(({ name, ms, bytes }) => `${name} ${ratio(ms)} ms, ${whole(bytes / 1000)} kB`).join('; ')})`,
      goal: '≤ 2',
      isMet: apart <= 2,
    },
    ...read.flatMap(({ name, ms, times }) =>
      floors.map((floor): ReportRow => {
        const against = median(times[floor])
        const hasGoal = floor === 'same-steps-and-ledger'
        return {
          what: `the report of a ${name} against the same bytes ${wordsOf[floor]}`,
          figure: `${ratio(ms / against)} (${ratio(ms)} ms, ${ratio(against)} ms)`,
          goal: hasGoal ? '≤ 2' : 'none',
          isMet: !hasGoal || ms / against <= 2,
        }
      }),
    ),
    {
      what: `counting the country from ${whole(rows[0].n)} raw rows against reading it`,
      figure: `${whole(rawMs / countryMs)} × (${whole(rawMs)} ms)`,
      goal: `≥ ${times}${part === 1 ? '' : `, a ${part}th of 200 for a ${part}th of the rows`}`,
      isMet: rawMs / countryMs >= times,
    },
  ]
}

function sealingRows({ sealMs, commitMs, perSecond, halfwayMb, sealedMb }: Sealed): readonly ReportRow[] {
  return [
    { what: 'classes sealed a second, one after the other, all their levels', figure: whole(perSecond), goal: 'none', isMet: true },
    {
      what: 'sealing a class against one COMMIT',
      figure: `${ratio(sealMs / commitMs)} (${ratio(sealMs)} ms, ${ratio(commitMs)} ms)`,
      goal: 'none',
      isMet: true,
    },
    {
      what: 'memory of the process that seals and releases the nation, the second half of the municipalities against the first',
      figure: `${whole(sealedMb - halfwayMb)} MB more (${whole(halfwayMb)} MB halfway, ${whole(sealedMb)} MB after)`,
      goal: `≤ ${keptAtMost} MB`,
      isMet: sealedMb - halfwayMb <= keptAtMost,
    },
  ]
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

type Sealed = {
  readonly sealMs: number
  readonly commitMs: number
  readonly perSecond: number
  readonly halfwayMb: number
  readonly sealedMb: number
}

/** Seals up to 400 classes of the largest municipality as their lessons would, a COMMIT of one row after each, and remembers how fast. */
async function recordSealing(bench: BenchHouse, house: House, survey: string): Promise<void> {
  await bench.asOwner(async (client) => {
    const { rows } = await client.query(
      "select class_id from common.survey_unit where municipality_id = $1 and survey_id = $2 and level = 'class' order by unit limit 400",
      [municipalityId, survey],
    )
    await client.query('create table raw.floor (n int)')
    const [seals, commits]: [number[], number[]] = [[], []]
    for (const { class_id: classId } of rows) {
      seals.push(await timed(() => sealClass(house, { municipalityId, surveyId: survey, classId })))
      commits.push(await timed(() => client.query('insert into raw.floor values (1)')))
    }
    const perSecond = (1000 * seals.length) / seals.reduce((sum, ms) => sum + ms, 0)
    await client.query('create table raw.sealing as select $1::float as "sealMs", $2::float as "commitMs", $3::float as "perSecond"', [
      median(seals),
      median(commits),
      perSecond,
    ])
  })
}

/** Of the process at half of the municipalities, and at the end. */
async function rememberMemory(
  bench: BenchHouse,
  measured: readonly { readonly done: number; readonly megabytes: number }[],
): Promise<void> {
  const halfway = measured.find(({ done }) => done >= 0.5)
  await bench.asOwner((client) =>
    client.query('create table raw.memory as select $1::float as "halfwayMb", $2::float as "sealedMb"', [
      halfway?.megabytes,
      measured.at(-1)?.megabytes,
    ]),
  )
}

async function recorded(bench: BenchHouse): Promise<Sealed> {
  const rows = await bench.asOwner(async (client) => {
    const { rows: made } = await client.query<{ isMade: boolean }>(`select to_regclass('raw.memory') is not null as "isMade"`)
    return made[0]?.isMade === true ? (await client.query<Sealed>('select * from raw.sealing, raw.memory')).rows : []
  })
  const [sealed] = rows
  if (sealed === undefined)
    throw new Error(
      'this nation was seeded before all of this was measured beside sealing: delete its .data/bench-…, or its database, and measure again',
    )
  return sealed
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

const ratio = (number: number) => number.toFixed(2)
const whole = (number: number) => Math.round(number).toLocaleString('en')

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

function progress(what: string, done: number): void {
  process.stderr.write(`\r${what} ${Math.round(done * 100)} %${done >= 1 ? '\n' : ''}`)
}
