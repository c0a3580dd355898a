/** What may be done with an item of the bank, in which state, by whom. Refusals are names (`BankRefusal`). */
import { type RespondentLanguage } from '../text/text.ts'
import {
  type BankContent,
  type BankItem,
  type BankOrigin,
  type BankRefusal,
  blankItem,
  emptyText,
  fieldsOf,
  translatedLanguages,
  translationState,
  type Translation,
  wordsAt,
} from './bank.ts'
import type { Item } from './questionnaire.ts'
import { startingWords } from './standard-scales.ts'

type Saving = { readonly content: BankContent; readonly revision: number; readonly byId: string; readonly at: string }

/**
 * Saves what somebody has written. They say which revision they had read: if somebody else has saved since, nothing is written
 * over. Which Danish words each translation was made of is kept, and a check falls when what was checked changes.
 */
export function saveContent(before: BankItem, { content, revision, byId, at }: Saving): BankItem | BankRefusal {
  if (before.state !== 'draft') return 'bank-not-draft'
  if (before.revision !== revision) return 'bank-changed-since'
  // What the server has given stays: the code, whom it replaces, and whether the association asks it of everybody.
  const item: Item = {
    ...content.item,
    code: before.item.code,
    isCore: before.municipalityId === 0 && content.item.isCore,
  }
  const { replaces: _, ...rest } = item
  const kept = before.item.replaces === undefined ? rest : { ...rest, replaces: before.item.replaces }
  const next = { ...before, respondents: content.respondents, grades: content.grades, item: kept, texts: content.texts }
  if (before.origin === 'edition' && !isSameQuestion(before, next)) return 'bank-edition-other-question'
  return { ...next, translations: followTranslations(before, next, byId), revision: revision + 1, changedAt: at }
}

/**
 * Whether two are one question, so that their figures are one series: the same kind, options in the same order, bands, class and
 * favourable options, asked of the same. The words may differ; that they mean the same is what their author says.
 */
export function isSameQuestion(left: BankContent, right: BankContent): boolean {
  const structure = ({ item, respondents }: BankContent) =>
    JSON.stringify([
      item.kind,
      item.options,
      item.measure ?? null,
      item.questionClass,
      item.sensitiveOptions,
      item.favourable,
      item.isCore,
      respondents,
    ])
  return structure(left) === structure(right)
}

/** What is known of the translations after somebody has changed the content: which Danish each field follows, and which check still holds. */
export function followTranslations(
  before: Pick<BankItem, 'item' | 'texts' | 'translations'>,
  next: BankContent,
  byId: string,
): BankItem['translations'] {
  const after: Partial<Record<RespondentLanguage, Translation>> = {}
  for (const language of translatedLanguages) {
    const known = before.translations[language] ?? { from: {}, writtenBy: null, check: null }
    const fields = fieldsOf(next.item)
    const written = fields.filter((field) => wordsAt(before.texts[language], field) !== wordsAt(next.texts[language], field))
    const from = Object.fromEntries(
      fields.flatMap((field) => {
        if (wordsAt(next.texts[language], field).trim() === '') return []
        const source = written.includes(field) ? wordsAt(next.texts.da, field) : known.from[field]
        return source === undefined ? [] : [[field, source]]
      }),
    )
    if (written.length === 0 && Object.keys(from).length === 0 && known.writtenBy === null) continue
    after[language] = { from, writtenBy: written.length === 0 ? known.writtenBy : byId, check: written.length === 0 ? known.check : null }
  }
  return after
}

/**
 * Says that a translation holds beside the Danish as it now is. Another person than who wrote it, or the same with a note on how
 * it was checked.
 */
export function checkTranslation(
  before: BankItem,
  language: Exclude<RespondentLanguage, 'da'>,
  check: { readonly byId: string; readonly at: string; readonly note: string },
): BankItem | BankRefusal {
  if (before.state !== 'draft' && before.state !== 'inReview') return 'bank-not-draft'
  if (translationState(before, language) === 'missing') return 'bank-translation-missing'
  const known = before.translations[language]
  if (known?.writtenBy === check.byId && check.note.trim() === '') return 'bank-translation-own'
  const from = Object.fromEntries(
    fieldsOf(before.item).flatMap((field) =>
      wordsAt(before.texts[language], field).trim() === '' ? [] : [[field, wordsAt(before.texts.da, field)]],
    ),
  )
  const checked: Translation = { from, writtenBy: known?.writtenBy ?? null, check }
  return {
    ...before,
    translations: { ...before.translations, [language]: checked },
    revision: before.revision + 1,
    changedAt: check.at,
  }
}

/** The author asks for a review: with advice still open if need be, never with something that blocks. */
export function sendItem(before: BankItem, hasBlocking: boolean, at: string): BankItem | BankRefusal {
  if (before.state !== 'draft') return 'bank-not-draft'
  if (hasBlocking) return 'bank-has-findings'
  return { ...before, state: 'inReview', revision: before.revision + 1, changedAt: at }
}

/** Back to the author, with words. */
export function returnItem(before: BankItem, at: string): BankItem | BankRefusal {
  if (before.state !== 'inReview') return 'bank-not-in-review'
  return { ...before, state: 'draft', revision: before.revision + 1, changedAt: at }
}

export type Reviewer = {
  /** Whether they wrote it, by whichever of their logins. */
  readonly isAuthor: boolean
  /** Whether there is anybody else in the municipality who could review. The association always has one. */
  readonly isAlone: boolean
}

/**
 * Four eyes: not the author. A municipality with one administrator alone may approve its own question itself, for what blocks is held
 * back all the same and what it publishes is asked nowhere else.
 */
export function mayApprove({ municipalityId }: Pick<BankItem, 'municipalityId'>, { isAuthor, isAlone }: Reviewer): boolean {
  return !isAuthor || (isAlone && municipalityId !== 0)
}

/** Approves and publishes; what blocks is refused at this door too. */
export function publishItem(before: BankItem, reviewer: Reviewer, hasBlocking: boolean, at: string): BankItem | BankRefusal {
  if (before.state !== 'inReview') return 'bank-not-in-review'
  if (!mayApprove(before, reviewer)) return 'bank-review-own'
  if (hasBlocking) return 'bank-has-findings'
  return { ...before, state: 'published', revision: before.revision + 1, changedAt: at }
}

/** Out of the bank: offered to nobody from now on. Questionnaires that ask it still do. */
export function retireItem(before: BankItem, at: string): BankItem | BankRefusal {
  if (before.state !== 'published') return 'bank-not-published'
  return { ...before, state: 'retired', revision: before.revision + 1, changedAt: at }
}

type Begun = { readonly id: string; readonly municipalityId: number; readonly authorId: string; readonly at: string }

/** A first draft. */
export function beginItem(
  { id, municipalityId, authorId, at }: Begun,
  of: Pick<BankContent, 'respondents' | 'grades'> & {
    readonly code: string
    readonly theme: string
    readonly kind: Item['kind']
    readonly question: string
  },
): BankItem {
  return {
    id,
    municipalityId,
    code: of.code,
    edition: 1,
    state: 'draft',
    origin: 'new',
    changeNote: '',
    revision: 1,
    authorId,
    changedAt: at,
    respondents: of.respondents,
    grades: of.grades,
    item: blankItem({ code: of.code, theme: of.theme, kind: of.kind, isCore: false }),
    texts: {
      da: { ...emptyText, question: of.question, options: startingWords(of.kind, 'da') },
      en: { ...emptyText, options: startingWords(of.kind, 'en') },
      ar: { ...emptyText, options: startingWords(of.kind, 'ar') },
      uk: { ...emptyText, options: startingWords(of.kind, 'uk') },
    },
    translations: {},
  }
}

/**
 * A change to something published: the next edition of the same question, or a new question that replaces it. All words are
 * copied, with what is known of their translations: a check holds until what was checked changes.
 */
export function beginChange(
  { id, municipalityId, authorId, at }: Begun,
  of: BankContent & Pick<BankItem, 'translations'> & { readonly edition: number },
  how: { readonly origin: Exclude<BankOrigin, 'new'>; readonly code: string; readonly changeNote: string },
): BankItem {
  const item: Item = { ...of.item, code: how.code, ...(how.origin === 'replacement' ? { replaces: of.item.code } : {}) }
  const translations = Object.fromEntries(
    translatedLanguages.flatMap((language) => {
      const filled = fieldsOf(of.item).filter((field) => wordsAt(of.texts[language], field).trim() !== '')
      if (filled.length === 0) return []
      const known = of.translations[language]
      const from = known?.from ?? Object.fromEntries(filled.map((field) => [field, wordsAt(of.texts.da, field)]))
      return [[language, { from, writtenBy: known?.writtenBy ?? null, check: known?.check ?? null }]]
    }),
  )
  return {
    id,
    municipalityId,
    code: how.code,
    edition: how.origin === 'edition' ? of.edition + 1 : 1,
    state: 'draft',
    origin: how.origin,
    changeNote: how.changeNote,
    revision: 1,
    authorId,
    changedAt: at,
    respondents: of.respondents,
    grades: of.grades,
    item,
    texts: of.texts,
    translations,
  }
}
