/**
 * A FHIR R4 Questionnaire as one of ours. What ours wrote comes back whole; of what others wrote comes what we can ask, and
 * everything else is named (`NotCarried`): whoever imports it decides what to do about it before it is published.
 */
import { type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import { withIndices } from './indices.ts'
import { type Extension, type NotCarried, extensions } from './fhir.ts'
import { type FhirItemRead as FhirItem, FhirQuestionnaire } from './fhir-schema.ts'
import { type Condition, type Item, type ItemKind, type ItemText, type Measure, itemKinds } from './questionnaire.ts'
import type { Questionnaire, QuestionnaireText } from './questionnaire.ts'

export type FhirImport = {
  readonly questionnaire: Questionnaire
  /** In the languages that the file has; what a language lacks is left out there, and the quality gate says so. */
  readonly texts: Readonly<Partial<Record<RespondentLanguage, QuestionnaireText>>>
  readonly notCarried: readonly NotCarried[]
}

/** Why it can't be read at all: no Questionnaire, or nothing is asked in it. */
export type FhirRefusal = { readonly refused: 'not-a-questionnaire' | 'nothing-asked'; readonly at: string }

export function importFhir(file: unknown): FhirImport | FhirRefusal {
  const parsed = FhirQuestionnaire.safeParse(file)
  if (!parsed.success) return { refused: 'not-a-questionnaire', at: parsed.error.issues[0]?.path.join('.') ?? '' }
  const resource = parsed.data
  const notCarried: NotCarried[] = []
  const miss = (at: string, what: NotCarried['what'], found: string) => void notCarried.push({ at, what, found })
  const language = respondentLanguages.find((known) => (resource.language ?? 'da').startsWith(known))
  if (!language) miss('language', 'language', resource.language ?? '')
  const reading: Reading = { miss, base: language ?? 'da', items: [], texts: {}, themes: new Map(), grids: {} }

  missUnknown(reading, 'Questionnaire', resource, knownOfResource)
  missExtensions(reading, 'Questionnaire', resource.extension, [extensions.questionnaire])
  for (const item of resource.item) {
    if (item.type === 'group' && item.item) readTheme(reading, item)
    else readInto(reading, item, themeOf(reading, 'questions', { [reading.base]: resource.title ?? resource.name ?? 'questions' }))
  }
  if (reading.items.length === 0) return { refused: 'nothing-asked', at: 'item' }

  const own = part(resource.extension, extensions.questionnaire)
  const respondent = (['pupil', 'parent', 'youngPerson'] as const).find((one) => one === codeOf(own, 'respondent'))
  if (!respondent) miss('Questionnaire', 'element', 'respondent')
  const tracks = (['statistics', 'health'] as const).filter((track) => codesOf(own, 'track').includes(track))
  const code = slug(resource.name ?? resource.url?.split('/').at(-1) ?? resource.title ?? 'questionnaire')
  if (resource.name !== undefined && code !== resource.name) miss('Questionnaire.name', 'code-changed', resource.name)
  const isVersion = /^\d+\.\d+(\.\d+)?$/.test(resource.version ?? '')
  if (!isVersion) miss('Questionnaire.version', 'code-changed', resource.version ?? '')

  const indices = parts(own, 'index').map(({ extension }) => ({
    code: codeOf(extension, 'code') ?? '',
    theme: codeOf(extension, 'theme') ?? '',
    items: codesOf(extension, 'item'),
    words: saidIn(reading, extension, 'words'),
  }))
  const wordsOfIndices = Object.fromEntries(indices.map((index) => [index.code, index.words]))

  const title = said(reading, resource, 'title')
  const intro = said(reading, resource, 'description')
  const texts = Object.fromEntries(
    respondentLanguages
      .filter((one) => title[one] !== undefined)
      .map((one) => {
        const grids = inOne(reading.grids, one)
        const named = inOne(wordsOfIndices, one)
        const text: QuestionnaireText = {
          title: title[one] ?? '',
          intro: intro[one] ?? title[one] ?? '',
          themes: inOne(Object.fromEntries(reading.themes), one),
          ...(Object.keys(grids).length === 0 ? {} : { grids }),
          items: Object.fromEntries(Object.entries(reading.texts).flatMap(([item, words]) => (words[one] ? [[item, words[one]]] : []))),
          ...(Object.keys(named).length === 0 ? {} : { indices: named }),
        }
        return [one, text]
      }),
  )
  return {
    questionnaire: {
      format: 1,
      code,
      version: isVersion ? (resource.version ?? '1.0') : '1.0',
      respondent: respondent ?? 'parent',
      ...(tracks.length === 0 ? {} : { tracks }),
      grades: parts(own, 'grade').flatMap(({ valueInteger }) => (valueInteger === undefined ? [] : [valueInteger])),
      themes: [...reading.themes.keys()],
      items: reading.items,
      ...withIndices(indices.map(({ words: _, ...index }) => index)),
    },
    texts,
    notCarried,
  }
}

type Said = Partial<Record<RespondentLanguage, string>>

type Reading = {
  readonly miss: (at: string, what: NotCarried['what'], found: string) => void
  readonly base: RespondentLanguage
  readonly items: Item[]
  readonly texts: Record<string, Partial<Record<RespondentLanguage, ItemText>>>
  readonly themes: Map<string, Said>
  readonly grids: Record<string, Said>
}

function readTheme(reading: Reading, group: FhirItem): void {
  const own = part(group.extension, extensions.theme)
  missUnknown(reading, group.linkId, group, ['linkId', 'extension', 'text', '_text', 'type', 'item'])
  missExtensions(reading, group.linkId, group.extension, [extensions.theme])
  const theme = themeOf(reading, codeOf(own, 'theme') ?? slug(group.linkId), said(reading, group, 'text'))
  for (const item of group.item ?? []) readInto(reading, item, theme)
}

function themeOf({ themes }: Reading, code: string, words: Said): string {
  if (!themes.has(code)) themes.set(code, words)
  return code
}

/** One row: an item, a grid of them, or a group within a group, whose items stand as if there were none. */
function readInto(reading: Reading, row: FhirItem, theme: string): void {
  if (row.type !== 'group') return readItem(reading, row, theme)
  const grid = /^grid-([a-z0-9-]+)$/.exec(row.linkId)?.[1]
  missUnknown(reading, row.linkId, row, ['linkId', 'extension', 'text', '_text', 'type', 'item'])
  if (grid === undefined) reading.miss(row.linkId, 'element', 'group')
  else reading.grids[grid] = said(reading, row, 'text')
  for (const item of row.item ?? []) {
    const before = reading.items.length
    readInto(reading, item, theme)
    const added = reading.items[before]
    if (grid !== undefined && added) reading.items[before] = { ...added, grid }
  }
}

const knownOfResource = [
  'resourceType',
  'id',
  'language',
  'extension',
  'url',
  'version',
  'name',
  'title',
  '_title',
  'status',
  'subjectType',
  'description',
  '_description',
  'item',
]

const knownOfItem = [
  'linkId',
  'extension',
  'text',
  '_text',
  'type',
  'enableWhen',
  'enableBehavior',
  'required',
  'repeats',
  'maxLength',
  'answerOption',
  'item',
]

function readItem(reading: Reading, row: FhirItem, theme: string): void {
  const { linkId, type } = row
  const { miss } = reading
  const code = slug(linkId)
  if (code !== linkId) miss(linkId, 'code-changed', code)
  missUnknown(reading, linkId, row, knownOfItem)
  missExtensions(reading, linkId, row.extension, [
    extensions.item,
    extensions.itemControl,
    extensions.unit,
    extensions.least,
    extensions.greatest,
  ])
  if (row.required) miss(linkId, 'required', 'true')
  const own = part(row.extension, extensions.item)
  const answers = optionsOf(reading, row, own)
  const kind = kindOf(row, own, answers.length)
  if (!kind) return miss(linkId, row.answerOption || type !== 'choice' ? 'unknown-type' : 'value-set', type)
  const measure = measureOf(row, own, kind)
  if (kind === 'number' && !part(own, 'measure')) miss(linkId, 'answer-in-our-extension-alone', `${measure?.from}-${measure?.to}`)
  const showIf = conditionIn(reading, row, own)
  const [pictogram, replaces] = [codeOf(own, 'pictogram'), codeOf(own, 'replaces')]
  const instrument = part(own, 'instrument')
  const questionClass = (['open', 'sensitive', 'highlySensitive'] as const).find((one) => one === codeOf(own, 'questionClass'))
  reading.items.push({
    code,
    theme,
    kind,
    options: answers.map(({ option }) => option),
    ...(measure ? { measure } : {}),
    ...(pictogram === undefined ? {} : { pictogram }),
    ...(instrument ? { instrument: { code: codeOf(instrument, 'code') ?? '', version: codeOf(instrument, 'version') ?? '' } } : {}),
    ...(replaces === undefined ? {} : { replaces }),
    questionClass: questionClass ?? 'open',
    sensitiveOptions: codesOf(own, 'sensitiveOption'),
    favourable: codesOf(own, 'favourable'),
    isCore: yes(own, 'isCore'),
    isTeachingEnvironment: yes(own, 'isTeachingEnvironment'),
    ...(showIf ? { showIf } : {}),
  })
  reading.texts[code] = wordsOf(reading, row, own, answers)
  for (const nested of row.item ?? []) {
    miss(nested.linkId, 'nested-question', linkId)
    readInto(reading, nested, theme)
  }
}

type Answer = { readonly option: string; readonly words: Said }

/** Of a measured item the bands a report counts; else what can be chosen. */
function optionsOf(reading: Reading, { linkId, type, answerOption = [] }: FhirItem, own: Parts): readonly Answer[] {
  const bands = parts(own, 'band')
  if (bands.length > 0)
    return bands.map(({ extension }) => ({ option: codeOf(extension, 'option') ?? '', words: saidIn(reading, extension, 'words') }))
  if (type === 'boolean')
    return [
      { option: 'no', words: { da: 'Nej', en: 'No' } },
      { option: 'yes', words: { da: 'Ja', en: 'Yes' } },
    ]
  return answerOption.flatMap((given) => {
    const { valueCoding, valueString, valueInteger } = given
    const words = valueCoding ? said(reading, valueCoding, 'display') : { [reading.base]: valueString ?? String(valueInteger ?? '') }
    const named = valueCoding?.code ?? words[reading.base] ?? ''
    const option = slug(named)
    if (option === '') {
      reading.miss(linkId, 'option', JSON.stringify(given))
      return []
    }
    if (valueCoding?.code !== undefined && valueCoding.code !== option) reading.miss(linkId, 'code-changed', valueCoding.code)
    return [{ option, words }]
  })
}

/** Ours if it says so; else the nearest; undefined for what we have no way to ask. */
function kindOf({ type, repeats }: FhirItem, own: Parts, options: number): ItemKind | undefined {
  const named = codeOf(own, 'kind')
  const known = itemKinds.find((kind) => kind === named)
  if (known) return known
  if (type === 'display') return 'information'
  if (type === 'string' || type === 'text') return 'text'
  if (type === 'integer' || type === 'decimal') return 'number'
  if (type === 'boolean') return 'single'
  if (type === 'choice' || type === 'open-choice') return options < 2 ? undefined : repeats ? 'multiple' : 'single'
  return undefined
}

function measureOf({ extension }: FhirItem, own: Parts, kind: ItemKind): Measure | undefined {
  const measure = part(own, 'measure')
  if (measure)
    return {
      from: number(measure, 'from') ?? 0,
      to: number(measure, 'to') ?? 0,
      step: number(measure, 'step') ?? 1,
      starts: parts(own, 'band').flatMap((band) => number(band.extension, 'start') ?? []),
    }
  if (kind !== 'number') return undefined
  const from = number(extension, extensions.least) ?? 0
  // One band that has no words: which there are is for whoever goes on with it, and the quality gate says so.
  return { from, to: number(extension, extensions.greatest) ?? from + 100, step: 1, starts: [from] }
}

/** Our own words for it where they are; else what `enableWhen` says, as far as it can be said. */
function conditionIn(reading: Reading, row: FhirItem, own: Parts): Condition | undefined {
  const ours = part(own, 'condition')
  if (ours) return readCondition(ours)
  const all = (row.enableWhen ?? []).flatMap((when): readonly Condition[] => {
    const item = slug(when.question)
    if (when.operator === 'exists') {
      const answered: Condition = { op: 'answered', item }
      return [when.answerBoolean === false ? { op: 'not', condition: answered } : answered]
    }
    const code =
      when.answerCoding?.code ?? when.answerString ?? (when.answerBoolean === undefined ? undefined : when.answerBoolean ? 'yes' : 'no')
    if (code === undefined || (when.operator !== '=' && when.operator !== '!=')) {
      reading.miss(row.linkId, 'condition', `${when.question} ${when.operator}`)
      return []
    }
    const isSeveral = reading.items.find((one) => one.code === item)?.kind === 'multiple'
    const chosen: Condition = { op: isSeveral ? 'includes' : 'equals', item, option: slug(code) }
    return [when.operator === '=' ? chosen : { op: 'not', condition: chosen }]
  })
  return all.length > 1 ? { op: row.enableBehavior === 'any' ? 'or' : 'and', all } : all[0]
}

function readCondition(given: Parts): Condition | undefined {
  const op = codeOf(given, 'op')
  const inner = parts(given, 'condition').flatMap(({ extension }) => readCondition(extension) ?? [])
  const [item, option] = [codeOf(given, 'item') ?? '', codeOf(given, 'option') ?? '']
  switch (op) {
    case 'and':
    case 'or':
      return { op, all: inner }
    case 'not':
      return inner[0] && { op, condition: inner[0] }
    case 'answered':
      return { op, item }
    case 'equals':
    case 'atLeast':
    case 'includes':
      return { op, item, option }
    default:
      return undefined
  }
}

function wordsOf(reading: Reading, row: FhirItem, own: Parts, answers: readonly Answer[]): Partial<Record<RespondentLanguage, ItemText>> {
  const question = said(reading, row, 'text')
  const [help, why, use, finding] = ['help', 'why', 'use', 'finding'].map((url) => saidIn(reading, own, url)) as [Said, Said, Said, Said]
  const unitOf = part(row.extension, extensions.unit) ?? row.extension?.find(({ url }) => url === extensions.unit)
  const unit = unitOf && 'valueCoding' in unitOf && unitOf.valueCoding ? said(reading, unitOf.valueCoding, 'display') : {}
  return Object.fromEntries(
    respondentLanguages
      .filter((one) => question[one] !== undefined)
      .map((one) => [
        one,
        {
          question: question[one] ?? '',
          ...optional('help', help[one]),
          why: why[one] ?? '',
          ...optional('use', use[one]),
          ...optional('unit', unit[one]),
          options: Object.fromEntries(answers.flatMap(({ option, words }) => (words[one] === undefined ? [] : [[option, words[one]]]))),
          finding: finding[one] ?? '',
        },
      ]),
  )
}

function optional<Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: string }
}

type Parts = readonly Extension[] | undefined

function parts(extension: Parts, url: string): readonly Extension[] {
  return (extension ?? []).filter((one) => one.url === url)
}

/** The parts of the extension of that address. */
function part(extension: Parts, url: string): Parts {
  return parts(extension, url)[0]?.extension
}

function codeOf(extension: Parts, url: string): string | undefined {
  return parts(extension, url)[0]?.valueCode
}

function codesOf(extension: Parts, url: string): readonly string[] {
  return parts(extension, url).flatMap(({ valueCode }) => valueCode ?? [])
}

function number(extension: Parts, url: string): number | undefined {
  return parts(extension, url)[0]?.valueInteger
}

function yes(extension: Parts, url: string): boolean {
  return parts(extension, url)[0]?.valueBoolean ?? false
}

/** A text and its translations. */
function said({ base }: Reading, holder: object, element: string): Said {
  const given = holder as Readonly<Record<string, unknown>>
  const text = given[element]
  const beside = given[`_${element}`] as { readonly extension?: readonly Extension[] } | undefined
  return {
    ...(typeof text === 'string' ? { [base]: text } : {}),
    ...Object.fromEntries(
      parts(beside?.extension, extensions.translation).flatMap(({ extension }) => {
        const language = respondentLanguages.find((one) => one === codeOf(extension, 'lang'))
        const content = parts(extension, 'content')[0]?.valueString
        return language && content !== undefined ? [[language, content]] : []
      }),
    ),
  }
}

function saidIn(reading: Reading, extension: Parts, url: string): Said {
  const found = parts(extension, url)[0]
  return found ? said(reading, found, 'valueString') : {}
}

function inOne(words: Readonly<Record<string, Said>>, language: RespondentLanguage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, given]) => (given[language] === undefined ? [] : [[key, given[language]]])),
  )
}

function missUnknown({ miss }: Reading, at: string, holder: object, known: readonly string[]): void {
  for (const key of Object.keys(holder)) if (!known.includes(key)) miss(at, 'element', key)
}

function missExtensions({ miss }: Reading, at: string, given: Parts, known: readonly string[]): void {
  for (const { url } of given ?? []) if (!known.includes(url)) miss(at, 'unknown-extension', url)
}

/** A code as ours are: small letters of a-z, digits and hyphens. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
