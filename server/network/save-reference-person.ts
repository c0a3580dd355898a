import { saveReferencePerson } from '#api/network.ts'
import { saveReferencePerson as store } from '#database/network.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerSaveReferencePerson = handle(saveReferencePerson, async ({ actor, tx, params, body, now, newId, note }) => {
  const refusal = refuseCpr(body.name, body.title, body.contact, body.about)
  if (refusal) throw new Problem(refusal)

  await store(tx, { ...body, id: newId(), accountId: actor.accountId, topic: params.topic, changedAt: now })
  note(`reference-person:${params.topic}`)
})
