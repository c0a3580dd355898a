/** What a meeting about a report decided, before it is anybody's task or a plan. */
export const decisionEnds = ['task', 'plan'] as const
export type DecisionEnd = (typeof decisionEnds)[number]

/** In characters, as the title of the task or the plan it becomes. */
export const longestDecision = 200

export type Decision = {
  readonly title: string
  readonly becomes: DecisionEnd
  readonly assigneeId: string | null
  readonly dueOn: string | null
}

/** What the next decision begins with. */
export const noDecision: Decision = { title: '', becomes: 'task', assigneeId: null, dueOn: null }
