import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'
import { type ColourFinding, checkColours, neverColoured } from './check-colours.ts'
import type { Colour, ColourRules } from './colour-rules.ts'

const item = (code: string, theme: string, options: readonly string[], kind: Item['kind'] = 'single'): Item => ({
  code,
  theme,
  kind,
  options,
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: kind === 'multiple' ? [] : options.slice(-1),
  isCore: true,
  isTeachingEnvironment: false,
})

const questionnaire: Questionnaire = {
  format: 1,
  code: 'made-up',
  version: '1.0',
  respondent: 'parent',
  grades: [],
  themes: ['sleep', 'food', 'background'],
  items: [
    item('sleeps', 'sleep', ['rarely', 'mostly', 'always']),
    item('eats', 'food', ['milk', 'porridge'], 'multiple'),
    item('answers', 'background', ['mother', 'father']),
  ],
}

type Draft = { questionnaire: { code: string; version: string }; rules: Record<string, Record<string, Colour>> }

/** Sound; each fault is planted in a fresh one. */
const sound = (): Draft => ({
  questionnaire: { code: 'made-up', version: '1.0' },
  rules: { sleeps: { rarely: 'red', mostly: 'yellow', always: 'green' } },
})

function findingsAfter(plant: (draft: Draft, sleeps: Record<string, Colour>) => void): readonly ColourFinding[] {
  const draft = sound()
  plant(draft, draft.rules['sleeps'] ?? {})
  const rules: ColourRules = { format: 1, version: '1.0', ...draft }
  return checkColours(questionnaire, rules)
}

/** One way to plant each fault there is; leaving one out does not compile. */
const plants: Readonly<Record<ColourFinding['fault'], (draft: Draft, sleeps: Record<string, Colour>) => void>> = {
  'made-for-another-questionnaire': (draft) => void (draft.questionnaire.version = '1.1'),
  'no-rules': (draft) => void (draft.rules = {}),
  'item-unknown': (draft, sleeps) => void (draft.rules['dreams'] = sleeps),
  'option-unknown': (_, sleeps) => void (sleeps['never'] = 'red'),
  'option-without-colour': (_, sleeps) => delete sleeps['mostly'],
  'multiple-coloured': (draft) => void (draft.rules['eats'] = { milk: 'yellow', porridge: 'green' }),
  'theme-never-coloured': (draft) => void (draft.rules['answers'] = { mother: 'yellow', father: 'green' }),
  'going-well-is-red': (_, sleeps) => void (sleeps['always'] = 'red'),
  'colour-tells-nothing': (_, sleeps) => void Object.assign(sleeps, { rarely: 'green', mostly: 'green' }),
}

test('rules with a colour for every answer of the items they are about have no findings', () => {
  assert.deepEqual(
    findingsAfter(() => {}),
    [],
  )
})

for (const [fault, plant] of Object.entries(plants)) {
  test(`a planted "${fault}" is found, and nothing else`, () => {
    assert.deepEqual(
      findingsAfter(plant).map((finding) => finding.fault),
      [fault],
    )
  })
}

test('an item without a rule is no fault: most questions have no colour', () => {
  assert.deepEqual(
    findingsAfter(() => {}).filter(({ at }) => at === 'eats'),
    [],
  )
})

test('who somebody is, the teaching environment and crime are never coloured', () => {
  assert.deepEqual(neverColoured, ['background', 'learning-environment', 'crime'])
})
