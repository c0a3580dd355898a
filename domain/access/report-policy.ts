/**
 * Whose reports a person may read. Everybody reads the same atoms; a role sees fewer units, never finer ones,
 * or two roles together could subtract what neither was shown.
 */
import { type Actor, isBound } from './actor.ts'
import { may } from './policy.ts'
import type { Unit } from '../organisation/unit.ts'

/**
 * - A teacher: own classes; year groups and the whole of own institutions.
 * - An institution's leader: everything in own institutions.
 * - Health visitors: everything in the municipality.
 * - An analyst, a school doctor, PPR and social workers: everything but classes.
 * - A political reader: the municipality as a whole, and its year groups.
 * - All of them: region and country.
 * - Whom the login gives the role for some institutions alone: of those, what the role reads.
 *
 * `institutionId` is the unit's institution; null above institutions. Units lie in the actor's municipality.
 */
export function mayReadUnit(actor: Actor, unit: Unit, institutionId: string | null): boolean {
  if (!may(actor, 'report.read')) return false
  const isOwn = institutionId !== null && actor.institutionIds.includes(institutionId)
  switch (unit.level) {
    case 'class':
      if (actor.role === 'teacher') return isOwn && actor.classIds.includes(unit.classId)
      if (actor.role === 'institutionLeader') return isOwn
      return (actor.role === 'healthVisitor' || actor.role === 'leadHealthVisitor') && (isOwn || !isBound(actor))
    case 'yearGroup':
    case 'institution':
      return isBound(actor) ? isOwn && actor.role !== 'politicalReader' : actor.role !== 'politicalReader'
    case 'municipalYearGroup':
    case 'municipality':
    case 'region':
    case 'country':
      return true
  }
}
