/** What somebody is writing that a meeting decided. Whose a row is, the database knows too. */
import { type Decision, type DecisionEnd, noDecision } from '#domain/report/use/decision.ts'
import type { Tx } from './transaction.ts'

type Place = { readonly accountId: string; readonly surveyId: string; readonly unit: string }

/** As it was saved last; empty, and of revision 0, where nothing was. */
export async function findDecisionDraft(tx: Tx, { accountId, surveyId, unit }: Place): Promise<Decision & { readonly revision: number }> {
  const row = await tx
    .selectFrom('common.decisionDraft')
    .select(['title', 'becomes', 'assigneeId', 'dueOn', 'revision'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('accountId', '=', accountId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', unit)
    .executeTakeFirst()
  return row === undefined ? { ...noDecision, revision: 0 } : { ...row, becomes: row.becomes as DecisionEnd }
}

/** Saves it; false where it has been saved since `revision`, 0 being nothing, and then nothing is changed. */
export async function saveDecisionDraft(
  tx: Tx,
  { accountId, surveyId, unit }: Place,
  { title, becomes, assigneeId, dueOn }: Decision,
  revision: number,
): Promise<boolean> {
  const words = { title, becomes, assigneeId, dueOn, revision: revision + 1 }
  if (revision === 0) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('common.decisionDraft')
      .values({ municipalityId: tx.municipalityId, accountId, surveyId, unit, ...words })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'accountId', 'surveyId', 'unit']).doNothing())
      .executeTakeFirst()
    return (numInsertedOrUpdatedRows ?? 0n) > 0n
  }
  const { numUpdatedRows } = await tx
    .updateTable('common.decisionDraft')
    .set(words)
    .where('municipalityId', '=', tx.municipalityId)
    .where('accountId', '=', accountId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', unit)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Empties what has become a plan, unless something else has been written there since. */
export async function emptyDecisionDraft(tx: Tx, { accountId, surveyId, unit, title }: Place & { readonly title: string }): Promise<void> {
  await tx
    .updateTable('common.decisionDraft')
    .set((row) => ({ ...noDecision, revision: row('revision', '+', 1) }))
    .where('municipalityId', '=', tx.municipalityId)
    .where('accountId', '=', accountId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', unit)
    .where('becomes', '=', 'plan')
    .where('title', '=', title.trim())
    .execute()
}
