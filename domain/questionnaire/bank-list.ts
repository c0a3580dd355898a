/** The list of the bank: what stands in published questionnaires and what is written in the bank, one line a question, and how it is searched. */
import type { RespondentLanguage } from '../text/text.ts'
import {
  type AskedItem,
  type BankItem,
  type BankState,
  bankTextOf,
  type BankText,
  type MeantFor,
  type RespondentKind,
  type TranslationState,
  translationState,
} from './bank.ts'
import type { Item, ItemKind } from './questionnaire.ts'

export type BankLine = MeantFor & {
  readonly code: string
  readonly municipalityId: number
  /** Where it is kept: derived from questionnaires, or written in the bank. */
  readonly source: 'questionnaire' | 'bank'
  /** Of the edition that is worked on, else of the newest one. */
  readonly state: BankState
  /** Whether an edition of it may be put into a questionnaire. */
  readonly isPublished: boolean
  readonly edition: number
  readonly item: Item
  readonly texts: Readonly<Record<RespondentLanguage, BankText>>
  readonly translations: Readonly<Record<Exclude<RespondentLanguage, 'da'>, TranslationState>>
  readonly usedIn: AskedItem['usedIn']
  readonly replacedBy: string | null
  readonly authorId: string | null
  readonly changedAt: string | null
  /** The edition of the bank it shows; null for one of questionnaires alone. */
  readonly id: string | null
}

/** One line for each code, by code. `items` are editions, newest first of each code (as `database/bank.ts` lists them). */
export function bankLines(asked: readonly AskedItem[], items: readonly BankItem[]): readonly BankLine[] {
  const replacements = replacedCodes(asked, items)
  const newest = new Map<string, BankItem>()
  for (const item of items) if (!newest.has(item.code)) newest.set(item.code, item)
  const published = new Set([
    ...asked.map(({ code }) => code),
    ...items.filter(({ state }) => state === 'published').map(({ code }) => code),
  ])
  const usedIn = new Map(asked.map((one) => [one.code, one.usedIn]))
  const written = [...newest.values()].map((item): BankLine => ({
    code: item.code,
    municipalityId: item.municipalityId,
    source: 'bank',
    state: item.state,
    isPublished: published.has(item.code),
    edition: item.edition,
    respondents: item.respondents,
    grades: item.grades,
    item: item.item,
    texts: item.texts,
    translations: translationsOf(item),
    usedIn: usedIn.get(item.code) ?? [],
    replacedBy: replacements.get(item.code) ?? null,
    authorId: item.authorId,
    changedAt: item.changedAt,
    id: item.id,
  }))
  const derived = asked.filter(({ code }) => !newest.has(code)).map((one) => lineOfAsked(one, replacements.get(one.code) ?? null))
  return [...written, ...derived].toSorted((left, right) => (left.code < right.code ? -1 : 1))
}

function lineOfAsked(asked: AskedItem, replacedBy: string | null): BankLine {
  return {
    code: asked.code,
    municipalityId: asked.municipalityId,
    source: 'questionnaire',
    state: 'published',
    isPublished: true,
    edition: 1,
    respondents: asked.respondents,
    grades: asked.grades,
    item: asked.item,
    texts: textsOfAsked(asked),
    translations: translationsOfAsked(asked),
    usedIn: asked.usedIn,
    replacedBy,
    authorId: null,
    changedAt: null,
    id: null,
  }
}

/** A published questionnaire has been read in every language it is offered in. */
export function translationsOfAsked({ texts }: AskedItem): BankLine['translations'] {
  const state = (language: RespondentLanguage): TranslationState => (texts[language] ? 'checked' : 'missing')
  return { en: state('en'), ar: state('ar'), uk: state('uk') }
}

export function translationsOf(item: Pick<BankItem, 'item' | 'texts' | 'translations'>): BankLine['translations'] {
  return { en: translationState(item, 'en'), ar: translationState(item, 'ar'), uk: translationState(item, 'uk') }
}

/** The words of a published question, to be worked on. */
export function textsOfAsked({ texts }: AskedItem): BankLine['texts'] {
  return { da: bankTextOf(texts.da), en: bankTextOf(texts.en), ar: bankTextOf(texts.ar), uk: bankTextOf(texts.uk) }
}

/** By which published question each is replaced. */
export function replacedCodes(asked: readonly AskedItem[], items: readonly BankItem[]): ReadonlyMap<string, string> {
  const offered = [...asked, ...items.filter(({ state }) => state === 'published')]
  return new Map(offered.flatMap(({ code, item }) => (item.replaces === undefined ? [] : [[item.replaces, code] as const])))
}

export type Sought = {
  readonly q: string
  readonly theme?: string | undefined
  readonly respondent?: RespondentKind | undefined
  readonly grade?: number | undefined
  readonly state?: BankState | undefined
  readonly kind?: ItemKind | undefined
  readonly core?: 'core' | 'optional' | undefined
  readonly untranslated?: Exclude<RespondentLanguage, 'da'> | undefined
  readonly whose?: 'own' | 'association' | undefined
}

/** Lines that everything sought is true of. Words are found in the Danish, in any order, with or without æ, ø and å. */
export function findLines(lines: readonly BankLine[], sought: Sought, municipalityId: number): readonly BankLine[] {
  const words = fold(sought.q).split(' ').filter(Boolean)
  return lines.filter(
    (line) =>
      (sought.theme === undefined || line.item.theme === sought.theme) &&
      (sought.respondent === undefined || line.respondents.includes(sought.respondent)) &&
      (sought.grade === undefined || line.grades.includes(sought.grade)) &&
      (sought.state === undefined || line.state === sought.state || (sought.state === 'published' && line.isPublished)) &&
      (sought.kind === undefined || line.item.kind === sought.kind) &&
      (sought.core === undefined || line.item.isCore === (sought.core === 'core')) &&
      (sought.untranslated === undefined || ['missing', 'outdated'].includes(line.translations[sought.untranslated])) &&
      (sought.whose === undefined || (sought.whose === 'own') === (line.municipalityId === municipalityId)) &&
      words.every((word) => wordsOfLine(line).includes(word)),
  )
}

function wordsOfLine({ code, texts, item }: BankLine): string {
  const of = ({ question, help, options }: BankText) => [question, help, ...Object.values(options)]
  return fold([code, item.theme, ...of(texts.da), ...of(texts.en)].join(' '))
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Those that wait for somebody first, then those changed last, then by theme and code. */
export function inReadingOrder(lines: readonly BankLine[]): readonly BankLine[] {
  const rank = ({ state }: BankLine) => ['inReview', 'draft', 'published', 'retired'].indexOf(state)
  return lines.toSorted(
    (left, right) =>
      rank(left) - rank(right) ||
      (right.changedAt ?? '').localeCompare(left.changedAt ?? '') ||
      left.item.theme.localeCompare(right.item.theme) ||
      left.code.localeCompare(right.code),
  )
}
