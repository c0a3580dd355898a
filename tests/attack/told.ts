/**
 * All that everybody together is told of a wave: every unit's report, split and compared in every way, after every moment. With
 * each figure goes whose answers it holds, so that the attacker of the tests knows more than any reader could.
 */
import { linesOf, type Shown, type ShownGroup } from '#domain/disclosure/ledger.ts'
import type { Puzzle, Range } from '#domain/disclosure/attack/puzzle.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'
import type { Wave } from '#domain/disclosure/rehearsal.ts'
import { chainOf, type SealedSums } from '#domain/disclosure/sum.ts'
import { itemRules } from '#domain/disclosure/thresholds.ts'
import { parseUnitKey, type UnitKey } from '#domain/organisation/unit.ts'
import { codebook } from '#domain/questionnaire/codebook.ts'
import { cardsOf, comparisons, type ReportedUnit } from '#domain/report/card.ts'
import { shownIn } from '#domain/report/shown.ts'
import { asked } from './town.ts'

type Split = PublicationLine['split']

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
        const own = groupOf(wave, unit.unit)
        const theirs = comparison && { ...groupOf(wave, comparison.unit.unit), without: comparison.with === 'rest' ? unit.unit : null }
        for (const one of shownIn(cards, own, theirs)) note(wave, one, moment, peopleIn)
      }
    }
  }

  const note = (wave: Wave, shown: Shown, moment: number, peopleIn: PeopleIn) => {
    const isNew = shown.figures.filter((figure) => {
      const key = JSON.stringify([shown.unit, shown.without, shown.split, figure])
      return !known.has(key) && known.add(key)
    })
    lines.push(...linesOf({ ...shown, figures: isNew }, { at: momentAt(moment), audience: 'teacher' }))
    for (const { question, n, told } of isNew) {
      const left = new Set(shown.without === null ? [] : peopleIn(shown.without, 'all', question))
      const people = peopleIn(shown.unit, shown.split, question).filter((id) => !left.has(id))
      const answers = Object.entries(told).filter(([category]) => category !== 'declined' && category !== 'blank')
      const counts = new Map(answers.map(([category, one]): [string, Range] => [category, typeof one === 'number' ? [one, one] : one]))
      figures.push({ question, people, n: [n, n], counts })
    }
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

function groupOf(wave: Wave, unit: UnitKey): ShownGroup {
  const within = chainOf(unit, wave.places).flatMap(([, above]) => (above === unit ? [] : [above]))
  return { wave: 'wave', unit, within, without: null }
}

function momentAt(moment: number): string {
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
