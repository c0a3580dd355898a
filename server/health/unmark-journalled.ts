import { unmarkJournalled } from '#api/health.ts'
import { lockNamedInvitation, saveNamedInvitation } from '#database/consent.ts'
import { deleteJournalled, findNamedResponse } from '#database/health.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerUnmarkJournalled = handle(unmarkJournalled, async ({ tx, params, note }) => {
  const response = await findNamedResponse(tx, params.id)
  if (!response) throw new Problem('not-found')
  await lockNamedInvitation(tx, response.surveyId, response.pupilId)
  note(`response:${response.id}`, { pupilIds: [response.pupilId] })

  await deleteJournalled(tx, response.id)
  await saveNamedInvitation(tx, response, { journalledOn: null })
})
