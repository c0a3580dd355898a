/** The words that families are told with, in every language: fetched when somebody wants to see them. */
import type { ReadMessage } from '#domain/invitation/wording.ts'
import { fill } from '#domain/text/format.ts'

export async function messageTexts(): Promise<ReadMessage> {
  const [da, en, ar, uk] = await Promise.all([
    import('#content/texts/message.da.json'),
    import('#content/texts/message.en.json'),
    import('#content/texts/message.ar.json'),
    import('#content/texts/message.uk.json'),
  ])
  const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    da: da.default,
    en: en.default,
    ar: ar.default,
    uk: uk.default,
  }
  return (language, key, values) => fill(texts[language]?.[key] ?? '', values)
}
