/**
 * All that everybody together is told of a wave: every unit's report, split and compared in every way, after every moment. With
 * each figure goes whose answers it holds, so that the attacker of the tests knows more than any reader could.
 */
import type { Shown } from '#domain/disclosure/ledger.ts'
import { linesOf } from '#domain/disclosure/ledger.ts'
import type { Puzzle, Range } from '#domain/disclosure/attack/puzzle.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'
import type { Wave } from '#domain/disclosure/rehearsal.ts'
import { chainOf, type SealedSums } from '#domain/disclosure/sum.ts'
import { itemRules } from '#domain/disclosure/thresholds.ts'
import { parseUnitKey, type UnitKey } from '#domain/organisation/unit.ts'
import { codebook } from '#domain/questionnaire/codebook.ts'
import { type Card, cardsOf, comparisons, type ReportedUnit } from '#domain/report/card.ts'
import type { Band, Figure } from '#domain/report/figure.ts'
import { asked } from './town.ts'

export type Split = PublicationLine['split']

/** One figure of one question, and who is in it. */
export type ToldFigure = {
  readonly question: string
  readonly people: readonly number[]
  readonly n: Range
  readonly counts: ReadonlyMap<string, Range>
}

export type Told = {
  readonly figures: readonly ToldFigure[]
  readonly lines: readonly PublicationLine[]
  /** The atoms of each question, by who is in them. */
  readonly atoms: ReadonlyMap<string, readonly (readonly number[])[]>
}

const rules = itemRules(asked)
const cells = codebook(asked).cells

export function startTelling() {
  const figures: ToldFigure[] = []
  const lines: PublicationLine[] = []
  const known = new Set<string>()

  /** Everybody reads everything that can be read now. */
  const tell = (wave: Wave, moment: number) => {
    const totals = wave.totals()
    const units = [...new Set([...totals.keys()].map((slot) => slot.split(' ')[0] ?? ''))]
    const reported = new Map(units.map((unit) => [unit, reportedUnit(unit, totals)]))
    const peopleIn = membersBy(wave)
    for (const unit of reported.values()) {
      const size = JSON.stringify([
        unit.unit,
        unit.sums,
        reported.get(parentOf(wave, unit.unit) ?? '')?.sums?.all,
        totals.get('municipality all'),
      ])
      if (known.has(size)) continue
      known.add(size)
      for (const kind of [null, ...comparisons.filter((one) => one === 'rest' || one === 'municipality')]) {
        const other = kind === null ? undefined : reported.get(kind === 'rest' ? (parentOf(wave, unit.unit) ?? '') : 'municipality')
        const above = chainOf(unit.unit, wave.places).flatMap(([, key]) => (key === unit.unit ? [] : (reported.get(key) ?? [])))
        const comparison = kind === null || other === undefined || other === unit ? null : { with: kind, unit: other }
        if (kind !== null && comparison === null) continue
        const cards = cardsOf(asked, unit, { state: 'open', split: kind === null, comparison, above, items: () => true })
        for (const one of shownOf(cards, unit.unit, comparison)) note(wave, one, moment, peopleIn)
      }
    }
  }

  const note = (wave: Wave, { unit, without, split, question, n, counts }: ShownOne, moment: number, peopleIn: PeopleIn) => {
    const key = JSON.stringify([unit, without, split, question, n, [...counts]])
    if (known.has(key)) return
    known.add(key)
    const left = new Set(without === null ? [] : peopleIn(without, 'all', question))
    const people = peopleIn(unit, split, question).filter((id) => !left.has(id))
    figures.push({ question, people, n: [n, n], counts })
    const within = chainOf(unit, wave.places).flatMap(([, above]) => (above === unit ? [] : [above]))
    const told = Object.fromEntries(
      [...counts].map(([category, [least, most]]) => [category, least === most ? least : ([least, most] as const)]),
    )
    const shown: Shown = { wave: 'wave', unit, within, without, split, figures: [{ question, n, told }] }
    lines.push(...linesOf(shown, { at: momentAt(moment), audience: 'teacher' }))
  }

  return {
    tell,
    told: (wave: Wave): Told => ({
      figures,
      lines,
      atoms: atomsBy(wave),
    }),
  }
}

export function momentAt(moment: number): string {
  return new Date(Date.UTC(2026, 10, 2, 8, moment)).toISOString()
}

/** A puzzle in which each person who answered is a cell: somebody who knows of everybody in which figures they are. */
export function puzzleOfPeople(figures: readonly ToldFigure[], isOneChoice: boolean): Puzzle {
  const people = [...new Set(figures.flatMap((figure) => figure.people))]
  const cellOf = new Map(people.map((id, index) => [id, index]))
  return {
    cells: people.map((id) => ({ name: `${id}`, size: 1 })),
    told: figures.map((figure) => ({ ...figure, cells: figure.people.map((id) => cellOf.get(id) as number) })),
    isOneChoice,
  }
}

type ShownOne = Omit<ToldFigure, 'people' | 'n'> & {
  readonly unit: UnitKey
  readonly without: UnitKey | null
  readonly split: Split
  readonly n: number
}

function shownOf(
  cards: readonly Card[],
  unit: UnitKey,
  comparison: { readonly with: string; readonly unit: ReportedUnit } | null,
): readonly ShownOne[] {
  return cards.flatMap(({ item: question, figure, bands, split, comparison: compared }) => {
    const own = { unit, without: null, question }
    return [
      ...(figure ? [{ ...own, split: 'all' as const, ...plain(figure) }] : []),
      ...(bands ? [{ ...own, split: 'all' as const, n: bands.n, counts: roughly(bands) }] : []),
      ...(split ? (['female', 'male'] as const).map((sex) => ({ ...own, split: sex, ...plain(split[sex]) })) : []),
      ...(compared && comparison
        ? [
            {
              unit: comparison.unit.unit,
              without: comparison.with === 'rest' ? unit : null,
              question,
              split: 'all' as const,
              ...plain(compared.figure),
            },
          ]
        : []),
    ]
  })
}

function plain({ n, bars }: Figure): { readonly n: number; readonly counts: ReadonlyMap<string, Range> } {
  return { n, counts: new Map(bars.map(({ option, count }) => [option, [count, count]])) }
}

/** What the three words say of a count: below a quarter, up to half, above half. */
function roughly({ n, options }: NonNullable<Card['bands']>): ReadonlyMap<string, Range> {
  const ranges: Readonly<Record<Band, Range>> = {
    few: [0, Math.ceil(n / 4) - 1],
    some: [Math.ceil(n / 4), Math.floor(n / 2)],
    many: [Math.floor(n / 2) + 1, n],
  }
  return new Map(options.map(({ option, band }) => [option, ranges[band]]))
}

type PeopleIn = (unit: UnitKey, split: Split, question: string) => readonly number[]

/** Whose answers to a question a unit's total holds. */
function membersBy(wave: Wave): PeopleIn {
  const by = new Map<string, number[]>()
  for (const { atom, place, members } of wave.memberships) {
    const ids = members.filter(({ answers }) => (answers[place] ?? 0) > 0).map(({ id }) => id)
    const question = rules[place]?.item.code ?? ''
    for (const [, unit] of chainOf(atom.unit, wave.places)) {
      for (const split of atom.sex === null ? ['all'] : ['all', atom.sex]) {
        const key = `${unit} ${split} ${question}`
        const known = by.get(key)
        if (known === undefined) by.set(key, [...ids])
        else known.push(...ids)
      }
    }
  }
  return (unit, split, question) => by.get(`${unit} ${split} ${question}`) ?? []
}

function atomsBy(wave: Wave): ReadonlyMap<string, readonly (readonly number[])[]> {
  return new Map(
    cells.map(({ place, item }) => [
      item.code,
      wave.memberships
        .filter((membership) => membership.place === place)
        .map(({ members }) => members.filter(({ answers }) => (answers[place] ?? 0) > 0).map(({ id }) => id)),
    ]),
  )
}

function reportedUnit(unit: UnitKey, totals: ReturnType<Wave['totals']>): ReportedUnit {
  const all = totals.get(`${unit} all`)
  const sums: SealedSums | null = all
    ? { all, female: totals.get(`${unit} female`) ?? null, male: totals.get(`${unit} male`) ?? null }
    : null
  const level = parseUnitKey(unit)?.level ?? 'class'
  const isAbove = level === 'municipality' || level === 'municipalYearGroup'
  return { unit, level, name: unit, grade: null, kind: null, sums, schools: isAbove ? 2 : null, isSealed: true }
}

/** The rest of the school for what lies in it, of the municipality for the school. */
function parentOf(wave: Wave, unit: UnitKey): UnitKey | undefined {
  const above = chainOf(unit, wave.places)
    .map(([, key]) => key)
    .filter((key) => key !== unit)
  return unit.startsWith('institution:') ? 'municipality' : above.find((key) => key.startsWith('institution:'))
}
