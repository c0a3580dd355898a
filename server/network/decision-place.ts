import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { parseSubjectKey } from '#domain/network/discussion.ts'
import { Problem } from '../problem.ts'
import { discussionPlace } from './discussion-place.ts'

/** Whose decision about which report. A plan has been decided already. */
export async function decisionPlace(
  tx: Tx,
  actor: Actor,
  key: string,
): Promise<{ readonly accountId: string; readonly surveyId: string; readonly unit: string }> {
  const subject = parseSubjectKey(key)
  if (subject?.kind !== 'report') throw new Problem('not-found')
  await discussionPlace(tx, actor, key)
  return { accountId: actor.accountId, surveyId: subject.surveyId, unit: subject.unit }
}
