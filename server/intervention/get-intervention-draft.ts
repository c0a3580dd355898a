import { getInterventionDraft } from '#api/intervention.ts'
import { findSheetVersion, listReviews } from '#database/intervention.ts'
import { may } from '#domain/access/policy.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { versionView } from './version-view.ts'

export const answerGetInterventionDraft = handle(getInterventionDraft, async ({ actor, tx, params }) => {
  const version = await findSheetVersion(tx, params.id)
  const maySee = version?.authorId === actor.accountId || may(actor, 'intervention.review')
  if (!version || !maySee) throw new Problem('not-found')
  return versionView(version, await listReviews(tx, [version.id]), actor)
})
