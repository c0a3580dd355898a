/** A place in the tree that a figure can stand for, from one class to the whole country. */

/**
 * From below. A year group of the municipality holds those of its institutions, and no whole institution. Similar institutions are
 * compared with, and are no unit that anybody reads by itself.
 */
export const levels = ['class', 'yearGroup', 'institution', 'municipalYearGroup', 'municipality', 'similar', 'region', 'country'] as const

export type Level = (typeof levels)[number]

/**
 * Inside a municipality the units nest: class in year group in institution in municipality. A year
 * group (årgang) is the classes of one grade in one institution; beside the institutions lie the year groups of the whole
 * municipality, each the classes of one grade in all of them. A region is named by its official code.
 */
export type Unit =
  | { readonly level: 'class'; readonly classId: string }
  | { readonly level: 'yearGroup'; readonly institutionId: string; readonly grade: number }
  | { readonly level: 'institution'; readonly institutionId: string }
  | { readonly level: 'municipalYearGroup'; readonly grade: number }
  | { readonly level: 'municipality' }
  | { readonly level: 'region'; readonly code: string }
  | { readonly level: 'country' }

/** The unit as one word, the same in the database, the address bar and a cache: `yearGroup:<id>:5`. */
export type UnitKey = string

export function unitKey(unit: Unit): UnitKey {
  switch (unit.level) {
    case 'class':
      return `class:${unit.classId}`
    case 'yearGroup':
      return `yearGroup:${unit.institutionId}:${unit.grade}`
    case 'institution':
      return `institution:${unit.institutionId}`
    case 'municipalYearGroup':
      return `municipalYearGroup:${unit.grade}`
    case 'region':
      return `region:${unit.code}`
    case 'municipality':
    case 'country':
      return unit.level
  }
}

/** The inverse of `unitKey`; undefined when the word names no unit. */
export function parseUnitKey(key: UnitKey): Unit | undefined {
  const [level, id, grade, ...rest] = key.split(':')
  if (rest.length > 0) return undefined
  if (level === 'municipality' || level === 'country') return id === undefined ? { level } : undefined
  if (level === 'yearGroup') {
    return id !== undefined && isUuid(id) && grade !== undefined && isGrade(grade)
      ? { level, institutionId: id, grade: Number(grade) }
      : undefined
  }
  if (id === undefined || grade !== undefined) return undefined
  if (level === 'municipalYearGroup') return isGrade(id) ? { level, grade: Number(id) } : undefined
  if (level === 'class') return isUuid(id) ? { level, classId: id } : undefined
  if (level === 'institution') return isUuid(id) ? { level, institutionId: id } : undefined
  if (level === 'region') return /^\d{4}$/.test(id) ? { level, code: id } : undefined
  return undefined
}

function isGrade(text: string): boolean {
  return /^(\d|[1-9]\d)$/.test(text)
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text)
}
