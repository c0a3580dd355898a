import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lookedBackOn, path } from './conditions.ts'
import type { Condition, Item, Questionnaire } from './questionnaire.ts'

const item = (code: string, options: readonly string[], more: Partial<Item> = {}): Item => ({
  code,
  theme: 'school',
  kind: 'single',
  options,
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: true,
  isTeachingEnvironment: false,
  ...more,
})

const how = item('how', ['never', 'some', 'often'])
const where = item('where', ['class', 'yard', 'online'], { kind: 'multiple' })

/** Whether a last item with this condition is asked after `how` and `where` were answered so. */
function isAskedAfter(condition: Condition, ...answers: readonly (number | null)[]): boolean | undefined {
  const questionnaire: Questionnaire = {
    format: 1,
    code: 'made-up',
    version: '1.0',
    respondent: 'pupil',
    grades: [5],
    themes: ['school'],
    items: [how, where, item('last', ['no', 'yes'], { showIf: condition })],
  }
  return path(questionnaire, answers)[2]
}

const [never, some, often] = [1, 2, 3]
const [inClass, inYard, online] = [1, 2, 4]
const declined = 0

test('an item without a condition is asked of everybody', () => {
  assert.deepEqual(path({ items: [how, where] } as unknown as Questionnaire, []), [true, true])
})

test('"equals" asks those who chose just that option', () => {
  const condition = { op: 'equals', item: 'how', option: 'some' } as const
  assert.deepEqual(
    [never, some, often, declined, null].map((answer) => isAskedAfter(condition, answer)),
    [false, true, false, false, false],
  )
})

test('"atLeast" asks from that option on, and not those who declined or left it open', () => {
  const condition = { op: 'atLeast', item: 'how', option: 'some' } as const
  assert.deepEqual(
    [never, some, often, declined, null].map((answer) => isAskedAfter(condition, answer)),
    [false, true, true, false, false],
  )
})

test('"includes" asks those who ticked that option, whatever else they ticked', () => {
  const condition = { op: 'includes', item: 'where', option: 'yard' } as const
  assert.deepEqual(
    [inClass, inYard, inYard + online, inClass + online, declined, null].map((answer) => isAskedAfter(condition, never, answer)),
    [false, true, true, false, false, false],
  )
})

test('"answered" means that something was chosen: declining is not telling', () => {
  const condition = { op: 'answered', item: 'how' } as const
  assert.deepEqual(
    [never, often, declined, null].map((answer) => isAskedAfter(condition, answer)),
    [true, true, false, false],
  )
})

test('conditions are joined by and, or and not', () => {
  const oftenAtAll = { op: 'atLeast', item: 'how', option: 'often' } as const
  const inTheYard = { op: 'includes', item: 'where', option: 'yard' } as const
  assert.equal(isAskedAfter({ op: 'and', all: [oftenAtAll, inTheYard] }, often, inYard), true)
  assert.equal(isAskedAfter({ op: 'and', all: [oftenAtAll, inTheYard] }, often, inClass), false)
  assert.equal(isAskedAfter({ op: 'or', all: [oftenAtAll, inTheYard] }, some, inYard), true)
  assert.equal(isAskedAfter({ op: 'or', all: [oftenAtAll, inTheYard] }, some, inClass), false)
  assert.equal(isAskedAfter({ op: 'not', condition: inTheYard }, some, inClass), true)
})

test('an item or option that does not exist is never chosen', () => {
  assert.equal(isAskedAfter({ op: 'answered', item: 'elsewhere' }, often), false)
  assert.equal(isAskedAfter({ op: 'atLeast', item: 'how', option: 'elsewhere' }, often), false)
})

test('an answer that is no longer on the path decides nothing', () => {
  const questionnaire = {
    items: [
      how,
      item('which', ['one', 'two'], { showIf: { op: 'atLeast', item: 'how', option: 'some' } }),
      item('then', ['no', 'yes'], { showIf: { op: 'equals', item: 'which', option: 'two' } }),
    ],
  } as unknown as Questionnaire
  assert.deepEqual(path(questionnaire, [often, 2, null]), [true, true, true])
  assert.deepEqual(path(questionnaire, [never, 2, null]), [true, false, false])
})

test('a condition tells which items it looks back on', () => {
  const condition: Condition = {
    op: 'or',
    all: [
      { op: 'answered', item: 'how' },
      { op: 'not', condition: { op: 'includes', item: 'where', option: 'yard' } },
    ],
  }
  assert.deepEqual(lookedBackOn(condition), ['how', 'where'])
})
