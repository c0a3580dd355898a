/**
 * How many messages a text is sent as. The alphabet of GSM (3GPP TS 23.038) takes 160 characters in one and 153 in each of
 * several, characters of its extension counting twice; anything else is sent as UCS-2 with 70 and 67.
 */
export function smsSegments(text: string): { readonly alphabet: 'gsm-7' | 'ucs-2'; readonly segments: number } {
  const signs = [...text]
  const isGsm = signs.every((sign) => basic.has(sign) || extension.has(sign))
  if (isGsm) {
    const length = signs.reduce((sum, sign) => sum + (extension.has(sign) ? 2 : 1), 0)
    return { alphabet: 'gsm-7', segments: length <= 160 ? 1 : Math.ceil(length / 153) }
  }
  return { alphabet: 'ucs-2', segments: text.length <= 70 ? 1 : Math.ceil(text.length / 67) }
}

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extension = new Set('\f^{}\\[~]|€')
