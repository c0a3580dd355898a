/** Laws of the engine, over invented questionnaires and answers of every kind, wrong ones among them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Layout, pageAt, pages, resumeAt } from '../questionnaire/pages.ts'
import { lookedBackOn } from '../questionnaire/conditions.ts'
import { askedIn } from '../questionnaire/asked-in.ts'
import { codebook } from '../questionnaire/codebook.ts'
import { type Condition, type Item, type ItemKind, type Measure, type Questionnaire, itemKinds } from '../questionnaire/questionnaire.ts'
import { chooses, coarsened, greatestValue, measuredOf, valueOfMeasured } from '../questionnaire/value.ts'
import { type Answers, blank, hidden, packMark } from './answer.ts'
import { type Marks, answersOf, differing, merge } from './draft.ts'
import { type Pupil, goBack, goOn, sees } from './scenarios/pupil.ts'
import { countable, relevant, submit } from './submit.ts'
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

const isMeasured = (kind: ItemKind) => kind === 'number' || kind === 'clock' || kind === 'month'
const countOf = (kind: ItemKind, count: number) => (kind === 'ladder' ? 11 : kind === 'text' || kind === 'information' ? 0 : count)

/** A measure of so many bands, each of them a few steps wide. */
const anyMeasure = (bands: number): fc.Arbitrary<Measure> =>
  fc
    .record({
      from: fc.integer({ min: -5, max: 1500 }),
      step: fc.constantFrom(1, 5, 12),
      widths: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: bands, maxLength: bands }),
    })
    .map(({ from, step, widths }) => {
      const starts = widths.map((_, band) => from + step * widths.slice(0, band).reduce((sum, width) => sum + width, 0))
      return { from, step, starts, to: from + step * (widths.reduce((sum, width) => sum + width, 0) - 1) }
    })

function anyItem(place: number): fc.Arbitrary<Item> {
  const plain = fc.record({ kind: fc.constantFrom(...itemKinds), count: fc.integer({ min: 2, max: 5 }) }).chain(({ kind, count }) =>
    fc.record({
      kind: fc.constant(kind),
      count: fc.constant(countOf(kind, count)),
      measure: isMeasured(kind) ? anyMeasure(count) : fc.constant(undefined),
    }),
  )
  const grid = fc.constantFrom(undefined, undefined, 'g')
  const showIf = place === 0 ? fc.constant(undefined) : fc.option(anyCondition(place), { nil: undefined })
  return fc.tuple(plain, showIf, grid).map(([{ kind, count, measure }, condition, rows]) => ({
    code: code(place),
    theme: 'theme',
    kind,
    options: Array.from({ length: count }, (_, at) => option(at)),
    ...(measure ? { measure } : {}),
    questionClass: 'open',
    sensitiveOptions: [],
    favourable: [],
    isCore: true,
    isTeachingEnvironment: false,
    ...(condition ? { showIf: condition } : {}),
    ...(rows ? { grid: rows } : {}),
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

/** Places of what is asked, one on each page. */
const placesOf = (questionnaire: Questionnaire, answers: Answers) =>
  pages(questionnaire, answers).map(({ asked }) => {
    assert.equal(asked.length, 1)
    return asked[0]?.place ?? -1
  })

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

const anyLayout: fc.Arbitrary<Layout> = fc.record({
  questionsOnPage: fc.integer({ min: 1, max: 4 }),
  hasGrids: fc.boolean(),
  isWide: fc.boolean(),
})

const law = (sentence: string, property: fc.IRawProperty<unknown>) => test(sentence, () => fc.assert(property, { numRuns: 400 }))

law(
  'a hidden question never counts: whatever was answered to it, path and submitted row are the same',
  fc.property(anyCase, fc.array(anyAnswer, { minLength: 8, maxLength: 8 }), ([questionnaire, answers], others) => {
    const asked = new Set(placesOf(questionnaire, answers))
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
      const place = placesOf(questionnaire, answers)[at] ?? 0
      met.push(place)
      assert.ok(met.length <= questionnaire.items.length)
      answers = answers.with(place, intended[place] ?? null)
    }
    assert.deepEqual(
      met,
      [...new Set(met)].sort((one, other) => one - other),
    )
    assert.deepEqual(met, placesOf(questionnaire, answers))
  }),
)

law(
  'an answer never changes the pages before it',
  fc.property(anyCase, fc.nat(), anyAnswer, ([questionnaire, answers], number, other) => {
    const place = number % questionnaire.items.length
    const before = (given: Answers) => pages(questionnaire, given).filter((page) => page.asked.every((one) => one.place <= place))
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
      const place = placesOf(questionnaire, answers)[at] ?? 0
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
    const asked = new Set(placesOf(questionnaire, answers))
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
      if (!asked.has(place) || item.kind === 'information') assert.equal(value, hidden)
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

law(
  'every possible answer is one option, of a measure one band, of several choices one or more; and what is no answer is none',
  fc.property(anyItem(0), fc.integer({ min: -2, max: 60 }), (item, value) => {
    const chosen = item.options.filter((_, at) => chooses(item, value, at)).length
    if (value < 1 || !isPossible(item, value) || item.kind === 'text') assert.equal(chosen, 0)
    else if (item.kind === 'multiple') assert.ok(chosen >= 1)
    else assert.equal(chosen, 1)
  }),
)

law(
  'what is measured is an answer and back again, and nothing between or beyond the steps is one',
  fc.property(anyItem(0), fc.integer({ min: -20, max: 2000 }), (item, measured) => {
    const value = valueOfMeasured(item, measured)
    if (value === undefined) return
    assert.ok(isPossible(item, value) && value >= 1 && value <= greatestValue(item))
    assert.equal(measuredOf(item, value), measured)
  }),
)

law(
  'a coarsened answer is counted in the same band, says nothing finer, and is itself an answer',
  fc.property(anyItem(0), fc.integer({ min: -2, max: 60 }), (item, value) => {
    if (value > greatestValue(item)) return
    const coarse = coarsened(item, value)
    assert.deepEqual(
      item.options.map((_, at) => chooses(item, value, at)),
      item.options.map((_, at) => chooses(item, coarse, at)),
    )
    assert.equal(coarsened(item, coarse), coarse)
    if (item.measure && isPossible(item, value) && value > 0) {
      assert.ok(isPossible(item, coarse))
      assert.ok(item.measure.starts.includes(measuredOf(item, coarse)))
    }
  }),
)

law(
  'the statistics track never meets a short text, and keeps of it and of a measure no more than a report counts',
  fc.property(anyCase, ([questionnaire, answers]) => {
    const asked = askedIn('statistics', questionnaire)
    assert.ok(placesOf(asked, answers).every((place) => questionnaire.items[place]?.kind !== 'text'))
    const submitted = submit(asked, answers)
    if ('impossible' in submitted) return
    const counted = new Set(codebook(questionnaire).cells.map(({ place }) => place))
    for (const [place, value] of countable(asked, submitted.answers).entries()) {
      const item = questionnaire.items[place] as Item
      if (!counted.has(place)) assert.equal(value, hidden)
      else if (item.measure && value > 0) assert.ok(item.measure.starts.includes(measuredOf(item, value)))
      else assert.equal(value, submitted.answers[place])
    }
  }),
)

law(
  'in every layout the pages hold exactly what is asked, once and in order, and none more than it may',
  fc.property(anyCase, anyLayout, ([questionnaire, answers], layout) => {
    const met = pages(questionnaire, answers, layout)
    assert.deepEqual(
      met.flatMap(({ asked }) => asked.map(({ place }) => place)),
      placesOf(questionnaire, answers),
    )
    for (const { asked, grid, place } of met) {
      assert.ok(asked.length > 0 && (grid !== undefined || asked.length <= layout.questionsOnPage))
      for (const one of asked) assert.equal(pageAt(met, one.place)?.place, place)
    }
  }),
)

law(
  'in every layout a follow-up stands on a later page than everything it looks back on',
  fc.property(anyCase, anyLayout, ([questionnaire, answers], layout) => {
    for (const { asked } of pages(questionnaire, answers, layout)) {
      const here = asked.map(({ item }) => item.code)
      for (const { item } of asked) if (item.showIf) assert.ok(!lookedBackOn(item.showIf).some((code) => here.includes(code)))
    }
  }),
)

law(
  'in every layout an answer changes nothing of the page it is given on, nor of those before',
  fc.property(anyCase, anyLayout, fc.nat(), anyAnswer, ([questionnaire, answers], layout, number, other) => {
    const met = pages(questionnaire, answers, layout)
    const page = met[number % Math.max(1, met.length)]
    const place = page?.asked[number % page.asked.length]?.place
    if (!page || place === undefined) return
    const upTo = (given: Answers) => pages(questionnaire, given, layout).filter((one) => one.place <= page.place)
    assert.deepEqual(upTo(answers.with(place, other)), upTo(answers))
  }),
)
