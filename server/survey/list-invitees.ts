import { listInvitees } from '#api/survey.ts'
import { listCprs, listNames, listProtected } from '#database/identity.ts'
import { findSurvey, listInvitees as list } from '#database/survey.ts'
import { monthsBetween } from '#domain/calendar/calendar.ts'
import { birthDay } from '#domain/organisation/cpr.ts'
import { readCpr } from '#domain/organisation/cpr.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { inviteeState, invitingView } from './inviting.ts'

const danishOrder = new Intl.Collator('da')

/** A health visitor meets their own districts and classes alone. Age, for whom it is time to invite, is reckoned and not kept. */
export const answerListInvitees = handle(listInvitees, async ({ actor, tx, params, today, house, note }) => {
  const survey = await findSurvey(tx, params.id)
  if (!survey?.isRolling || survey.state === 'draft') throw new Problem('not-found')
  const rows = await list(tx, survey, actor.role === 'healthVisitor' ? actor.classIds : undefined)
  const persons = rows.map(({ personId }) => personId)
  const names = await listNames(tx, house.keyring, persons)
  const cprs = await listCprs(tx, house.keyring, persons)
  const isProtected = new Set(await listProtected(tx, persons))
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)

  const ageOf = (personId: string) => {
    const cpr = readCpr(cprs.get(personId) ?? '')
    const bornOn = cpr === undefined ? undefined : birthDay(cpr)
    return bornOn === undefined ? null : Math.max(0, monthsBetween(bornOn, today))
  }
  note(`surveys:${survey.id}`, { purpose: 'invitation', pupilIds: rows.map(({ pupilId }) => pupilId) })
  return {
    survey: invitingView(survey, questionnaire, today),
    invitees: rows
      .map(({ pupilId, personId, classId, className, institution, turn, decision }) => ({
        pupilId,
        name: names.get(personId) ?? '',
        isProtected: isProtected.has(personId),
        classId,
        className,
        institution,
        ageMonths: ageOf(personId),
        state: inviteeState({ turn, decision }),
      }))
      .toSorted((left, right) => danishOrder.compare(left.name, right.name)),
  }
})
