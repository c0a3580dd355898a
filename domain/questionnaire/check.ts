/**
 * What must be true of a questionnaire before it is published, beyond its shape (`questionnaire-schema.ts`):
 * of its structure here, of its wording in `check-wording.ts`.
 */
import type { Language } from '../text/text.ts'
import { checkWhole, type WholeFault, type WithWords } from '../instrument/whole.ts'
import { type WordingFault, checkWording } from './check-wording.ts'
import { lookedBackOn } from './conditions.ts'
import { fitsIndex } from './indices.ts'
import type { Condition, Item, QuestionClass, Questionnaire, QuestionnaireText } from './questionnaire.ts'
import { isTheme } from './themes.ts'
import { greatestAnswer, greatestValue } from './value.ts'

export type StructureFault =
  | 'item-code-twice'
  | 'option-code-twice'
  | 'theme-unknown'
  | 'theme-not-in-the-list'
  | 'theme-empty'
  | 'theme-out-of-order'
  | 'too-many-options'
  | 'ladder-not-0-to-10'
  | 'faces-not-three-to-five'
  | 'condition-looks-ahead'
  | 'condition-unknown-option'
  | 'condition-does-not-fit-kind'
  | 'condition-reveals-more-sensitive-item'
  | 'sensitive-options-missing'
  | 'sensitive-options-on-open-item'
  | 'sensitive-options-unknown'
  | 'sensitive-options-leave-nothing'
  | 'favourable-unknown'
  | 'favourable-leaves-nothing'
  | 'favourable-is-sensitive'
  | 'favourable-several-of-multiple'
  | 'too-few-options'
  | 'options-of-a-kind-without'
  | 'measure-missing'
  | 'measure-of-another-kind'
  | 'measure-backwards'
  | 'bands-do-not-fit'
  | 'measure-too-fine'
  | 'class-of-a-kind-without'
  | 'text-not-by-name'
  | 'condition-on-information'
  | 'grid-torn'
  | 'grid-of-different-rows'
  | 'index-code-twice'
  | 'index-item-unknown'
  | 'index-item-does-not-fit'
  | 'index-of-one'

export type Finding = {
  readonly fault: StructureFault | WordingFault | WholeFault
  /** The item or theme code, or the language, that it is about. */
  readonly at: string
  /** What was found, e.g. the word or the option. */
  readonly found?: string
}

/** More than five options are too many to hold in mind; a ladder is read as a line. */
const mostOptions = 5

const sensitivity: Readonly<Record<QuestionClass, number>> = { open: 0, sensitive: 1, highlySensitive: 2 }

/**
 * Everything that is wrong, in the order of the items; empty when the questionnaire may be published. `loaded` are the instruments
 * that have words: an instrument inside is asked whole and in its owner's words, which are not judged here.
 */
export function checkQuestionnaire(
  questionnaire: Questionnaire,
  texts: Readonly<Record<Language, QuestionnaireText>>,
  loaded: readonly WithWords[] = [],
): readonly Finding[] {
  const { items } = questionnaire
  return [
    ...checkThemes(questionnaire),
    ...twice(items.map(({ code }) => code)).map((at) => ({ fault: 'item-code-twice', at }) as const),
    ...items.flatMap((item, place) => [
      ...checkItem(item),
      ...(item.showIf ? checkCondition(item, item.showIf, items.slice(0, place)) : []),
    ]),
    ...checkGrids(items),
    ...checkIndices(questionnaire),
    ...checkTracks(questionnaire),
    ...checkWhole(questionnaire, texts, loaded),
    ...checkWording(questionnaire, texts),
  ]
}

/** What is wrong with the structure of one item, wherever it stands. */
export function checkItem(item: Item): readonly Finding[] {
  // An instrument's item is as its owner made it: six answers to WHO-5 are six.
  if (item.instrument) return []
  return [...checkOptions(item), ...checkMeasure(item), ...checkSensitivity(item), ...checkFavourable(item)]
}

/** Themes are of the one list (`themes.ts`), and met one after the other, each in one piece and in the order they are named. */
function checkThemes({ themes, items }: Questionnaire): readonly Finding[] {
  const met = items.map(({ theme }) => theme).filter((theme, at, all) => theme !== all[at - 1])
  const isInOrder = met.every((theme, at) => at === 0 || themes.indexOf(theme) > themes.indexOf(met[at - 1] ?? ''))
  return [
    ...items
      .filter(({ theme }) => !themes.includes(theme))
      .map(({ code, theme }) => ({ fault: 'theme-unknown', at: code, found: theme }) as const),
    ...themes.filter((theme) => !isTheme(theme)).map((at) => ({ fault: 'theme-not-in-the-list', at }) as const),
    ...themes.filter((theme) => !met.includes(theme)).map((at) => ({ fault: 'theme-empty', at }) as const),
    ...(isInOrder ? [] : [{ fault: 'theme-out-of-order', at: 'themes', found: met.join(' ') } as const]),
  ]
}

function checkOptions({ code, kind, options }: Item): readonly Finding[] {
  const findings: Finding[] = twice(options).map((found) => ({ fault: 'option-code-twice', at: code, found }))
  const isLadder = options.length === 11 && options.every((option, at) => option === String(at))
  if (kind === 'ladder' && !isLadder) findings.push({ fault: 'ladder-not-0-to-10', at: code })
  if (kind === 'faces' && options.length < 3) findings.push({ fault: 'faces-not-three-to-five', at: code, found: String(options.length) })
  if (isWithoutOptions(kind) && options.length > 0) findings.push({ fault: 'options-of-a-kind-without', at: code })
  if (!isWithoutOptions(kind) && !isMeasured(kind) && options.length < 2) findings.push({ fault: 'too-few-options', at: code })
  if (kind !== 'ladder' && !isMeasured(kind) && options.length > mostOptions)
    findings.push({ fault: 'too-many-options', at: code, found: String(options.length) })
  return findings
}

/** A measured item says what may be answered, and where each band that a report counts begins: rising, the first at the beginning. */
function checkMeasure({ code, kind, options, measure }: Item): readonly Finding[] {
  if (!isMeasured(kind)) return measure ? [{ fault: 'measure-of-another-kind', at: code }] : []
  if (!measure) return [{ fault: 'measure-missing', at: code }]
  const { from, to, step, starts } = measure
  const findings: Finding[] = []
  if (to < from + step) findings.push({ fault: 'measure-backwards', at: code })
  const fit =
    starts.length === options.length &&
    starts[0] === from &&
    starts.every((start, at) => start <= to && (start - from) % step === 0 && (at === 0 || start > (starts[at - 1] ?? 0)))
  if (!fit) findings.push({ fault: 'bands-do-not-fit', at: code, found: starts.join(' ') })
  const steps = greatestValue({ kind, options, measure })
  if (steps > greatestAnswer) findings.push({ fault: 'measure-too-fine', at: code, found: String(steps) })
  return findings
}

/** The rows of a grid stand beside each other and are answered alike: with the same kind and options. */
function checkGrids(items: readonly Item[]): readonly Finding[] {
  const findings: Finding[] = []
  const asked = ({ kind, options, measure }: Item) => JSON.stringify([kind, options, measure ?? null])
  for (const grid of new Set(items.flatMap((item) => item.grid ?? []))) {
    const places = items.flatMap((item, place) => (item.grid === grid ? [place] : []))
    const [first = 0] = places
    if (places.some((place, row) => place !== first + row)) findings.push({ fault: 'grid-torn', at: items[first]?.code ?? '', found: grid })
    if (new Set(places.map((place) => asked(items[place] as Item))).size > 1)
      findings.push({ fault: 'grid-of-different-rows', at: items[first]?.code ?? '', found: grid })
  }
  return findings
}

/** An index has a code that nothing else has, a theme of the questionnaire, and is of items that can be added up (`indices.ts`). */
function checkIndices({ items, indices = [], themes }: Questionnaire): readonly Finding[] {
  const codes = [...items, ...indices].map(({ code }) => code)
  return [
    ...twice(codes)
      .filter((found) => indices.some(({ code }) => code === found))
      .map((at) => ({ fault: 'index-code-twice', at }) as const),
    ...indices
      .filter(({ theme }) => !themes.includes(theme))
      .map(({ code, theme }) => ({ fault: 'theme-unknown', at: code, found: theme }) as const),
    ...indices.filter((index) => new Set(index.items).size < 2).map(({ code }) => ({ fault: 'index-of-one', at: code }) as const),
    ...indices.flatMap(({ code, items: of }) =>
      of.flatMap((found): readonly Finding[] => {
        const item = items.find((one) => one.code === found)
        if (item === undefined) return [{ fault: 'index-item-unknown', at: code, found }]
        return fitsIndex(item) ? [] : [{ fault: 'index-item-does-not-fit', at: code, found }]
      }),
    ),
  ]
}

/** Who writes with their own words is read by somebody: that is asked by name, and nowhere else. */
function checkTracks({ items, tracks = ['statistics'] }: Questionnaire): readonly Finding[] {
  if (!tracks.includes('statistics')) return []
  return items.filter(({ kind }) => kind === 'text').map(({ code }) => ({ fault: 'text-not-by-name', at: code }) as const)
}

function isMeasured(kind: Item['kind']): boolean {
  return kind === 'number' || kind === 'clock' || kind === 'month'
}

function isWithoutOptions(kind: Item['kind']): boolean {
  return kind === 'text' || kind === 'information'
}

/**
 * A sensitive item says which of its options may not be attributed to a whole group, and leaves at least one
 * other: if every option were sensitive, no group could ever be shown.
 */
function checkSensitivity({ code, kind, questionClass, options, sensitiveOptions }: Item): readonly Finding[] {
  // What is counted nowhere has no figure to be careful with.
  if (isWithoutOptions(kind)) return questionClass === 'open' ? [] : [{ fault: 'class-of-a-kind-without', at: code }]
  if (questionClass === 'open') return sensitiveOptions.length === 0 ? [] : [{ fault: 'sensitive-options-on-open-item', at: code }]
  const findings: Finding[] = unknown(sensitiveOptions, options).map((found) => ({ fault: 'sensitive-options-unknown', at: code, found }))
  if (sensitiveOptions.length === 0) findings.push({ fault: 'sensitive-options-missing', at: code })
  if (options.every((option) => sensitiveOptions.includes(option))) findings.push({ fault: 'sensitive-options-leave-nothing', at: code })
  return findings
}

/** Favourable options are added up in a report, so of an item with several choices there can be one at most. */
function checkFavourable({ code, kind, options, favourable, sensitiveOptions }: Item): readonly Finding[] {
  const findings: Finding[] = unknown(favourable, options).map((found) => ({ fault: 'favourable-unknown', at: code, found }))
  for (const found of favourable.filter((option) => sensitiveOptions.includes(option)))
    findings.push({ fault: 'favourable-is-sensitive', at: code, found })
  if (kind === 'multiple' && favourable.length > 1) findings.push({ fault: 'favourable-several-of-multiple', at: code })
  if (kind !== 'multiple' && options.length > 0 && options.every((option) => favourable.includes(option)))
    findings.push({ fault: 'favourable-leaves-nothing', at: code })
  return findings
}

/**
 * Whoever is asked a follow-up has told something: how many are asked it is a figure about the item it looks
 * back on. So a follow-up is at least as sensitive as that.
 */
function checkCondition({ code, questionClass }: Item, condition: Condition, earlier: readonly Item[]): readonly Finding[] {
  const findings: Finding[] = []
  for (const back of lookedBackOn(condition)) {
    const item = earlier.find((one) => one.code === back)
    if (!item) findings.push({ fault: 'condition-looks-ahead', at: code, found: back })
    else if (item.kind === 'information') findings.push({ fault: 'condition-on-information', at: code, found: back })
    else if (sensitivity[item.questionClass] > sensitivity[questionClass])
      findings.push({ fault: 'condition-reveals-more-sensitive-item', at: code, found: back })
  }
  for (const part of comparisons(condition)) {
    const item = earlier.find((one) => one.code === part.item)
    if (item && !item.options.includes(part.option)) findings.push({ fault: 'condition-unknown-option', at: code, found: part.option })
    if (item && (item.kind === 'multiple') !== (part.op === 'includes'))
      findings.push({ fault: 'condition-does-not-fit-kind', at: code, found: part.op })
  }
  return findings
}

type Comparison = Extract<Condition, { readonly option: string }>

function comparisons(condition: Condition): readonly Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisons)
  if ('condition' in condition) return comparisons(condition.condition)
  return 'option' in condition ? [condition] : []
}

function twice(codes: readonly string[]): readonly string[] {
  return codes.filter((code, at) => codes.indexOf(code) < at)
}

function unknown(codes: readonly string[], known: readonly string[]): readonly string[] {
  return codes.filter((code) => !known.includes(code))
}
