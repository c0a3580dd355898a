import { getRosterImport } from '#api/organisation.ts'
import { findRosterFrame, findRosterImport } from '#database/roster.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { previewFrame, readPreview } from './roster-plan.ts'
import { isShown, rosterView } from './roster-view.ts'

export const answerGetRosterImport = handle(getRosterImport, async ({ actor, tx, params, house }) => {
  const row = await findRosterImport(tx, params.id)
  if (!row) throw new Problem('not-found')

  const preview = isShown(row) ? await findRosterFrame(tx, house.keyring, params.id, previewFrame) : undefined
  return { ...rosterView(row, actor.accountId), ...readPreview(preview) }
})
