import { getAuditAnchor } from '#api/audit.ts'
import { findHead } from '#database/audit-chain.ts'
import { handle } from '../http/handle.ts'

/** Where the log ends before this look at it is added. */
export const answerGetAuditAnchor = handle(getAuditAnchor, async ({ tx, now, note }) => {
  const { seq, hash } = await findHead(tx)
  note(`audit-log:${seq}`)
  return { municipality: tx.municipalityId, seq: String(seq), hash, at: now.toISOString() }
})
