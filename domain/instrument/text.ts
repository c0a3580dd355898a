/** Whether an instrument has words. One that has none is hidden: nobody is offered it, and nobody can ask it. */
import type { Language } from '../text/text.ts'
import type { Instrument, InstrumentText } from './instrument.ts'
import { findVersion } from './instrument.ts'
import { textFaults } from './questionnaire-of.ts'

/** The words of that version in that language, in Danish when the language has none; undefined when there are none. */
export function findText(
  instrument: Instrument,
  texts: readonly InstrumentText[],
  versionCode: string,
  language: Language = 'da',
): InstrumentText | undefined {
  const version = findVersion(instrument, versionCode)
  const fitting = version ? texts.filter((text) => textFaults(instrument, version, text).length === 0) : []
  return fitting.find((text) => text.language === language) ?? fitting.find((text) => text.language === 'da')
}

/** Whether that version may be offered: it has words, in Danish at least, for every item. */
export function isAvailable(instrument: Instrument, texts: readonly InstrumentText[], versionCode: string): boolean {
  return findText(instrument, texts, versionCode) !== undefined
}
