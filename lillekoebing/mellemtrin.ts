/** The questionnaire of the invented world, from its file; a running installation reads it from its database. */
import { readFileSync } from 'node:fs'
import { Questionnaire as Schema } from '#domain/questionnaire/questionnaire-schema.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'

const file = new URL('../content/questionnaires/mellemtrin/questionnaire.json', import.meta.url)

let read: Questionnaire | undefined

/** Parsed once. */
export function mellemtrin(): Questionnaire {
  read ??= Schema.parse(JSON.parse(readFileSync(file, 'utf8'))) as Questionnaire
  return read
}
