import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'
import { blank, declined, hidden } from '../response/answer.ts'
import type { ColourRules } from './colour-rules.ts'
import { colourOf, countColours, readAnswer, themeColours, worst } from './colour.ts'
import { prepareTalk } from './talk.ts'

const item = (code: string, theme: string, change: Partial<Item> = {}): Item => ({
  code,
  theme,
  kind: 'single',
  options: ['never', 'some', 'often'],
  questionClass: 'sensitive',
  sensitiveOptions: [],
  favourable: [],
  isCore: true,
  isTeachingEnvironment: false,
  ...change,
})

const questionnaire: Questionnaire = {
  format: 1,
  code: 'udskoling',
  version: '1.0',
  respondent: 'pupil',
  grades: [8],
  themes: ['sleep', 'friends', 'background'],
  items: [
    item('tired', 'sleep'),
    item('falls-asleep', 'sleep'),
    item('lonely', 'friends'),
    item('friend', 'friends'),
    item('homes', 'background'),
    item('where', 'friends', { kind: 'multiple' }),
  ],
}

const badWhenOften = { never: 'green', some: 'yellow', often: 'red' } as const
const rules: ColourRules = {
  format: 1,
  questionnaire: { code: 'udskoling', version: '1.0' },
  version: '1.0',
  rules: {
    tired: badWhenOften,
    'falls-asleep': { never: 'red', some: 'yellow', often: 'green' },
    lonely: badWhenOften,
    friend: badWhenOften,
  },
}
const [never, some, often] = [1, 2, 3]
const noWishes = { talkAbout: [], notTalkAbout: [] }
const talkOf = (
  answers: readonly (number | null)[],
  wishes: { talkAbout: readonly string[]; notTalkAbout: readonly string[] } = noWishes,
) => prepareTalk(questionnaire, answers, rules, wishes)

const chosen = (option: string) => ({ options: [option], measured: null })

test('a skip is grey and never green, whether declined or left open', () => {
  for (const value of [declined, blank, null, undefined, 99]) {
    const given = readAnswer(questionnaire.items[0]!, value)
    assert.equal(colourOf(questionnaire.items[0]!, given, rules), 'grey', String(value))
  }
})

test('what was never asked, and what no rule speaks of, has no colour at all', () => {
  assert.equal(colourOf(questionnaire.items[0]!, readAnswer(questionnaire.items[0]!, hidden), rules), null)
  assert.equal(colourOf(questionnaire.items[4]!, readAnswer(questionnaire.items[4]!, often), rules), null)
  assert.equal(colourOf(questionnaire.items[0]!, readAnswer(questionnaire.items[0]!, often), undefined), null)
})

test('a theme is as its worst answer, and one that was passed over in part is not green', () => {
  assert.deepEqual(themeColours(questionnaire, [never, often, some, never, never, 0], rules), [
    { theme: 'sleep', colour: 'green' },
    { theme: 'friends', colour: 'yellow' },
  ])
  assert.deepEqual(themeColours(questionnaire, [never, declined, never, often, never, 0], rules), [
    { theme: 'sleep', colour: 'grey' },
    { theme: 'friends', colour: 'red' },
  ])
  assert.deepEqual(countColours(questionnaire, [never, declined, some, often, never, 0], rules), { green: 1, grey: 1, yellow: 1, red: 1 })
})

test('the worst of marks does not depend on their order, and one more mark never makes it better', () => {
  const marks = ['green', 'yellow', 'red', 'grey'] as const
  const severity = { green: 0, grey: 1, yellow: 2, red: 3 }
  for (const one of marks)
    for (const other of marks)
      for (const third of marks) {
        assert.equal(worst([one, other, third]), worst([third, one, other]))
        assert.ok(severity[worst([one, other, third])!] >= severity[worst([one, other])!])
      }
  assert.equal(worst([]), null)
})

test('red is asked about first, then yellow; what is wished for first within a colour, what is not wanted last', () => {
  const asked = (talkAbout: readonly string[], notTalkAbout: readonly string[]) =>
    talkOf([some, never, some, often, never, 0], { talkAbout, notTalkAbout }).askAbout.map(({ item: code }) => code)
  assert.deepEqual(asked([], []), ['falls-asleep', 'friend', 'tired', 'lonely'])
  assert.deepEqual(asked(['friends'], []), ['friend', 'falls-asleep', 'lonely', 'tired'])
  assert.deepEqual(asked([], ['sleep']), ['friend', 'falls-asleep', 'lonely', 'tired'])
  assert.ok(talkOf([often, null, null, null, null, null], { talkAbout: [], notTalkAbout: ['sleep'] }).askAbout[0]!.isUnwanted)
})

test('what goes well: at most three, of different themes first', () => {
  const talk = talkOf([never, often, never, never, never, 0])
  assert.deepEqual(
    talk.goesWell.map(({ item: code }) => code),
    ['tired', 'lonely', 'falls-asleep'],
  )
  assert.deepEqual(talkOf([declined, blank, null, often, never, 0]).goesWell, [], 'a skip is no strength')
})

test('every answer stands in exactly one theme, and every skip is told', () => {
  const talk = talkOf([declined, blank, often, hidden, never, 3])
  assert.equal(talk.themes.flatMap(({ answers }) => answers).length, questionnaire.items.length)
  assert.deepEqual(
    talk.skipped.map(({ item: code }) => code),
    ['tired', 'falls-asleep'],
  )
  assert.deepEqual(talk.themes[1]!.answers[2]!.options, ['never', 'some'], 'several choices are read as their options')
})

test('last time is the newest answer to the same question; a skip then is nothing to compare with', () => {
  const earlier = [
    { questionnaire, answers: [often, declined, some, never, never, 0], answeredOn: '2025-11-01' },
    { questionnaire, answers: [never, often, often, never, never, 0], answeredOn: '2024-11-01' },
  ]
  const { changes, themes } = prepareTalk(questionnaire, [some, never, often, declined, some, 0], rules, noWishes, earlier)
  assert.deepEqual(changes, [
    { item: 'tired', before: chosen('often'), now: chosen('some'), answeredOn: '2025-11-01', direction: 'better' },
    { item: 'falls-asleep', before: chosen('often'), now: chosen('never'), answeredOn: '2024-11-01', direction: 'worse' },
    { item: 'lonely', before: chosen('some'), now: chosen('often'), answeredOn: '2025-11-01', direction: 'worse' },
    { item: 'homes', before: chosen('never'), now: chosen('some'), answeredOn: '2025-11-01', direction: null },
  ])
  assert.equal(themes[0]!.answers[0]!.before?.answeredOn, '2025-11-01')
})

test('a measured answer has the colour of its band, says what was measured, and has changed when it lies in another band', () => {
  const bedtime = item('bedtime', 'sleep', {
    kind: 'clock',
    options: ['early', 'fair', 'late'],
    measure: { from: 1140, to: 1560, step: 15, starts: [1140, 1260, 1380] },
  })
  const asking = { ...questionnaire, themes: ['sleep'], items: [bedtime] }
  const coloured = { ...rules, rules: { bedtime: { early: 'green', fair: 'yellow', late: 'red' } } } as const
  const at = (measured: number) => (measured - 1140) / 15 + 1
  const talk = (now: number, then: number) =>
    prepareTalk(asking, [at(now)], coloured, noWishes, [{ questionnaire: asking, answers: [at(then)], answeredOn: '2025-11-01' }])

  const [asked] = talk(1395, 1275).askAbout
  assert.deepEqual([asked?.colour, asked?.options, asked?.measured, asked?.before?.measured], ['red', ['late'], 1395, 1275])
  assert.deepEqual(talk(1395, 1275).changes, [
    {
      item: 'bedtime',
      before: { options: ['fair'], measured: 1275 },
      now: { options: ['late'], measured: 1395 },
      answeredOn: '2025-11-01',
      direction: 'worse',
    },
  ])
  assert.deepEqual(talk(1395, 1380).changes, [], 'a quarter of an hour within a band is no change')
  assert.deepEqual(readAnswer(bedtime, blank), { state: 'blank', options: [], measured: null })
  assert.deepEqual(readAnswer(bedtime, at(1575)), { state: 'blank', options: [], measured: null }, 'what it can not be')
})

test('a short text is an answer without an option, and a page that is read is no question', () => {
  const asking = {
    ...questionnaire,
    items: [item('page', 'sleep', { kind: 'information', options: [] }), item('own', 'sleep', { kind: 'text', options: [] })],
  }
  const { themes, skipped, changes } = prepareTalk(asking, [hidden, 1], rules, noWishes, [
    { questionnaire: asking, answers: [hidden, 1], answeredOn: '2025-11-01' },
  ])
  assert.deepEqual(
    themes.flatMap(({ answers }) => answers.map(({ item: code, state, options }) => [code, state, options])),
    [['own', 'answered', []]],
  )
  assert.deepEqual([skipped, changes], [[], []])
  assert.deepEqual(
    prepareTalk(asking, [hidden, blank], rules, noWishes).skipped.map(({ item: code }) => code),
    ['own'],
  )
})
