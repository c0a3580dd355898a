/**
 * A summer: last year's classes are over and this year's begin. A class that moves up together is one line, not
 * twenty-four; a child who goes another way than its class is a change of its own.
 */
import { order } from './roster.ts'

/** A child that was in a class of an earlier school year and is in one of this year's, at the same institution. */
export type Moving = { readonly key: string; readonly institution: string; readonly from: string; readonly to: string }

/** A class that goes on as another. `institution` is a number. */
export type MovedUp = { readonly institution: string; readonly from: string; readonly to: string; readonly pupils: number }

/**
 * Which classes go on as which: each where most of its children go, of equals the name that comes first. `keys` are
 * the children who go along.
 */
export function movedUp(children: readonly Moving[]): { readonly classes: readonly MovedUp[]; readonly keys: ReadonlySet<string> } {
  const keys = new Set<string>()
  const classes = [...Map.groupBy(children, ({ institution, from }) => `${institution}\t${from}`).values()].map((own) => {
    const ways = [...Map.groupBy(own, ({ to }) => to).values()]
    const [most] = ways.toSorted((a, b) => b.length - a.length || order(a[0]?.to ?? '', b[0]?.to ?? ''))
    const along = most ?? []
    for (const { key } of along) keys.add(key)
    const { institution = '', from = '', to = '' } = along[0] ?? {}
    return { institution, from, to, pupils: along.length }
  })
  return { classes: classes.toSorted((a, b) => order(a.institution, b.institution) || order(a.from, b.from)), keys }
}

const lastGrades = 9

/** Whoever was in 9th or 10th grade last year leaves school: nobody is missed. */
export function isSchoolLeaver(grade: number | null, isLastYear: boolean): boolean {
  return isLastYear && grade !== null && grade >= lastGrades
}
