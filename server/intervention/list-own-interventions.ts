import { listOwnInterventions } from '#api/intervention.ts'
import { listSheetVersions } from '#database/intervention.ts'
import { handle } from '../http/handle.ts'
import { versionViews } from './version-view.ts'

export const answerListOwnInterventions = handle(listOwnInterventions, async ({ actor, tx }) =>
  versionViews(tx, await listSheetVersions(tx, actor.accountId), actor),
)
