/**
 * Which institutions are like each other: those of the same kind that ask about as many. No more is asked of an institution than
 * its kind and how many were invited, which every municipality has of all of them.
 */
import { type ClusterMoments, addMoments, advancedMoments, storedMoments } from './moments.ts'
import { type SealedSum, addSums, storedSum, subtractSum } from './sum.ts'
import type { InstitutionKind } from '../organisation/organisation.ts'
import type { UnitKey } from '../organisation/unit.ts'

/** Where a school is a large one. */
export type SizeBand = 'small' | 'medium' | 'large'

/** Kind and band as one word: `school-small`. */
export type Stratum = string

/**
 * From how many invited an institution is of medium size, and from how many a large one: of three years of pupils at school that is
 * one class a year, two, and three or more.
 */
const bands: Readonly<Partial<Record<InstitutionKind, readonly [medium: number, large: number]>>> = {
  school: [100, 200],
  daycare: [30, 60],
  youthEducation: [200, 600],
}

/** Null for what is one of a kind in its municipality, as health visitors are, and where nobody was invited. */
export function stratumOf(kind: InstitutionKind | null, invited: number): Stratum | null {
  const ends = kind === null ? undefined : bands[kind]
  if (ends === undefined || invited === 0) return null
  const band: SizeBand = invited < ends[0] ? 'small' : invited < ends[1] ? 'medium' : 'large'
  return `${kind}-${band}`
}

/** How many are invited in institutions of a stratum; null where there is no end. */
export function sizesIn(kind: InstitutionKind | null, band: string): { readonly from: number; readonly to: number | null } | null {
  const ends = kind === null ? undefined : bands[kind]
  if (ends === undefined) return null
  const [medium, large] = ends
  if (band === 'small') return { from: 1, to: medium - 1 }
  return band === 'medium' ? { from: medium, to: large - 1 } : { from: large, to: null }
}

/** What is released of a stratum, beside regions and the country. */
export function similarArea(stratum: Stratum): UnitKey {
  return `similar:${stratum}`
}

/** What institutions of an area are like; undefined of every other area. */
export function stratumIn(area: UnitKey): { readonly kind: InstitutionKind; readonly band: string } | undefined {
  const [, kind, band] = /^similar:(school|daycare|youthEducation)-(small|medium|large)$/.exec(area) ?? []
  return kind === undefined || band === undefined ? undefined : { kind: kind as InstitutionKind, band }
}

/** Of one municipality's institutions of a stratum, what a release holds, and where it grew. */
export type StratumRelease = {
  readonly institutions: number
  readonly invited: number
  readonly answered: number
  readonly all: SealedSum
  readonly female: SealedSum
  readonly male: SealedSum
  /** How many of them had new answers in this very step; respondents first, then item by item. */
  readonly grew: readonly number[]
  /** Of everybody, with the institutions as clusters; left out where an earlier step has none. Girls and boys of a stratum are in no report. */
  readonly moments?: ClusterMoments | undefined
}

/** One institution as it is sealed now. */
export type SealedInstitution = {
  readonly stratum: Stratum | null
  readonly invited: number
  /** Respondents first, then answers to each item. */
  readonly answered: readonly number[]
  readonly all: SealedSum
  readonly female: SealedSum
  readonly male: SealedSum
  /** What it adds to those of its municipality. */
  readonly moments: ClusterMoments
}

/** What a step releases: which slots, and which positions of a row of counts go with them. */
export type Advance = { readonly slots: ReadonlySet<number>; readonly isReady: readonly boolean[]; readonly none: SealedSum }

/**
 * What a municipality's release holds of each stratum. An institution stays in the stratum it was first released in, for what
 * it adds later is told from what it had.
 */
export function releasedStrata(
  before: ReadonlyMap<Stratum, StratumRelease>,
  heldOf: (id: string, slot: number) => number,
  institutions: ReadonlyMap<string, SealedInstitution>,
  { slots, isReady, none }: Advance,
): ReadonlyMap<Stratum, StratumRelease> {
  const grown = Map.groupBy(
    [...institutions].filter(([, { stratum }]) => stratum !== null),
    ([, { stratum }]) => stratum as Stratum,
  )
  const next = new Map(before)
  for (const [stratum, members] of grown) {
    const was = before.get(stratum)
    const advance = (which: 'all' | 'female' | 'male') => {
      const from = was?.[which] ?? none
      const now = members.reduce((sum, [, one]) => addSums(sum, one[which]), none)
      const added = subtractSum(now, from)
      return addSums(from, storedSum(added.map((count, at) => (isReady[at] ? count : 0))))
    }
    const differ = members.map(([, { moments }]) => moments).reduce(addMoments)
    const differed = was === undefined ? storedMoments(differ.map(() => 0)) : was.moments
    const count = (of: (one: SealedInstitution, id: string) => number) => members.reduce((sum, [id, one]) => sum + of(one, id), 0)
    next.set(stratum, {
      institutions: count(({ answered }) => (answered.some((some, slot) => slot > 0 && some > 0) ? 1 : 0)),
      invited: count(({ invited }) => invited),
      answered: count(({ answered }) => answered[0] ?? 0),
      all: advance('all'),
      female: advance('female'),
      male: advance('male'),
      ...(differed === undefined ? {} : { moments: advancedMoments(differed, differ, isReady) }),
      grew: Array.from({ length: members[0]?.[1].answered.length ?? 0 }, (_, slot) =>
        slots.has(slot) ? count(({ answered }, id) => ((answered[slot] ?? 0) > heldOf(id, slot) ? 1 : 0)) : 0,
      ),
    })
  }
  return next
}
