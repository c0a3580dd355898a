/** What a question is shown from: plain values, the same on the answering page and where somebody writes questionnaires. */
import type { Age } from '#domain/questionnaire/presentation.ts'
import type { Item, ItemText } from '#domain/questionnaire/questionnaire.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'

/** The words around an item's own. They are keys of `content/texts/respondent.<language>.json`. */
export type QuestionKey =
  | 'question.decline'
  | 'question.several'
  | 'kind.number.range'
  | 'kind.number.step'
  | 'kind.less'
  | 'kind.more'
  | 'kind.clock.hint'
  | 'kind.clock.quick'
  | 'kind.clock.wrong'
  | 'kind.clock.range'
  | 'kind.clock.step'
  | 'kind.clock.less'
  | 'kind.clock.more'
  | 'kind.month.month'
  | 'kind.month.year'
  | 'kind.month.choose'
  | 'kind.month.both'
  | 'kind.month.range'
  | 'kind.text.left'
  | 'kind.text.left.one'

export type QuestionWords = (key: QuestionKey, values?: Readonly<Record<string, string | number>>) => string

export type QuestionItem = Pick<Item, 'code' | 'kind' | 'options' | 'measure' | 'pictogram'>

/** The answer as it is packed (`questionnaire/value.ts`): 0 does not want to, null is none. */
export type QuestionValue = number | null

export type QuestionProps = {
  item: QuestionItem
  words: Pick<ItemText, 'question' | 'help' | 'unit' | 'options'>
  /** What is asked of all rows of its grid, where the row stands alone. */
  lead?: string | undefined
  value: QuestionValue
  /** The short text; of what is measured, what stands in the field when it is no answer (yet). */
  typed?: string
  /** `typed` as above; empty when the answer says it all. Text and number always come together. */
  onAnswer: (value: QuestionValue, typed: string) => void
  /** Words around the item's own, in the language of `language`. */
  t: QuestionWords
  /** Language of the page: of `t`, months and numbers. */
  language: RespondentLanguage
  /** Language the item's own words are in, when nobody has translated them: marks them for voices and fonts. */
  wordingLanguage?: RespondentLanguage
  /** Youngest first; tokens follow from the container's `data-age`, so this only says what a token can't. */
  age: Age
  /** `page`: the question is the page's heading, `#heading`, which a turn of page moves the reader to. */
  heading?: 'page' | 'section'
  /** Faults in what was typed are shown. Before that nobody is told off. */
  isChecked?: boolean
}

/** Several items with the same options as the rows of one table, each with its own answer. */
export type GridQuestionProps = Omit<QuestionProps, 'item' | 'words' | 'lead' | 'value' | 'typed' | 'onAnswer' | 'isChecked'> & {
  /** The sentence above the rows. */
  question: string
  rows: readonly { readonly item: QuestionItem; readonly words: QuestionProps['words']; readonly value: QuestionValue }[]
  onAnswer: (row: number, value: QuestionValue) => void
}
