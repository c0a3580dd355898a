import { getLesson } from '#api/lesson.ts'
import { findSealedTurnout, findTurnout, listSlips } from '#database/lesson.ts'
import { handle } from '../http/handle.ts'
import { listNamesOnPaper } from '../letter/names-on-paper.ts'
import { ledLesson } from './led-lesson.ts'

const danishOrder = new Intl.Collator('da')

export const answerGetLesson = handle(getLesson, async ({ actor, tx, params, house }) => {
  const lesson = await ledLesson(tx, actor, params.id)
  const turnout = await findTurnout(tx, lesson.surveyId, lesson.classId)
  const sealed = await findSealedTurnout(tx, lesson.surveyId, lesson.classId)
  const slips = await listSlips(tx, lesson.surveyId, lesson.classId)

  const done = new Set([...(turnout?.answered ?? []), ...(turnout?.declined ?? [])].map((hmac) => hmac.toString('base64')))
  const missing = slips.filter(({ slipHmac }) => !done.has(slipHmac.toString('base64')))
  const names = await listNamesOnPaper(
    tx,
    house.keyring,
    // Of the whole class, so that a name stays the same while others come and go.
    slips.map(({ personId }) => personId),
  )

  const isOpen = lesson.state === 'open'
  return {
    id: lesson.id,
    surveyId: lesson.surveyId,
    surveyTitle: lesson.surveyTitle,
    classId: lesson.classId,
    className: lesson.className,
    institution: lesson.institution,
    state: lesson.state,
    track: lesson.track,
    isPaused: lesson.isPaused,
    code: isOpen ? lesson.code : null,
    address: isOpen ? `${house.origin}/svar#${lesson.code}` : null,
    invited: lesson.invited,
    answered: turnout?.answered.length ?? sealed ?? 0,
    exempt: turnout?.declined.length ?? 0,
    missing: missing.map(({ personId }) => names.get(personId) ?? '').toSorted(danishOrder.compare),
    isSealed: sealed !== undefined,
  }
})
