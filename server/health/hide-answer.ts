import { hideAnswer } from '#api/health.ts'
import { findNamedResponse, listChildren, saveHidden } from '#database/health.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { namesOfAccounts } from './open-child.ts'

/** Nothing of it stands in the log but that it was done: the reason is read on the child's own page. */
export const answerHideAnswer = handle(hideAnswer, async ({ actor, tx, params, body, today, house, note }) => {
  const response = await findNamedResponse(tx, params.id)
  const [child] = response ? await listChildren(tx, [response.pupilId]) : []
  if (!response || !child) throw new Problem('not-found')
  const { id: responseId, pupilId, classId } = response
  const { questionnaire } = await publishedQuestionnaire(tx, response.questionnaire)
  if (!questionnaire.items.some(({ code }) => code === body.item)) throw new Problem('not-found')
  note(`response:${responseId}`, { pupilIds: [pupilId] })

  const { item, reason } = body

  await saveHidden(tx, house.keyring, {
    responseId,
    item,
    pupilId,
    personId: child.personId,
    classId,
    reason,
    accountId: actor.accountId,
    hiddenOn: today,
  })
  const names = await namesOfAccounts(tx, house.keyring, [actor.accountId])
  return { hidden: { reason, by: names.get(actor.accountId) ?? '', on: today } }
})
