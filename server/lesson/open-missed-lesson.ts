import { openMissedLesson } from '#api/lesson.ts'
import { listOwnSlips } from '#database/lesson.ts'
import { findSurvey } from '#database/survey.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { homeTicket } from './home-ticket.ts'

export const answerOpenMissedLesson = handle(openMissedLesson, async ({ actor, tx, params, house, now, today }) => {
  const own = actor.role === 'parent' ? [] : await listOwnSlips(tx)
  const missed = own.find(({ surveyId }) => surveyId === params.id)
  const survey = missed && (await findSurvey(tx, missed.surveyId))
  if (!missed || !survey) throw new Problem('not-found')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')

  const ticket = homeTicket(house.keyring, { municipalityId: tx.municipalityId, slipHmac: missed.slipHmac }, now)
  return { link: `/svar/min-familie#h=${ticket}` }
})
