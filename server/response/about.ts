/** "Om dine svar", generated from the survey's actual settings so that it cannot drift from them. */
import type { AboutSurvey, PublicSurvey } from '#api/response.ts'
import type { Information } from '#database/information.ts'
import type { PublishedQuestionnaire } from '#database/questionnaire.ts'
import { thresholds } from '#domain/disclosure/thresholds.ts'
import { minutesToAnswer, questionsIn } from '#domain/questionnaire/duration.ts'
import type { Survey } from '#domain/survey/survey.ts'

export function aboutSurvey(
  survey: Pick<Survey, 'id' | 'municipalityId' | 'title' | 'track' | 'questionnaire' | 'opensOn' | 'closesOn'>,
  municipality: string,
  { questionnaire }: PublishedQuestionnaire,
): AboutSurvey {
  return {
    municipalityId: survey.municipalityId,
    surveyId: survey.id,
    title: survey.title,
    municipality,
    track: survey.track,
    respondent: questionnaire.respondent,
    questionnaire: { ...survey.questionnaire, items: questionsIn(questionnaire.items), minutes: minutesToAnswer(questionnaire) },
    opensOn: survey.opensOn,
    closesOn: survey.closesOn,
    thresholds: {
      open: thresholds.open.minimum,
      sensitive: thresholds.sensitive.minimum,
      highlySensitive: thresholds.highlySensitive.minimum,
    },
    hasSensitive: questionnaire.items.some(({ questionClass }) => questionClass !== 'open'),
  }
}

/** The same for anybody, with what only the public page tells. */
export function publicSurvey(
  survey: Survey,
  municipality: string,
  published: PublishedQuestionnaire,
  information: Information | undefined,
): PublicSurvey {
  return {
    ...aboutSurvey(survey, municipality, published),
    grades: [...survey.grades],
    isRolling: survey.isRolling,
    takesPaper: survey.takesPaper === true,
    hasHighlySensitive: published.questionnaire.items.some(({ questionClass }) => questionClass === 'highlySensitive'),
    officer: information === undefined ? null : { email: information.officerEmail, phone: information.officerPhone },
  }
}
