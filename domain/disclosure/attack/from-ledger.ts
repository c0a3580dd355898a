/**
 * The ledger as a puzzle, question by question: whose answers were in each figure, as far as the lines and what else is known say.
 *
 * Somebody is counted in one place (a class, or what was pooled in a school or in the municipality), with the girls, with the boys or
 * with neither, from one moment on. So a cell is a place, a part and the time between two figures that it could have come between,
 * and with a roster a group of known people as well. People stay once they are counted: what goes down is told as such.
 */
import type { Puzzle, Range, Told } from './puzzle.ts'
import type { PublicationLine } from '../publication.ts'
import type { UnitKey } from '../../organisation/unit.ts'

/** People whom somebody knows to have answered: the girls of 5.B on the day of the lesson. */
export type KnownGroup = {
  readonly unit: UnitKey
  readonly sex: 'female' | 'male' | null
  /** Not counted before, ISO 8601; null where that is not known. */
  readonly arrived: string | null
  readonly answered: number
}

export type Asked = { readonly wave: string; readonly question: string; readonly lines: readonly PublicationLine[] }

/** What `answered` leaves out: no answer to the question. */
const unanswered: ReadonlySet<string> = new Set(['declined', 'blank'])

export function questionsOf(lines: readonly PublicationLine[]): readonly Asked[] {
  const by = Map.groupBy(lines, ({ wave, question }) => JSON.stringify([wave, question]))
  return [...by.values()].flatMap((some) => (some[0] ? [{ wave: some[0].wave, question: some[0].question, lines: some }] : []))
}

const parts = ['female', 'male', 'rest'] as const
type Part = (typeof parts)[number]

/** One figure of a group: all its categories at once. `at` is a place among the moments. */
type Figure = {
  readonly at: number
  readonly unit: UnitKey
  readonly without: UnitKey | null
  readonly split: PublicationLine['split']
  readonly n: number
  readonly counts: ReadonlyMap<string, Range>
}

/** People in a place and a part who were counted after one moment and at the latest at the next. */
type Slot = { readonly unit: UnitKey; readonly part: Part; readonly after: number; readonly until: number }

export type Shrunk = {
  readonly unit: UnitKey
  readonly without: UnitKey | null
  readonly split: string
  readonly from: number
  readonly to: number
}

export type FromLedger = { readonly puzzle: Puzzle; readonly shrunk: readonly Shrunk[] }

export function puzzleOf(lines: readonly PublicationLine[], known: readonly KnownGroup[] = []): FromLedger {
  const within = withinOf(lines)
  const holds = (outer: UnitKey | null, unit: UnitKey) => outer !== null && (unit === outer || (within.get(unit)?.includes(outer) ?? false))
  const moments = [...new Set(lines.map(({ at }) => at))].sort()
  const figures = figuresOf(lines, moments)
  const isIn = ({ unit, part }: Pick<Slot, 'unit' | 'part'>, figure: Pick<Figure, 'unit' | 'without' | 'split'>) =>
    holds(figure.unit, unit) && !holds(figure.without, unit) && (figure.split === 'all' || figure.split === part)

  const slots = [...within.keys()].flatMap((unit) => parts.flatMap((part) => slotsOf(unit, part, figures, isIn)))
  const groups = known.filter(({ unit }) => within.has(unit))
  const cells = slots.flatMap((slot): readonly { readonly slot: Slot; readonly group: KnownGroup | null }[] => {
    const could = groups.filter((group) => mayBeIn(group, slot, moments, holds))
    // Above a class, somebody of a class that the roster or the ledger does not have may be there too.
    const isWholly = could.length > 0 && groups.some(({ unit }) => unit === slot.unit)
    return [...could.map((group) => ({ slot, group })), ...(isWholly ? [] : [{ slot, group: null }])]
  })
  const told = figures.map(({ n, counts, ...figure }): Told => {
    const inside = [...cells.keys()].filter((cell) => {
      const slot = cells[cell]?.slot
      return slot !== undefined && slot.until <= figure.at && isIn(slot, figure)
    })
    return { cells: inside, n: [n, n], counts }
  })
  const atMost = groups.map((group) => ({
    cells: [...cells.keys()].filter((cell) => cells[cell]?.group === group),
    most: group.answered,
  }))
  const isOneChoice = figures.every(({ n, counts }) => [...counts.values()].every(([least, most]) => least === most) && sum(counts) === n)
  return {
    puzzle: { cells: cells.map(({ slot, group }) => ({ name: nameOf(slot, group, moments), size: null })), told, isOneChoice, atMost },
    shrunk: shrunkIn(figures),
  }
}

/** By unit those that it lies in. */
function withinOf(lines: readonly PublicationLine[]): ReadonlyMap<UnitKey, readonly UnitKey[]> {
  const within = new Map<UnitKey, readonly UnitKey[]>()
  for (const { unit, within: above } of lines) {
    within.set(unit, above)
    // Of what stands above, what stands above that is told by its own lines; else by the order.
    for (const [index, one] of above.entries())
      if (!within.has(one)) within.set(one, isYearGroup(one) ? [] : above.slice(index + 1).filter((other) => !isYearGroup(other)))
  }
  for (const { without } of lines) if (without !== null && !within.has(without)) within.set(without, [])
  // Regions may hold the same municipalities: those of before and those of after a reform are both told.
  const regions = [...within.keys()].filter((unit) => unit.startsWith('region:'))
  for (const [index, one] of regions.entries())
    for (const other of regions.slice(index + 1)) within.set(`${one} ${other}`, [one, other, ...(within.get(one) ?? [])])
  // Similar institutions lie in any region, and in none.
  const similar = [...within.keys()].filter((unit) => unit.startsWith('similar:'))
  const inRegions = [...within].filter(([unit]) => unit.startsWith('region:'))
  for (const [region, above] of inRegions) for (const one of similar) within.set(`${region} ${one}`, [region, one, ...above])
  // Classes of which nothing was told by themselves lie in an institution and in a year group of the municipality at once.
  const yearGroups = [...within.keys()].filter(isYearGroup)
  // Those that are there now: what is added here begins so too.
  const told = [...within]
  for (const [unit, above] of told) {
    if (!unit.startsWith('institution:')) continue
    for (const yearGroup of yearGroups) within.set(`${unit} ${yearGroup}`, [unit, yearGroup, ...above])
  }
  return within
}

/** Of the whole municipality, and so beside its institutions. */
function isYearGroup(unit: UnitKey): boolean {
  return unit.startsWith('municipalYearGroup:')
}

function figuresOf(lines: readonly PublicationLine[], moments: readonly string[]): readonly Figure[] {
  const at = new Map(moments.map((moment, index) => [moment, index]))
  const by = Map.groupBy(lines, (line) => JSON.stringify([line.at, line.audience, line.unit, line.without, line.split, line.n]))
  const figures = [...by.values()].flatMap((some): readonly Figure[] => {
    const [first] = some
    if (first === undefined) return []
    const counts = new Map<string, Range>()
    for (const line of some) {
      if (unanswered.has(line.category)) continue
      const [least, most] = 'count' in line ? [line.count, line.count] : [line.low, line.high]
      const known = counts.get(line.category) ?? [0, line.n]
      counts.set(line.category, [Math.max(known[0], least), Math.min(known[1], most)])
    }
    const { unit, without, split, n } = first
    return [{ at: at.get(first.at) ?? 0, unit, without, split, n, counts }]
  })
  // What is told again and again says only that nothing has come since: the first time and the last say that too.
  const same = Map.groupBy(figures, ({ at: _, counts, ...figure }) => JSON.stringify([figure, [...counts]]))
  return [...same.values()].flatMap((some) => {
    const sorted = some.toSorted((left, right) => left.at - right.at)
    return [...new Set([sorted[0], sorted.at(-1)])].flatMap((figure) => figure ?? [])
  })
}

/** Between the moments at which a figure that could hold them was told; none where it is told that nobody came. */
function slotsOf(
  unit: UnitKey,
  part: Part,
  figures: readonly Figure[],
  isIn: (slot: Pick<Slot, 'unit' | 'part'>, figure: Figure) => boolean,
): readonly Slot[] {
  const holding = figures.filter((figure) => isIn({ unit, part }, figure))
  const cuts = [...new Set(holding.map(({ at }) => at))].sort((left, right) => left - right)
  const still = [...Map.groupBy(holding, ({ unit: of, without, split, n }) => JSON.stringify([of, without, split, n])).values()].map(
    (some) => [Math.min(...some.map(({ at }) => at)), Math.max(...some.map(({ at }) => at))],
  )
  return cuts.flatMap((until, index) => {
    const after = cuts[index - 1] ?? -1
    const isStill = still.some(([from = 0, to = 0]) => from <= after && until <= to)
    return isStill ? [] : [{ unit, part, after, until }]
  })
}

function mayBeIn(
  { unit, sex, arrived }: KnownGroup,
  slot: Slot,
  moments: readonly string[],
  holds: (outer: UnitKey, unit: UnitKey) => boolean,
): boolean {
  if (!holds(slot.unit, unit)) return false
  if (slot.part !== 'rest' && sex !== null && slot.part !== sex) return false
  return arrived === null || (moments[slot.until] ?? '') >= arrived
}

function nameOf({ unit, part, until }: Slot, group: KnownGroup | null, moments: readonly string[]): string {
  const split = part === 'rest' ? 'all' : part
  const known = group === null ? '' : ` (${group.unit} ${group.sex ?? 'all'}${group.arrived === null ? '' : ` ${group.arrived}`})`
  return `${unit} ${split} ${moments[until] ?? ''}${known}`
}

/** Where the same group's number has gone down: the difference is those who were taken out. */
function shrunkIn(figures: readonly Figure[]): readonly Shrunk[] {
  return [...Map.groupBy(figures, ({ unit, without, split }) => JSON.stringify([unit, without, split])).values()].flatMap((some) => {
    const sorted = some.toSorted((left, right) => left.at - right.at)
    return sorted.flatMap(({ unit, without, split, n }, index) => {
      const before = sorted[index - 1]
      return before !== undefined && without === null && before.n > n ? [{ unit, without, split, from: before.n, to: n }] : []
    })
  })
}

function sum(counts: ReadonlyMap<string, Range>): number {
  return [...counts.values()].reduce((total, [least]) => total + least, 0)
}
