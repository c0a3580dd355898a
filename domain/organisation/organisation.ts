/** The tree that people and figures hang in: municipality → institution → class, by school year. */

/** The official municipality code as a number (Lillekøbing's is invented). 0 is the association itself. */
export type MunicipalityId = number

export type Municipality = {
  readonly id: MunicipalityId
  readonly name: string
  /** Region codes until and from 1 January 2027, when Region Østdanmark replaces two regions. */
  readonly regionUntil2026: string
  readonly regionFrom2027: string
}

/**
 * `healthService` (sundhedsplejen) and `youthService` (den kommunale ungeindsats) hold children and young people
 * who are in no daycare or school; their classes are districts.
 */
export type InstitutionKind = 'school' | 'daycare' | 'youthEducation' | 'healthService' | 'youthService'

export type Institution = {
  readonly id: string
  readonly municipalityId: MunicipalityId
  readonly kind: InstitutionKind
  /** Six characters, letters allowed; from the register of institutions. */
  readonly number: string
  readonly name: string
}

/** A class in a school, or a room (stue) in a daycare, in one school year. */
export type Class = {
  readonly id: string
  readonly institutionId: string
  /** The year it begins: 2026 is 2026/27. */
  readonly schoolYear: number
  /** 0-10; null for a room. */
  readonly grade: number | null
  readonly name: string
}

export type Sex = 'female' | 'male' | 'unknown'

/** The school year that a day lies in; it begins on 1 August. */
export function schoolYearOf(day: string): number {
  const year = Number(day.slice(0, 4))
  return day.slice(5) >= '08-01' ? year : year - 1
}
