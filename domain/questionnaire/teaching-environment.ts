/**
 * Which parts of the teaching-environment assessment (undervisningsmiljøvurdering) a questionnaire covers.
 *
 * Undervisningsmiljøloven (LBK nr. 316 af 05/04/2017) § 1 gives pupils a right to a good environment, physical, psychological
 * and aesthetic, in which teaching is safe and healthy; § 6 has every school map all of it in writing at least every three years.
 * A questionnaire that leaves a part out is not wrong, but then the school has to map that part in another way.
 */
import type { Item } from './questionnaire.ts'

export const environmentParts = ['psychological', 'physical', 'aesthetic', 'safety'] as const
export type EnvironmentPart = (typeof environmentParts)[number]

/** By the item's code, which is the same in every version and municipality. */
const partOf: Readonly<Record<string, readonly EnvironmentPart[]>> = {
  'classroom-air': ['physical'],
  'classroom-warmth': ['physical'],
  'classroom-light': ['physical'],
  'chair-fits': ['physical'],
  'work-quiet': ['physical', 'psychological'],
  'class-calm': ['physical', 'psychological'],
  'school-toilets': ['physical', 'aesthetic'],
  'toilet-like': ['physical', 'aesthetic'],
  'classroom-looks': ['aesthetic'],
  'outside-looks': ['aesthetic'],
  'school-like': ['psychological'],
  'school-hurt': ['safety'],
  'class-safe': ['psychological', 'safety'],
  'recess-safe': ['psychological', 'safety'],
}

/** Parts an item tells about. One that says it belongs to the assessment, and is not in the list, is about how it is to be there. */
export function environmentPartsOf({
  code,
  isTeachingEnvironment,
}: Pick<Item, 'code' | 'isTeachingEnvironment'>): readonly EnvironmentPart[] {
  return isTeachingEnvironment ? (partOf[code] ?? ['psychological']) : []
}

export type Coverage = { readonly part: EnvironmentPart; readonly items: readonly string[] }

/** The items of each part, in the order of the questionnaire; a part without any is missing. */
export function coverageOf(items: readonly Pick<Item, 'code' | 'isTeachingEnvironment'>[]): readonly Coverage[] {
  return environmentParts.map((part) => ({
    part,
    items: items.filter((item) => environmentPartsOf(item).includes(part)).map(({ code }) => code),
  }))
}
