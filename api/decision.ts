/** What a meeting about a report decided, while somebody writes it: kept for them alone until it is a task or a plan. */
import { z } from 'zod'
import { decisionEnds, longestDecision } from '#domain/report/use/decision.ts'
import { operation } from './operation.ts'

const decision = {
  title: z.string().trim().max(longestDecision),
  becomes: z.enum(decisionEnds),
  assigneeId: z.uuid().nullable(),
  dueOn: z.iso.date().nullable(),
}

export const DecisionDraft = z
  .object({
    ...decision,
    /** Counts up at every saving; 0 where nothing has been written. */
    revision: z.int(),
  })
  .meta({ id: 'DecisionDraft' })
export type DecisionDraft = z.infer<typeof DecisionDraft>

/** `report:<survey>:<unit>` (`domain/network/discussion.ts`). */
const params = z.object({ subject: z.string().max(200) })

export const getDecisionDraft = operation({
  method: 'GET',
  path: '/discussions/:subject/decision',
  summary: 'What this person is writing that a meeting about a report decided; nobody else reads it',
  login: 'staff',
  act: 'discussion.write',
  audit: null,
  params,
  output: DecisionDraft,
})

export const saveDecisionDraft = operation({
  method: 'PUT',
  path: '/discussions/:subject/decision',
  summary: 'Save it, unless it has been saved in another window since it was read',
  login: 'staff',
  act: 'discussion.write',
  audit: 'decision.drafted',
  isSitting: true,
  params,
  body: z.object({
    ...decision,
    /** The saving that was read; 0 where nothing had been written. */
    revision: z.int().min(0),
  }),
  output: DecisionDraft,
})
