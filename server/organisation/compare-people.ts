/** Who on a roster is known already, and what the roster says of them that is new: for children and grown-ups alike. */
import { randomUUID } from 'node:crypto'
import { findPersonsByCpr, listCprs } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import { findPersonsByTrace, listPersonTraces, type PersonTrace, sourceIndex, uniLoginIndex } from '#database/person-trace.ts'
import type { Tx } from '#database/transaction.ts'
import type { Contact } from '#domain/organisation/contact.ts'
import { type KnownNumber, numberAfter, whoIsWho } from '#domain/organisation/roster-people.ts'
import type { CprKind, RosterFinding } from '#domain/organisation/roster.ts'
import type { StepOf } from './roster-plan.ts'

/** Somebody on a roster, with what tells who it is. */
export type OnRoster = {
  readonly key: string
  readonly line: number
  readonly name: string
  readonly cpr: string | null
  readonly cprKind: CprKind
  readonly uniLogin: string | null
  /** Institution and the source's own id there. */
  readonly source: readonly [string, string] | null
  readonly isProtected: boolean | null
  /** A person that they are for another reason than number and ids, when those say nothing. */
  readonly otherwise?: string | undefined
}

export type Recognised = {
  readonly personId: string
  readonly isNew: boolean
  /** What is known of them; undefined for somebody new. */
  readonly trace: PersonTrace | undefined
  /** What the roster says anew beyond name and protection; undefined when nothing. */
  readonly told: Pick<StepOf<'person'>, 'cpr' | 'cprKind' | 'source' | 'uniLogin'> | undefined
  /** A CPR number takes another one's place. */
  readonly isRenumbered: boolean
  /** An id that is told has been somebody else's until now. */
  readonly takesIds: boolean
}

/** Finds out who is who. New people get an id here. */
export async function recognise(
  tx: Tx,
  keyring: Keyring,
  people: readonly OnRoster[],
): Promise<{ readonly of: ReadonlyMap<string, Recognised>; readonly findings: readonly RosterFinding[] }> {
  const { municipalityId } = tx
  const source = (given: readonly [string, string]) => sourceIndex(keyring, municipalityId, ...given)
  const login = (given: string) => uniLoginIndex(keyring, municipalityId, given)
  const byCpr = await findPersonsByCpr(
    tx,
    keyring,
    people.flatMap(({ cpr }) => cpr ?? []),
  )
  const byLogin = await findPersonsByTrace(
    tx,
    keyring,
    'uniLoginIndex',
    people.flatMap(({ uniLogin }) => (uniLogin === null ? [] : [login(uniLogin)])),
  )
  const bySource = await findPersonsByTrace(
    tx,
    keyring,
    'sourceIndex',
    people.flatMap((one) => (one.source === null ? [] : [source(one.source)])),
  )
  const somebodies = people.map((one) => ({
    key: one.key,
    line: one.line,
    cpr: one.cpr,
    kind: one.cprKind,
    leads: {
      byCpr: one.cpr === null ? undefined : byCpr.get(one.cpr),
      byUniLogin: (one.uniLogin === null ? undefined : byLogin.get(login(one.uniLogin).toString('base64'))) ?? one.otherwise,
      bySource: one.source === null ? undefined : bySource.get(source(one.source).toString('base64')),
    },
  }))
  const led = [...new Set(somebodies.flatMap(({ leads }) => Object.values(leads).filter((id) => id !== undefined)))]
  const traces = new Map((await listPersonTraces(tx, keyring, led)).map((trace) => [trace.id, trace]))
  // Numbers are opened only where the roster's own leads to nobody: there the known one says whether it is the same child.
  const doubtful = somebodies.flatMap(({ leads }) =>
    leads.byCpr === undefined ? [leads.byUniLogin, leads.bySource].filter((id) => id !== undefined) : [],
  )
  const cprs = await listCprs(tx, keyring, doubtful)
  const known = (personId: string, found: string | null): KnownNumber => ({
    cpr: cprs.get(personId) ?? found,
    kind: traces.get(personId)?.cprKind ?? null,
  })
  const { personOf, findings } = whoIsWho(somebodies, (personId) => known(personId, null))

  const of = new Map(
    people.map((one, place): [string, Recognised] => {
      const personId = personOf.get(one.key) ?? null
      const leads = somebodies[place]?.leads
      const indexOf = { source: one.source && source(one.source), login: one.uniLogin === null ? null : login(one.uniLogin) }
      if (personId === null) {
        const told = { cpr: one.cpr, cprKind: one.cprKind, source: asPair(one.source), uniLogin: one.uniLogin }
        const takesIds = leads !== undefined && (leads.byUniLogin !== undefined || leads.bySource !== undefined)
        return [one.key, { personId: randomUUID(), isNew: true, trace: undefined, told, isRenumbered: false, takesIds }]
      }
      const trace = traces.get(personId)
      const isByCpr = leads?.byCpr === personId
      const before = known(personId, isByCpr ? one.cpr : null)
      const after = numberAfter(before, { cpr: one.cpr, kind: one.cprKind })
      const told = {
        cpr: after.cpr === before.cpr ? null : after.cpr,
        cprKind: after.kind === before.kind ? null : after.kind,
        source: isSameIndex(indexOf.source, trace?.sourceIndex) ? null : asPair(one.source),
        uniLogin: isSameIndex(indexOf.login, trace?.uniLoginIndex) ? null : one.uniLogin,
      }
      const isTold = Object.values(told).some((value) => value !== null)
      return [
        one.key,
        {
          personId,
          isNew: false,
          trace,
          told: isTold ? told : undefined,
          isRenumbered: before.cpr !== null && after.cpr !== before.cpr,
          takesIds: [leads?.byUniLogin, leads?.bySource].some((id) => id !== undefined && id !== personId),
        },
      ]
    }),
  )
  return { of, findings }
}

/** The step that writes somebody down, or what is new of them; undefined when nothing is. */
export function personStep(
  { personId, isNew, trace, told, takesIds }: Recognised,
  { name, isProtected, contact }: { readonly name: string | null; readonly isProtected: boolean | null; readonly contact: Contact | null },
): StepOf<'person'> | undefined {
  const protection = isProtected === (trace?.isProtected ?? false) ? null : isProtected
  if (!isNew && told === undefined && name === null && protection === null && contact === null) return undefined
  return {
    what: 'person',
    personId,
    isNew,
    name,
    ...(told ?? { cpr: null, cprKind: null, source: null, uniLogin: null }),
    isProtected: protection,
    contact,
    takesIds,
  }
}

/** What is not given changes nothing. */
function isSameIndex(given: Buffer | null, known: Buffer | null | undefined): boolean {
  return given === null || (known !== null && known !== undefined && given.equals(known))
}

function asPair(source: readonly [string, string] | null): [string, string] | null {
  return source === null ? null : [source[0], source[1]]
}
