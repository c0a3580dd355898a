/** What has been sealed between two looks at the list of units. */
import type { ReportUnit } from '#api/report.ts'

/** The smallest units this reader sees of which more has been sealed. */
export function sealedSince(before: readonly ReportUnit[], now: readonly ReportUnit[]): readonly ReportUnit[] {
  const known = new Map(before.map((unit) => [unit.unit, unit]))
  // A year group of the whole municipality is no place of its own: its classes are told.
  const isPlace = ({ level }: ReportUnit) => level !== 'municipalYearGroup'
  const changed = now.filter(
    (one) => isPlace(one) && (known.get(one.unit)?.answered !== one.answered || known.get(one.unit)?.isOpen !== one.isOpen),
  )
  return changed.filter(({ unit }) => !changed.some(({ parent }) => parent === unit))
}
