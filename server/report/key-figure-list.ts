/** Which questions of each questionnaire are its key figures when nobody has chosen others: content, as the questions are. */
import { readFileSync } from 'node:fs'

let known: Readonly<Record<string, readonly string[]>> | undefined

export function usualKeyFigures(questionnaire: string): readonly string[] {
  known ??= JSON.parse(readFileSync(new URL('../../content/key-figures.json', import.meta.url), 'utf8')) as Record<string, string[]>
  return known[questionnaire] ?? []
}
