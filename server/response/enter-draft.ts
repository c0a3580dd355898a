/** Coming in, when it is known which slip or link somebody holds: the same for a lesson and for a link. */
import type { Entered } from '#api/response.ts'
import { findMunicipality } from '#database/municipality.ts'
import { deleteDraft, enterDraft } from '#database/draft.ts'
import { findDecision, findInvitation, findPlaceOfClass, saveTurnout } from '#database/response.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { valueOf } from '#domain/response/answer.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { enterHealth, type Entering } from '../health/enter.ts'
import type { House } from '../house.ts'
import { respondentToken } from '../http/respondent.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { aboutSurvey } from './about.ts'

/** When somebody comes in, and what a young person of 15 or more says about consent, when they were asked. */
export type Coming = Pick<Entering, 'consent' | 'now' | 'today' | 'newId'>

/**
 * Starts a draft or comes back to it; undefined when nobody was invited with this. In a survey that asks by name
 * whoever has no consent answers in the statistics track, and is told so.
 */
export async function enterSurvey(house: House, tx: Tx, slipHmac: Buffer, coming: Coming): Promise<Entered | undefined> {
  const { today } = coming
  const invitation = await findInvitation(tx, slipHmac)
  if (!invitation) return undefined
  const [survey, municipality, place, decision] = await Promise.all([
    findSurvey(tx, invitation.surveyId),
    findMunicipality(tx),
    findPlaceOfClass(tx, invitation.classId),
    findDecision(tx, invitation, slipHmac),
  ])
  if (!survey || !municipality || !place) return undefined
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  const published = await publishedQuestionnaire(tx, survey.questionnaire)
  const items = published.questionnaire.items.length

  const about = aboutSurvey(survey, municipality.name, published)
  const named =
    survey.track === 'health' ? await enterHealth(house, tx.municipalityId, slipHmac, { ...coming, items, turnout: decision }) : undefined
  if (named) return { about, ...place, informant: null, asked: null, ...named }

  const seen = {
    about: { ...about, track: 'statistics' as const },
    ...place,
    forWhom: null,
    consent: null,
    informant: null,
    readers: [],
    asked: null,
  }
  const done = { ...seen, token: '', epoch: 0, answers: [], isSubmitted: true }
  if (decision === 'answered') return done

  if (decision === 'declined') await saveTurnout(tx, invitation, slipHmac, 'undecided')
  // Asked again behind the draft: another device's submit or no may have been waited for there.
  const [draft, decisionNow] = await Promise.all([enterDraft(tx, 'statistics', slipHmac, items), findDecision(tx, invitation, slipHmac)])
  if (decisionNow === 'answered') {
    await deleteDraft(tx, 'statistics', slipHmac)
    return done
  }
  if (decisionNow === 'declined') await saveTurnout(tx, invitation, slipHmac, 'undecided')
  return {
    ...seen,
    token: respondentToken(house.keyring, { track: 'statistics', municipalityId: tx.municipalityId, slipHmac, items }),
    epoch: draft.epoch,
    answers: draft.answers.map((mark) => (mark === null ? null : valueOf(mark))),
    isSubmitted: false,
  }
}
