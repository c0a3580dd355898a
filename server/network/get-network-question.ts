import { getNetworkQuestion } from '#api/network.ts'
import { findNetworkQuestion, listNetworkAnswers } from '#database/network.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerGetNetworkQuestion = handle(getNetworkQuestion, async ({ actor, tx, params }) => {
  const found = await findNetworkQuestion(tx, params.id)
  if (!found) throw new Problem('not-found')
  const answers = await listNetworkAnswers(tx, params.id)

  const { municipalityId, municipality, accountId, ...question } = found
  return {
    ...question,
    municipality: { id: municipalityId, name: municipality },
    isOwn: accountId === actor.accountId,
    answers: answers.map((answer) => ({
      id: answer.id,
      body: answer.body,
      authorName: answer.authorName,
      answeredAt: answer.answeredAt,
      municipality: { id: answer.municipalityId, name: answer.municipality },
      isOwn: answer.accountId === actor.accountId,
    })),
  }
})
