/**
 * What slows whoever guesses codes, and never refuses a right one: when an address has failed often, or everybody
 * together very often, each further try must bring a proof of work. A class pays nothing, or a second; a program pays
 * for every guess. The arithmetic: docs/decisions/0036.
 */

/** How far back failures count. */
export const brakeMinutes = 10

/** How long a failure is kept. */
export const keptMinutes = 60

/** Different failures from one address before a proof is asked: ten schools' worth of a class with several mistakes each. */
export const freeFromAddress = 300

/** Failures from everywhere together before everybody is asked: twice the mistakes of every pupil in the country at one time. */
export const freeEverywhere = 50_000

const firstBits = 14
/** A quarter of a million tries on average: two or three seconds on an old machine. */
export const mostBits = 18

export type Failures = { readonly fromAddress: number; readonly everywhere: number }

/** How many leading zero bits the next try's proof must have; 0 when none is asked. Each doubling asks four times the work. */
export function bitsAsked({ fromAddress, everywhere }: Failures): number {
  const over = Math.max(fromAddress / freeFromAddress, everywhere / freeEverywhere)
  return over < 1 ? 0 : Math.min(mostBits, firstBits + 2 * Math.floor(Math.log2(over)))
}

/** What is hashed (SHA-256, UTF-8): a proof is for one try, for ten minutes or twenty. */
export function proofText(salt: string, tried: string, nonce: string): string {
  return `${salt}:${tried}:${nonce}`
}

/** How many zero bits a hash begins with. */
export function leadingZeros(hash: Uint8Array): number {
  let bits = 0
  for (const byte of hash) {
    bits += Math.clz32(byte) - 24
    if (byte !== 0) break
  }
  return bits
}
