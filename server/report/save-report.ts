import { randomUUID } from 'node:crypto'
import { saveReport } from '#api/saved-report.ts'
import { insertSavedReport } from '#database/saved-report.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { savedPlace } from '#domain/report/saved.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerSaveReport = handle(saveReport, async ({ actor, tx, body, today, note }) => {
  const refusal = refuseCpr(body.name)
  if (refusal) throw new Problem(refusal)
  if (!savedPlace(body.address)) throw new Problem('report-no-such-unit')

  const id = randomUUID()
  note(`savedReport:${id}`)
  await insertSavedReport(tx, { id, accountId: actor.accountId, savedOn: today, ...body })
  return { id }
})
