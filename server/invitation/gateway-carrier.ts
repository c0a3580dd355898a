/**
 * SMS and Digital Post go to a gateway that the municipality has: one message is one POST with our id in `Idempotency-Key`, and
 * what became of it is asked for by a GET. The protocol is ours and small; docs/how-to/send-invitations.md says how to put it in
 * front of a vendor's, or of KOMBIT's SF1601.
 */
import { z } from 'zod'
import type { Outcome, Receipt } from '#domain/invitation/outcome.ts'
import { troubleReasons } from '#domain/invitation/outcome.ts'
import { type Answer, callOut } from './call-out.ts'
import type { Carrier, Parcel } from './carrier.ts'
import { paceOf } from './pace.ts'

export type Gateway = {
  readonly address: string
  readonly token: string | undefined
  /** Mutual TLS, where the gateway asks for it. */
  readonly certificate: string | undefined
  readonly key: string | undefined
  readonly perMinute: number
  /** Shorter than a claim lasts. */
  readonly patienceMs?: number
}

const patienceMs = 60_000

/** SMS: `{ to, from, text }` as JSON. What is shown as the sender is the municipality's to choose, eleven characters at most. */
export function smsCarrier(gateway: Gateway & { readonly from: string }): Carrier {
  return gatewayCarrier(gateway, ({ to, text }) => ({ type: 'application/json', text: JSON.stringify({ to, from: gateway.from, text }) }))
}

/** Digital Post: the MeMo, whose `messageUUID` is the same id. */
export function digitalPostCarrier(gateway: Gateway): Carrier {
  return gatewayCarrier(gateway, ({ text }) => ({ type: 'application/xml; charset=utf-8', text }))
}

type Body = { readonly type: string; readonly text: string }

function gatewayCarrier(gateway: Gateway, bodyOf: (parcel: Parcel) => Body): Carrier {
  const { address, token, certificate, key, patienceMs: patience = patienceMs } = gateway
  const pace = paceOf(gateway.perMinute)
  const common = { certificate, key, patienceMs: patience }
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return {
    async send(parcel) {
      await pace()
      const { type, text } = bodyOf(parcel)
      const headers = { ...authorization, 'content-type': type, 'idempotency-key': parcel.id }
      return outcomeOf(await callOut({ ...common, method: 'POST', address, headers, body: Buffer.from(text, 'utf8') }))
    },
    async ask(transportId) {
      const there = `${address.replace(/\/$/, '')}/${encodeURIComponent(transportId)}`
      return receiptOf(await callOut({ ...common, method: 'GET', address: there, headers: authorization }))
    },
  }
}

const reason = z.enum(troubleReasons)
const Taken = z.object({ id: z.string().min(1).max(200) })
const Refused = z.object({ reason })
const Told = z.object({ state: z.enum(['delivered', 'underway', 'failed']), reason: reason.optional() })

/** Not let in is for us to mend, not for a receiver; what is wrong with this message alone is 4xx. */
function outcomeOf(answer: Answer): Outcome {
  if (answer === 'notThere') return { is: 'unreachable' }
  if (answer === 'broken') return { is: 'uncertain' }
  const { status, body } = answer
  if (status >= 200 && status < 300) return { is: 'sent', transportId: Taken.safeParse(body).data?.id ?? null }
  if (status === 429 || status === 409 || status === 408) return { is: 'later' }
  if (status >= 500) return { is: 'later' }
  if (status === 401 || status === 403 || status === 404 || status < 400) return { is: 'unreachable' }
  return { is: 'refused', reason: Refused.safeParse(body).data?.reason ?? 'refused' }
}

function receiptOf(answer: Answer): Receipt | undefined {
  if (typeof answer === 'string' || answer.status !== 200) return undefined
  const told = Told.safeParse(answer.body).data
  if (told === undefined) return undefined
  if (told.state === 'failed') return { is: 'lost', reason: told.reason ?? 'unknown' }
  return { is: told.state }
}
