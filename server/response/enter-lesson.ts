import { enterLesson } from '#api/response.ts'
import { findMunicipality } from '#database/municipality.ts'
import { deleteDraft, enterDraft, findDecision, findInvitation, findLessonByCode, saveTurnout } from '#database/response.ts'
import { findSurvey } from '#database/survey.ts'
import { valueOf } from '#domain/response/answer.ts'
import { isCode, municipalityOfCode, normaliseCode } from '#domain/survey/code.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { countAttempts } from '../http/attempts.ts'
import { handleOutside } from '../http/handle.ts'
import { respondentToken } from '../http/respondent.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { aboutSurvey } from './about.ts'

/** A school shares one address: a class of typing errors must pass, a guessing program must not. */
const attempts = countAttempts({ limit: 300, windowMs: 10 * 60_000 })

/** A wrong code, a dead code, a wrong slip and a slip of another class get one and the same answer. */
export const answerEnterLesson = handleOutside(enterLesson, ({ body, house, now, today, address }) => {
  if (attempts.isExhausted(address, now)) throw new Problem('too-many-attempts')
  const unknown = () => {
    attempts.fail(address, now)
    return new Problem('code-unknown')
  }
  const code = normaliseCode(body.code)
  const slip = normaliseCode(body.slip)
  const municipalityId = municipalityOfCode(code)
  if (municipalityId === undefined || !isCode(slip)) throw unknown()

  return house.doors.as({ municipalityId, role: 'respondent' }, 'statistics', async (tx) => {
    const lesson = await findLessonByCode(tx, code)
    if (!lesson) throw unknown()
    const slipHmac = house.keyring.slipHmac(municipalityId, lesson.surveyId, lesson.classId, slip)
    const [invitation, survey, municipality, decision] = await Promise.all([
      findInvitation(tx, slipHmac),
      findSurvey(tx, lesson.surveyId),
      findMunicipality(tx),
      findDecision(tx, lesson, slipHmac),
    ])
    if (!invitation || !survey || !municipality) throw unknown()
    if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
    const published = await publishedQuestionnaire(tx, survey.questionnaire)
    const items = published.questionnaire.items.length

    const seen = {
      about: aboutSurvey(survey, municipality.name, published),
      className: lesson.className,
      institution: lesson.institution,
    }
    const done = { ...seen, token: '', epoch: 0, answers: [], isSubmitted: true }
    if (decision === 'answered') return done

    if (decision === 'declined') await saveTurnout(tx, invitation, slipHmac, 'undecided')
    // Asked again behind the draft: another device's submit or no may have been waited for there.
    const [draft, decisionNow] = await Promise.all([enterDraft(tx, slipHmac, items), findDecision(tx, lesson, slipHmac)])
    if (decisionNow === 'answered') {
      await deleteDraft(tx, slipHmac)
      return done
    }
    if (decisionNow === 'declined') await saveTurnout(tx, invitation, slipHmac, 'undecided')
    return {
      ...seen,
      token: respondentToken(house.keyring, { track: 'statistics', municipalityId, slipHmac, items }),
      epoch: draft.epoch,
      answers: draft.answers.map((mark) => (mark === null ? null : valueOf(mark))),
      isSubmitted: false,
    }
  })
})
