/** Mine børn as a list: who is shown, in which order, and what the heading says of them. */
import type { listChildren } from '#api/health.ts'
import type { OutputOf } from '#api/operation.ts'

export type ChildrenRead = OutputOf<typeof listChildren>
export type Listed = ChildrenRead['children'][number]

/** `need` is the server's own order (`domain/health/need.ts`); the others are of one column each. */
export const orders = ['need', 'name', 'class', 'answered', 'wish', 'flags', 'done'] as const
export type Order = (typeof orders)[number]

/** Which way a column is ordered when it is chosen; `aria-sort` says it. */
export const directions = {
  name: 'ascending',
  class: 'ascending',
  answered: 'descending',
  wish: 'descending',
  flags: 'descending',
  done: 'ascending',
} as const satisfies Record<Exclude<Order, 'need'>, 'ascending' | 'descending'>

/** What is chosen, as the address bar says it. Empty means all. */
export type ListChoice = {
  readonly class: string
  readonly survey: string
  readonly answered: '' | 'yes' | 'no'
  readonly only: readonly ('wish' | 'flag')[]
  readonly order: Order
}

const everything: ListChoice = { class: '', survey: '', answered: '', only: [], order: 'need' }

/** The choice in an address; what cannot be chosen is read as not chosen. */
export function readListChoice(search: string): ListChoice {
  const said = new URLSearchParams(search)
  const answered = said.get('answered')
  const only = (said.get('only') ?? '').split(',')
  return {
    class: said.get('class') ?? '',
    survey: said.get('survey') ?? '',
    answered: answered === 'yes' || answered === 'no' ? answered : '',
    only: (['wish', 'flag'] as const).filter((one) => only.includes(one)),
    order: orders.find((order) => order === said.get('order')) ?? everything.order,
  }
}

/** The address of a choice; what is usual is left out. */
export function writeListChoice(choice: ListChoice): string {
  const parts = Object.entries({ ...choice, only: choice.only.join(','), order: choice.order === 'need' ? '' : choice.order })
  const search = new URLSearchParams(parts.filter(([, value]) => value !== '')).toString().replaceAll('%2C', ',')
  return search === '' ? '' : `?${search}`
}

/** Those who are chosen, in the chosen order. Whoever is alike in a column keeps the order of need. */
export function choose(children: readonly Listed[], choice: ListChoice, language: string): readonly Listed[] {
  const chosen = children.filter(
    (child) =>
      (choice.class === '' || child.classId === choice.class) &&
      (choice.survey === '' || child.survey.id === choice.survey) &&
      (choice.answered === '' || (child.answeredOn !== null) === (choice.answered === 'yes')) &&
      (!choice.only.includes('wish') || child.wantsToTalk) &&
      (!choice.only.includes('flag') || hasSomethingToAsk(child)),
  )
  return choice.order === 'need' ? chosen : chosen.toSorted(comparisons(language)[choice.order])
}

function hasSomethingToAsk({ flags }: Listed): boolean {
  return flags.open > 0 || flags.followUpOn !== null
}

type Compare = (one: Listed, other: Listed) => number

function comparisons(language: string): Record<Exclude<Order, 'need'>, Compare> {
  const { compare } = new Intl.Collator(language, { numeric: true })
  return {
    name: (one, other) => compare(one.name, other.name),
    class: (one, other) => compare(one.institution, other.institution) || compare(one.className, other.className),
    answered: (one, other) => (other.answeredOn ?? '').localeCompare(one.answeredOn ?? ''),
    wish: (one, other) => Number(other.wantsToTalk) - Number(one.wantsToTalk),
    flags: (one, other) => other.flags.open - one.flags.open,
    done: (one, other) => steps(one) - steps(other),
  }
}

/** How far one child has come: not answered last, then talked with, then journalled. */
function steps({ answeredOn, talkedOn, journalledOn }: Listed): number {
  if (answeredOn === null) return 3
  return Number(talkedOn !== null) + Number(journalledOn !== null)
}

/** Who is met first on a phone: those who have asked for a talk and not had it. */
export const groups = ['asks', 'answered', 'unanswered'] as const

export function groupOf({ wantsToTalk, talkedOn, answeredOn }: Listed): (typeof groups)[number] {
  if (wantsToTalk && talkedOn === null) return 'asks'
  return answeredOn === null ? 'unanswered' : 'answered'
}

export type Waiting = { readonly wish: number; readonly journal: number; readonly answered: number }

/** What waits in the whole list: wishes nobody has met, and answers that are not in the journal. */
export function waitingIn(children: readonly Listed[]): Waiting {
  return {
    wish: children.filter((child) => groupOf(child) === 'asks').length,
    journal: children.filter(({ answeredOn, journalledOn }) => answeredOn !== null && journalledOn === null).length,
    answered: children.filter(({ answeredOn }) => answeredOn !== null).length,
  }
}
