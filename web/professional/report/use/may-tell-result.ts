/** Whether somebody tells those who answered what came of it: a teacher own classes, the whole of an institution its leader. */
import { may } from '#domain/access/policy.ts'
import type { Level } from '#domain/organisation/unit.ts'
import type { Me } from '#api/session.ts'

export function mayTellResult(me: Pick<Me, 'role'>, level: Level): boolean {
  return may(me, 'feedback.write') && (level === 'class' || (level === 'institution' && me.role !== 'teacher'))
}
