/**
 * What of an earlier wave may stand beside this one. A comparison over time is of the same place (a school, a
 * year group's last cohort), or of the same children (a class a year ago); never of what only looks alike.
 */
import type { Item, ItemKind } from '../questionnaire/questionnaire.ts'

/**
 * What the class of these children was called a year ago: "6.B" was "5.B". Undefined where the name doesn't
 * say: it has no grade, or doesn't begin with it (a room, a reception class called after its teacher).
 *
 * A class is compared with its predecessor alone, and only within one school. Last year's 6.B were other
 * children in another class, and a room's children change by the month: neither is offered.
 */
export function nameAYearAgo(name: string, grade: number | null): string | undefined {
  if (grade === null || grade === 0) return undefined
  const digits = String(grade)
  const rest = name.slice(digits.length)
  return name.startsWith(digits) && /^\D+$/.test(rest) ? `${grade - 1}${rest}` : undefined
}

/**
 * Whether two questions of the same code may be compared: they are answered with the same options in the same
 * order, of what is measured the same bands of the same measure, and the same of them are good. Anything else is a break
 * in the series. One of several is one of several, whether it is shown as a list or as a scale.
 */
export function isSameSeries(now: Item, then: Item): boolean {
  return (
    answeredAs(now) === answeredAs(then) &&
    now.options.join() === then.options.join() &&
    measureOf(now) === measureOf(then) &&
    (now.indexOf ?? []).join() === (then.indexOf ?? []).join() &&
    [...now.favourable].sort().join() === [...then.favourable].sort().join()
  )
}

function answeredAs({ kind }: Item): ItemKind {
  return kind === 'frequency' || kind === 'agreement' ? 'single' : kind
}

function measureOf({ measure }: Item): string {
  return measure === undefined ? '' : [measure.from, measure.to, measure.step, ...measure.starts].join()
}
