/**
 * The words of STIL's exports (wsiEKSPORT 7 and its common/3 schema), as the classes that OS2skoledata generates
 * from that schema list them, and of the class levels as wsiINST lists them.
 */
import type { Sex } from './organisation.ts'
import type { CprKind, InstitutionKind } from './roster.ts'

/** Namespaces of the exports we read end with one of these; the version is the number in them. */
export const stilNamespace = /^https:\/\/brugerdatabasen\.stil\.dk\/bpi\/wsieksport\/(\d+)\/([a-z]+)$/
export const stilVersion = 7

/** Exports by the name of their element: what STIL calls lille, mellem, fuld, and fuld myndighed. */
export const stilExports: ReadonlyMap<string, 'small' | 'medium' | 'full'> = new Map([
  ['UNILoginExportSmall', 'small'],
  ['UNILoginExportMedium', 'medium'],
  // Lacks only alias names, which are not kept.
  ['UNILoginExportFull', 'full'],
  ['UNILoginExportFullMyndighed', 'full'],
])

/** `trin`: 0 to 10 in the folkeskole; daycare, youth education, adults and others have no grade. */
export const stilLevels: ReadonlyMap<string, number | null> = new Map<string, number | null>([
  ...Array.from({ length: 11 }, (_, grade) => [String(grade), grade] as const),
  ...['DT', 'U1', 'U2', 'U3', 'U4', 'VU', 'Andet'].map((level) => [level, null] as const),
])

/**
 * `importGroupType`: what a class or room is. The others (Årgang, Retning, Hold, SFO, Team, Andet) are years, lines, teams
 * and after-school groups, which nobody is asked in.
 */
export const stilClassGroup = 'Hovedgruppe'

/** `Elevrolle`, and the kind of institution that most with this role are at. */
export const stilPupilRoles: ReadonlyMap<string, InstitutionKind> = new Map<string, InstitutionKind>([
  ['Barn', 'daycare'],
  ['Elev', 'school'],
  ['Studerende', 'youthEducation'],
])

/** `cprType`. */
export const stilCprKinds: ReadonlyMap<string, CprKind> = new Map<string, CprKind>([
  ['CPR_VERIFIED', 'verified'],
  ['CPR_UNVERIFIED', 'unverified'],
  ['CPR_REPLACEMENT_ID', 'replacement'],
  ['CPR_UNKNOWN_TYPE', 'unknown'],
])

/** `Gender`. */
export const stilSexes: ReadonlyMap<string, Sex> = new Map<string, Sex>([
  ['K', 'female'],
  ['M', 'male'],
])
