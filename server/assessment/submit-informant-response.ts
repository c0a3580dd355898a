import { submitInformantResponse } from '#api/assessment.ts'
import { findCipherOfInformant, insertInformantResponse, lockInformantByLink, saveInformant, textsField } from '#database/assessment.ts'
import { deleteDraft, lockDraft, openDraftTexts } from '#database/draft.ts'
import { answersOf } from '#domain/instrument/questionnaire-of.ts'
import { score } from '#domain/instrument/score.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { namedOf } from '../response/draft-answers.ts'
import { structureAsked } from './asked.ts'
import { installedInstrument } from './installed.ts'

/** Scores what was answered and keeps both, under the edition it was scored by. Sent again, it is done already. */
export const answerSubmitInformantResponse = handle(submitInformantResponse, async ({ actor, tx, body, house, now }) => {
  const { slipHmac } = actor
  const informant = await lockInformantByLink(tx, slipHmac)
  if (informant?.state === 'answered') return
  const draft = await lockDraft(tx, 'assessment', slipHmac)
  if (informant?.state !== 'invited' || !draft) throw new Problem('response-gone')
  const instrument = installedInstrument(informant.instrument)

  const texts = openDraftTexts(house.keyring, { track: 'assessment', municipalityId: tx.municipalityId, slipHmac }, draft)
  const { answers, written } = namedOf(structureAsked(informant.instrument, informant.version), draft, texts, body)
  const given = answersOf(instrument, informant.version, answers)
  if ('refused' in given) throw new Error('an informant answered a version that the instrument does not have')
  const scored = score(instrument, informant.version, given.answers, given.impact)
  if ('refused' in scored) throw new Error('possible answers could not be scored')

  const { id: informantId, assessmentId } = informant
  const isWritten = Object.keys(written).length > 0
  const cipher = isWritten ? await findCipherOfInformant(tx, house.keyring, assessmentId) : undefined
  await insertInformantResponse(tx, {
    informantId,
    assessmentId,
    answers,
    score: scored,
    texts: cipher?.seal(textsField(informantId), JSON.stringify(written)) ?? null,
    now,
  })
  await saveInformant(tx, informant.id, { state: 'answered', answeredAt: now.toISOString() })
  await deleteDraft(tx, 'assessment', slipHmac)
})
