import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { closeInstitution, sealGroup } from '#domain/disclosure/seal.ts'
import { countAnswers } from '#domain/disclosure/raw.ts'
import { itemRules, insiders } from '#domain/disclosure/thresholds.ts'
import { codebook } from '#domain/questionnaire/codebook.ts'
import { mellemtrin } from './mellemtrin.ts'
import { lillekoebing, places } from './place.ts'
import { plantedTruths, type PlantedTruth, type YearOf } from './planted-truths.ts'
import { respondTo } from './responses.ts'
import { makeTown, type TownClass } from './town.ts'

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
      if (item.questionClass !== 'open') continue
      const counted = rest.reduce((sum, { counts }) => sum + (counts[offset] ?? 0), 0)
      assert.ok(counted >= 5, `${item.code}: ${counted}`)
    }
  })
}
