/** What leaders say to reports: what is shown of it, and what is being written. */
import type { Tx } from './transaction.ts'

type Place = { readonly surveyId: string; readonly unit: string }

export type LeaderCommentRow = {
  readonly text: string
  readonly shown: { readonly text: string; readonly writtenOn: string } | null
  readonly revision: number
}

/** The comment on one unit's report; undefined where nobody has written. */
export async function findLeaderComment(tx: Tx, { surveyId, unit }: Place): Promise<LeaderCommentRow | undefined> {
  const row = await tx
    .selectFrom('common.leaderComment')
    .select(['body', 'writtenOn', 'draft', 'revision'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', unit)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { body, writtenOn, draft, revision } = row
  return { text: draft ?? body ?? '', shown: body === null || writtenOn === null ? null : { text: body, writtenOn }, revision }
}

/** Saves what is being written; false where another has saved since revision `revision`, 0 being nothing, and then nothing is changed. */
export async function saveLeaderComment(
  tx: Tx,
  { surveyId, unit, institutionId }: Place & { readonly institutionId: string | null },
  { text, revision, accountId }: { readonly text: string; readonly revision: number; readonly accountId: string },
): Promise<boolean> {
  if (revision === 0) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('common.leaderComment')
      .values({ municipalityId: tx.municipalityId, surveyId, unit, institutionId, accountId, draft: text })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'surveyId', 'unit']).doNothing())
      .executeTakeFirst()
    return (numInsertedOrUpdatedRows ?? 0n) > 0n
  }
  const { numUpdatedRows } = await tx
    .updateTable('common.leaderComment')
    .set({ draft: text, revision: revision + 1, accountId })
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', unit)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Shows readers what is written at this revision, or nothing where that is empty; false where another has saved since. */
export async function showLeaderComment(
  tx: Tx,
  { surveyId, unit }: Place,
  {
    text,
    revision,
    accountId,
    today,
  }: { readonly text: string; readonly revision: number; readonly accountId: string; readonly today: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('common.leaderComment')
    .set({
      ...(text === '' ? { body: null, writtenOn: null } : { body: text, writtenOn: today }),
      draft: null,
      revision: revision + 1,
      accountId,
    })
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', unit)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
