/** A questionnaire with what is measured, written and read beside what is chosen, published for a municipality of a test. */
import type { Item, Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import type { TestDatabase } from './test-database.ts'

const item = (code: string, change: Partial<Item> = {}): Item => ({
  code,
  theme: 'sleep',
  kind: 'single',
  options: ['well', 'badly'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: false,
  isTeachingEnvironment: false,
  ...change,
})

/** Places of its items. */
export const at = { page: 0, sleeps: 1, bedtime: 2, words: 3, more: 4, naps: 5, since: 6 } as const

/** As asked under this code; `more` is asked of who has written something. */
export function allKinds(code: string): Questionnaire {
  return {
    format: 1,
    code,
    version: '9.0.1',
    respondent: code.startsWith('foraeldre') ? 'parent' : 'pupil',
    tracks: ['health'],
    grades: [0, 8],
    themes: ['sleep'],
    items: [
      item('page', { kind: 'information', options: [] }),
      item('sleeps'),
      item('bedtime', {
        kind: 'clock',
        options: ['early', 'fair', 'late'],
        measure: { from: 1080, to: 1620, step: 15, starts: [1080, 1260, 1380] },
      }),
      item('words', { kind: 'text', options: [] }),
      item('more', { showIf: { op: 'answered', item: 'words' } }),
      item('naps', { kind: 'number', options: ['none', 'some'], measure: { from: 0, to: 9, step: 1, starts: [0, 1] } }),
      item('since', { kind: 'month', options: ['before', 'after'], measure: { from: 24228, to: 24323, step: 1, starts: [24228, 24300] } }),
    ],
  }
}

/** Publishes it for one municipality. */
export async function publishAllKinds(database: TestDatabase, municipalityId: number, code: string): Promise<Questionnaire> {
  const questionnaire = allKinds(code)
  const text = {
    title: 'Søvn',
    intro: 'Om søvn',
    themes: { sleep: 'Søvn' },
    items: Object.fromEntries(
      questionnaire.items.map(({ code: of, options }) => [
        of,
        { question: of, why: 'why', options: Object.fromEntries(options.map((option) => [option, option])), finding: '' },
      ]),
    ),
  }
  await database.asOwner(async (client) => {
    await client.query("insert into common.municipality values ($1, 'Lillekøbing', '1083', 'Syddanmark', true) on conflict do nothing", [
      municipalityId,
    ])
    await client.query(
      'insert into common.questionnaire (municipality_id, code, version, is_published, definition, texts) values ($1, $2, $3, true, $4, $5)',
      [municipalityId, code, questionnaire.version, JSON.stringify(questionnaire), JSON.stringify({ da: text, en: text })],
    )
  })
  return questionnaire
}
