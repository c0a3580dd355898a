/**
 * Coming in with something typed or scanned, before anybody is known. What opens nothing gets one and the same answer,
 * after the same work, whatever was wrong with it, and is counted in the database, where every server sees it. What is
 * right is never refused for what others did: after many failures a try must bring a proof of work, and then it is
 * looked at like any other (domain/survey/entry-brake.ts).
 */
import { createHash, randomUUID } from 'node:crypto'
import { countFailures, entryScope, insertFailure } from '#database/entry.ts'
import { bitsAsked, brakeMinutes, type Failures, keptMinutes, leadingZeros, proofText } from '#domain/survey/entry-brake.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { Problem } from '../problem.ts'

export type Try = {
  /** Which door: the same symbols at another door are another try. */
  readonly door: 'lesson' | 'link' | 'case' | 'letter'
  /** What was brought, normalised: what a proof is about. */
  readonly tried: string
  readonly proof: string | undefined
  readonly address: string
  readonly now: Date
}

/** Lets in, or refuses with `code-unknown`, or with `too-many-attempts` and the work that the next try must bring. */
export async function comeIn<T>(house: House, attempt: Try, enter: () => Promise<T | undefined>): Promise<T> {
  const { tried, proof = '', address, now } = attempt
  const addressHmac = house.keyring.seal('entry-address', Buffer.from(`${dayInDenmark(now)}|${networkOf(address)}`))
  const bits = bitsAsked(await failuresOf(house, addressHmac, now))
  if (bits > 0 && !salts(house, now).some((salt) => leadingZeros(hashOf(proofText(salt, tried, proof))) >= bits)) {
    throw new Problem('too-many-attempts', { work: { bits, salt: salts(house, now)[0] } })
  }
  const entered = await enter()
  if (entered !== undefined) return entered
  const triedHmac = house.keyring.seal('entry-tried', Buffer.from(`${attempt.door}|${tried}`))
  await house.doors.pipeline(entryScope, 'statistics', [insertFailure({ id: randomUUID(), addressHmac, triedHmac, at: now })])
  throw new Problem('code-unknown')
}

/** Different failures of one account: more than anybody mistypes in ten minutes, and nothing for whoever guesses. */
const freeForAccount = 60

/**
 * The same for somebody who is signed in and types what stands on a sheet: undefined is nothing found, and counted. Who has
 * failed too often waits, for a person at work is never a class behind one address.
 */
export async function findTyped<T>(
  house: House,
  attempt: { readonly accountId: string; readonly tried: string; readonly now: Date },
  find: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const { accountId, tried, now } = attempt
  const addressHmac = house.keyring.seal('entry-account', Buffer.from(`${dayInDenmark(now)}|${accountId}`))
  if ((await failuresOf(house, addressHmac, now)).fromAddress >= freeForAccount) throw new Problem('too-many-attempts')
  const found = await find()
  if (found === undefined) {
    const triedHmac = house.keyring.seal('entry-tried', Buffer.from(`sheet|${tried}`))
    await house.doors.pipeline(entryScope, 'statistics', [insertFailure({ id: randomUUID(), addressHmac, triedHmac, at: now })])
  }
  return found
}

async function failuresOf(house: House, addressHmac: Buffer, now: Date): Promise<Failures> {
  const [counted] = await house.doors.pipeline(entryScope, 'statistics', [
    countFailures(addressHmac, { since: minutesBefore(now, brakeMinutes), keptSince: minutesBefore(now, keptMinutes) }),
  ])
  const { from_address: fromAddress = 0, everywhere = 0 } = (counted?.rows[0] ?? {}) as { from_address?: number; everywhere?: number }
  return { fromAddress, everywhere }
}

/** This while's and the last one's: what a proof is made for, unknown beforehand. */
function salts(house: House, now: Date): readonly string[] {
  const at = Math.floor(now.getTime() / (brakeMinutes * 60_000))
  return [at, at - 1].map((turn) => house.keyring.seal('entry-salt', Buffer.from(String(turn))).toString('hex'))
}

/** Of IPv6 the network that a home or a school is given whole, or one machine would be 2^64 addresses. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const front = head.split(':').filter((part) => part !== '')
  const back = tail === undefined ? [] : tail.split(':').filter((part) => part !== '')
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return [...front, ...gap, ...back]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}

function minutesBefore(now: Date, minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000)
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
