/** The codes in an address: `#K7M2XQ-9HFT4B` from a personal QR, `#K7M2XQ` from the projector's. */
import { cleanCode } from '#web/design/code-field/code.ts'

export type Codes = { readonly code: string; readonly slip: string }

export const codeLength = 6

/** What the fragment holds; empty where it holds nothing. A fragment is never sent to a server. */
export function codesIn(fragment: string): Codes {
  const [code = '', slip = ''] = fragment.replace(/^#/, '').split('-')
  return { code: cleanCode(code, codeLength), slip: cleanCode(slip, codeLength) }
}

export function areWhole({ code, slip }: Codes): boolean {
  return code.length === codeLength && slip.length === codeLength
}

/** Reads the codes and takes them out of the address at once, so that neither history nor a glance keeps them. */
export function takeCodes(): Codes {
  const codes = codesIn(location.hash)
  if (location.hash !== '') history.replaceState(null, '', location.pathname)
  return codes
}
