/** A unit of a survey as reports name it: what the name is made of. The reader's language makes the words. */
import type { ReportUnit } from '#api/report.ts'
import type { ReportUnitRow } from '#database/report.ts'
import type { UnitName } from '#domain/report/unit-name.ts'
import { type Unit, type UnitKey, parseUnitKey, unitKey } from '#domain/organisation/unit.ts'

/** Where a unit stands: those above it inside the municipality, nearest first. */
export function unitsAbove(
  unit: Unit,
  place: { readonly institutionId: string | null; readonly grade: number | null },
): readonly UnitKey[] {
  const { institutionId, grade } = place
  const municipality = unitKey({ level: 'municipality' })
  if (unit.level === 'municipality' || unit.level === 'region' || unit.level === 'country') return []
  if (unit.level === 'municipalYearGroup' || institutionId === null) return [municipality]
  const institution = unitKey({ level: 'institution', institutionId })
  if (unit.level === 'institution') return [municipality]
  if (unit.level === 'yearGroup' || grade === null) return [institution, municipality]
  return [unitKey({ level: 'yearGroup', institutionId, grade }), institution, municipality]
}

/** Those that its respondents are among, inside the municipality and nearest first: for a class and a year group also the municipality's year group. */
export function unitsAround(
  unit: Unit,
  place: { readonly institutionId: string | null; readonly grade: number | null },
): readonly UnitKey[] {
  const above = unitsAbove(unit, place)
  if ((unit.level !== 'class' && unit.level !== 'yearGroup') || place.grade === null) return above
  return [...above.slice(0, -1), unitKey({ level: 'municipalYearGroup', grade: place.grade }), ...above.slice(-1)]
}

/** What a unit's name is made of: the class's, institution's or municipality's own, or the grade. */
export function unitName(
  { level, grade, kind, ...row }: Pick<ReportUnitRow, 'level' | 'className' | 'institution' | 'grade' | 'kind'>,
  municipality: string,
): UnitName {
  const names = {
    class: row.className ?? '',
    yearGroup: '',
    institution: row.institution ?? '',
    municipalYearGroup: municipality,
    municipality,
  }
  return { level, name: names[level], grade, kind }
}

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
    grade: null,
    kind: null,
    parent,
    invited: benchmark?.invited ?? 0,
    answered: benchmark?.answered ?? 0,
    isOpen: benchmark !== undefined,
  }
}
