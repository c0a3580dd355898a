/**
 * What a municipality lets region and country have of its totals. Released in steps, so that the difference
 * between two releases is never one school: by question, each step adds answers from at least three
 * institutions and fifty respondents, or nothing (`product.md` 3.4).
 */
import { type ReleasedMoments, type UnitMoments, advancedMoments, noMoments } from './moments.ts'
import { type Advance, type SealedInstitution, type Stratum, type StratumRelease, releasedStrata } from './stratum.ts'
import { type SealedSum, type SealedSums, addSums, storedSum, subtractSum } from './sum.ts'
import { answeredAt, codebook, optionsAt } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

export const releaseStep = { institutions: 3, respondents: 50 } as const

/** Respondents first, then answers to each item that is counted, in the questionnaire's order (`codebook.ts`). */
export type Answered = readonly number[]

/** A municipality's totals of one questionnaire in one school year as they are sealed now. */
export type MunicipalFigures = {
  readonly invited: number
  readonly answered: number
  readonly sums: SealedSums
  /** Null, or left out, where they were not kept when it was sealed. */
  readonly moments?: UnitMoments | null
  readonly institutions: ReadonlyMap<string, Answered>
  /** What is sealed of each, for the strata; left out where nobody parts them. */
  readonly sealed?: ReadonlyMap<string, Omit<SealedInstitution, 'answered'>>
}

/** What a release holds: totals, in which an item that was not ready stands as it was the time before. */
export type Release = {
  readonly institutions: number
  readonly invited: number
  readonly answered: number
  readonly sums: { readonly all: SealedSum; readonly female: SealedSum; readonly male: SealedSum }
  readonly moments?: ReleasedMoments | null
  /** How much of each institution it holds, so that the next step is known to add three. */
  readonly held: ReadonlyMap<string, Answered>
  /** The same parted by what institutions are like; null where any step was not. */
  readonly strata?: ReadonlyMap<Stratum, StratumRelease> | null
  /** The stratum of each institution; it stays where it was first released. */
  readonly stratumOf?: ReadonlyMap<string, Stratum>
}

export type Step = { readonly institutions: number; readonly respondents: number; readonly mayRelease: boolean }

/** The next release, or why there is none. `previous` is null before the first. */
export function nextRelease(questionnaire: Questionnaire, previous: Release | null, now: MunicipalFigures): Release | 'release-too-small' {
  const { cells, width } = codebook(questionnaire)
  const none = storedSum(Array.from({ length: width }, () => 0))
  const before = previous?.sums ?? { all: none, female: none, male: none }
  const current = { all: now.sums.all, female: now.sums.female ?? none, male: now.sums.male ?? none }
  const slots = cells.map((cell, index) => ({ ...cell, slot: index + 1 }))
  const ready = slots.filter(({ slot, offset }) => isEnough(stepAt(slot, previous, now, difference(before.all, current.all, offset))))
  if (ready.length === 0) return 'release-too-small'

  const isReady = Array.from({ length: width }, () => false)
  for (const { offset, item } of ready) isReady.fill(true, offset, offset + optionsAt + item.options.length)
  const advance = (from: SealedSum, to: SealedSum) => {
    const added = storedSum(subtractSum(to, from).map((count, at) => (isReady[at] ? count : 0)))
    return addSums(from, added)
  }
  const advancing = new Set([0, ...ready.map(({ slot }) => slot)])
  const held = new Map(
    [...now.institutions].map(([id, answered]) => [
      id,
      answered.map((count, slot) => (advancing.has(slot) ? count : (previous?.held.get(id)?.[slot] ?? 0))),
    ]),
  )
  return {
    institutions: [...held.values()].filter((answered) => answered.slice(1).some((count) => count > 0)).length,
    invited: now.invited,
    answered: now.answered,
    sums: {
      all: advance(before.all, current.all),
      female: advance(before.female, current.female),
      male: advance(before.male, current.male),
    },
    moments: releasedMoments(questionnaire, previous, now, isReady),
    held,
    ...strataOf(previous, now, { slots: advancing, isReady, none }),
  }
}

/** The strata after this step; unknown for good where an earlier step was not parted, for nobody knows whose answers that had. */
function strataOf(previous: Release | null, now: MunicipalFigures, step: Advance): Pick<Release, 'strata' | 'stratumOf'> {
  const stratumOf = new Map(previous?.stratumOf)
  if (!now.sealed || (previous !== null && !previous.strata)) return { strata: null, stratumOf }
  const institutions = new Map<string, SealedInstitution>()
  for (const [id, sealed] of now.sealed) {
    const stratum = stratumOf.get(id) ?? sealed.stratum
    if (stratum !== null) stratumOf.set(id, stratum)
    institutions.set(id, { ...sealed, stratum, answered: now.institutions.get(id) ?? [] })
  }
  const heldOf = (id: string, slot: number) => previous?.held.get(id)?.[slot] ?? 0
  return { strata: releasedStrata(previous?.strata ?? new Map(), heldOf, institutions, step), stratumOf }
}

/** Where an item has advanced, what its schools differ by now; else as it was. Nothing, unless it is known of both. */
function releasedMoments(
  questionnaire: Questionnaire,
  previous: Release | null,
  now: MunicipalFigures,
  isReady: readonly boolean[],
): ReleasedMoments | null {
  const none = noMoments(questionnaire)
  const before = previous === null ? { all: none, female: none, male: none } : previous.moments
  const current = now.moments
  if (!before || !current) return null
  return {
    all: advancedMoments(before.all, current.all, isReady),
    female: advancedMoments(before.female, current.female ?? none, isReady),
    male: advancedMoments(before.male, current.male ?? none, isReady),
  }
}

/** What the next release would add, by the item that has most to add. */
export function waitingStep(questionnaire: Questionnaire, previous: Release | null, now: MunicipalFigures): Step {
  const { cells, width } = codebook(questionnaire)
  const before = previous?.sums.all ?? storedSum(Array.from({ length: width }, () => 0))
  const steps = cells.map(({ offset }, index) => stepAt(index + 1, previous, now, difference(before, now.sums.all, offset)))
  const largest = steps.reduce((left, right) => (right.respondents > left.respondents ? right : left), { institutions: 0, respondents: 0 })
  const ready = steps.filter(isEnough)
  return { ...(isEnough(largest) ? largest : (ready[0] ?? largest)), mayRelease: ready.length > 0 }
}

function stepAt(slot: number, previous: Release | null, now: MunicipalFigures, respondents: number): Omit<Step, 'mayRelease'> {
  const growing = [...now.institutions].filter(([id, answered]) => (answered[slot] ?? 0) > (previous?.held.get(id)?.[slot] ?? 0))
  return { institutions: growing.length, respondents }
}

function isEnough({ institutions, respondents }: Omit<Step, 'mayRelease'>): boolean {
  return institutions >= releaseStep.institutions && respondents >= releaseStep.respondents
}

function difference(before: SealedSum, now: SealedSum, offset: number): number {
  return (now[offset + answeredAt] ?? 0) - (before[offset + answeredAt] ?? 0)
}
