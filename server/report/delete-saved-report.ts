import { deleteSavedReport } from '#api/saved-report.ts'
import { deleteSavedReport as takeAway } from '#database/saved-report.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDeleteSavedReport = handle(deleteSavedReport, async ({ actor, tx, params, note }) => {
  note(`savedReport:${params.id}`)
  if (!(await takeAway(tx, params.id, actor.accountId))) throw new Problem('not-found')
})
