/** Reports through the contract: who may not first, then what is shown and what is not. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import type { Report, ReportUnit } from '#api/report.ts'
import { countedItems } from '#domain/questionnaire/indices.ts'
import { type AnsweredWave, answerWave, closeWave, group } from '../../tests/answered-wave.ts'
import { composedOf, ownItem, publishComposition } from '../../tests/composed-questionnaire.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'
import { jobs } from '../jobs/jobs.ts'
import { releaseFigures } from '../jobs/release-figures.ts'
import { sealClass } from '../jobs/seal-class.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let neighbours: AnsweredWave[]
let teacher: SignedIn
let leader: SignedIn
let nurse: SignedIn
let analyst: SignedIn
let politician: SignedIn
let stranger: SignedIn

const house = () => testHouse(database)
const school = () => `institution:${wave.institutions.Åsum}`
const unitOf = (name: string) => `class:${wave.classes[name]}`

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(house(), { isReady: async () => true })
  wave = await answerWave(database, {
    Åsum: {
      '5.A': [...group(11, 11, { bullied: 'never' }), ...group(3, 2, { bullied: 'few', 'sleep-tired': 'all' })],
      '5.B': group(8, 7),
      '5.M': group(2, 2),
      '6.A': group(12, 12, { 'sleep-tired': 'all' }),
    },
    Bakke: { '5.A': group(12, 12) },
    Dal: { '4.A': group(10, 10) },
  })
  for (const name of ['Åsum/5.A', 'Åsum/5.B', 'Åsum/5.M', 'Bakke/5.A', 'Dal/4.A']) await seal(wave, name)
  neighbours = []
  for (const municipalityId of [882, 883, 884]) {
    const one = await answerWave(
      database,
      { Et: { '5.A': group(12, 12) }, To: { '5.A': group(10, 10) }, Tre: { '5.A': group(10, 10) } },
      { municipalityId, name: `Nabo ${municipalityId}` },
    )
    for (const name of Object.keys(one.classes)) await seal(one, name)
    neighbours.push(one)
  }
  teacher = await signInAs(database, 'teacher', {
    institutionIds: [wave.institutions.Åsum ?? ''],
    classIds: [wave.classes['Åsum/5.A'] ?? '', wave.classes['Åsum/5.M'] ?? ''],
  })
  leader = await signInAs(database, 'institutionLeader', { institutionIds: [wave.institutions.Åsum ?? ''] })
  nurse = await signInAs(database, 'healthVisitor')
  analyst = await signInAs(database, 'municipalAnalyst')
  politician = await signInAs(database, 'politicalReader')
  stranger = await signInAs(database, 'municipalAnalyst', { municipalityId: 882 })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

function seal(of: AnsweredWave, name: string): Promise<void> {
  return sealClass(house(), { municipalityId: of.municipalityId, surveyId: of.surveyId, classId: of.classes[name] ?? '' })
}

async function read(who: SignedIn, unit: string, query: Readonly<Record<string, string>> = {}): Promise<Report> {
  const answer = await call(app, who, `GET /reports/${wave.surveyId}?${new URLSearchParams({ unit, ...query })}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

async function refused(who: SignedIn, unit: string): Promise<string> {
  return (await call(app, who, `GET /reports/${wave.surveyId}?${new URLSearchParams({ unit })}`)).body.title
}

const cardOf = (report: Report, item: string) =>
  report.themes.flatMap(({ cards }) => cards).find((card) => card.item === item) ?? assert.fail(item)

test('what one may not read is as if it were not there', async () => {
  for (const [who, unit] of [
    [teacher, unitOf('Åsum/5.B')],
    [teacher, unitOf('Bakke/5.A')],
    [teacher, `institution:${wave.institutions.Bakke}`],
    [leader, unitOf('Bakke/5.A')],
    [leader, `yearGroup:${wave.institutions.Bakke}:5`],
    [analyst, unitOf('Åsum/5.A')],
    [politician, school()],
    [politician, unitOf('Åsum/5.A')],
    [stranger, 'municipality'],
    [nurse, `class:${wave.surveyId}`],
    [nurse, 'region:1085'],
  ] as const) {
    assert.equal(await refused(who, unit), 'not-found', `${who.actor.role} ${unit}`)
  }
  assert.equal(await refused(nurse, 'somewhere'), 'report-no-such-unit')
  assert.equal(await refused(nurse, `yearGroup:${wave.institutions.Åsum}:99`), 'not-found')
})

test('a role that sees the municipality, given by the login for one school, sees no other school’s report and makes no plan there', async () => {
  const own = wave.institutions.Åsum ?? ''
  for (const role of ['municipalAnalyst', 'leadHealthVisitor'] as const) {
    const wide = await signInAs(database, role)
    const narrow = await signInAs(database, role, { narrowedTo: [own] })
    const others = [`institution:${wave.institutions.Bakke}`, `yearGroup:${wave.institutions.Bakke}:5`]
    for (const unit of others) {
      assert.notEqual(await refused(wide, unit), 'not-found', `${role} ${unit}`)
      assert.equal(await refused(narrow, unit), 'not-found', `${role} ${unit}`)
    }
    assert.equal((await read(narrow, school())).unit.unit, school())
    const listed = (await call(app, narrow, 'GET /reports')).text
    assert.ok(listed.includes(own) && !listed.includes(wave.institutions.Bakke ?? '-') && !listed.includes(wave.institutions.Dal ?? '-'))

    const tree = (await call(app, narrow, 'GET /institutions')).body
    assert.deepEqual(
      tree.map(({ id }: { id: string }) => id),
      [own],
    )
    const plan = (unit: string) => ({
      unit,
      title: 'Ro',
      theme: 'sleep',
      aim: 'Mere søvn',
      owner: 'Trivselsteamet',
      startsOn: '2026-11-23',
      dueOn: '2027-03-01',
      surveyId: null,
      item: null,
      interventionCode: null,
    })
    assert.equal((await call(app, narrow, 'POST /plans', plan(`institution:${wave.institutions.Bakke}`))).status, 404)
    const none = await signInAs(database, role, { narrowedTo: [] })
    assert.deepEqual((await call(app, none, 'GET /institutions')).body, [])
  }
})

test('the list has the units one may read, and no others', async () => {
  const levels = async (who: SignedIn) => {
    const answer = await call(app, who, 'GET /reports')
    const survey = answer.body.find(({ surveyId }: { surveyId: string }) => surveyId === wave.surveyId)
    return Object.fromEntries(
      [...Map.groupBy(survey.units, ({ level }: { level: string }) => level)].map(([level, units]) => [level, units.length]),
    )
  }
  assert.deepEqual(await levels(teacher), {
    class: 2,
    yearGroup: 2,
    institution: 1,
    municipalYearGroup: 3,
    municipality: 1,
    region: 1,
    country: 1,
  })
  assert.deepEqual(await levels(leader), {
    class: 4,
    yearGroup: 2,
    institution: 1,
    municipalYearGroup: 3,
    municipality: 1,
    region: 1,
    country: 1,
  })
  assert.deepEqual(await levels(nurse), {
    class: 6,
    yearGroup: 4,
    institution: 3,
    municipalYearGroup: 3,
    municipality: 1,
    region: 1,
    country: 1,
  })
  assert.deepEqual(await levels(analyst), { yearGroup: 4, institution: 3, municipalYearGroup: 3, municipality: 1, region: 1, country: 1 })
  assert.deepEqual(await levels(politician), { municipalYearGroup: 3, municipality: 1, region: 1, country: 1 })
  const others = await call(app, stranger, 'GET /reports')
  assert.ok(others.body.every(({ surveyId }: { surveyId: string }) => surveyId !== wave.surveyId))
})

test('the list says what hangs on what, how many have answered, and what is open', async () => {
  const answer = await call(app, teacher, 'GET /reports')
  const units = new Map<string, ReportUnit>(answer.body[0].units.map((unit: ReportUnit) => [unit.unit, unit]))
  assert.deepEqual(units.get(unitOf('Åsum/5.A')), {
    unit: unitOf('Åsum/5.A'),
    level: 'class',
    name: '5.A',
    grade: 5,
    kind: 'school',
    parent: `yearGroup:${wave.institutions.Åsum}:5`,
    invited: 27,
    answered: 27,
    isOpen: true,
  })
  assert.deepEqual([units.get(unitOf('Åsum/5.M'))?.answered, units.get(unitOf('Åsum/5.M'))?.isOpen], [4, false])
  assert.deepEqual(
    [units.get(`yearGroup:${wave.institutions.Åsum}:5`)?.grade, units.get(`yearGroup:${wave.institutions.Åsum}:5`)?.parent],
    [5, school()],
  )
  assert.deepEqual(
    [units.get(school())?.parent, units.get('municipality')?.parent, units.get('region:1083')?.parent, units.get('country')?.parent],
    ['municipality', 'region:1083', 'country', null],
  )
  assert.deepEqual([units.get('region:1083')?.name, units.get('region:1083')?.isOpen], ['Region Syddanmark', false])
})

test('a class reads its own figures, with n of invited and an interval', async () => {
  const report = await read(teacher, unitOf('Åsum/5.A'))
  assert.deepEqual([report.unit.name, report.unit.invited, report.unit.answered], ['5.A', 27, 27])
  assert.deepEqual(
    report.path.map(({ level, name, grade }) => name || `${level} ${grade}`),
    ['Lillekøbing', 'Åsum', 'yearGroup 5'],
  )
  const tired = cardOf(report, 'sleep-tired')
  assert.equal(tired.state, 'shown')
  assert.deepEqual([tired.figure?.n, tired.figure?.favourable], [27, { count: 22, percent: 81, low: 63, high: 92 }])
  assert.equal(cardOf(report, 'bullied').state, 'shown')
  assert.equal(cardOf(report, 'bullied-where').state, 'hidden', 'five were asked')
  assert.deepEqual(cardOf(report, 'body').hidden, { reason: 'neverAtThisLevel', threshold: 30, openAt: null })
})

test('a class of fifteen sees bullying as few, some or many, and nothing that gives the count back', async () => {
  for (const query of [{}, { split: 'sex' }, { compare: 'rest' }, { compare: 'municipality', split: 'sex' }]) {
    const card = cardOf(await read(nurse, unitOf('Åsum/5.B'), query as Record<string, string>), 'bullied')
    assert.deepEqual(
      { ...card, bands: null },
      {
        item: 'bullied',
        theme: 'bullying',
        state: 'bands',
        figure: null,
        bands: null,
        split: null,
        comparison: null,
        uncompared: null,
        weighted: null,
        hidden: null,
      },
    )
    assert.deepEqual(card.bands?.options[0], { option: 'never', band: 'many' })
  }
})

test('a class of four sees no distribution, whatever is asked; it is told where it is counted', async () => {
  for (const query of [
    {},
    { split: 'sex' },
    { compare: 'rest' },
    { compare: 'country' },
    { content: 'teachingEnvironment' },
    { themes: 'sleep,bullying' },
  ]) {
    const report = await read(teacher, unitOf('Åsum/5.M'), query as Record<string, string>)
    assert.deepEqual([report.unit.answered, report.unit.isOpen], [4, false])
    for (const { cards } of report.themes) {
      for (const card of cards)
        assert.deepEqual([card.state, card.figure, card.bands, card.split, card.comparison], ['hidden', null, null, null, null])
    }
  }
  const { hidden } = cardOf(await read(teacher, unitOf('Åsum/5.M')), 'laughed')
  assert.deepEqual(hidden, {
    reason: 'tooFew',
    threshold: 5,
    openAt: { unit: `yearGroup:${wave.institutions.Åsum}:5`, level: 'yearGroup', name: '', grade: 5, kind: 'school' },
  })
})

test('a class that has not answered yet says so', async () => {
  const { hidden } = cardOf(await read(leader, unitOf('Åsum/6.A')), 'laughed')
  assert.equal(hidden?.reason, 'notSealedYet')
})

test('a class is compared with the rest of its school, a school with the rest of the municipality', async () => {
  await seal(wave, 'Åsum/6.A')
  const own = cardOf(await read(teacher, unitOf('Åsum/5.A'), { compare: 'rest', themes: 'sleep' }), 'sleep-tired')
  assert.deepEqual([own.comparison?.with, own.comparison?.of.name, own.comparison?.figure.n], ['rest', 'Åsum', 15 + 24])
  assert.equal(own.comparison?.gap?.verdict, 'clearlyHigher')
  const ofSchool = cardOf(await read(leader, school(), { compare: 'rest' }), 'sleep-tired')
  assert.deepEqual([ofSchool.comparison?.of.name, ofSchool.comparison?.figure.n], ['Lillekøbing', 44])
  const municipality = await read(analyst, 'municipality', { compare: 'rest' })
  assert.ok(municipality.themes.every(({ cards }) => cards.every(({ comparison }) => comparison === null)))
})

test('girls and boys apart where both are open, with what they cover', async () => {
  const { split } = cardOf(await read(teacher, unitOf('Åsum/5.A'), { split: 'sex' }), 'sleep-tired')
  assert.deepEqual([split?.female.n, split?.male.n, split?.covers], [14, 13, 100])
  assert.equal(cardOf(await read(teacher, unitOf('Åsum/5.A')), 'sleep-tired').split, null)
})

test('only the themes that are asked for, or the teaching environment', async () => {
  assert.deepEqual(
    (await read(teacher, unitOf('Åsum/5.A'), { themes: 'sleep,friends' })).themes.map(({ theme }) => theme),
    ['sleep', 'friends'],
  )
  const umv = (await read(teacher, unitOf('Åsum/5.A'), { content: 'teachingEnvironment' })).themes.flatMap(({ cards }) => cards)
  assert.equal(umv.length, 12, 'ten questions and two indices')
})

test('a municipality reads wider intervals than its pupils alone would give', async () => {
  const bar = cardOf(await read(politician, 'municipality'), 'sleep-tired').figure?.favourable
  const n = 27 + 15 + 24 + 24 + 20
  assert.equal(cardOf(await read(politician, 'municipality'), 'sleep-tired').figure?.n, n)
  assert.ok(bar && bar.high - bar.low > 1.4 * 100 * 2 * 1.96 * Math.sqrt((0.74 * 0.26) / n), `${bar?.low}-${bar?.high}`)
})

test('region and country are not there until three municipalities have released', async () => {
  const before = await read(politician, 'country')
  assert.deepEqual([before.municipalities, before.unit.isOpen], [0, false])
  assert.equal(cardOf(before, 'laughed').hidden?.reason, 'notReleased')
  for (const one of neighbours) await releaseFigures(house(), { municipalityId: one.municipalityId, surveyId: one.surveyId })
  await releaseFigures(house(), {})
  const country = await read(politician, 'country')
  assert.deepEqual(
    [country.municipalities, country.unit.answered, country.unit.level, cardOf(country, 'laughed').figure?.n],
    [3, 192, 'country', 192],
  )
  const region = await read(teacher, 'region:1083', { split: 'sex', compare: 'country' })
  assert.deepEqual(
    [region.unit.name, cardOf(region, 'laughed').split?.female.n, cardOf(region, 'laughed').comparison?.figure.n],
    ['Region Syddanmark', 96, 192],
  )
  const own = cardOf(await read(teacher, unitOf('Åsum/5.A'), { compare: 'region' }), 'sleep-tired')
  assert.deepEqual([own.comparison?.of.name, own.comparison?.figure.n], ['Region Syddanmark', 192])
})

test('a school is compared with similar ones in three municipalities, and they have no names', async () => {
  const report = await read(leader, school(), { compare: 'similar' })
  assert.deepEqual(report.similar, { institutions: 9, municipalities: 3 })
  const { comparison } = cardOf(report, 'sleep-tired')
  assert.deepEqual(comparison?.of, { level: 'similar', name: 'small', grade: null, kind: 'school' })
  assert.deepEqual([comparison?.figure.n, comparison?.figure.interval], [192, 'effectiveSize'])
  assert.ok(!JSON.stringify(report).includes('Nabo'))
  const again = await call(
    app,
    leader,
    `GET /reports/${wave.surveyId}/figures?${new URLSearchParams({ unit: school(), compare: 'similar' })}`,
  )
  assert.ok(
    again.body.rows.some(
      (row: { group: string; groupName: string; n: number }) =>
        row.group === 'other' && row.groupName === 'lignende skoler (højst 99 inviterede)' && row.n === 192,
    ),
  )
  assert.ok(again.body.method.some((said: string) => said.includes('9 institutioner i 3 kommuner')))
})

test('a class and the municipality have no similar ones, nor may anybody read these by themselves', async () => {
  for (const unit of [unitOf('Åsum/5.A'), `yearGroup:${wave.institutions.Åsum}:5`]) {
    const report = await read(leader, unit, { compare: 'similar' })
    assert.deepEqual([report.similar, cardOf(report, 'sleep-tired').comparison], [null, null])
  }
  assert.equal(
    (await call(app, politician, `GET /reports/${wave.surveyId}?${new URLSearchParams({ unit: 'similar:school-small' })}`)).status,
    404,
  )
})

test('similar institutions are in the ledger by themselves, inside the country', async () => {
  const shown = await database.asOwner(
    async (client) => (await client.query("select distinct unit, within from audit.shown where unit like 'similar:%'")).rows,
  )
  assert.deepEqual(shown, [{ unit: 'similar:school-small', within: ['country'] }])
})

test('only an analyst sees and asks for releases, and of their own municipality', async () => {
  for (const who of [teacher, leader, nurse, politician]) {
    assert.equal((await call(app, who, `GET /reports/${wave.surveyId}/releases`)).status, 403)
    assert.equal((await call(app, who, `POST /reports/${wave.surveyId}/releases`)).status, 403)
  }
  assert.equal((await call(app, stranger, `GET /reports/${wave.surveyId}/releases`)).status, 404)
  assert.equal((await call(app, stranger, `POST /reports/${wave.surveyId}/releases`)).status, 404)
})

test('an analyst alone says whether figures are released by themselves, of every survey or of one', async () => {
  const save = (who: SignedIn, rule: string, isForAll: boolean) =>
    call(app, who, `PUT /reports/${wave.surveyId}/release-rule`, { rule, isForAll })
  const said = async () => (await call(app, analyst, `GET /reports/${wave.surveyId}/releases`)).body.rule
  for (const who of [teacher, leader, nurse, politician]) assert.equal((await save(who, 'decision', true)).status, 403)
  assert.equal((await save(stranger, 'decision', true)).status, 404)
  assert.deepEqual(await said(), { municipality: 'standing', wave: null })

  await save(analyst, 'decision', false)
  assert.deepEqual(await said(), { municipality: 'standing', wave: 'decision' })
  await save(analyst, 'standing', true)
  assert.deepEqual(await said(), { municipality: 'standing', wave: null }, 'this one follows the others again')
  const rows = await database.asOwner(
    async (client) => (await client.query("select role from audit.event where act = 'figures.ruleSaved' and refusal is null")).rows,
  )
  assert.deepEqual(rows, [{ role: 'municipalAnalyst' }, { role: 'municipalAnalyst' }])
})

test('an analyst sees what waits, releases it, and sees that it is released', async () => {
  const before = await call(app, analyst, `GET /reports/${wave.surveyId}/releases`)
  assert.deepEqual(before.body, {
    surveyId: wave.surveyId,
    steps: [],
    waiting: { institutions: 3, answered: 110, mayRelease: true },
    rule: { municipality: 'standing', wave: null },
    country: { municipalities: 3 },
    regions: [{ name: 'Region Syddanmark', municipalities: 3 }],
  })
  assert.equal((await call(app, analyst, `POST /reports/${wave.surveyId}/releases`)).status, 204)
  const [job] = await database.asOwner(
    async (client) => (await client.query("select payload from graphile_worker._private_jobs where key like 'release-figures:%'")).rows,
  )
  await jobs['release-figures']?.run(house(), job.payload)
  const after = await call(app, analyst, `GET /reports/${wave.surveyId}/releases`)
  assert.deepEqual([after.body.steps, after.body.waiting.mayRelease], [[{ step: 1, institutions: 3, answered: 114 }], false])
  assert.deepEqual(after.body.country, { municipalities: 3 }, 'one more municipality alone would show itself')
})

test('a report is a handful of statements, whatever it is of', async () => {
  const sent: string[] = []
  const plain = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client & { user?: string }, ...args: Parameters<typeof plain>) {
    const first: unknown = args[0]
    if (this.user === 'bul_report') sent.push(typeof first === 'string' ? first : String((first as { text?: string }).text))
    return plain.apply(this, args)
  } as typeof plain
  try {
    for (const [unit, compare] of [
      [unitOf('Åsum/5.A'), 'rest'],
      [school(), 'municipality'],
      ['municipality', 'country'],
      ['country', 'none'],
    ] as const) {
      // The first look may put what it shows into the ledger; whoever looks again writes nothing.
      for (const most of [6, 5]) {
        sent.length = 0
        await read(nurse, unit, { compare, split: 'sex' })
        const statements = sent.filter((text) => !/^(begin|commit)/.test(text))
        assert.ok(statements.length > 0 && statements.length <= most, `${statements.length} for ${unit}`)
      }
    }
  } finally {
    pg.Client.prototype.query = plain
  }
})

test('an earlier wave stands beside this one: the same school, year group, municipality, and the class of the same children', async () => {
  const before = await answerWave(
    database,
    {
      Åsum: { '4.A': group(10, 10, { 'sleep-tired': 'all' }), '5.B': group(8, 8) },
      Bakke: { '5.A': group(12, 12) },
      Dal: { '4.A': group(10, 10) },
    },
    { schoolYear: 2025, known: wave.institutions },
  )
  for (const name of Object.keys(before.classes)) await seal(before, name)
  assert.equal((await read(teacher, unitOf('Åsum/5.A'))).earlier, null, 'not sealed yet')
  await closeWave(database, before)
  await closeSurvey(house(), before)

  const ofClass = await read(teacher, unitOf('Åsum/5.A'), { compare: 'earlier' })
  assert.equal(ofClass.earlier, 2025)
  const tired = cardOf(ofClass, 'sleep-tired').comparison
  assert.deepEqual(
    [tired?.with, tired?.of.name, tired?.of.level, tired?.schoolYear, tired?.figure.n],
    ['earlier', '4.A', 'class', 2025, 20],
  )
  assert.equal(tired?.gap?.verdict, 'clearlyHigher')
  assert.ok(ofClass.compared > 10 && ofClass.compared < 40, String(ofClass.compared))

  const n = async (who: SignedIn, unit: string) => cardOf(await read(who, unit, { compare: 'earlier' }), 'sleep-tired').comparison?.figure.n
  assert.equal(await n(nurse, `yearGroup:${wave.institutions.Åsum}:5`), 16, "last year's fifth grade")
  assert.equal(await n(leader, school()), 36)
  assert.equal(await n(politician, 'municipality'), 80)
  assert.equal((await read(nurse, unitOf('Åsum/6.A'))).earlier, null, 'there was no 5.A')
  assert.equal((await read(politician, 'country')).earlier, null, 'nobody had released')
  const four = await read(teacher, unitOf('Åsum/5.M'), { compare: 'earlier' })
  assert.ok(four.earlier === null && four.themes.every(({ cards }) => cards.every(({ comparison }) => comparison === null)))
})

test('a composition is read with all its questions at home, and against others with those of its edition', async () => {
  const schoolYear = 2024
  const asking = composedOf(7, { leftOut: ['active-days'], own: [ownItem('k881-walk')] })
  await publishComposition(database, 881, asking)
  const mine = await answerWave(
    database,
    { Åsum: { '5.A': group(12, 12, {}, asking) }, Bakke: { '5.A': group(12, 12, {}, asking) }, Dal: { '4.A': group(10, 10, {}, asking) } },
    { schoolYear, known: wave.institutions, questionnaire: asking },
  )
  const others = []
  for (const municipalityId of [882, 883, 884]) {
    const schools = { Fire: { '5.A': group(12, 12) }, Fem: { '5.A': group(10, 10) }, Seks: { '5.A': group(10, 10) } }
    others.push(await answerWave(database, schools, { municipalityId, schoolYear }))
  }
  for (const one of [mine, ...others]) {
    for (const name of Object.keys(one.classes)) await seal(one, name)
    await releaseFigures(house(), { municipalityId: one.municipalityId, surveyId: one.surveyId })
  }
  await releaseFigures(house(), {})
  const of = async (unit: string, query: Readonly<Record<string, string>> = {}): Promise<Report> => {
    const answer = await call(app, analyst, `GET /reports/${mine.surveyId}?${new URLSearchParams({ unit, ...query })}`)
    assert.equal(answer.status, 200, answer.text)
    return answer.body
  }
  const codes = ({ themes }: Report) => themes.flatMap(({ cards }) => cards.map(({ item }) => item))

  const home = await of('municipality', { compare: 'country' })
  assert.deepEqual(
    codes(home),
    asking.themes.flatMap((theme) =>
      countedItems(asking)
        .filter((item) => item.kind !== 'information' && item.theme === theme)
        .map(({ code }) => code),
    ),
  )
  assert.equal(cardOf(home, 'k881-walk').figure?.n, 68)
  assert.equal(cardOf(home, 'k881-walk').uncompared, 'ownQuestion')
  assert.equal(cardOf(home, 'school-glad').figure?.n, 68)
  // Its own answers and those of the three that asked the edition itself.
  assert.equal(cardOf(home, 'school-glad').comparison?.figure.n, 68 + 3 * 64)
  assert.equal(cardOf(home, 'laughed').comparison?.figure.n, 68 + 3 * 64)

  const country = await of('country')
  assert.ok(country.unit.isOpen)
  assert.ok(!codes(country).includes('k881-walk') && !codes(country).includes('active-days'))
  assert.equal(cardOf(country, 'laughed').figure?.n, 68 + 3 * 64)

  const list = await call(app, analyst, 'GET /reports')
  const listed = list.body.find(({ surveyId }: { surveyId: string }) => surveyId === mine.surveyId)
  assert.ok(listed.units.find(({ unit }: ReportUnit) => unit === 'country').isOpen, 'the list knows that the country is open')
  const releases = await call(app, analyst, `GET /reports/${mine.surveyId}/releases`)
  assert.deepEqual([releases.body.country, releases.body.steps.length], [{ municipalities: 4 }, 1])
})

test('when the survey is sealed the class of four counts at its school, and is still nowhere by itself', async () => {
  await closeWave(database, wave)
  await closeSurvey(house(), wave)
  const ofSchool = await read(leader, school())
  assert.equal(ofSchool.state, 'sealed')
  assert.equal(cardOf(ofSchool, 'body').figure?.n, 27 + 15 + 4 + 24)
  const four = await read(teacher, unitOf('Åsum/5.M'))
  for (const { cards } of four.themes) for (const card of cards) assert.equal(card.figure ?? card.bands, null)
})
