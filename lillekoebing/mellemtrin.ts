/** The questionnaire of the invented world, from its file; a running installation reads it from its database. */
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { newest } from './newest.ts'

/** Parsed once. */
export function mellemtrin(): Questionnaire {
  return newest('mellemtrin')
}
