/**
 * SHA-256 (FIPS 180-4), in hexadecimal, of a text as UTF-8. Written out here because the domain knows neither Node nor the
 * browser, and both check words against sums. For nothing secret: it is neither fast nor constant in time.
 */
export function sha256(text: string): string {
  const bytes = utf8(text)
  const bits = bytes.length * 8
  const padded = new Uint8Array((((bytes.length + 8) >> 6) << 6) + 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  for (let place = 0; place < 4; place += 1) padded[padded.length - 1 - place] = (bits >>> (8 * place)) & 0xff
  const hash = [...start]
  const words = new Int32Array(64)
  for (let block = 0; block < padded.length; block += 64) {
    for (let at = 0; at < 64; at += 1) words[at] = at < 16 ? wordAt(padded, block + at * 4) : spread(words, at)
    const next = [...hash]
    for (let at = 0; at < 64; at += 1) round(next, (keys[at] ?? 0) + (words[at] ?? 0))
    for (let at = 0; at < 8; at += 1) hash[at] = ((hash[at] ?? 0) + (next[at] ?? 0)) | 0
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function round(state: number[], added: number): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + added) | 0
  const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
  state.splice(0, 8, (first + second) | 0, a, b, c, (d + first) | 0, e, f, g)
}

function spread(words: Int32Array, at: number): number {
  const [early = 0, late = 0] = [words[at - 15], words[at - 2]]
  const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
  const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
  return ((words[at - 16] ?? 0) + low + (words[at - 7] ?? 0) + high) | 0
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
}

function utf8(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((letter) => {
      const code = letter.codePointAt(0) ?? 0
      if (code < 0x80) return [code]
      if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 63)]
      if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
      return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
    }),
  )
}

/** The first 32 bits of the fractional parts of the square roots of the first eight primes, and of the cube roots of 64. */
const primes = [...Array(312).keys()].filter((n) => n > 1 && ![...Array(n).keys()].some((of) => of > 1 && n % of === 0))
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const keys = primes.slice(0, 64).map((prime) => fraction(Math.cbrt(prime)))

function fraction(root: number): number {
  return Math.floor((root % 1) * 2 ** 32) | 0
}
