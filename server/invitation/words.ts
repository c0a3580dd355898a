/** The words sent to families, as the domain reads them. */
import { readFileSync } from 'node:fs'
import type { ReadMessage } from '#domain/invitation/wording.ts'
import { fill } from '#domain/text/format.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'

const read = new Map<RespondentLanguage, Readonly<Record<string, string>>>()

export const readMessage: ReadMessage = (language, key, values) => {
  const texts =
    read.get(language) ?? JSON.parse(readFileSync(new URL(`../../content/texts/message.${language}.json`, import.meta.url), 'utf8'))
  read.set(language, texts)
  const text = texts[key]
  if (text === undefined) throw new Error(`no text for ${key}`)
  return fill(text, values)
}
