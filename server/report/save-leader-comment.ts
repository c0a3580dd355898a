import { saveLeaderComment } from '#api/environment.ts'
import { deleteLeaderComment, saveLeaderComment as keep } from '#database/environment.ts'
import { findSurveyUnit } from '#database/network.ts'
import { findSurvey } from '#database/survey.ts'
import { mayCommentReport } from '#domain/access/leader-policy.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerSaveLeaderComment = handle(saveLeaderComment, async ({ actor, tx, params, body, today, note }) => {
  const survey = await findSurvey(tx, params.surveyId)
  const unit = parseUnitKey(body.unit)
  if (!survey || survey.state === 'draft') throw new Problem('not-found')
  if (!unit) throw new Problem('report-no-such-unit')
  const place = await findSurveyUnit(tx, survey.id, body.unit)
  if (!place || !mayCommentReport(actor, unit, place.institutionId)) throw new Problem('not-found')

  const refusal = refuseCpr(body.text)
  if (refusal) throw new Problem(refusal)

  note(`report:${survey.id}:${body.unit}`)
  if (body.text === '') await deleteLeaderComment(tx, survey.id, body.unit)
  else
    await keep(tx, {
      surveyId: survey.id,
      unit: body.unit,
      institutionId: place.institutionId,
      accountId: actor.accountId,
      body: body.text,
      writtenOn: today,
    })
})
