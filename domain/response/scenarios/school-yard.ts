/** A small questionnaire for the scenarios: two follow-ups in a row, one with several choices, and a ladder. */
import type { Item, Questionnaire } from '../../questionnaire/questionnaire.ts'

const open = {
  kind: 'single',
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: true,
  isTeachingEnvironment: false,
} as const

const teased: Item = {
  ...open,
  code: 'teased',
  theme: 'yard',
  options: ['never', 'few', 'many'],
  questionClass: 'sensitive',
  sensitiveOptions: ['few', 'many'],
}

export const schoolYard: Questionnaire = {
  format: 1,
  code: 'school-yard',
  version: '1.0',
  respondent: 'pupil',
  grades: [4, 5, 6],
  themes: ['yard', 'life'],
  items: [
    { ...open, code: 'plays', theme: 'yard', options: ['no', 'yes'] },
    teased,
    {
      ...teased,
      code: 'where',
      kind: 'multiple',
      options: ['grass', 'swings', 'gate'],
      sensitiveOptions: ['gate'],
      showIf: { op: 'atLeast', item: 'teased', option: 'few' },
    },
    {
      ...teased,
      code: 'gate-adult',
      options: ['no', 'yes'],
      sensitiveOptions: ['no'],
      showIf: { op: 'includes', item: 'where', option: 'gate' },
    },
    { ...open, code: 'ladder', theme: 'life', kind: 'ladder', options: Array.from({ length: 11 }, (_, step) => String(step)) },
  ],
}
