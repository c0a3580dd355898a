import { tellExperience } from '#api/intervention.ts'
import { findPublishedSheet, insertExperience } from '#database/intervention.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerTellExperience = handle(tellExperience, async ({ actor, tx, params, body, newId, today, note }) => {
  if (!(await findPublishedSheet(tx, params.code))) throw new Problem('not-found')
  const refusal = refuseCpr(body.what)
  if (refusal) throw new Problem(refusal)

  const id = newId()
  note(`experiences:${id}`)
  await insertExperience(tx, { ...body, id, interventionCode: params.code, toldBy: actor.accountId, toldOn: today })
})
