import { aboutSurvey } from '#api/response.ts'
import { findInformation } from '#database/information.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findSurvey } from '#database/survey.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { publicSurvey } from './about.ts'

/** Public as soon as the survey is open, and as long as anything of it is kept. */
export const answerAboutSurvey = handleOutside(aboutSurvey, ({ params, house }) =>
  house.doors.as(
    { municipalityId: params.municipalityId, role: 'guest' },
    'statistics',
    async (tx) => {
      const survey = await findSurvey(tx, params.surveyId)
      const municipality = await findMunicipality(tx)
      if (!survey || !municipality || survey.state === 'draft') throw new Problem('not-found')
      const published = await publishedQuestionnaire(tx, survey.questionnaire)

      const about = publicSurvey(survey, municipality.name, published, await findInformation(tx))
      return { ...about, questionnaire: published.questionnaire, texts: published.texts }
    },
    { readOnly: true },
  ),
)
