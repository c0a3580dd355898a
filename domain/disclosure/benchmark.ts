/**
 * Region and country, made of what municipalities have released.
 *
 * The same idea as sealing, one floor up. Question by question, what municipalities have released since last
 * time is parted into *blocks*: each holds three municipalities or more, none of them above three quarters of
 * the answers, and lies in one region or else counts in no region at all. Where two regions are to become one, a
 * block of either is also one of the new. Every figure is a sum of whole blocks. So the rule of three holds for each figure, for the difference between any two releases, and for the
 * country less any of its regions, without asking which of them somebody may subtract. Similar institutions are pieces of
 * blocks, which are blocks themselves, as is what is beside them (`block-strata.ts`).
 */
import { type ClusterMoments, type ReleasedMoments, addMoments, noMoments } from './moments.ts'
import { momentsAfter } from './block-moments.ts'
import { type Piece, benchmarkRule, isPartedBySex, isShareOfMany, measuredStrata, standingStrata } from './block-strata.ts'
import { type Stratum, type StratumRelease, similarArea } from './stratum.ts'
import { type SealedSum, addSums, storedSum, subtractSum } from './sum.ts'
import { answeredAt, codebook, optionsAt } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { unitKey } from '../organisation/unit.ts'

/** One step of one municipality's releases; totals, not what is new. */
export type MunicipalRelease = {
  readonly municipalityId: number
  /** Codes of the regions it counts in for this school year, each inside the next; regions change by date, so it is data. */
  readonly regions: readonly string[]
  readonly step: number
  readonly institutions: number
  readonly invited: number
  readonly answered: number
  readonly all: SealedSum
  readonly female: SealedSum
  readonly male: SealedSum
  readonly moments?: ReleasedMoments | null
  /** The same parted by what its institutions are like; null where they are not. */
  readonly strata?: ReadonlyMap<Stratum, StratumRelease> | null
}

export type Benchmark = {
  /** `country`, `region:<code>` or `similar:<stratum>`. */
  readonly area: string
  readonly municipalities: number
  readonly institutions: number
  readonly invited: number
  readonly answered: number
  readonly all: SealedSum
  readonly female: SealedSum
  readonly male: SealedSum
  /** Null where any municipality's are not known. */
  readonly moments?: ReleasedMoments | null
  /**
   * Which release of each municipality its figures hold, by municipality id: respondents first, then item by
   * item in the questionnaire's order.
   */
  readonly holds: readonly Readonly<Record<string, number>>[]
}

/**
 * The benchmarks after these releases; those that stay as they are are returned unchanged. `releases` has every
 * step of every municipality, for an item may stand at an older one.
 *
 * What is new in a region and fits the rule becomes a block of it. What does not waits for more, unless the
 * region can't come to fit: fewer than three municipalities have released, or one is too large. Then it goes
 * into a block that counts for the country alone. How many took part goes by the same rule as what they said.
 */
export function nextBenchmarks(
  questionnaire: Questionnaire,
  previous: readonly Benchmark[],
  releases: readonly MunicipalRelease[],
): readonly Benchmark[] {
  const { cells, width } = codebook(questionnaire)
  const areas = new Map([...previous, ...unionsOf(previous, releases)].map((benchmark) => [benchmark.area, benchmark]))
  const unmoved = noMoments(questionnaire)
  const slots: readonly Slot[] = [
    { answersOf: ({ answered }) => answered, sexesAt: null, unmoved, take: takeTurnout },
    ...cells.map(({ item, offset }): Slot => ({
      answersOf: ({ all }) => all[offset + answeredAt] ?? 0,
      sexesAt: offset + answeredAt,
      unmoved,
      take: takeItem(offset, offset + optionsAt + item.options.length),
    })),
  ]
  for (const [index, slot] of slots.entries()) {
    const add = (area: string, block: readonly News[], isParted: boolean) => {
      const benchmark = areas.get(area) ?? emptyBenchmark(area, slots.length, width, unmoved)
      const steps = Object.fromEntries(block.map(({ release }) => [release.municipalityId, release.step]))
      areas.set(area, {
        ...slot.take(benchmark, block, isParted),
        holds: benchmark.holds.map((held, at) => (at === index ? { ...held, ...steps } : held)),
      })
    }
    const addBlock = (around: readonly string[], block: readonly News[]) => {
      const isParted = isPartedIn(slot, block)
      for (const area of [...around, 'country']) add(area, block, isParted)
      // Girls and boys of a piece are told where those of the whole block are, so that they are among these.
      for (const [stratum, piece] of strataIn(index, slot, block)) add(similarArea(stratum), piece, isParted && isPartedIn(slot, piece))
    }
    let left = newsOf(slot, areas.get('country')?.holds[index] ?? {}, releases)
    const mixed: News[] = []
    for (let depth = 0; left.length > 0; depth++) {
      const passedOn: News[] = []
      for (const [region, block] of Map.groupBy(left, ({ release }) => release.regions[depth])) {
        if (region === undefined) mixed.push(...block)
        else if (isBlock(block, ({ answers }) => answers)) {
          const around = block[0]?.release.regions.slice(depth) ?? []
          addBlock(around.map(regionArea), block)
        } else if (depth > 0 || !mayComeToFit(slot, region, block, releases)) passedOn.push(...block)
      }
      left = passedOn
    }
    if (isBlock(mixed, ({ answers }) => answers)) addBlock([], mixed)
  }
  return [...areas.values()].sort((left, right) => (left.area < right.area ? -1 : 1))
}

/** One thing that is released by itself: an item, or how many took part. */
type Slot = {
  readonly answersOf: (release: MunicipalRelease) => number
  /** Where girls and boys are counted; null where they are not. */
  readonly sexesAt: number | null
  /** Moments of nobody. */
  readonly unmoved: ClusterMoments
  readonly take: (benchmark: Benchmark, block: readonly News[], isParted: boolean) => Benchmark
}

/** What a municipality has released since the benchmarks last took it in. `from` is what they took then, `steps` those after it. */
export type News = {
  readonly release: MunicipalRelease
  readonly from: MunicipalRelease | undefined
  readonly steps: readonly MunicipalRelease[]
  readonly answers: number
}

function newsOf(slot: Slot, held: Readonly<Record<string, number>>, releases: readonly MunicipalRelease[]): readonly News[] {
  return [...Map.groupBy(releases, ({ municipalityId }) => municipalityId)].flatMap(([id, steps]) => {
    const release = steps.reduce((left, right) => (right.step > left.step ? right : left))
    const from = steps.find(({ step }) => step === held[id])
    const answers = slot.answersOf(release) - (from === undefined ? 0 : slot.answersOf(from))
    const since = steps.filter(({ step }) => step > (from?.step ?? 0))
    return answers > 0 ? [{ release, from, steps: since, answers }] : []
  })
}

/** The strata of a block that may be shown beside all the rest, each as the news of its own institutions alone. */
function strataIn(index: number, slot: Slot, block: readonly News[]): readonly (readonly [Stratum, readonly News[]])[] {
  const names = [...new Set(block.flatMap(({ release }) => [...(release.strata?.keys() ?? [])]))].sort()
  const views = new Map(names.map((stratum) => [stratum, block.map((news) => viewOf(news, stratum, slot))] as const))
  const pieces = new Map(
    [...views].map(
      ([stratum, view]) => [stratum, view.map((news, at) => pieceOf(slot, news, grownIn(block[at], stratum, index)))] as const,
    ),
  )
  const whole = block.map((news) => pieceOf(slot, news, 0))
  const standing = standingStrata(whole, pieces)
  const measured = measuredStrata(whole, pieces, standing)
  return standing.map((stratum) => {
    const news = (views.get(stratum) ?? []).filter(({ answers }) => answers > 0)
    return [
      stratum,
      measured.includes(stratum) ? news : news.map((one) => ({ ...one, release: { ...one.release, moments: null } })),
    ] as const
  })
}

/** A municipality's news as if it had no other institutions than those of a stratum. */
function viewOf({ release, from, steps }: News, stratum: Stratum, slot: Slot): News {
  const within = (one: MunicipalRelease): MunicipalRelease => {
    const part = one.strata?.get(stratum)
    const none = storedSum(one.all.map(() => 0))
    const differ = part === undefined ? slot.unmoved : part.moments
    const moments = differ === undefined ? null : { all: differ, female: slot.unmoved, male: slot.unmoved }
    return { ...one, institutions: 0, invited: 0, answered: 0, all: none, female: none, male: none, ...part, moments }
  }
  const [to, before] = [within(release), from && within(from)]
  return { release: to, from: before, steps, answers: slot.answersOf(to) - (before ? slot.answersOf(before) : 0) }
}

function isPartedIn(slot: Slot, block: readonly News[]): boolean {
  return isPartedBySex(block.map((news) => pieceOf(slot, news, 0)))
}

function pieceOf({ sexesAt }: Slot, { release, from, answers }: News, institutions: number): Piece {
  const more = (which: 'female' | 'male') => (sexesAt === null ? 0 : (release[which][sexesAt] ?? 0) - (from?.[which][sexesAt] ?? 0))
  return { answers, female: more('female'), male: more('male'), institutions }
}

/** At least so many institutions are behind it: as many as grew in any of its steps. */
function grownIn(news: News | undefined, stratum: Stratum, index: number): number {
  return Math.max(0, ...(news?.steps ?? []).map(({ strata }) => strata?.get(stratum)?.grew[index] ?? 0))
}

function regionArea(code: string): string {
  return unitKey({ level: 'region', code })
}

function mayComeToFit(slot: Slot, region: string, block: readonly News[], releases: readonly MunicipalRelease[]): boolean {
  const releasing = releases.filter((release) => release.regions[0] === region && slot.answersOf(release) > 0)
  return (
    block.length < benchmarkRule.municipalities &&
    new Set(releasing.map(({ municipalityId }) => municipalityId)).size >= benchmarkRule.municipalities
  )
}

/** The regions to come, of what was gathered before anybody asked for them: the whole blocks of those they are made of. */
function unionsOf(previous: readonly Benchmark[], releases: readonly MunicipalRelease[]): readonly Benchmark[] {
  const parts = new Map<string, Map<string, Benchmark>>()
  for (const { regions } of releases) {
    const [inner, outer] = regions.map(regionArea)
    const part = previous.find(({ area }) => area === inner)
    if (outer === undefined || part === undefined || previous.some(({ area }) => area === outer)) continue
    parts.set(outer, (parts.get(outer) ?? new Map<string, Benchmark>()).set(part.area, part))
  }
  return [...parts].map(([area, of]) => [...of.values()].map((part) => ({ ...part, area })).reduce(addBenchmarks))
}

function addBenchmarks(left: Benchmark, right: Benchmark): Benchmark {
  return {
    area: left.area,
    municipalities: left.municipalities + right.municipalities,
    institutions: left.institutions + right.institutions,
    invited: left.invited + right.invited,
    answered: left.answered + right.answered,
    all: addSums(left.all, right.all),
    female: addSums(left.female, right.female),
    male: addSums(left.male, right.male),
    moments:
      left.moments && right.moments
        ? {
            all: addMoments(left.moments.all, right.moments.all),
            female: addMoments(left.moments.female, right.moments.female),
            male: addMoments(left.moments.male, right.moments.male),
          }
        : null,
    holds: left.holds.map((held, slot) => ({ ...held, ...right.holds[slot] })),
  }
}

function isBlock(news: readonly News[], answersOf: (news: News) => number): boolean {
  return isShareOfMany(news.map(answersOf))
}

function takeTurnout(benchmark: Benchmark, block: readonly News[]): Benchmark {
  const plus = (sum: number, of: (release: MunicipalRelease) => number) =>
    block.reduce((total, { release, from }) => total + of(release) - (from === undefined ? 0 : of(from)), sum)
  return {
    ...benchmark,
    municipalities:
      benchmark.municipalities + block.filter(({ release }) => !(release.municipalityId in (benchmark.holds[0] ?? {}))).length,
    institutions: plus(benchmark.institutions, ({ institutions }) => institutions),
    invited: plus(benchmark.invited, ({ invited }) => invited),
    answered: plus(benchmark.answered, ({ answered }) => answered),
  }
}

function takeItem(begin: number, end: number): Slot['take'] {
  return (benchmark, block, isParted) => {
    const added = (which: 'all' | 'female' | 'male', { release, from }: News) =>
      storedSum(
        (from === undefined ? release[which] : subtractSum(release[which], from[which])).map((count, at) =>
          at >= begin && at < end ? count : 0,
        ),
      )
    const plus = (which: 'all' | 'female' | 'male') => block.reduce((sum, news) => addSums(sum, added(which, news)), benchmark[which])
    const sums = { all: plus('all'), ...(isParted ? { female: plus('female'), male: plus('male') } : {}) }
    return { ...benchmark, ...sums, moments: momentsAfter(benchmark, block, begin, end, isParted) }
  }
}

function emptyBenchmark(area: string, slots: number, width: number, unmoved: ReleasedMoments['all']): Benchmark {
  const none = storedSum(Array.from({ length: width }, () => 0))
  return {
    area,
    municipalities: 0,
    institutions: 0,
    invited: 0,
    answered: 0,
    all: none,
    female: none,
    male: none,
    moments: { all: unmoved, female: unmoved, male: unmoved },
    holds: Array.from({ length: slots }, () => ({})),
  }
}
