/** A unit of a survey as reports name it. Names are Danish proper names; a screen in another language may word its own. */
import type { ReportUnit } from '#api/report.ts'
import type { ReportUnitRow } from '#database/report.ts'
import { type Unit, type UnitKey, parseUnitKey, unitKey } from '#domain/organisation/unit.ts'

/** Where a unit stands: those above it inside the municipality, nearest first. */
export function unitsAbove(
  unit: Unit,
  place: { readonly institutionId: string | null; readonly grade: number | null },
): readonly UnitKey[] {
  const { institutionId, grade } = place
  const municipality = unitKey({ level: 'municipality' })
  if (unit.level === 'municipality' || unit.level === 'region' || unit.level === 'country' || institutionId === null)
    return unit.level === 'class' ? [municipality] : []
  const institution = unitKey({ level: 'institution', institutionId })
  if (unit.level === 'institution') return [municipality]
  if (unit.level === 'yearGroup' || grade === null) return [institution, municipality]
  return [unitKey({ level: 'yearGroup', institutionId, grade }), institution, municipality]
}

/** What a unit is called: the class's or institution's name, "6. årgang", the municipality's name. */
export function unitName(row: Pick<ReportUnitRow, 'level' | 'className' | 'institution' | 'grade'>, municipality: string): string {
  switch (row.level) {
    case 'class':
      return row.className ?? ''
    case 'yearGroup':
      return `${row.grade}. årgang`
    case 'institution':
      return row.institution ?? ''
    case 'municipality':
      return municipality
  }
}

export const countryName = 'Hele landet'

/** A region or the country in the list of units, open when three or more have released. */
export function areaUnit(
  unit: UnitKey,
  name: string,
  parent: UnitKey | null,
  benchmark: { readonly invited: number; readonly answered: number } | undefined,
): ReportUnit {
  const level = parseUnitKey(unit)?.level === 'country' ? 'country' : 'region'
  return {
    unit,
    level,
    name,
    parent,
    invited: benchmark?.invited ?? 0,
    answered: benchmark?.answered ?? 0,
    isOpen: benchmark !== undefined,
  }
}
