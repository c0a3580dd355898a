import { approveRosterImport, RosterSummary } from '#api/organisation.ts'
import { enqueue } from '#database/jobs.ts'
import { findRosterImport, lockRosterImports, saveRosterApproval, saveRosterState } from '#database/roster.ts'
import { mayApproveSecond } from '#domain/organisation/roster-approval.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/**
 * The first approval also says which institutions have gone on as which others, among those suggested. A large change
 * then waits for somebody else, who approves that together with the rest.
 */
export const answerApproveRosterImport = handle(approveRosterImport, async ({ actor, tx, params, body, now }) => {
  const { id } = params
  const living = await lockRosterImports(tx)
  const wanted = await findRosterImport(tx, id)
  if (!wanted) throw new Problem('not-found')
  // One at a time: what the others would do is compared again when it is done.
  const isBusy = living.some(({ state }) => state === 'applying')
  if (isBusy || (wanted.state !== 'ready' && wanted.state !== 'awaiting-second')) throw new Problem('roster-not-ready')

  if (wanted.state === 'awaiting-second') {
    if (!mayApproveSecond(wanted.approvedBy ?? '', actor.accountId)) throw new Problem('roster-needs-another')
    await saveRosterState(tx, id, 'applying')
  } else {
    const { needsSecond, successions } = RosterSummary.parse(wanted.summary)
    const confirmed = successions.filter(({ from, to }) => body.successions.some((one) => one.from === from && one.to === to))
    if (confirmed.length !== body.successions.length) throw new Problem('roster-not-ready')
    const state = needsSecond.length > 0 ? 'awaiting-second' : 'applying'
    await saveRosterApproval(tx, id, {
      state,
      by: actor.accountId,
      at: now,
      confirmed: confirmed.map(({ from, to }) => ({ from, to })),
    })
    if (state === 'awaiting-second') return
  }
  await enqueue(tx, 'apply-roster', { municipalityId: tx.municipalityId, importId: id }, `apply-roster:${id}`)
})
