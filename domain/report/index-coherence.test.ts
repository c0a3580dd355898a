/** Alpha out of what a report shows: by hand, refused where it would mislead, and held against whole answers that no report has. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { cronbachAlpha } from './cronbach-alpha.ts'
import type { Figure } from './figure.ts'
import { coherenceOf } from './index-coherence.ts'
import { countedItems, indexValues } from '../questionnaire/indices.ts'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'
import { blank } from '../response/answer.ts'

const questionnaire: Questionnaire = JSON.parse(
  readFileSync(new URL('../../content/questionnaires/udskoling/questionnaire.json', import.meta.url), 'utf8'),
)
const items = countedItems(questionnaire)
const indices = items.filter(({ indexOf }) => indexOf)

const near = (actual: number | undefined, expected: number, within = 1e-9) =>
  assert.ok(Math.abs((actual ?? NaN) - expected) <= within, `${actual} is not ${expected}`)

/** As `cardsOf` gives it: answers to each option, and how many skipped. */
function figure(counts: readonly number[], skipped = 0): Figure {
  const n = counts.reduce((sum, count) => sum + count, 0)
  const bars = counts.map((count, place) => ({ option: String(place), count, percent: (100 * count) / n, low: 0, high: 100 }))
  return { n, declined: 0, blank: skipped, bars, favourable: null, interval: 'wilson', decimals: 0 }
}

/** Chance that is the same every time (Numerical Recipes, 7.1), as normal numbers. */
function chance(seed: number): { readonly uniform: () => number; readonly normal: () => number } {
  let state = seed
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()) }
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}

/** So many pupils whose answers share `load` of what they are made of: what is counted of them, and alpha of their whole answers. */
function asked(index: Item, n: number, load: number, skip: number, seed: number) {
  const { uniform, normal } = chance(seed)
  const parts = (index.indexOf ?? []).map((code) => items.find((one) => one.code === code) as Item)
  const counts = new Map([index, ...parts].map(({ code, options }) => [code, { of: options.map(() => 0), skipped: 0 }]))
  const whole: number[][] = parts.map(() => [])
  for (let pupil = 0; pupil < n; pupil++) {
    const common = normal()
    const row = questionnaire.items.map(() => blank)
    for (const [at, { code, options, favourable }] of parts.entries()) {
      const felt = load * common + Math.sqrt(1 - load ** 2) * normal() + 0.6
      const good = Math.min(options.length - 1, Math.max(0, Math.floor(((felt + 2) / 4) * options.length)))
      const place = favourable.includes(options[0] ?? '') ? options.length - 1 - good : good
      whole[at]?.push(good / (options.length - 1))
      const counted = counts.get(code) ?? assert.fail()
      if (uniform() < skip) counted.skipped += 1
      else {
        counted.of[place] = (counted.of[place] ?? 0) + 1
        row[questionnaire.items.findIndex((one) => one.code === code)] = place + 1
      }
    }
    const score = indexValues(questionnaire, row, blank)[indices.indexOf(index)] ?? blank
    const counted = counts.get(index.code) ?? assert.fail()
    if (score === blank) counted.skipped += 1
    else counted.of[score - 1] = (counted.of[score - 1] ?? 0) + 1
  }
  const sums = whole[0]?.map((_, pupil) => whole.reduce((sum, values) => sum + (values[pupil] ?? 0), 0)) ?? []
  const exact = cronbachAlpha(whole.map(variance), variance(sums), n)
  const found = coherenceOf(index, items, (code) => {
    const counted = counts.get(code)
    return counted && figure(counted.of, counted.skipped)
  })
  return { exact, found }
}

test('three times the same question is 1, two that have nothing to do with each other 0', () => {
  near(cronbachAlpha([1, 1, 1], 9, 80)?.alpha, 1)
  near(cronbachAlpha([1, 1], 2, 80)?.alpha, 0)
})

test('alpha by hand: two questions that three in four answer alike', () => {
  // 30 said neither, 10 the one, 10 the other, 30 both: var_i = 20/79, var_sum = 60/79; α = 2·(1 − 40/60).
  near(cronbachAlpha([20 / 79, 20 / 79], 60 / 79, 80)?.alpha, 2 / 3)
})

test('there is no alpha of one question, of twenty-nine answers, or where all are alike', () => {
  assert.equal(cronbachAlpha([1], 1, 80), null)
  assert.equal(cronbachAlpha([1, 1], 3, 29), null)
  assert.equal(cronbachAlpha([0, 0], 0, 80), null)
})

test('where everybody has answered, alpha of the figures is alpha of the answers', () => {
  for (const index of indices)
    for (const load of [0.4, 0.6, 0.8]) {
      const { exact, found } = asked(index, 400, load, 0, 7)
      const alpha = typeof found === 'object' ? found?.alpha : undefined
      // Of four questions some sums share a step.
      near(alpha, exact?.alpha ?? NaN, index.indexOf?.length === 3 ? 1e-9 : 0.05)
    }
})

test('where two and three in a hundred skip each question it is a little too high, never by much', () => {
  for (const [skip, mean, most] of [
    [0.02, 0.025, 0.08],
    [0.035, 0.045, 0.11],
  ] as const) {
    const off = indices.flatMap((index) =>
      [11, 12, 13, 14, 15, 16].flatMap((seed) => {
        const { exact, found } = asked(index, 800, 0.6, skip, seed)
        return typeof found === 'object' && found && exact ? [found.alpha - exact.alpha] : []
      }),
    )
    assert.ok(off.length > 12, `${off.length}`)
    near(off.reduce((sum, one) => sum + one, 0) / off.length, 0, mean)
    for (const one of off) near(one, 0, most)
  }
})

test('its interval holds the truth about 95 times in a hundred', () => {
  // Three questions that share half of what they are made of: α = 3·0.5/(1 + 2·0.5).
  const held = Array.from({ length: 400 }, (_, seed) => {
    const { normal } = chance(seed * 7_919 + 1)
    const questions: number[][] = [[], [], []]
    for (let pupil = 0; pupil < 60; pupil++) {
      const common = normal()
      for (const values of questions) values.push(common + normal())
    }
    const sums = questions[0]?.map((_, pupil) => questions.reduce((sum, values) => sum + (values[pupil] ?? 0), 0)) ?? []
    const made = cronbachAlpha(questions.map(variance), variance(sums), 60)
    return made !== null && made.low < 0.75 && made.high > 0.75
  }).filter(Boolean).length
  assert.ok(held > 370 && held < 392, `${held} of 400`)
})

test('nothing is said of few, of many who skipped, of an index that others are in, or where a question is hidden or not chosen', () => {
  const index = indices.find(({ code }) => code === 'index-calm-to-learn') ?? assert.fail()
  const of = (scores: readonly number[], part: Figure, hidden = '', isChosen = true) =>
    coherenceOf(index, items, (code) => (code === index.code ? figure(scores) : code !== hidden ? part : isChosen ? null : undefined))
  const spread = (each: number) => [each, 0, each, 0, 0, 0, each, 0, each, 0, each]
  const part = items.find(({ code }) => code === index.indexOf?.[0])?.options.length ?? 0
  const even = (each: number, skipped = 0) =>
    figure(
      Array.from({ length: part }, () => each),
      skipped,
    )
  assert.equal(typeof of(spread(20), even(100 / part)), 'object')
  assert.equal(of(spread(5), even(100 / part)), 'tooFew')
  assert.equal(of(spread(20), even(100 / part, 6)), 'uneven')
  assert.equal(of(spread(20), even(112 / part)), 'uneven')
  assert.equal(of(spread(20), even(100 / part), index.indexOf?.[1]), null, 'a question is hidden')
  assert.equal(of(spread(20), even(100 / part), index.indexOf?.[1], false), 'notChosen')
  assert.equal(
    coherenceOf(items[0] as Item, items, () => even(20)),
    null,
    'a question is no index',
  )
})
