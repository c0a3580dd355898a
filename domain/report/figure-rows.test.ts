import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from './card.ts'
import type { Figure } from './figure.ts'
import { figureRows } from './figure-rows.ts'

const unit = { unit: 'class:1', level: 'class', name: '6.B', grade: 6, kind: 'school', invited: 24, answered: 21 } as const
const school = { unit: 'institution:1', level: 'institution', name: 'Åsum Skole', grade: null, kind: 'school' } as const
const figure = (n: number, yes: number): Figure => ({
  n,
  declined: 1,
  blank: 0,
  interval: 'wilson',
  decimals: 0,
  bars: [
    { option: 'yes', count: yes, percent: (yes / n) * 100, low: 1, high: 99 },
    { option: 'no', count: n - yes, percent: 100 - (yes / n) * 100, low: 1, high: 99 },
  ],
  favourable: { count: yes, percent: (yes / n) * 100, low: 1, high: 99 },
})
const empty = { theme: 'sleep', figure: null, bands: null, split: null, comparison: null, uncompared: null, hidden: null }
const gap = { points: -10, low: -20, high: -1, verdict: 'clearlyLower' } as const
const cards: readonly Card[] = [
  {
    ...empty,
    item: 'rested',
    state: 'shown',
    figure: figure(20, 8),
    split: { female: figure(10, 3), male: figure(10, 5), covers: 100, gap: { ...gap, verdict: 'noClearDifference' } },
    comparison: { with: 'rest', of: school, schoolYear: null, figure: figure(100, 50), gap },
  },
  { ...empty, item: 'worry', state: 'bands', bands: { n: 12, options: [{ option: 'yes', band: 'few' }] } },
  { ...empty, item: 'harm', state: 'hidden', hidden: { reason: 'neverAtThisLevel', threshold: 30, openAt: school } },
]
const text = {
  themes: { sleep: 'Søvn' },
  items: { rested: { question: 'Er du udhvilet?', why: '', finding: '', options: { yes: 'Ja', no: 'Nej' } } },
}
const rows = figureRows({ unit, themes: [{ theme: 'sleep', cards }] }, text, 'da')

test('each figure that is shown has a row: each option and the good ones together, of everybody, of girls, boys and the others', () => {
  assert.deepEqual(
    rows.filter(({ item }) => item === 'rested').map((row) => [row.group, row.split, row.option, row.optionText, row.count, row.n]),
    [
      ['own', 'all', 'yes', 'Ja', 8, 20],
      ['own', 'all', 'no', 'Nej', 12, 20],
      ['own', 'all', 'favourable', '', 8, 20],
      ['own', 'female', 'yes', 'Ja', 3, 10],
      ['own', 'female', 'no', 'Nej', 7, 10],
      ['own', 'female', 'favourable', '', 3, 10],
      ['own', 'male', 'yes', 'Ja', 5, 10],
      ['own', 'male', 'no', 'Nej', 5, 10],
      ['own', 'male', 'favourable', '', 5, 10],
      ['other', 'all', 'yes', 'Ja', 50, 100],
      ['other', 'all', 'no', 'Nej', 50, 100],
      ['other', 'all', 'favourable', '', 50, 100],
    ],
  )
})

test('a difference stands once, on the favourable row of whom it is from', () => {
  assert.deepEqual(
    rows.filter(({ verdict }) => verdict !== null).map((row) => [row.group, row.split, row.option, row.difference, row.verdict]),
    [
      ['own', 'female', 'favourable', -10, 'noClearDifference'],
      ['other', 'all', 'favourable', -10, 'clearlyLower'],
    ],
  )
  assert.equal(rows.find(({ group }) => group === 'other')?.groupName, 'resten af Åsum Skole')
})

test('a rough figure has a word and no count, a hidden question one row with its reason', () => {
  const [rough, hidden] = rows.filter(({ item }) => item !== 'rested')
  assert.deepEqual([rough?.state, rough?.n, rough?.count, rough?.percent, rough?.band], ['bands', 12, null, null, 'few'])
  assert.deepEqual(
    [hidden?.state, hidden?.n, hidden?.count, hidden?.hidden, hidden?.openAt],
    ['hidden', null, null, 'neverAtThisLevel', 'institution:1'],
  )
})

test('an index has a row for its mean, with its own n and interval', () => {
  const mean = { n: 20, mean: 63.5, low: 58, high: 69, from: 0, to: 100 }
  const index: Card = { ...empty, item: 'glad', state: 'shown', figure: { ...figure(20, 8), mean } }
  const told = figureRows({ unit, themes: [{ theme: 'sleep', cards: [index] }] }, text, 'da').filter(({ option }) => option === 'mean')
  assert.deepEqual(
    told.map((row) => [row.n, row.count, row.percent, row.mean, row.meanLow, row.meanHigh]),
    [[20, null, null, 63.5, 58, 69]],
  )
})
