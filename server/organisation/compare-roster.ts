/** What every comparison of a roster file gives, whichever kind it is, and what all of them need. */
import type { z } from 'zod'
import type { RosterChange } from '#api/organisation.ts'
import { type InstitutionRow, listDirectory } from '#database/organisation.ts'
import type { Tx } from '#database/transaction.ts'
import { type Mention, newInstitutions } from '#domain/organisation/roster-check.ts'
import type { Change } from '#domain/organisation/roster-difference.ts'
import type { RosterFinding, RosterInstitution } from '#domain/organisation/roster.ts'
import type { PupilStep, RosterGround, StaffStep } from './roster-plan.ts'

export type Counts = { readonly new: number; readonly changed: number; readonly gone: number; readonly same: number }

export type Comparison = {
  readonly findings: readonly RosterFinding[]
  readonly ground: RosterGround
  readonly newClasses: number
  readonly counts: Counts
  readonly preview: readonly z.infer<typeof RosterChange>[]
  readonly steps: readonly (PupilStep | StaffStep)[]
}

/** Changes that are shown before approval. */
export const previewLength = 100

/** How many of each kind of change. */
export function countChanges(changes: readonly Pick<Change<unknown>, 'what'>[], same: number): Counts {
  const count = (what: string) => changes.filter((change) => change.what === what).length
  return { new: count('new'), changed: count('changed'), gone: count('gone'), same }
}

/** The institutions that the file mentions and nobody knew; asks the public directory whose numbers they are. */
export async function institutionsToMake(
  tx: Tx,
  known: readonly Pick<InstitutionRow, 'number' | 'kind'>[],
  mentions: readonly Mention[],
): Promise<{ readonly institutions: readonly RosterInstitution[]; readonly findings: readonly RosterFinding[] }> {
  const kinds = new Map(known.map(({ number, kind }) => [number, kind]))
  const unknown = [...new Set(mentions.map(({ institution }) => institution))].filter((number) => !kinds.has(number))
  return newInstitutions(mentions, { own: tx.municipalityId, kinds, directory: await listDirectory(tx, unknown) })
}
