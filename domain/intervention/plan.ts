/**
 * An action plan (handleplan): what is done about a finding, who sees to it, and which figure of the next survey
 * will tell. planned → running → evaluated, or dropped on the way.
 */
export const planStates = ['planned', 'running', 'evaluated', 'dropped'] as const
export type PlanState = (typeof planStates)[number]

/** How it went, as the people who did it see it: the figures stand beside, with their uncertainty. */
export const planOutcomes = ['better', 'same', 'worse', 'tooEarly'] as const
export type PlanOutcome = (typeof planOutcomes)[number]

/** What is agreed, and may be changed until it is evaluated. */
export type PlanTerms = {
  readonly title: string
  readonly aim: string
  /** A function or a team, never a child. */
  readonly owner: string
  readonly startsOn: string
  /** The day it is to be looked at again. */
  readonly dueOn: string
  readonly theme: string
  /** The question whose next figure will tell; null when the whole theme is looked at. */
  readonly item: string | null
  /** The fact sheet it follows; null when it is the school's own idea. */
  readonly interventionCode: string | null
}

export type Plan = PlanTerms & {
  readonly id: string
  readonly municipalityId: number
  /** Null for a plan of the whole municipality. */
  readonly institutionId: string | null
  /** The unit's key, as `domain/organisation/unit.ts`. */
  readonly unit: string
  /** The survey whose figure it begins from. */
  readonly surveyId: string | null
  readonly state: PlanState
  readonly outcome: PlanOutcome | null
  /** What was learned; no names of children. */
  readonly lesson: string
  readonly evaluatedOn: string | null
}

export type PlanRefusal = 'plan-over' | 'plan-period-backwards' | 'plan-not-running'

/** A new plan: it runs from its start day, and is planned until then. */
export function startPlan(plan: Omit<Plan, 'state' | 'outcome' | 'lesson' | 'evaluatedOn'>, today: string): Plan | PlanRefusal {
  if (plan.startsOn > plan.dueOn) return 'plan-period-backwards'
  return { ...plan, state: plan.startsOn <= today ? 'running' : 'planned', outcome: null, lesson: '', evaluatedOn: null }
}

/** Changes what is agreed. A plan that is evaluated or dropped stays as it was. */
export function changePlan(plan: Plan, terms: PlanTerms, today: string): Plan | PlanRefusal {
  if (isOver(plan)) return 'plan-over'
  if (terms.startsOn > terms.dueOn) return 'plan-period-backwards'
  return { ...plan, ...terms, state: terms.startsOn <= today ? 'running' : 'planned' }
}

/** What came of it. Only what has begun can be evaluated. */
export function evaluatePlan(plan: Plan, outcome: PlanOutcome, lesson: string, today: string): Plan | PlanRefusal {
  if (isOver(plan)) return 'plan-over'
  if (stateOn(plan, today) !== 'running') return 'plan-not-running'
  return { ...plan, state: 'evaluated', outcome, lesson, evaluatedOn: today }
}

/** Given up, with the reason. */
export function dropPlan(plan: Plan, lesson: string, today: string): Plan | PlanRefusal {
  if (isOver(plan)) return 'plan-over'
  return { ...plan, state: 'dropped', outcome: null, lesson, evaluatedOn: today }
}

/** The state a reader sees: a planned one runs from its start day, though nobody has touched it. */
export function stateOn(plan: Pick<Plan, 'state' | 'startsOn'>, today: string): PlanState {
  return plan.state === 'planned' && plan.startsOn <= today ? 'running' : plan.state
}

/** Its day has come and nobody has said how it went. */
export function isDue(plan: Pick<Plan, 'state' | 'startsOn' | 'dueOn'>, today: string): boolean {
  return stateOn(plan, today) === 'running' && plan.dueOn <= today
}

function isOver({ state }: Plan): boolean {
  return state === 'evaluated' || state === 'dropped'
}
