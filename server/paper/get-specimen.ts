import { getSpecimen } from '#api/paper.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findSurvey } from '#database/survey.ts'
import { askedIn } from '#domain/questionnaire/asked-in.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { aboutSurvey } from '../response/about.ts'
import { formDocument } from './form-document.ts'
import { wordsOn } from './words-on-form.ts'

/** The form as parents and staff may see it beforehand: without a strip and a slip, and said to be a specimen. */
export const answerGetSpecimen = handle(
  getSpecimen,
  async ({ tx, params, query }) => {
    const survey = await findSurvey(tx, params.id)
    const municipality = await findMunicipality(tx)
    if (!survey || !municipality) throw new Problem('not-found')
    if (survey.takesPaper !== true) throw new Problem('paper-not-taken')
    const published = await publishedQuestionnaire(tx, survey.questionnaire)

    return {
      language: query.language,
      about: aboutSurvey(survey, municipality.name, published),
      questionnaire: askedIn(survey.track, published.questionnaire),
      text: wordsOn(published, query.language),
      address: null,
      forms: null,
    }
  },
  formDocument,
)
