/** Which version of a questionnaire the invented world asks: the one in its folder. */
import { readFileSync } from 'node:fs'
import { ColourRules } from '#domain/health/colour-rules-schema.ts'
import { Questionnaire as Schema } from '#domain/questionnaire/questionnaire-schema.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'

const read = new Map<string, Questionnaire>()

/** The questionnaire from its file; a running installation reads it from its database. Parsed once. */
export function newest(code: string): Questionnaire {
  const known = read.get(code)
  if (known) return known
  const file = new URL(`../content/questionnaires/${code}/questionnaire.json`, import.meta.url)
  const questionnaire = Schema.parse(JSON.parse(readFileSync(file, 'utf8'))) as Questionnaire
  read.set(code, questionnaire)
  return questionnaire
}

/** The version of the colour rules beside it, with which answers of the invented world are coloured. */
export function newestColours(code: string): string {
  const file = new URL(`../content/questionnaires/${code}/colours.json`, import.meta.url)
  return ColourRules.parse(JSON.parse(readFileSync(file, 'utf8'))).version
}

/** What a survey says that it asks. */
export function newestVersion(code: string): { readonly code: string; readonly version: string } {
  return { code, version: newest(code).version }
}
