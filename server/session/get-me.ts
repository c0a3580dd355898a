import { getMe } from '#api/session.ts'
import { findAccount } from '#database/access.ts'
import { listNames } from '#database/identity.ts'
import { listInstitutions } from '#database/organisation.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerGetMe = handle(getMe, async ({ actor, tx, house }) => {
  const account = await findAccount(tx, actor.accountId)
  if (!account) throw new Problem('not-found')
  const institutions = actor.isNarrowed ? await listInstitutions(tx, actor.institutionIds) : account.institutions
  const names = await listNames(tx, house.keyring, [account.personId])

  return {
    accountId: account.id,
    name: names.get(account.personId) ?? '',
    role: actor.role,
    municipality: { id: account.municipalityId, name: account.municipalityName },
    institutions: institutions.map(({ id, name }) => ({ id, name })),
    classIds: [...actor.classIds],
    isDemo: house.isDemo,
  }
})
