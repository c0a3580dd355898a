import { setGoal } from '#api/assessment.ts'
import { findCaseCipher, insertGoal } from '#database/assessment.ts'
import { scored } from '#domain/instrument/instrument.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { holdOpenAssessment } from './case.ts'
import { installedInstrument } from './installed.ts'

export const answerSetGoal = handle(setGoal, async ({ actor, tx, params, body, house, now, newId, note }) => {
  const found = await holdOpenAssessment(tx, params.id)
  const cipher = await findCaseCipher(tx, house.keyring, found.id)
  if (!cipher) throw new Problem('not-found')
  const instrument = installedInstrument(found.instrument)
  if (body.score !== null && !scored(instrument).some(({ code }) => code === body.score)) throw new Problem('score-unknown')

  const id = newId()
  await insertGoal(tx, {
    id,
    assessmentId: found.id,
    text: cipher.seal(`goal|${id}|text`, body.text),
    who: cipher.seal(`goal|${id}|who`, body.who),
    dueOn: body.dueOn,
    score: body.score,
    writtenBy: actor.accountId,
    now,
  })
  note(`assessments:${found.id}`, { purpose: found.legalBasis, pupilIds: [found.pupilId] })
  return { id }
})
