import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from './card.ts'
import type { Band, Percent } from './figure.ts'
import { comparisonFinding, finding, findingAlone, splitFinding, strengthsFirst } from './finding.ts'
import type { UnitName } from './unit-name.ts'
import type { Gap } from './verdict.ts'

const text = {
  question: 'Hvor tit har du haft svært ved at falde i søvn?',
  why: '',
  options: { never: 'Aldrig', few: '1-2 aftener', most: 'De fleste' },
  finding: 'faldt let i søvn de fleste aftener',
}
const english = {
  ...text,
  question: 'How often?',
  options: { never: 'Never', few: 'One or two', most: 'Most' },
  finding: 'fell asleep easily most evenings',
}

const percent = (count: number, n: number): Percent => ({
  count,
  percent: n < 100 ? Math.round((100 * count) / n) : Math.round((1000 * count) / n) / 10,
  low: 0,
  high: 100,
})

function card(
  counts: readonly [number, number, number],
  change: Partial<Card> = {},
  favourable: number | null = counts[0] + counts[1],
): Card {
  const n = counts[0] + counts[1] + counts[2]
  const bars = (['never', 'few', 'most'] as const).map((option, index) => ({ option, ...percent(counts[index] ?? 0, n) }))
  return {
    item: 'sleep',
    theme: 'sleep',
    state: 'shown',
    bands: null,
    split: null,
    comparison: null,
    uncompared: null,
    hidden: null,
    figure: {
      n,
      declined: 0,
      blank: 0,
      bars,
      favourable: favourable === null ? null : percent(favourable, n),
      interval: 'wilson',
      decimals: 0,
    },
    ...change,
  }
}

function compared(
  gap: Gap | null,
  kind: NonNullable<Card['comparison']>['with'] = 'rest',
  of: Partial<UnitName> = {},
  schoolYear: number | null = null,
): Partial<Card> {
  const named: UnitName = { level: 'institution', name: 'Åsum Skole', grade: null, kind: 'school', ...of }
  return {
    comparison: {
      with: kind,
      of: named,
      schoolYear,
      figure: { n: 100, declined: 0, blank: 0, bars: [], favourable: null, interval: 'wilson', decimals: 0 },
      gap,
    },
  }
}

const lower: Gap = { points: -29, low: -48, high: -8, verdict: 'clearlyLower' }

test('how many of how many', () => {
  assert.equal(finding(card([10, 7, 4]), text, 'da'), 'Cirka 17 af 21 faldt let i søvn de fleste aftener')
  assert.equal(finding(card([10, 7, 4]), english, 'en'), 'About 17 of 21 fell asleep easily most evenings')
})

test('of many answers, how many of ten', () => {
  assert.equal(finding(card([400, 400, 200]), text, 'da'), 'Cirka 8 af 10 faldt let i søvn de fleste aftener')
  assert.equal(finding(card([400, 400, 200]), english, 'en'), 'About 8 in 10 fell asleep easily most evenings')
  assert.equal(finding(card([960, 10, 30]), text, 'da'), 'Cirka 97 af 100 faldt let i søvn de fleste aftener')
  assert.equal(finding(card([1, 1, 2000]), text, 'da'), 'Cirka 1 af 100 faldt let i søvn de fleste aftener')
})

test('all and none are said as they are', () => {
  assert.equal(finding(card([10, 11, 0]), text, 'da'), 'Alle 21 faldt let i søvn de fleste aftener')
  assert.equal(finding(card([0, 0, 21]), text, 'da'), 'Ingen af de 21 faldt let i søvn de fleste aftener')
})

test('few answers are said to be few', () => {
  assert.equal(finding(card([3, 2, 2]), text, 'da'), 'Kun 7 har svaret: 5 af dem faldt let i søvn de fleste aftener')
  assert.equal(finding(card([0, 0, 7]), text, 'da'), 'Kun 7 har svaret: ingen af dem faldt let i søvn de fleste aftener')
  assert.equal(finding(card([3, 2, 2]), english, 'en'), 'Only 7 have answered: 5 of them fell asleep easily most evenings')
})

test('without a favourable side, what most answered', () => {
  assert.equal(finding(card([10, 7, 4], {}, null), text, 'da'), 'Flest svarede »Aldrig«: 10 af 21')
  assert.equal(findingAlone(card([10, 7, 4], {}, null), text, 'da'), `${text.question} Flest svarede »Aldrig«: 10 af 21`)
  assert.equal(findingAlone(card([10, 7, 4]), text, 'da'), finding(card([10, 7, 4]), text, 'da'))
  assert.equal(finding(card([7, 7, 4], {}, null), text, 'da'), 'Flest svarede »Aldrig« og »1-2 aftener«')
  assert.equal(finding(card([100, 50, 50], {}, null), text, 'da'), 'Flest svarede »Aldrig«: cirka 5 af 10')
  assert.equal(finding(card([10, 7, 4], {}, null), english, 'en'), 'Most answered “Never”: 10 of 21')
})

test('rough words where there are no counts', () => {
  const bands = (all: readonly Band[]): Partial<Card> => ({
    state: 'bands',
    figure: null,
    bands: { n: 12, options: (['never', 'few', 'most'] as const).map((option, index) => ({ option, band: all[index] ?? 'few' })) },
  })
  assert.equal(finding(card([1, 1, 1], bands(['many', 'few', 'few'])), text, 'da'), 'Mange svarede »Aldrig«')
  assert.equal(finding(card([1, 1, 1], bands(['some', 'some', 'few'])), text, 'da'), 'Nogle svarede »Aldrig« og »1-2 aftener«')
  assert.equal(finding(card([1, 1, 1], bands(['few', 'few', 'few'])), text, 'da'), 'Svarene fordeler sig på mange svarmuligheder')
  assert.doesNotMatch(finding(card([1, 1, 1], bands(['many', 'some', 'few'])), text, 'da'), /\d/)
})

test('what did not happen is counted before it is compared: nobody has to think "fewer are not" through', () => {
  const higher: Gap = { points: 29, low: 8, high: 48, verdict: 'clearlyHigher' }
  const denied = { ...text, finding: 'er ikke blevet mobbet den sidste måned' }
  const said = (gap: Gap, language: 'da' | 'en', what: string) =>
    finding(card([10, 7, 4], compared(gap)), { ...denied, finding: what }, language)
  assert.equal(
    said(lower, 'da', denied.finding),
    'Cirka 17 af 21 er ikke blevet mobbet den sidste måned: færre end på resten af Åsum Skole',
  )
  assert.equal(
    said(higher, 'da', denied.finding),
    'Cirka 17 af 21 er ikke blevet mobbet den sidste måned: flere end på resten af Åsum Skole',
  )
  assert.equal(
    said(lower, 'en', 'did not drink alcohol in the last month'),
    'About 17 of 21 did not drink alcohol in the last month: fewer than in the rest of Åsum Skole',
  )
  assert.doesNotMatch(said(lower, 'da', 'kender mindst én nikkende nabo'), /:/, 'a word that only looks like it denies nothing')
})

test('a clear difference leads, an unclear one does not', () => {
  assert.equal(
    finding(card([10, 7, 4], compared(lower)), text, 'da'),
    'Færre end på resten af Åsum Skole faldt let i søvn de fleste aftener',
  )
  assert.equal(
    finding(
      card(
        [10, 7, 4],
        compared({ ...lower, points: 29, low: 8, high: 48, verdict: 'clearlyHigher' }, 'country', { level: 'country', name: '' }),
      ),
      text,
      'da',
    ),
    'Flere end i hele landet faldt let i søvn de fleste aftener',
  )
  assert.equal(
    finding(card([10, 7, 4], compared({ ...lower, verdict: 'noClearDifference' })), text, 'da'),
    'Cirka 17 af 21 faldt let i søvn de fleste aftener',
  )
})

test('what the comparison says, with its uncertainty', () => {
  assert.equal(
    comparisonFinding(card([10, 7, 4], compared(lower)), 'da'),
    'Tydelig forskel fra resten af Åsum Skole: 29 point lavere (8–48)',
  )
  assert.equal(
    comparisonFinding(
      card(
        [10, 7, 4],
        compared({ points: 8.4, low: 1.2, high: 15.6, verdict: 'clearlyHigher' }, 'region', { level: 'region', name: 'Region Syddanmark' }),
      ),
      'da',
    ),
    'Tydelig forskel fra Region Syddanmark: 8,4 point højere (1,2–15,6)',
  )
  assert.equal(
    comparisonFinding(card([10, 7, 4], compared({ ...lower, verdict: 'noClearDifference' })), 'da'),
    'Ingen sikker forskel fra resten af Åsum Skole',
  )
  assert.equal(
    comparisonFinding(card([10, 7, 4], compared(lower)), 'en'),
    'Clear difference from the rest of Åsum Skole: 29 points lower (8–48)',
  )
  assert.equal(comparisonFinding(card([10, 7, 4], compared(null)), 'da'), undefined)
  assert.equal(comparisonFinding(card([10, 7, 4]), 'da'), undefined)
})

test('an earlier wave is called by its year, and the class that was by its name then', () => {
  assert.equal(
    finding(card([10, 7, 4], compared(lower, 'earlier', {}, 2025)), text, 'da'),
    'Færre end i 2025/26 faldt let i søvn de fleste aftener',
  )
  assert.equal(
    comparisonFinding(card([10, 7, 4], compared(lower, 'earlier', { level: 'class', name: '5.B' }, 2025)), 'en'),
    'Clear difference from 5.B in 2025/26: 29 points lower (8–48)',
  )
})

test('girls against boys, in words', () => {
  const figure = { n: 100, declined: 0, blank: 0, bars: [], favourable: null, interval: 'wilson', decimals: 0 } as const
  const split = (gap: Gap | null) => ({ split: { female: figure, male: figure, covers: 99, gap } })
  assert.equal(splitFinding(split(lower), 'da'), 'Tydelig forskel: pigerne ligger 29 point lavere end drengene (8–48)')
  assert.equal(splitFinding(split({ ...lower, verdict: 'noClearDifference' }), 'en'), 'No clear difference between girls and boys')
  assert.equal(splitFinding(split(null), 'da'), undefined)
})

test('what is hidden says what is hidden', () => {
  assert.equal(finding(card([1, 1, 1], { state: 'hidden', figure: null }), text, 'da'), `Skjult her: ${text.question}`)
})

test('strengths come first, what is worse and what is hidden last', () => {
  const better = card([10, 7, 4], compared({ ...lower, points: 29, low: 8, high: 48, verdict: 'clearlyHigher' }))
  const { figure } = card([18, 2, 1])
  const good = card([18, 2, 1], { figure: figure && { ...figure, favourable: { count: 20, percent: 95, low: 77, high: 99 } } })
  const plain = card([5, 5, 11])
  const worse = card([1, 1, 19], compared(lower))
  const hidden = card([1, 1, 1], { state: 'hidden', figure: null })
  assert.deepEqual(strengthsFirst([hidden, worse, plain, good, better]), [better, good, plain, worse, hidden])
})
