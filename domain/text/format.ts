/** Sentences with places to fill, and numbers as they are written. */
import type { Language } from './text.ts'

/**
 * Fills `{name}` places. A place without a value stays as it is, so that a fault is seen and not guessed at;
 * values are put in as they are, so what goes into HTML is escaped where HTML is made.
 *
 * @example fill('Uge {week}', { week: 48 }) // "Uge 48"
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name]
    // Not `=== undefined`: `{constructor}` finds something on every object.
    return typeof value === 'string' || typeof value === 'number' ? String(value) : place
  })
}

const signs: Readonly<Record<Language, { readonly decimal: string; readonly thousand: string; readonly percent: string }>> = {
  da: { decimal: ',', thousand: '.', percent: '\u00a0%' },
  en: { decimal: '.', thousand: ',', percent: '%' },
}

/**
 * A number as it is written: 1234.5 is "1.234,5" in Danish and "1,234.5" in English. Rounds half away from
 * zero to `decimals`, and writes exactly so many.
 */
export function writeNumber(number: number, language: Language, decimals = 0): string {
  const { decimal, thousand } = signs[language]
  // The exponent form shifts the point without multiplying, so that 1.005 rounds as it reads. What is whole needs none: most numbers are.
  const size = Number.isInteger(number) ? Math.abs(number) : Number(`${Math.round(Number(`${Math.abs(number)}e${decimals}`))}e-${decimals}`)
  const [whole = '', fraction] = size.toFixed(decimals).split('.')
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, thousand) : whole
  return `${number < 0 && size > 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : decimal + fraction}`
}

/** A percentage, 0-100: "48 %" in Danish (the space does not break), "48%" in English. */
export function writePercent(percent: number, language: Language, decimals = 0): string {
  return writeNumber(percent, language, decimals) + signs[language].percent
}
