import { randomBytes, randomUUID } from 'node:crypto'
import { useSupport } from '#api/support.ts'
import { findAccount, insertAccounts } from '#database/access.ts'
import { insertAuditEvent } from '#database/audit.ts'
import { insertPersons, listNames } from '#database/identity.ts'
import { closeAccounts } from '#database/staff.ts'
import { lockSupportGrantByCode, saveSupportGrant } from '#database/support.ts'
import type { Actor } from '#domain/access/actor.ts'
import { letsIn } from '#domain/access/support.ts'
import { municipalityOfLink, normaliseCode } from '#domain/survey/code.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { handleOutside, type Handler } from '../http/handle.ts'
import { startSession } from '../http/session.ts'
import { Problem } from '../problem.ts'
import { supportHmac } from './support-hmac.ts'

/**
 * The code opens once. Whoever comes in gets an account of the municipality's own, under the name they have at the
 * association, so that the log names them; it closes with the grant. A code that does not open tells nothing of why.
 */
export const answerUseSupport: Handler & { readonly operation: typeof useSupport } = {
  operation: useSupport,
  answer(house, request, reply) {
    const entering = handleOutside(useSupport, async ({ actor, body, now }) => {
      const { account, endsAt } = await openGrant(house, actor, normaliseCode(body.code), now)

      const by = { provider: 'support', assurance: actor.assurance ?? 'low' } as const
      await startSession(house, reply, account, by, randomUUID(), new Date(endsAt))
    })
    return entering.answer(house, request, reply)
  },
}

async function openGrant(house: House, actor: Actor, code: string, now: Date) {
  const name = await nameOf(house, actor)
  const municipalityId = municipalityOfLink(code) ?? nowhere
  return house.doors.as({ municipalityId, role: 'guest' }, 'staff', async (tx) => {
    const grant = await lockSupportGrantByCode(tx, supportHmac(house.keyring, code))
    if (grant === undefined || !letsIn(grant, now.toISOString())) throw new Problem('code-unknown')

    const [id, personId] = [randomUUID(), randomUUID()]
    await insertPersons(tx, house.keyring, [{ id: personId, name }])
    await insertAccounts(tx, house.keyring, [
      { id, personId, role: 'support', subjectIndex: randomBytes(32), institutionIds: [], classIds: [] },
    ])
    await closeAccounts(tx, [id], dayInDenmark(new Date(Date.parse(grant.endsAt) + dayMs)))
    await saveSupportGrant(tx, grant.id, { accountId: id, usedAt: now.toISOString() })
    await insertAuditEvent(tx, { at: now, actorId: id, role: 'support', act: 'support.used', object: `support-grants:${grant.id}` })
    return { account: { municipalityId, id, role: 'support' as const }, endsAt: grant.endsAt }
  })
}

/** As the association knows them; not what they might like to be called. */
function nameOf(house: House, actor: Actor): Promise<string> {
  return house.doors.as(actor, 'staff', async (tx) => {
    const account = await findAccount(tx, actor.accountId)
    return (account && (await listNames(tx, house.keyring, [account.personId])).get(account.personId)) ?? ''
  })
}

const dayMs = 24 * 60 * 60_000

/** No municipality: what can be no code is looked for as long as what can. */
const nowhere = 899
