/** What may be shown to a room, what is picked for it, and how a child is told how many. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { isInTheirHands } from './lesson-themes.ts'
import { outOf } from './out-of.ts'
import { pickFew, pickThree } from './picks.ts'
import { forRoom, mayBeShown, rooms } from './room.ts'
import type { Card } from '../card.ts'
import { strengthsFirst } from '../finding.ts'
import { inShort } from '../in-short.ts'
import { markOf } from '../marks.ts'
import type { ReportValue } from '../reading.ts'
import { standingOfCard } from '../standing.ts'
import { Questionnaire } from '../../questionnaire/questionnaire-schema.ts'

const questionnaire = Questionnaire.parse(
  JSON.parse(readFileSync(new URL('../../../content/questionnaires/mellemtrin/questionnaire.json', import.meta.url), 'utf8')),
)

const share = (percent: number, n = 20) => ({
  count: Math.round((percent * n) / 100),
  percent,
  low: Math.max(0, percent - 15),
  high: Math.min(100, percent + 15),
})

function card(item: string, theme: string, percent: number | null, more: Partial<Card> = {}): Card {
  return {
    item,
    theme,
    state: 'shown',
    figure: {
      n: 20,
      declined: 0,
      blank: 0,
      bars: [],
      favourable: percent === null ? null : share(percent),
      decimals: 0,
    } as unknown as Card['figure'],
    bands: null,
    split: null,
    comparison: null,
    uncompared: null,
    hidden: null,
    ...more,
  }
}

const held = (points: number, verdict: 'clearlyHigher' | 'clearlyLower' | 'noClearDifference') =>
  ({ gap: { points, low: points - 3, high: points + 3, verdict } }) as unknown as Card['comparison']

function report(level: ReportValue['unit']['level'], cards: readonly Card[]): ReportValue {
  const themes = [...Map.groupBy(cards, ({ theme }) => theme)].map(([theme, own]) => ({ theme, cards: own }))
  return { unit: { level, unit: 'u', name: '', grade: null, kind: null, invited: 24, answered: 20 }, themes } as unknown as ReportValue
}

const shownIn = (value: ReportValue) => value.themes.flatMap(({ cards }) => cards.map(({ item }) => item))

test('a room is never shown anything that the report does not show, and never anything hidden', () => {
  const cards = questionnaire.items.map(({ code, theme }, place) =>
    place % 3 === 0
      ? card(code, theme, null, { state: 'hidden', figure: null })
      : place % 3 === 1
        ? card(code, theme, 60)
        : card(code, theme, null, { state: 'bands', figure: null }),
  )
  for (const level of ['class', 'yearGroup', 'institution', 'municipality'] as const)
    for (const room of rooms) {
      const { report: shown, leftOut } = forRoom(report(level, cards), questionnaire, room)
      const items = shownIn(shown)
      assert.ok(items.every((item) => cards.find((one) => one.item === item)?.state !== 'hidden'))
      assert.equal(items.length + leftOut.sensitive + leftOut.hidden, cards.length)
    }
})

test('sensitive questions of a class are put on no wall, nor are bands', () => {
  const cards = [
    card('school-glad', 'school', 80),
    card('lonely', 'friends', 70),
    card('sad-days', 'wellbeing', null, { state: 'bands', figure: null }),
  ]
  for (const room of ['parents', 'council', 'board', 'pupils'] as const) {
    const { report: shown, leftOut } = forRoom(report('class', cards), questionnaire, room)
    assert.deepEqual(shownIn(shown), ['school-glad'], room)
    assert.equal(leftOut.sensitive, 2)
  }
  assert.deepEqual(shownIn(forRoom(report('class', cards), questionnaire, 'colleagues').report), ['school-glad', 'lonely', 'sad-days'])
})

test('of a whole school parents and the board may see sensitive questions, pupils may not, and the most sensitive nobody', () => {
  assert.deepEqual(
    rooms.map((room) => [room, mayBeShown('sensitive', 'institution', room), mayBeShown('highlySensitive', 'institution', room)]),
    [
      ['colleagues', true, true],
      ['parents', true, false],
      ['council', false, false],
      ['board', true, false],
      ['pupils', false, false],
    ],
  )
})

test('a follow-up of a sensitive question is as sensitive as that', () => {
  assert.equal(questionnaire.items.find(({ code }) => code === 'bullied-where')?.showIf !== undefined, true)
  const { report: shown } = forRoom(report('class', [card('bullied-where', 'bullying', 70)]), questionnaire, 'pupils')
  assert.deepEqual(shownIn(shown), [])
})

test('girls and boys are not told apart before a room', () => {
  const split = { covers: 100 } as unknown as Card['split']
  const { report: shown, leftOut } = forRoom(report('class', [card('school-glad', 'school', 80, { split })]), questionnaire, 'parents')
  assert.equal(shown.themes[0]?.cards[0]?.split, null)
  assert.equal(leftOut.isSplit, true)
})

test('what is clearly better, or surely good to three in four, is a strength; what is clearly worse is looked at, however good', () => {
  assert.deepEqual(
    [
      card('a', 't', 60, { comparison: held(12, 'clearlyHigher') }),
      card('b', 't', 92),
      card('c', 't', 99, { comparison: held(-12, 'clearlyLower') }),
      card('d', 't', 30),
      card('e', 't', 60),
      card('f', 't', null),
    ].map(standingOfCard),
    ['strength', 'strength', 'look', 'look', 'plain', 'plain'],
  )
})

test('a class of twenty in which eight are glad is not told to look closer, for it may as well be half of them', () => {
  // 8 of 20 lies between 22 and 61 %, 17 of 20 between 64 and 95 %.
  const between = (percent: number, low: number, high: number) => {
    const own = card('glad', 'school', percent)
    return { ...own, figure: { ...own.figure, favourable: { count: percent / 5, percent, low, high } } } as Card
  }
  assert.deepEqual([between(40, 22, 61), between(85, 64, 95)].map(standingOfCard), ['plain', 'plain'])
  assert.deepEqual([between(20, 8, 42), between(95, 76, 99)].map(standingOfCard), ['look', 'strength'])
})

test('in short, a mark, a slide and a pack never disagree about what is to be looked at', () => {
  const share = fc.record({ low: fc.integer({ min: 0, max: 60 }), width: fc.integer({ min: 0, max: 40 }) })
  const verdict = fc.constantFrom('clearlyHigher' as const, 'clearlyLower' as const, 'noClearDifference' as const, null)
  const cards = fc.array(fc.tuple(share, verdict), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(cards, (given) => {
      const all = given.map(([{ low, width }, says], place): Card => {
        const own = card(
          `q${place}`,
          `t${place}`,
          low + width / 2,
          says ? { comparison: held(says === 'clearlyLower' ? -9 : 9, says) } : {},
        )
        return { ...own, figure: { ...own.figure, favourable: { count: 1, percent: low + width / 2, low, high: low + width } } } as Card
      })
      const look = all.filter((one) => standingOfCard(one) === 'look').map(({ item }) => item)
      const short = inShort(all, { answered: 60, invited: 60 })
      assert.equal(short.look.length, Math.min(3, look.length))
      assert.ok(short.look.every(({ item }) => look.includes(item)))
      assert.ok(short.well.every(({ item }) => !look.includes(item)))
      assert.equal(markOf(all) === 'look', look.length > 0)
      const brought = pickFew(all).map(({ item }) => item)
      for (const lines of [short.well.slice(0, 3), short.look.slice(0, 2)])
        for (const { item } of lines) assert.ok(brought.includes(item), 'what is said in short is brought')
    }),
  )
})

test('strengths come first and what is to be looked at last, and nothing else changes places', () => {
  const cards = [card('low', 't', 20), card('good', 't', 90), card('middle', 't', 60), card('best', 't', 95)]
  assert.deepEqual(
    strengthsFirst(cards).map(({ item }) => item),
    ['good', 'best', 'middle', 'low'],
  )
})

test('what a meeting is brought: what is sure, and where too little is, what comes nearest, without a word for it', () => {
  const bring = (...cards: readonly Card[]) => pickFew(cards).map((one) => [one.item, standingOfCard(one)])
  const good = ['a', 'b', 'c', 'd'].map((item) => card(item, 't', 95))
  assert.deepEqual(bring(...good, card('low', 't', 20), card('lower', 't', 10), card('lowest', 't', 5)), [
    ['a', 'strength'],
    ['b', 'strength'],
    ['c', 'strength'],
    ['low', 'look'],
    ['lowest', 'look'],
  ])
  assert.deepEqual(
    bring(card('half', 't', 50), card('some', 't', 60), card('way', 't', null), card('most', 't', 80), card('few', 't', 40)),
    [
      ['half', 'plain'],
      ['some', 'plain'],
      ['way', 'plain'],
      ['most', 'plain'],
      ['few', 'plain'],
    ],
  )
})

test('three for a lesson: one that goes well, one to look at, one the class can do something about, of three themes', () => {
  const cards = [
    card('sleep', 'sleep', 30),
    card('glad', 'school', 92),
    card('safe', 'school', 90),
    card('kind', 'friends', 55),
    card('quiet', 'learning-environment', 48),
  ]
  const picked = pickThree(cards, isInTheirHands)
  assert.deepEqual(
    picked.map(({ part, card: { item } }) => [part, item]),
    [
      ['strength', 'glad'],
      ['look', 'sleep'],
      ['act', 'quiet'],
    ],
  )
})

test('toilets, air and the way to school are for adults to do something about', () => {
  assert.deepEqual(
    [
      { theme: 'learning-environment', item: 'school-toilets' },
      { theme: 'leisure', item: 'way-to-school' },
      { theme: 'food', item: 'breakfast' },
      { theme: 'learning-environment', item: 'work-quiet' },
    ].map(isInTheirHands),
    [false, false, false, true],
  )
})

test('the teacher may put another in the place of each, but not a card that is not there', () => {
  const cards = [card('glad', 'school', 92), card('safe', 'school', 90), card('sleep', 'sleep', 30), card('kind', 'friends', 55)]
  const items = (chosen: readonly string[]) => pickThree(cards, isInTheirHands, chosen).map(({ card: { item } }) => item)
  assert.deepEqual(items(['safe', 'sleep', 'kind']), ['safe', 'sleep', 'kind'])
  assert.deepEqual(items(['lonely', 'sleep', 'kind']), ['glad', 'sleep', 'kind'])
  assert.deepEqual(items(['glad', 'glad']), ['glad', 'sleep', 'kind'])
})

test('whatever there is to pick from, no card is picked twice and none without a good side', () => {
  const cards = fc.array(
    fc.record({ percent: fc.option(fc.integer({ min: 0, max: 100 })), theme: fc.constantFrom('school', 'sleep', 'friends') }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(cards, (given) => {
      const all = given.map(({ percent, theme }, place) => card(`q${place}`, theme, percent))
      const picked = pickThree(all, isInTheirHands)
      assert.equal(new Set(picked.map(({ card: { item } }) => item)).size, picked.length)
      assert.ok(picked.every(({ card: { figure } }) => figure?.favourable))
    }),
  )
})

test('a child is told how many of how many: themselves while they can be counted, of ten when they are many', () => {
  assert.deepEqual(outOf({ count: 12 }, 20), { count: 12, of: 20, isRounded: false })
  assert.deepEqual(outOf({ count: 153 }, 204), { count: 8, of: 10, isRounded: true })
  assert.deepEqual(outOf({ count: 1 }, 204), { count: 1, of: 10, isRounded: true })
  assert.deepEqual(outOf({ count: 203 }, 204), { count: 9, of: 10, isRounded: true })
  assert.deepEqual([outOf({ count: 0 }, 204).count, outOf({ count: 204 }, 204).count], [0, 10])
})
