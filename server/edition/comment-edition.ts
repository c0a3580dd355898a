import { commentEdition } from '#api/edition.ts'
import { findEdition, insertEditionComment } from '#database/edition.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerCommentEdition = handle(commentEdition, async ({ actor, tx, params, body, now, newId }) => {
  const refusal = refuseCpr(body.words, body.item)
  if (refusal) throw new Problem(refusal)
  const edition = await findEdition(tx, params.id)
  if (!edition) throw new Problem('not-found')
  if (edition.state !== 'draft') throw new Problem('edition-not-draft')
  await insertEditionComment(tx, {
    id: newId(),
    editionId: edition.id,
    item: body.item,
    words: body.words,
    role: actor.role,
    authorId: actor.accountId,
    at: now.toISOString(),
    resolvedAt: null,
  })
})
