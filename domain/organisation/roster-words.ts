/** The Danish words a roster file uses for sex, grade, role and kind of institution. */
import type { Role } from '../access/actor.ts'
import type { InstitutionKind } from './roster.ts'
import type { Sex } from './organisation.ts'

const sexes: ReadonlyMap<string, Sex> = new Map<string, Sex>([
  ...['k', 'kvinde', 'kvindelig', 'pige', 'p', 'f', 'female'].map((word) => [word, 'female'] as const),
  ...['m', 'mand', 'mandlig', 'dreng', 'd', 'male'].map((word) => [word, 'male'] as const),
  ...['u', 'ukendt', 'uoplyst', 'x', 'andet'].map((word) => [word, 'unknown'] as const),
])

/** Undefined for a word that is none of those. It comes from a column of its own and is never read from a CPR number. */
export function readSex(text: string): Sex | undefined {
  return sexes.get(plain(text))
}

/**
 * A grade from 0 to 10; undefined when the text is none.
 *
 * @example readGrade('5. klasse') // 5
 * @example readGrade('Børnehaveklasse') // 0
 */
export function readGrade(text: string): number | undefined {
  const word = plain(text)
  if (['bh', 'bhkl', 'børnehaveklasse', 'bh klasse'].includes(word)) return 0
  const digits = /^(\d{1,2})( ?(klasse|kl|årgang|klassetrin|trin))?$/.exec(word)?.[1]
  return digits === undefined || Number(digits) > 10 ? undefined : Number(digits)
}

const institutionKinds: ReadonlyMap<string, InstitutionKind> = new Map<string, InstitutionKind>([
  ...['skole', 'folkeskole', 'grundskole', 'friskole', 'privatskole', 'specialskole', 'efterskole', 'fri grundskole'].map((word) => [word, 'school'] as const),
  ...['dagtilbud', 'daginstitution', 'børnehave', 'vuggestue', 'børnehus', 'integreret institution', 'dagpleje'].map((word) => [word, 'daycare'] as const),
  ...['ungdomsuddannelse', 'gymnasium', 'erhvervsskole', 'fgu', 'forberedende grunduddannelse', 'produktionsskole'].map((word) => [word, 'youthEducation'] as const),
  ...['forvaltning', 'administration', 'kommune', 'kommunen'].map((word) => [word, 'administration'] as const),
])

export function readInstitutionKind(text: string): InstitutionKind | undefined {
  return institutionKinds.get(plain(text))
}

// Words that mean one thing at a school and another in the administration are left out on purpose: a school's
// "konsulent" or "administrator" must not get to see the whole municipality by the accident of a word.
const roleWords: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...['lærer', 'klasselærer', 'pædagog', 'børnehaveklasseleder', 'vikar', 'underviser'].map((word) => [word, 'teacher'] as const),
  ...['leder', 'skoleleder', 'institutionsleder', 'dagtilbudsleder', 'afdelingsleder', 'viceskoleleder', 'pædagogisk leder', 'ledelse'].map((word) => [word, 'institutionLeader'] as const),
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
  return roleWords.get(plain(text))
}

/** Roles the association gives; a municipality's roster cannot. */
export const rolesOfTheAssociation: readonly Role[] = ['secretariat', 'researcher', 'interventionProvider', 'expertReviewer']

/** Roles that open a whole municipality's users or log, and that a roster therefore says aloud before it gives them. */
export const rolesToNotice: readonly Role[] = ['municipalAdmin', 'dataProtectionOfficer']

/** Lower case, letters and digits, one space between words: "PPR-psykolog" and "ppr psykolog" are one. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^a-z0-9æøå]+/g, ' ')
    .trim()
}
