/**
 * What is asked: a frozen, versioned list of items in themes.
 *
 * Structure stands here; wording stands apart (`QuestionnaireText`), for translations come and go.
 * This file holds plain types so that the answering page can use them without shipping the schema
 * (`questionnaire-schema.ts`).
 */

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

export type Item = {
  /** The same code for the same question in every version and municipality. */
  readonly code: string
  readonly theme: string
  /**
   * `ladder` is 0-10 with eleven options; `multiple` lets several options be chosen (at most 15); `faces` is a
   * `single` of three to five options from sad to glad, each shown as a face with its word.
   */
  readonly kind: 'single' | 'multiple' | 'ladder' | 'faces'
  /** Option codes in the order they are shown. A ladder's are '0' to '10'. */
  readonly options: readonly string[]
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
}

export type Questionnaire = {
  /** Number of this JSON format, not of the content. */
  readonly format: 1
  readonly code: string
  readonly version: string
  /** Who answers: the child, a parent about the child, or a young person of 15 or more. */
  readonly respondent: 'pupil' | 'parent' | 'youngPerson'
  /** Grades it is written for, 0-10; empty when it is for rooms without a grade: daycare, youth education, districts. */
  readonly grades: readonly number[]
  /** Theme codes in the order they are met. */
  readonly themes: readonly string[]
  readonly items: readonly Item[]
}

/** Wording of a questionnaire in one language. */
export type QuestionnaireText = {
  readonly title: string
  readonly intro: string
  readonly themes: Readonly<Record<string, string>>
  readonly items: Readonly<Record<string, ItemText>>
}

export type ItemText = {
  readonly question: string
  readonly help?: string
  /** Why it is asked, and what one will do with the answer. Shown to whoever wonders. */
  readonly why: string
  readonly options: Readonly<Record<string, string>>
  /** "falder let i søvn de fleste aftener": completes "Cirka 17 af 21 …" with the favourable options. */
  readonly finding: string
}
