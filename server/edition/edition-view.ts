/** An edition as the contract shows it: who wrote what is told by role. */
import type { Edition as EditionView } from '#api/edition.ts'
import { listEditionComments, listPilots, type EditionComment, type EditionPilot } from '#database/edition.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { Edition } from '#domain/questionnaire/edition.ts'
import { baseOf } from './base-of.ts'

type Card = Pick<
  EditionView,
  'id' | 'code' | 'title' | 'baseVersion' | 'version' | 'state' | 'changedAt' | 'openComments' | 'pilots' | 'isSignedOff'
>

/** A line of the list. */
export function editionCard(
  { id, code, baseVersion, version, state, changedAt, texts, revision }: Edition,
  comments: readonly EditionComment[],
  pilots: readonly EditionPilot[],
): Card {
  const own = pilots.filter(({ editionId }) => editionId === id)
  return {
    id,
    code,
    title: { da: texts.da.title, en: texts.en.title },
    baseVersion,
    version,
    state,
    changedAt,
    openComments: comments.filter(({ editionId, resolvedAt }) => editionId === id && resolvedAt === null).length,
    pilots: own.length,
    isSignedOff: own.some(({ signOff }) => signOff?.revision === revision),
  }
}

/** The whole, with the published version it was begun from. */
export async function editionView(tx: Tx, edition: Edition, actor: Actor): Promise<EditionView> {
  const base = await baseOf(tx, edition)
  if (!base) throw new Error('an edition was begun from a questionnaire that is not published')
  const [comments, pilots] = [await listEditionComments(tx, [edition.id]), await listPilots(tx, [edition.id])]
  return {
    ...editionCard(edition, comments, pilots),
    revision: edition.revision,
    questionnaire: edition.questionnaire as EditionView['questionnaire'],
    texts: edition.texts as EditionView['texts'],
    base: base as EditionView['base'],
    comments: comments.map(({ id, item, words, role, authorId, at, resolvedAt }) => ({
      id,
      item,
      words,
      role,
      isOwn: authorId === actor.accountId,
      at,
      resolvedAt,
    })),
    pilotRecords: pilots.map(({ id, place, from, to, respondents, found, recordedBy, signOff }) => ({
      id,
      place,
      from,
      to,
      respondents,
      found,
      isOwn: recordedBy === actor.accountId,
      signOff: signOff && { at: signOff.at, words: signOff.words, isOfThis: signOff.revision === edition.revision },
    })),
  }
}
