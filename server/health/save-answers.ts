import { saveHealthAnswers } from '#api/health.ts'
import { saveMarks, saveOwnMarks } from '#database/draft.ts'
import { handlePipelined } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { marksOf } from '../response/draft-answers.ts'

/** As the statistics track's, under this track's login and into its own table. */
export const answerSaveHealthAnswers = handlePipelined(
  saveHealthAnswers,
  ({ actor, body, today }) => {
    const { municipalityId, slipHmac, draftHmac, items } = actor
    const marks = marksOf(body, items)
    return [
      draftHmac === slipHmac ? saveMarks('health', municipalityId, slipHmac, marks) : saveOwnMarks(municipalityId, draftHmac, marks, today),
    ]
  },
  ([draftsSaved], { body }) => {
    if (draftsSaved !== 1) throw new Problem('response-gone')
    return { saved: body.answers.length }
  },
)
