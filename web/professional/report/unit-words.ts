/** A unit's name and its level in the reader's language. */
import type { ReportUnit } from '#api/report.ts'
import { type PartKind, partKind, unitName } from '#domain/report/unit-name.ts'
import type { Language } from '#domain/text/text.ts'

/** What a unit of a list is called; empty when the list doesn't have it. */
export function nameIn(units: readonly ReportUnit[], key: string, language: Language): string {
  const unit = units.find((one) => one.unit === key)
  return unit ? unitName(unit, language) : ''
}

/** What the smallest units of a list are: classes, rooms, districts or groups. */
export function partsOf(units: readonly ReportUnit[]): PartKind {
  return partKind(units.find(({ level }) => level === 'class')?.kind ?? units.find(({ kind }) => kind !== null)?.kind ?? null)
}
