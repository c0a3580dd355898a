import { listInterventionsInReview } from '#api/intervention.ts'
import { listSheetsInReview } from '#database/intervention.ts'
import { handle } from '../http/handle.ts'
import { versionViews } from './version-view.ts'

export const answerListInterventionsInReview = handle(listInterventionsInReview, async ({ actor, tx }) =>
  versionViews(tx, await listSheetsInReview(tx), actor),
)
