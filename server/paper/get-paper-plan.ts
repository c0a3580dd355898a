import { getPaperPlan } from '#api/paper.ts'
import { listNames } from '#database/identity.ts'
import { findTypists, listTypistCandidates } from '#database/paper.ts'
import { findSurvey } from '#database/survey.ts'
import { mayPlanFor, typistRoles } from '#domain/access/policy.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

const danishOrder = new Intl.Collator('da')

export const answerGetPaperPlan = handle(getPaperPlan, async ({ actor, tx, params, house }) => {
  const survey = await findSurvey(tx, params.id)
  if (!survey || !mayPlanFor(actor, survey.institutionIds)) throw new Problem('not-found')
  const [typists, people] = await Promise.all([findTypists(tx, survey.id), listTypistCandidates(tx, typistRoles)])
  const names = await listNames(
    tx,
    house.keyring,
    people.map(({ personId }) => personId),
  )

  return {
    takesPaper: survey.takesPaper === true,
    isFixed: survey.state !== 'draft',
    track: survey.track,
    people: people
      .map(({ id, personId, role }) => ({ id, role, name: names.get(personId) ?? '', isNamed: typists.includes(id) }))
      .toSorted((left, right) => danishOrder.compare(left.name, right.name)),
  }
})
