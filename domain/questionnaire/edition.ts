/**
 * The next version of a questionnaire of the association, on its way: begun as the newest published one, worked on by many, tried
 * out with children, signed off by somebody else, published. What is published never changes, and surveys that ask it still do.
 */
import { lookedBackOn } from './conditions.ts'
import type { Addition } from './compose.ts'
import { indicesOf, withIndices, wordsOfIndices } from './indices.ts'
import type { Item, ItemText, Questionnaire, QuestionnaireText, QuestionnaireTexts } from './questionnaire.ts'
import { languagesOf } from './wording.ts'

export type EditionState = 'draft' | 'published'

export type Edition = {
  readonly id: string
  readonly code: string
  /** The published version it was begun from, and the one it becomes. */
  readonly baseVersion: string
  readonly version: string
  readonly state: EditionState
  readonly questionnaire: Questionnaire
  readonly texts: QuestionnaireTexts
  /** Counts up at every saving: whoever saves says which one they had read, and a sign-off is of one. */
  readonly revision: number
  readonly authorId: string | null
  readonly changedAt: string
}

/** A try-out with real respondents: where, when, how many, and what was found, in written words. Never anything of one of them. */
export type Pilot = {
  readonly id: string
  readonly place: string
  readonly from: string
  readonly to: string
  readonly respondents: number
  readonly found: string
  readonly recordedBy: string
  readonly recordedAt: string
  readonly signOff: { readonly by: string; readonly at: string; readonly words: string; readonly revision: number } | null
}

export type EditionRefusal =
  | 'edition-not-draft'
  | 'edition-changed-since'
  | 'edition-other-question'
  | 'edition-not-whole'
  | 'edition-no-pilot'
  | 'edition-not-signed-off'
  | 'edition-sign-off-own'
  | 'edition-has-findings'

/** The version before the first: what a questionnaire that comes from a file, and is new here, is begun from. */
export const nothingBefore = '0.0'

/** The version after one: `1.2` after `1.1`. */
export function nextEdition(version: string): string {
  const [major = '1', minor = '0'] = version.split('.')
  return `${major}.${Number(minor) + 1}`
}

type Saving = {
  readonly questionnaire: Questionnaire
  readonly texts: QuestionnaireTexts
  readonly revision: number
  readonly at: string
}

/**
 * Saves the whole draft, for whoever had read its newest revision. An item that the base has keeps what its figures are made of
 * (kind, options, bands, favourable): another question needs another code, and then says what it replaces.
 */
export function saveEdition(
  before: Edition,
  base: Questionnaire,
  { questionnaire, texts, revision, at }: Saving,
): Edition | EditionRefusal {
  if (before.state !== 'draft') return 'edition-not-draft'
  if (before.revision !== revision) return 'edition-changed-since'
  if (asksAnother(base, questionnaire)) return 'edition-other-question'
  if (!isWhole(questionnaire, texts)) return 'edition-not-whole'
  const { code, version, questionnaire: kept } = before
  return {
    ...before,
    // Who is asked and in which grades make another questionnaire; they stay.
    questionnaire: { ...questionnaire, code, version, respondent: kept.respondent },
    texts,
    revision: revision + 1,
    changedAt: at,
  }
}

/** Whether an item that the base has asks something else under its code. */
function asksAnother(base: Questionnaire, { items }: Questionnaire): boolean {
  return items.some((item) => {
    const was = base.items.find(({ code }) => code === item.code)
    return was !== undefined && figuresOf(was) !== figuresOf(item)
  })
}

/**
 * Whether a version goes on with the figures of the one before: the same are asked, and no code stands for another question. What
 * comes from a file was never saved here, so it is asked again before it is published.
 */
export function goesOn(base: Questionnaire, next: Questionnaire): boolean {
  return base.respondent === next.respondent && !asksAnother(base, next)
}

function figuresOf({ kind, options, measure, questionClass, favourable, sensitiveOptions }: Item): string {
  return JSON.stringify([kind, options, measure ?? null, questionClass, favourable, sensitiveOptions])
}

/** Every item has its words in every language the draft has, and conditions look back on what is there. */
function isWhole({ items, themes }: Questionnaire, texts: QuestionnaireTexts): boolean {
  const hasWords = languagesOf(texts).every(
    (language) =>
      items.every(({ code }) => texts[language]?.items[code] !== undefined) &&
      themes.every((theme) => texts[language]?.themes[theme] !== undefined),
  )
  const looksBack = items.every(
    ({ showIf }, place) => !showIf || lookedBackOn(showIf).every((back) => items.slice(0, place).some(({ code }) => code === back)),
  )
  return hasWords && looksBack && new Set(items.map(({ code }) => code)).size === items.length
}

/** Somebody else than who recorded the try-out says that what was found is dealt with in the draft as it now stands. */
export function signOffPilot(
  edition: Pick<Edition, 'state' | 'revision'>,
  pilot: Pilot,
  { by, at, words }: { readonly by: string; readonly at: string; readonly words: string },
): Pilot | EditionRefusal {
  if (edition.state !== 'draft') return 'edition-not-draft'
  if (pilot.recordedBy === by) return 'edition-sign-off-own'
  return { ...pilot, signOff: { by, at, words, revision: edition.revision } }
}

/**
 * Publishes. No version with core items comes out without a try-out and a sign-off of what is published, word for word: a draft
 * that has been changed since is signed off again (`product.md` 4).
 */
export function publishEdition(before: Edition, pilots: readonly Pilot[], hasBlocking: boolean, at: string): Edition | EditionRefusal {
  if (before.state !== 'draft') return 'edition-not-draft'
  if (hasBlocking) return 'edition-has-findings'
  if (before.questionnaire.items.some(({ isCore }) => isCore)) {
    if (pilots.length === 0) return 'edition-no-pilot'
    if (!pilots.some(({ signOff }) => signOff?.revision === before.revision)) return 'edition-not-signed-off'
  }
  return { ...before, state: 'published', changedAt: at }
}

// Ways to change a draft. Each leaves one that can be saved, or `undefined` where it can't be done.

type Draft = { readonly questionnaire: Questionnaire; readonly texts: QuestionnaireTexts }

const eachText = (texts: QuestionnaireTexts, change: (text: QuestionnaireText, language: keyof QuestionnaireTexts) => QuestionnaireText) =>
  Object.fromEntries(
    languagesOf(texts).flatMap((language) => {
      const text = texts[language]
      return text ? [[language, change(text, language)]] : []
    }),
  ) as unknown as QuestionnaireTexts

/** Without an item and whatever looks back on it. */
export function withoutItem({ questionnaire, texts }: Draft, code: string): Draft {
  const gone = new Set([code])
  for (const { code: other, showIf } of questionnaire.items)
    if (showIf && lookedBackOn(showIf).some((back) => gone.has(back))) gone.add(other)
  const items = questionnaire.items.filter((item) => !gone.has(item.code))
  const themes = questionnaire.themes.filter((theme) => items.some((item) => item.theme === theme))
  const { indices: _, ...rest } = questionnaire
  const kept = indicesOf(questionnaire, items)
  return {
    questionnaire: { ...rest, themes, items, ...withIndices(kept) },
    texts: eachText(texts, ({ indices: indexTexts, ...text }) => ({
      ...text,
      ...wordsOfIndices(indexTexts, kept),
      themes: Object.fromEntries(Object.entries(text.themes).filter(([theme]) => themes.includes(theme))),
      items: Object.fromEntries(Object.entries(text.items).filter(([other]) => !gone.has(other))),
    })),
  }
}

/**
 * With an item of the bank: last of its theme, or in the place of the one it replaces. Languages that it lacks fall out of the
 * draft; undefined where it is asked already, lacks English, or its theme is not one of the questionnaire's.
 */
export function withItem({ questionnaire, texts }: Draft, { item, texts: words }: Addition): Draft | undefined {
  const { items, themes } = questionnaire
  if (items.some(({ code }) => code === item.code) || !themes.includes(item.theme)) return undefined
  if (words.da === undefined || words.en === undefined) return undefined
  const at = items.findIndex(({ code }) => code === item.replaces)
  const last = items.findLastIndex(({ theme }) => theme === item.theme)
  const placed = at >= 0 ? items.with(at, item) : items.toSpliced(last + 1, 0, item)
  const followers = placed.map((one) =>
    one.showIf && at >= 0 && lookedBackOn(one.showIf).includes(item.replaces ?? '') ? withoutCondition(one) : one,
  )
  const kept = Object.fromEntries(Object.entries(texts).filter(([language]) => words[language as keyof typeof words] !== undefined))
  return {
    questionnaire: { ...questionnaire, items: followers },
    texts: eachText(kept as unknown as QuestionnaireTexts, (text, language) => {
      const { [at >= 0 ? (item.replaces ?? '') : '']: _, ...rest } = text.items
      return { ...text, items: { ...rest, [item.code]: words[language] as ItemText } }
    }),
  }
}

function withoutCondition({ showIf: _, ...item }: Item): Item {
  return item
}

/** One step up (-1) or down (1) within its theme; undefined at the end, or where something would look ahead. */
export function withItemMoved({ questionnaire, texts }: Draft, code: string, step: -1 | 1): Draft | undefined {
  const { items } = questionnaire
  const at = items.findIndex((item) => item.code === code)
  const [one, other] = [items[at], items[at + step]]
  if (!one || !other || one.theme !== other.theme) return undefined
  const [earlier, later] = step === 1 ? [one, other] : [other, one]
  if (later.showIf && lookedBackOn(later.showIf).includes(earlier.code)) return undefined
  return { questionnaire: { ...questionnaire, items: items.with(at, other).with(at + step, one) }, texts }
}

/** The same question in other words, in one language: its author says that the meaning is kept. */
export function withItemWords({ questionnaire, texts }: Draft, language: keyof QuestionnaireTexts, code: string, words: ItemText): Draft {
  return {
    questionnaire,
    texts: eachText(texts, (text, own) => (own === language ? { ...text, items: { ...text.items, [code]: words } } : text)),
  }
}
