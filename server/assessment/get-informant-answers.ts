import { getInformantAnswers } from '#api/assessment.ts'
import { findCaseCipher, listInformantResponses, listInformants, textsField } from '#database/assessment.ts'
import { readAnswer } from '#domain/health/colour.ts'
import { measuredInWords } from '#domain/questionnaire/measured-words.ts'
import { wordingIn } from '#domain/questionnaire/wording.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { askedOf } from './asked.ts'
import { reachAssessment } from './case.ts'

export const answerGetInformantAnswers = handle(getInformantAnswers, async ({ tx, params, house, note }) => {
  const found = await reachAssessment(tx, params.id)
  const informant = (await listInformants(tx, [found.id])).find(({ id }) => id === params.informantId)
  const response = (await listInformantResponses(tx, found.id)).find(({ informantId }) => informantId === params.informantId)
  if (!informant || !response) throw new Problem('not-found')
  const asked = await askedOf(tx, informant.instrument, informant.version)
  if (!asked) throw new Problem('instrument-words-gone')
  const { questionnaire, texts } = asked
  const wordsIn = (language: 'da' | 'en') => wordingIn(texts, language).text
  note(`informants:${informant.id}`, { purpose: found.legalBasis, pupilIds: [found.pupilId] })

  const cipher = response.texts === null ? undefined : await findCaseCipher(tx, house.keyring, found.id)
  const written =
    response.texts && cipher ? (JSON.parse(cipher.open(textsField(informant.id), response.texts)) as Readonly<Record<string, string>>) : {}

  return questionnaire.items.flatMap((item, place) => {
    const { code, theme } = item
    if (item.kind === 'information') return []
    const { state, options, measured } = readAnswer(item, response.answers[place])
    const wordsOf = (language: 'da' | 'en') => {
      const text = wordsIn(language).items[code]
      if (item.kind === 'text') return written[code]
      if (measured !== null) return measuredInWords(item, measured, text?.unit, language)
      return options.map((option) => text?.options[option] ?? option).join('; ')
    }
    const inBoth = (words: (language: 'da' | 'en') => string | undefined) => ({ da: words('da') ?? '', en: words('en') ?? '' })
    return [
      {
        item: code,
        theme: inBoth((language) => wordsIn(language).themes[theme]),
        question: inBoth((language) => wordsIn(language).items[code]?.question),
        answer: state === 'answered' ? inBoth(wordsOf) : null,
      },
    ]
  })
})
