import { saveComposition } from '#api/composition.ts'
import { lockComposition, saveComposition as save } from '#database/composition.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { baseOf, compositionView } from './composition-view.ts'

export const answerSaveComposition = handle(saveComposition, async ({ tx, params, body, now }) => {
  const refusal = refuseCpr(body.name)
  if (refusal) throw new Problem(refusal)
  const before = await lockComposition(tx, params.id)
  if (!before) throw new Problem('not-found')
  if (before.state !== 'draft') throw new Problem('composition-not-draft')
  if (before.revision !== body.revision) throw new Problem('composition-changed-since')

  const { name, choice } = body
  const saved = { ...before, name, choice, revision: before.revision + 1, changedAt: now.toISOString() }
  await save(tx, saved)
  return compositionView(saved, await baseOf(tx, saved))
})
