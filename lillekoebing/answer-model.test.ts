/** How invented people answer questions of every kind. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Item, type ItemKind, itemKinds, type Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { chooses, measuredOf } from '#domain/questionnaire/value.ts'
import { hidden } from '#domain/response/answer.ts'
import { countable, submit } from '#domain/response/submit.ts'
import { answerModel, chooseAnswers, surroundings, writtenTo } from './answer-model.ts'
import { chance } from './chance.ts'

const measures: Readonly<Partial<Record<ItemKind, NonNullable<Item['measure']>>>> = {
  clock: { from: 1080, to: 1620, step: 15, starts: [1080, 1260, 1380] },
  number: { from: 0, to: 12, step: 1, starts: [0, 1, 4] },
  month: { from: 2019 * 12, to: 2026 * 12 + 11, step: 1, starts: [2019 * 12, 2022 * 12, 2024 * 12] },
}

function itemOf(kind: ItemKind, code: string = kind): Item {
  const count = kind === 'ladder' ? 11 : kind === 'text' || kind === 'information' ? 0 : 3
  const options = Array.from({ length: count }, (_, at) => String(at))
  const measure = measures[kind]
  return {
    code,
    theme: 'sleep',
    kind,
    options,
    ...(measure ? { measure } : {}),
    questionClass: 'open',
    sensitiveOptions: [],
    favourable: kind === 'multiple' ? [] : options.slice(0, 1),
    isCore: true,
    isTeachingEnvironment: false,
  }
}

const asking = (items: readonly Item[]): Questionnaire => ({
  format: 1,
  code: 'all-kinds',
  version: '1.0',
  respondent: 'pupil',
  grades: [5],
  themes: ['sleep'],
  items,
})

function answersOf(questionnaire: Questionnaire, people = 400): readonly (readonly number[])[] {
  const model = answerModel(questionnaire)
  const around = surroundings(model, 'school', 'class')
  return Array.from({ length: people }, (_, at) => {
    const submitted = submit(
      questionnaire,
      chooseAnswers(
        model,
        chance(`somebody ${at}`),
        around,
        'female',
        model.codes.map(() => 0),
      ),
    )
    if ('impossible' in submitted) throw new Error(`an impossible answer at ${submitted.impossible.join()}`)
    return submitted.answers
  })
}

const everyKind = asking(itemKinds.map((kind) => itemOf(kind)))
const placeOf = (kind: ItemKind) => itemKinds.indexOf(kind)

test('questions of every kind get answers that can be given, the same each time', () => {
  const answers = answersOf(everyKind)
  assert.deepEqual(answersOf(everyKind), answers)
  for (const [place, kind] of itemKinds.entries()) {
    const given = answers.map((one) => one[place] ?? 0).filter((value) => value > 0)
    if (kind === 'information') assert.ok(answers.every((one) => one[place] === hidden))
    else assert.ok(given.length > 40, kind)
    if (kind !== 'information' && kind !== 'text') assert.ok(new Set(given).size > 1, kind)
  }
})

test('what is measured is anywhere within a band, and in every band', () => {
  const answers = answersOf(everyKind)
  for (const kind of ['clock', 'number', 'month'] as const) {
    const item = itemOf(kind)
    const given = answers.map((one) => one[placeOf(kind)] ?? 0).filter((value) => value > 0)
    const inBands = item.options.map((_, band) => given.filter((value) => chooses(item, value, band)))
    for (const band of inBands) assert.ok(band.length > 0, kind)
    assert.ok(new Set(given.map((value) => measuredOf(item, value))).size > item.options.length + 3, `${kind} is as precise as it is asked`)
  }
})

test('of what was measured the figures count the bands that were drawn', () => {
  for (const answers of answersOf(everyKind)) {
    const counted = countable(everyKind, answers)
    for (const kind of ['clock', 'number', 'month'] as const) {
      const value = counted[placeOf(kind)] ?? 0
      if (value > 0) assert.ok(itemOf(kind).measure?.starts.includes(measuredOf(itemOf(kind), value)))
    }
    assert.equal(counted[placeOf('text')], hidden)
  }
})

test('that one question is measured changes no answer to another', () => {
  const [chosen, measured] = [
    asking([itemOf('single', 'bedtime'), itemOf('single', 'after')]),
    asking([itemOf('clock', 'bedtime'), itemOf('single', 'after')]),
  ]
  assert.deepEqual(
    answersOf(chosen).map(([, after]) => after),
    answersOf(measured).map(([, after]) => after),
  )
})

test('who has answered with a text has written something, and nobody else has', () => {
  const words = answersOf(everyKind).map((answers) => [answers[placeOf('text')], writtenTo(everyKind, answers)] as const)
  assert.ok(words.some(([value]) => value === 1) && words.some(([value]) => value !== 1))
  for (const [value, written] of words) assert.deepEqual(Object.keys(written), value === 1 ? ['text'] : [])
})
