import { listNetworkQuestions } from '#api/network.ts'
import { countNetworkAnswers, listNetworkQuestions as findAll } from '#database/network.ts'
import { handle } from '../http/handle.ts'

export const answerListNetworkQuestions = handle(listNetworkQuestions, async ({ actor, tx }) => {
  const rows = await findAll(tx)
  const answers = await countNetworkAnswers(
    tx,
    rows.map(({ id }) => id),
  )

  return rows.map(({ municipalityId, municipality, accountId, ...question }) => ({
    ...question,
    municipality: { id: municipalityId, name: municipality },
    answers: answers.get(question.id) ?? 0,
    isOwn: accountId === actor.accountId,
  }))
})
