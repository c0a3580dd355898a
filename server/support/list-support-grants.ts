import { listSupportGrants } from '#api/support.ts'
import { listSupportGrants as allGrants } from '#database/support.ts'
import { isOpen } from '#domain/access/support.ts'
import { namesOfActors } from '../audit/people.ts'
import { handle } from '../http/handle.ts'

export const answerListSupportGrants = handle(listSupportGrants, async ({ tx, house, now }) => {
  const grants = await allGrants(tx)
  const nameOf = await namesOfActors(
    tx,
    house,
    grants.flatMap(({ grantedBy, accountId }) => [grantedBy, accountId]),
  )

  return grants.map(({ grantedBy, ...grant }) => ({
    ...grant,
    grantedBy: nameOf(grantedBy),
    usedBy: grant.accountId === null ? null : nameOf(grant.accountId),
    isOpen: isOpen(grant, now.toISOString()),
  }))
})
