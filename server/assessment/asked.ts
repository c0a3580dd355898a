/** An instrument's version as the answering page asks it, in both languages. */
import type { Questionnaire, QuestionnaireText } from '#domain/questionnaire/questionnaire.ts'
import { questionnaireOf } from '#domain/instrument/questionnaire-of.ts'
import type { Language } from '#domain/text/text.ts'
import { installedInstrument } from './installed.ts'

export function askedOf(
  code: string,
  version: string,
): { readonly questionnaire: Questionnaire; readonly texts: Readonly<Record<Language, QuestionnaireText>> } {
  const { instrument, texts } = installedInstrument(code)
  const inLanguage = (language: Language) => {
    const text = texts.find((one) => one.version === version && one.language === language)
    const asked = text && questionnaireOf(instrument, version, text)
    if (!asked || 'refused' in asked) throw new Error(`the instrument ${code} has no words for ${version} in ${language}`)
    return asked
  }
  const danish = inLanguage('da')
  return { questionnaire: danish.questionnaire, texts: { da: danish.text, en: inLanguage('en').text } }
}
