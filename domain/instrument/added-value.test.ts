import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type AddedValue, addedValue, type AddedValueRules, type BeforeAndAfter } from './added-value.ts'
import type { Score } from './score.ts'

const rules: AddedValueRules = JSON.parse(readFileSync(new URL('../../content/references/sdq-added-value.json', import.meta.url), 'utf8'))

const having = (scores: Readonly<Record<string, number | null>>, version = 'p4-17', instrument = 'sdq'): Score => ({
  instrument,
  edition: '1.0',
  version,
  answered: 25,
  scores,
  bands: {},
})

function child(changed: Partial<BeforeAndAfter> = {}): BeforeAndAfter {
  return { first: having({ total: 18, impact: 4, emotional: 6 }), later: having({ total: 15 }), months: 6, ...changed }
}

function reckoned(children: readonly BeforeAndAfter[]): AddedValue {
  const result = addedValue(rules, children)
  if (typeof result === 'string') assert.fail(result)
  return result
}

test('by hand: 2.3 + 14.4 + 0.8 - 1.8 - 15 is 0.7, an effect of 0.14', () => {
  const { mean, effectSize, outcome } = reckoned([child(), child()])
  assert.ok(Math.abs(mean - 0.7) < 1e-9)
  assert.ok(Math.abs(effectSize - 0.14) < 1e-9)
  assert.equal(outcome, 'unclear')
})

test('of one child there is none, also when the others cannot be counted', () => {
  assert.equal(addedValue(rules, [child()]), 'one-child-has-none')
  assert.equal(addedValue(rules, [child(), child({ later: having({ total: null }) })]), 'one-child-has-none')
  assert.equal(addedValue(rules, []), 'nobody-to-reckon')
})

test('the mean of a hundred is sure to within one, and a group is told apart from chance only then', () => {
  const hundred = reckoned(Array.from({ length: 100 }, () => child()))
  assert.deepEqual([hundred.children, hundred.uncertainty, hundred.outcome], [100, 1, 'unclear'])
  const better = reckoned(Array.from({ length: 100 }, () => child({ later: having({ total: 14 }) })))
  assert.equal(better.outcome, 'betterThanExpected')
  assert.ok(Math.abs(better.interval.from - 0.7) < 1e-9 && Math.abs(better.interval.to - 2.7) < 1e-9)
  assert.equal(reckoned(Array.from({ length: 100 }, () => child({ later: having({ total: 18 }) }))).outcome, 'worseThanExpected')
  assert.equal(reckoned(Array.from({ length: 4 }, () => child({ later: having({ total: 12 }) }))).uncertainty, 5)
})

test('who lacks a score or filled in another form is left out, and said to be', () => {
  const others = [
    child({ first: having({ total: 18, impact: null, emotional: 6 }) }),
    child({ first: having({ total: 18, impact: 4 }) }),
    child({ later: having({ total: 15 }, 't4-17') }),
    child({ first: having({ total: 18, impact: 4, emotional: 6 }, 'p4-17', 'demo') }),
  ]
  const { children, leftOut } = reckoned([child(), child(), ...others])
  assert.deepEqual([children, leftOut], [2, 4])
})

test('what it was reckoned with goes with it: the coefficients, the time between, and when it does not hold', () => {
  const { reckonedWith, months, caveats } = reckoned([child({ months: 4 }), child({ months: 11 })])
  assert.deepEqual(reckonedWith, rules)
  assert.equal(reckonedWith.verified, false)
  assert.deepEqual(months, { from: 4, to: 11 })
  assert.deepEqual(caveats, ['notOfOneChild', 'notAtLowRisk', 'aboutSixMonths'])
})
