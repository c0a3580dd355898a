import { listLessonPupils } from '#api/lesson.ts'
import { listSlips } from '#database/lesson.ts'
import { handle } from '../http/handle.ts'
import { listNamesOnPaper } from '../letter/names-on-paper.ts'
import { openLedLesson } from './led-lesson.ts'

const danishOrder = new Intl.Collator('da')

export const answerListLessonPupils = handle(listLessonPupils, async ({ actor, tx, params, house }) => {
  const { surveyId, classId } = await openLedLesson(tx, actor, params.id)
  const slips = await listSlips(tx, surveyId, classId)
  const names = await listNamesOnPaper(
    tx,
    house.keyring,
    slips.map(({ personId }) => personId),
  )

  return slips
    .map(({ pupilId, personId }) => ({ pupilId, name: names.get(personId) ?? '' }))
    .toSorted((left, right) => danishOrder.compare(left.name, right.name))
})
