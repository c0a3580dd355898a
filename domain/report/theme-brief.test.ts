import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Card } from './card.ts'
import type { Figure } from './figure.ts'
import { reportWords } from './report-words.ts'
import { briefOf, standoutsFirst } from './theme-brief.ts'
import type { Language } from '../text/text.ts'

const wordsIn = (language: Language) =>
  reportWords(language, JSON.parse(readFileSync(new URL(`../../content/texts/report.${language}.json`, import.meta.url), 'utf8')))

const school = { unit: 'institution:1', level: 'institution', name: 'Åsum Skole', grade: null, kind: 'school' } as const
const figureOf = (percent: number): Figure => ({
  n: 50,
  interval: 'wilson',
  decimals: 0,
  declined: 0,
  blank: 0,
  bars: [
    { option: 'yes', count: percent / 2, percent, low: percent - 5, high: percent + 5 },
    { option: 'no', count: 50 - percent / 2, percent: 100 - percent, low: 95 - percent, high: 105 - percent },
  ],
  favourable: { count: percent / 2, percent, low: percent - 5, high: percent + 5 },
})
const shown = (item: string, percent: number): Card => ({
  item,
  theme: 'rest',
  state: 'shown',
  figure: figureOf(percent),
  bands: null,
  split: null,
  comparison: null,
  uncompared: null,
  hidden: null,
})
const compared = (item: string, verdict: 'clearlyHigher' | 'clearlyLower' | 'noClearDifference', points: number): Card => ({
  ...shown(item, 60),
  comparison: {
    with: 'rest',
    of: school,
    schoolYear: null,
    figure: figureOf(60 - points),
    gap: { points, low: points - 4, high: points + 4, verdict },
  },
})
const hidden = (item: string): Card => ({
  ...shown(item, 0),
  state: 'hidden',
  figure: null,
  hidden: { reason: 'tooFew', threshold: 10, openAt: null },
})
const finds = (item: string) => ({ question: `Om ${item}?`, why: '', finding: `har ${item}`, options: { yes: 'Ja', no: 'Nej' } })
const told = (cards: readonly Card[], language: Language = 'da') => briefOf(cards, finds, wordsIn(language))

test('a folded theme tells what is clearly worse, by most, before what is clearly better', () => {
  const cards = [
    compared('ro', 'clearlyHigher', 20),
    compared('leg', 'clearlyLower', -8),
    compared('mad', 'clearlyLower', -15),
    hidden('mod'),
  ]
  assert.equal(told(cards).finding, 'Færre end på resten af Åsum Skole har mad')
  assert.equal(told(cards).counts, '4 spørgsmål · ét tydeligt bedre · 2 tydeligt dårligere · ét skjult')
  assert.equal(told(cards, 'en').counts, '4 questions · one clearly better · 2 clearly worse · one hidden')
  assert.equal(told(cards.slice(0, 1)).finding, 'Flere end på resten af Åsum Skole har ro')
})

test('it tells what is surely below half before what goes well, as the mark beside it does', () => {
  assert.equal(told([shown('ro', 90), shown('mad', 30)]).finding, 'Cirka 15 af 50 har mad')
})

test('where nothing is sure it says so, and where nothing was compared it says nothing of it', () => {
  assert.equal(
    told([compared('ro', 'noClearDifference', 2), hidden('mod'), hidden('mad')]).counts,
    '3 spørgsmål · ingen sikker forskel · 2 skjulte',
  )
  assert.deepEqual(told([shown('ro', 50), shown('mad', 90)]), { finding: 'Cirka 45 af 50 har mad', counts: '2 spørgsmål' })
})

test('a theme that is hidden says that, and no figure', () => {
  assert.deepEqual(told([hidden('ro'), hidden('mad')]), { finding: 'Alle temaets spørgsmål er skjult her.', counts: '2 spørgsmål' })
  assert.equal(told([hidden('ro')]).finding, 'Temaets spørgsmål er skjult her.')
})

test('what goes well comes first, then what to look at, and last what is hidden; else as it is asked', () => {
  const of = (theme: string, mark: 'well' | 'look' | null, card = shown('ro', 50)) => ({ theme, mark: mark && { mark }, cards: [card] })
  const themes = [of('a', null), of('b', 'look'), of('c', null, hidden('ro')), of('d', 'well'), of('e', null), of('f', 'well')]
  assert.deepEqual(
    standoutsFirst(themes).map(({ theme }) => theme),
    ['d', 'f', 'b', 'a', 'e', 'c'],
  )
})
