import { getRosterImport } from '#api/organisation.ts'
import { findRosterFrame, findRosterImport } from '#database/roster.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { previewFrame, RosterPreview } from './roster-plan.ts'
import { rosterView } from './roster-view.ts'

export const answerGetRosterImport = handle(getRosterImport, async ({ tx, params, house }) => {
  const row = await findRosterImport(tx, params.id)
  if (!row) throw new Problem('not-found')

  const preview = row.state === 'ready' ? await findRosterFrame(tx, house.keyring, params.id, previewFrame) : undefined
  return { ...rosterView(row), changes: preview === undefined ? [] : RosterPreview.parse(JSON.parse(preview)) }
})
