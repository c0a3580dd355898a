import { findAuditedChild } from '#api/audit.ts'
import { listAuditedChildren } from '#database/audit.ts'
import { findPersonByCpr, listNames } from '#database/identity.ts'
import { readCpr } from '#domain/organisation/cpr.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** By the whole number only; the log keeps which child was found, and never the number. */
export const answerFindAuditedChild = handle(findAuditedChild, async ({ tx, body, house, note }) => {
  const cpr = readCpr(body.cpr)
  if (cpr === undefined) throw new Problem('cpr-unreadable')
  const personId = await findPersonByCpr(tx, house.keyring, cpr)
  const [child] = personId === undefined ? [] : await listAuditedChildren(tx, { personId })
  if (!child) throw new Problem('child-unknown')
  const names = await listNames(tx, house.keyring, [child.personId])

  note(`child:${child.pupilId}`, { pupilIds: [child.pupilId] })
  const { pupilId, className, institution } = child
  return { pupilId, name: names.get(child.personId) ?? '', className, institution }
})
