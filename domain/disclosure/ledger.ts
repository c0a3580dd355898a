/**
 * The publication ledger: what was shown of one group, kept once by value, and unfolded into lines (`publication.ts`) for whoever
 * tries what could be learnt from all of it together. Counts are kept as they were: a benchmark changes, and what was told of it
 * last month is still known to whoever was told.
 */
import type { PublicationLine } from './publication.ts'
import type { Benchmark } from './benchmark.ts'
import type { SealedSum } from './sum.ts'
import { type Cell, answeredAt, blankAt, codebook, declinedAt, optionsAt } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import type { UnitKey } from '../organisation/unit.ts'

/** Whom a figure is about. */
export type ShownGroup = Pick<PublicationLine, 'wave' | 'unit' | 'within' | 'without'>

/** A count, or at least and at most of one. */
export type Told = number | readonly [number, number]

export type ShownFigure = { readonly question: string; readonly n: number; readonly told: Readonly<Record<string, Told>> }

/** All that one look showed of one group. */
export type Shown = ShownGroup & { readonly split: PublicationLine['split']; readonly figures: readonly ShownFigure[] }

/** Line by line: each category of each question. */
export function linesOf(
  { figures, ...group }: Shown,
  { at, audience }: Pick<PublicationLine, 'at' | 'audience'>,
): readonly PublicationLine[] {
  return figures.flatMap(({ question, n, told }) =>
    Object.entries(told).map(([category, value]): PublicationLine => {
      const figure = { at, audience, ...group, question, category, n }
      return typeof value === 'number' ? { ...figure, count: value } : { ...figure, low: value[0], high: value[1] }
    }),
  )
}

type ReleasedWave = { readonly code: string; readonly version: string; readonly schoolYear: number }

/** All that stands in benchmarks, as they are released. */
export function releasedIn(
  questionnaire: Questionnaire,
  wave: ReleasedWave,
  benchmarks: readonly Pick<Benchmark, 'area' | 'all' | 'female' | 'male'>[],
): readonly Shown[] {
  const { cells } = codebook(questionnaire)
  return benchmarks.flatMap((benchmark) =>
    (['all', 'female', 'male'] as const).flatMap((split) => {
      const figures = cells.flatMap((cell) => countedFigure(benchmark[split], cell))
      return figures.length > 0 ? [{ ...areaGroup(benchmark.area, wave), split, figures }] : []
    }),
  )
}

/** These questions of a row of counts, as they were used. */
export function countedFigures(questionnaire: Questionnaire, sum: SealedSum, items: ReadonlySet<string>): readonly ShownFigure[] {
  return codebook(questionnaire).cells.flatMap((cell) => (items.has(cell.item.code) ? countedFigure(sum, cell) : []))
}

function countedFigure(sum: SealedSum, { item, offset }: Cell): readonly ShownFigure[] {
  const at = (place: number) => sum[offset + place] ?? 0
  if (at(answeredAt) === 0) return []
  const options = item.options.map((option, place) => [option, at(optionsAt + place)] as const)
  return [
    { question: item.code, n: at(answeredAt), told: { ...Object.fromEntries(options), declined: at(declinedAt), blank: at(blankAt) } },
  ]
}

/** Whom figures of a whole area are about. */
export function areaGroup(area: UnitKey, { code, version, schoolYear }: ReleasedWave): ShownGroup {
  return { wave: `${code} ${version} ${schoolYear}`, unit: area, within: area === 'country' ? [] : ['country'], without: null }
}
