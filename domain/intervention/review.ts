/**
 * The life of a fact sheet: draft → in review → published → retired. A provider writes, the expert signs off, the
 * secretariat publishes and retires. A published sheet never changes: a change is a next version, and publishing
 * that retires the one before.
 */
import type { Role } from '../access/actor.ts'
import { faultsOf } from './check-sheet.ts'
import type { Sheet } from './sheet.ts'

export const sheetStates = ['draft', 'inReview', 'published', 'retired'] as const
export type SheetState = (typeof sheetStates)[number]

/** One version of a sheet. */
export type SheetVersion = {
  readonly id: string
  readonly code: string
  /** 1, 2, 3 …; one version of a code is published at most. */
  readonly version: number
  readonly state: SheetState
  /** The account that wrote it; null for sheets that come with the platform. */
  readonly authorId: string | null
  readonly sheet: Sheet
  readonly changedAt: string
}

export const reviewSteps = ['sent', 'signedOff', 'returned', 'published', 'retired'] as const
export type ReviewStep = (typeof reviewSteps)[number]

/** What somebody did to a version, and what they said. Rows are only added. */
export type Review = {
  readonly id: string
  readonly interventionId: string
  readonly step: ReviewStep
  readonly at: string
  readonly role: Role
  /** To the provider; empty where there is nothing to say. */
  readonly comment: string
  /** What the expert has to do with the provider or the subject; empty when not signing off. */
  readonly interests: string
}

export type ReviewRefusal =
  | 'intervention-not-draft'
  | 'intervention-incomplete'
  | 'intervention-not-in-review'
  | 'intervention-not-signed-off'
  | 'intervention-not-published'

/** Changes the words of a draft. What has been sent is read as it was sent. */
export function changeSheet(version: SheetVersion, sheet: Sheet, at: string): SheetVersion | ReviewRefusal {
  if (version.state !== 'draft') return 'intervention-not-draft'
  return { ...version, sheet, changedAt: at }
}

/** The provider asks for a review; nothing may be missing. */
export function sendForReview(version: SheetVersion, at: string): SheetVersion | ReviewRefusal {
  if (version.state !== 'draft') return 'intervention-not-draft'
  if (faultsOf(version.sheet).length > 0) return 'intervention-incomplete'
  return { ...version, state: 'inReview', changedAt: at }
}

/** The expert signs off. It stays in review until the secretariat publishes. */
export function signOff(version: SheetVersion): SheetVersion | ReviewRefusal {
  return version.state === 'inReview' ? version : 'intervention-not-in-review'
}

/** Back to the provider, who reads why. */
export function returnSheet(version: SheetVersion, at: string): SheetVersion | ReviewRefusal {
  if (version.state !== 'inReview') return 'intervention-not-in-review'
  return { ...version, state: 'draft', changedAt: at }
}

/** Signed off since it was last sent? A sign-off of an earlier wording does not count. */
export function isSignedOff(reviews: readonly Pick<Review, 'step' | 'at'>[]): boolean {
  const ordered = reviews.toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
  const sent = ordered.findLastIndex(({ step }) => step === 'sent')
  return ordered.slice(sent + 1).some(({ step }) => step === 'signedOff')
}

/** The secretariat publishes what an expert has signed off; today is the day it was last read through. */
export function publishSheet(
  version: SheetVersion,
  reviews: readonly Pick<Review, 'step' | 'at'>[],
  today: string,
  at: string,
): SheetVersion | ReviewRefusal {
  if (version.state !== 'inReview') return 'intervention-not-in-review'
  if (!isSignedOff(reviews)) return 'intervention-not-signed-off'
  return { ...version, state: 'published', sheet: { ...version.sheet, reviewedOn: today }, changedAt: at }
}

/** Out of the catalogue. Plans that use it keep its name. */
export function retireSheet(version: SheetVersion, at: string): SheetVersion | ReviewRefusal {
  if (version.state !== 'published') return 'intervention-not-published'
  return { ...version, state: 'retired', changedAt: at }
}

/** A published sheet is read again a year after it was last read, for owners change their pages. */
export function isToBeReadAgain({ reviewedOn }: Pick<Sheet, 'reviewedOn'>, today: string): boolean {
  return `${Number(reviewedOn.slice(0, 4)) + 1}${reviewedOn.slice(4)}` <= today
}

/** Somebody has read it against the owner's page, and it still holds: its words stay, the day is today. */
export function confirmSheet(version: SheetVersion, today: string, at: string): SheetVersion | ReviewRefusal {
  if (version.state !== 'published') return 'intervention-not-published'
  return { ...version, sheet: { ...version.sheet, reviewedOn: today }, changedAt: at }
}
