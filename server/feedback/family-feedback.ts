import type { FamilyFeedback } from '#api/feedback.ts'
import { listPublishedFeedback } from '#database/feedback.ts'
import type { Tx } from '#database/transaction.ts'

/** What these children's classes and institutions are told. Row-level security holds what is told to whose. */
export async function familyFeedback(tx: Tx, pupilIds: readonly string[]): Promise<FamilyFeedback[]> {
  const told = await listPublishedFeedback(tx, pupilIds)
  return told.map(({ className, grade, kind, version: _, state: __, findings, pupilIds: to, ...one }) => ({
    ...one,
    findings: [...findings],
    pupilIds: [...to],
    unit:
      className === null
        ? { level: 'institution' as const, name: one.institution, grade: null, kind }
        : { level: 'class' as const, name: className, grade, kind },
  }))
}
