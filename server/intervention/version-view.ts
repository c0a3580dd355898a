/** A version of a sheet as it goes over the wire, with what is missing and what was done to it. */
import type { SheetVersion as VersionView } from '#api/intervention.ts'
import type { Actor } from '#domain/access/actor.ts'
import { faultsOf } from '#domain/intervention/check-sheet.ts'
import { isSignedOff, type Review, type SheetVersion } from '#domain/intervention/review.ts'
import { insertReview, listReviews } from '#database/intervention.ts'
import type { Tx } from '#database/transaction.ts'

type Shown = Omit<VersionView, 'sheet' | 'faults' | 'steps'> & {
  readonly sheet: SheetVersion['sheet']
  readonly faults: readonly { readonly field: string; readonly fault: string }[]
  readonly steps: readonly Omit<Review, 'id' | 'interventionId'>[]
}

export function versionView(version: SheetVersion, reviews: readonly Review[], actor: Actor): Shown {
  const { authorId, ...rest } = version
  const own = reviews.filter(({ interventionId }) => interventionId === version.id)
  return {
    ...rest,
    isOwn: authorId === actor.accountId,
    isSignedOff: isSignedOff(own),
    faults: faultsOf(version.sheet),
    steps: own.map(({ id: _, interventionId: __, ...step }) => step),
  }
}

/** Versions with their reviews. */
export async function versionViews(tx: Tx, versions: readonly SheetVersion[], actor: Actor): Promise<readonly Shown[]> {
  const reviews = await listReviews(
    tx,
    versions.map(({ id }) => id),
  )
  return versions.map((version) => versionView(version, reviews, actor))
}

/** Writes down what somebody did to a version. */
export async function recordStep(
  tx: Tx,
  version: SheetVersion,
  actor: Actor,
  step: Pick<Review, 'id' | 'step' | 'at'> & Partial<Pick<Review, 'comment' | 'interests'>>,
): Promise<void> {
  await insertReview(tx, {
    comment: '',
    interests: '',
    ...step,
    interventionId: version.id,
    authorId: version.authorId,
    reviewerId: actor.accountId,
    role: actor.role,
  })
}
