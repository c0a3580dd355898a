import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Finding, checkQuestionnaire } from './check.ts'
import type { WholeFault } from '../instrument/whole.ts'
import type { Measure, Questionnaire, QuestionnaireText } from './questionnaire.ts'

type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T
type Draft = { questionnaire: Writable<Questionnaire>; da: Writable<QuestionnaireText>; en: Writable<QuestionnaireText> }

/** Sound; each fault is planted in a fresh one. */
function sound(): Draft {
  const item = {
    kind: 'single',
    questionClass: 'open',
    sensitiveOptions: [] as string[],
    favourable: [] as string[],
    isCore: true,
    isTeachingEnvironment: false,
  } as const
  const words = (question: string, options: Record<string, string>, finding = '') => ({
    question,
    why: 'Det er godt at vide.',
    options,
    finding,
  })
  return {
    questionnaire: {
      format: 1,
      code: 'made-up',
      version: '1.0',
      respondent: 'pupil',
      grades: [4, 5],
      themes: ['leisure', 'wellbeing'],
      items: [
        { ...structuredClone(item), code: 'plays', theme: 'leisure', options: ['no', 'yes'], favourable: ['yes'] },
        {
          ...structuredClone(item),
          code: 'teased',
          theme: 'leisure',
          options: ['never', 'often'],
          questionClass: 'sensitive',
          sensitiveOptions: ['often'],
          favourable: ['never'],
        },
        {
          ...structuredClone(item),
          code: 'where',
          theme: 'leisure',
          kind: 'multiple',
          options: ['grass', 'gate'],
          questionClass: 'sensitive',
          sensitiveOptions: ['gate'],
          showIf: {
            op: 'and',
            all: [
              { op: 'answered', item: 'plays' },
              { op: 'atLeast', item: 'teased', option: 'often' },
            ],
          },
        },
        {
          ...structuredClone(item),
          code: 'ladder',
          theme: 'wellbeing',
          kind: 'ladder',
          options: Array.from({ length: 11 }, (_, step) => String(step)),
        },
      ],
    },
    da: {
      title: 'Skolegård',
      intro: 'Du må springe over.',
      themes: { leisure: 'Ude', wellbeing: 'Livet' },
      items: {
        plays: words('Legede du i dag?', { no: 'Nej', yes: 'Ja' }, 'legede i dag'),
        teased: words('Blev du drillet?', { never: 'Slet ikke', often: 'Tit' }, 'blev ikke drillet'),
        where: words('Hvor var du?', { grass: 'På græsset', gate: 'Ved porten' }),
        ladder: words('Hvordan går det?', steps()),
      },
    },
    en: {
      title: 'School yard',
      intro: 'You may skip.',
      themes: { leisure: 'Outside', wellbeing: 'Life' },
      items: {
        plays: words('Did you play today?', { no: 'No', yes: 'Yes' }, 'played today'),
        teased: words('Were you teased?', { never: 'Not at all', often: 'Often' }, 'were not teased'),
        where: words('Where were you?', { grass: 'On the grass', gate: 'At the gate' }),
        ladder: words('How is it going?', steps()),
      },
    },
  }
}

function steps(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 11 }, (_, step) => [String(step), String(step)]))
}

function findingsAfter(plant: (draft: Draft) => void): readonly Finding[] {
  const draft = sound()
  plant(draft)
  return checkQuestionnaire(draft.questionnaire as Questionnaire, { da: draft.da, en: draft.en })
}

const at = <T>(list: readonly T[], place: number): T => list[place] as T
const da = (draft: Draft, code: string) => draft.da.items[code] as Writable<QuestionnaireText['items'][string]>
const en = (draft: Draft, code: string) => draft.en.items[code] as Writable<QuestionnaireText['items'][string]>

const measured = (questionnaire: Draft['questionnaire'], measure: Measure) =>
  void Object.assign(at(questionnaire.items, 0), { kind: 'number', measure })

const index = ({ questionnaire }: Draft, code: string, items: string[]) =>
  void (questionnaire.indices = [{ code, theme: at(questionnaire.items, 0).theme, items }])

/** One way to plant each fault there is; leaving one out does not compile. */
const plants: Readonly<Record<Exclude<Finding['fault'], WholeFault>, (draft: Draft) => void>> = {
  'item-code-twice': ({ questionnaire }) => questionnaire.items.push(structuredClone(at(questionnaire.items, 3))),
  'option-code-twice': ({ questionnaire }) => at(questionnaire.items, 0).options.push('no'),
  'theme-unknown': ({ questionnaire }) => void (at(questionnaire.items, 3).theme = 'elsewhere'),
  'theme-not-in-the-list': ({ questionnaire }) => questionnaire.themes.push('weather'),
  'theme-empty': ({ questionnaire }) => questionnaire.themes.push('sleep'),
  'theme-out-of-order': ({ questionnaire }) => questionnaire.themes.reverse(),
  'too-many-options': ({ questionnaire }) => at(questionnaire.items, 0).options.push('a', 'b', 'c', 'd'),
  'ladder-not-0-to-10': ({ questionnaire }) => at(questionnaire.items, 3).options.pop(),
  'faces-not-three-to-five': ({ questionnaire }) =>
    void Object.assign(at(questionnaire.items, 0), { kind: 'faces', options: ['no', 'yes'] }),
  'condition-looks-ahead': ({ questionnaire }) => void (at(questionnaire.items, 1).showIf = { op: 'answered', item: 'ladder' }),
  'condition-unknown-option': ({ questionnaire }) =>
    void (at(questionnaire.items, 2).showIf = { op: 'not', condition: { op: 'equals', item: 'teased', option: 'monthly' } }),
  'condition-does-not-fit-kind': ({ questionnaire }) =>
    void (at(questionnaire.items, 2).showIf = { op: 'includes', item: 'teased', option: 'often' }),
  'condition-reveals-more-sensitive-item': ({ questionnaire }) =>
    void (at(questionnaire.items, 3).showIf = { op: 'answered', item: 'teased' }),
  'sensitive-options-missing': ({ questionnaire }) => at(questionnaire.items, 1).sensitiveOptions.pop(),
  'sensitive-options-on-open-item': ({ questionnaire }) => at(questionnaire.items, 0).sensitiveOptions.push('no'),
  'sensitive-options-unknown': ({ questionnaire }) => at(questionnaire.items, 1).sensitiveOptions.push('daily'),
  'sensitive-options-leave-nothing': ({ questionnaire }) => at(questionnaire.items, 2).sensitiveOptions.push('grass'),
  'favourable-unknown': ({ questionnaire }) => at(questionnaire.items, 0).favourable.push('maybe'),
  'favourable-leaves-nothing': ({ questionnaire }) => at(questionnaire.items, 0).favourable.push('no'),
  'favourable-is-sensitive': ({ questionnaire }) => at(questionnaire.items, 1).favourable.push('often'),
  'favourable-several-of-multiple': ({ questionnaire }) => at(questionnaire.items, 2).favourable.push('grass', 'gate'),
  'too-few-options': ({ questionnaire }) => at(questionnaire.items, 0).options.pop(),
  'options-of-a-kind-without': ({ questionnaire }) => void (at(questionnaire.items, 0).kind = 'information'),
  'measure-missing': ({ questionnaire }) => void (at(questionnaire.items, 0).kind = 'number'),
  'measure-of-another-kind': ({ questionnaire }) => void (at(questionnaire.items, 0).measure = { from: 0, to: 9, step: 1, starts: [0, 5] }),
  'measure-backwards': ({ questionnaire }) => measured(questionnaire, { from: 9, to: 0, step: 1, starts: [9] }),
  'bands-do-not-fit': ({ questionnaire }) => measured(questionnaire, { from: 0, to: 9, step: 3, starts: [0, 4] }),
  'measure-too-fine': ({ questionnaire }) => measured(questionnaire, { from: 1, to: 32_768, step: 1, starts: [1, 5] }),
  'class-of-a-kind-without': ({ questionnaire }) =>
    void Object.assign(at(questionnaire.items, 1), { kind: 'information', options: [], sensitiveOptions: [], favourable: [] }),
  'text-not-by-name': ({ questionnaire }) => {
    questionnaire.tracks = ['health', 'statistics']
    Object.assign(at(questionnaire.items, 0), { kind: 'text', options: [], favourable: [] })
  },
  'condition-on-information': ({ questionnaire }) =>
    void Object.assign(at(questionnaire.items, 1), { kind: 'information', options: [], sensitiveOptions: [], favourable: [] }),
  'grid-torn': ({ questionnaire }) => {
    for (const place of [0, 2]) at(questionnaire.items, place).grid = 'rows'
  },
  'grid-of-different-rows': ({ questionnaire }) => {
    for (const place of [0, 1]) at(questionnaire.items, place).grid = 'rows'
  },
  'index-code-twice': (draft) => index(draft, 'plays', ['plays', 'ladder']),
  'index-item-unknown': (draft) => index(draft, 'both', ['plays', 'nobody']),
  'index-item-does-not-fit': (draft) => index(draft, 'both', ['plays', 'where']),
  'index-of-one': (draft) => index(draft, 'both', ['plays', 'plays']),
  'text-missing': ({ en: text }) => delete text.items['where'],
  'text-unneeded': ({ da: text }) => void (text.themes['sea'] = 'Havet'),
  'help-in-one-language-only': (draft) => void (da(draft, 'plays').help = 'Alle slags lege.'),
  'finding-without-favourable': (draft) => void (da(draft, 'where').finding = 'var på græsset'),
  'favourable-without-finding': (draft) => void (en(draft, 'plays').finding = ''),
  'finding-does-not-complete-a-sentence': (draft) => void (da(draft, 'plays').finding = 'Legede i dag.'),
  'no-question-mark': (draft) => void (en(draft, 'plays').question = 'Tell if you played'),
  'question-too-long': (draft) => void (en(draft, 'plays').question = `Did you play ${'and play '.repeat(9)}today?`),
  'hard-to-read': (draft) => void (da(draft, 'plays').why = 'Undervisningsmiljøvurderinger forudsætter repræsentative besvarelser.'),
  'forbidden-word': (draft) => void (da(draft, 'plays').why = 'Svarene er helt anonyme.'),
  'needs-somebody-to-act': (draft) => void (da(draft, 'plays').question = 'Har du haft lyst til at dø?'),
  'asks-for-a-name': (draft) => void (da(draft, 'plays').question = 'Hvem legede du med?'),
  'double-negation': (draft) => void (da(draft, 'plays').question = 'Var der ingen, der ikke legede?'),
}

test('a sound questionnaire has no findings', () => {
  assert.deepEqual(
    findingsAfter(() => {}),
    [],
  )
})

for (const [fault, plant] of Object.entries(plants)) {
  test(`a planted "${fault}" is found`, () => {
    const found = findingsAfter(plant).map((finding) => finding.fault)
    assert.ok(found.includes(fault as Finding['fault']), `found only: ${found.join(', ') || 'nothing'}`)
  })
}

test('words are found whole and in both languages, and not inside others', () => {
  const faultsOf = (language: 'da' | 'en', question: string) =>
    findingsAfter((draft) => void ((language === 'da' ? da : en)(draft, 'plays').question = question)).map(({ fault }) => fault)

  assert.deepEqual(faultsOf('da', 'Gik du ud ad døren i dag?'), [])
  assert.deepEqual(faultsOf('da', 'Kunne du ikke lide at være ude?'), [])
  assert.deepEqual(faultsOf('en', 'Did you have someone who played with you?'), [])
  assert.deepEqual(faultsOf('en', 'Did the birdie like your diet?'), [])
  assert.deepEqual(faultsOf('da', 'Hvad er din vens fornavn?'), ['asks-for-a-name'])
  assert.deepEqual(faultsOf('en', "Didn't you ever not play?"), ['double-negation'])
  assert.deepEqual(faultsOf('en', 'Which friend did you play with?'), ['asks-for-a-name'])
  assert.deepEqual(faultsOf('en', 'Have you ever hurt yourself?'), ['needs-somebody-to-act'])
  assert.deepEqual(faultsOf('da', 'Er du blevet slået?'), ['needs-somebody-to-act'])
})

test('a text that is too hard for fourth grade may be read by a grown-up, with or without a grade to go by', () => {
  const why = 'Svarene bruges til at give gode råd om søvn, så der kommer mere ro på aftenen.'
  const faultsFor = (respondent: Questionnaire['respondent'], grades: readonly number[]) =>
    findingsAfter((draft) => {
      Object.assign(draft.questionnaire, { respondent, grades })
      for (const { code } of draft.questionnaire.items) da(draft, code).why = why
    }).map(({ fault }) => fault)

  assert.deepEqual(faultsFor('pupil', [4, 5]), ['hard-to-read'])
  assert.deepEqual(faultsFor('pupil', [7, 8, 9]), [])
  assert.deepEqual(faultsFor('parent', [0, 1]), [])
  assert.deepEqual(faultsFor('parent', []), [])
})

test('a short text may be asked by name alone', () => {
  const asked = (tracks?: ('statistics' | 'health')[]) =>
    findingsAfter(({ questionnaire }) => {
      if (tracks) questionnaire.tracks = tracks
      Object.assign(at(questionnaire.items, 0), { kind: 'text', options: [], favourable: [] })
    }).some(({ fault }) => fault === 'text-not-by-name')
  assert.deepEqual([asked(), asked(['statistics']), asked(['health', 'statistics']), asked(['health'])], [true, true, true, false])
})

test('rows beside each other that are answered alike are a grid', () => {
  const found = findingsAfter(({ questionnaire }) => {
    for (const place of [0, 1]) at(questionnaire.items, place).grid = 'rows'
    Object.assign(at(questionnaire.items, 0), { options: structuredClone(at(questionnaire.items, 1).options) })
  })
  assert.deepEqual(
    found.filter(({ fault }) => fault.startsWith('grid')),
    [],
  )
})
