/**
 * What an address brings: `#K7M2XQ-9HFT4B` from a personal QR, `#K7M2XQ` from the projector's, `#k=…` from a
 * letter, `#p=…` from an invitation to a PLUS case, `#h=…` from a signed-in pupil's own page.
 */
import { cleanCode } from '#web/design/code-field/code.ts'

export type Codes = {
  readonly code: string
  readonly slip: string
  /** A personal link's symbols, instead of the two codes; empty where somebody comes by codes. */
  readonly link: string
  /** The link leads to a PLUS case instead of a survey. */
  readonly isCase: boolean
  /** In the link's place stands what a signed-in pupil's own page gave. */
  readonly isHome: boolean
}

export const codeLength = 6
export const linkLength = 14

export const noCodes: Codes = { code: '', slip: '', link: '', isCase: false, isHome: false }

/** What the fragment holds; empty where it holds nothing. A fragment is never sent to a server. */
export function codesIn(fragment: string): Codes {
  const [, door, link] = /^#([hkp])=(.+)$/.exec(fragment) ?? []
  if (link && door === 'h') return { ...noCodes, link, isHome: true }
  if (link) return { ...noCodes, link: cleanCode(link, 30), isCase: door === 'p' }
  const [code = '', slip = ''] = fragment.replace(/^#/, '').split('-')
  return { ...noCodes, code: cleanCode(code, codeLength), slip: cleanCode(slip, codeLength) }
}

export function areWhole({ code, slip, link }: Codes): boolean {
  return link !== '' || (code.length === codeLength && slip.length === codeLength)
}

/** Reads the codes and takes them out of the address at once, so that neither history nor a glance keeps them. */
export function takeCodes(): Codes {
  const codes = codesIn(location.hash)
  if (location.hash !== '') history.replaceState(null, '', location.pathname)
  return codes
}
