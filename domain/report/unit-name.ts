/**
 * What a unit of a report is called, in Danish and English. Classes, institutions, municipalities and regions
 * have names of their own; a year group is called by its grade, and the country is the country.
 */
import { sizesIn } from '../disclosure/stratum.ts'
import type { InstitutionKind } from '../organisation/organisation.ts'
import type { Level } from '../organisation/unit.ts'
import type { Language } from '../text/text.ts'

/** What a name is made of. */
export type UnitName = {
  readonly level: Level
  /**
   * The proper name; a year group's of the municipality is the municipality's; empty for a school's year group and for the country.
   * Of similar institutions their size (`disclosure/stratum.ts`), empty where it is not said.
   */
  readonly name: string
  /** Of a class or a year group; null of others, and for a room. */
  readonly grade: number | null
  /** Of the institution it lies in; null above institutions. */
  readonly kind: InstitutionKind | null
}

/** The name where it begins a line: "6.B", "5. årgang", "Hele landet". */
export function unitName({ level, name, grade, kind }: UnitName, language: Language): string {
  if (level === 'country') return language === 'da' ? 'Hele landet' : 'The whole country'
  if (level === 'similar') return begun(similarName(kind, name, language))
  if (level === 'yearGroup') return language === 'da' ? `${grade}. årgang` : `Year ${grade}`
  if (level === 'municipalYearGroup') return language === 'da' ? `${grade}. årgang i ${name}` : `Year ${grade} in ${name}`
  return name
}

/** The name inside a sentence: "hele landet". */
export function unitNameWithin(unit: UnitName, language: Language): string {
  if (unit.level === 'country') return language === 'da' ? 'hele landet' : 'the whole country'
  if (unit.level === 'similar') return similarName(unit.kind, unit.name, language)
  if (unit.level === 'yearGroup' || unit.level === 'municipalYearGroup')
    return language === 'da' ? unitName(unit, language) : lowered(unitName(unit, language))
  return unitName(unit, language)
}

/** Where it is asked: "på Åsum Skole", "i 6.B", "i hele landet". One is at a school or a course, and in everything else. */
export function unitPlace(unit: UnitName, language: Language): string {
  return `${wordOfPlace(unit, language)} ${unitNameWithin(unit, language)}`
}

export function wordOfPlace({ level, kind }: UnitName, language: Language): string {
  const isAt = (level === 'institution' || level === 'similar') && (kind === 'school' || kind === 'youthEducation')
  if (language === 'da') return isAt ? 'på' : 'i'
  return isAt ? 'at' : 'in'
}

/** "lignende skoler (100–199 inviterede)" */
function similarName(kind: InstitutionKind | null, band: string, language: Language): string {
  const name = similar[language][kind ?? ''] ?? similar[language]['']
  const sizes = sizesIn(kind, band)
  if (sizes === null || band === '') return `${name}`
  const { from, to } = sizes
  const size = language === 'da' ? sizeInDanish(from, to) : sizeInEnglish(from, to)
  return `${name} (${size})`
}

function sizeInDanish(from: number, to: number | null): string {
  if (to === null) return `mindst ${from} inviterede`
  return from === 1 ? `højst ${to} inviterede` : `${from}–${to} inviterede`
}

function sizeInEnglish(from: number, to: number | null): string {
  if (to === null) return `at least ${from} invited`
  return from === 1 ? `at most ${to} invited` : `${from}–${to} invited`
}

const similar: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  da: {
    '': 'lignende institutioner',
    school: 'lignende skoler',
    daycare: 'lignende dagtilbud',
    youthEducation: 'lignende ungdomsuddannelser',
  },
  en: { '': 'similar institutions', school: 'similar schools', daycare: 'similar daycares', youthEducation: 'similar youth educations' },
}

function begun(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function lowered(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
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
