/** The pages a respondent meets: one question on each for the young, a few of one theme for those who read easily, and grids. */
import { lookedBackOn, path } from './conditions.ts'
import { type Presentation, presentations } from './presentation.ts'
import type { Item, Questionnaire } from './questionnaire.ts'

/** An item and its place in the questionnaire, which is where its answer stands. */
export type Placed = { readonly item: Item; readonly place: number }

export type Page = {
  /** What is asked on it, in order; never empty. */
  readonly asked: readonly Placed[]
  /** The first place of the questionnaire that belongs to it, asked or not: the page's name, whatever is answered. */
  readonly place: number
  /** The grid's code when the page is one table; its rows are `asked`. */
  readonly grid?: string
  /** True where a theme begins on this path, so that its name can be said once. */
  readonly beginsTheme: boolean
}

/** How much may stand on one page. `isWide` is whether a grid has room to be a table. */
export type Layout = Pick<Presentation, 'questionsOnPage' | 'hasGrids'> & { readonly isWide: boolean }

/** One question on each. */
export const oneEach: Layout = { ...presentations.mellemtrin, hasGrids: false, isWide: false }

/** What this person is asked, in order, going by what has been answered so far. */
export function asked(questionnaire: Questionnaire, answers: readonly (number | null)[]): readonly Placed[] {
  const isAsked = path(questionnaire, answers)
  return questionnaire.items.map((item, place) => ({ item, place })).filter(({ place }) => isAsked[place])
}

/**
 * The pages this person meets, in order. Which places share a page follows from the questionnaire alone, so answering takes nothing away
 * from a page somebody is on: a follow-up stands on a later page than everything it looks back on.
 */
export function pages(questionnaire: Questionnaire, answers: readonly (number | null)[], layout: Layout = oneEach): readonly Page[] {
  const isAsked = path(questionnaire, answers)
  const met = divided(questionnaire.items, layout).flatMap((part) => {
    const found = part.filter(({ place }) => isAsked[place])
    const [first] = part
    if (!first || found.length === 0) return []
    const grid = isTable(first.item, layout) ? first.item.grid : undefined
    return [{ asked: found, place: first.place, ...(grid === undefined ? {} : { grid }) }]
  })
  const theme = (page: (typeof met)[number] | undefined) => page?.asked[0]?.item.theme
  return met.map((page, at) => ({ ...page, beginsTheme: theme(met[at - 1]) !== theme(page) }))
}

/**
 * Where somebody who comes back goes on: the page of what comes after the last one answered. Questions skipped on the way
 * are not asked for again. Equals the number of pages when the last one is answered: then only "Inden du
 * slutter" is left.
 */
export function resumeAt(questionnaire: Questionnaire, answers: readonly (number | null)[], layout: Layout = oneEach): number {
  // Not findLast: this runs on the school's oldest tablet too.
  const last = asked(questionnaire, answers).reduce((found, { place }) => ((answers[place] ?? null) === null ? found : place), -1)
  const met = pages(questionnaire, answers, layout)
  const at = met.findIndex((page) => page.asked.some(({ place }) => place > last))
  return at < 0 ? met.length : at
}

/** The page a place belongs to, whether it is asked or not; undefined before the first page of all. */
export function pageAt(met: readonly Page[], place: number): Page | undefined {
  return met.reduce<Page | undefined>((found, page) => (page.place <= place ? page : found), undefined)
}

/** All places, in the parts that share a page. Of five that may stand three together come three and two, never four and one. */
function divided(items: readonly Item[], layout: Layout): readonly (readonly Placed[])[] {
  const runs: Placed[][] = []
  items.forEach((item, place) => {
    const run = runs[runs.length - 1]
    if (run && belongs(item, run, layout)) run.push({ item, place })
    else runs.push([{ item, place }])
  })
  return runs.flatMap((run) => {
    const count = run[0] && isTable(run[0].item, layout) ? 1 : Math.ceil(run.length / layout.questionsOnPage)
    const bounds = Array.from({ length: count + 1 }, (_, at) => Math.ceil((at * run.length) / count))
    return bounds.slice(1).map((end, at) => run.slice(bounds[at], end))
  })
}

/**
 * Of the same theme and grid, nothing that is only read, and nothing that looks back on what is already there. Where there is no room for
 * a table each of its rows stands alone: three scales alike under each other are easily answered one line too low.
 */
function belongs(item: Item, run: readonly Placed[], layout: Layout): boolean {
  const before = run[run.length - 1]?.item
  if (!before || before.theme !== item.theme || before.kind === 'information' || item.kind === 'information') return false
  if (before.grid !== item.grid || (item.grid !== undefined && !isTable(item, layout))) return false
  const back = item.showIf ? lookedBackOn(item.showIf) : []
  return !run.some((one) => back.includes(one.item.code))
}

function isTable({ grid }: Item, { hasGrids, isWide }: Layout): boolean {
  return grid !== undefined && hasGrids && isWide
}
