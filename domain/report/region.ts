/**
 * Which region a municipality counts in. Regions change on 1 January 2027, when Region Østdanmark replaces
 * two; a wave keeps the regions of the day its school year began, so that no figure changes area half-way.
 */
import type { Municipality } from '../organisation/organisation.ts'

export type Region = { readonly code: string; readonly name: string }

const names: Readonly<Record<string, string>> = {
  '1081': 'Region Nordjylland',
  '1082': 'Region Midtjylland',
  '1083': 'Region Syddanmark',
  '1084': 'Region Hovedstaden',
  '1085': 'Region Sjælland',
  // NOTE: the official code of Region Østdanmark has not been published; this one is ours until it is.
  '1086': 'Region Østdanmark',
}

const firstSchoolYearOfNewRegions = 2027

/**
 * The regions a wave of a school year counts in, the smallest first: until the change the one there was, and the one it becomes
 * part of. So a trend over the change has one geography, and nothing is split that was asked as one. None for the association.
 */
export function regionsOf(
  { regionUntil2026, regionFrom2027 }: Pick<Municipality, 'regionUntil2026' | 'regionFrom2027'>,
  schoolYear: number,
): readonly Region[] {
  const next = Object.keys(names).find((known) => names[known] === `Region ${regionFrom2027}`)
  const codes = schoolYear < firstSchoolYearOfNewRegions ? [regionUntil2026, next] : [next]
  return [...new Set(codes)].flatMap((code) => {
    const name = code === undefined ? undefined : names[code]
    return code === undefined || name === undefined ? [] : [{ code, name }]
  })
}

export function regionName(code: string): string | undefined {
  return names[code]
}
