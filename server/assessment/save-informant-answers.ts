import { saveInformantAnswers } from '#api/assessment.ts'
import { saveMarks } from '#database/draft.ts'
import { handlePipelined } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { marksOf } from '../response/draft-answers.ts'

export const answerSaveInformantAnswers = handlePipelined(
  saveInformantAnswers,
  ({ actor, body }) => [saveMarks('assessment', actor.municipalityId, actor.slipHmac, marksOf(body, actor.items))],
  ([draftsSaved], { body }) => {
    if (draftsSaved !== 1) throw new Problem('response-gone')
    return { saved: body.answers.length }
  },
)
