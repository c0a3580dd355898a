import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkQuestionnaire } from '../questionnaire/check.ts'
import { path } from '../questionnaire/conditions.ts'
import { Questionnaire, QuestionnaireText } from '../questionnaire/questionnaire-schema.ts'
import { blank, declined, hidden } from '../response/answer.ts'
import { submit } from '../response/submit.ts'
import { findVersion, type Instrument, type InstrumentText } from './instrument.ts'
import { answersOf, type Asked, questionnaireOf, textFaults } from './questionnaire-of.ts'
import { findText, isAvailable } from './text.ts'

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../content/instruments/${file}`, import.meta.url), 'utf8'))
const demo: Instrument = read('demo/instrument.json')
const sdq: Instrument = read('sdq/instrument.json')
const textOf = (version: string, language: string): InstrumentText => read(`demo/text.${version}.${language}.json`)

function asked(version: string, language = 'da'): Asked {
  const result = questionnaireOf(demo, version, textOf(version, language))
  if ('refused' in result) assert.fail(JSON.stringify(result))
  return result
}

for (const { code, informant } of demo.versions) {
  test(`demo ${code}: it can be asked on the ordinary page, in both languages, and nothing is wrong with its words`, () => {
    const { questionnaire, text } = asked(code)
    assert.deepEqual(Questionnaire.parse(questionnaire), questionnaire)
    assert.deepEqual(QuestionnaireText.parse(text), text)
    assert.deepEqual(asked(code, 'en').questionnaire, questionnaire)
    assert.deepEqual(checkQuestionnaire(questionnaire, { da: text, en: asked(code, 'en').text }), [])
    assert.equal(questionnaire.items.length, informant === 'teacher' ? 31 : 33)
    assert.deepEqual(
      questionnaire.items.slice(0, 25).map((item) => item.code),
      demo.items,
    )
  })

  test(`demo ${code}: what is answered on the page comes back as the raw answers`, () => {
    const { questionnaire } = asked(code)
    const places = questionnaire.items.map(({ options }) => fc.constantFrom(null, declined, ...options.map((_, place) => place + 1)))
    fc.assert(
      fc.property(fc.tuple(...places), (answers) => {
        const submitted = submit(questionnaire, answers)
        assert.ok('answers' in submitted)
        const back = answersOf(demo, code, submitted.answers)
        assert.ok(!('refused' in back) && back.impact)
        assert.deepEqual(
          back.answers,
          answers.slice(0, 25).map((value) => (value === null || value === declined ? null : value - 1)),
        )
        const gate = answers[25] ?? null
        assert.equal(back.impact.gate, gate === null || gate === declined ? null : gate - 1)
        if (gate === null || gate <= 1) assert.ok(back.impact.items.every((value) => value === null))
        else {
          const scored = demo.impact?.forms[informant]?.scored ?? []
          const given = scored.map((item) => answers[questionnaire.items.findIndex(({ code: one }) => one === item)] ?? null)
          assert.deepEqual(
            back.impact.items,
            given.map((value) => (value === null || value === declined ? null : value - 1)),
          )
        }
      }),
    )
  })
}

test('the items about how much it weighs are asked only of somebody who says there is something', () => {
  const { questionnaire } = asked('p4-17')
  const shown = (gate: number | null) => path(questionnaire, [...Array.from({ length: 25 }, () => 1), gate]).filter(Boolean).length
  assert.equal(shown(null), 26)
  assert.equal(shown(declined), 26)
  assert.equal(shown(1), 26)
  assert.equal(shown(2), 33)
  assert.equal(shown(4), 33)
})

test('an open, declined or hidden item is a missing answer, not a 0', () => {
  const back = answersOf(demo, 's11-17', [blank, declined, hidden, null, 1, 3])
  assert.ok(!('refused' in back))
  assert.deepEqual(back.answers.slice(0, 7), [null, null, null, null, 0, 2, null])
  assert.deepEqual(answersOf(demo, 'x', []), { refused: 'unknown-version', found: 'x' })
})

test('the first option is the lowest raw answer where an instrument does not begin at 0', () => {
  const from1: Instrument = { ...demo, answers: { from: 1, to: 3 } }
  const { questionnaire } = questionnaireOf(from1, 'p4-17', textOf('p4-17', 'da')) as Asked
  assert.deepEqual(questionnaire.items[0]?.options, ['1', '2', '3'])
  const back = answersOf(from1, 'p4-17', [1, 3])
  assert.deepEqual('refused' in back ? back : back.answers.slice(0, 2), [1, 3])
})

test('nothing of an instrument could be shown of a group, whichever way its items are worded', () => {
  const { questionnaire } = asked('p4-17')
  const item = (code: string) => questionnaire.items.find((one) => one.code === code)?.sensitiveOptions
  assert.deepEqual(item('demo-1'), ['1', '2'])
  assert.deepEqual(item('demo-8'), ['0', '1'])
  assert.deepEqual(item('demo-5'), ['0', '1'])
  assert.ok(questionnaire.items.every(({ questionClass }) => questionClass === 'highlySensitive'))
})

test('nobody may ask a part of an instrument, or with words of something else', () => {
  const text = textOf('p4-17', 'da')
  const { 'demo-7': left, ...items } = text.items
  assert.ok(left)
  const version = findVersion(demo, 'p4-17')
  assert.ok(version)
  const faults = (changed: Partial<InstrumentText>) =>
    textFaults(demo, version, { ...text, ...changed }).map(({ fault, at }) => `${fault} ${at}`)
  assert.deepEqual(faults({}), [])
  assert.deepEqual(faults({ items }), ['item-without-words demo-7'])
  assert.deepEqual(faults({ items: { ...text.items, 'demo-40': left } }), ['words-without-item demo-40'])
  assert.deepEqual(faults({ items: { ...text.items, 'demo-7': { ...left, options: ['Ja', 'Nej'] } } }), ['wrong-number-of-options demo-7'])
  assert.deepEqual(faults({ instrument: 'sdq' }), ['other-instrument sdq'])
  assert.deepEqual(faults({ version: 't4-17' }), ['other-version t4-17'])
  assert.deepEqual(faults({ themes: { items: 'Hverdagen' } }), ['theme-without-words impact'])
  assert.deepEqual(questionnaireOf(demo, 'p4-17', { ...text, items }), {
    refused: 'text-does-not-fit',
    faults: [{ fault: 'item-without-words', at: 'demo-7' }],
  })
  assert.deepEqual(questionnaireOf(demo, 'p5', text), { refused: 'unknown-version', found: 'p5' })
})

test('an instrument without words is hidden, and a language without words falls back on Danish, or on what there is', () => {
  const danish = textOf('p4-17', 'da')
  assert.equal(isAvailable(sdq, [], 'p4-17'), false)
  assert.equal(isAvailable(sdq, [danish], 'p4-17'), false)
  assert.equal(isAvailable(demo, [danish], 'p4-17'), true)
  assert.equal(isAvailable(demo, [danish], 't4-17'), false)
  assert.equal(isAvailable(demo, [textOf('p4-17', 'en')], 'p4-17'), true)
  assert.equal(findText(demo, [textOf('p4-17', 'en')], 'p4-17')?.language, 'en')
  assert.equal(findText(demo, [danish], 'p4-17', 'en'), danish)
  assert.equal(findText(demo, [danish, textOf('p4-17', 'en')], 'p4-17', 'en')?.language, 'en')
})
