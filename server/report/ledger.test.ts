/** The publication ledger, in a real database: every figure that has left is there, as it was shown, to whom, when first. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fastifyCookie from '@fastify/cookie'
import { type FastifyInstance, fastify } from 'fastify'
import { getReport, type Report } from '#api/report.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'
import { type AnsweredWave, answerWave, group, mellemtrin } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { handle } from '../http/handle.ts'
import { releaseFigures } from '../jobs/release-figures.ts'
import { sealClass } from '../jobs/seal-class.ts'
import { listLedgers, readLedger } from './ledger.ts'
import { publish } from './publish.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let teacher: SignedIn
let analyst: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  wave = await answerWave(database, {
    Åsum: { '5.A': [...group(9, 9), ...group(3, 4, { 'sleep-tired': 'all' })], '5.B': group(8, 7), '5.M': group(2, 2) },
    Bakke: { '5.A': group(12, 12) },
    Dal: { '5.A': group(10, 10) },
  })
  for (const name of Object.keys(wave.classes)) await seal(wave, name)
  teacher = await signInAs(database, 'teacher', {
    institutionIds: [wave.institutions.Åsum ?? ''],
    classIds: ['5.A', '5.B', '5.M'].map((name) => wave.classes[`Åsum/${name}`] ?? ''),
  })
  analyst = await signInAs(database, 'municipalAnalyst')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const seal = (of: AnsweredWave, name: string) => sealClass(testHouse(database), { ...of, classId: of.classes[name] ?? '' })
const unitOf = (name: string) => `class:${wave.classes[`Åsum/${name}`]}`

async function read(who: SignedIn, unit: string, query: Readonly<Record<string, string>> = {}): Promise<Report> {
  const answer = await call(app, who, `GET /reports/${wave.surveyId}?${new URLSearchParams({ unit, ...query })}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

async function lines(municipalityId = wave.municipalityId): Promise<readonly PublicationLine[]> {
  const read: PublicationLine[] = []
  for await (const line of readLedger(database.doors, municipalityId)) read.push(line)
  return read
}

/** What comes into the ledger meanwhile. */
async function added(look: () => Promise<unknown>): Promise<readonly PublicationLine[]> {
  const before = new Set((await lines()).map((line) => JSON.stringify(line)))
  await look()
  return (await lines()).filter((line) => !before.has(JSON.stringify(line)))
}

type FigureLike = { readonly n: number; readonly bars: readonly { readonly option: string; readonly count: number }[] }

/** Every figure in a report, wherever it stands: also where nobody thought of the ledger. */
function figuresIn(value: unknown): readonly FigureLike[] {
  if (typeof value !== 'object' || value === null) return []
  if ('n' in value && 'bars' in value) return [value as FigureLike]
  return Object.values(value).flatMap(figuresIn)
}

test('every figure of a report is in the ledger as it was shown, whomever it is about', async () => {
  for (const query of [{}, { split: 'sex' }, { compare: 'rest' }, { compare: 'municipality', split: 'sex' }]) {
    const report = await read(teacher, unitOf('5.A'), query as Record<string, string>)
    const ledger = await lines()
    const figures = figuresIn(report)
    assert.ok(figures.length > 20)
    for (const { n, bars } of figures)
      for (const { option, count } of bars)
        assert.ok(
          ledger.some(
            (line) => line.audience === 'teacher' && line.category === option && line.n === n && 'count' in line && line.count === count,
          ),
          `${option}: ${count} of ${n}`,
        )
  }
})

test('a line says whose figure it is, and the rest of the school is the school without the class', async () => {
  const about = [
    unitOf('5.A'),
    `yearGroup:${wave.institutions.Åsum}:5`,
    `institution:${wave.institutions.Åsum}`,
    'municipalYearGroup:5',
    'municipality',
  ]
  await read(teacher, unitOf('5.A'), { compare: 'rest', split: 'sex' })
  const tired = (await lines()).filter(({ question, category }) => question === 'sleep-tired' && category === 'all')
  const own = tired.find(({ unit, split, without }) => unit === about[0] && split === 'all' && without === null)
  assert.deepEqual(own && { ...own, at: '' }, {
    at: '',
    audience: 'teacher',
    wave: wave.surveyId,
    unit: about[0],
    within: about.slice(1),
    without: null,
    split: 'all',
    question: 'sleep-tired',
    category: 'all',
    n: 25,
    count: 7,
  })
  assert.match(own?.at ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  const rest = tired.find(({ without }) => without === about[0])
  assert.deepEqual(rest && [rest.unit, rest.within, rest.n], [about[2], ['municipality'], 15])
  assert.deepEqual(
    tired
      .filter(({ unit, without }) => unit === about[0] && without === null)
      .map(({ split }) => split)
      .toSorted(),
    ['all', 'female', 'male'],
  )
})

test('shown again to the same role in the same form it is the same line; to another role it is a new one', async () => {
  await read(teacher, 'municipality')
  assert.deepEqual(await added(() => read(teacher, 'municipality')), [])
  const fresh = await added(() => read(analyst, 'municipality'))
  assert.ok(fresh.length > 0 && fresh.every(({ audience }) => audience === 'municipalAnalyst'))
  const { rows } = await database.asOwner((client) =>
    client.query('select count(*)::int as kept, count(distinct digest)::int as distinct from audit.shown'),
  )
  assert.equal(rows[0].kept, rows[0].distinct, 'the figures are kept once')
})

test('when the figures have changed, what was shown before is still there', async () => {
  const late = await answerWave(database, { Ny: { '5.A': group(10, 10), '5.B': group(10, 10) } })
  const nOf = async () =>
    (await lines()).flatMap(({ wave: of, unit, question, category, n }) =>
      of === late.surveyId && unit === 'municipality' && question === 'laughed' && category === 'declined' ? [n] : [],
    )
  const look = async () => (await call(app, analyst, `GET /reports/${late.surveyId}?unit=municipality`)).status
  await seal(late, 'Ny/5.A')
  assert.equal(await look(), 200)
  await seal(late, 'Ny/5.B')
  assert.equal(await look(), 200)
  assert.deepEqual(await nOf(), [20, 40])
})

test('what was told roughly is in the ledger as roughly, and what is hidden is not there', async () => {
  await read(teacher, unitOf('5.B'))
  const told = (await lines()).filter(({ unit, question }) => unit === unitOf('5.B') && question === 'bullied')
  assert.ok(told.length > 0 && told.every((line) => 'low' in line && line.low <= line.high && line.high <= line.n))
  assert.deepEqual(await added(() => read(teacher, unitOf('5.M'))), [], 'four of four')
})

test('what is released to all municipalities is in the association’s ledger, whether or not anybody has read it', async () => {
  const neighbours: AnsweredWave[] = []
  for (const municipalityId of [882, 883]) {
    const one = await answerWave(
      database,
      { Et: { '5.A': group(12, 12) }, To: { '5.A': group(10, 10) }, Tre: { '5.A': group(10, 10) } },
      { municipalityId, name: `Nabo ${municipalityId}` },
    )
    for (const name of Object.keys(one.classes)) await seal(one, name)
    neighbours.push(one)
  }
  assert.deepEqual(await lines(0), [])
  await releaseFigures(testHouse(database), { everybody: 1 })
  const released = await lines(0)
  assert.ok(released.some(({ unit }) => unit === 'region:1083'))
  const country = released.find(
    ({ unit, question, split, category }) => unit === 'country' && question === 'laughed' && split === 'all' && category === 'blank',
  )
  assert.deepEqual(
    [country?.audience, country?.wave, country?.within, country?.n],
    ['municipalities', `mellemtrin ${mellemtrin.version} 2026`, [], 84 + 40 + 64 + 64],
  )
  // And each look at it in the reader's own.
  const looked = await added(() => read(analyst, 'municipality', { compare: 'country' }))
  assert.ok(looked.some(({ unit, wave: of }) => unit === 'country' && of === `mellemtrin ${mellemtrin.version} 2026`))
  assert.deepEqual(
    (await listLedgers(database.doors)).filter((id) => [0, 881, 882, 883].includes(id)),
    [0, 881, 882, 883],
  )
})

test('the ledger is only added to, with the reader’s own role and the database’s own clock', async () => {
  await database.asOwner(async (client) => {
    for (const change of [
      "update audit.publication set audience = 'nobody'",
      'delete from audit.publication',
      'truncate audit.shown cascade',
      "update audit.shown set figures = '[]'",
    ])
      await assert.rejects(client.query(change), /never changed or deleted/)
  })
  const asTeacher = teacher.actor
  const shown = [{ wave: 'w', unit: 'municipality', within: [], without: null, split: 'all', figures: [] }] as const
  await assert.rejects(
    database.doors.as(asTeacher, 'report', (tx) => publish(tx, 'politicalReader', 'screen', shown)),
    /put down as shown/,
  )
  await assert.rejects(
    database.doors.as(asTeacher, 'staff', (tx) => publish(tx, 'teacher', 'screen', shown)),
    /permission denied/,
  )
  await assert.rejects(
    database.doors.as(asTeacher, 'report', (tx) => tx.selectFrom('audit.shown').select('figures').execute()),
    /permission denied/,
  )
})

test('figures that are put into the ledger and then not sent, because something failed, are not in it', async () => {
  const asTeacher = teacher.actor
  const fresh = await added(async () => {
    const failing = database.doors.as(asTeacher, 'report', async (tx) => {
      await publish(tx, 'teacher', 'screen', [
        { wave: 'w', unit: 'municipality', within: [], without: null, split: 'all', figures: [{ question: 'q', n: 9, told: { a: 9 } }] },
      ])
      throw new Error('too late')
    })
    await assert.rejects(failing, /too late/)
  })
  assert.deepEqual(fresh, [])
})

test('an operation that gives out figures past the ledger is a defect, and gives out nothing', async () => {
  const past = handle(getReport, async () => ({ themes: [] }) as never)
  await using server = fastify()
  await server.register(fastifyCookie)
  server.get('/past/:surveyId', (request, reply) => past.answer(testHouse(database), request, reply))
  const answer = await server.inject({ method: 'GET', url: `/past/${wave.surveyId}?unit=municipality`, headers: teacher.headers })
  assert.deepEqual([answer.statusCode, answer.json().title], [500, 'defect'])
})
