import { getSample } from '#api/audit.ts'
import { listAuditedChildren } from '#database/audit.ts'
import { listSampleItems, lockSample } from '#database/audit-sample.ts'
import type { Relation } from '#domain/audit/relation.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { namesOfActors } from './people.ts'
import { sampleView } from './sample.ts'

/** Children of a list beyond these are told as a number. */
const childrenShown = 3

/** The officer judges by who, why and in what relation; whose answers they were, by name, stays with who may open them. */
export const answerGetSample = handle(getSample, async ({ tx, params, house, note }) => {
  const sample = await lockSample(tx, params.id)
  if (!sample) throw new Problem('not-found')
  const items = await listSampleItems(tx, [sample.id])
  const shown = items.flatMap(({ pupilIds }) => pupilIds.slice(0, childrenShown))
  const children = new Map((await listAuditedChildren(tx, { pupilIds: [...new Set(shown)] })).map((child) => [child.pupilId, child]))
  const nameOf = await namesOfActors(tx, house, [
    sample.drawnBy,
    sample.closedBy,
    ...items.flatMap(({ actorId, judgedBy }) => [actorId, judgedBy]),
  ])

  note(`sample:${sample.id}`)
  return {
    ...sampleView(sample, items, nameOf),
    items: items.map(({ eventId, at, role, act, purpose, relation, actorId, pupilIds, verdict, note: text, judgedBy, judgedAt }) => ({
      eventId,
      at,
      role,
      act,
      purpose,
      relation: relation as Relation | null,
      name: nameOf(actorId),
      children: pupilIds.slice(0, childrenShown).flatMap((pupilId) => {
        const child = children.get(pupilId)
        return child ? [{ className: child.className, institution: child.institution }] : []
      }),
      childCount: pupilIds.length,
      verdict,
      note: text,
      judgedBy: nameOf(judgedBy),
      judgedAt,
    })),
  }
})
