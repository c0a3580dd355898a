/**
 * What a unit of a report is called, in Danish and English. Classes, institutions, municipalities and regions
 * have names of their own; a year group is called by its grade, and the country is the country.
 */
import type { InstitutionKind } from '../organisation/organisation.ts'
import type { Level } from '../organisation/unit.ts'
import type { Language } from '../text/text.ts'

/** What a name is made of. */
export type UnitName = {
  readonly level: Level
  /** The proper name; empty for a year group and for the country. */
  readonly name: string
  /** Of a class or a year group; null above them, and for a room. */
  readonly grade: number | null
  /** Of the institution it lies in; null above institutions. */
  readonly kind: InstitutionKind | null
}

/** The name where it begins a line: "6.B", "5. årgang", "Hele landet". */
export function unitName({ level, name, grade }: UnitName, language: Language): string {
  if (level === 'country') return language === 'da' ? 'Hele landet' : 'The whole country'
  if (level === 'yearGroup') return language === 'da' ? `${grade}. årgang` : `Year ${grade}`
  return name
}

/** The name inside a sentence: "hele landet". */
export function unitNameWithin(unit: UnitName, language: Language): string {
  if (unit.level === 'country') return language === 'da' ? 'hele landet' : 'the whole country'
  if (unit.level === 'yearGroup') return language === 'da' ? unitName(unit, language) : `year ${unit.grade}`
  return unitName(unit, language)
}

/** The parts of an institution: classes of a school, rooms of a daycare, districts, groups. */
export type PartKind = 'class' | 'room' | 'district' | 'group'

/** What the smallest units of an institution are. */
export function partKind(kind: InstitutionKind | null): PartKind {
  return (kind !== null && parts[kind]) || 'class'
}

const parts: Readonly<Record<string, PartKind>> = {
  school: 'class',
  daycare: 'room',
  youthEducation: 'group',
  healthService: 'district',
  youthService: 'district',
}
