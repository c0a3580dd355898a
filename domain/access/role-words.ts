/** The Danish words a staff roster uses for roles. */
import { plainWords } from '../organisation/roster-words.ts'
import type { Role } from './actor.ts'

// Words that mean one thing at a school and another in the administration are left out on purpose: a school's
// "konsulent" or "administrator" must not get to see the whole municipality by the accident of a word.
const roleWords: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...['lærer', 'klasselærer', 'pædagog', 'børnehaveklasseleder', 'vikar', 'underviser'].map((word) => [word, 'teacher'] as const),
  ...['leder', 'skoleleder', 'institutionsleder', 'dagtilbudsleder', 'afdelingsleder', 'viceskoleleder', 'pædagogisk leder', 'ledelse'].map(
    (word) => [word, 'institutionLeader'] as const,
  ),
  ...['sundhedsplejerske', 'skolesundhedsplejerske'].map((word) => [word, 'healthVisitor'] as const),
  ...['ledende sundhedsplejerske', 'leder af sundhedsplejen'].map((word) => [word, 'leadHealthVisitor'] as const),
  ...['børne og ungelæge', 'kommunallæge', 'skolelæge'].map((word) => [word, 'schoolDoctor'] as const),
  ...['ppr psykolog', 'psykolog', 'pædagogisk psykolog'].map((word) => [word, 'eduPsychologist'] as const),
  ...['socialrådgiver', 'familierådgiver'].map((word) => [word, 'socialWorker'] as const),
  ...['sagsansvarlig', 'tovholder'].map((word) => [word, 'caseOwner'] as const),
  ...['analytiker', 'kommunal analytiker', 'ssp konsulent'].map((word) => [word, 'municipalAnalyst'] as const),
  ...['politiker', 'direktion', 'direktør', 'politisk læser'].map((word) => [word, 'politicalReader'] as const),
  ...['superadministrator', 'kommunal administrator'].map((word) => [word, 'municipalAdmin'] as const),
  ...['databeskyttelsesrådgiver', 'dpo'].map((word) => [word, 'dataProtectionOfficer'] as const),
  ...['sekretariat', 'sekretariatet'].map((word) => [word, 'secretariat'] as const),
  ...['forsker'].map((word) => [word, 'researcher'] as const),
  ...['indsatsudbyder'].map((word) => [word, 'interventionProvider'] as const),
  ...['faglig bedømmer'].map((word) => [word, 'expertReviewer'] as const),
])

export function readRole(text: string): Role | undefined {
  return roleWords.get(plainWords(text))
}

/** Roles the association gives; a municipality's roster cannot. */
export const rolesOfTheAssociation: readonly Role[] = ['secretariat', 'researcher', 'interventionProvider', 'expertReviewer']

/** Roles that open a whole municipality's users or log, and that a roster therefore says aloud before it gives them. */
export const rolesToNotice: readonly Role[] = ['municipalAdmin', 'dataProtectionOfficer']
