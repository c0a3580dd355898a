import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Agreement, agreement } from './agreement.ts'
import type { BandName, Instrument } from './instrument.ts'
import { type Score, score } from './score.ts'

const demo: Instrument = JSON.parse(readFileSync(new URL('../../content/instruments/demo/instrument.json', import.meta.url), 'utf8'))

function saying(version: string, total: number | null, band: BandName | null, edition = '1.0'): Score {
  return { instrument: 'demo', edition, version, answered: 25, scores: { total }, bands: { threeBand: { total: band } } }
}

function ofTotal(...results: readonly Score[]): Agreement {
  const found = agreement(demo, 'threeBand', results)?.find(({ score: code }) => code === 'total')
  assert.ok(found)
  return found
}

test('two who see the same band agree, however far apart their scores', () => {
  const { verdict, spread, bandsApart, homeAndSchool, views } = ofTotal(saying('p4-17', 16, 'normal'), saying('t4-17', 3, 'normal'))
  assert.equal(verdict, 'agree')
  assert.deepEqual(spread, { from: 3, to: 16 })
  assert.equal(bandsApart, 0)
  assert.equal(homeAndSchool, 'same')
  assert.deepEqual(views, [
    { of: 0, setting: 'home', value: 16, band: 'normal' },
    { of: 1, setting: 'school', value: 3, band: 'normal' },
  ])
})

test('the same score in different bands is a difference, for each informant has their own bands', () => {
  const { verdict, bandsApart, homeAndSchool } = ofTotal(saying('p4-17', 16, 'normal'), saying('t4-17', 16, 'borderline'))
  assert.equal(verdict, 'differ')
  assert.equal(bandsApart, 1)
  assert.equal(homeAndSchool, 'moreAtSchool')
})

test('more at home is said only when every view from home is worse than every view from school', () => {
  const mother = saying('p4-17', 30, 'abnormal')
  const father = saying('p4-17', 18, 'borderline')
  const teacher = saying('t4-17', 5, 'normal')
  const other = saying('t4-17', 16, 'borderline')
  assert.equal(ofTotal(mother, father, teacher).homeAndSchool, 'moreAtHome')
  assert.equal(ofTotal(mother, father, other).homeAndSchool, 'same')
  assert.equal(ofTotal(mother, father, teacher, other).homeAndSchool, 'same')
  assert.equal(ofTotal(mother, father).homeAndSchool, null)
})

test('the young person’s own view belongs to neither place, but counts in whether they agree', () => {
  const { verdict, homeAndSchool } = ofTotal(saying('p4-17', 5, 'normal'), saying('t4-17', 5, 'normal'), saying('s11-17', 30, 'abnormal'))
  assert.equal(verdict, 'differ')
  assert.equal(homeAndSchool, 'same')
})

test('somebody without a score neither agrees nor differs', () => {
  const alone = ofTotal(saying('p4-17', 30, 'abnormal'), saying('t4-17', null, null))
  assert.deepEqual([alone.verdict, alone.bandsApart, alone.homeAndSchool], ['tooFew', null, null])
  assert.deepEqual(alone.spread, { from: 30, to: 30 })
  assert.equal(ofTotal().spread, null)
  assert.equal(ofTotal(saying('p4-17', 30, 'abnormal'), saying('t4-17', 30, 'abnormal', '2.0')).verdict, 'tooFew')
})

test('an instrument has an answer for each score that has bands, and none for a band system it has not', () => {
  assert.equal(agreement(demo, 'sixBand', []), undefined)
  assert.deepEqual(
    agreement(demo, 'fourBand', [])?.map(({ score: code }) => code),
    ['mornings', 'meals', 'rest', 'movement', 'interests', 'total', 'impact'],
  )
})

test('who is asked first is irrelevant, and somebody always agrees with themselves', () => {
  const anyResult = fc
    .record({
      version: fc.constantFrom('p4-17', 't4-17', 's11-17'),
      answers: fc.array(fc.option(fc.integer({ min: 0, max: 2 }), { freq: 6 }), { minLength: 25, maxLength: 25 }),
    })
    .map(({ version, answers }) => score(demo, version, answers) as Score)
  fc.assert(
    fc.property(fc.array(anyResult, { maxLength: 6 }), (results) => {
      const without = (found: readonly Agreement[] | undefined) => found?.map(({ views, ...rest }) => ({ ...rest, views: views.length }))
      assert.deepEqual(without(agreement(demo, 'threeBand', results.toReversed())), without(agreement(demo, 'threeBand', results)))
      for (const one of results) for (const { verdict } of agreement(demo, 'fourBand', [one, one]) ?? []) assert.notEqual(verdict, 'differ')
    }),
  )
})
