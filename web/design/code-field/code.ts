/** Codes that are read from a projector or a paper slip and typed by a child: forgiving in, clear out. */

/** Symbols that no code has, for they look like others. */
const alphabet = /[^2-9A-HJKMNP-TV-Z]/g

/**
 * The symbols of a code in what somebody typed: small letters count as large, and spaces, hyphens and
 * symbols that no code has are left out.
 *
 * @example cleanCode(' k7m-2xq ', 6) // 'K7M2XQ'
 */
export function cleanCode(typed: string, length: number): string {
  return typed.toUpperCase().replace(alphabet, '').slice(0, length)
}

/** Groups of three, as the code is shown on the projector. `groupCode('K7M2XQ')` is 'K7M 2XQ'. */
export function groupCode(code: string): string {
  return code.replace(/(.{3})(?=.)/g, '$1 ')
}

/** Where the caret stands in the grouped code when it stood after `typed` characters of what was typed. */
export function caretIn(grouped: string, typedBefore: string, length: number): number {
  const symbols = cleanCode(typedBefore, length).length
  let place = 0
  for (let seen = 0; seen < symbols && place < grouped.length; place++) if (grouped[place] !== ' ') seen++
  return place
}
