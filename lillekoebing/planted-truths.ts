/**
 * What is true in the invented world, written down: a report that is right finds these, and finds nothing
 * where nothing is. The README tells them in words; the tests hold the answers to them.
 */
import { lillekoebing, neighbours } from './place.ts'

export type YearOf = 'thisYear' | 'lastYear'

export type PlantedTruth = {
  readonly code: string
  /** Where it is true. What is left out is not limited. */
  readonly where: {
    readonly municipalityIds: readonly number[]
    readonly institutionKey?: string
    readonly className?: string
    readonly sex?: 'female' | 'male'
    readonly years: readonly YearOf[]
  }
  readonly item: string
  /** Standard deviations that answers are moved; above 0 is better. */
  readonly shift: number
  /** Share of favourable answers this leads to, and elsewhere, in percent; what a long run would give. */
  readonly favourable: { readonly here: number; readonly elsewhere: number }
}

const bothYears: readonly YearOf[] = ['lastYear', 'thisYear']
const home = [lillekoebing.id]

export const plantedTruths: readonly PlantedTruth[] = [
  {
    code: 'class-with-bullying',
    where: { municipalityIds: home, institutionKey: 'havbrinkskolen', className: '6.B', years: ['thisYear'] },
    item: 'bullied',
    shift: -1.3,
    favourable: { here: 31, elsewhere: 79 },
  },
  {
    code: 'girls-fall-asleep-worse',
    where: { municipalityIds: [lillekoebing.id, ...neighbours.map(({ id }) => id)], sex: 'female', years: bothYears },
    item: 'sleep-falling-asleep',
    shift: -0.5,
    favourable: { here: 51, elsewhere: 70 },
  },
  {
    code: 'school-that-improved',
    where: { municipalityIds: home, institutionKey: 'fjordglimt', years: ['lastYear'] },
    item: 'school-glad',
    shift: -1,
    favourable: { here: 44, elsewhere: 80 },
  },
  {
    code: 'unsafe-recess',
    where: { municipalityIds: home, institutionKey: 'egely', years: bothYears },
    item: 'recess-safe',
    shift: -1.2,
    favourable: { here: 40, elsewhere: 83 },
  },
  {
    code: 'class-at-work',
    where: { municipalityIds: home, institutionKey: 'moellebakken', className: '6.A', years: ['thisYear'] },
    item: 'work-quiet',
    shift: 2,
    favourable: { here: 99, elsewhere: 58 },
  },
  {
    code: 'municipality-with-breakfast',
    where: { municipalityIds: home, years: bothYears },
    item: 'breakfast',
    shift: 0.75,
    favourable: { here: 87, elsewhere: 64 },
  },
]

export type Respondents = {
  readonly municipalityId: number
  readonly institutionKey: string
  readonly className: string
  readonly year: YearOf
}

/** What moves the answers of one sex in one class: item code → standard deviations. */
export function shiftsOf(
  truths: readonly PlantedTruth[],
  group: Respondents,
  sex: 'female' | 'male' | 'unknown',
): ReadonlyMap<string, number> {
  const shifts = new Map<string, number>()
  for (const { where, item, shift } of truths) {
    const holds =
      where.municipalityIds.includes(group.municipalityId) &&
      where.years.includes(group.year) &&
      (where.institutionKey === undefined || where.institutionKey === group.institutionKey) &&
      (where.className === undefined || where.className === group.className) &&
      (where.sex === undefined || where.sex === sex)
    if (holds) shifts.set(item, (shifts.get(item) ?? 0) + shift)
  }
  return shifts
}
