/** Where each stage of each survey lies on the wheel: angles from the first of August, clockwise, in degrees. */
import { daysBetween } from '#domain/calendar/calendar.ts'
import { modules, type Module } from '#domain/questionnaire/module.ts'
import { lanesOf, schoolYearDays, type WheelEntry } from '#domain/survey/year-wheel.ts'

/** The picture is a square with its middle at 0,0. */
export const outerRadius = 300
export const innerRadius = 96
const monthBand = 34
const nameBand = 17
const gapBetweenModules = 8

export type Arc = { readonly entry: WheelEntry; readonly inner: number; readonly outer: number; readonly from: number; readonly to: number }
export type Ring = {
  readonly module: Module
  readonly inner: number
  readonly outer: number
  readonly nameRadius: number
  readonly arcs: readonly Arc[]
}

/** A day's place on the wheel; the day after the last is 360. */
export function angleOf(day: string, schoolYear: number): number {
  const { from, to } = schoolYearDays(schoolYear)
  return (daysBetween(from, day) / (daysBetween(from, to) + 1)) * 360
}

/** The first of each month, in order, from August. */
export function monthAngles(schoolYear: number): readonly number[] {
  return Array.from({ length: 12 }, (_, place) => {
    const number = ((7 + place) % 12) + 1
    return angleOf(`${place < 5 ? schoolYear : schoolYear + 1}-${String(number).padStart(2, '0')}-01`, schoolYear)
  })
}

/**
 * One ring for each module that has anything, outermost the youngest. Surveys at the same time lie in lanes
 * of their module's ring; every lane of the wheel is as wide as the others.
 */
export function ringsOf(entries: readonly WheelEntry[], schoolYear: number): readonly Ring[] {
  const used = modules.flatMap((module) => {
    const own = entries.filter((entry) => entry.module === module)
    return own.length === 0 ? [] : [{ module, lanes: lanesOf(own) }]
  })
  const laneCount = used.reduce((sum, { lanes }) => sum + lanes.length, 0)
  const room = outerRadius - monthBand - innerRadius - used.length * (nameBand + gapBetweenModules)
  const laneWidth = laneCount === 0 ? 0 : Math.min(30, room / laneCount)
  let edge = outerRadius - monthBand
  return used.map(({ module, lanes }) => {
    const outer = edge
    const nameRadius = outer - nameBand + 4
    const arcs = lanes.flatMap((lane, place) => {
      const top = outer - nameBand - place * laneWidth
      return lane.map((entry): Arc => ({
        entry,
        outer: top - 1,
        inner: top - laneWidth + 1,
        from: angleOf(entry.from, schoolYear),
        to: angleOf(entry.to, schoolYear) + 360 / 365,
      }))
    })
    const inner = outer - nameBand - lanes.length * laneWidth
    edge = inner - gapBetweenModules
    return { module, inner, outer, nameRadius, arcs }
  })
}

/** A point at an angle from the top, clockwise. */
export function pointAt(radius: number, angle: number): readonly [number, number] {
  const radians = ((angle - 90) * Math.PI) / 180
  return [round(radius * Math.cos(radians)), round(radius * Math.sin(radians))]
}

/** The outline of a piece of a ring. */
export function arcPath({ inner, outer, from, to }: Pick<Arc, 'inner' | 'outer' | 'from' | 'to'>): string {
  // A whole turn has no end to draw to; it stops a hair before.
  const end = Math.min(to, from + 359.9)
  const large = end - from > 180 ? 1 : 0
  const [a, b, c, d] = [pointAt(outer, from), pointAt(outer, end), pointAt(inner, end), pointAt(inner, from)]
  return `M${a} A${outer} ${outer} 0 ${large} 1 ${b} L${c} A${inner} ${inner} 0 ${large} 0 ${d} Z`
}

/** A line to write along. */
export function linePath(radius: number, from: number, to: number): string {
  return `M${pointAt(radius, from)} A${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${pointAt(radius, to)}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
