import { markJournalled } from '#api/health.ts'
import { lockNamedInvitation, saveNamedInvitation } from '#database/consent.ts'
import { findNamedResponse, insertJournalled, listJournalled } from '#database/health.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { namesOfAccounts } from './open-child.ts'

export const answerMarkJournalled = handle(markJournalled, async ({ actor, tx, params, today, house, note }) => {
  const response = await findNamedResponse(tx, params.id)
  if (!response) throw new Problem('not-found')
  const { id: responseId, surveyId, pupilId, classId } = response
  await lockNamedInvitation(tx, surveyId, pupilId)
  note(`response:${responseId}`, { pupilIds: [pupilId] })

  const mine = { responseId, pupilId, accountId: actor.accountId, markedOn: today }

  await insertJournalled(tx, { ...mine, classId })
  const marked = (await listJournalled(tx, [pupilId])).find((one) => one.responseId === responseId) ?? mine
  await saveNamedInvitation(tx, response, { journalledOn: marked.markedOn })
  const names = await namesOfAccounts(tx, house.keyring, [marked.accountId])
  return { journalled: { by: names.get(marked.accountId) ?? '', on: marked.markedOn } }
})
