import { draftIntervention } from '#api/intervention.ts'
import { findSheetVersion, insertSheetVersion, listVersionsOfCode } from '#database/intervention.ts'
import type { Tx } from '#database/transaction.ts'
import type { SheetVersion } from '#domain/intervention/review.ts'
import { codeFrom } from '#domain/intervention/sheet.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { versionView } from './version-view.ts'

export const answerDraftIntervention = handle(draftIntervention, async ({ actor, tx, body, newId, now, note }) => {
  const id = newId()
  const place =
    body.revises === null
      ? { code: codeFrom(body.sheet.texts.da.title, id.slice(0, 4)), version: 1 }
      : await nextPlace(tx, body.revises, actor)

  const version: SheetVersion = {
    ...place,
    id,
    state: 'draft',
    authorId: actor.accountId,
    sheet: body.sheet,
    changedAt: now.toISOString(),
  }
  note(`intervention-drafts:${id}`)
  await insertSheetVersion(tx, version)
  return versionView(version, [], actor)
})

/** The same code, one version on. Only of one's own sheet, unless one keeps the catalogue. */
async function nextPlace(
  tx: Tx,
  id: string,
  actor: { readonly accountId: string; readonly role: string },
): Promise<{ readonly code: string; readonly version: number }> {
  const before = await findSheetVersion(tx, id)
  if (!before || (before.authorId !== actor.accountId && actor.role !== 'secretariat')) throw new Problem('not-found')
  if (before.state !== 'published') throw new Problem('intervention-not-published')
  const [newest = before] = await listVersionsOfCode(tx, before.code)
  return { code: before.code, version: newest.version + 1 }
}
