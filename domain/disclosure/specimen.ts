/** A small questionnaire with one item of each kind that sealing treats differently. For tests only. */
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'

const item = (code: string, change: Partial<Item>): Item => ({
  code,
  theme: 'all',
  kind: 'single',
  options: ['yes', 'no'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: true,
  isTeachingEnvironment: false,
  ...change,
})

/** Places of its items. */
export const at = { sleep: 0, bullied: 1, where: 2, help: 3, body: 4, games: 5, both: 6, page: 7, words: 8, bedtime: 9 } as const

export const specimen: Questionnaire = {
  format: 1,
  code: 'specimen',
  version: '1.0',
  respondent: 'pupil',
  grades: [4, 5, 6],
  themes: ['all'],
  items: [
    item('sleep', { options: ['good', 'fair', 'bad'], favourable: ['good', 'fair'] }),
    item('bullied', {
      options: ['never', 'seldom', 'often'],
      questionClass: 'sensitive',
      sensitiveOptions: ['seldom', 'often'],
      favourable: ['never'],
    }),
    item('where', {
      kind: 'multiple',
      options: ['lesson', 'recess', 'phone'],
      sensitiveOptions: ['lesson'],
      showIf: { op: 'atLeast', item: 'bullied', option: 'seldom' },
    }),
    item('help', { options: ['helped', 'not'], showIf: { op: 'answered', item: 'where' } }),
    item('body', { options: ['glad', 'not'], questionClass: 'highlySensitive', sensitiveOptions: ['not'], favourable: ['glad'] }),
    item('games', { kind: 'multiple', options: ['ball', 'tag', 'chess'] }),
    item('both', {
      showIf: {
        op: 'or',
        all: [
          { op: 'equals', item: 'sleep', option: 'bad' },
          { op: 'atLeast', item: 'bullied', option: 'seldom' },
        ],
      },
    }),
    // The first two are counted nowhere, so of the last the place among the items is not the place among the cells.
    item('page', { kind: 'information', options: [] }),
    item('words', { kind: 'text', options: [] }),
    item('bedtime', {
      kind: 'clock',
      options: ['before-21', 'before-23', 'after-23'],
      measure: { from: 1140, to: 1560, step: 15, starts: [1140, 1260, 1380] },
      questionClass: 'sensitive',
      sensitiveOptions: ['after-23'],
      favourable: ['before-21'],
    }),
  ],
}
