/** A choice of a report that is kept under a name. Only its address is kept, so nobody reads by it what they may not read. */
import { parseUnitKey, type UnitKey } from '../organisation/unit.ts'

export const longestName = 120
export const longestAddress = 2000

/** Which survey an address is of, and which units it names. */
export type SavedPlace = { readonly surveyId: string; readonly units: readonly UnitKey[] }

/** What an address leads to; undefined when it is of no report here, so that nobody is led out of the house by a saved name. */
export function savedPlace(address: string): SavedPlace | undefined {
  const found = /^\/rapporter\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?:\/[a-z-]+)?(?:\?([^#]*))?$/.exec(address)
  if (!found || address.length > longestAddress) return undefined
  const named = (name: string) =>
    found[2]
      ?.split('&')
      .find((part) => part.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? ''
  const keys = `${named('unit')},${named('units')}`.replaceAll('%3A', ':').replaceAll('%2C', ',')
  const units = keys.split(',').filter((key) => key !== '')
  return units.every((key) => parseUnitKey(key) !== undefined) ? { surveyId: found[1] as string, units: [...new Set(units)] } : undefined
}
