/** What an institution's leader writes about figures: the comment printed with a report, and the assessment of the environment. */
import { type Actor, isBound } from './actor.ts'
import { may } from './policy.ts'
import type { Unit } from '../organisation/unit.ts'

type Leader = Pick<Actor, 'role' | 'institutionIds' | 'isNarrowed'>

/** To a report of the own institution or its parts, its leader; to the municipality's, its analyst. */
export function mayCommentReport(actor: Leader, unit: Unit, institutionId: string | null): boolean {
  if (!may(actor, 'report.comment')) return false
  if (actor.role === 'municipalAnalyst') return unit.level === 'municipality' && !isBound(actor)
  return institutionId !== null && actor.institutionIds.includes(institutionId)
}

/** Read by who reads the institution's report; written and published by its leader alone. */
export function mayWriteEnvironment(actor: Leader, institutionId: string): boolean {
  return may(actor, 'environment.write') && actor.institutionIds.includes(institutionId)
}
