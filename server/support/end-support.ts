import { endSupport } from '#api/support.ts'
import { closeAccounts } from '#database/staff.ts'
import { lockSupportGrant, saveSupportGrant } from '#database/support.ts'
import { isOpen } from '#domain/access/support.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerEndSupport = handle(endSupport, async ({ tx, params, now, today }) => {
  const grant = await lockSupportGrant(tx, params.id)
  if (!grant) throw new Problem('not-found')
  const at = now.toISOString()
  if (!isOpen(grant, at)) throw new Problem('support-over')

  await saveSupportGrant(tx, grant.id, { endsAt: at })
  if (grant.accountId !== null) await closeAccounts(tx, [grant.accountId], today)
})
