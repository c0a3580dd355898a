/** Which words a recording says. */
import { createHash } from 'node:crypto'
import type { Item, ItemText, WordsThereAre } from '#domain/questionnaire/questionnaire.ts'
import { spokenOf } from '#domain/questionnaire/spoken.ts'
import { languagesOf } from '#domain/questionnaire/wording.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'

/** SHA-256 of the language and the words: of other words it is another, so that a recording never says what does not stand there. */
export function recordingKey(language: RespondentLanguage, words: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([language, ...words]))
    .digest('hex')
}

export type ToRead = {
  readonly item: string
  readonly language: RespondentLanguage
  readonly words: readonly string[]
  readonly key: string
}

/** Everything there is to read aloud, in the order of the items and in every language they are in. */
export function wordsToRead(items: readonly Pick<Item, 'code' | 'options' | 'measure'>[], texts: WordsThereAre): readonly ToRead[] {
  return items.flatMap((item) =>
    languagesOf(texts).flatMap((language) => {
      const text: ItemText | undefined = texts[language]?.items[item.code]
      if (!text) return []
      const words = spokenOf(item, text)
      return [{ item: item.code, language, words, key: recordingKey(language, words) }]
    }),
  )
}
