import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { askedIn } from '../questionnaire/asked-in.ts'
import { path } from '../questionnaire/conditions.ts'
import { Questionnaire as Schema } from '../questionnaire/questionnaire-schema.ts'
import type { Condition, Item, Questionnaire, QuestionnaireText } from '../questionnaire/questionnaire.ts'
import { declined } from '../response/answer.ts'
import { fill } from '../text/format.ts'
import { readEntry } from './entry.ts'
import { type FormBlock, formOf, type FormQuestion, nextAfter, numbersOf } from './form.ts'

const folder = new URL('../../content/', import.meta.url)
const json = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
const texts: Readonly<Record<string, string>> = json('texts/paper-form.da.json')
const words = { read: (key: string, values = {}) => fill(texts[key] ?? `NO TEXT ${key}`, values), declinedText: 'Jeg vil ikke svare' }

const questionsIn = (blocks: readonly FormBlock[]): readonly FormQuestion[] =>
  blocks.flatMap((block) => (block.block === 'question' ? [block] : block.block === 'grid' ? block.rows : []))

const ours = readdirSync(new URL('questionnaires/', folder), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(new URL(`questionnaires/${name}/`, folder)).flatMap((file) => {
      const language = /^text\.(\w+)\.json$/.exec(file)?.[1]
      return language === undefined
        ? []
        : [
            {
              name: `${name}, ${language}`,
              questionnaire: Schema.parse(json(`questionnaires/${name}/questionnaire.json`)) as Questionnaire,
              text: json(`questionnaires/${name}/${file}`) as QuestionnaireText,
            },
          ]
    }),
  )

const item = (code: string, change: Partial<Item> = {}): Item => ({
  code,
  theme: 'sleep',
  kind: 'single',
  options: ['no', 'some', 'much'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: false,
  isTeachingEnvironment: false,
  ...change,
})
const asked = (...items: readonly Item[]): Questionnaire => ({
  format: 1,
  code: 'made-up',
  version: '1.0',
  respondent: 'pupil',
  grades: [5],
  themes: ['sleep'],
  items,
})
const wording = ({ items }: Questionnaire): QuestionnaireText => ({
  title: 'Søvn',
  intro: '',
  themes: { sleep: 'Søvn' },
  items: Object.fromEntries(
    items.map(({ code, options }) => [
      code,
      { question: code, why: '', finding: '', options: Object.fromEntries(options.map((option) => [option, option])) },
    ]),
  ),
})
const form = (questionnaire: Questionnaire) => questionsIn(formOf(questionnaire, wording(questionnaire), words))
const atLeast = (code: string, option: string): Condition => ({ op: 'atLeast', item: code, option })

test('every question of ours is on the form once, numbered in order, with a box for each option and one for not answering', () => {
  for (const { name, questionnaire, text } of ours)
    for (const track of ['statistics', 'health'] as const) {
      const of = askedIn(track, questionnaire)
      const questions = questionsIn(formOf(of, text, words))
      const numbers = numbersOf(of).filter((number) => number !== null)
      assert.deepEqual(
        questions.map(({ number }) => number),
        numbers,
        name,
      )
      assert.deepEqual(
        numbers,
        [...numbers.keys()].map((at) => at + 1),
        name,
      )
      for (const question of questions) {
        const place = numbersOf(of).indexOf(question.number)
        const source = of.items[place] ?? assert.fail(name)
        assert.ok(question.question.length > 0, `${name}: ${source.code} has its words`)
        assert.equal(question.options.length, source.measure ? 0 : source.options.length, `${name}: ${source.code}`)
        for (const [at, { key, text: said }] of question.options.entries()) {
          assert.ok(said.length > 0)
          const value = source.kind === 'multiple' ? 2 ** at : at + 1
          assert.equal(readEntry(source, key), value, `${name}: ${source.code}: what is printed before the box is what is typed`)
        }
        assert.equal(readEntry(source, question.declined.key), declined)
        assert.doesNotMatch(JSON.stringify(question), /NO TEXT|\{\w+\}/)
      }
    }
})

test('where an answer leads past questions, the form points to exactly the one that the page shows next', () => {
  for (const { name, questionnaire } of ours) {
    const numbers = numbersOf(questionnaire)
    for (const [place, one] of questionnaire.items.entries()) {
      if (numbers[place] === null || one.measure || one.kind === 'multiple' || one.showIf) continue
      for (let value = declined; value <= one.options.length; value++) {
        const pointed = nextAfter(questionnaire, place, value, numbers)
        if (pointed === null) continue
        const met = path(
          questionnaire,
          questionnaire.items.map((_, at) => (at === place ? value : null)),
        )
        const next = numbers.find((number, at) => at > place && number !== null && met[at])
        assert.equal(pointed, next ?? 'end', `${name}: ${one.code} = ${value}`)
      }
    }
  }
})

test('an answer that needs no follow-up goes to the question after it, and so does not answering', () => {
  const [first, follow, last] = form(asked(item('a'), item('b', { showIf: atLeast('a', 'some') }), item('c')))
  assert.deepEqual(
    first?.options.map(({ goTo }) => goTo),
    [3, null, null],
  )
  assert.equal(first?.declined.goTo, 3)
  assert.equal(follow?.onlyIf, 'Svar kun, hvis du har sat kryds ved “some” eller “much” i 1.')
  assert.ok(last?.onlyIf === '' && last.options.every(({ goTo }) => goTo === null))
})

test('a follow-up at the very end leads to the end', () => {
  const [first] = form(asked(item('a'), item('b', { showIf: atLeast('a', 'much') })))
  assert.deepEqual(
    first?.options.map(({ goTo }) => goTo),
    ['end', 'end', null],
  )
})

test('a condition on several questions is said in words, turned where it is a not', () => {
  const equals = (code: string, option: string): Condition => ({ op: 'equals', item: code, option })
  const both: Condition = { op: 'and', all: [equals('a', 'no'), { op: 'answered', item: 'b' }] }
  const [, , third, fourth] = form(
    asked(item('a'), item('b'), item('c', { showIf: both }), item('d', { showIf: { op: 'not', condition: both } })),
  )
  assert.equal(third?.onlyIf, 'Svar kun, hvis du har sat kryds ved “no” i 1 og du har svaret på 2.')
  assert.equal(fourth?.onlyIf, 'Svar kun, hvis du ikke har sat kryds ved “no” i 1 eller du ikke har svaret på 2.')
})

test('a condition on what is measured tells the numbers, for nobody is shown the bands', () => {
  const hours = item('a', { kind: 'number', options: ['few', 'many'], measure: { from: 0, to: 12, step: 1, starts: [0, 8] } })
  const [, few, many] = form(
    asked(hours, item('b', { showIf: { op: 'equals', item: 'a', option: 'few' } }), item('c', { showIf: atLeast('a', 'many') })),
  )
  assert.equal(few?.onlyIf, 'Svar kun, hvis dit svar på 1 er mellem 0 og 7.')
  assert.equal(many?.onlyIf, 'Svar kun, hvis dit svar på 1 er mellem 8 og 12.')
})

test('what the statistics track never asks is not printed, nor what only follows from it', () => {
  const of = askedIn(
    'statistics',
    asked(item('a'), item('t', { kind: 'text', options: [] }), item('f', { showIf: { op: 'answered', item: 't' } }), item('z')),
  )
  assert.deepEqual(
    form(of).map(({ number, question }) => [number, question]),
    [
      [1, 'a'],
      [2, 'z'],
    ],
  )
})

test('rows of a grid stand in one table; a grid with a row for some alone is printed apart', () => {
  const row = (code: string, change: Partial<Item> = {}) => item(code, { grid: 'g', ...change })
  const together = asked(row('a'), row('b'), item('c'))
  assert.deepEqual(
    formOf(together, wording(together), words).map(({ block }) => block),
    ['theme', 'grid', 'question'],
  )
  const apart = asked(row('a'), row('b', { showIf: atLeast('a', 'some') }))
  assert.deepEqual(
    formOf(apart, wording(apart), words).map(({ block }) => block),
    ['theme', 'question', 'question'],
  )
})
