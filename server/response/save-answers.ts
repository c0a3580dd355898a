import { saveAnswers } from '#api/response.ts'
import { saveMarks } from '#database/draft.ts'
import { handlePipelined } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { marksOf } from './draft-answers.ts'

/** The one hot path: a class of thirty saves at every turn of a page. No audit row, by ruling 3.1. */
export const answerSaveAnswers = handlePipelined(
  saveAnswers,
  ({ actor, body }) => [
    saveMarks('statistics', actor.municipalityId, { slipHmac: actor.draftHmac, generation: actor.generation }, marksOf(body, actor.items)),
  ],
  ([draftsSaved], { body }) => {
    if (draftsSaved !== 1) throw new Problem('response-gone')
    return { saved: body.answers.length }
  },
)
