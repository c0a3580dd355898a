/**
 * What a pupil types: the lesson's code and a personal slip.
 *
 * Both are six symbols of an alphabet without look-alikes (no 0 O, 1 I L, U). A lesson's code carries its
 * municipality in the first two symbols, so that it can be looked up where it belongs before anybody is
 * known; four symbols are chance. Code and slip only work together, and only while the lesson is open.
 * Outside a lesson there is one link instead, long enough to need nothing beside it.
 */
import type { MunicipalityId } from '../organisation/organisation.ts'

export const symbols = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

const codeLength = 6

/** What was typed, as it was meant: upper case, without spaces and hyphens. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '')
}

/** Whether a normalised text could be a code or a slip at all. */
export function isCode(text: string): boolean {
  return text.length === codeLength && [...text].every((symbol) => symbols.includes(symbol))
}

/** A lesson's code from four or more bytes of chance. Municipalities are 0-899: two symbols. */
export function lessonCode(municipalityId: MunicipalityId, chance: Uint8Array): string {
  return head(municipalityId) + symbolsOf(chance, codeLength - 2)
}

/** The municipality in a lesson's code; undefined when the text is no code. */
export function municipalityOfCode(code: string): MunicipalityId | undefined {
  if (!isCode(code)) return undefined
  return symbols.indexOf(code.charAt(0)) * symbols.length + symbols.indexOf(code.charAt(1))
}

/** A slip from at least 15 bytes that look like chance; 30^6 = 729 million slips. */
export function slipFrom(chance: Uint8Array): string {
  return symbolsOf(chance, codeLength)
}

/** Two bytes a symbol: the remainder's bias is below one in two thousand. */
function symbolsOf(chance: Uint8Array, count: number): string {
  if (chance.length < count * 2) throw new RangeError('too little chance for a code')
  let text = ''
  for (let at = 0; at < count; at++) {
    text += symbols[((chance[at * 2] ?? 0) * 256 + (chance[at * 2 + 1] ?? 0)) % symbols.length]
  }
  return text
}

const linkLength = 14

/**
 * A personal link's symbols, for somebody who answers outside a lesson: the municipality's two, and twelve
 * from at least 24 bytes that look like chance; 30^12 is more than 2^58.
 */
export function linkFrom(municipalityId: MunicipalityId, chance: Uint8Array): string {
  return head(municipalityId) + symbolsOf(chance, linkLength - 2)
}

/** The municipality in a link's normalised symbols; undefined when they can be no link. */
export function municipalityOfLink(link: string): MunicipalityId | undefined {
  if (link.length !== linkLength || ![...link].every((symbol) => symbols.includes(symbol))) return undefined
  return symbols.indexOf(link.charAt(0)) * symbols.length + symbols.indexOf(link.charAt(1))
}

/** A link's symbols in groups of three, as a letter shows them to be typed: `TBK 7M2 XQ9 HFT 4B`. */
export function grouped(link: string): string {
  return link.replace(/(.{3})(?=.)/g, '$1 ')
}

function head(municipalityId: MunicipalityId): string {
  return `${symbols[Math.floor(municipalityId / symbols.length)]}${symbols[municipalityId % symbols.length]}`
}

/** `ABCDEF` as `ABC DEF`, easier to read from a wall and to type. */
export function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}
