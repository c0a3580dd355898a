import { startAssessment } from '#api/assessment.ts'
import { findChildById, insertAssessment, listColleagues } from '#database/assessment.ts'
import { roles } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { ageOf } from './case.ts'
import { offeredInstruments } from './installed.ts'

/** Whoever may not work on cases (an administrator) opens one for somebody else, and is not on it. */
export const answerStartAssessment = handle(startAssessment, async ({ actor, tx, body, house, now, today, newId, note }) => {
  const child = await findChildById(tx, body.pupilId)
  if (!child) throw new Problem('child-unknown')
  const ownerId = body.ownerId ?? actor.accountId
  const working = roles.filter((role) => may({ role }, 'assessment.work'))
  const isColleague = (await listColleagues(tx, working, today)).some(({ accountId }) => accountId === ownerId)

  const offered = await offeredInstruments(tx, await ageOf(tx, house.keyring, child.personId, today), today)
  const chosen = body.instrument === undefined ? offered[0] : offered.find(({ instrument }) => instrument.code === body.instrument)

  if (!isColleague) throw new Problem('assessment-owner-needed')
  if (!chosen) throw new Problem(offered.length === 0 ? 'no-instrument' : 'instrument-not-offered')

  const id = newId()
  await insertAssessment(tx, house.keyring, {
    id,
    pupilId: child.pupilId,
    reason: body.reason,
    legalBasis: body.legalBasis,
    instrument: chosen.instrument.code,
    openedBy: actor.accountId,
    ownerId,
    now,
  })
  note(`assessments:${id}`, { purpose: body.legalBasis, pupilIds: [child.pupilId], relation: 'lookedUp' })
  return { id }
})
