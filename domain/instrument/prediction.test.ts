import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Likelihood, predict, type PredictionRules, type Rater, type Rating, type Ratings, ratingsOf } from './prediction.ts'
import type { Score } from './score.ts'

const rules: PredictionRules = JSON.parse(readFileSync(new URL('../../content/references/sdq-prediction.json', import.meta.url), 'utf8'))

/** "h/c/e/impact" of one informant, "-" for one that is missing, and "-" alone for who has not answered. */
function ratingOf(written: string): Rating | undefined {
  if (written === '-') return undefined
  const [hyperactivity = null, conduct = null, emotional = null, impact = null] = written
    .split('/')
    .map((one) => (one === '-' ? null : Number(one)))
  return { hyperactivity, conduct, emotional, impact }
}

function ratings(parent: string, teacher: string, self: string): Ratings {
  const entries = Object.entries({ parent, teacher, self }).map(([informant, written]) => [informant, ratingOf(written)] as const)
  return Object.fromEntries(entries.filter(([, rating]) => rating !== undefined))
}

/** Reckoned in another language: parent, teacher, self, then hyperactivity, conduct, emotional, any. */
const vectors = `
A1  8/-/-/3 7/-/-/1 -       probable -        -        probable
A2  8/-/-/3 -       -       possible -        -        possible
A3  8/-/-/3 3/-/-/0 -       possible -        -        possible
A4  6/-/-/1 3/-/-/0 -       unlikely -        -        unlikely
A5  9/-/-/1 6/-/-/1 -       probable -        -        probable
A6  -       7/-/-/2 8/-/-/3 probable -        -        probable
A7  2/-/-/0 7/-/-/2 9/-/-/5 possible -        -        possible
A8  -/4/-/0 -       -       -        possible -        possible
A9  -       -/3/-/0 -       -        possible -        possible
A10 -       -       -/6/-/2 -        probable -        probable
A11 -/9/-/- -       -       -        -        -        -
A12 -/2/6/2 -       -       -        unlikely probable probable
A13 -/6/6/2 -       -       -        probable possible probable
A14 -/6/6/2 -       -/-/7/2 -        probable probable probable
A15 -       0/0/5/1 -       unlikely unlikely possible possible
A16 -       -       0/0/6/0 unlikely unlikely unlikely unlikely
A17 -/-/9/4 -       -       -        -        -        -`
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/))

for (const [name = '', parent = '', teacher = '', self = '', ...expected] of vectors) {
  test(`${name}: parent ${parent}, teacher ${teacher}, self ${self}`, () => {
    const { groups, any } = predict(rules, ratings(parent, teacher, self))
    assert.deepEqual(
      [groups.hyperactivity, groups.conduct, groups.emotional, any].map((one) => one ?? '-'),
      expected,
    )
  })
}

/**
 * The owners' syntax once more, line by line as it stands: later lines overwrite earlier ones, and what is missing is
 * NaN, of which every comparison is false. Nothing of `prediction.ts` or its data is used.
 */
function asWritten(given: Ratings): readonly Likelihood[] {
  const of = (informant: Rater, part: keyof Rating) => given[informant]?.[part] ?? Number.NaN
  const [ph, pc, pe, pi] = [of('parent', 'hyperactivity'), of('parent', 'conduct'), of('parent', 'emotional'), of('parent', 'impact')]
  const [th, tc, te, ti] = [of('teacher', 'hyperactivity'), of('teacher', 'conduct'), of('teacher', 'emotional'), of('teacher', 'impact')]
  const [sh, sc, se, si] = [of('self', 'hyperactivity'), of('self', 'conduct'), of('self', 'emotional'), of('self', 'impact')]
  const there = (value: number) => !Number.isNaN(value)
  let [phk, shk, thk] = [Number.NaN, Number.NaN, Number.NaN]
  if (ph >= 0 && pi >= 0) phk = 0
  if (ph >= 6 && pi >= 1) phk = 1
  if (ph >= 7 && pi >= 2) phk = 2
  if (ph >= 9 && pi >= 1) phk = 2
  if (sh >= 0 && si >= 0) shk = 0
  if (sh >= 6 && si >= 1) shk = 1
  if (sh >= 7 && si >= 2) shk = 2
  if (th >= 0 && ti >= 0) thk = 0
  if (th >= 6 && ti >= 1) thk = 1
  if (th >= 7 && ti >= 2) thk = 2
  const pshk = there(phk) ? phk : shk
  let [hk, cd, ed] = [Number.NaN, Number.NaN, Number.NaN]
  if (there(phk) || there(shk) || there(thk)) hk = 0
  if (pshk === 2 || thk === 2) hk = 1
  if (pshk === 1 && thk === 1) hk = 1
  if (pshk === 1 && !there(thk)) hk = 1
  if (!there(pshk) && thk === 1) hk = 1
  if (pshk === 2 && (thk === 1 || thk === 2)) hk = 2
  if (there(pc) || there(tc) || there(sc)) cd = 0
  if (pc >= 4 || tc >= 3 || sc >= 5) cd = 1
  if ((pc >= 5 && pi >= 2) || (tc >= 4 && ti >= 2) || (sc >= 6 && si >= 2)) cd = 2
  if (!there(pi) && !there(ti) && !there(si)) cd = Number.NaN
  if (there(pe) || there(te) || there(se)) ed = 0
  if ((se >= 6 && si >= 1) || (pe >= 5 && pi >= 1) || (te >= 5 && ti >= 1)) ed = 1
  const many = Number(pe >= 6 && pi >= 2) + Number(te >= 6 && ti >= 2) + Number(se >= 7 && si >= 2)
  if (many >= 1) ed = 2
  if (many === 1 && (cd === 2 || hk === 2)) ed = 1
  if (!there(cd) && !there(hk)) ed = Number.NaN
  const known = [hk, cd, ed].filter(there)
  const words = ['unlikely', 'possible', 'probable'] as const
  return [hk, cd, ed, known.length === 0 ? Number.NaN : Math.max(...known)].map((one) => words[one] ?? null)
}

const anyNumber = (max: number) => fc.option(fc.nat({ max }), { freq: 5 })
const anyRating = (impact: number) =>
  fc.record({ hyperactivity: anyNumber(10), conduct: anyNumber(10), emotional: anyNumber(10), impact: anyNumber(impact) })
const anyRatings: fc.Arbitrary<Ratings> = fc
  .record({ parent: fc.option(anyRating(10)), teacher: fc.option(anyRating(6)), self: fc.option(anyRating(10)) })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, rating]) => rating !== null)))

test('a second, independent reckoning gives the same on random ratings with parts and informants missing', () => {
  fc.assert(
    fc.property(anyRatings, (given) => {
      const { groups, any } = predict(rules, given)
      assert.deepEqual([groups.hyperactivity, groups.conduct, groups.emotional, any], asWritten(given))
    }),
    { numRuns: 20_000 },
  )
})

test('what nobody has rated is not told: it is not unlikely', () => {
  assert.deepEqual(predict(rules, {}).groups, { hyperactivity: null, conduct: null, emotional: null })
  assert.equal(predict(rules, ratings('8/6/-/3', '-', '-')).groups.emotional, null)
})

test('every result says that it finds too many, who is missing, and what nobody has held against the source', () => {
  fc.assert(
    fc.property(anyRatings, (given) => {
      const { caveats } = predict(rules, given)
      assert.equal(caveats.overInclusive, true)
      for (const informant of ['parent', 'teacher', 'self'] as const)
        if (given[informant] === undefined || given[informant].impact === null) assert.ok(caveats.missing.includes(informant))
    }),
  )
  const { caveats } = predict(rules, ratings('8/1/1/3', '-/-/-/2', '8/1/1/3'))
  assert.deepEqual(caveats, { overInclusive: true, missing: ['teacher'], unverified: ['conduct', 'emotional'] })
  assert.deepEqual(predict(rules, ratings('8/1/-/3', '1/1/1/0', '8/1/1/-')).caveats.missing, ['parent', 'self'])
})

test('only the instrument and the versions it is made for, and one of each informant', () => {
  const result = (version: string, instrument = 'sdq'): Score => ({
    instrument,
    edition: '1.0',
    version,
    answered: 25,
    scores: { hyperactivity: 8, conduct: 2, emotional: null, impact: 3 },
    bands: {},
  })
  assert.deepEqual(ratingsOf(rules, [result('p4-17')]), { parent: { hyperactivity: 8, conduct: 2, emotional: null, impact: 3 } })
  assert.equal(ratingsOf(rules, [result('p4-17', 'demo')]), 'not-its-instrument')
  assert.equal(ratingsOf(rules, [result('p2-4')]), 'not-its-version')
  assert.equal(ratingsOf(rules, [result('p4-17'), result('p4-17')]), 'several-of-one-informant')
  assert.deepEqual(Object.keys(ratingsOf(rules, [result('p4-17'), result('t4-17'), result('s11-17')])), ['parent', 'teacher', 'self'])
})
