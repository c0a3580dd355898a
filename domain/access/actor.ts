/** Who is asking. Made at sign-in, carried into every transaction, never widened. */
import type { MunicipalityId } from '../organisation/organisation.ts'

export const roles = [
  'teacher',
  'institutionLeader',
  'healthVisitor',
  'leadHealthVisitor',
  'schoolDoctor',
  'eduPsychologist',
  'socialWorker',
  'caseOwner',
  'municipalAnalyst',
  'politicalReader',
  'municipalAdmin',
  'dataProtectionOfficer',
  'secretariat',
  'researcher',
  'interventionProvider',
  'expertReviewer',
] as const

/** Roles of those who sign in to the professional side (`product.md` 2); respondents have no role here. */
export type Role = (typeof roles)[number]

export type Actor = {
  readonly accountId: string
  readonly municipalityId: MunicipalityId
  readonly role: Role
  /** Institutions a school-bound role belongs to; empty for those who see the whole municipality. */
  readonly institutionIds: readonly string[]
  /** Classes a teacher leads; empty for others. */
  readonly classIds: readonly string[]
}

/** Roles that are bound to their own institutions. Everybody else sees the municipality's tree. */
export const institutionBound: readonly Role[] = ['teacher', 'institutionLeader']
