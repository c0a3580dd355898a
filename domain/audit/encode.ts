/** Rows as bytes, to be hashed: the same in the database, which has a function for each kind of row. */

const absent = 0xffffffff

/** Each piece with its length in front: nothing can be moved from one to the next, and what is empty differs from what is not there. */
export function encodePieces(pieces: readonly (Uint8Array | undefined)[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + 4 + (piece?.length ?? 0), 0))
  let place = 0
  for (const piece of pieces) {
    bytes.set(integer(BigInt(piece?.length ?? absent), 4), place)
    if (piece) bytes.set(piece, place + 4)
    place += 4 + (piece?.length ?? 0)
  }
  return bytes
}

export function optional<T>(value: T | null, encode: (value: T) => Uint8Array): Uint8Array | undefined {
  return value === null ? undefined : encode(value)
}

/** Two's complement, most significant byte first. */
export function integer(value: bigint, width: 4 | 8): Uint8Array {
  return Uint8Array.from({ length: width }, (_, place) => Number((value >> BigInt(8 * (width - 1 - place))) & 0xffn))
}

/** Hexadecimal, with or without the hyphens of a UUID. */
export function hex(value: string): Uint8Array {
  const digits = value.replaceAll('-', '')
  return Uint8Array.from({ length: digits.length / 2 }, (_, place) => Number.parseInt(digits.slice(2 * place, 2 * place + 2), 16))
}

/** UTF-8, as the domain has no encoder of its own. */
export function text(value: string): Uint8Array {
  const bytes: number[] = []
  for (const symbol of value) {
    const code = symbol.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
  }
  return Uint8Array.from(bytes)
}
