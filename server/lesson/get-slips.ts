import { getSlips } from '#api/lesson.ts'
import { findLesson, listSlips } from '#database/lesson.ts'
import { mayLeadLesson } from '#domain/access/policy.ts'
import { slipFrom } from '#domain/survey/code.ts'
import { handle } from '../http/handle.ts'
import { listNamesOnPaper } from '../letter/names-on-paper.ts'
import { Problem } from '../problem.ts'
import { slipsDocument } from './slips-document.ts'

const danishOrder = new Intl.Collator('da')

export const answerGetSlips = handle(getSlips, async ({ actor, tx, params, house }) => {
  const lesson = await findLesson(tx, params.id)
  if (!lesson || !mayLeadLesson(actor, lesson.classId)) throw new Problem('not-found')
  if (lesson.state !== 'open') throw new Problem('lesson-not-open')
  const slips = await listSlips(tx, lesson.surveyId, lesson.classId)
  const names = await listNamesOnPaper(
    tx,
    house.keyring,
    slips.map(({ personId }) => personId),
  )

  const cards = slips
    .map(({ pupilId, personId, turn }) => ({
      name: names.get(personId) ?? '',
      slip: slipFrom(house.keyring.slipSymbols(tx.municipalityId, lesson.surveyId, pupilId, turn)),
    }))
    .toSorted((left, right) => danishOrder.compare(left.name, right.name))
  return slipsDocument({
    origin: house.origin,
    code: lesson.code,
    className: lesson.className,
    institution: lesson.institution,
    title: lesson.surveyTitle,
    cards,
  })
})
