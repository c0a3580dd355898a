/** The Danish words a roster file uses for sex, grade and kind of institution. */
import type { InstitutionKind } from './roster.ts'
import type { Sex } from './organisation.ts'

const sexes: ReadonlyMap<string, Sex> = new Map<string, Sex>([
  ...['k', 'kvinde', 'kvindelig', 'pige', 'p', 'f', 'female'].map((word) => [word, 'female'] as const),
  ...['m', 'mand', 'mandlig', 'dreng', 'd', 'male'].map((word) => [word, 'male'] as const),
  ...['u', 'ukendt', 'uoplyst', 'x', 'andet'].map((word) => [word, 'unknown'] as const),
])

/** Undefined for a word that is none of those. It comes from a column of its own and is never read from a CPR number. */
export function readSex(text: string): Sex | undefined {
  return sexes.get(plainWords(text))
}

/**
 * A grade from 0 to 10; undefined when the text is none.
 *
 * @example readGrade('5. klasse') // 5
 * @example readGrade('Børnehaveklasse') // 0
 */
export function readGrade(text: string): number | undefined {
  const word = plainWords(text)
  if (['bh', 'bhkl', 'børnehaveklasse', 'bh klasse'].includes(word)) return 0
  const digits = /^(\d{1,2})( ?(klasse|kl|årgang|klassetrin|trin))?$/.exec(word)?.[1]
  return digits === undefined || Number(digits) > 10 ? undefined : Number(digits)
}

const institutionKinds: ReadonlyMap<string, InstitutionKind> = new Map<string, InstitutionKind>([
  ...['skole', 'folkeskole', 'grundskole', 'friskole', 'privatskole', 'specialskole', 'efterskole', 'fri grundskole'].map(
    (word) => [word, 'school'] as const,
  ),
  ...['dagtilbud', 'daginstitution', 'børnehave', 'vuggestue', 'børnehus', 'integreret institution', 'dagpleje'].map(
    (word) => [word, 'daycare'] as const,
  ),
  ...['ungdomsuddannelse', 'gymnasium', 'erhvervsskole', 'fgu', 'forberedende grunduddannelse', 'produktionsskole'].map(
    (word) => [word, 'youthEducation'] as const,
  ),
  ...['sundhedspleje', 'sundhedsplejen', 'sundhedstjeneste'].map((word) => [word, 'healthService'] as const),
  ...['ungeindsats', 'kommunal ungeindsats', 'ungeenhed'].map((word) => [word, 'youthService'] as const),
  ...['forvaltning', 'administration', 'kommune', 'kommunen'].map((word) => [word, 'administration'] as const),
])

export function readInstitutionKind(text: string): InstitutionKind | undefined {
  return institutionKinds.get(plainWords(text))
}

/** Lower case, letters and digits, one space between words: "PPR-psykolog" and "ppr psykolog" are one. */
export function plainWords(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^a-z0-9æøå]+/g, ' ')
    .trim()
}
