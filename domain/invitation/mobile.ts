/**
 * A telephone number as messages are sent to it (E.164), or undefined when the text is none. Eight digits are Danish; which
 * of those are mobile cannot be told from the number any more, for numbers move between kinds.
 *
 * @example mobileNumber('20 00 00 00') // '+4520000000'
 */
export function mobileNumber(text: string): string | undefined {
  const digits = text
    .trim()
    .replace(/[\s().-]/g, '')
    .replace(/^00/, '+')
  if (/^\d{8}$/.test(digits)) return `+45${digits}`
  return /^\+45\d{8}$/.test(digits) || /^\+(?!45)[1-9]\d{7,14}$/.test(digits) ? digits : undefined
}
