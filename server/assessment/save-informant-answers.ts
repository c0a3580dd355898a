import { saveInformantAnswers } from '#api/assessment.ts'
import { saveNamedMarks, sealDraftTexts } from '#database/draft.ts'
import { handlePipelined } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { marksOf, writtenIn } from '../response/draft-answers.ts'

export const answerSaveInformantAnswers = handlePipelined(
  saveInformantAnswers,
  ({ actor: { municipalityId, slipHmac, items, generation }, body, house }) => {
    const texts = sealDraftTexts(house.keyring, { track: 'assessment', municipalityId, slipHmac }, items, writtenIn(body))
    return [saveNamedMarks('assessment', municipalityId, { slipHmac, generation }, marksOf(body, items), texts)]
  },
  ([draftsSaved], { body }) => {
    if (draftsSaved !== 1) throw new Problem('response-gone')
    return { saved: body.answers.length }
  },
)
