/** The words that reports and trends are told in, off the page as on it. */
import { readFileSync } from 'node:fs'
import type { Language } from '#domain/text/text.ts'

const files = ['report', 'kinds', 'trend', 'board'] as const

const read = new Map<Language, Readonly<Record<string, string>>>()

export function reportTexts(language: Language): Readonly<Record<string, string>> {
  const known = read.get(language)
  if (known !== undefined) return known
  const texts = files.map((file) =>
    JSON.parse(readFileSync(new URL(`../../content/texts/${file}.${language}.json`, import.meta.url), 'utf8')),
  )
  const all: Readonly<Record<string, string>> = Object.assign({}, ...texts)
  read.set(language, all)
  return all
}
