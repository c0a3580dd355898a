import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { agreement } from '../instrument/agreement.ts'
import type { BandName, Instrument } from '../instrument/instrument.ts'
import type { Score } from '../instrument/score.ts'
import { shownFirst, toTalkAbout } from './meeting.ts'

const demo: Instrument = JSON.parse(readFileSync(new URL('../../content/instruments/demo/instrument.json', import.meta.url), 'utf8'))

/** An informant by the bands of their scores. */
function saying(version: string, bands: Readonly<Record<string, BandName | null>>): Score {
  return { instrument: 'demo', edition: demo.edition, version, answered: 25, scores: {}, bands: { threeBand: bands } }
}

function topics(...results: readonly Score[]): Readonly<Record<string, string>> {
  const found = toTalkAbout(demo, 'threeBand', agreement(demo, 'threeBand', results) ?? [])
  return Object.fromEntries(found.map(({ score, why }) => [score, why]))
}

test('what everybody sees is said so, and needs two to be everybody', () => {
  assert.deepEqual(topics(saying('p4-17', { rest: 'abnormal' }), saying('t4-17', { rest: 'borderline' })), { rest: 'everybodySees' })
  assert.deepEqual(topics(saying('p4-17', { rest: 'abnormal' })), { rest: 'oneSees' })
})

test('what is seen in one place only is said of that place', () => {
  assert.deepEqual(topics(saying('p4-17', { rest: 'abnormal' }), saying('t4-17', { rest: 'normal' })), { rest: 'moreAtHome' })
  assert.deepEqual(topics(saying('p4-17', { rest: 'normal' }), saying('t4-17', { rest: 'borderline' })), { rest: 'moreAtSchool' })
})

test('two at home who differ are no difference between home and school', () => {
  assert.deepEqual(topics(saying('p4-17', { rest: 'abnormal' }), saying('p4-17', { rest: 'normal' })), { rest: 'seenDifferently' })
})

test('a strength is one when all see it, and no difficulty is no strength', () => {
  const good = { interests: 'normal', rest: 'normal' } as const
  assert.deepEqual(topics(saying('p4-17', good), saying('t4-17', good)), { interests: 'strength', rest: 'goesWell' })
  assert.deepEqual(topics(saying('p4-17', good), saying('t4-17', { interests: 'abnormal' })), {
    interests: 'moreAtSchool',
    rest: 'goesWell',
  })
})

test('nobody’s answer is no answer, and not a good one', () => {
  assert.deepEqual(topics(), {})
  assert.deepEqual(topics(saying('p4-17', { rest: null }), saying('t4-17', {})), {})
})

test('what is worth asking about comes before what goes well, and a sum is left to its parts', () => {
  const found = toTalkAbout(
    demo,
    'threeBand',
    agreement(demo, 'threeBand', [
      saying('p4-17', { mornings: 'normal', meals: 'abnormal', rest: 'normal', interests: 'normal', total: 'abnormal' }),
      saying('t4-17', { mornings: 'borderline', meals: 'abnormal', rest: 'normal', interests: 'normal', total: 'abnormal' }),
    ]) ?? [],
  )
  assert.deepEqual(
    found.map(({ score }) => score),
    ['meals', 'mornings', 'interests', 'rest'],
  )
})

test('the impact is shown first, and then the sums', () => {
  assert.deepEqual(shownFirst(demo), ['impact', 'total', 'routines', 'energy'])
  const { impact: _, ...without } = demo
  assert.deepEqual(shownFirst(without), ['total', 'routines', 'energy'])
})
