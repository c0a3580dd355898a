import { unhideAnswer } from '#api/health.ts'
import { deleteHidden, findNamedResponse } from '#database/health.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerUnhideAnswer = handle(unhideAnswer, async ({ tx, params, body, note }) => {
  const response = await findNamedResponse(tx, params.id)
  if (!response) throw new Problem('not-found')

  await deleteHidden(tx, response.id, body.item)
  note(`response:${response.id}`, { pupilIds: [response.pupilId] })
})
