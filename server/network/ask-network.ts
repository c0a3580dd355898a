import { askNetwork } from '#api/network.ts'
import { insertNetworkQuestion } from '#database/network.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { authorName } from './author-name.ts'

export const answerAskNetwork = handle(askNetwork, async ({ actor, tx, body, now, newId, house, note }) => {
  const { isNamed, ...question } = body
  const name = await authorName(tx, house, actor.accountId, isNamed)

  const refusal = refuseCpr(question.title, question.body)
  if (refusal) throw new Problem(refusal)

  const id = newId()
  await insertNetworkQuestion(tx, { ...question, id, accountId: actor.accountId, authorName: name, askedAt: now })
  note(`network-question:${id}`)
  return { id }
})
