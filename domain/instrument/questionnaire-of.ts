/**
 * An instrument as a questionnaire, so that the ordinary answering page can ask it, and the way back to scores.
 *
 * All items are asked, in their order, the gate after them, and the impact's items only of those whose gate says
 * there is something. Nothing of it goes into a group's figures: an instrument is about one child.
 */
import type { Item, ItemText, Questionnaire, QuestionnaireText } from '../questionnaire/questionnaire.ts'
import type { Answers, Impact, Informant, Instrument, InstrumentText, Version } from './instrument.ts'
import { answersIn, answersTo, askedItems, findImpactForm, findVersion } from './instrument.ts'
import type { ImpactAnswers, ItemAnswers } from './score.ts'

export type Asked = { readonly questionnaire: Questionnaire; readonly text: QuestionnaireText }

export type AskRefusal =
  | { readonly refused: 'unknown-version'; readonly found: string }
  | { readonly refused: 'text-does-not-fit'; readonly faults: readonly TextFault[] }

export type TextFault = {
  readonly fault:
    | 'other-instrument'
    | 'other-version'
    | 'item-without-words'
    | 'words-without-item'
    | 'wrong-number-of-options'
    | 'theme-without-words'
  readonly at: string
}

/** Themes of the two parts, from the one list of themes. */
const themes = { items: 'wellbeing', impact: 'daily-life' } as const

/**
 * What is asked, and in which words. Refused unless the text has words for each item and for nothing else: nobody
 * may ask a part of an instrument.
 */
export function questionnaireOf(instrument: Instrument, versionCode: string, text: InstrumentText): Asked | AskRefusal {
  const version = findVersion(instrument, versionCode)
  if (!version) return { refused: 'unknown-version', found: versionCode }
  const faults = textFaults(instrument, version, text)
  if (faults.length > 0) return { refused: 'text-does-not-fit', faults }
  return {
    questionnaire: structureOf(instrument, version),
    text: {
      title: text.title,
      intro: text.intro,
      themes: { [themes.items]: text.themes.items, ...(text.themes.impact === undefined ? {} : { [themes.impact]: text.themes.impact }) },
      items: itemWords(instrument, version, text),
    },
  }
}

/** What is asked, without a word of it: enough to take answers in and to score them. */
export function structureOf(instrument: Instrument, version: Version): Questionnaire {
  const items = itemsOf(instrument, version)
  return {
    format: 1,
    code: `${instrument.code}-${version.code}`,
    version: instrument.edition,
    respondent: respondents[version.informant],
    grades: [],
    themes: [...new Set(items.map(({ theme }) => theme))],
    items,
  }
}

/** The words of each item of that version; of a text that fits it. */
export function itemWords(instrument: Instrument, version: Version, text: InstrumentText): Readonly<Record<string, ItemText>> {
  return Object.fromEntries(
    itemsOf(instrument, version).map(({ code, options }) => {
      const { question, help, options: own } = text.items[code] ?? { question: '' }
      const words = own ?? text.options
      return [
        code,
        {
          question,
          ...(help === undefined ? {} : { help }),
          why: text.why,
          options: Object.fromEntries(
            options.toSorted((a, b) => Number(a) - Number(b)).map((option, place) => [option, words[place] ?? '']),
          ),
          finding: '',
        },
      ]
    }),
  )
}

/** The codes of everything that version asks, in the order it is shown: the items, the gate, the impact's items. */
export function itemOrder(instrument: Instrument, version: Version): readonly string[] {
  return itemsOf(instrument, version).map(({ code }) => code)
}

/**
 * The way back: answers by place of the item in `questionnaireOf`, as `response/answer.ts` packs them. Skipped,
 * declined and never asked are all missing.
 */
export function answersOf(
  instrument: Instrument,
  versionCode: string,
  byPlace: readonly (number | null)[],
): { readonly answers: ItemAnswers; readonly impact: ImpactAnswers | null } | AskRefusal {
  const version = findVersion(instrument, versionCode)
  if (!version) return { refused: 'unknown-version', found: versionCode }
  const items = itemsOf(instrument, version)
  const given = new Map(items.map(({ code, options }, place) => [code, rawAnswer(options, byPlace[place] ?? null)]))
  const form = findImpactForm(instrument, version)
  const of = (code: string) => given.get(code) ?? null
  return {
    answers: askedItems(instrument, version).map(of),
    impact: instrument.impact && form ? { gate: of(instrument.impact.gate), items: form.scored.map(of) } : null,
  }
}

/** What keeps a text from being used with that version; empty when it fits. */
export function textFaults(instrument: Instrument, version: Version, text: InstrumentText): readonly TextFault[] {
  const needed = itemsOf(instrument, version)
  const known = new Set(needed.map(({ code }) => code))
  const faults: TextFault[] = []
  if (text.instrument !== instrument.code) faults.push({ fault: 'other-instrument', at: text.instrument })
  if (text.version !== version.code) faults.push({ fault: 'other-version', at: text.version })
  if (findImpactForm(instrument, version) && text.themes.impact === undefined) faults.push({ fault: 'theme-without-words', at: 'impact' })
  for (const { code, options } of needed) {
    const words = Object.hasOwn(text.items, code) ? text.items[code] : undefined
    if (!words) faults.push({ fault: 'item-without-words', at: code })
    else if ((words.options ?? text.options).length !== options.length) faults.push({ fault: 'wrong-number-of-options', at: code })
  }
  for (const at of Object.keys(text.items)) if (!known.has(at)) faults.push({ fault: 'words-without-item', at })
  return faults
}

/** A teacher answers in words for a grown-up about a child, as a parent does. */
const respondents: Readonly<Record<Informant, Questionnaire['respondent']>> = {
  parent: 'parent',
  teacher: 'parent',
  self: 'youngPerson',
  professional: 'parent',
}

/** The items of that version, as they stand in a questionnaire. */
export function itemsOf(instrument: Instrument, version: Version): readonly Item[] {
  const { impact } = instrument
  const form = findImpactForm(instrument, version)
  const items = askedItems(instrument, version).map((code) =>
    asItem(code, themes.items, answersTo(instrument, version, code), isStrength(instrument, code)),
  )
  if (!impact || !form) return items
  const answers = { from: 0, to: impact.recode.length - 1 }
  return [
    ...items,
    asItem(impact.gate, themes.impact, answers, false),
    ...form.asked.map((code) => ({ ...asItem(code, themes.impact, answers, false), showIf: whenOpen(impact) })),
  ]
}

/**
 * Option codes are the raw answers themselves, in the order the form prints them. The class is the strictest there is, so
 * that an answer which by some mistake got among a group's would never be shown.
 */
function asItem(code: string, theme: string, answers: Answers, best: boolean): Item {
  const options = answersIn(answers).map(String)
  return {
    code,
    theme,
    kind: 'single',
    options: answers.printed === 'highestFirst' ? options.toReversed() : options,
    questionClass: 'highlySensitive',
    sensitiveOptions: best ? options.slice(0, -1) : options.slice(1),
    favourable: [],
    isCore: true,
    isTeachingEnvironment: false,
  }
}

/** Whether a high answer to the item is something good. */
function isStrength({ scales }: Instrument, item: string): boolean {
  return scales.some(({ items, reversed, high }) => items.includes(item) && reversed.includes(item) !== (high === 'strength'))
}

function whenOpen({ gate, closed }: Impact): NonNullable<Item['showIf']> {
  return {
    op: 'and',
    all: [
      { op: 'answered', item: gate },
      { op: 'not', condition: { op: 'equals', item: gate, option: String(closed) } },
    ],
  }
}

/** The option's place counts from 1; below is no option, but skipped, declined or never asked. */
function rawAnswer(options: readonly string[], value: number | null): number | null {
  const option = options[(value ?? 0) - 1]
  return option === undefined ? null : Number(option)
}
