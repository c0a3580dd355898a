import { getLooksAtChild } from '#api/audit.ts'
import { listAuditedChildren, listLooksOfProfessionals } from '#database/audit.ts'
import { listNames } from '#database/identity.ts'
import { oncePerDay } from '#domain/audit/look.ts'
import type { Relation } from '#domain/audit/relation.ts'
import { dayInDenmark } from '../danish-day.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** A parent may be the one who asks, and is not told here either that an answer was kept from them (0023, `not_for_parents`). */
const untold: readonly string[] = ['answer.hidden', 'answer.unhidden']

/** What a citizen is told who asks: as long back as there is, and staff by role alone (CJEU C-579/21). */
export const answerGetLooksAtChild = handle(getLooksAtChild, async ({ tx, params, now, house, note }) => {
  const [child] = await listAuditedChildren(tx, { pupilIds: [params.id] })
  if (!child) throw new Problem('not-found')
  const names = await listNames(tx, house.keyring, [child.personId])
  const from = new Date(0)
  const every = await listLooksOfProfessionals(tx, { from, until: new Date(now.getTime() + 1), pupilId: child.pupilId })
  const looks = every.filter(({ act }) => !untold.includes(act))

  note(`child:${child.pupilId}`, { pupilIds: [child.pupilId] })
  const { pupilId, className, institution } = child
  return {
    pupilId,
    name: names.get(child.personId) ?? '',
    className,
    institution,
    from: looks[0]?.at ?? now.toISOString(),
    looks: oncePerDay(looks.toReversed(), (at) => dayInDenmark(new Date(at))).map(({ at, role, act, purpose, relation }) => ({
      at,
      role,
      act,
      purpose,
      relation: relation as Relation | null,
    })),
  }
})
