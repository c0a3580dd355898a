import { saveHealthAnswers } from '#api/health.ts'
import { saveNamedMarks, saveOwnMarks, sealDraftTexts } from '#database/draft.ts'
import { handlePipelined } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { marksOf, writtenIn } from '../response/draft-answers.ts'

/** As the statistics track's, under this track's login and into its own table, with what was written. */
export const answerSaveHealthAnswers = handlePipelined(
  saveHealthAnswers,
  ({ actor, body, house, today }) => {
    const { municipalityId, slipHmac, draftHmac, items, generation } = actor
    const draft = { slipHmac: draftHmac, generation }
    const marks = marksOf(body, items)
    const texts = sealDraftTexts(house.keyring, { track: 'health', municipalityId, slipHmac: draftHmac }, items, writtenIn(body))
    return [
      draftHmac === slipHmac
        ? saveNamedMarks('health', municipalityId, draft, marks, texts)
        : saveOwnMarks(municipalityId, draft, marks, texts, today),
    ]
  },
  ([draftsSaved], { body }) => {
    if (draftsSaved !== 1) throw new Problem('response-gone')
    return { saved: body.answers.length }
  },
)
