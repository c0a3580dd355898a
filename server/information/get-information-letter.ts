import { getInformationLetter } from '#api/information.ts'
import { findInformation } from '#database/information.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findSurvey } from '#database/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { publicSurvey } from '../response/about.ts'
import { informationDocument } from './information-document.ts'

/** Also of a draft, for a letter goes home before the survey opens. */
export const answerGetInformationLetter = handle(
  getInformationLetter,
  async ({ tx, params, query, house }) => {
    const survey = await findSurvey(tx, params.id)
    const municipality = await findMunicipality(tx)
    if (!survey || !municipality) throw new Problem('not-found')
    const published = await publishedQuestionnaire(tx, survey.questionnaire)
    const about = publicSurvey(survey, municipality.name, published, await findInformation(tx))

    return { origin: house.origin, language: query.language, about }
  },
  informationDocument,
)
