import { releaseFigures } from '#api/report.ts'
import { enqueue } from '#database/jobs.ts'
import { findSurvey } from '#database/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** Asks for a release. The sealer's job decides whether the step is large enough; what is not waits for the night. */
export const answerReleaseFigures = handle(releaseFigures, async ({ tx, params, note }) => {
  const survey = await findSurvey(tx, params.surveyId)
  if (!survey || survey.state === 'draft') throw new Problem('not-found')

  note(`surveys:${survey.id}`)
  await enqueue(
    tx,
    'release-figures',
    { municipalityId: tx.municipalityId, surveyId: survey.id, gather: 1 },
    `release-figures:${survey.id}`,
  )
  return undefined
})
