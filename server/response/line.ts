/**
 * What somebody who has come in writes by: a token for as long as the page lives, and for when there is no line a key to lock
 * what waits with, and a ticket to send it by. The key lives in the page's memory and in the draft; the ticket says whose draft
 * it is to nobody but us, and opens nothing: what is not locked with the draft's own key is refused.
 */
import type { Entered } from '#api/response.ts'
import type { Draft } from '#database/draft.ts'
import { decryptBytes, encrypt, type Keyring } from '#database/keyring.ts'
import { valueOf } from '#domain/response/answer.ts'
import { payloadOf, type Respondent, respondentOf, respondentToken, type TokenOf } from '../http/respondent.ts'

const purpose = 'parcel-ticket'

/** Into a draft that has just been entered. */
export function lineInto(
  keyring: Keyring,
  of: Omit<TokenOf, 'generation'>,
  { epoch, answers, generation, queueKey }: Draft,
): Pick<Entered, 'token' | 'epoch' | 'answers' | 'queue'> {
  const whose = { ...of, generation }
  return {
    token: respondentToken(keyring, whose),
    epoch,
    answers: answers.map((mark) => (mark === null ? null : valueOf(mark))),
    queue: {
      ticket: encrypt(keyring.purposeKey(purpose), payloadOf(whose), purpose).toString('base64url'),
      key: queueKey.toString('base64url'),
    },
  }
}

/** Whose parcel it is; undefined when the ticket is not one of ours. */
export function readTicket(keyring: Keyring, ticket: string): Respondent | undefined {
  try {
    return respondentOf(decryptBytes(keyring.purposeKey(purpose), Buffer.from(ticket, 'base64url'), purpose))
  } catch {
    return undefined
  }
}

const ivBytes = 12
const tagBytes = 16

/**
 * What is in a parcel as a browser locks it (AES-256-GCM: the vector, the ciphertext, the tag; tied to its ticket).
 * Undefined when it was not locked with this key, or is of another ticket.
 */
export function openParcel(key: Buffer, sealed: Buffer, ticket: string): string | undefined {
  if (sealed.byteLength < ivBytes + tagBytes) return undefined
  const inOurOrder = Buffer.concat([sealed.subarray(0, ivBytes), sealed.subarray(-tagBytes), sealed.subarray(ivBytes, -tagBytes)])
  try {
    return decryptBytes(key, inOurOrder, ticket).toString('utf8')
  } catch {
    return undefined
  }
}
