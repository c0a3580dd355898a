import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCounted } from '#domain/questionnaire/codebook.ts'
import { chooses } from '#domain/questionnaire/value.ts'
import { blank, declined, hidden } from '#domain/response/answer.ts'
import type { Sex } from '#domain/organisation/organisation.ts'
import { answerShares } from './answer-shares.ts'
import { mellemtrin } from './mellemtrin.ts'
import { respondTo, type SubmittedResponse } from './responses.ts'
import type { TownClass } from './town.ts'

const respond = respondTo(mellemtrin(), [])
const schools = 300
const classesOfSchool = 4
const sexes: readonly Sex[] = Array.from({ length: 22 }, (_, place) => (place % 2 === 0 ? 'female' : 'male'))

/** Many schools without any truth planted: what a long run gives. */
const many = Array.from({ length: schools }, (_, school) =>
  Array.from({ length: classesOfSchool }, (__, place) =>
    respond(1, groupOf(`s${school}`, `5.${String.fromCharCode(65 + place)}`), 'thisYear'),
  ),
)
const everybody = many.flat(2)

function groupOf(institutionKey: string, name: string, of: readonly Sex[] = sexes): TownClass {
  return { id: `${institutionKey} ${name}`, institutionId: institutionKey, institutionKey, schoolYear: 2026, grade: 5, name, sexes: of }
}

const place = (code: string) => mellemtrin().items.findIndex((item) => item.code === code)
const answersTo = (code: string, of: readonly SubmittedResponse[] = everybody) => of.map(({ answers }) => answers[place(code)] ?? hidden)

test('the same class answers the same each time, and otherwise than last year', () => {
  assert.deepEqual(respond(1, groupOf('s1', '5.A'), 'thisYear'), many[1]?.[0])
  assert.notDeepEqual(respond(1, groupOf('s1', '5.A'), 'lastYear'), many[1]?.[0])
})

test('the options are chosen as often as the table of shares says', () => {
  for (const item of mellemtrin().items.filter(isCounted)) {
    const shares = answerShares[item.code]
    assert.ok(shares && shares.length === item.options.length, `${item.code} has shares for each option`)
    if (item.kind === 'multiple') continue
    const answers = answersTo(item.code).filter((answer) => answer > 0)
    item.options.forEach((option, at) => {
      const percent = (answers.filter((answer) => chooses(item, answer, at)).length / answers.length) * 100
      // A follow-up is asked of a fifth, so chance has more room.
      assert.ok(
        Math.abs(percent - (shares[at] ?? 0)) < (item.showIf ? 3 : 2),
        `${item.code} ${option}: ${percent.toFixed(1)} for ${shares[at]}`,
      )
    })
  }
})

test('about three answers in a hundred are declined or left open', () => {
  const asked = everybody.flatMap(({ answers }) => answers).filter((answer) => answer !== hidden)
  const skipped = asked.filter((answer) => answer === declined || answer === blank).length / asked.length
  assert.ok(skipped > 0.02 && skipped < 0.04, String(skipped))
})

test('a question that follows from another is met only by those it is for', () => {
  for (const { answers } of everybody) {
    const bullied = answers[place('bullied')] ?? hidden
    assert.equal(answers[place('bullied-where')] === hidden, bullied < 2)
    assert.equal(answers[place('bullied-help')] === hidden, bullied < 2)
  }
})

test('about 4 % of the differences between pupils lie between schools', () => {
  const ladder = many.map((classes) => answersTo('life-ladder', classes.flat()).filter((answer) => answer > 0))
  const share = betweenGroups(ladder)
  assert.ok(share > 0.02 && share < 0.075, String(share))
})

test('who fares well on one theme tends to fare well on another', () => {
  const pairs = everybody
    .map(({ answers }) => [answers[place('school-glad')] ?? 0, answers[place('life-ladder')] ?? 0] as const)
    .filter(([one, other]) => one > 0 && other > 0)
  assert.ok(correlation(pairs) > 0.12, String(correlation(pairs)))
})

test('nineteen of twenty take part, and everybody in a class of five or fewer', () => {
  const rate = everybody.length / (schools * classesOfSchool * sexes.length)
  assert.ok(rate > 0.93 && rate < 0.96, String(rate))
  for (let school = 0; school < 50; school += 1)
    assert.equal(respond(1, groupOf(`t${school}`, '5.M', sexes.slice(0, 4)), 'thisYear').length, 4)
})

/** The one-way intraclass correlation, by analysis of variance (Shrout & Fleiss 1979, doi:10.1037/0033-2909.86.2.420). */
function betweenGroups(groups: readonly (readonly number[])[]): number {
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length
  const all = groups.flat()
  const size = all.length / groups.length
  const between = groups.reduce((sum, group) => sum + group.length * (mean(group) - mean(all)) ** 2, 0) / (groups.length - 1)
  const within =
    groups.reduce((sum, group) => sum + group.reduce((inner, value) => inner + (value - mean(group)) ** 2, 0), 0) /
    (all.length - groups.length)
  return (between - within) / (between + (size - 1) * within)
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length
  const [left, right] = [mean(pairs.map(([one]) => one)), mean(pairs.map(([, other]) => other))]
  const sum = (of: (one: number, other: number) => number) =>
    pairs.reduce((total, [one, other]) => total + of(one - left, other - right), 0)
  return sum((one, other) => one * other) / Math.sqrt(sum((one) => one ** 2) * sum((_, other) => other ** 2))
}
