/** Where a plan is made, with what is known already. */
import { addresses } from '../shell/navigation.ts'

export type PlanStart = {
  readonly sheet?: string | undefined
  readonly title?: string | undefined
  readonly theme?: string | undefined
  readonly item?: string | undefined
  readonly unit?: string | undefined
  readonly surveyId?: string | undefined
  /** Given where a meeting decided it, and the decision is kept until the plan is made. */
  readonly decided?: string | undefined
}

const names = ['title', 'sheet', 'theme', 'item', 'unit', 'surveyId', 'decided'] as const

export function newPlanAddress(start: PlanStart): string {
  const parts = names.flatMap((name) => {
    const value = start[name]
    return value === undefined || value === '' ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%3A', ':')}`]
  })
  return `${addresses.actionPlan}/ny${parts.length === 0 ? '' : `?${parts.join('&')}`}`
}

export function readPlanStart(search: string): PlanStart {
  const said = new URLSearchParams(search)
  return Object.fromEntries(names.map((name) => [name, said.get(name) ?? undefined])) as PlanStart
}

export function planAddress(id: string): string {
  return `${addresses.actionPlan}/${id}`
}
