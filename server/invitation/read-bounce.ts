/**
 * A mail that came back (RFC 3464): which of ours it was, and why. Read as text: what a report says of the delivery may not be
 * encoded (RFC 3464, 2.1), and our id stands in the address it came to as well as in the mail that is enclosed. Anybody could
 * send such a mail; nobody but the receiver and the servers on the way knows the id.
 */
import type { TroubleReason } from '#domain/invitation/outcome.ts'
import { reasonOf } from './mail-carrier.ts'

export type Bounce = {
  readonly municipalityId: number
  readonly messageId: string
  /** `delayed` is no bounce yet: the other side goes on trying. */
  readonly action: 'failed' | 'delayed' | 'delivered'
  readonly reason: TroubleReason
}

/** Undefined when it is no report, or not of a mail of ours: an out-of-office answer, a reply, an advertisement. */
export function readBounce(mail: string): Bounce | undefined {
  // A mark in an address may be broken over two lines of a header.
  const text = mail.replaceAll(/\r?\n[ \t]+/g, ' ')
  const mark = /[+<](\d{1,4})\.([\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12})@/i.exec(text)
  const action = /^Action:\s*(failed|delayed|delivered|relayed|expanded)\b/im.exec(text)?.[1]?.toLowerCase()
  const status = /^Status:\s*([245]\.\d{1,3}\.\d{1,3})\b/im.exec(text)?.[1]
  if (!mark || action === undefined) return undefined
  return {
    municipalityId: Number(mark[1]),
    messageId: mark[2]?.toLowerCase() ?? '',
    action: action === 'failed' || action === 'delayed' ? action : 'delivered',
    reason: status === undefined ? 'unknown' : reasonOf(status),
  }
}
