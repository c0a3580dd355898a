import { saveHealthAnswers } from '#api/health.ts'
import { saveMarks } from '#database/draft.ts'
import { handlePipelined } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { marksOf } from '../response/draft-answers.ts'

/** As the statistics track's, under this track's login and into its own table. */
export const answerSaveHealthAnswers = handlePipelined(
  saveHealthAnswers,
  ({ actor, body }) => [saveMarks('health', actor.municipalityId, actor.slipHmac, marksOf(body, actor.items))],
  ([draftsSaved], { body }) => {
    if (draftsSaved !== 1) throw new Problem('response-gone')
    return { saved: body.answers.length }
  },
)
