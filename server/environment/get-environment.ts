import { getEnvironment } from '#api/environment.ts'
import { findEnvironment, listPublications } from '#database/environment.ts'
import { countReported } from '#database/report-version.ts'
import { mayWriteEnvironment } from '#domain/access/leader-policy.ts'
import { isEnvironmentDue, latestNextOn, noWords, stepsDone } from '#domain/environment/environment.ts'
import { handle } from '../http/handle.ts'
import { ownPlans } from './own-plans.ts'
import { environmentPlace } from './place.ts'

export const answerGetEnvironment = handle(getEnvironment, async ({ actor, tx, params, today }) => {
  const { surveyId, institutionId } = params
  const place = await environmentPlace(tx, actor, params)
  const kept = await findEnvironment(tx, surveyId, institutionId)
  const plans = await ownPlans(tx, surveyId, institutionId)
  const hasFigures = await countReported(tx, surveyId, place.unit)

  const assessment = kept ?? { surveyId, institutionId, words: noWords, followUpOn: null, nextOn: null, revision: 0 }
  return {
    ...assessment,
    name: place.name,
    kind: place.kind,
    latestNextOn: latestNextOn(today),
    plans: plans.map(({ id, title, aim, owner, startsOn, dueOn }) => ({ id, title, aim, owner, startsOn, dueOn })),
    done: [...stepsDone(assessment, { hasFigures: hasFigures > 0, plans: plans.length })],
    isDue: isEnvironmentDue(assessment, today),
    publications: [...(await listPublications(tx, surveyId, institutionId))],
    mayWrite: mayWriteEnvironment(actor, institutionId),
  }
})
