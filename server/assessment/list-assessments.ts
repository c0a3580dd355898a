import { listAssessments } from '#api/assessment.ts'
import * as database from '#database/assessment.ts'
import { listNames } from '#database/identity.ts'
import { nextOf } from '#domain/assessment/assessment.ts'
import { dayInDenmark } from '../danish-day.ts'
import { handle } from '../http/handle.ts'

export const answerListAssessments = handle(listAssessments, async ({ actor, tx, house, note }) => {
  const cases = await database.listAssessments(tx)
  const ids = cases.map(({ id }) => id)
  const [members, informants, goals, names] = await Promise.all([
    database.listMembers(tx, ids),
    database.listInformants(tx, ids),
    database.listGoals(tx, ids),
    listNames(
      tx,
      house.keyring,
      cases.map(({ personId }) => personId),
    ),
  ])
  note('assessments', { purpose: 'assessment', pupilIds: cases.map(({ pupilId }) => pupilId) })

  return cases.map((one) => {
    const asked = informants.filter(({ assessmentId }) => assessmentId === one.id)
    const round = Math.max(1, ...asked.map((informant) => informant.round))
    const current = asked.filter((informant) => informant.round === round && informant.state !== 'withdrawn')
    return {
      id: one.id,
      childName: names.get(one.personId) ?? '',
      className: one.className,
      institution: one.institution,
      state: one.state,
      openedOn: dayInDenmark(new Date(one.openedAt)),
      part: members.find(({ assessmentId, accountId }) => assessmentId === one.id && accountId === actor.accountId)?.part ?? 'participant',
      round,
      invited: current.length,
      answered: current.filter(({ state }) => state === 'answered').length,
      next:
        one.state === 'closed'
          ? null
          : nextOf(
              current,
              goals.filter(({ assessmentId }) => assessmentId === one.id),
            ),
    }
  })
})
