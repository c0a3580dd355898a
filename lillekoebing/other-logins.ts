/** By which logins beside UNI-Login the invented people come, and what those say of them. */
import type { Role } from '#domain/access/actor.ts'
import { idOf } from './identifier.ts'
import { cvrOf, type MunicipalityPlan } from './place.ts'

/** A right as a municipality gives it in KOMBIT's administration. */
export type Privilege = {
  readonly role: string
  readonly constraints: Readonly<Record<string, string>>
  /** Whose right it is; the municipality's own unless told. */
  readonly cvr?: string
}

/** The section `logins` of the stand-in's people file. */
export type OtherLogins = {
  readonly contextHandler?: {
    readonly cvr: string
    readonly organisation: string
    readonly uuid: string
    readonly generation?: 'dk-saml-2'
    readonly assurance?: 'Low'
    readonly privileges: readonly Privilege[]
  }
  readonly nemLogin?: { readonly cpr: string; readonly uuid: string; readonly assurance?: 'Low' }
  readonly own?: { readonly employeeId: string; readonly departments: readonly string[]; readonly assurance?: 'Low' }
}

type Employee = {
  readonly userId: string
  readonly role: Role
  readonly isOneFactor: boolean
  readonly institutionNumber: string
}

/** What a municipality calls the rights of a role, as it is declared at KOMBIT. */
const userSystemRoles: Readonly<Partial<Record<Role, string>>> = {
  healthVisitor: 'sundhedsplejerske',
  leadHealthVisitor: 'ledende_sundhedsplejerske',
  schoolDoctor: 'boerne_og_ungelaege',
  eduPsychologist: 'ppr',
  socialWorker: 'socialraadgiver',
  caseOwner: 'sagsansvarlig',
  institutionLeader: 'skoleleder',
  teacher: 'laerer_paedagog',
  municipalAnalyst: 'kommunal_analytiker',
  politicalReader: 'politiker',
  municipalAdmin: 'undersoegelsesadministrator',
  dataProtectionOfficer: 'databeskyttelse_revision',
}

/** Who comes otherwise than their role says, to show what a municipality's administration can get right or wrong. */
const exceptions: Readonly<Record<string, (own: Privilege) => readonly Privilege[]>> = {
  // Birthe Nygaard: a role that sees the municipality, given for one school.
  birt1009: (own) => [{ ...own, constraints: { institution: '881001' } }],
  // Eva Brandt: two roles, one of which her account has.
  evab1013: (own) => [own, { role: 'socialraadgiver', constraints: {} }],
  // Thomas Lind: the right is the neighbour's.
  thom1012: (own) => [{ ...own, cvr: cvrOf({ id: 882 }) }],
  // Grethe Overgaard: known, and nobody has given her a right.
  gret1014: () => [],
}

/** Users whose municipality still sends the attributes from before OIOSAML 3. */
const oldAttributes = ['jona1003', 'amir1015']

/** Users who also come by the login that the municipality runs itself. */
const withOwnLogin = ['susa1002', 'jona1003', 'henr1004', 'amir1015', 'gorm1017']

/** Staff who have an account by Context Handler beside the one by UNI-Login: an account belongs to one login. */
const withContextHandler = [
  'susa1002',
  'jona1003',
  'henr1004',
  'birt1009',
  'thom1012',
  'evab1013',
  'gret1014',
  'amir1015',
  'gorm1017',
  'pias2002',
]

/** Who the stand-in's Context Handler says it is; it does not change with its port. */
const contextHandlerIssuer = 'https://context-handler.efterligning.example'

/**
 * The logins beside UNI-Login that somebody has an account by: who vouches for them, and under what name. `issuer` is
 * UNI-Login's, beside which the stand-in has the municipality's own.
 */
export function furtherSubjects(
  municipalityId: number,
  userId: string,
  issuer: string,
): readonly { readonly login: 'contextHandler' | 'own'; readonly issuer: string; readonly subject: string }[] {
  return [
    ...(withContextHandler.includes(userId)
      ? [{ login: 'contextHandler' as const, issuer: contextHandlerIssuer, subject: contextHandlerUuid(municipalityId, userId) }]
      : []),
    ...(hasOwnLogin(userId) ? [{ login: 'own' as const, issuer: new URL('kommunen', issuer).href, subject: employeeIdOf(userId) }] : []),
  ]
}

/** The user's UUID in the municipality: what Context Handler's name identifier ends with. */
export function contextHandlerUuid(municipalityId: number, userId: string): string {
  return idOf('context handler', municipalityId, userId)
}

/** The number of employment, which the municipality's own login tells. */
export function employeeIdOf(userId: string): string {
  return `M-${userId.slice(-4)}`
}

/** Whether somebody comes by the municipality's own login too. */
export function hasOwnLogin(userId: string): boolean {
  return withOwnLogin.includes(userId)
}

/** Logins of somebody who works for a municipality; none for most. */
export function loginsOfEmployee(plan: MunicipalityPlan, employee: Employee): OtherLogins {
  const { userId, role, isOneFactor, institutionNumber } = employee
  const name = userSystemRoles[role]
  const low = isOneFactor ? { assurance: 'Low' as const } : {}
  const own: Privilege | undefined = name === undefined ? undefined : { role: name, constraints: narrowed(employee) }
  return {
    ...(own === undefined || !withContextHandler.includes(userId)
      ? {}
      : {
          contextHandler: {
            cvr: cvrOf(plan),
            organisation: `${plan.name} Kommune`,
            uuid: contextHandlerUuid(plan.id, userId),
            ...(oldAttributes.includes(userId) ? { generation: 'dk-saml-2' as const } : {}),
            ...low,
            privileges: (exceptions[userId] ?? ((right) => [right]))(own),
          },
        }),
    ...(hasOwnLogin(userId) ? { own: { employeeId: employeeIdOf(userId), departments: [institutionNumber], ...low } } : {}),
  }
}

/** Logins of a parent or a young person: MitID through NemLog-in. */
export function loginsOfCitizen(cpr: string, { isLow = false }: { readonly isLow?: boolean } = {}): OtherLogins {
  return { nemLogin: { cpr, uuid: idOf('mitid', cpr), ...(isLow ? { assurance: 'Low' as const } : {}) } }
}

/** Whoever belongs to one institution has the right for that one. */
function narrowed({ role, institutionNumber }: Employee): Readonly<Record<string, string>> {
  return role === 'teacher' || role === 'institutionLeader' ? { institution: institutionNumber } : {}
}
