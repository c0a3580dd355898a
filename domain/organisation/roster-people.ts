/**
 * Who on a roster is somebody that is known already. The CPR number decides; where it is missing, or is another one
 * than before, the source's own id and the UNI-Login say who it is. Two twins of one name and one birthday stay two,
 * for neither is ever looked at.
 */
import { birthDay, type Cpr } from './cpr.ts'
import { type CprKind, finding, order, type RosterFinding } from './roster.ts'

/** The people that each trace leads to, by their ids; undefined where it leads to nobody. */
export type Leads = {
  readonly byCpr: string | undefined
  readonly byUniLogin: string | undefined
  readonly bySource: string | undefined
}

/** What is known of somebody's number. */
export type KnownNumber = { readonly cpr: Cpr | null; readonly kind: CprKind | null }

/** Somebody on the roster, with a key of their own in it. */
export type Somebody = KnownNumber & { readonly key: string; readonly line: number; readonly leads: Leads }

/**
 * Which known person each one is; null for somebody new. A person is at most one of them: whoever the CPR number
 * names comes first, then UNI-Login, then the source's id, and of equals the smaller key, so that the order of the
 * lines does not matter.
 *
 * A number that differs from the known one is the same child's when one of the two is a replacement or nobody
 * vouches for it, or when both name the same birthday: whoever changes legal sex gets another number. Else the id
 * has been given to another child, which is said, and the number decides.
 *
 * @param knownNumber what is known of a person's number, by person id
 */
export function whoIsWho(
  people: readonly Somebody[],
  knownNumber: (personId: string) => KnownNumber,
): { readonly personOf: ReadonlyMap<string, string | null>; readonly findings: readonly RosterFinding[] } {
  const personOf = new Map<string, string | null>()
  const taken = new Set<string>()
  const findings: RosterFinding[] = []
  const take = (somebody: Somebody, personId: string | undefined) => {
    if (personId === undefined || taken.has(personId)) return false
    taken.add(personId)
    personOf.set(somebody.key, personId)
    return true
  }
  const others = people.filter((one) => !take(one, one.leads.byCpr)).toSorted((a, b) => order(a.key, b.key))
  const byLogin = others.filter((one) => !take(one, sameNumber(one, one.leads.byUniLogin, knownNumber)))
  const unknown = byLogin.filter((one) => !take(one, sameNumber(one, one.leads.bySource, knownNumber)))
  for (const one of unknown) {
    personOf.set(one.key, null)
    if (one.leads.byUniLogin !== undefined || one.leads.bySource !== undefined) findings.push(finding(one.line, 'id-of-another'))
  }
  return { personOf, findings }
}

function sameNumber(one: KnownNumber, personId: string | undefined, knownNumber: (personId: string) => KnownNumber): string | undefined {
  return personId === undefined || !maySay(knownNumber(personId), one) ? undefined : personId
}

/** May these two numbers be one person's? */
function maySay(known: KnownNumber, given: KnownNumber): boolean {
  if (known.cpr === null || given.cpr === null || known.cpr === given.cpr) return true
  if (isReplacement(known.cpr, known.kind) || isReplacement(given.cpr, given.kind)) return true
  if (known.kind === 'unknown' || given.kind === 'unknown') return true
  return birthDay(known.cpr) === birthDay(given.cpr)
}

/**
 * The number to keep of somebody: what the roster gives, but never a replacement for a real one, and never nothing
 * for something. How sure a source was of the same number is only ever raised.
 */
export function numberAfter(known: KnownNumber, given: KnownNumber): KnownNumber {
  if (given.cpr === null) return known.cpr === null ? { cpr: null, kind: known.kind ?? given.kind } : known
  if (known.cpr === given.cpr) {
    const isSurer = given.kind === 'verified' || (known.kind === null && given.kind !== 'unverified')
    return isSurer ? given : known
  }
  if (known.cpr === null) return given
  return isReplacement(given.cpr, given.kind) && !isReplacement(known.cpr, known.kind) ? known : given
}

/** A municipality's own number for somebody who has none yet: said so, or written with 60 added to the day. */
export function isReplacement(cpr: Cpr, kind: CprKind | null): boolean {
  return kind === 'replacement' || Number(cpr.slice(0, 2)) > 60
}
