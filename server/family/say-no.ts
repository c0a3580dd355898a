import { sayNo } from '#api/family.ts'
import { listChildren, listPersonsOfAccounts } from '#database/health.ts'
import { listClassesOfChildren, saveOptOut } from '#database/opt-out.ts'
import { findSurvey } from '#database/survey.ts'
import { ruleFor } from '#domain/consent/age-rules.ts'
import { refuseOptOut } from '#domain/consent/opt-out.ts'
import { listBirthdays } from '../health/birthdays.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { asksClass } from './family-child.ts'

/** A survey that does not ask the child, and one that is asked by name, where consent is the question, are not to be found. */
export const answerSayNo = handle(sayNo, async ({ actor, tx, body, house, today, note }) => {
  const { pupilId, surveyId, isOut } = body
  const [children, places, survey, persons] = await Promise.all([
    listChildren(tx, [pupilId]),
    listClassesOfChildren(tx, [pupilId]),
    findSurvey(tx, surveyId),
    listPersonsOfAccounts(tx, [actor.accountId]),
  ])
  const [child, place, personId] = [children[0], places[0], persons.get(actor.accountId)]
  if (!child || !place || !survey || personId === undefined) throw new Problem('not-found')
  if (survey.track !== 'statistics' || survey.isRolling || !asksClass(survey, place)) throw new Problem('not-found')
  const [{ questionnaire }, birthdays] = await Promise.all([
    publishedQuestionnaire(tx, survey.questionnaire),
    listBirthdays(tx, house.keyring, [child.personId]),
  ])
  if (questionnaire.respondent === 'parent') throw new Problem('not-found')
  const saidBy = actor.role === 'parent' ? 'parent' : 'self'
  const { decides } = ruleFor(birthdays.get(child.personId), today)

  const refused = refuseOptOut(saidBy, { decides, survey, today })
  if (refused) throw new Problem(refused)

  note(`survey:${surveyId}`, { pupilIds: [pupilId] })
  const optOut = { surveyId, pupilId, pupilPersonId: child.personId, personId, saidBy } as const
  if (!(await saveOptOut(tx, optOut, { isOut, isOfAge: decides === 'self', on: today }))) throw new Problem('response-already-submitted')
})
