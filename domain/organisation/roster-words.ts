/** The Danish words a roster file uses for sex, grade and kind of institution. */
import type { ContactRelation, InstitutionKind } from './roster.ts'
import type { Sex } from './organisation.ts'
import type { RespondentLanguage } from '../text/text.ts'

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

const relations: ReadonlyMap<string, ContactRelation> = new Map<string, ContactRelation>([
  ...['mor', 'moder', 'medmor', 'mother'].map((word) => [word, 'mother'] as const),
  ...['far', 'fader', 'medfar', 'father'].map((word) => [word, 'father'] as const),
  ...['plejeforælder', 'plejeforældre', 'plejemor', 'plejefar', 'plejefamilie', 'foster parent', 'foster'].map(
    (word) => [word, 'foster'] as const,
  ),
  ...['andet', 'anden', 'øvrig', 'bedsteforælder', 'stedforælder', 'papfar', 'papmor'].map((word) => [word, 'other'] as const),
  ...['officielt tilknyttet person', 'officielt tilknyttet', 'værge', 'støtteperson'].map((word) => [word, 'official'] as const),
])

/** Undefined for a word that is none of those. */
export function readRelation(text: string): ContactRelation | undefined {
  return relations.get(plainWords(text))
}

const languageWords: ReadonlyMap<string, RespondentLanguage> = new Map<string, RespondentLanguage>([
  ...['da', 'dan', 'dansk', 'danish'].map((word) => [word, 'da'] as const),
  ...['en', 'eng', 'engelsk', 'english'].map((word) => [word, 'en'] as const),
  ...['ar', 'ara', 'arabisk', 'arabic'].map((word) => [word, 'ar'] as const),
  ...['uk', 'ukr', 'ukrainsk', 'ukrainian'].map((word) => [word, 'uk'] as const),
])

/** Undefined for a language that nobody can be written to in here: they are written to in Danish and English. */
export function readLanguage(text: string): RespondentLanguage | undefined {
  return languageWords.get(plainWords(text))
}

const answers: ReadonlyMap<string, boolean> = new Map<string, boolean>([
  ...['ja', 'j', 'yes', 'true', 'sand', '1', 'x'].map((word) => [word, true] as const),
  ...['nej', 'n', 'no', 'false', 'falsk', '0'].map((word) => [word, false] as const),
])

/** Undefined for anything but yes and no: what protects a child is never guessed. */
export function readYesNo(text: string): boolean | undefined {
  return answers.get(plainWords(text))
}

/**
 * A day as `YYYY-MM-DD`, from that or from the Danish order of day, month and year; undefined when there is no such day.
 *
 * @example readDay('1/8-2026') // '2026-08-01'
 */
export function readDay(text: string): string | undefined {
  const word = text.trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(word)
  const danish = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(word)
  const [year, month, day] = iso ? iso.slice(1) : danish ? danish.slice(1).toReversed() : []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const lengths = [31, isLeapYear(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const isDay = Number(day) >= 1 && Number(day) <= (lengths[Number(month) - 1] ?? 0) && Number(year) >= 1850
  return isDay ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Lower case, letters and digits, one space between words: "PPR-psykolog" and "ppr psykolog" are one. */
export function plainWords(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^a-z0-9æøå]+/g, ' ')
    .trim()
}
