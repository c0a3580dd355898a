/**
 * What somebody who looks has to do with the child. Every look at a named child says it beside who, why and when, so
 * that a look can be judged by whoever goes through a sample (Datatilsynet 30-11-2021, Allerød).
 */
import { citizens, type Role } from '../access/actor.ts'

export const relations = [
  /** The child's or young person's own. */
  'self',
  /** A grown-up with custody, or another whom the register gives the right to see. */
  'custody',
  /** Assigned to the child's class or district. */
  'class',
  /** Leads those who are assigned. */
  'team',
  /** Leads the child's institution. */
  'institution',
  /** On the child's case in PLUS. */
  'case',
  /** Runs the municipality's surveys and rosters. */
  'municipality',
  /** Found the child by its CPR number, without being on a case of it. */
  'lookedUp',
  /** Watches over data protection. */
  'oversight',
  /** None of these. */
  'none',
] as const

export type Relation = (typeof relations)[number]

/** What a role has to do with the children it meets in a track, where the act itself says nothing else. */
export function relationOf(role: Role, track: 'staff' | 'health' | 'assessment' | 'statistics' | 'report'): Relation {
  if (citizens.includes(role)) return role === 'parent' ? 'custody' : 'self'
  if (track === 'assessment') return 'case'
  if (role === 'leadHealthVisitor') return track === 'health' ? 'class' : 'team'
  if (role === 'healthVisitor' || role === 'schoolDoctor' || role === 'teacher') return 'class'
  if (role === 'institutionLeader') return 'institution'
  if (role === 'municipalAdmin') return 'municipality'
  return role === 'dataProtectionOfficer' ? 'oversight' : 'none'
}
