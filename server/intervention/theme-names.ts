/** What themes are called, so that a search for "søvn" finds sheets that only carry the code `sleep`. Read once. */
import { readFileSync } from 'node:fs'
import { themes } from '#domain/questionnaire/themes.ts'
import type { ThemeNames } from '#domain/intervention/search.ts'

function read(language: string): Readonly<Record<string, string>> {
  const texts: Readonly<Record<string, string>> = JSON.parse(
    readFileSync(new URL(`../../content/texts/intervention.${language}.json`, import.meta.url), 'utf8'),
  )
  return Object.fromEntries(themes.map((theme) => [theme, texts[`intervention.theme.${theme}`] ?? '']))
}

let known: ThemeNames | undefined

export function themeNames(): ThemeNames {
  known ??= { da: read('da'), en: read('en') }
  return known
}
