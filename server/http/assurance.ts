/** How sure a login was, whichever way it spells that: NSIS's three levels (Digitaliseringsstyrelsen, NSIS 2.0). */
import type { Assurance } from '#domain/access/actor.ts'

/**
 * Every spelling we have met, by its last part in small letters: words (OIOSAML 3, UNI-Login, brokers), numbers (the
 * old OIOSAML `AssuranceLevel` and UNI-Login's `loa`), NSIS's Danish words.
 */
const spellings: ReadonlyMap<string, Assurance> = new Map([
  ['low', 'low'],
  ['lav', 'low'],
  ['1', 'low'],
  ['2', 'low'],
  ['substantial', 'substantial'],
  ['betydelig', 'substantial'],
  ['3', 'substantial'],
  ['high', 'high'],
  ['høj', 'high'],
  ['4', 'high'],
  // UNI-Login's own scale, where it tells no NSIS level. It says how somebody logged in, and not how it was found out
  // who they are, which NSIS counts as well: alone it lifts nobody.
  ['enfaktor', 'low'],
  ['tofaktor', 'low'],
  // A grown-up at the school has vouched for a pupil who has one factor: the pupil's login is still that one factor.
  ['voksenverificeret', 'low'],
])

/** The level a login tells; what is missing or unknown counts as low. An address counts by its last part. */
export function readAssurance(told: unknown, own: ReadonlyMap<string, Assurance> = new Map()): Assurance {
  if (typeof told !== 'string' && typeof told !== 'number') return 'low'
  const text = String(told).trim()
  return own.get(text) ?? spellings.get(text.split('/').at(-1)?.toLowerCase() ?? '') ?? 'low'
}
