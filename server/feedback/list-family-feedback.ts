import { listFamilyFeedback } from '#api/feedback.ts'
import { listPublishedFeedback } from '#database/feedback.ts'
import { handle } from '../http/handle.ts'

/** `reach` names the children beside their persons; row-level security holds what is told to whose. */
export const answerListFamilyFeedback = handle(listFamilyFeedback, async ({ actor, tx }) => {
  const told = await listPublishedFeedback(tx, actor.reach ?? [])

  return told.map(({ className, grade, kind, version: _, state: __, ...one }) => ({
    ...one,
    unit:
      className === null
        ? { level: 'institution' as const, name: one.institution, grade: null, kind }
        : { level: 'class' as const, name: className, grade, kind },
  }))
})
