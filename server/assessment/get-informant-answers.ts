import { getInformantAnswers } from '#api/assessment.ts'
import { listInformantResponses, listInformants } from '#database/assessment.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { askedOf } from './asked.ts'
import { reachAssessment } from './case.ts'

export const answerGetInformantAnswers = handle(getInformantAnswers, async ({ tx, params, note }) => {
  const found = await reachAssessment(tx, params.id)
  const informant = (await listInformants(tx, [found.id])).find(({ id }) => id === params.informantId)
  const response = (await listInformantResponses(tx, found.id)).find(({ informantId }) => informantId === params.informantId)
  if (!informant || !response) throw new Problem('not-found')
  const { questionnaire, texts } = askedOf(informant.instrument, informant.version)
  note(`informants:${informant.id}`, { purpose: found.legalBasis, pupilIds: [found.pupilId] })

  return questionnaire.items.map(({ code, theme, options }, place) => {
    const option = options[(response.answers[place] ?? 0) - 1]
    const inBoth = (words: (language: 'da' | 'en') => string | undefined) => ({ da: words('da') ?? '', en: words('en') ?? '' })
    return {
      item: code,
      theme: inBoth((language) => texts[language].themes[theme]),
      question: inBoth((language) => texts[language].items[code]?.question),
      answer: option === undefined ? null : inBoth((language) => texts[language].items[code]?.options[option]),
    }
  })
})
