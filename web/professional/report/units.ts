/** The units a reader may choose, as a path down to the chosen one and what lies under it. */
import { stratumOf } from '#domain/disclosure/stratum.ts'
import { type Level, levels } from '#domain/organisation/unit.ts'
import type { ReportUnit, UnitName } from '#api/report.ts'
import type { Choice } from './choice.ts'

export type UnitLine = { readonly unit: ReportUnit; readonly depth: number; readonly isChosen: boolean }

/**
 * The chosen unit with everything above it, and below it the units one step down; beside a class stand the
 * other classes. So the list is short in a municipality of a hundred schools too.
 */
export function unitLines(units: readonly ReportUnit[], chosen: string): readonly UnitLine[] {
  const byKey = new Map(units.map((unit) => [unit.unit, unit]))
  const current = byKey.get(chosen)
  const roots = units.filter(({ parent }) => parent === null || !byKey.has(parent))
  if (current === undefined) return roots.map((unit) => ({ unit, depth: 0, isChosen: false }))

  const above: ReportUnit[] = []
  for (let up = current.parent === null ? undefined : byKey.get(current.parent); up !== undefined && !above.includes(up);) {
    above.unshift(up)
    up = up.parent === null ? undefined : byKey.get(up.parent)
  }
  const under = (unit: ReportUnit) => units.filter(({ parent }) => parent === unit.unit)
  const children = under(current)
  const parent = above.at(-1)
  const level = children.length > 0 ? [current] : parent === undefined ? roots : under(parent)
  const lines: UnitLine[] = above.map((unit, depth) => ({ unit, depth, isChosen: false }))
  for (const unit of level) {
    lines.push({ unit, depth: above.length, isChosen: unit === current })
    if (unit === current) lines.push(...children.map((child) => ({ unit: child, depth: above.length + 1, isChosen: false })))
  }
  return lines
}

export type ComparisonChoice = { readonly value: Exclude<Choice['compare'], 'none' | 'earlier'>; readonly of: UnitName }

/**
 * What a unit can be compared with: the rest of its school, or for a school the rest of the municipality; and
 * the levels above. As the server does it, so that nothing is offered under another name.
 */
export function comparisonsFor(units: readonly ReportUnit[], key: string): readonly ComparisonChoice[] {
  const byKey = new Map(units.map((unit) => [unit.unit, unit]))
  const unit = byKey.get(key)
  if (unit === undefined) return []
  const above = levels.slice(levels.indexOf(unit.level) + 1)
  const whole = unit.level === 'institution' ? 'municipality' : 'institution'
  let outer = above.includes(whole) ? unit : undefined
  while (outer !== undefined && outer.level !== whole) outer = outer.parent === null ? undefined : byKey.get(outer.parent)
  const rest: readonly ComparisonChoice[] = outer ? [{ value: 'rest', of: outer }] : []
  const isWider = (level: Level) => above.includes(level)
  const regions = isWider('region') ? units.filter(({ level }) => level === 'region') : []
  // The list has the region first, and after it the one it becomes part of.
  const similar: UnitName = { level: 'similar', name: '', grade: null, kind: unit.kind }
  const areas: readonly (readonly [ComparisonChoice['value'], UnitName | undefined])[] = [
    ['municipality', isWider('municipality') ? units.find(({ level }) => level === 'municipality') : undefined],
    ['similar', stratumOf(unit.level === 'institution' ? unit.kind : null, unit.invited) === null ? undefined : similar],
    ['region', regions[0]],
    ['newRegion', regions[1]],
    ['country', isWider('country') ? units.find(({ level }) => level === 'country') : undefined],
  ]
  const wider = areas.flatMap(([value, of]): readonly ComparisonChoice[] => (of ? [{ value, of }] : []))
  return [...rest, ...wider]
}
