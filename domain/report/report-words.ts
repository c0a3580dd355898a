/** How a report's own sentences are read: the texts of `content/texts/report.<language>.json`, with numbers written the language's way. */
import { fill, writeNumber, writePercent } from '../text/format.ts'
import { withMunicipalityTitles } from '../text/municipality-title.ts'
import type { Language } from '../text/text.ts'

type Values = Readonly<Record<string, string | number>>

export type ReportWords = {
  readonly language: Language
  readonly t: (key: string, values?: Values) => string
  /** `<key>.one` or `<key>.other`; `{count}` is the number itself. */
  readonly counted: (key: string, count: number, values?: Values) => string
  /** A part of a whole as whole percent; nothing of nothing is 0 %. */
  readonly percent: (part: number, whole: number) => string
  /** "Søvn, mad og venner" */
  readonly list: (parts: readonly string[]) => string
}

const and = { da: 'og', en: 'and' } as const

/** Throws on a text that isn't there: a report with a hole in it is a fault, and shall be seen as one. */
export function reportWords(language: Language, texts: Readonly<Record<string, string>>): ReportWords {
  const t: ReportWords['t'] = (key, values = {}) => {
    const text = texts[key]
    if (text === undefined) throw new Error(`no text for ${key}`)
    const written = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? writeNumber(value, language) : value])
    return withMunicipalityTitles(fill(text, Object.fromEntries(written)))
  }
  return {
    language,
    t,
    counted: (key, count, values = {}) => t(`${key}.${count === 1 ? 'one' : 'other'}`, { count, ...values }),
    percent: (part, whole) => writePercent(whole === 0 ? 0 : (part / whole) * 100, language),
    list: (parts) => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${and[language]} ${parts.at(-1)}`),
  }
}
