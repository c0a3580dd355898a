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
  'support',
  'parent',
  'pupil',
  'youngPerson',
] as const

/** Roles of those who sign in (`product.md` 2). A respondent with a slip has not signed in and has no role here. */
export type Role = (typeof roles)[number]

/** How sure a login was of who somebody is, from weakest to strongest (NSIS: lav, betydelig, høj). */
export const assurances = ['low', 'substantial', 'high'] as const
export type Assurance = (typeof assurances)[number]

export type Actor = {
  readonly accountId: string
  readonly municipalityId: MunicipalityId
  readonly role: Role
  /** Institutions a school-bound role belongs to; empty for those who see the whole municipality. */
  readonly institutionIds: readonly string[]
  /** Classes a teacher leads, or a health visitor or school doctor has the children of; empty for others. */
  readonly classIds: readonly string[]
  /**
   * What of named people this actor may open, as ids: a health professional's classes, a citizen's children
   * with their person ids, the assessments somebody is on. Row-level security compares rows with it; none means nothing.
   */
  readonly reach?: readonly string[]
  /** How sure the login was; undefined for actors that jobs and seeds make, who have not signed in. */
  readonly assurance?: Assurance
  /** The login gave the role for `institutionIds` alone, although the role as such sees the whole municipality. */
  readonly isNarrowed?: boolean
}

/** Roles of families: they see their own, and no tree. */
export const citizens: readonly Role[] = ['parent', 'pupil', 'youngPerson']

/** Roles that are bound to their own institutions. Other professionals see the municipality's tree. */
export const institutionBound: readonly Role[] = ['teacher', 'institutionLeader']

/** Whether somebody sees their own institutions alone: by their role, or because the login gave the role for those. */
export function isBound({ role, isNarrowed }: Pick<Actor, 'role' | 'isNarrowed'>): boolean {
  return isNarrowed === true || institutionBound.includes(role)
}
