/** From columns of scores to converted scores and bands, by the table that is for each response. */
import { bandsOf, none, type Places, type ScoreColumns, scoresOf, sexes, type Step, unknownAge, unknownSex } from './columns.ts'
import type { BandTable, Instrument, TableFor, Version } from './instrument.ts'
import { isWhole, rangeOf } from './range.ts'
import { type About, findTable } from './table.ts'

/** Scores read off a table. One that is not in it has no converted score. */
export function convertedSteps(instrument: Instrument, version: Version, places: Places): readonly Step[] {
  return instrument.converted.map(({ code, of, gradeIsAgeLess, tables }) => {
    const range = rangeOf(instrument, version.code, of) ?? { from: 0, to: 0 }
    return byTable(version, tables, gradeIsAgeLess, (table) => {
      const values = new Float64Array(range.to - range.from + 1).fill(Number.NaN)
      for (const [raw, value] of table?.values ?? []) values[raw - range.from] = value
      const [source, place] = [places.score(of), places.score(code)]
      return (into, from, to) => {
        const raw = scoresOf(into, source)
        const scores = scoresOf(into, place)
        for (let row = from; row < to; row += 1) {
          const step = (raw[row] ?? 0) - range.from
          scores[row] = step >= 0 ? (values[step] ?? 0) : Number.NaN
        }
      }
    })
  })
}

/** The bands of one score in one system. */
export function bandStep(instrument: Instrument, version: Version, system: string, code: string, source: number, place: number): Step {
  const { tables = [], gradeIsAgeLess } = instrument.bandSystems.find((one) => one.code === system) ?? {}
  const range = rangeOf(instrument, version.code, code)
  const fitting = tables.filter(({ spans }) => Object.hasOwn(spans, code))
  return byTable(version, fitting, gradeIsAgeLess, (table) => {
    const spans = range ? (table?.spans[code] ?? []) : []
    return isWhole(instrument, code) && range
      ? wholeBands(placesOf(spans, range.from, range.to), range.from, source, place)
      : borderBands(spans, table?.border, source, place)
  })
}

/** Does to some rows what a table says. */
type Look = (into: ScoreColumns, from: number, to: number) => void

/** For every whole score from the lowest to the highest, which span it lies in. */
function placesOf(spans: readonly (readonly [number, number])[], from: number, to: number): Uint8Array {
  return Uint8Array.from({ length: to - from + 1 }, (_, step) => {
    const found = spans.findIndex(([low, high]) => low <= from + step && from + step <= high)
    return found === -1 ? none : found
  })
}

function wholeBands(places: Uint8Array, lowest: number, source: number, place: number): Look {
  return (into, from, to) => {
    const scores = scoresOf(into, source)
    const bands = bandsOf(into, place)
    for (let row = from; row < to; row += 1) {
      const step = (scores[row] ?? 0) - lowest
      bands[row] = step >= 0 ? (places[step] ?? 0) : none
    }
  }
}

/** Spans that share their ends: from the lowest up, the first whose end is not below the score, or lies above it. */
function borderBands(spans: readonly (readonly [number, number])[], border: BandTable['border'], source: number, place: number): Look {
  const rising = spans.map(([from, to], rank) => ({ from, to, rank })).toSorted((one, other) => one.from - other.from)
  const rankOf = (score: number) => {
    const found = rising.find(({ to }) => (border === 'above' ? score < to : score <= to)) ?? rising.at(-1)
    return Number.isNaN(score) ? none : (found?.rank ?? none)
  }
  return (into, from, to) => {
    const scores = scoresOf(into, source)
    const bands = bandsOf(into, place)
    for (let row = from; row < to; row += 1) bands[row] = rankOf(scores[row] ?? Number.NaN)
  }
}

/** Ages that are told apart, in months; whoever is older is as old as that, and the last of all is who is of no known age. */
const agesApart = 1_200
const keysOfSex = agesApart + 2

/**
 * Looks up in the table that is for each response. Where one is for all, whole blocks are looked up; else which table is for
 * which sex and age is found once.
 */
function byTable<Table extends TableFor>(
  version: Version,
  tables: readonly Table[],
  gradeIsAgeLess: number | undefined,
  look: (table: Table | undefined) => Look,
): Step {
  const own = tables.filter((table) => table.version === version.code)
  if (own.every(({ sex, ages, grades }) => sex === undefined && ages === undefined && grades === undefined)) {
    const forAll = look(own[0])
    return (_, into, { start, length }) => forAll(into, start, start + length)
  }
  const looks = [look(undefined), ...own.map(look)]
  const notYetFound = looks.length
  const chosen = new Uint8Array(3 * keysOfSex).fill(notYetFound)
  return ({ sex, ageInMonths }, into, { start, length }) => {
    for (let row = start; row < start + length; row += 1) {
      const sexKey = sex?.[row] ?? unknownSex
      const age = ageInMonths?.[row] ?? unknownAge
      const ageKey = age === unknownAge ? agesApart + 1 : Math.min(age, agesApart)
      const key = sexKey * keysOfSex + ageKey
      if (chosen[key] === notYetFound) {
        const found = findTable(own, version.code, aboutOf(sexKey, ageKey), gradeIsAgeLess)
        chosen[key] = typeof found === 'string' ? 0 : own.indexOf(found) + 1
      }
      looks[chosen[key] ?? 0]?.(into, row, row + 1)
    }
  }
}

function aboutOf(sex: number, age: number): About {
  return {
    ...(sex === sexes.girl ? { sex: 'girl' } : sex === sexes.boy ? { sex: 'boy' } : {}),
    ...(age > agesApart ? {} : { ageInMonths: age }),
  }
}
