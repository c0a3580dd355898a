/** What was measured, as it is said: "kl. 21.30", "3 timer", "marts 2019". */
import { writeNumber } from '../text/format.ts'
import type { Language } from '../text/text.ts'
import type { Item } from './questionnaire.ts'

const monthNames: Readonly<Record<Language, readonly string[]>> = {
  da: ['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'december'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
}

/**
 * A measured answer in words. `measured` is in the item's own unit (`Measure`); `unit` is what a number counts, in the
 * language.
 *
 * @example measuredInWords({ kind: 'clock', … }, 1650, undefined, 'da') // "kl. 3.30", half past three the next morning
 */
export function measuredInWords(
  { kind, measure }: Pick<Item, 'kind' | 'measure'>,
  measured: number,
  unit: string | undefined,
  language: Language,
): string {
  if (kind === 'clock') {
    const [hour, minute] = [Math.floor((measured % 1440) / 60), String(measured % 60).padStart(2, '0')]
    return language === 'da' ? `kl. ${hour}.${minute}` : `${hour}:${minute}`
  }
  if (kind === 'month') {
    const year = String(Math.floor(measured / 12))
    return measure?.step === 12 ? year : `${monthNames[language][measured % 12] ?? ''} ${year}`
  }
  const number = writeNumber(measured, language)
  return unit === undefined ? number : `${number} ${unit}`
}
