/** Who tells a class or an institution what came of its answers. */
import type { Actor } from './actor.ts'
import { may } from './policy.ts'
import type { Unit } from '../organisation/unit.ts'

/** A teacher tells own classes, a leader the classes and the whole of own institutions. Nobody tells a year group: it is nobody's. */
export function mayTellUnit(actor: Actor, unit: Unit, institutionId: string): boolean {
  if (!may(actor, 'feedback.write') || !actor.institutionIds.includes(institutionId)) return false
  if (unit.level === 'class') return actor.role !== 'teacher' || actor.classIds.includes(unit.classId)
  return unit.level === 'institution' && actor.role !== 'teacher'
}
