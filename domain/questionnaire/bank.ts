/**
 * The question bank: single questions, written and reviewed apart from any questionnaire, and taken into them afterwards.
 *
 * An item is written as a draft, reviewed by somebody else, published and one day retired. What is published never changes. A
 * question whose meaning changes is a new item with a new code that `replaces` the old one: a break in the series. Where the
 * meaning is kept (a help text, a spelling mistake) it is the next edition of the same code, and the series goes on.
 */
import { type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import type { Item, ItemKind, ItemText, Questionnaire, QuestionnaireTexts } from './questionnaire.ts'

export const bankStates = ['draft', 'inReview', 'published', 'retired'] as const
export type BankState = (typeof bankStates)[number]

export const respondents = ['pupil', 'parent', 'youngPerson'] as const
export type RespondentKind = (typeof respondents)[number]

/** Whom a question is worded for. Grades (0-10) only where pupils are among them. */
export type MeantFor = { readonly respondents: readonly RespondentKind[]; readonly grades: readonly number[] }

/** Words while they are written: everything has a place, and what is not written yet is empty. */
export type BankText = {
  readonly question: string
  readonly help: string
  readonly why: string
  readonly use: string
  readonly unit: string
  readonly options: Readonly<Record<string, string>>
  readonly finding: string
}

/** Structure and words of a question, without a place in any questionnaire: no condition, no grid. */
export type BankContent = MeantFor & {
  readonly item: Item
  readonly texts: Readonly<Record<RespondentLanguage, BankText>>
}

/** How an edition came about: a first one, one that keeps the meaning, or one that replaces another question. */
export const bankOrigins = ['new', 'edition', 'replacement'] as const
export type BankOrigin = (typeof bankOrigins)[number]

/** Somebody has read a translation beside the Danish and says that it holds. */
export type TranslationCheck = { readonly byId: string; readonly at: string; readonly note: string }

/** What a translation was made of, field by field, so that it is known when the Danish has changed since. */
export type Translation = {
  /** The Danish words of each field when its translation was last written or checked, by the name of the field. */
  readonly from: Readonly<Record<string, string>>
  readonly writtenBy: string | null
  readonly check: TranslationCheck | null
}

/** One edition of one question. */
export type BankItem = BankContent & {
  readonly id: string
  /** The association's is 0. */
  readonly municipalityId: number
  readonly code: string
  /** 1, 2, 3 …; at most one of a code is open (draft or in review) and one published. */
  readonly edition: number
  readonly state: BankState
  readonly origin: BankOrigin
  /** What the author says was changed, and why; empty for a first edition. */
  readonly changeNote: string
  /** Counts up at every saving: whoever saves says which one they had read. */
  readonly revision: number
  readonly authorId: string | null
  readonly changedAt: string
  readonly translations: Readonly<Partial<Record<RespondentLanguage, Translation>>>
}

export type BankRefusal =
  | 'bank-not-draft'
  | 'bank-changed-since'
  | 'bank-not-in-review'
  | 'bank-not-published'
  | 'bank-has-findings'
  | 'bank-review-own'
  | 'bank-edition-other-question'
  | 'bank-translation-missing'
  | 'bank-translation-own'

export const emptyText: BankText = { question: '', help: '', why: '', use: '', unit: '', options: {}, finding: '' }

/** Kinds that a bank item may be of. Instruments' items never stand here: they are asked whole, in their own words. */
export const scaleKinds: readonly ItemKind[] = ['frequency', 'agreement', 'faces', 'ladder']

/** A new question before anybody has worked on it: the options its kind begins with, and not a word but what was written. */
export function blankItem(of: {
  readonly code: string
  readonly theme: string
  readonly kind: ItemKind
  readonly isCore: boolean
  readonly replaces?: string
}): Item {
  const { code, theme, kind, isCore, replaces } = of
  return {
    code,
    theme,
    kind,
    options: firstOptions(kind),
    ...firstMeasure(kind),
    ...(replaces === undefined ? {} : { replaces }),
    questionClass: 'open',
    sensitiveOptions: [],
    favourable: [],
    isCore,
    isTeachingEnvironment: false,
  }
}

/** The options a kind begins with; a chosen one has two of its own, a measured one two bands. */
export function firstOptions(kind: ItemKind): readonly string[] {
  if (kind === 'ladder') return Array.from({ length: 11 }, (_, step) => String(step))
  if (kind === 'faces') return ['no', 'some', 'yes']
  if (kind === 'frequency') return ['never', 'seldom', 'often', 'most']
  if (kind === 'agreement') return ['disagree', 'partly', 'mostly', 'agree']
  if (kind === 'number' || kind === 'clock' || kind === 'month') return ['low', 'high']
  return kind === 'text' || kind === 'information' ? [] : ['a', 'b']
}

/** What a measured kind may answer to begin with. */
export function firstMeasure(kind: ItemKind): Pick<Item, 'measure'> {
  if (kind === 'number') return { measure: { from: 0, to: 20, step: 1, starts: [0, 10] } }
  if (kind === 'clock') return { measure: { from: 1080, to: 1620, step: 15, starts: [1080, 1320] } }
  if (kind === 'month') return { measure: { from: 2020 * 12, to: 2030 * 12 + 11, step: 1, starts: [2020 * 12, 2025 * 12] } }
  return {}
}

/** The fields of a text that somebody writes, `options.<code>` among them, in the order they are met. */
export function fieldsOf(item: Pick<Item, 'kind' | 'options' | 'favourable'>): readonly string[] {
  return [
    'question',
    'help',
    ...item.options.map((option) => `options.${option}`),
    ...(item.kind === 'number' ? ['unit'] : []),
    'why',
    'use',
    ...(item.favourable.length > 0 ? ['finding'] : []),
  ]
}

/** What stands in one field; empty where nothing is written. */
export function wordsAt(text: BankText, field: string): string {
  if (field.startsWith('options.')) return text.options[field.slice('options.'.length)] ?? ''
  return text[field as Exclude<keyof BankText, 'options'>] ?? ''
}

/** The text with other words in one field. */
export function withWords(text: BankText, field: string, words: string): BankText {
  if (field.startsWith('options.')) return { ...text, options: { ...text.options, [field.slice('options.'.length)]: words } }
  return { ...text, [field]: words }
}

export const translationStates = ['missing', 'draft', 'checked', 'outdated'] as const
export type TranslationState = (typeof translationStates)[number]

/** Fields that the Danish has and the translation lacks. */
export function missingFields({ item, texts }: Pick<BankContent, 'item' | 'texts'>, language: RespondentLanguage): readonly string[] {
  return fieldsOf(item).filter((field) => wordsAt(texts.da, field).trim() !== '' && wordsAt(texts[language], field).trim() === '')
}

/** Fields whose Danish has changed since they were translated. */
export function outdatedFields(
  { item, texts, translations }: Pick<BankItem, 'item' | 'texts' | 'translations'>,
  language: RespondentLanguage,
): readonly string[] {
  const from = translations[language]?.from ?? {}
  return fieldsOf(item).filter(
    (field) => wordsAt(texts[language], field).trim() !== '' && from[field] !== undefined && from[field] !== wordsAt(texts.da, field),
  )
}

/**
 * How far a translation is. `missing`: something the Danish says is not said. `outdated`: the Danish has changed since. `checked`:
 * another person than who wrote it has read the two beside each other, or the same and said how. Danish itself is the original.
 */
export function translationState(
  of: Pick<BankItem, 'item' | 'texts' | 'translations'>,
  language: Exclude<RespondentLanguage, 'da'>,
): TranslationState {
  if (wordsAt(of.texts.da, 'question').trim() === '' || missingFields(of, language).length > 0) return 'missing'
  if (outdatedFields(of, language).length > 0) return 'outdated'
  return of.translations[language]?.check ? 'checked' : 'draft'
}

/** Languages other than Danish. */
export const translatedLanguages = respondentLanguages.filter((language) => language !== 'da')

/** The words as respondents and reports read them; undefined while something that is shown is missing. */
export function itemTextOf(item: Item, text: BankText): ItemText | undefined {
  const { question, help, why, use, unit, options, finding } = text
  if ([question, why, ...item.options.map((option) => options[option] ?? '')].some((words) => words.trim() === '')) return undefined
  return {
    question,
    ...(help.trim() === '' ? {} : { help }),
    why,
    ...(use.trim() === '' ? {} : { use }),
    ...(item.kind === 'number' && unit.trim() !== '' ? { unit } : {}),
    options: Object.fromEntries(item.options.map((option) => [option, options[option] ?? ''])),
    finding: item.favourable.length === 0 ? '' : finding,
  }
}

/** The same the other way: a published text, to be worked on. */
export function bankTextOf(text: ItemText | undefined): BankText {
  if (!text) return emptyText
  const { question, help = '', why, use = '', unit = '', options, finding } = text
  return { question, help, why, use, unit, options, finding }
}

/** One question as it stands in published questionnaires. */
export type AskedItem = MeantFor & {
  readonly code: string
  readonly municipalityId: number
  readonly item: Item
  readonly texts: Readonly<Partial<Record<RespondentLanguage, ItemText>>>
  /** Every published version that asks it, newest of a questionnaire first. */
  readonly usedIn: readonly { readonly code: string; readonly version: string; readonly title: string }[]
}

/**
 * Every question of the published questionnaires once, as its newest version words it. The newest version of each questionnaire
 * comes first in the list that is given (as `database/questionnaire.ts` lists them). Information pages and items of instruments are
 * left out: the one asks nothing, the other is not ours to change.
 */
export function askedItems(
  published: readonly { readonly questionnaire: Questionnaire; readonly texts: QuestionnaireTexts }[],
): readonly AskedItem[] {
  const found = new Map<string, AskedItem>()
  for (const { questionnaire, texts } of published)
    for (const item of questionnaire.items) {
      if (item.kind === 'information' || item.instrument) continue
      const use = { code: questionnaire.code, version: questionnaire.version, title: texts.da.title }
      const before = found.get(item.code)
      found.set(item.code, {
        ...(before ?? {
          code: item.code,
          municipalityId: ownerOf(item.code),
          item: withoutPlace(item),
          texts: wordsOfItem(item.code, texts),
        }),
        respondents: respondents.filter((one) => one === questionnaire.respondent || before?.respondents.includes(one)),
        grades: [...new Set([...(before?.grades ?? []), ...questionnaire.grades])].toSorted((left, right) => left - right),
        usedIn: [...(before?.usedIn ?? []), use],
      })
    }
  return [...found.values()]
}

/** The item without what belongs to its place in one questionnaire. */
export function withoutPlace({ showIf: _, grid: __, ...item }: Item): Item {
  return item
}

function wordsOfItem(code: string, texts: QuestionnaireTexts): Readonly<Partial<Record<RespondentLanguage, ItemText>>> {
  return Object.fromEntries(
    respondentLanguages.flatMap((language) => {
      const words = texts[language]?.items[code]
      return words ? [[language, words]] : []
    }),
  )
}

/** Whose question a code is: `k881-…` belongs to municipality 881, all others to the association (0). */
export function ownerOf(code: string): number {
  const [, number] = /^k(\d{1,3})-/.exec(code) ?? []
  return number === undefined ? 0 : Number(number)
}

/** A code from the Danish question. `mark` keeps two of the same words apart. */
export function bankCode(municipalityId: number, question: string, mark: string): string {
  const plain = question
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^(?:hvor|hvordan|hvad|har|er|kan|hvornaar)-(?:(?:mange|tit|ofte)-)?/, '')
    .slice(0, 32)
    .replace(/^-+|-+$/g, '')
  const slug = [plain === '' ? 'spoergsmaal' : plain, mark].join('-')
  return municipalityId === 0 ? slug : `k${municipalityId}-${slug}`
}
