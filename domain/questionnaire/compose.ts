/**
 * A municipality's composition of a questionnaire of the association: all core items, those of the optional ones that it keeps,
 * published items of the bank after those of their theme, and whole instruments that the installation has words for.
 *
 * Core items are asked everywhere in the same order, for that is what makes figures compare between municipalities
 * (`product.md` 4). All that a composition can change is what stands around them.
 */
import { type Block, tracksWith } from '../instrument/whole.ts'
import type { RespondentLanguage } from '../text/text.ts'
import type { Track } from './asked-in.ts'
import { lookedBackOn } from './conditions.ts'
import { indicesOf, withIndices, wordsOfIndices } from './indices.ts'
import type { Item, ItemText, Questionnaire, QuestionnaireText, QuestionnaireTexts } from './questionnaire.ts'
import { languagesOf } from './wording.ts'

/** What somebody has chosen. Codes of items; those added stand in the order in which they are asked within their theme. */
export type Choice = {
  readonly leftOut: readonly string[]
  readonly added: readonly string[]
  /** Instruments that are asked whole, in the order in which they are asked. */
  readonly instruments?: readonly InstrumentVersion[]
}

export type InstrumentVersion = { readonly code: string; readonly version: string }

/** Everything as it is. */
export const wholeBase: Choice = { leftOut: [], added: [] }

/** A published item that may be added, with its words. */
export type Addition = {
  readonly item: Item
  readonly texts: Readonly<Partial<Record<RespondentLanguage, ItemText>>>
}

/** An instrument's version that may be added to this questionnaire today (`instrument/whole.ts`), whole and in its owner's words. */
export type WholeAddition = InstrumentVersion &
  Block & {
    readonly mayBeAskedIn: readonly Track[]
  }

/** The theme that instruments stand in, last of it: they come when all else about the matter has been asked. */
export function themeOfInstruments({ themes }: Pick<Questionnaire, 'themes'>): string {
  return themes.find((theme) => theme === 'wellbeing') ?? themes.at(-1) ?? 'wellbeing'
}

/** What a theme is called, for themes that the base does not have. */
export type ThemeNames = Readonly<Partial<Record<RespondentLanguage, Readonly<Record<string, string>>>>>

/**
 * Why a choice can't be composed: `at` is the item, `by` what it collides with. A `core-…` item is asked of everybody; `needed-by-core`
 * is looked back on by a core item; `not-in-bank` is not published (any more); `instrument-not-whole` leaves a part of an instrument out
 * or adds one. `at` is an instrument's code where it has no words here or no age or track in common (`instrument-not-offered`), is asked
 * already or chosen twice (`instrument-twice`), or leaves no track to ask in beside the others (`instrument-no-track`).
 */
export type ComposeFault = {
  readonly fault:
    | 'core-left-out'
    | 'needed-by-core'
    | 'not-in-base'
    | 'not-in-bank'
    | 'already-asked'
    | 'added-twice'
    | 'no-english'
    | 'instrument-not-whole'
    | 'instrument-not-offered'
    | 'instrument-twice'
    | 'instrument-no-track'
    | 'theme-without-name'
  readonly at: string
  readonly by?: string
}

/** An item that goes because one it looks back on (`because`) was left out. */
export type Follower = { readonly code: string; readonly because: string }

export type Composition = {
  readonly questionnaire: Questionnaire
  readonly texts: QuestionnaireTexts
  readonly followers: readonly Follower[]
  /** Languages that the base is offered in and the composition is not, and the added items that lack them. */
  readonly languagesLost: readonly { readonly language: RespondentLanguage; readonly items: readonly string[] }[]
}

type Base = { readonly questionnaire: Questionnaire; readonly texts: QuestionnaireTexts }

/**
 * Puts the composition together under the version that is given, or says everything that stands in the way.
 *
 * Laws: an instrument is whole, in its order, in one piece; every core item of the base is in it and in the base's order; no item twice; conditions look back only, for what is kept
 * stays in the base's order and what is added has none; it is offered in the languages that every item has.
 */
export function compose(
  base: Base,
  bank: readonly Addition[],
  choice: Choice,
  {
    version,
    themeNames = {},
    instruments = [],
  }: { readonly version: string; readonly themeNames?: ThemeNames; readonly instruments?: readonly WholeAddition[] },
): Composition | readonly ComposeFault[] {
  const followers = followersOf(base.questionnaire, choice.leftOut)
  const gone = new Set([...choice.leftOut, ...followers.map(({ code }) => code)])
  const kept = base.questionnaire.items.filter(({ code }) => !gone.has(code))
  const fromBank = choice.added.flatMap((code) => bank.find(({ item }) => item.code === code) ?? [])
  const whole = (choice.instruments ?? []).flatMap((chosen) => instruments.find((one) => isSame(one, chosen)) ?? [])
  const tracks = tracksWith(
    base.questionnaire,
    whole.map(({ mayBeAskedIn }) => mayBeAskedIn),
  )
  const faults = [
    ...faultsOfLeavingOut(base.questionnaire, choice.leftOut, followers),
    ...faultsOfAdding(base, bank, choice.added),
    ...nameless(base, fromBank, themeNames),
    ...faultsOfInstruments(base.questionnaire, instruments, choice.instruments ?? []),
    ...(tracks.length > 0 ? [] : whole.slice(-1).map(({ code }) => ({ fault: 'instrument-no-track', at: code }) as const)),
  ]
  if (faults.length > 0) return faults

  const additions: readonly Addition[] = [...fromBank, ...whole.flatMap((one) => itemsOfWhole(one, themeOfInstruments(base.questionnaire)))]
  const added = additions.map(({ item }) => asAdded(item))
  const met = [...base.questionnaire.themes, ...added.map(({ theme }) => theme)]
  const all = [...new Set(met)]
  const items = all.flatMap((theme) => [...kept.filter((item) => item.theme === theme), ...added.filter((item) => item.theme === theme)])
  const themes = all.filter((theme) => items.some((item) => item.theme === theme))
  const grids = new Set(items.flatMap(({ grid }) => grid ?? []))

  const { indices: _, ...asked } = base.questionnaire
  const indices = indicesOf(base.questionnaire, items)

  const offered = languagesOf(base.texts)
  const lacking = (language: RespondentLanguage) =>
    additions.filter(({ texts }) => texts[language] === undefined).map(({ item }) => item.code)
  const textIn = (text: QuestionnaireText, language: RespondentLanguage): QuestionnaireText => {
    const { grids: gridTexts, indices: indexTexts, notice, ...rest } = text
    const notices = [...new Set([notice, ...whole.map((one) => one.notices[language])].filter((line) => line !== undefined))]
    const keptGrids = Object.fromEntries(Object.entries(gridTexts ?? {}).filter(([grid]) => grids.has(grid)))
    return {
      ...rest,
      themes: Object.fromEntries(themes.map((theme) => [theme, text.themes[theme] ?? themeNames[language]?.[theme] ?? theme])),
      ...(Object.keys(keptGrids).length === 0 ? {} : { grids: keptGrids }),
      ...wordsOfIndices(indexTexts, indices),
      ...(notices.length === 0 ? {} : { notice: notices.join(' · ') }),
      items: Object.fromEntries(
        items.flatMap(({ code }) => {
          const words = text.items[code] ?? additions.find(({ item }) => item.code === code)?.texts[language]
          return words ? [[code, words]] : []
        }),
      ),
    }
  }
  const texts = Object.fromEntries(
    offered.flatMap((language) => {
      const text = base.texts[language]
      return text && lacking(language).length === 0 ? [[language, textIn(text, language)]] : []
    }),
  ) as unknown as QuestionnaireTexts
  return {
    questionnaire: { ...asked, ...(whole.length === 0 ? {} : { tracks }), version, themes, items, ...withIndices(indices) },
    texts,
    followers,
    languagesLost: offered.flatMap((language) => {
      const without = lacking(language)
      return without.length === 0 ? [] : [{ language, items: without }]
    }),
  }
}

/** Whether it could be composed. */
export function isComposed(outcome: Composition | readonly ComposeFault[]): outcome is Composition {
  return !Array.isArray(outcome)
}

/** Optional items that go with those left out, for they look back on them; those after one another too. */
export function followersOf({ items }: Pick<Questionnaire, 'items'>, leftOut: readonly string[]): readonly Follower[] {
  const gone = new Map<string, string | null>(leftOut.map((code) => [code, null]))
  for (const { code, showIf, isCore } of items) {
    if (gone.has(code) || showIf === undefined || isCore) continue
    const because = lookedBackOn(showIf).find((back) => gone.has(back))
    if (because !== undefined) gone.set(code, because)
  }
  return [...gone].flatMap(([code, because]) => (because === null ? [] : [{ code, because }]))
}

/** The core item for which an optional one can't be left out, itself or by a follow-up of its; undefined where it may go. */
export function neededBy({ items }: Pick<Questionnaire, 'items'>, code: string): string | undefined {
  const gone = new Set([code, ...followersOf({ items }, [code]).map((one) => one.code)])
  return items.find(({ isCore, showIf }) => isCore && showIf && lookedBackOn(showIf).some((back) => gone.has(back)))?.code
}

/** What the municipality adds is optional by nature, and stands by itself: what led to it elsewhere is not asked here. */
function asAdded(item: Item): Item {
  if (item.instrument) return { ...item, isCore: false }
  const { showIf: _, grid: __, ...alone } = item
  return { ...alone, isCore: false }
}

function isSame(one: InstrumentVersion, other: InstrumentVersion): boolean {
  return one.code === other.code && one.version === other.version
}

function itemsOfWhole({ items, texts }: WholeAddition, theme: string): readonly Addition[] {
  return items.map((item) => ({
    item: { ...item, theme },
    texts: Object.fromEntries(
      languagesOf(texts).flatMap((language) => {
        const words = texts[language]?.[item.code]
        return words ? [[language, words]] : []
      }),
    ),
  }))
}

function faultsOfInstruments(
  { items }: Pick<Questionnaire, 'items'>,
  offered: readonly WholeAddition[],
  chosen: readonly InstrumentVersion[],
): readonly ComposeFault[] {
  return chosen.flatMap((one, place): readonly ComposeFault[] => {
    const at = one.code
    const isAsked = items.some(({ instrument }) => instrument?.code === at) || chosen.slice(0, place).some(({ code }) => code === at)
    if (isAsked) return [{ fault: 'instrument-twice', at }]
    const found = offered.find((other) => isSame(other, one))
    if (!found) return [{ fault: 'instrument-not-offered', at }]
    return found.texts.da === undefined || found.texts.en === undefined ? [{ fault: 'no-english', at }] : []
  })
}

function faultsOfLeavingOut(
  base: Pick<Questionnaire, 'items'>,
  leftOut: readonly string[],
  followers: readonly Follower[],
): readonly ComposeFault[] {
  const gone = new Set([...leftOut, ...followers.map(({ code }) => code)])
  const halved = base.items.filter(
    ({ code, instrument }) =>
      instrument && gone.has(code) && base.items.some((other) => other.instrument?.code === instrument.code && !gone.has(other.code)),
  )
  return [
    ...leftOut.flatMap((at): readonly ComposeFault[] => {
      const item = base.items.find(({ code }) => code === at)
      if (!item) return [{ fault: 'not-in-base', at }]
      if (item.isCore) return [{ fault: 'core-left-out', at }]
      const by = neededBy(base, at)
      return by === undefined ? [] : [{ fault: 'needed-by-core', at, by }]
    }),
    ...halved.map(({ code }) => ({ fault: 'instrument-not-whole', at: code }) as const),
  ]
}

function faultsOfAdding({ questionnaire }: Base, bank: readonly Addition[], added: readonly string[]): readonly ComposeFault[] {
  return added.flatMap((at, place): readonly ComposeFault[] => {
    const found = bank.find(({ item }) => item.code === at)
    if (added.indexOf(at) < place) return [{ fault: 'added-twice', at }]
    if (questionnaire.items.some(({ code }) => code === at)) return [{ fault: 'already-asked', at }]
    if (!found) return [{ fault: 'not-in-bank', at }]
    if (found.item.instrument) return [{ fault: 'instrument-not-whole', at }]
    return found.texts.da === undefined || found.texts.en === undefined ? [{ fault: 'no-english', at }] : []
  })
}

/** A theme that the base lacks needs a name in every language the composition is offered in. */
function nameless({ questionnaire, texts }: Base, additions: readonly Addition[], names: ThemeNames): readonly ComposeFault[] {
  const offered = languagesOf(texts).filter((language) => additions.every((one) => one.texts[language] !== undefined))
  return additions
    .filter(({ item }) => !questionnaire.themes.includes(item.theme))
    .filter(({ item }) => offered.some((language) => names[language]?.[item.theme] === undefined))
    .map(({ item }) => ({ fault: 'theme-without-name', at: item.code, by: item.theme }))
}

/** What themes are called to these respondents, in the words of the questionnaires that are given; the first that names one counts. */
export function themeNamesIn(published: readonly { readonly texts: QuestionnaireTexts }[]): ThemeNames {
  const names: Partial<Record<RespondentLanguage, Record<string, string>>> = {}
  for (const { texts } of published)
    for (const language of languagesOf(texts)) names[language] = { ...texts[language]?.themes, ...names[language] }
  return names
}

/** The number of the next composition: `1.0.4` after `1.0.3`. `taken` are all versions of the code that the municipality has. */
export function nextComposition(base: string, taken: readonly string[]): string {
  const numbers = taken.filter((version) => version.startsWith(`${base}.`)).map((version) => Number(version.slice(base.length + 1)))
  return `${base}.${Math.max(0, ...numbers) + 1}`
}
