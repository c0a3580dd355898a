import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readAnswers } from './answer-digits.ts'
import type { Instrument } from './instrument.ts'
import { rangeOf } from './range.ts'
import { type ImpactAnswers, type ItemAnswers, type Score, type ScoreRefusal, score } from './score.ts'

const sdq = instrumentOf('sdq')
const who5 = instrumentOf('who-5')

function instrumentOf(code: string): Instrument {
  return JSON.parse(readFileSync(new URL(`../../content/instruments/${code}/instrument.json`, import.meta.url), 'utf8'))
}

function scored(instrument: Instrument, version: string, answers: ItemAnswers, impact: ImpactAnswers | null = null): Score {
  const result = score(instrument, version, answers, impact)
  if ('refused' in result) assert.fail(JSON.stringify(result))
  return result
}

/**
 * As printed on a scoring sheet: version, answers, impact, then the five scales, total, impact, internalising,
 * externalising, and the bands of E, C, H, Pe, Pro, total, impact in both systems. Computed in two other languages.
 */
const vectors = `
V1  p4-17  0000000000000000000000000 0/-----  0 2 4 4 0 10 0  4 6    NNNAANN 1113411
V2  p4-17  1111111111111111111111111 1/00000  5 5 5 5 5 20 0  10 10  AANABAN 3314441
V3  p4-17  2222222222222222222222222 3/33333  10 8 6 6 10 30 10 16 14 AABANAA 4424144
V4  s11-17 0220220202022022022002220 3/33333  10 10 10 10 0 40 10 20 20 AAAAAAA 4444444
V5  t4-17  2002002020200200200220002 0/---    0 0 0 0 10 0 0  0 0    NNNNNNN 1111111
V6  p4-17  202200212020120-2002200-2 1/11111  7 0 0 0 10 7 0  7 0    ANNNNNN 4111111
V7  p4-17  20220020202002002002200-2 1/2----  3 0 0 0 10 3 1  3 0    NNNNNNB 1111112
V8  t4-17  220200202220022020022000- 2/213    0 0 8 0 10 8 3  0 8    NNANNNA 1131114
V9  p4-17  20020-2020-00-00201220102 1/01230  0 0 0 - 10 - 3  - 0    NNN-N-A 111-1-4
V10 s11-17 200210-020210200200220002 2/11221  0 3 0 0 10 3 2  0 3    NNNNNNA 1111113
V11 p4-17  1111111111111111111111111 0/33333  5 5 5 5 5 20 0  10 10  AANABAN 3314441
V12 s11-17 1111111111111111111111111 -/-3---  5 5 5 5 5 20 2  10 10  NANBBAA 2314343
V13 t4-17  1111111111111111111111111 2/---    5 5 5 5 5 20 -  10 10  BANABA- 341324-
V14 s11-17 1221212212211210101220102 1/21111  5 3 5 3 6 16 1  8 8    NNNNNBB 2112222
V15 p4-17  1221212212211210101220102 1/21111  5 3 5 3 6 16 1  8 8    ABNBNBB 3212322
V16 t4-17  1221212212211210101220102 1/211    5 3 5 3 6 16 1  8 8    BBNNNAB 3212132
V17 p2-4   1221212212211210101220102 1/21111  5 3 5 3 6 16 1  8 8    ------- 4112232
V18 p4-17  ------------------------- -/-----  - - - - - - -  - -    ------- -------`
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/))

const inOrder = ['emotional', 'conduct', 'hyperactivity', 'peer', 'prosocial', 'total', 'impact', 'internalising', 'externalising']
const letters: Readonly<Record<string, string>> = { normal: 'N', borderline: 'B', abnormal: 'A' }

for (const [name = '', version = '', digits = '', impact = '', ...expected] of vectors) {
  test(`${name}: ${version} ${digits} ${impact} comes out as printed`, () => {
    const given = readAnswers(sdq, version, digits, impact)
    if ('refused' in given) assert.fail(JSON.stringify(given))
    const { scores, bands, answered } = scored(sdq, version, given.answers, given.impact)
    const row = (system: string, write: (band: string | number) => string) =>
      inOrder
        .slice(0, 7)
        .map((code) => bands[system]?.[code] ?? null)
        .map((band) => (band === null ? '-' : write(band)))
        .join('')
    assert.deepEqual(
      [...inOrder.map((code) => String(scores[code] ?? '-')), row('threeBand', (band) => letters[band] ?? '?'), row('fourBand', String)],
      expected,
    )
    assert.equal(answered, digits.replaceAll('-', '').length)
  })
}

test('a half goes up, however it comes about', () => {
  const four = (values: readonly number[]) => scored(sdq, 'p4-17', at({ 'sdq-3': 0, 'sdq-8': 0, 'sdq-13': 0, 'sdq-16': 0 }, values))
  assert.equal(four([1, 1, 0, 0]).scores.emotional, 3)
  assert.equal(four([2, 2, 2, 0]).scores.emotional, 8)
  assert.equal(four([1, 0, 0, 0]).scores.emotional, 1)
})

test('the teacher of a younger child has scores and no band', () => {
  const { scores, bands } = scored(
    sdq,
    't2-4',
    Array.from({ length: 25 }, () => 1),
    { gate: 1, items: [3, 3, 3] },
  )
  assert.equal(scores.total, 20)
  assert.equal(scores.impact, 6)
  assert.deepEqual([...new Set(Object.values(bands).flatMap((row) => Object.values(row)))], [null])
})

test('without the supplement there is no impact score', () => {
  assert.equal(
    scored(
      sdq,
      'p4-17',
      Array.from({ length: 25 }, () => 1),
    ).scores.impact,
    null,
  )
})

test('WHO-5 is a sum times four, and one missing answer leaves no score', () => {
  assert.equal(scored(who5, 's9', [3, 2, 4, 1, 5]).scores.wellbeing, 60)
  assert.equal(scored(who5, 's9', [5, 5, 5, 5, null]).scores.wellbeing, null)
  assert.equal(scored(who5, 's9', [0, 0, 0, 0, 0]).scores.wellbeing, 0)
  assert.deepEqual(rangeOf(who5, 's9', 'wellbeing'), { from: 0, to: 100 })
})

test('a mean is not rounded, and is taken over what was answered', () => {
  const scale = { ...who5.scales[0], combine: 'mean', times: 1, missing: { rule: 'atLeast', answered: 3 } } as Instrument['scales'][number]
  const { scores } = scored({ ...who5, scales: [scale], bandSystems: [] }, 's9', [1, 2, null, 2, 5])
  assert.equal(scores.wellbeing, 2.5)
})

test('what is no answer is refused as it stands, never taken for one', () => {
  for (const found of [3, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '1', '1 ', '', true, undefined, [1], {}]) {
    const answers = Array.from({ length: 25 }, (_, place) => (place === 7 ? found : 1)) as unknown as ItemAnswers
    const expected: ScoreRefusal = { refused: 'answer-out-of-range', item: 'sdq-8', found, allowed: { from: 0, to: 2 } }
    assert.deepEqual(score(sdq, 'p4-17', answers), expected)
  }
  const ones = Array.from({ length: 25 }, () => 1)
  const hole = [...ones]
  delete hole[24]
  assert.deepEqual(score(sdq, 'p4-17', hole), {
    refused: 'answer-out-of-range',
    item: 'sdq-25',
    found: undefined,
    allowed: { from: 0, to: 2 },
  })
  assert.deepEqual(score(sdq, 'p4-17', ones.slice(1)), { refused: 'wrong-number-of-answers', found: 24, expected: 25 })
  assert.deepEqual(score(sdq, 'p4-17', [...ones, 1]), { refused: 'wrong-number-of-answers', found: 26, expected: 25 })
  assert.deepEqual(score(sdq, 'p18', ones), { refused: 'unknown-version', found: 'p18' })
  const impact = (gate: number, items: ItemAnswers) => score(sdq, 't4-17', ones, { gate, items })
  assert.deepEqual(impact(4, [1, 1, 1]), { refused: 'answer-out-of-range', item: 'sdq-26', found: 4, allowed: { from: 0, to: 3 } })
  assert.deepEqual(impact(0, [1, 1, 4]), { refused: 'answer-out-of-range', item: 'sdq-31', found: 4, allowed: { from: 0, to: 3 } })
  assert.deepEqual(impact(1, [1, 1, 1, 1, 1]), { refused: 'wrong-number-of-impact-answers', found: 5, expected: 3 })
  assert.deepEqual(score(who5, 's9', [1, 1, 1, 1, 1], { gate: 1, items: [] }), { refused: 'no-impact', found: 's9' })
})

test('digits are read one by one, and anything else is refused where it stands', () => {
  const ones = '1'.repeat(25)
  assert.deepEqual(readAnswers(sdq, 'p4-17', `1 ${ones.slice(2)}`), { refused: 'not-a-digit', part: 'answers', at: 2, found: ' ' })
  assert.deepEqual(readAnswers(sdq, 'p4-17', `x${ones}`), { refused: 'not-a-digit', part: 'answers', at: 1, found: 'x' })
  assert.deepEqual(readAnswers(sdq, 'p4-17', `١${ones.slice(1)}`), { refused: 'not-a-digit', part: 'answers', at: 1, found: '١' })
  assert.deepEqual(readAnswers(sdq, 't4-17', ones, '1/1a1'), { refused: 'not-a-digit', part: 'impact', at: 3, found: 'a' })
  for (const found of ['', '111', '1/1/1', '/111', '12/111'])
    assert.deepEqual(readAnswers(sdq, 't4-17', ones, found), { refused: 'impact-not-understood', found })
  const read = readAnswers(sdq, 't4-17', ones, '- / 01-')
  assert.deepEqual('refused' in read ? read : read.impact, { gate: null, items: [0, 1, null] })
})

/** All answers missing but these, whose values are given in the order of their codes. */
function at(codes: Readonly<Record<string, number>>, values: readonly number[]): ItemAnswers {
  const names = Object.keys(codes)
  return (sdq.versions.find(({ code }) => code === 'p4-17')?.items ?? []).map((item) =>
    names.includes(item) ? (values[names.indexOf(item)] ?? null) : null,
  )
}
