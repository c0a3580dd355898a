/** Narrowing a catalogue down: what one may choose, what is chosen, and how many sheets each choice would leave. */
import { themes } from '../questionnaire/themes.ts'
import {
  type AgeGroup,
  ageGroups,
  costs,
  evidences,
  levels,
  materialLanguages,
  overlaps,
  type PublishedSheet,
  settings,
  type Sheet,
  sheetKinds,
  targets,
} from './sheet.ts'

/** Each facet with its values, in the order they are offered. */
export const facets = {
  theme: themes,
  age: Object.keys(ageGroups) as AgeGroup[],
  level: levels,
  target: targets,
  setting: settings,
  evidence: evidences,
  cost: costs,
  language: materialLanguages,
  kind: sheetKinds,
} as const satisfies Readonly<Record<string, readonly string[]>>
export type Facet = keyof typeof facets
export const facetNames = Object.keys(facets) as Facet[]

/** One value chosen per facet at most; a facet that is not there lets all through. */
export type Choice = { readonly [F in Facet]?: (typeof facets)[F][number] | undefined }

const fits: { readonly [F in Facet]: (sheet: Sheet, value: (typeof facets)[F][number]) => boolean } = {
  theme: (sheet, value) => sheet.themes.includes(value),
  age: (sheet, value) => overlaps(sheet.ages, ageGroups[value]),
  level: (sheet, value) => sheet.levels.includes(value),
  target: (sheet, value) => sheet.target === value,
  setting: (sheet, value) => sheet.settings.includes(value),
  evidence: (sheet, value) => sheet.evidence === value,
  cost: (sheet, value) => sheet.cost === value,
  language: (sheet, value) => sheet.languages.includes(value),
  kind: (sheet, value) => sheet.kind === value,
}

function fitsFacet(sheet: Sheet, facet: Facet, value: string | undefined): boolean {
  return value === undefined || (fits[facet] as (sheet: Sheet, value: string) => boolean)(sheet, value)
}

/** Sheets that fit everything chosen, in the order given. */
export function narrow<S extends PublishedSheet>(sheets: readonly S[], choice: Choice): readonly S[] {
  return sheets.filter(({ sheet }) => facetNames.every((facet) => fitsFacet(sheet, facet, choice[facet])))
}

/** Sheets that are mostly about the theme before those that only touch it; otherwise in the order given. */
export function mostAbout<S extends PublishedSheet>(sheets: readonly S[], theme: (typeof themes)[number] | undefined): readonly S[] {
  if (theme === undefined) return sheets
  return sheets.toSorted((left, right) => left.sheet.themes.indexOf(theme) - right.sheet.themes.indexOf(theme))
}

export type FacetCounts = { readonly [F in Facet]: readonly { readonly value: (typeof facets)[F][number]; readonly count: number }[] }

/**
 * For each value of each facet, how many sheets would be left if it were chosen beside what is chosen in the other
 * facets: so that nobody chooses their way to nothing without being told.
 */
export function countFacets(sheets: readonly PublishedSheet[], choice: Choice): FacetCounts {
  const counted = facetNames.map((facet) => {
    const others = narrow(sheets, { ...choice, [facet]: undefined })
    return [
      facet,
      facets[facet].map((value) => ({ value, count: others.filter(({ sheet }) => fitsFacet(sheet, facet, value)).length })),
    ] as const
  })
  return Object.fromEntries(counted) as unknown as FacetCounts
}

export type CoverageRow = { readonly theme: (typeof themes)[number]; readonly counts: Readonly<Record<AgeGroup, number>> }

/** How many sheets there are for each theme and age, so that gaps show: the association's list of what to look for. */
export function coverageOf(sheets: readonly PublishedSheet[]): readonly CoverageRow[] {
  return themes.map((theme) => ({
    theme,
    counts: Object.fromEntries(facets.age.map((age) => [age, narrow(sheets, { theme, age }).length])) as Record<AgeGroup, number>,
  }))
}
