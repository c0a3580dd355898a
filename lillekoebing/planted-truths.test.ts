import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { closeInstitution, sealGroup } from '#domain/disclosure/seal.ts'
import { countAnswers } from '#domain/disclosure/raw.ts'
import { itemRules, insiders } from '#domain/disclosure/thresholds.ts'
import { codebook } from '#domain/questionnaire/codebook.ts'
import { Questionnaire as Schema } from '#domain/questionnaire/questionnaire-schema.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { falseAlarms } from '#domain/report/verdict.ts'
import { furtherWavesOf } from './further-waves.ts'
import { mellemtrin } from './mellemtrin.ts'
import { lillekoebing, places } from './place.ts'
import { plantedTruths, type PlantedTruth, type YearOf } from './planted-truths.ts'
import { type AnsweredClass, everyReport, isFalseAlarm, reportThatFinds, type TriedReport } from './planted-truths-found.ts'
import { respondTo } from './responses.ts'
import { makeTown, type Town, type TownClass } from './town.ts'
import { wavesOf } from './waves.ts'

const questionnaire = mellemtrin()
const respond = respondTo(questionnaire)

type Answer = {
  readonly municipalityId: number
  readonly year: YearOf
  readonly group: TownClass
  readonly sex: string
  readonly answers: readonly number[]
}

const everyAnswer: readonly Answer[] = places.flatMap((plan) => {
  const town = makeTown(plan, 2026)
  return (['lastYear', 'thisYear'] as const).flatMap((year) =>
    town[year]
      .filter(({ grade }) => grade !== null && grade >= 4 && grade <= 6)
      .flatMap((group) =>
        respond(plan.id, group, year).map(({ sex, answers }) => ({ municipalityId: plan.id, year, group, sex, answers })),
      ),
  )
})

/** Share of favourable answers in percent, of those who answered. */
function favourable(code: string, who: (answer: Answer) => boolean): { readonly percent: number; readonly n: number } {
  const place = questionnaire.items.findIndex((item) => item.code === code)
  const item = questionnaire.items[place]
  const good = (item?.favourable ?? []).map((option) => (item?.options.indexOf(option) ?? -1) + 1)
  const answers = everyAnswer
    .filter(who)
    .map(({ answers: all }) => all[place] ?? 0)
    .filter((answer) => answer > 0)
  return { percent: (answers.filter((answer) => good.includes(answer)).length / answers.length) * 100, n: answers.length }
}

const holds = ({ where }: PlantedTruth, one: Answer) =>
  where.municipalityIds.includes(one.municipalityId) &&
  where.years.includes(one.year) &&
  (where.institutionKey === undefined || where.institutionKey === one.group.institutionKey) &&
  (where.className === undefined || where.className === one.group.name) &&
  (where.sex === undefined || where.sex === one.sex)

const truth = (code: string) => plantedTruths.find((one) => one.code === code) as PlantedTruth

/** Of all pupils of the same years for whom it is not true. */
const apart = (of: PlantedTruth) => (one: Answer) => of.where.years.includes(one.year) && !holds(of, one)

const notPlanted = [
  [
    'bullying is rarer in the class beside it',
    () =>
      favourable('bullied', ({ group, year }) => group.institutionKey === 'havbrinkskolen' && group.name === '6.A' && year === 'thisYear')
        .percent,
    80,
    100,
  ],
  ['boys fall asleep as the table says', () => favourable('sleep-falling-asleep', ({ sex }) => sex === 'male').percent, 68, 76],
  ['Lillekøbing without Fjordglimt is as glad as last year', () => difference('school-glad'), -4, 4],
] as const

/** Points from last year to this in Lillekøbing but for the school that improved. */
function difference(code: string): number {
  const of = (year: YearOf) =>
    favourable(code, (one) => one.municipalityId === lillekoebing.id && one.year === year && one.group.institutionKey !== 'fjordglimt')
      .percent
  return of('thisYear') - of('lastYear')
}

for (const one of plantedTruths) {
  test(`planted: ${one.code} is in the answers, and about as large as written`, () => {
    const here = favourable(one.item, (answer) => holds(one, answer))
    const elsewhere = favourable(one.item, apart(one))
    // Two standard errors of a share, and the class or school's own luck on top.
    const luck = 200 * Math.sqrt(0.25 / here.n) + 5
    assert.ok(
      Math.abs(here.percent - one.favourable.here) < luck,
      `here ${here.percent.toFixed(0)} % of ${here.n}, written ${one.favourable.here}`,
    )
    assert.ok(
      Math.abs(elsewhere.percent - one.favourable.elsewhere) < 4,
      `elsewhere ${elsewhere.percent.toFixed(0)} %, written ${one.favourable.elsewhere}`,
    )
    assert.ok(Math.abs(here.percent - elsewhere.percent) > 12, 'large enough to be found')
  })

  test(`planted: ${one.code} stands in the README with its item and size`, () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
    const line = readme.split('\n').find((row) => row.includes(`\`${one.code}\``)) ?? ''
    assert.ok(
      line.includes(`\`${one.item}\``) && line.includes(`${one.favourable.here} %`) && line.includes(`${one.favourable.elsewhere} %`),
      line || 'no line for it',
    )
  })
}

test('Fjordglimt improved: this year it is as glad as others, last year it was not', () => {
  const at = (year: YearOf) =>
    favourable('school-glad', ({ group, year: of }) => group.institutionKey === 'fjordglimt' && of === year).percent
  assert.ok(at('thisYear') - at('lastYear') > 15, `${at('lastYear')} → ${at('thisYear')}`)
})

for (const [sentence, measure, low, high] of notPlanted) {
  test(`not planted: ${sentence}`, () => {
    assert.ok(measure() >= low && measure() <= high, String(measure()))
  })
}

test('the class with more bullying can be told so: its answers are sealed in the class, twenty or more', () => {
  const { where, item } = truth('class-with-bullying')
  const mine = everyAnswer.filter(
    (one) => one.year === 'thisYear' && one.group.institutionKey === where.institutionKey && one.group.name === where.className,
  )
  const counts = countAnswers(itemRules(questionnaire), mine as never)
  const { atoms } = sealGroup(questionnaire, { unit: 'class:x', level: 'class', counts }, insiders.lesson)
  const { offset } = codebook(questionnaire).cells.find((cell) => cell.item.code === item) ?? { offset: 0 }
  assert.ok(atoms.reduce((sum, atom) => sum + (atom.counts[offset] ?? 0), 0) >= 20)
})

for (const year of ['lastYear', 'thisYear'] as const) {
  test(`the class of four shows nothing, and its answers count at its school: ${year}`, () => {
    const town = makeTown(lillekoebing, 2026)
    const school = town.institutions.find(({ key }) => key === 'stenhoej')?.id ?? ''
    const rules = itemRules(questionnaire)
    const answered = everyAnswer.filter((one) => one.group.institutionId === school && one.year === year)
    const classes = [...Map.groupBy(answered, ({ group }) => group)].map(([group, of]) => ({
      classId: group.id,
      grade: group.grade,
      counts: countAnswers(rules, of as never),
    }))
    const small = town[year].filter((group) => group.institutionId === school && group.name.endsWith('M')).map(({ id }) => `class:${id}`)
    const { atoms } = closeInstitution(questionnaire, school, classes, insiders.lesson)
    assert.equal(small.length, 2)
    assert.deepEqual(
      atoms.filter(({ unit }) => small.includes(unit)),
      [],
    )

    const rest = atoms.filter(({ unit }) => unit === `institution:${school}`)
    for (const { item, offset } of codebook(questionnaire).cells) {
      // An index needs ten, which a class of four and those of unknown sex may not be.
      if (item.questionClass !== 'open' || item.indexOf) continue
      const counted = rest.reduce((sum, { counts }) => sum + (counts[offset] ?? 0), 0)
      assert.ok(counted >= 5, `${item.code}: ${counted}`)
    }
  })
}

const towns = places.filter(({ schools }) => schools.length > 0).map((plan) => makeTown(plan, 2026))

type Asked = {
  readonly title: string
  readonly questionnaire: Questionnaire
  /** Truths are looked for; else only what is not there. */
  readonly isMainRoad: boolean
  readonly draws: number
  readonly share?: number
  readonly groups: readonly { readonly town: Town; readonly year: YearOf; readonly group: TownClass }[]
}

/** Everything that is asked in the invented world: the main road in both years and all municipalities, then the rest. */
const asked: readonly Asked[] = [
  {
    title: 'mellemtrin',
    questionnaire,
    isMainRoad: true,
    draws: 40,
    groups: towns.flatMap((town) =>
      wavesOf(town, '2026-11-22').flatMap(({ year, classes }) => classes.map((group) => ({ town, year, group }))),
    ),
  },
  ...towns.flatMap((town) =>
    furtherWavesOf(town, '2026-11-22').map(({ survey, share, year, classes }): Asked => ({
      title: survey.title,
      questionnaire: Schema.parse(
        JSON.parse(
          readFileSync(new URL(`../content/questionnaires/${survey.questionnaire.code}/questionnaire.json`, import.meta.url), 'utf8'),
        ),
      ) as Questionnaire,
      isMainRoad: false,
      draws: 15,
      share,
      groups: classes.map((group) => ({ town, year, group })),
    })),
  ),
]

/** The same world drawn again: its municipalities under other numbers, from which all chance begins. */
function drawnAgain(time: number, { questionnaire: of, share, groups }: Asked): readonly TriedReport[] {
  const other = (id: number) => id + time * 1000
  const truths = plantedTruths.map((one) => ({ ...one, where: { ...one.where, municipalityIds: one.where.municipalityIds.map(other) } }))
  const again = respondTo(of, truths, share)
  const answered = groups.map(({ town, year, group }): AnsweredClass => {
    const municipalityId = other(town.plan.id)
    return { municipalityId, year, group, responses: again(municipalityId, group, year) }
  })
  return everyReport(of, truths, answered, other(lillekoebing.id))
}

const drawn = asked.map((one) => ({ ...one, times: Array.from({ length: one.draws }, (_, time) => drawnAgain(time, one)) }))

/** Whether a truth is called clear, the right way round, in the report that should. */
function isFound(truthToFind: PlantedTruth, reports: readonly TriedReport[]): boolean {
  const { year, level, with: kind } = reportThatFinds(truthToFind)
  const { institutionKey, className } = truthToFind.where
  const home881 = towns.find(({ plan }) => plan.id === lillekoebing.id)
  const group = home881?.[year].find((one) => one.institutionKey === institutionKey && one.name === className)
  const school = home881?.institutions.find(({ key }) => key === institutionKey)
  const unit = level === 'class' ? `class:${group?.id}` : level === 'institution' ? `institution:${school?.id}` : 'municipality'
  const report = reports.find((one) => one.unit === unit && one.year === year && one.with === kind)
  const tried = report?.tried.find(({ item }) => item === truthToFind.item)
  return tried !== undefined && tried.verdict !== 'noClearDifference' && !isFalseAlarm(tried)
}

for (const { title, times, draws, isMainRoad } of drawn) {
  const planted = isMainRoad ? plantedTruths : []

  for (const one of planted) {
    test(`${title}: the report of ${reportThatFinds(one).level} and ${reportThatFinds(one).with} calls ${one.code} clear, here and in most worlds`, () => {
      assert.ok(isFound(one, times[0] ?? []), 'in this world')
      const found = times.filter((reports) => isFound(one, reports)).length
      assert.ok(found >= draws * 0.6, `in ${found} of ${draws}`)
    })
  }

  test(`${title}: of what a report calls clear, at most one in twenty was not planted`, () => {
    const byKind = Map.groupBy(times.flat(), ({ unit, with: kind }) => `${unit.split(':')[0]} against ${kind}`)
    // In a report without a clear verdict nothing is false (Benjamini & Hochberg 1995).
    const falseShare = ({ tried }: TriedReport) => {
      const clear = tried.filter(({ verdict }) => verdict !== 'noClearDifference')
      return clear.length === 0 ? 0 : clear.filter(isFalseAlarm).length / clear.length
    }
    const mean = (reports: readonly TriedReport[]) => reports.reduce((sum, one) => sum + falseShare(one), 0) / reports.length
    for (const [kind, reports] of byKind) {
      const chanceOfLuck = 2.33 * Math.sqrt((falseAlarms * (1 - falseAlarms)) / reports.length)
      assert.ok(mean(reports) <= falseAlarms + chanceOfLuck, `${kind}: ${mean(reports).toFixed(3)} of ${reports.length} reports`)
    }
    assert.ok(mean(times.flat()) <= falseAlarms, `${mean(times.flat()).toFixed(3)} altogether`)
  })
}
