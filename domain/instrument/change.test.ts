import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Change, change, type Exactness, exactnessOf } from './change.ts'
import type { Instrument } from './instrument.ts'
import type { Score } from './score.ts'

const sdq: Instrument = JSON.parse(readFileSync(new URL('../../content/instruments/sdq/instrument.json', import.meta.url), 'utf8'))
const invented: Exactness = { standardDeviation: 5, coefficient: 0.82, kind: 'retest', source: 'Invented for this test.', verified: false }

function having(scores: Readonly<Record<string, number | null>>, version = 'p4-17', edition = '1.0', instrument = 'sdq'): Score {
  return { instrument, edition, version, answered: 25, scores, bands: {} }
}

function changed(from: number, to: number, exactness: Exactness, score = 'total', version = 'p4-17'): Change {
  const result = change(sdq, score, having({ [score]: from }, version), having({ [score]: to }, version), exactness)
  if (typeof result === 'string') assert.fail(result)
  return result
}

test('by hand: SD 5 and r .82 make 3 the error of a difference, so 6 is a change and 5 is not', () => {
  const six = changed(18, 12, invented)
  assert.ok(Math.abs(six.reliableChange + 2) < 1e-9)
  assert.ok(Math.abs(six.uncertainty - 5.88) < 1e-9)
  assert.ok(Math.abs(six.interval.from + 11.88) < 1e-9 && Math.abs(six.interval.to + 0.12) < 1e-9)
  assert.equal(six.outcome, 'better')
  assert.equal(changed(18, 13, invented).outcome, 'noReliableChange')
  assert.equal(changed(12, 18, invented).outcome, 'worse')
  assert.deepEqual(six.reckonedWith, invented)
})

test('more is better only of what is good', () => {
  assert.equal(changed(2, 9, invented, 'prosocial').outcome, 'better')
  assert.equal(changed(9, 2, invented, 'prosocial').outcome, 'worse')
  assert.equal(changed(2, 9, invented, 'impact').outcome, 'worse')
})

/** The smallest whole change of a total that is reliable, with the numbers in the instrument's file. */
const smallest: readonly (readonly [version: string, kind: Exactness['kind'], points: number])[] = [
  ['p4-17', 'internalConsistency', 7],
  ['t4-17', 'internalConsistency', 6],
  ['s11-17', 'internalConsistency', 7],
  ['p4-17', 'retest', 9],
  ['t4-17', 'retest', 8],
  ['s11-17', 'retest', 9],
]

for (const [version, kind, points] of smallest) {
  test(`sdq ${version}, ${kind}: a total must change by ${points}`, () => {
    const exactness = exactnessOf(sdq, version, 'total', kind)
    assert.ok(exactness)
    assert.equal(changed(0, points, exactness, 'total', version).outcome, 'worse')
    assert.equal(changed(0, points - 1, exactness, 'total', version).outcome, 'noReliableChange')
    assert.equal(changed(30, 30 - points, exactness, 'total', version).outcome, 'better')
  })
}

test('what the file does not know is not known', () => {
  assert.equal(exactnessOf(sdq, 'p4-17', 'emotional'), undefined)
  assert.equal(exactnessOf(sdq, 'p2-4', 'total'), undefined)
  assert.equal(exactnessOf(sdq, 'x', 'total'), undefined)
})

test('only the same informant on the same family and edition is compared, and only scores that are there', () => {
  const parent = having({ total: 10 })
  const refusal = (other: Score, score = 'total', exactness = invented) => change(sdq, score, parent, other, exactness)
  assert.equal(refusal(having({ total: 4 }, 't4-17')), 'different-informant')
  assert.equal(refusal(having({ total: 4 }, 'p2-4')), 'different-version-family')
  assert.equal(refusal(having({ total: 4 }, 'p4-17', '2.0')), 'different-edition')
  assert.equal(refusal(having({ total: 4 }, 'p4-17', '1.0', 'demo')), 'different-instrument')
  assert.equal(refusal(having({ total: 4 }, 'x')), 'different-instrument')
  assert.equal(refusal(having({ total: null })), 'score-missing')
  assert.equal(refusal(having({})), 'score-missing')
  assert.equal(refusal(having({ total: 4 }), 'invented'), 'unknown-score')
  for (const wrong of [{ coefficient: 1 }, { coefficient: 1.2 }, { standardDeviation: 0 }, { standardDeviation: Number.NaN }])
    assert.equal(refusal(having({ total: 4 }), 'total', { ...invented, ...wrong }), 'exactness-unusable')
})

test('a form that looks back a month can be compared with one that looks back six, and says so', () => {
  const [parent] = sdq.versions.filter(({ code }) => code === 'p4-17')
  assert.ok(parent)
  const withFollowUp: Instrument = { ...sdq, versions: [...sdq.versions, { ...parent, code: 'p4-17-again', recall: 'P1M' }] }
  const result = change(withFollowUp, 'total', having({ total: 20 }), having({ total: 8 }, 'p4-17-again'), invented)
  assert.ok(typeof result !== 'string' && result.recallDiffers && result.outcome === 'better')
  assert.equal(changed(20, 8, invented).recallDiffers, false)
})

test('forth and back are the same change, and its interval leaves out 0 exactly when it is reliable', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 40 }),
      fc.nat({ max: 40 }),
      fc.double({ min: 0.5, max: 10, noNaN: true }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      (from, to, standardDeviation, coefficient) => {
        const exactness = { ...invented, standardDeviation, coefficient }
        const there = changed(from, to, exactness)
        const back = changed(to, from, exactness)
        assert.equal(there.difference + back.difference, 0)
        assert.equal(there.outcome === 'noReliableChange', back.outcome === 'noReliableChange')
        if (Math.abs(Math.abs(there.reliableChange) - 1.96) > 1e-9)
          assert.equal(there.outcome === 'noReliableChange', there.interval.from <= 0 && there.interval.to >= 0)
      },
    ),
  )
})

test('exactly 1.96 is a reliable change, and anything less is not', () => {
  const one: Exactness = { ...invented, standardDeviation: 1, coefficient: 0.5 }
  assert.equal(changed(1.96, 0, one).outcome, 'better')
  assert.equal(changed(0, 1.96, one).outcome, 'worse')
  assert.equal(changed(1.95, 0, one).outcome, 'noReliableChange')
  assert.equal(changed(3, 3, one).outcome, 'noReliableChange')
})

test('neither of the two may be of another instrument or without a score', () => {
  const [here, elsewhere] = [having({ total: 1 }), having({ total: 1 }, 'p4-17', '1.0', 'demo')]
  assert.equal(change(sdq, 'total', elsewhere, here, invented), 'different-instrument')
  assert.equal(change(sdq, 'total', here, elsewhere, invented), 'different-instrument')
  assert.equal(change(sdq, 'total', having({ total: null }), here, invented), 'score-missing')
  assert.equal(change(sdq, 'total', here, having({}), invented), 'score-missing')
})

test('how exactly it is measured is of that informant, and of how well the items agree unless told otherwise', () => {
  const [version] = sdq.versions
  assert.ok(version)
  const row = { family: version.family, score: 'total', source: 'Invented for this test.', verified: false, standardDeviation: 5 }
  const given: Instrument = {
    ...sdq,
    reliability: [
      { ...row, informant: 'self', kind: 'internalConsistency', coefficient: 0.1 },
      { ...row, informant: version.informant, kind: 'retest', coefficient: 0.2 },
      { ...row, informant: version.informant, kind: 'internalConsistency', coefficient: 0.3 },
    ],
  }
  assert.equal(exactnessOf(given, version.code, 'total')?.coefficient, 0.3)
  assert.equal(exactnessOf(given, version.code, 'total', 'retest')?.coefficient, 0.2)
})
