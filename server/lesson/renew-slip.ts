import { renewSlip } from '#api/lesson.ts'
import { renewLink } from '#database/entry.ts'
import { listSlips, type SlipOfPupil } from '#database/lesson.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { openLedLesson } from './led-lesson.ts'
import { oneSlip, slipOf } from './one-slip.ts'

/**
 * Somebody has answered with another's slip. What they began is deleted with it, and both begin with their own. What has
 * been sent stays: in the statistics track nobody can find it, and by name it is for the health professional and the family.
 */
export const answerRenewSlip = handle(renewSlip, async ({ actor, tx, params, house, note }) => {
  const lesson = await openLedLesson(tx, actor, params.id)
  const { id, surveyId, classId } = lesson
  const slips = await listSlips(tx, surveyId, classId)
  const pupil = slips.find(({ pupilId }) => pupilId === params.pupilId)
  if (!pupil) throw new Problem('not-found')

  const next = nextTurn(pupil, slips, (one) => slipOf(house.keyring, tx.municipalityId, surveyId, one))
  const slipHmac = house.keyring.slipHmac(tx.municipalityId, surveyId, classId, slipOf(house.keyring, tx.municipalityId, surveyId, next))

  if (!(await renewLink(tx, { surveyId, pupilId: pupil.pupilId, turn: next.turn, linkHmac: slipHmac }))) throw new Problem('slip-used')
  note(`lessons:${id}`, { pupilIds: [pupil.pupilId] })
  return oneSlip(house, tx, lesson, next)
})

/** The next slip that nobody in the class has: six symbols may meet. */
function nextTurn(pupil: SlipOfPupil, slips: readonly SlipOfPupil[], slipOfOne: (one: SlipOfPupil) => string): SlipOfPupil {
  const taken = new Set(slips.map(slipOfOne))
  for (let turn = pupil.turn + 1; ; turn++) {
    const next = { ...pupil, turn }
    if (!taken.has(slipOfOne(next))) return next
  }
}
