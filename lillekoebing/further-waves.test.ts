import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Questionnaire as Schema } from '#domain/questionnaire/questionnaire-schema.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { type FurtherTruth, furtherTruths } from './further-truths.ts'
import { furtherWavesOf } from './further-waves.ts'
import { lillekoebing, neighbours } from './place.ts'
import { plantedTruths } from './planted-truths.ts'
import { respondTo } from './responses.ts'
import { makeTown } from './town.ts'

const today = '2026-11-22'
const town = makeTown(lillekoebing, 2026)
const waves = furtherWavesOf(town, today)
const questionnaireOf = (code: string): Questionnaire =>
  Schema.parse(
    JSON.parse(readFileSync(new URL(`../content/questionnaires/${code}/questionnaire.json`, import.meta.url), 'utf8')),
  ) as Questionnaire

/** n and the share of favourable answers in percent, of those for whom the truth holds or of the others who are asked the same. */
function favourable(truth: FurtherTruth, isHere: boolean): { readonly n: number; readonly percent: number } {
  const questionnaire = questionnaireOf(truth.questionnaire)
  const place = questionnaire.items.findIndex(({ code }) => code === truth.item)
  const item = questionnaire.items[place] ?? assert.fail(truth.item)
  const answers = waves
    .filter(({ survey }) => survey.questionnaire.code === truth.questionnaire)
    .flatMap(({ classes, share }) => {
      const respond = respondTo(questionnaire, [...plantedTruths, ...furtherTruths], share)
      return classes.flatMap((group) => respond(lillekoebing.id, group, 'thisYear').map((one) => ({ ...one, group })))
    })
    .filter(
      ({ group, sex }) =>
        isHere ===
        ((truth.where.institutionKey === undefined || truth.where.institutionKey === group.institutionKey) &&
          (truth.where.sex === undefined || truth.where.sex === sex)),
    )
    .map((one) => one.answers[place] ?? 0)
    .filter((answer) => answer > 0)
  const good = answers.filter((answer) => item.favourable.includes(item.options[answer - 1] ?? ''))
  return { n: answers.length, percent: (good.length / answers.length) * 100 }
}

for (const truth of furtherTruths) {
  test(`planted beside the main road: ${truth.code} is in the answers, and about as large as written`, () => {
    for (const isHere of [true, false]) {
      const { n, percent } = favourable(truth, isHere)
      const written = truth.favourable[isHere ? 'here' : 'elsewhere']
      assert.ok(n > 20 && Math.abs(percent - written) <= 200 * Math.sqrt(0.25 / n) + 5, `${percent.toFixed(1)} of ${n}, written ${written}`)
    }
  })
}

test('each survey asks somebody who is there, in a period of its school year, whatever day it is', () => {
  for (const day of ['2026-08-01', today, '2027-02-28', '2027-07-31']) {
    for (const { survey, classes, way } of furtherWavesOf(town, day)) {
      assert.ok(classes.length > 0 && survey.institutionIds.length > 0, survey.title)
      assert.ok(survey.opensOn <= survey.closesOn, `${survey.title} ${day}`)
      assert.deepEqual([survey.opensOn, survey.closesOn].map(schoolYearOf), [survey.schoolYear, survey.schoolYear], survey.title)
      if (way !== 'closed') assert.ok(survey.opensOn <= day && day <= survey.closesOn, `${survey.title} ${day}`)
    }
  }
})

test('infants have been born, and those of whom one is invited are of an age to be', () => {
  const infants = town.pupils.filter(
    ({ institutionId }) => institutionId === town.institutions.find(({ key }) => key === 'sundhedsplejen')?.id,
  )
  assert.ok(infants.length > 60)
  assert.ok(infants.every(({ bornOn }) => bornOn >= '2026-01-01' && bornOn <= '2026-08-28'))
})

test('who invites one at a time has not invited everybody yet, and the neighbours have no such surveys', () => {
  for (const { survey, classes, way } of waves) {
    const all = classes.every((group) => group.sexes.length === town.thisYear.find(({ id }) => id === group.id)?.sexes.length)
    assert.equal(all, way !== 'rolling', survey.title)
  }
  for (const plan of neighbours) assert.deepEqual(furtherWavesOf(makeTown(plan, 2026), today), [])
})

test('answers are spread over the options: no ordered question has an option that nobody would choose, or only one', () => {
  for (const code of new Set(waves.map(({ survey }) => survey.questionnaire.code))) {
    const questionnaire = questionnaireOf(code)
    const respond = respondTo(questionnaire, [], 1)
    const answers = town.thisYear.slice(0, 120).flatMap((group) => respond(lillekoebing.id, group, 'thisYear'))
    for (const [place, item] of questionnaire.items.entries()) {
      const given = answers.map((one) => one.answers[place] ?? 0).filter((answer) => answer > 0)
      if (given.length < 200 || item.kind === 'text') continue
      assert.ok(new Set(given).size > 1, `${code} ${item.code}`)
    }
  }
})
