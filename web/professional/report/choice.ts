/** What a report shows, as the address bar says it: the query of `getReport` is the schema of the address. */
import { ReportQuery } from '#api/report.ts'

export { writeChoice } from '#domain/report/choice-address.ts'

export type Choice = ReportQuery

/** The choice in an address; undefined when it names no unit, or something that cannot be chosen. */
export function readChoice(search: string): Choice | undefined {
  const read = ReportQuery.safeParse(Object.fromEntries(new URLSearchParams(search)))
  return read.success ? read.data : undefined
}

/** The themes a choice shows, in the questionnaire's order; no list means all. */
export function chosenThemes({ themes }: Pick<Choice, 'themes'>, all: readonly string[]): readonly string[] {
  const named = themes === '' ? [] : themes.split(',')
  const known = all.filter((theme) => named.includes(theme))
  return known.length === 0 ? all : known
}

/** A choice with these themes; all of them and none of them are both written as no list. */
export function withThemes(choice: Choice, themes: readonly string[], all: readonly string[]): Choice {
  const kept = all.filter((theme) => themes.includes(theme))
  return { ...choice, themes: kept.length === all.length ? '' : kept.join(',') }
}
