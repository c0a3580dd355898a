import { saveAnswers } from '#api/response.ts'
import { saveMarks } from '#database/response.ts'
import { packMark } from '#domain/response/answer.ts'
import { handlePipelined } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** The one hot path: a class of thirty saves at every turn of a page. No audit row, by ruling 3.1. */
export const answerSaveAnswers = handlePipelined(
  saveAnswers,
  ({ actor, body }) => {
    const marks: (number | null)[] = Array.from({ length: actor.items }, () => null)
    for (const { place, value, sequence } of body.answers) {
      if (place >= actor.items) throw new Problem('answer-not-possible', { places: [place] })
      const mark = packMark({ epoch: body.epoch, sequence, value })
      marks[place] = Math.max(mark, marks[place] ?? 0)
    }
    return [saveMarks(actor.municipalityId, actor.slipHmac, marks)]
  },
  ([draftsSaved], { body }) => {
    if (draftsSaved !== 1) throw new Problem('response-gone')
    return { saved: body.answers.length }
  },
)
