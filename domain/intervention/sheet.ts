/**
 * A fact sheet (faktaark) of Inspiration: a short, sober description of one thing that can be done, with a link
 * to the owner's own page. Fields: `facts/boernungeliv`, 6.2. The schema is in `sheet-schema.ts`.
 */
import type { Theme } from '../questionnaire/themes.ts'
import type { Language } from '../text/text.ts'

export const sheetKinds = ['intervention', 'teachingMaterial', 'knowledgeChannel', 'platform'] as const
export type SheetKind = (typeof sheetKinds)[number]

/** Whom it is for: everybody, groups at risk, or those who already struggle (Mrazek & Haggerty 1994). */
export const targets = ['universal', 'selective', 'indicated'] as const
export type Target = (typeof targets)[number]

/** Where it works: on one child, a class or room, a whole school or daycare, parents, or the municipality. */
export const levels = ['individual', 'class', 'school', 'parents', 'municipality'] as const
export type Level = (typeof levels)[number]

export const settings = ['daycare', 'school', 'afterSchool', 'youthEducation', 'healthService', 'home', 'community', 'online'] as const
export type Setting = (typeof settings)[number]

/** Who answers the questions that it may move. */
export const informants = ['pupil', 'youngPerson', 'parent', 'staff'] as const
export type Informant = (typeof informants)[number]

/** What is known of its effect, strongest first. `evidence` in the text says by which study. */
export const evidences = ['studiedInDenmark', 'studiedAbroad', 'promising', 'notStudied'] as const
export type Evidence = (typeof evidences)[number]

export const costs = ['free', 'low', 'medium', 'high'] as const
export type Cost = (typeof costs)[number]

/** Languages its material comes in. */
export const materialLanguages = ['da', 'en', 'ar', 'uk', 'tr', 'so'] as const
export type MaterialLanguage = (typeof materialLanguages)[number]

/** Ages in whole years, both included. The platform follows children from birth to 30. */
export type AgeRange = { readonly from: number; readonly to: number }
export const youngest = 0
export const oldest = 30

/** The words of a sheet in one language. A draft may still lack some. */
export type SheetText = {
  readonly title: string
  readonly provider: string
  /** One or two sentences: what a card shows. */
  readonly summary: string
  readonly aim: string
  readonly activities: string
  readonly duration: string
  readonly staffTime: string
  readonly training: string
  readonly cost: string
  readonly materials: string
  readonly evidence: string
  /** The same in plain words, for the family of a child. */
  readonly family: string
}

export const sheetWords = [
  'title',
  'provider',
  'summary',
  'aim',
  'activities',
  'duration',
  'staffTime',
  'training',
  'cost',
  'materials',
  'evidence',
  'family',
] as const satisfies readonly (keyof SheetText)[]

export type Sheet = {
  readonly kind: SheetKind
  /** Invented, for demonstration: shown as an example wherever it stands. */
  readonly isExample: boolean
  readonly themes: readonly Theme[]
  readonly ages: AgeRange
  readonly informants: readonly Informant[]
  readonly target: Target
  readonly levels: readonly Level[]
  readonly settings: readonly Setting[]
  readonly evidence: Evidence
  readonly cost: Cost
  readonly languages: readonly MaterialLanguage[]
  /** The owner's own description, which the owner keeps up to date. */
  readonly link: string
  /** An e-mail address of the owner's. */
  readonly contact: string
  /** The day somebody last read it through against the owner's page. */
  readonly reviewedOn: string
  readonly texts: Readonly<Record<Language, SheetText>>
}

/** A sheet that is published, under the code that links, reports and plans know it by. */
export type PublishedSheet = { readonly code: string; readonly sheet: Sheet }

/** The words in a language; what nobody has translated stands in Danish. */
export function wordsOfSheet(sheet: Sheet, language: Language): SheetText {
  const wanted = sheet.texts[language]
  const entries = sheetWords.map((word) => [word, wanted[word] === '' ? sheet.texts.da[word] : wanted[word]] as const)
  return Object.fromEntries(entries) as SheetText
}

/**
 * The code a sheet gets from its Danish title and a mark of its own: `Søvn i øjenhøjde`, `3f2a` becomes
 * `soevn-i-oejenhoejde-3f2a`. The mark is always there, so that nobody learns by trying whether another provider
 * has a draft of the same name.
 */
export function codeFrom(title: string, mark: string): string {
  const plain = title
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '')
  return plain === '' ? `ark-${mark}` : `${plain}-${mark}`
}

/** Ages a reader chooses among, and the columns of the coverage table. Together they cover every age once. */
export const ageGroups = {
  infant: { from: 0, to: 2 },
  preschool: { from: 3, to: 5 },
  lowerPrimary: { from: 6, to: 9 },
  upperPrimary: { from: 10, to: 12 },
  lowerSecondary: { from: 13, to: 16 },
  youth: { from: 17, to: 30 },
} as const satisfies Readonly<Record<string, AgeRange>>
export type AgeGroup = keyof typeof ageGroups

/** Do the two share an age? */
export function overlaps(one: AgeRange, other: AgeRange): boolean {
  return one.from <= other.to && other.from <= one.to
}

/** Ages in a grade when the school year begins: most pupils of 5th grade are 10 or 11. */
export function agesInGrade(grade: number): AgeRange {
  return { from: grade + 5, to: grade + 6 }
}
