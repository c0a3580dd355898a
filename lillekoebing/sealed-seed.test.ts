import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { codebook, optionsAt } from '#domain/questionnaire/codebook.ts'
import { unitKey, type Unit } from '#domain/organisation/unit.ts'
import { closeSurvey } from '#server/jobs/close-survey.ts'
import { releaseFigures } from '#server/jobs/release-figures.ts'
import { sealBatch } from '#server/jobs/seal-batch.ts'
import { sealClass } from '#server/jobs/seal-class.ts'
import { testHouse } from '../tests/play.ts'
import { openTestDatabase, type TestDatabase } from '../tests/test-database.ts'
import { sealNation, seedNation } from './nation.ts'
import { mellemtrin } from './mellemtrin.ts'
import { lillekoebing, places } from './place.ts'
import { plantedTruths, type PlantedTruth } from './planted-truths.ts'
import { seedLillekoebing } from './seed.ts'
import { classId, institutionId } from './town.ts'
import { surveyId } from './waves.ts'

const today = '2026-11-22'
const home = lillekoebing.id
const lastYear = surveyId(home, 2025)
const thisYear = surveyId(home, 2026)
const { cells } = codebook(mellemtrin())

let database: TestDatabase

/** The jobs of the real world. */
const sealingBy = (of: TestDatabase) => ({
  sealClass: (municipalityId: number, survey: string, group: string) =>
    sealClass(testHouse(of), { municipalityId, surveyId: survey, classId: group }),
  sealBatch: (municipalityId: number, survey: string) => sealBatch(testHouse(of), { municipalityId, surveyId: survey }),
  sealRest: (municipalityId: number, survey: string) => closeSurvey(testHouse(of), { municipalityId, surveyId: survey }),
  release: (municipalityId: number, survey: string) => releaseFigures(testHouse(of), { municipalityId, surveyId: survey }),
  gather: () => releaseFigures(testHouse(of), {}),
})

const seed = () =>
  database.asOwner((migrator) =>
    seedLillekoebing({
      migrator,
      doors: database.doors,
      keyring: database.keyring,
      issuer: 'http://127.0.0.1:8090',
      today,
      sealing: sealingBy(database),
    }),
  )

before(async () => {
  database = await openTestDatabase()
  assert.equal(await seed(), 'seeded')
})

after(() => database[Symbol.asyncDispose]())

async function query<R>(text: string, values: readonly unknown[] = [], of = database): Promise<readonly R[]> {
  return of.asOwner(async (client) => (await client.query(text, [...values])).rows)
}

/** n and the share of favourable answers of a unit, from the sums of its atoms; undefined when nothing is shown. */
async function figure(
  survey: string,
  unit: Unit,
  item: string,
  sex: 'all' | 'female' | 'male' = 'all',
): Promise<{ readonly n: number; readonly percent: number } | undefined> {
  const [row] = await query<{ counts: number[] }>('select counts from sealed.total where survey_id = $1 and unit = $2 and sex = $3', [
    survey,
    unitKey(unit),
    sex,
  ])
  const cell = cells.find((one) => one.item.code === item)
  if (!row || !cell) return undefined
  const n = row.counts[cell.offset] ?? 0
  const good = cell.item.options.reduce(
    (sum, option, place) => sum + (cell.item.favourable.includes(option) ? (row.counts[cell.offset + optionsAt + place] ?? 0) : 0),
    0,
  )
  return n === 0 ? undefined : { n, percent: (good / n) * 100 }
}

test('a second run does nothing at all', async () => {
  const trace = () =>
    query(
      `select (select count(*) from audit.event) as events, (select count(*) from sealed.atom) as atoms, (select max(xmin::text::bigint) from common.survey) as written`,
    )
  const before = await trace()
  assert.equal(await seed(), 'already there')
  assert.deepEqual(await trace(), before)
})

test("last year's surveys are sealed and nothing raw is left of them; this year's are open", async () => {
  const rows = await query<{ state: string; raw: number; atoms: number }>(`
    select state, (select count(*)::int from statistics.response r where r.survey_id = s.id) as raw, (select count(*)::int from sealed.atom a where a.survey_id = s.id) as atoms
    from common.survey s where school_year = 2025 and questionnaire_code = 'mellemtrin'`)
  assert.equal(rows.length, places.filter(({ schools }) => schools.length > 0).length)
  assert.ok(
    rows.every(({ state, raw, atoms }) => state === 'sealed' && raw === 0 && atoms > 20),
    JSON.stringify(rows),
  )
  assert.deepEqual(await query("select distinct state from common.survey where school_year = 2026 and questionnaire_code = 'mellemtrin'"), [
    { state: 'open' },
  ])
})

test('beside the main road parents and young people have answered: closed is sealed, rolling is sealed in batches', async () => {
  const rows = await query<{ code: string; state: string; rolling: boolean; answered: number; sealed: number; raw: number }>(`
    select questionnaire_code as code, state, is_rolling as rolling,
      (select coalesce(sum(answered_count), 0)::int from statistics.turnout t where t.survey_id = s.id) as answered,
      (select coalesce(sum(answered), 0)::int from sealed.turnout t where t.survey_id = s.id and t.unit like 'class:%') as sealed,
      (select count(*)::int from statistics.response r where r.survey_id = s.id) as raw
    from common.survey s where municipality_id = 881 and school_year = 2026 and track = 'statistics' and questionnaire_code <> 'mellemtrin' order by 1, 2`)
  const of = (code: string, rolling: boolean) => rows.find((one) => one.code === code && one.rolling === rolling) ?? assert.fail(code)
  for (const code of ['foraeldre-2-7-aar', 'unge']) {
    const { state, sealed, raw } = of(code, false)
    assert.deepEqual([state, raw], ['sealed', 0], code)
    assert.ok(sealed > 60, `${code}: ${sealed}`)
  }
  for (const code of ['foraeldre-8-10-maaneder', 'unge']) {
    const { state, answered, sealed } = of(code, true)
    assert.equal(state, 'open')
    assert.ok(answered > 10 && sealed === answered, `${code}: ${answered} ${sealed}`)
  }
  for (const code of ['indskoling', 'udskoling']) assert.ok(of(code, false).sealed > 100, code)
})

test('last year can be seen in both regions and the country; this year without Lillekøbing, whose figures wait for somebody', async () => {
  const rows = await query<{ year: number; area: string; municipalities: number; published: boolean }>(
    "select school_year as year, area, municipalities, is_published as published from released.benchmark where area not like 'similar:%' order by year, area",
  )
  assert.deepEqual(rows, [
    { year: 2025, area: 'country', municipalities: 8, published: true },
    { year: 2025, area: 'region:1083', municipalities: 4, published: true },
    { year: 2025, area: 'region:1085', municipalities: 4, published: true },
    { year: 2025, area: 'region:1086', municipalities: 4, published: true },
    { year: 2026, area: 'country', municipalities: 7, published: true },
    { year: 2026, area: 'region:1083', municipalities: 3, published: true },
    { year: 2026, area: 'region:1085', municipalities: 4, published: true },
    { year: 2026, area: 'region:1086', municipalities: 4, published: true },
  ])
  assert.deepEqual(await query('select school_year as year from released.municipal_total where municipality_id = 881'), [{ year: 2025 }])
})

test('schools of one class a year, and of two, have similar ones in both years', async () => {
  const rows = await query<{ year: number; area: string; municipalities: number; institutions: number }>(
    "select school_year as year, area, municipalities, (steps ->> 'institutions')::int as institutions from released.benchmark where area like 'similar:%' order by year, area",
  )
  assert.deepEqual(rows, [
    { year: 2025, area: 'similar:school-medium', municipalities: 8, institutions: 16 },
    { year: 2025, area: 'similar:school-small', municipalities: 4, institutions: 8 },
    { year: 2026, area: 'similar:school-medium', municipalities: 7, institutions: 11 },
    { year: 2026, area: 'similar:school-small', municipalities: 4, institutions: 8 },
  ])
})

/** Where the reports show a truth of this year, or of last year when it is one of last year alone. */
function placeOf({ where }: PlantedTruth): { readonly survey: string; readonly unit: Unit; readonly year: number } {
  const year = where.years.includes('thisYear') ? 2026 : 2025
  const survey = surveyId(home, year)
  if (where.institutionKey === undefined) return { survey, year, unit: { level: 'municipality' } }
  if (where.className === undefined)
    return { survey, year, unit: { level: 'institution', institutionId: institutionId(home, where.institutionKey) } }
  return { survey, year, unit: { level: 'class', classId: classId(home, where.institutionKey, year, where.className) } }
}

for (const truth of plantedTruths) {
  test(`sealed figures tell of ${truth.code}`, async () => {
    const { survey, unit, year } = placeOf(truth)
    const here = await figure(survey, unit, truth.item, truth.where.sex ?? 'all')
    const other =
      truth.where.sex === 'female'
        ? await figure(survey, unit, truth.item, 'male')
        : await figure(surveyId(882, year), { level: 'municipality' }, truth.item)
    assert.ok(here && other, 'both are shown')
    const written = truth.favourable.here - truth.favourable.elsewhere
    assert.ok(
      Math.abs(here.percent - other.percent) > Math.abs(written) * 0.5,
      `${here.percent.toFixed(0)} % against ${other.percent.toFixed(0)} %`,
    )
    assert.equal(here.percent > other.percent, written > 0)
  })
}

test('the class of four has no figure on any question, and the school has more answers than its other classes', async () => {
  for (const name of ['5.M', '6.M']) {
    assert.deepEqual(
      await query('select unit from sealed.total where unit = any ($1)', [
        [2025, 2026].map((year) => unitKey({ level: 'class', classId: classId(home, 'stenhoej', year, name) })),
      ]),
      [],
    )
  }
  const school = await figure(lastYear, { level: 'institution', institutionId: institutionId(home, 'stenhoej') }, 'school-glad')
  const classes = await Promise.all(
    ['4.A', '5.A', '6.A'].map((name) =>
      figure(lastYear, { level: 'class', classId: classId(home, 'stenhoej', 2025, name) }, 'school-glad'),
    ),
  )
  const inClasses = classes.reduce((sum, one) => sum + (one?.n ?? 0), 0)
  assert.ok(school && school.n >= inClasses + 5, `${school?.n} at the school, ${inClasses} in its classes`)
})

test('a class that waits shows nothing yet, and a class that is half-way neither', async () => {
  for (const name of ['5.A', '5.B'])
    assert.equal(await figure(thisYear, { level: 'class', classId: classId(home, 'moellebakken', 2026, name) }, 'school-glad'), undefined)
})

test('a small nation is sealed municipality by municipality, and nothing raw is left', async () => {
  await using own = await openTestDatabase()
  const given = { doors: own.doors, keyring: own.keyring, today, size: { municipalities: 3, schools: 9 } }
  const { pupils } = await seedNation(given)
  const raw = Number((await query<{ n: number }>('select count(*) as n from statistics.response', [], own))[0]?.n)
  assert.ok(raw > pupils * 0.92)
  await sealNation({ ...given, sealing: sealingBy(own) })
  assert.equal(Number((await query<{ n: number }>('select count(*) as n from statistics.response', [], own))[0]?.n), 0)
  assert.deepEqual(await query('select distinct state from common.survey', [], own), [{ state: 'sealed' }])
  assert.equal(
    Number((await query<{ n: number }>(`select sum(answered) as n from sealed.turnout where unit = 'municipality'`, [], own))[0]?.n),
    raw,
  )
})
