import { listReferencePersons } from '#api/network.ts'
import { listReferencePersons as findAll } from '#database/network.ts'
import { handle } from '../http/handle.ts'

export const answerListReferencePersons = handle(listReferencePersons, async ({ actor, tx }) => {
  const rows = await findAll(tx)

  return rows
    .filter(({ isPublished, accountId }) => isPublished || accountId === actor.accountId)
    .map(({ municipalityId, municipality, accountId, ...person }) => ({
      ...person,
      municipality: { id: municipalityId, name: municipality },
      isOwn: accountId === actor.accountId,
    }))
})
