import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Card } from './card.ts'
import type { FigureReading } from './card-reading.ts'
import type { Figure } from './figure.ts'
import { type ReportChoice, type ReportValue, readReport } from './reading.ts'
import { reportWords } from './report-words.ts'
import type { Item } from '../questionnaire/questionnaire.ts'
import type { Language } from '../text/text.ts'

const textsIn = (language: Language): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../content/texts/report.${language}.json`, import.meta.url), 'utf8'))
const danish = reportWords('da', textsIn('da'))
const english = reportWords('en', textsIn('en'))

const school = { unit: 'institution:1', level: 'institution', name: 'Åsum Skole', grade: null, kind: 'school' } as const
const figure = (n: number, percents: readonly number[]): Figure => ({
  n,
  interval: 'wilson',
  decimals: n < 100 ? 0 : 1,
  declined: 1,
  blank: 2,
  bars: percents.map((percent, place) => ({
    option: place === 0 ? 'yes' : 'no',
    count: Math.round((n * percent) / 100),
    percent,
    low: percent - 4,
    high: percent + 4,
  })),
  favourable: { count: Math.round((n * (percents[0] ?? 0)) / 100), percent: percents[0] ?? 0, low: 0, high: 100 },
})
const empty = { figure: null, bands: null, split: null, comparison: null, uncompared: null, hidden: null }
const sleep: Card = {
  ...empty,
  item: 'sleep',
  theme: 'rest',
  state: 'shown',
  figure: figure(50, [40, 60]),
  split: {
    female: figure(24, [30, 70]),
    male: figure(22, [50, 50]),
    covers: 92,
    gap: { points: -20, low: -45, high: 8, verdict: 'noClearDifference' },
  },
  comparison: {
    with: 'rest',
    of: school,
    schoolYear: null,
    figure: figure(340, [70.4, 29.6]),
    gap: { points: -30.4, low: -43, high: -16, verdict: 'clearlyLower' },
  },
}
const dreams: Card = { ...sleep, item: 'dreams', figure: figure(50, [90, 10]), comparison: null, split: null, uncompared: 'break' }
const worry: Card = {
  ...empty,
  item: 'worry',
  theme: 'mind',
  state: 'bands',
  bands: {
    n: 12,
    options: [
      { option: 'yes', band: 'few' },
      { option: 'no', band: 'many' },
    ],
  },
}
const harm: Card = {
  ...empty,
  item: 'harm',
  theme: 'mind',
  state: 'hidden',
  hidden: { reason: 'neverAtThisLevel', threshold: 30, openAt: school },
}

const report: ReportValue = {
  surveyId: 'survey',
  title: 'Trivsel 2026',
  questionnaire: { code: 'wellbeing', version: '3' },
  state: 'sealed',
  schoolYear: 2026,
  opensOn: '2026-11-02',
  closesOn: '2026-11-22',
  unit: { unit: 'class:1', level: 'class', name: '6.B', grade: 6, kind: 'school', invited: 60, answered: 53 },
  path: [school],
  municipalities: null,
  compared: 2,
  themes: [
    { theme: 'rest', cards: [sleep, dreams] },
    { theme: 'mind', cards: [harm, worry] },
  ],
}
const choice: ReportChoice = { split: 'sex', compare: 'rest', content: 'all', themes: '' }
const item = (code: string, theme: string): Item =>
  ({
    code,
    theme,
    kind: 'single',
    options: ['yes', 'no'],
    favourable: ['yes'],
    questionClass: 'open',
    isCore: true,
    isTeachingEnvironment: false,
  }) as unknown as Item
const asked = (question: string) => ({ question, why: 'Fordi.', finding: 'sover godt', options: { yes: 'Ja', no: 'Nej' } })
const told = (words = danish, of: Partial<ReportValue> = {}) =>
  readReport(
    {
      report: { ...report, ...of },
      choice,
      questionnaire: { items: [item('sleep', 'rest'), item('dreams', 'rest'), item('worry', 'mind'), item('harm', 'mind')] },
      text: {
        title: 'Trivsel',
        themes: { rest: 'Søvn', mind: 'Sind' },
        items: {
          sleep: asked('Sover du godt?'),
          dreams: asked('Drømmer du?'),
          worry: asked('Er du ked af det?'),
          harm: asked('Gør noget ondt?'),
        },
      },
      today: '2026-11-23',
    },
    words,
  )

test('a theme is told strengths first, and says why it calls for something', () => {
  const [rest] = told().themes
  assert.deepEqual(
    rest?.cards.map(({ item: code }) => code),
    ['dreams', 'sleep'],
  )
  assert.equal(rest?.mark?.words, 'Se nærmere')
  assert.equal(rest?.need?.because, 'Fordi: søvn, 6.B, 30,4 point under resten af Åsum Skole')
})

test('a figure is told with its question, its counts, both its tests, and every number of its table as it is', () => {
  const card = told().themes[0]?.cards[1] as FigureReading
  assert.equal(card.heading, 'Færre end på resten af Åsum Skole sover godt')
  assert.equal(card.counts, '50 svar, én ville ikke svare, 2 sprang over')
  assert.deepEqual(card.verdicts, [
    'Tydelig forskel fra resten af Åsum Skole: 30,4 point lavere (16–43)',
    'Ingen sikker forskel mellem piger og drenge',
  ])
  assert.deepEqual(card.notes, ['Piger og drenge står for 92\u00a0% af svarene.'])
  assert.deepEqual(
    card.table.columns.map(({ heading }) => heading),
    ['Antal', 'Andel', '95 % usikkerhed', 'Piger', 'Drenge', 'resten af Åsum Skole'],
  )
  assert.deepEqual(card.table.rows[0]?.cells, [
    { text: '20', numbers: [20] },
    { text: '40\u00a0%', numbers: [40] },
    { text: '36–44\u00a0%', numbers: [36, 44] },
    { text: '30\u00a0% (7 af 24)', numbers: [30, 7, 24] },
    { text: '50\u00a0% (11 af 22)', numbers: [50, 11, 22] },
    { text: '70,4\u00a0%', numbers: [70.4] },
  ])
  assert.match(card.chart.description, /^Ja: piger 30\u00a0% \(7\), drenge 50\u00a0% \(11\)\. På resten af Åsum Skole: 70,4\u00a0%\./)
})

test('what a reader asked for and cannot have is said on the card', () => {
  const card = told().themes[0]?.cards[0] as FigureReading
  assert.deepEqual(card.notes, [
    'Brud i serien: svarmulighederne var nogle andre dengang, så der sammenlignes ikke.',
    'Kan ikke deles i piger og drenge her: en af grupperne er for lille.',
  ])
})

test('what is rough or hidden is told without a count, with where it is open', () => {
  const [bands, hidden] = told().themes[1]?.cards ?? []
  assert.ok(bands?.state === 'bands' && hidden?.state === 'hidden')
  assert.deepEqual(
    bands.options.map(({ label, words, means }) => [label, words, means]),
    [
      ['Ja', 'Få', 'under en fjerdedel'],
      ['Nej', 'Mange', 'over halvdelen'],
    ],
  )
  assert.match(hidden.reason, /aldrig for så lille en gruppe\. Svarene tæller med for Åsum Skole\./)
  assert.deepEqual(hidden.openAt, { unit: 'institution:1', name: 'Åsum Skole', go: 'Se spørgsmålet for Åsum Skole' })
})

test('a file says by itself which report it is, of whom, by what questions, and what it leaves out', () => {
  const said = Object.fromEntries(told().facts.map(({ fact, said: one }) => [fact, one]))
  assert.deepEqual(said, {
    unit: 'Åsum Skole / 6.B',
    level: 'Klasse',
    survey: 'Trivsel 2026',
    questionnaire: 'Trivsel (wellbeing 3)',
    asked: '2.–22. november 2026 · Gjort op',
    answers: '53 af 60 har svaret (88\u00a0%)',
    content: 'Alle temaer',
    compare: 'resten af Åsum Skole',
    hidden: 'Ét spørgsmål er skjult for alle. Gør noget ondt?',
    printed: '23. november 2026',
  })
})

test('the heading says what stood out, and the lead how', () => {
  assert.equal(told().heading, '6.B skiller sig ud på ét spørgsmål')
  assert.equal(told().lead, 'Ét går tydeligt dårligere end på resten af Åsum Skole.')
  assert.equal(told(english).heading, '6.B stands out on one question')
})

test('where nothing is open, one reason stands instead of the cards, and where to look', () => {
  const { nothing, hasFigures, turnout } = told(danish, { themes: [{ theme: 'mind', cards: [harm] }] })
  assert.equal(hasFigures, false)
  assert.equal(turnout, null)
  assert.equal(nothing?.openAt?.go, 'Se rapporten for Åsum Skole')
})

test('English tells the same report with the same numbers', () => {
  const numbers = (words: typeof danish) =>
    told(words).themes.flatMap(({ cards }) =>
      cards.flatMap((card) => (card.state === 'shown' ? card.table.rows.flatMap(({ cells }) => cells.map((cell) => cell.numbers)) : [])),
    )
  assert.deepEqual(numbers(english), numbers(danish))
  const card = told(english).themes[0]?.cards[1] as FigureReading
  assert.equal(card.table.rows[0]?.cells[1]?.text, '40%')
})

test('the page says whether how much schools differ was measured, or assumed because they are few', () => {
  const of = (interval: Figure['interval']) =>
    told(danish, {
      unit: { ...report.unit, level: 'municipality' },
      themes: [{ theme: 'rest', cards: [{ ...sleep, figure: { ...figure(500, [40, 60]), interval } }] }],
    }).method.join(' ')
  assert.match(of('clusterRobust'), /målt på, hvor forskellige skolerne/)
  assert.match(of('effectiveSize'), /for få til at måle det/)
  assert.doesNotMatch(of('effectiveSize'), /målt på/)
})

test('a year group of the municipality says how many of its answers its figures cover, and never rounds up to all', () => {
  const of = (answered: number, ns: readonly [number, number], level: 'municipalYearGroup' | 'yearGroup' = 'municipalYearGroup') =>
    told(danish, {
      unit: { ...report.unit, level, name: 'Lillekøbing', invited: 1200, answered },
      compared: 0,
      themes: [{ theme: 'rest', cards: [sleep, dreams].map((card, at) => ({ ...card, figure: figure(ns[at] ?? 0, [40, 60]) })) }],
    }).method.join(' ')
  // Three of each are blank or declined: they have answered, and are sealed with the question.
  assert.match(of(100, [91, 91]), /^6\. årgang i Lillekøbing: tallene dækker 94\s% af svarene\. Resten er for få/)
  assert.match(of(100, [91, 97]), /tallene dækker mindst 94\s% af svarene på hvert spørgsmål/)
  assert.match(of(1000, [996, 997]), /dækker mindst 99\s%/)
  assert.doesNotMatch(of(100, [97, 97]), /dækker/)
  assert.doesNotMatch(of(100, [91, 91], 'yearGroup'), /dækker/, 'a school’s own year group has what was pooled in it')
})

test('with too few answers the page says so, and what follows from it', () => {
  const of = (answered: number) => told(danish, { unit: { ...report.unit, invited: 100, answered } }).turnout
  assert.equal(of(80), null)
  assert.deepEqual([of(79)?.rate, of(59)?.rate, of(39)?.rate], ['fair', 'low', 'low'])
  assert.match(of(39)?.text ?? '', /sammenlignes ikke/)
  assert.doesNotMatch(of(40)?.text ?? '', /sammenlignes ikke/)
})
