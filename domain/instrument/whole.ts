/**
 * An instrument inside a questionnaire: all of a version, in its order, in its words, with nothing between, or not at all.
 *
 * The owners' terms say so (no rewording, no adding, no leaving out, not even one scale alone), and a score of anything else
 * would be compared with norms that were made from the whole.
 */
import type { Track } from '../questionnaire/asked-in.ts'
import type { Item, ItemText, Questionnaire, QuestionnaireText } from '../questionnaire/questionnaire.ts'
import { type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import type { Instrument, InstrumentText, Version } from './instrument.ts'
import { findVersion, includesYears, mayBeBegun } from './instrument.ts'
import { canonical } from './pack.ts'
import { itemsOf, itemWords } from './questionnaire-of.ts'
import { findText } from './text.ts'

/** An instrument and the words it may be asked in today; none when it is hidden. */
export type WithWords = {
  readonly instrument: Instrument
  readonly texts: readonly InstrumentText[]
  /** The line that the owner of a text wants shown where it is. */
  readonly noticeOf?: (text: InstrumentText) => string | undefined
}

export type WholeFault =
  /** It is not there, or there are no words for it. */
  | 'instrument-without-words'
  /** Items of the version are missing, or there are too many. */
  | 'instrument-not-whole'
  | 'instrument-order-changed'
  /** Other items stand between its own. */
  | 'instrument-mixed'
  /** An item has other options, another condition or another class than the instrument's. */
  | 'instrument-item-changed'
  | 'instrument-words-changed'
  /** It may not be asked in a track that the questionnaire is for. */
  | 'instrument-not-in-track'

/** `at` is the item it is about, `found` the instrument and version, or the language or track. */
export type WholeFinding = { readonly fault: WholeFault; readonly at: string; readonly found: string }

/** A whole instrument as a part of a questionnaire: its items in one theme, and their words in every language there are words in. */
export type Block = {
  readonly items: readonly Item[]
  readonly texts: Readonly<Partial<Record<RespondentLanguage, Readonly<Record<string, ItemText>>>>>
  /** What the owner wants shown where the words are. */
  readonly notices: Readonly<Partial<Record<RespondentLanguage, string>>>
}

/** The block of a version, to stand in that theme; undefined when there are no words for it. */
export function blockOf({ instrument, texts, noticeOf }: WithWords, versionCode: string, theme: string): Block | undefined {
  const version = findVersion(instrument, versionCode)
  const inLanguage = respondentLanguages.flatMap((language) => {
    const own = texts.filter((text) => text.language === language)
    const text = findText(instrument, own, versionCode, language)
    return version && text ? [{ language, words: itemWords(instrument, version, text), notice: noticeOf?.(text) }] : []
  })
  if (!version || inLanguage.length === 0) return undefined
  const items = itemsOf(instrument, version).map((item) => ({
    ...item,
    theme,
    instrument: { code: instrument.code, version: versionCode },
  }))
  return {
    items,
    texts: Object.fromEntries(inLanguage.map(({ language, words }) => [language, words])),
    notices: Object.fromEntries(inLanguage.flatMap(({ language, notice }) => (notice === undefined ? [] : [[language, notice]]))),
  }
}

/** Ages of those a questionnaire is about, in completed years; undefined where it does not say. */
function agesOf({
  respondent,
  grades,
}: Pick<Questionnaire, 'respondent' | 'grades'>): { readonly from: number; readonly to: number } | undefined {
  if (respondent === 'youngPerson') return { from: 15, to: 24 }
  // Children turn six in the calendar year they begin in grade 0, and are a year older before its summer.
  return grades.length === 0 ? undefined : { from: Math.min(...grades) + 6, to: Math.max(...grades) + 7 }
}

/**
 * The versions of an instrument that may be added to a questionnaire: for who answers it, for every age it is about, and in a track
 * that it is for. One that does not say how old the children are is offered none, for a version made for others measures nothing.
 */
export function versionsFor(
  { versions, mayBeAskedIn, alerts }: Pick<Instrument, 'versions' | 'mayBeAskedIn' | 'alerts'>,
  questionnaire: Pick<Questionnaire, 'respondent' | 'grades' | 'tracks'>,
): readonly Version[] {
  const ages = agesOf(questionnaire)
  if (!mayBeBegun({ alerts }) || !ages || tracksWith(questionnaire, [mayBeAskedIn]).length === 0) return []
  const informant = questionnaire.respondent === 'parent' ? 'parent' : 'self'
  return versions.filter(
    (version) => version.informant === informant && includesYears(version.ages, ages.from) && includesYears(version.ages, ages.to),
  )
}

/** The tracks a questionnaire is still for with instruments inside that may be asked in these. */
export function tracksWith(
  { tracks = ['statistics'] }: Pick<Questionnaire, 'tracks'>,
  instruments: readonly (readonly Track[])[],
): readonly ('statistics' | 'health')[] {
  return tracks.filter((track) => instruments.every((mayBeAskedIn) => mayBeAskedIn.includes(track)))
}

/** Everything that is wrong with the instruments in a questionnaire; empty when there are none, or each is whole. */
export function checkWhole(
  { items, tracks = ['statistics'] }: Pick<Questionnaire, 'items' | 'tracks'>,
  texts: Readonly<Partial<Record<RespondentLanguage, Pick<QuestionnaireText, 'items'>>>>,
  loaded: readonly WithWords[],
): readonly WholeFinding[] {
  const parts = Map.groupBy(
    items.flatMap((item, place) => (item.instrument ? [{ item, place, of: item.instrument }] : [])),
    ({ of }) => `${of.code} ${of.version}`,
  )
  return [...parts].flatMap(([found, part]) => {
    const [first] = part
    if (!first) return []
    const { code, version } = first.of
    const known = loaded.find(({ instrument }) => instrument.code === code)
    const block = known && blockOf(known, version, first.item.theme)
    const at = first.item.code
    if (!known || !block) return [{ fault: 'instrument-without-words', at, found }] as const
    return [
      ...checkPart(part, block, found),
      ...tracks
        .filter((track) => !mayBeBegun(known.instrument) || !known.instrument.mayBeAskedIn.includes(track))
        .map((track) => ({ fault: 'instrument-not-in-track', at, found: track }) as const),
      ...respondentLanguages.flatMap((language) => checkWords(block, texts[language]?.items, language)),
    ]
  })
}

type Place = { readonly item: Item; readonly place: number }

function checkPart(part: readonly Place[], { items }: Block, found: string): readonly WholeFinding[] {
  const [first, last] = [part[0], part.at(-1)]
  const asked = part.map(({ item }) => item.code)
  const due = items.map(({ code }) => code)
  const isWhole = asked.length === due.length && due.every((code) => asked.includes(code))
  const at = first?.item.code ?? ''
  if (!isWhole) return [{ fault: 'instrument-not-whole', at, found }]
  return [
    ...(due.every((code, place) => asked[place] === code) ? [] : [{ fault: 'instrument-order-changed', at, found } as const]),
    ...((last?.place ?? 0) - (first?.place ?? 0) === part.length - 1 ? [] : [{ fault: 'instrument-mixed', at, found } as const]),
    ...part
      .filter(({ item }) => asAsked(item) !== asAsked(items.find(({ code }) => code === item.code)))
      .map(({ item }) => ({ fault: 'instrument-item-changed', at: item.code, found }) as const),
  ]
}

/** All of an item that changes what is asked or reckoned; where it stands and whether everybody must have it does not. */
function asAsked(item: Item | undefined): string {
  if (!item) return ''
  const { theme: _, isCore: __, ...rest } = item
  return canonical(rest)
}

function checkWords(
  block: Block,
  written: Readonly<Record<string, ItemText>> | undefined,
  language: RespondentLanguage,
): readonly WholeFinding[] {
  if (!written) return []
  const due = block.texts[language]
  return block.items
    .filter(({ code }) => !due || canonical(written[code] ?? null) !== canonical(due[code] ?? null))
    .map(({ code }) => ({ fault: 'instrument-words-changed', at: code, found: language }))
}
