/** An informant of an open case who has been invited and has not answered. */
import { listInformants } from '#database/assessment.ts'
import type { Tx } from '#database/transaction.ts'
import { Problem } from '../problem.ts'
import { holdOpenAssessment } from './case.ts'

export async function reachInvited(tx: Tx, { id, informantId }: { readonly id: string; readonly informantId: string }) {
  const assessment = await holdOpenAssessment(tx, id)
  const informant = (await listInformants(tx, [id])).find((one) => one.id === informantId)
  if (!informant) throw new Problem('not-found')
  if (informant.state !== 'invited') throw new Problem('informant-not-waiting')
  return { assessment, informant }
}
