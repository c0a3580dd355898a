/**
 * What parents, young people and others read instead of what is written for a child in class. Fetched when one
 * of them comes. Keys are a plain key behind who is spoken to: `link.${key}`, `home.${key}`, `parent.${key}`,
 * `youngPerson.${key}`, `health.${key}`, `assessment.${key}`, or two of them: `health.parent.${key}`.
 */
import danish from '#content/texts/voices.da.json' with { type: 'json' }
import type { RespondentLanguage } from '#domain/text/text.ts'
import type { Voice } from '#domain/survey/voice.ts'
import type { TextKey } from './words.ts'

const others: Readonly<Record<Exclude<RespondentLanguage, 'da'>, () => Promise<{ readonly default: typeof danish }>>> = {
  en: () => import('#content/texts/voices.en.json', { with: { type: 'json' } }),
  ar: () => import('#content/texts/voices.ar.json', { with: { type: 'json' } }),
  uk: () => import('#content/texts/voices.uk.json', { with: { type: 'json' } }),
}

export type FurtherKey = keyof typeof danish

/**
 * The plain texts, with those of the nearest voice in their place. `parent.about.who.text` is read instead of
 * `about.who.text` when somebody is spoken to as `parent.`.
 */
export async function textsFor(
  language: RespondentLanguage,
  voice: Voice,
  plain: Readonly<Record<string, string>>,
): Promise<Readonly<Record<TextKey, string>>> {
  const further: Readonly<Record<string, string>> = language === 'da' ? danish : (await others[language]()).default
  const spoken: Record<string, string> = { ...further, ...plain }
  for (const key of Object.keys(spoken)) {
    const nearest = voice.map((prefix) => further[`${prefix}${key}`]).find((text) => text !== undefined)
    if (nearest !== undefined) spoken[key] = nearest
  }
  return spoken as Record<TextKey, string>
}
