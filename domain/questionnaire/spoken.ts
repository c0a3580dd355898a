/** What is read aloud of an item, in order: by a person in a recording, or by a voice of the respondent's own device. */
import type { Item, ItemText } from './questionnaire.ts'

/**
 * The question, its help, and each answer that can be chosen, one breath each. A recording belongs to exactly these words
 * (`database/recording-key.ts`): when one of them is changed it is no longer played, for it would say something else.
 */
export function spokenOf(
  { options, measure }: Pick<Item, 'options' | 'measure'>,
  { question, help, options: words }: ItemText,
): readonly string[] {
  return [question, ...(help === undefined ? [] : [help]), ...(measure ? [] : options.map((option) => words[option] ?? option))]
}
