/** What whole exports have in common, whichever system made them: counts that are told, and one class for each child. */
import { finding, pupilKey, type RosterContact, type RosterFinding, type RosterPupil } from './roster.ts'

/** A child with the grown-ups that the export ties to it at that institution. */
export type ExportedPupil = { readonly pupil: RosterPupil; readonly contacts: readonly RosterContact[] }

/** What an export holds and a roster does not use; each is told once, with its count. */
export const countedNames = [
  'groups-not-used',
  'staff-not-used',
  'people-without-details',
  'pupils-without-cpr',
  'custody-not-told',
] as const
export type Counts = Readonly<Record<(typeof countedNames)[number], number>>

export const noCounts: Counts = {
  'groups-not-used': 0,
  'staff-not-used': 0,
  'people-without-details': 0,
  'pupils-without-cpr': 0,
  'custody-not-told': 0,
}

export function addCounts(a: Counts, b: Counts): Counts {
  return Object.fromEntries(countedNames.map((name) => [name, a[name] + b[name]])) as Counts
}

export function countFindings(counts: Counts): RosterFinding[] {
  return countedNames.flatMap((name) => (counts[name] === 0 ? [] : [finding(null, name, { count: String(counts[name]) })]))
}

/**
 * A child that is at two institutions is counted at one: the one where it has a grade, else the first of the file. It is
 * said each time, for the other institution may be the one to keep. Within one institution nothing is settled here:
 * two classes there are a mistake in the source.
 */
export function atOneInstitution(exported: readonly ExportedPupil[]): {
  readonly exported: readonly ExportedPupil[]
  readonly findings: readonly RosterFinding[]
} {
  const best = new Map<string, RosterPupil>()
  for (const { pupil } of exported) {
    const known = best.get(pupilKey(pupil))
    if (known === undefined || (known.grade === null && pupil.grade !== null)) best.set(pupilKey(pupil), pupil)
  }
  const findings: RosterFinding[] = []
  const kept = exported.filter(({ pupil }) => {
    const { institution } = best.get(pupilKey(pupil)) ?? pupil
    if (institution === pupil.institution) return true
    findings.push(finding(pupil.line, 'pupil-at-two-institutions', { institution, other: pupil.institution }))
    return false
  })
  return { exported: kept, findings }
}

/** The year a school year began, from "2026-2027" or "2026/2027"; undefined for anything else. */
export function readSchoolYear(text: string): number | undefined {
  const match = /^(\d{4})[-/](\d{4})$/.exec(text.trim())
  return match && Number(match[2]) === Number(match[1]) + 1 ? Number(match[1]) : undefined
}

/** One school year of those an export names; the latest when they differ, which is told. */
export function latestSchoolYear(years: readonly number[]): {
  readonly schoolYear: number | null
  readonly findings: readonly RosterFinding[]
} {
  if (years.length === 0) return { schoolYear: null, findings: [] }
  const isSeveral = new Set(years).size > 1
  return { schoolYear: Math.max(...years), findings: isSeveral ? [finding(null, 'several-school-years')] : [] }
}
