/** What municipalities release of what they have sealed, and what region and country make of it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { codebook } from '#domain/questionnaire/codebook.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { type AnsweredWave, answerLate, answerWave, closeWave, group, mellemtrin } from '../../tests/answered-wave.ts'
import { composedOf, ownItem, publishComposition } from '../../tests/composed-questionnaire.ts'
import { testHouse } from '../../tests/play.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import type { House } from '../house.ts'
import { closeSurvey } from './close-survey.ts'
import { releaseFigures } from './release-figures.ts'
import { sealClass } from './seal-class.ts'

let database: TestDatabase
let house: House

before(async () => {
  database = await openTestDatabase()
  house = testHouse(database)
})

after(() => database[Symbol.asyncDispose]())

const laughed = codebook(mellemtrin).cells.find(({ item }) => item.code === 'laughed')?.offset ?? -1
const body = codebook(mellemtrin).cells.find(({ item }) => item.code === 'body')?.offset ?? -1

async function query(text: string, values: readonly unknown[] = []): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return database.asOwner(async (client) => (await client.query(text, [...values])).rows)
}

async function asAnalyst(municipalityId: number, text: string, values: readonly unknown[] = []): Promise<void> {
  const client = await database.connectAs('bul_staff')
  await client.query('begin')
  await client.query("select common.begin_ctx($1, 'municipalAnalyst', '', '*')", [municipalityId])
  await client.query(text, [...values])
  await client.query('commit')
  await client.end()
}

/** So many schools with one class of so many, all sealed. */
async function sealedWave(municipalityId: number, sizes: readonly number[], region = '1083', schoolYear = 2026): Promise<AnsweredWave> {
  const schools = Object.fromEntries(
    sizes.map((size, index) => [`Skole ${index}`, { '5.A': group(Math.ceil(size / 2), Math.floor(size / 2)) }]),
  )
  const wave = await answerWave(database, schools, { municipalityId, name: `Kommune ${municipalityId}`, region, schoolYear })
  for (const classId of Object.values(wave.classes)) await sealClass(house, { municipalityId, surveyId: wave.surveyId, classId })
  return wave
}

const release = (wave: AnsweredWave, gather = 1) =>
  releaseFigures(house, { municipalityId: wave.municipalityId, surveyId: wave.surveyId, gather })
const stepsOf = (municipalityId: number) =>
  query(
    `select step, institutions, invited, answered, counts[${laughed + 1}] as laughed, counts[${body + 1}] as body from released.municipal_total where municipality_id = $1 order by step`,
    [municipalityId],
  )
const benchmarks = (schoolYear = 2026) =>
  query(
    `select area, municipalities, invited, answered, (steps ->> 'institutions')::int as institutions, counts[${laughed + 1}] as laughed, female_counts[${laughed + 1}] as girls from released.benchmark where is_published and school_year = $1 and area not like 'similar:%' order by area`,
    [schoolYear],
  )

test('two schools, or forty-nine pupils, release nothing', async () => {
  await release(await sealedWave(861, [40, 40]))
  await release(await sealedWave(862, [20, 20, 9]))
  assert.deepEqual([...(await stepsOf(861)), ...(await stepsOf(862))], [])
})

test('a first release has everything of three schools; pressing again releases nothing more', async () => {
  const wave = await sealedWave(863, [20, 20, 20])
  await release(wave)
  await release(wave)
  assert.deepEqual(await stepsOf(863), [{ step: 1, institutions: 3, invited: 60, answered: 60, laughed: 60, body: 0 }])
})

test('one more class of one school waits for two other schools', async () => {
  const wave = await sealedWave(864, [20, 20, 20])
  await release(wave)
  const more = async (school: number, count: number) => {
    const classId = wave.classes[`Skole ${school}/5.A`] ?? ''
    await answerLate(database, wave, classId, 5, group(count, 0))
    await sealClass(house, { municipalityId: 864, surveyId: wave.surveyId, classId })
    await release(wave)
  }
  await more(0, 40)
  await more(1, 40)
  assert.equal((await stepsOf(864)).length, 1)
  await more(2, 5)
  assert.deepEqual(
    (await stepsOf(864)).map(({ step, laughed: count }) => [step, count]),
    [
      [1, 60],
      [2, 145],
    ],
  )
})

test('a highly sensitive question is released when three schools have sealed it', async () => {
  const wave = await sealedWave(865, [31, 32, 33])
  await release(wave)
  await closeWave(database, wave)
  await closeSurvey(house, wave)
  await release(wave)
  assert.deepEqual(
    (await stepsOf(865)).map(({ step, body: count }) => [step, count]),
    [
      [1, 0],
      [2, 96],
    ],
  )
})

test('three municipalities make a region and the country; a fourth alone waits', async () => {
  const year = 2020
  for (const id of [871, 872]) await release(await sealedWave(id, [20, 20, 20], '1083', year))
  assert.deepEqual(await benchmarks(year), [])
  await release(await sealedWave(873, [20, 30, 40], '1083', year))
  const three = { municipalities: 3, invited: 210, answered: 210, institutions: 9, laughed: 210, girls: 105 }
  assert.deepEqual(await benchmarks(year), [
    { area: 'country', ...three },
    { area: 'region:1083', ...three },
  ])
  await release(await sealedWave(874, [20, 20, 20], '1085', year))
  assert.deepEqual(await benchmarks(year), [
    { area: 'country', ...three },
    { area: 'region:1083', ...three },
  ])
  // With two more of its region it is one, and the country has all six.
  for (const id of [875, 876]) await release(await sealedWave(id, [20, 20, 20], '1085', year))
  assert.deepEqual(
    (await benchmarks(year)).map(({ area, municipalities }) => [area, municipalities]),
    [
      ['country', 6],
      ['region:1083', 3],
      ['region:1085', 3],
      ['region:1086', 3],
    ],
  )
})

test('until the change a region counts in the one it becomes part of, afterwards there is that one alone', async () => {
  const [before, afterwards] = [2017, 2027]
  const sjælland = [841, 842, 843]
  const hovedstaden = [844, 845]
  for (const [index, year] of [before, afterwards].entries()) {
    for (const id of sjælland) await sealedWave(id - 10 * index, [20, 20, 20], '1085', year)
    for (const id of hovedstaden) await sealedWave(id - 10 * index, [20, 20, 20], '1084', year)
  }
  await releaseFigures(house, { everybody: 1 })
  const shown = async (year: number) =>
    (await benchmarks(year)).map(({ area, municipalities, laughed: count }) => [area, municipalities, count])
  assert.deepEqual(await shown(before), [
    ['country', 3, 180],
    ['region:1085', 3, 180],
    ['region:1086', 3, 180],
  ])
  assert.deepEqual(await shown(afterwards), [
    ['country', 5, 300],
    ['region:1086', 5, 300],
  ])
})

const similar = (schoolYear: number) =>
  query(
    `select area, municipalities, answered, (steps ->> 'institutions')::int as institutions, counts[${laughed + 1}] as laughed, female_counts[${laughed + 1}] as girls from released.benchmark where area like 'similar:%' and school_year = $1 order by area`,
    [schoolYear],
  )

test('similar institutions of three municipalities are added up, where what is beside them is of three municipalities too', async () => {
  const year = 2014
  for (const id of [811, 812, 813]) await sealedWave(id, [20, 30, 40, 120, 130], '1083', year)
  await releaseFigures(house, { everybody: 1 })
  assert.deepEqual(await similar(year), [
    { area: 'similar:school-medium', municipalities: 3, institutions: 6, answered: 750, laughed: 750, girls: 375 },
    { area: 'similar:school-small', municipalities: 3, institutions: 9, answered: 270, laughed: 270, girls: 135 },
  ])
  await releaseFigures(house, { everybody: 1 })
  assert.equal((await similar(year)).length, 2)
})

test('nor are those shown that would tell of two municipalities what is beside them', async () => {
  const year = 2015
  for (const id of [814, 815]) await sealedWave(id, [20, 30, 40, 120, 130], '1083', year)
  await sealedWave(816, [20, 30, 40], '1083', year)
  await releaseFigures(house, { everybody: 1 })
  assert.deepEqual(
    (await benchmarks(year)).map(({ area }) => area),
    ['country', 'region:1083'],
  )
  assert.deepEqual(await similar(year), [])
})

test('a school stays among those it was first released with, and what it adds counts there', async () => {
  const year = 2013
  const waves: AnsweredWave[] = []
  for (const id of [821, 822, 823]) waves.push(await sealedWave(id, [60, 70, 80], '1083', year))
  await releaseFigures(house, { everybody: 1 })
  for (const wave of waves)
    for (const classId of Object.values(wave.classes)) {
      await answerLate(database, wave, classId, 5, group(60, 0))
      await sealClass(house, { municipalityId: wave.municipalityId, surveyId: wave.surveyId, classId })
    }
  await query('update common.survey_unit set invited = invited + 60 where municipality_id between 821 and 823')
  await releaseFigures(house, { everybody: 1 })
  assert.deepEqual(
    (await similar(year)).map(({ area, institutions, laughed: count }) => [area, institutions, count]),
    [['similar:school-small', 9, 1170]],
  )
})

test('by night everybody releases, and the benchmarks are gathered', async () => {
  const year = 2021
  for (const id of [891, 892, 893]) await sealedWave(id, [20, 20, 20], '1083', year)
  await releaseFigures(house, { everybody: 1 })
  assert.deepEqual(
    (await benchmarks(year)).map(({ area, laughed: count }) => [area, count]),
    [
      ['country', 180],
      ['region:1083', 180],
    ],
  )
  await releaseFigures(house, { everybody: 1 })
  assert.deepEqual(
    (await benchmarks(year)).map(({ area, laughed: count }) => [area, count]),
    [
      ['country', 180],
      ['region:1083', 180],
    ],
  )
})

test('who releases by decision is left out by night; a decision is for one portion', async () => {
  const wave = await sealedWave(897, [20, 20, 20], '1083', 2016)
  const other = await sealedWave(898, [20, 20, 20], '1083', 2016)
  await asAnalyst(897, "insert into common.release_rule values (897, '', 'decision')")
  await asAnalyst(898, "insert into common.release_rule values (898, '', 'decision'), (898, $1, 'standing')", [
    `mellemtrin ${mellemtrin.version} 2016`,
  ])
  const steps = async ({ municipalityId }: AnsweredWave) => (await stepsOf(municipalityId)).length
  await releaseFigures(house, { everybody: 1 })
  assert.deepEqual([await steps(wave), await steps(other)], [0, 1], 'the one wave has a rule of its own')

  await release(wave)
  assert.equal(await steps(wave), 1)
  for (const classId of Object.values(wave.classes)) {
    await answerLate(database, wave, classId, 5, group(20, 0))
    await sealClass(house, { municipalityId: 897, surveyId: wave.surveyId, classId })
  }
  await releaseFigures(house, { everybody: 1 })
  assert.equal(await steps(wave), 1, 'what is new waits for a new decision')
  await release(wave)
  assert.equal(await steps(wave), 2)
})

test('two who gather at once count everybody once', async () => {
  const year = 2022
  for (const id of [894, 895, 896]) await release(await sealedWave(id, [20, 20, 20], '1083', year), 0)
  assert.deepEqual(await benchmarks(year), [])
  await Promise.all([releaseFigures(house, {}), releaseFigures(house, {})])
  assert.deepEqual(
    (await benchmarks(year)).map(({ laughed: count }) => count),
    [180, 180],
  )
})

test('no municipality reads what another has released; all read region and country', async () => {
  const client = await database.connectAs('bul_report')
  const rows = async (table: string) => {
    const answer = await client.query(
      `begin; select common.begin_ctx(881, 'municipalAnalyst', '', '*'); select municipality_id from released.${table}; rollback`,
    )
    return (answer as unknown as { rows: { municipality_id: number }[] }[])[2]?.rows ?? []
  }
  assert.deepEqual(await rows('municipal_total'), [])
  assert.deepEqual(await rows('contribution'), [])
  assert.ok((await rows('benchmark')).length > 0)
  await client.end()
})

/** A municipality with its own composition, sealed; its own question is answered by everybody. */
async function composedWave(municipalityId: number, schoolYear: number, composed: Questionnaire, from = 0): Promise<AnsweredWave> {
  const schools = Object.fromEntries(
    [20, 20, 20].map((size, index) => [`Skole ${from + index}`, { '5.A': group(size / 2, size / 2, {}, composed) }]),
  )
  const of = { municipalityId, name: `Kommune ${municipalityId}`, schoolYear, questionnaire: composed }
  const wave = await answerWave(database, schools, of)
  for (const classId of Object.values(wave.classes)) await sealClass(house, { municipalityId, surveyId: wave.surveyId, classId })
  return wave
}

test('one municipality asks the edition, others what they have composed of it: they are one wave, in the layout of the edition', async () => {
  const year = 2019
  const lacking = composedOf(1, { leftOut: ['laughed'] })
  const adding = composedOf(2, { own: [ownItem('k878-walk'), ownItem('k878-bus')] })
  await publishComposition(database, 877, lacking)
  await publishComposition(database, 878, adding)
  await release(await sealedWave(879, [20, 20, 20], '1083', year))
  await release(await composedWave(877, year, lacking))
  await release(await composedWave(878, year, adding))

  const breakfast = codebook(mellemtrin).cells.find(({ item }) => item.code === 'breakfast')?.offset ?? -1
  const released = await query(
    `select area, municipalities, answered, questionnaire_version as version, array_length(counts, 1) as width, counts[${breakfast + 1}] as breakfast, counts[${laughed + 1}] as laughed, counts[${laughed + 3}] as blank from released.benchmark where is_published and school_year = $1 and area not like 'similar:%' order by area`,
    [year],
  )
  // All three had breakfast; only two were asked whether they had laughed, which is no block, and nobody left it blank.
  const one = {
    municipalities: 3,
    answered: 180,
    version: mellemtrin.version,
    width: codebook(mellemtrin).width,
    breakfast: 180,
    laughed: 0,
    blank: 0,
  }
  assert.deepEqual(released, [
    { area: 'country', ...one },
    { area: 'region:1083', ...one },
  ])
})

test('what a municipality alone asks is nowhere in what it releases', async () => {
  const { width } = codebook(mellemtrin)
  const rows = await query(
    'select questionnaire_version as version, array_length(counts, 1) as width, array_length(female_counts, 1) as girls from released.municipal_total where municipality_id in (877, 878)',
  )
  assert.ok(rows.length >= 2)
  for (const row of rows) assert.deepEqual(row, { version: mellemtrin.version, width, girls: width })
})

test('the edition in some schools and a composition in others are one release of the municipality, added up', async () => {
  const year = 2018
  const adding = composedOf(1, { own: [ownItem('k885-walk')] })
  await publishComposition(database, 885, adding)
  await sealedWave(885, [20, 20, 20], '1083', year)
  await release(await composedWave(885, year, adding, 3))
  await releaseFigures(house, { everybody: 1 })
  const steps = await query(
    `select step, institutions, answered, counts[${laughed + 1}] as laughed from released.municipal_total where municipality_id = 885 order by step`,
  )
  assert.deepEqual(steps, [{ step: 1, institutions: 6, answered: 120, laughed: 120 }])
})
