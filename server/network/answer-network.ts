import { answerNetwork } from '#api/network.ts'
import { findNetworkQuestion, insertNetworkAnswer } from '#database/network.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { authorName } from './author-name.ts'

export const answerAnswerNetwork = handle(answerNetwork, async ({ actor, tx, params, body, now, newId, house }) => {
  const question = await findNetworkQuestion(tx, params.id)
  if (!question) throw new Problem('not-found')
  const name = await authorName(tx, house, actor.accountId, body.isNamed)

  const refusal = refuseCpr(body.body)
  if (refusal) throw new Problem(refusal)

  const id = newId()
  await insertNetworkAnswer(tx, {
    id,
    accountId: actor.accountId,
    questionMunicipalityId: question.municipalityId,
    questionId: question.id,
    body: body.body,
    authorName: name,
    answeredAt: now,
  })
  return { id }
})
