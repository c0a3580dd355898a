/**
 * What is asked: a frozen, versioned list of items in themes.
 *
 * Structure stands here; wording stands apart (`QuestionnaireText`), for translations come and go.
 * This file holds plain types so that the answering page can use them without shipping the schema
 * (`questionnaire-schema.ts`).
 */
import type { Language, RespondentLanguage } from '../text/text.ts'

/**
 * How dangerous a figure on an item is, fixed before launch (`disclosure` turns it into thresholds):
 * `open` may be shown from 5 answers, `sensitive` from 10, `highlySensitive` from 30 and never for a class.
 */
export type QuestionClass = 'open' | 'sensitive' | 'highlySensitive'

/** Looks back only: `item` must stand earlier in the questionnaire. */
export type Condition =
  | { readonly op: 'answered'; readonly item: string }
  | { readonly op: 'equals'; readonly item: string; readonly option: string }
  | { readonly op: 'atLeast'; readonly item: string; readonly option: string }
  | { readonly op: 'includes'; readonly item: string; readonly option: string }
  | { readonly op: 'and' | 'or'; readonly all: readonly Condition[] }
  | { readonly op: 'not'; readonly condition: Condition }

/**
 * How an item is answered.
 *
 * `single` is one of several; `frequency` is a `single` from least often to most often, `agreement` one from disagree to agree,
 * `faces` one of three to five from sad to glad, each shown as a face with its word; `ladder` is 0-10 with eleven options;
 * `multiple` lets several options be chosen (at most 15). `number`, `clock` and `month` are measured (`Measure`). `text` is a short
 * text of one's own, never in the statistics track. `information` asks nothing: a page that is read.
 */
export const itemKinds = [
  'single',
  'frequency',
  'agreement',
  'faces',
  'ladder',
  'multiple',
  'number',
  'clock',
  'month',
  'text',
  'information',
] as const
export type ItemKind = (typeof itemKinds)[number]

/**
 * The whole numbers that may be answered: `from`, `from + step`, … up to `to`. Of a `number` they count its unit (`ItemText.unit`);
 * of a `clock` minutes after midnight, beyond 1440 for the hours after the next one (bedtime 18:00-03:00 is 1080-1620); of a `month`
 * months since the year 0 (December 2026 is 2026 * 12 + 11), with a `step` of 12 where the year alone is asked.
 */
export type Measure = {
  readonly from: number
  readonly to: number
  readonly step: number
  /** Where each option, a band that a report counts, begins: as many as there are options, rising, the first is `from`. */
  readonly starts: readonly number[]
}

export type Item = {
  /** The same code for the same question in every version and municipality. */
  readonly code: string
  readonly theme: string
  readonly kind: ItemKind
  /**
   * Option codes in the order they are shown. A ladder's are '0' to '10'. A measured item's (`measure`) are the bands that a
   * report counts, and nobody is shown them; a text and an information page have none.
   */
  readonly options: readonly string[]
  /** What may be answered to a `number`, a `clock` or a `month`; absent on all others. */
  readonly measure?: Measure
  /**
   * Items beside each other with the same code here, and the same kind and options, are the rows of one grid where there is room
   * for it, and one page each where there is not. Each stays an item of its own, with its own answer.
   */
  readonly grid?: string
  /** Shown above the question for who does not read yet; one of `pictograms.ts`. */
  readonly pictogram?: string
  /** The instrument and version it is an item of: asked whole, in order, with its own words, or not at all. */
  readonly instrument?: { readonly code: string; readonly version: string }
  /** The code of the earlier question that this one is asked instead of. Figures of the two are never one series. */
  readonly replaces?: string
  readonly questionClass: QuestionClass
  /** Categories that may not be attributed to a whole group, e.g. "has been hit". Empty when open. */
  readonly sensitiveOptions: readonly string[]
  /** Options that count as "it goes well" in a finding sentence; a report adds them up. */
  readonly favourable: readonly string[]
  /** Core items are mandatory, so that results compare between municipalities. */
  readonly isCore: boolean
  /** Part of the statutory teaching-environment assessment (undervisningsmiljøvurdering). */
  readonly isTeachingEnvironment: boolean
  readonly showIf?: Condition
  /** Codes of the items that it is the index of. Nobody is asked it: `indices.ts` makes it. */
  readonly indexOf?: readonly string[]
}

/** Questions that are added up to one score for each respondent (`indices.ts`), fixed with the questionnaire. */
export type Index = {
  /** Like an item's: the same code for the same questions in every version. */
  readonly code: string
  readonly theme: string
  /** Two or more items of this questionnaire. */
  readonly items: readonly string[]
}

export type Questionnaire = {
  /** Number of this JSON format, not of the content. */
  readonly format: 1
  readonly code: string
  readonly version: string
  /** Who answers: the child, a parent about the child, or a young person of 15 or more. */
  readonly respondent: 'pupil' | 'parent' | 'youngPerson'
  /**
   * What its words are true for: what each question says of who reads the answer differs by track. Absent means statistics alone.
   * PLUS asks instruments, whose questionnaires are made on the way (`instrument/questionnaire-of.ts`).
   */
  readonly tracks?: readonly ('statistics' | 'health')[]
  /** Grades it is written for, 0-10; empty when it is for rooms without a grade: daycare, youth education, districts. */
  readonly grades: readonly number[]
  /** Theme codes in the order they are met. */
  readonly themes: readonly string[]
  readonly items: readonly Item[]
  readonly indices?: readonly Index[]
}

/** Wording of a questionnaire in one language. */
export type QuestionnaireText = {
  readonly title: string
  readonly intro: string
  readonly themes: Readonly<Record<string, string>>
  /** The sentence above the rows of each grid. */
  readonly grids?: Readonly<Record<string, string>>
  readonly items: Readonly<Record<string, ItemText>>
  /** What each index is about, as it stands after "Indeks af 3 spørgsmål: ". */
  readonly indices?: Readonly<Record<string, string>>
  /** What the owner of an instrument inside wants shown where its words are: "© …". */
  readonly notice?: string
}

/** Danish and English are always there. Others come when somebody has translated all of it, and only then is it offered in them. */
export type QuestionnaireTexts = Readonly<Record<Language, QuestionnaireText>> &
  Readonly<Partial<Record<RespondentLanguage, QuestionnaireText>>>

/** The words there are, where nobody may translate what is missing: an instrument's, in the languages of its packs; at least one. */
export type WordsThereAre = Readonly<Partial<Record<RespondentLanguage, QuestionnaireText>>>

export type ItemText = {
  readonly question: string
  readonly help?: string
  /** Why it is asked. Shown to whoever wonders. */
  readonly why: string
  /** What somebody does with the answer. Of those written before there was a place for it, `why` tells both. */
  readonly use?: string
  /** What a `number` counts, as it stands after the field: "timer". */
  readonly unit?: string
  readonly options: Readonly<Record<string, string>>
  /** "falder let i søvn de fleste aftener": completes "Cirka 17 af 21 …" with the favourable options. */
  readonly finding: string
}
