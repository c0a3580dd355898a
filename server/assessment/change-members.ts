import { changeMembers } from '#api/assessment.ts'
import { listColleagues, saveMember, saveMemberLeft } from '#database/assessment.ts'
import { roles } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { holdOpenAssessment } from './case.ts'

export const answerChangeMembers = handle(changeMembers, async ({ tx, params, body, now, today, note }) => {
  const found = await holdOpenAssessment(tx, params.id)
  const working = roles.filter((role) => may({ role }, 'assessment.work'))
  const isColleague = (await listColleagues(tx, working, today)).some(({ accountId }) => accountId === body.accountId)
  if (!isColleague) throw new Problem('not-found')

  if (body.isOn) await saveMember(tx, found.id, body.accountId, now)
  else await saveMemberLeft(tx, found.id, body.accountId, now)
  note(`assessments:${found.id}`, { purpose: found.legalBasis, pupilIds: [found.pupilId] })
})
