/** What the comparison of each section of a roster gives and is told, and what all of them need. */
import type { z } from 'zod'
import type { RosterChange, rosterSections } from '#api/organisation.ts'
import { listDirectory } from '#database/organisation.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'
import { type KnownInstitutions, type Mention, newInstitutions } from '#domain/organisation/roster-check.ts'
import type { Change } from '#domain/organisation/roster-difference.ts'
import type { InstitutionKind, RosterFinding, RosterInstitution } from '#domain/organisation/roster.ts'
import type { RosterStep } from './roster-plan.ts'

export type Counts = { readonly new: number; readonly changed: number; readonly gone: number; readonly same: number }
export type Section = (typeof rosterSections)[number]

/** What one section's comparison adds to the whole. */
export type Part = {
  readonly findings: readonly RosterFinding[]
  readonly counts: Counts
  readonly preview: readonly z.infer<typeof RosterChange>[]
  readonly steps: readonly RosterStep[]
}

/** What every section's comparison is told. */
export type RosterContext = {
  readonly keyring: Keyring
  readonly schoolYear: number
  /** The day of the import: custody that appears begins on it, and what is gone ends. */
  readonly today: string
  /** Who tells us who people are: a login is known by issuer and user id, and a user id shows whose it is. */
  readonly issuerOf: (userId: string) => string
  /** Account of whoever hands the roster in. */
  readonly createdBy: string
  readonly progress: (part: number) => Promise<void>
}

/** An institution that is there, or will be. `id` is null for one that the roster makes. */
export type KnownInstitution = {
  readonly id: string | null
  readonly number: string
  readonly name: string
  readonly kind: InstitutionKind
}

/** Changes of a section that are shown before approval. */
export const previewLength = 100

/** Nothing counted. */
export const nothing: Counts = { new: 0, changed: 0, gone: 0, same: 0 }

/** How many of each kind of change. */
export function countChanges(changes: readonly Pick<Change<unknown>, 'what'>[], same: number): Counts {
  const count = (what: string) => changes.filter((change) => change.what === what).length
  return { new: count('new'), changed: count('changed'), gone: count('gone'), same }
}

/** A section in which nobody is compared, because the roster has errors. */
export function uncompared(findings: readonly RosterFinding[]): Part {
  return { findings, counts: nothing, preview: [], steps: [] }
}

/** The institutions that a section mentions and nobody knew; asks the public directory whose numbers they are. */
export async function institutionsToMake(
  tx: Tx,
  known: readonly KnownInstitution[],
  mentions: readonly Mention[],
): Promise<{ readonly institutions: readonly RosterInstitution[]; readonly findings: readonly RosterFinding[] }> {
  const kinds: KnownInstitutions['kinds'] = new Map(known.map(({ number, kind }) => [number, kind]))
  const unknown = [...new Set(mentions.map(({ institution }) => institution))].filter((number) => !kinds.has(number))
  return newInstitutions(mentions, { own: tx.municipalityId, kinds, directory: await listDirectory(tx, unknown) })
}
