/** An invented questionnaire with every kind of item, a follow-up and a grid: for scenarios, and for the browser. */
import type { Item, Questionnaire } from '../../questionnaire/questionnaire.ts'

const open = {
  options: [],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: true,
  isTeachingEnvironment: false,
} as const

const row = { ...open, theme: 'room', kind: 'frequency', grid: 'room', options: ['never', 'some', 'always'] } as const

const items: readonly Item[] = [
  { ...open, code: 'welcome', theme: 'day', kind: 'information', pictogram: 'sun' },
  { ...open, code: 'glad', theme: 'day', kind: 'faces', options: ['no', 'a-little', 'yes'], pictogram: 'school' },
  { ...open, code: 'outside', theme: 'day', kind: 'frequency', options: ['never', 'seldom', 'some', 'often'] },
  { ...open, code: 'like-room', theme: 'day', kind: 'agreement', options: ['not-at-all', 'not', 'between', 'yes', 'very'] },
  { ...open, code: 'pets', theme: 'day', kind: 'single', options: ['no', 'yes'] },
  {
    ...open,
    code: 'which-pets',
    theme: 'day',
    kind: 'multiple',
    options: ['dog', 'cat', 'other'],
    showIf: { op: 'equals', item: 'pets', option: 'yes' },
  },
  {
    ...open,
    code: 'slept',
    theme: 'night',
    kind: 'number',
    options: ['few', 'enough'],
    measure: { from: 4, to: 14, step: 1, starts: [4, 9] },
  },
  {
    ...open,
    code: 'bedtime',
    theme: 'night',
    kind: 'clock',
    options: ['early', 'late'],
    measure: { from: 1140, to: 1560, step: 15, starts: [1140, 1290] },
  },
  {
    ...open,
    code: 'late-why',
    theme: 'night',
    kind: 'single',
    options: ['play', 'read'],
    showIf: { op: 'atLeast', item: 'bedtime', option: 'late' },
  },
  { ...open, code: 'life', theme: 'night', kind: 'ladder', options: Array.from({ length: 11 }, (_, step) => String(step)) },
  {
    ...open,
    code: 'began',
    theme: 'night',
    kind: 'month',
    options: ['before', 'after'],
    measure: { from: 2020 * 12, to: 2026 * 12 + 10, step: 1, starts: [2020 * 12, 2025 * 12] },
  },
  { ...row, code: 'light' },
  { ...row, code: 'air' },
  { ...row, code: 'calm' },
  { ...open, code: 'best', theme: 'words', kind: 'text' },
]

export const allKinds: Questionnaire = {
  format: 1,
  code: 'all-kinds',
  version: '1.0',
  respondent: 'pupil',
  tracks: ['health'],
  grades: [4, 5, 6],
  themes: ['day', 'night', 'room', 'words'],
  items,
}
