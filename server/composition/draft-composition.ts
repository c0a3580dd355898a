import { draftComposition } from '#api/composition.ts'
import { insertComposition, listCompositions } from '#database/composition.ts'
import { findAssociationQuestionnaire } from '#database/questionnaire.ts'
import { wholeBase } from '#domain/questionnaire/compose.ts'
import { editionOf } from '#domain/questionnaire/version.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { compositionView } from './composition-view.ts'

export const answerDraftComposition = handle(draftComposition, async ({ actor, tx, body, now, newId, note }) => {
  const refusal = refuseCpr(body.name)
  if (refusal) throw new Problem(refusal)
  const baseVersion = editionOf(body.version)
  const base = await findAssociationQuestionnaire(tx, body.code, baseVersion)
  if (!base) throw new Problem('questionnaire-unknown')
  // From one of their own that is published it begins with what is chosen there.
  const { leftOut, added, instruments } =
    (await listCompositions(tx)).find(({ code, version }) => code === body.code && version === body.version)?.choice ?? wholeBase

  const composition = {
    id: newId(),
    code: body.code,
    baseVersion,
    name: body.name,
    state: 'draft' as const,
    version: null,
    choice: { leftOut: [...leftOut], added: [...added], ...(instruments === undefined ? {} : { instruments: [...instruments] }) },
    revision: 1,
    authorId: actor.accountId,
    changedAt: now.toISOString(),
  }
  await insertComposition(tx, composition)
  note(`compositions:${composition.id}`)
  return compositionView(composition, base)
})
