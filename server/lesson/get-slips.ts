import { getSlips } from '#api/lesson.ts'
import { listSlips } from '#database/lesson.ts'
import { handle } from '../http/handle.ts'
import { listNamesOnPaper } from '../letter/names-on-paper.ts'
import { Problem } from '../problem.ts'
import { openLedLesson } from './led-lesson.ts'
import { slipOf } from './one-slip.ts'
import { slipsDocument } from './slips-document.ts'

const danishOrder = new Intl.Collator('da')

export const answerGetSlips = handle(
  getSlips,
  async ({ actor, tx, params, query, house, note }) => {
    const lesson = await openLedLesson(tx, actor, params.id)
    const slips = await listSlips(tx, lesson.surveyId, lesson.classId)
    const names = await listNamesOnPaper(
      tx,
      house.keyring,
      slips.map(({ personId }) => personId),
    )
    const wanted = query.pupilId === undefined ? slips : slips.filter(({ pupilId }) => pupilId === query.pupilId)
    if (wanted.length === 0) throw new Problem('not-found')
    if (query.pupilId !== undefined) note(`lessons:${lesson.id}`, { purpose: 'invitation', pupilIds: [query.pupilId] })

    const cards = wanted
      .map((pupil) => ({
        name: names.get(pupil.personId) ?? '',
        slip: slipOf(house.keyring, tx.municipalityId, lesson.surveyId, pupil),
      }))
      .toSorted((left, right) => danishOrder.compare(left.name, right.name))
    return {
      origin: house.origin,
      code: lesson.code,
      className: lesson.className,
      institution: lesson.institution,
      title: lesson.surveyTitle,
      cards,
    }
  },
  slipsDocument,
)
