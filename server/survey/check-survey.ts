import { checkSurvey } from '#api/survey.ts'
import { findSurvey, listClassesToInvite, listSurveys } from '#database/survey.ts'
import { mayPlanFor } from '#domain/access/policy.ts'
import { daysBetween } from '#domain/calendar/calendar.ts'
import { thresholds } from '#domain/disclosure/thresholds.ts'
import { checkInvitations } from '#domain/invitation/check.ts'
import { minutesToAnswer } from '#domain/questionnaire/duration.ts'
import { checkSurvey as check } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { invitationStatus } from '../invitation/invitation-status.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'

export const answerCheckSurvey = handle(checkSurvey, async ({ actor, tx, params, today, house }) => {
  const survey = await findSurvey(tx, params.id)
  if (!survey || !mayPlanFor(actor, survey.institutionIds)) throw new Problem('not-found')
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
  const classes = await listClassesToInvite(tx, survey)
  const others = await listSurveys(tx)

  const institutions = [...Map.groupBy(classes, ({ institutionId }) => institutionId)].map(([id, rows]) => ({
    id,
    name: rows[0]?.institution ?? '',
    classes: rows.flatMap(({ className, pupils }) => (className === null ? [] : [{ name: className, pupils }])),
  }))
  const findings = check(survey, {
    institutions,
    meantFor: questionnaire.grades,
    others,
    smallest: thresholds.open.minimum,
    today,
    days: daysBetween(survey.opensOn, survey.closesOn),
  })
  const { plan, available, receivers } = await invitationStatus(tx, house, survey, today)
  const told = checkInvitations(survey, {
    plan: plan ?? undefined,
    available,
    receivers: receivers.people,
    unreached: receivers.none,
    daysBetween,
  })
  return {
    findings: [...findings, ...told].map(({ name, level, values }) => ({ name, level, values: { ...values } })),
    pupils: classes.reduce((sum, { pupils }) => sum + pupils, 0),
    minutes: minutesToAnswer(questionnaire),
    institutions: institutions.map(({ id, name, classes: rows }) => ({
      id,
      name,
      classes: rows.length,
      pupils: rows.reduce((sum, { pupils }) => sum + pupils, 0),
    })),
  }
})
