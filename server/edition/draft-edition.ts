import { draftEdition } from '#api/edition.ts'
import { insertEdition } from '#database/edition.ts'
import { findAssociationQuestionnaire, listOwnVersions } from '#database/questionnaire.ts'
import { nextEdition } from '#domain/questionnaire/edition.ts'
import { compareVersions } from '#domain/questionnaire/version.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDraftEdition = handle(draftEdition, async ({ actor, tx, body, now, newId, note }) => {
  const newest = (await listOwnVersions(tx, body.code)).toSorted(compareVersions).at(-1)
  const base = newest === undefined ? undefined : await findAssociationQuestionnaire(tx, body.code, newest)
  if (!base || newest === undefined) throw new Problem('questionnaire-unknown')

  const version = nextEdition(newest)
  const id = newId()
  await insertEdition(tx, {
    id,
    code: body.code,
    baseVersion: newest,
    version,
    state: 'draft',
    questionnaire: { ...base.questionnaire, version },
    texts: base.texts,
    revision: 1,
    authorId: actor.accountId,
    changedAt: now.toISOString(),
  })
  note(`editions:${id}`)
  return { id }
})
