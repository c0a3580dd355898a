import { randomBytes } from 'node:crypto'
import { grantSupport } from '#api/support.ts'
import { insertSupportGrant } from '#database/support.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { grouped, linkFrom } from '#domain/survey/code.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { supportHmac } from './support-hmac.ts'

export const answerGrantSupport = handle(grantSupport, async ({ actor, tx, body, house, now, newId, note }) => {
  const refusal = refuseCpr(body.reason)
  if (refusal) throw new Problem(refusal)

  const id = newId()
  const code = linkFrom(tx.municipalityId, randomBytes(24))
  const endsAt = new Date(now.getTime() + body.hours * 60 * 60_000).toISOString()
  await insertSupportGrant(tx, {
    id,
    codeHmac: supportHmac(house.keyring, code),
    reason: body.reason,
    grantedBy: actor.accountId,
    grantedAt: now.toISOString(),
    endsAt,
  })
  note(`support-grants:${id}`)
  return { id, code: grouped(code), endsAt }
})
