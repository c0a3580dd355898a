/**
 * The work that a try must bring when many have failed: a nonce whose SHA-256 begins with so many zeros. Fetched when it
 * is asked for. The browser's own digest answers one promise a hash, which is a hundred times slower than this.
 */
import { leadingZeros, proofText } from '#domain/survey/entry-brake.ts'

export type Work = { readonly bits: number; readonly salt: string }

/** Tries at a time before the page may draw. */
const atATime = 20_000

/** Finds the nonce: a quarter of a million tries when most is asked, a few seconds on an old machine. */
export async function prove({ bits, salt }: Work, tried: string): Promise<string> {
  for (let nonce = 0; ; nonce++) {
    if (nonce % atATime === atATime - 1) await new Promise((resolve) => setTimeout(resolve))
    if (leadingZeros(sha256(proofText(salt, tried, String(nonce)))) >= bits) return String(nonce)
  }
}

// The first 32 bits of the fractional parts of square and cube roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3).
const primes = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && !Array.from({ length: n }, (_, d) => d).some((d) => d > 1 && n % d === 0),
)
const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))
const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const w = new Int32Array(64)
const state = new Int32Array(8)
const encoder = new TextEncoder()

/** SHA-256 of a text (FIPS 180-4). */
export function sha256(text: string): Uint8Array {
  const given = encoder.encode(text)
  const view = new DataView(new ArrayBuffer((((given.length + 8) >> 6) + 1) << 6))
  new Uint8Array(view.buffer).set(given)
  view.setUint8(given.length, 0x80)
  view.setUint32(view.byteLength - 4, given.length * 8)
  state.set(start)
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4)
    mix()
  }
  for (let i = 0; i < 8; i++) view.setInt32(i * 4, state[i] as number)
  return new Uint8Array(view.buffer, 0, 32)
}

/** One block, in `w`, into the state. Written out, for it is done so often. */
function mix(): void {
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number
    const y = w[i - 2] as number
    w[i] =
      ((w[i - 16] as number) +
        (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
        (w[i - 7] as number) +
        (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10))) |
      0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const one =
      (h +
        (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) +
        ((e & f) ^ (~e & g)) +
        (rounds[i] as number) +
        (w[i] as number)) |
      0
    const two = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
  state[4] = (state[4] as number) + e
  state[5] = (state[5] as number) + f
  state[6] = (state[6] as number) + g
  state[7] = (state[7] as number) + h
}
