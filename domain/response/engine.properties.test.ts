/** Laws of the engine, over invented questionnaires and answers of every kind, wrong ones among them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pages, resumeAt } from '../questionnaire/pages.ts'
import type { Condition, Item, Questionnaire } from '../questionnaire/questionnaire.ts'
import { type Answers, blank, hidden, packMark } from './answer.ts'
import { type Marks, answersOf, differing, merge } from './draft.ts'
import { type Pupil, goBack, goOn, sees } from './scenarios/pupil.ts'
import { relevant, submit } from './submit.ts'
import { isPossible } from './validate.ts'

const option = (at: number) => `o${at}`
const code = (place: number) => `i${place}`

/** A condition that looks back from a place, now and then on an option that isn't there. */
function anyCondition(place: number): fc.Arbitrary<Condition> {
  const item = fc.integer({ min: 0, max: place - 1 }).map(code)
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.record({ op: fc.constantFrom('equals', 'atLeast', 'includes'), item, option: fc.integer({ min: 0, max: 4 }).map(option) }),
      fc.record({ op: fc.constant('answered'), item }),
      fc.record({ op: fc.constantFrom('and', 'or'), all: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ op: fc.constant('not'), condition: tie('condition') }),
    ) as fc.Arbitrary<Condition>,
  })).condition
}

function anyItem(place: number): fc.Arbitrary<Item> {
  const plain = fc.record({ kind: fc.constantFrom('single', 'multiple', 'ladder'), count: fc.integer({ min: 2, max: 5 }) })
  const showIf = place === 0 ? fc.constant(undefined) : fc.option(anyCondition(place), { nil: undefined })
  return fc.tuple(plain, showIf).map(([{ kind, count }, condition]) => ({
    code: code(place),
    theme: 'theme',
    kind,
    options: Array.from({ length: kind === 'ladder' ? 11 : count }, (_, at) => option(at)),
    questionClass: 'open',
    sensitiveOptions: [],
    favourable: [],
    isCore: true,
    isTeachingEnvironment: false,
    ...(condition ? { showIf: condition } : {}),
  }))
}

const anyQuestionnaire: fc.Arbitrary<Questionnaire> = fc
  .integer({ min: 1, max: 8 })
  .chain((length) => fc.tuple(...Array.from({ length }, (_, place) => anyItem(place))))
  .map((items) => ({ format: 1, code: 'any', version: '1.0', respondent: 'pupil', grades: [5], themes: ['theme'], items }))

const anyAnswer = fc.option(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 4 }) }, fc.integer({ min: 0, max: 40 })))

const anyCase = anyQuestionnaire.chain((questionnaire) =>
  fc.tuple(
    fc.constant(questionnaire),
    fc.array(anyAnswer, { minLength: questionnaire.items.length, maxLength: questionnaire.items.length }),
  ),
)

const anyMarks: fc.Arbitrary<Marks> = fc.array(
  fc.option(
    fc
      .record({
        epoch: fc.integer({ min: 1, max: 3 }),
        sequence: fc.integer({ min: 1, max: 4 }),
        value: fc.option(fc.integer({ min: 0, max: 5 })),
      })
      .map(packMark),
  ),
  { maxLength: 6 },
)

const law = (sentence: string, property: fc.IRawProperty<unknown>) => test(sentence, () => fc.assert(property, { numRuns: 400 }))

law(
  'a hidden question never counts: whatever was answered to it, path and submitted row are the same',
  fc.property(anyCase, fc.array(anyAnswer, { minLength: 8, maxLength: 8 }), ([questionnaire, answers], others) => {
    const asked = new Set(pages(questionnaire, answers).map(({ place }) => place))
    const changed = answers.map((value, place) => (asked.has(place) ? value : (others[place] ?? null)))
    assert.deepEqual(pages(questionnaire, changed), pages(questionnaire, answers))
    assert.deepEqual(submit(questionnaire, changed), submit(questionnaire, answers))
  }),
)

law(
  'relevant answers are a fixed point: dropping what is hidden hides and shows nothing more',
  fc.property(anyCase, ([questionnaire, answers]) => {
    const once = relevant(questionnaire, answers)
    assert.deepEqual(relevant(questionnaire, once), once)
    assert.deepEqual(pages(questionnaire, once), pages(questionnaire, answers))
  }),
)

law(
  'going back and forth changes nothing: not the answers, not the pages, and as far back as forth is home',
  fc.property(anyCase, fc.array(fc.constantFrom(goOn, goBack)), fc.nat({ max: 9 }), ([questionnaire, answers], wandering, far) => {
    const written = JSON.stringify([questionnaire, answers])
    const wandered = wandering.reduce((pupil, turn) => turn(pupil), { questionnaire, answers, at: 0 } as Pupil)
    assert.equal(wandered.answers, answers)
    assert.ok(wandered.at >= 0 && wandered.at <= pages(questionnaire, answers).length)

    const steps = Math.min(far, pages(questionnaire, answers).length - wandered.at)
    let pupil = wandered
    for (let step = 0; step < steps; step++) pupil = goOn(pupil)
    for (let step = 0; step < steps; step++) pupil = goBack(pupil)
    assert.equal(sees(pupil), sees(wandered))
    submit(questionnaire, answers)
    assert.equal(JSON.stringify([questionnaire, answers]), written)
  }),
)

law(
  'every path ends: answering page by page meets each item once at most, in order, and stops',
  fc.property(anyCase, ([questionnaire, intended]) => {
    let answers: Answers = questionnaire.items.map(() => null)
    const met: number[] = []
    for (let at = 0; at < pages(questionnaire, answers).length; at++) {
      const place = pages(questionnaire, answers)[at]?.place ?? 0
      met.push(place)
      assert.ok(met.length <= questionnaire.items.length)
      answers = answers.with(place, intended[place] ?? null)
    }
    assert.deepEqual(
      met,
      [...new Set(met)].sort((one, other) => one - other),
    )
    assert.deepEqual(
      met,
      pages(questionnaire, answers).map(({ place }) => place),
    )
  }),
)

law(
  'an answer never changes the pages before it',
  fc.property(anyCase, fc.nat(), anyAnswer, ([questionnaire, answers], number, other) => {
    const place = number % questionnaire.items.length
    const before = (given: Answers) => pages(questionnaire, given).filter((page) => page.place <= place)
    assert.deepEqual(before(answers.with(place, other)), before(answers))
  }),
)

law(
  'saving and restoring a draft at any point gives the same page',
  fc.property(anyCase, fc.nat(), ([questionnaire, intended], number) => {
    const stop = number % (questionnaire.items.length + 1)
    let answers: Answers = questionnaire.items.map(() => null)
    let marks: Marks = []
    let at = 0
    for (; at < Math.min(stop, pages(questionnaire, answers).length); at++) {
      const place = pages(questionnaire, answers)[at]?.place ?? 0
      const value = intended[place] ?? 0
      answers = answers.with(place, value)
      const save = questionnaire.items.map((_, other) => (other === place ? packMark({ epoch: 1, sequence: at + 1, value }) : null))
      marks = merge(marks, save)
    }
    const restored = questionnaire.items.map((_, place) => answersOf(marks)[place] ?? null)
    assert.deepEqual(restored, answers)
    assert.equal(resumeAt(questionnaire, restored), at)
    assert.deepEqual(pages(questionnaire, restored)[at], pages(questionnaire, answers)[at])
  }),
)

law(
  'a submitted row has one number for each item: possible where asked, blank where left open, hidden elsewhere',
  fc.property(anyCase, ([questionnaire, answers]) => {
    const submitted = submit(questionnaire, answers)
    const asked = new Set(pages(questionnaire, answers).map(({ place }) => place))
    if ('impossible' in submitted) {
      for (const place of submitted.impossible) {
        const item = questionnaire.items[place]
        assert.ok(item && asked.has(place) && !isPossible(item, answers[place] ?? 0))
      }
      assert.ok(submitted.impossible.length > 0)
      return
    }
    assert.equal(submitted.answers.length, questionnaire.items.length)
    for (const [place, item] of questionnaire.items.entries()) {
      const value: number = submitted.answers[place] ?? Number.NaN
      if (!asked.has(place)) assert.equal(value, hidden)
      else if (answers[place] === null) assert.equal(value, blank)
      else assert.ok(value === answers[place] && isPossible(item, value))
    }
  }),
)

law(
  'merging drafts is commutative, associative and idempotent',
  fc.property(anyMarks, anyMarks, anyMarks, (one, other, third) => {
    assert.deepEqual(merge(one, other), merge(other, one))
    assert.deepEqual(merge(merge(one, other), third), merge(one, merge(other, third)))
    assert.deepEqual(merge(one, one), one)
    assert.deepEqual(merge(merge(one, other), other), merge(one, other))
  }),
)

law(
  'two sets of answers differ nowhere exactly when they say the same',
  fc.property(anyMarks.map(answersOf), anyMarks.map(answersOf), (one, other) => {
    assert.deepEqual(differing(one, one), [])
    assert.deepEqual(differing(one, other), differing(other, one))
    const patched = [...one, null, null, null, null, null, null].map((value, place) =>
      differing(one, other).includes(place) ? (other[place] ?? null) : (value ?? null),
    )
    assert.deepEqual(differing(patched, other), [])
  }),
)
