import { approveRosterImport } from '#api/organisation.ts'
import { enqueue } from '#database/jobs.ts'
import { findRosterImport, lockRosterImports, saveRosterState } from '#database/roster.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerApproveRosterImport = handle(approveRosterImport, async ({ tx, params }) => {
  const living = await lockRosterImports(tx)
  const wanted = living.find(({ id }) => id === params.id) ?? (await findRosterImport(tx, params.id))
  if (!wanted) throw new Problem('not-found')
  // One at a time: what the others would do is compared again when it is done.
  if (wanted.state !== 'ready' || living.some(({ state }) => state === 'applying')) throw new Problem('roster-not-ready')

  await saveRosterState(tx, params.id, 'applying')
  await enqueue(tx, 'apply-roster', { municipalityId: tx.municipalityId, importId: params.id }, `apply-roster:${params.id}`)
})
