import { changeSavedReport } from '#api/saved-report.ts'
import { updateSavedReport } from '#database/saved-report.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerChangeSavedReport = handle(changeSavedReport, async ({ actor, tx, params, body, note }) => {
  const refusal = refuseCpr(body.name)
  if (refusal) throw new Problem(refusal)

  note(`savedReport:${params.id}`)
  if (!(await updateSavedReport(tx, { id: params.id, accountId: actor.accountId, ...body }))) throw new Problem('not-found')
})
