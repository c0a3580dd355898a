import { commentBankItem } from '#api/bank.ts'
import { insertBankComment, listBankComments, listEditions } from '#database/bank.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerCommentBankItem = handle(commentBankItem, async ({ actor, tx, params, body, now, newId, note }) => {
  const [newest, ...earlier] = (await listEditions(tx, params.code)).filter(({ municipalityId }) => municipalityId === tx.municipalityId)
  if (!newest) throw new Problem('not-found')
  const refusal = refuseCpr(body.words, body.field)
  if (refusal) throw new Problem(refusal)
  const thread = await listBankComments(
    tx,
    [newest, ...earlier].map(({ id }) => id),
  )
  const begun = body.replyTo === null ? undefined : thread.find(({ id, replyTo }) => id === body.replyTo && replyTo === null)
  if (body.replyTo !== null && !begun) throw new Problem('not-found')

  note(`bank-items:${params.code}`)
  await insertBankComment(tx, {
    id: newId(),
    itemId: begun?.itemId ?? newest.id,
    replyTo: body.replyTo,
    at: now.toISOString(),
    authorId: actor.accountId,
    role: actor.role,
    field: body.field,
    words: body.words,
    resolvedAt: null,
  })
})
