/** Who did what: the audit log, for the data protection officer alone; what stands out in it; and the half-yearly samples. */
import { patternKinds } from '#domain/audit/pattern.ts'
import { relations } from '#domain/audit/relation.ts'
import { verdicts } from '#domain/audit/sample.ts'
import { z } from 'zod'
import { operation } from './operation.ts'

const look = {
  at: z.iso.datetime(),
  /** As it was at the time; `system` for a job. */
  role: z.string(),
  act: z.string(),
  purpose: z.string().nullable(),
  /** Key of the texts, `relation.<name>`; null where no child was named. */
  relation: z.enum(relations).nullable(),
}

export const AuditEvent = z
  .object({
    id: z.uuid(),
    ...look,
    /** Null for a job, and for somebody who is in no register any more. */
    name: z.string().nullable(),
    /** Kind and id, never a name. */
    object: z.string().nullable(),
    /** Why it was refused; null for what was done. Key of the texts, `problem.<name>` or `audit.refusal.<name>`. */
    refusal: z.string().nullable(),
    /** More than one where a flood of refusals was counted in one row. */
    times: z.int(),
    /** How many named children something was shown or changed about. */
    children: z.int(),
  })
  .meta({ id: 'AuditEvent' })
export type AuditEvent = z.infer<typeof AuditEvent>

/** Names of the contract's events and roles: what stands in the log, and nothing that somebody typed. */
const word = z
  .string()
  .max(60)
  .regex(/^[a-zA-Z][a-zA-Z.-]*$/)

const filter = {
  /** Days in Denmark, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  act: word.optional(),
  /** Left out: everybody but the system's own jobs, which are many. */
  role: word.optional(),
  accountId: z.uuid().optional(),
  purpose: word.optional(),
  /** Only what was about named children. */
  isAboutChildren: z.stringbool().optional(),
  /** Only what was refused. */
  isRefused: z.stringbool().optional(),
  /** Only what was about this child, as `findAuditedChild` found it. */
  pupilId: z.uuid().optional(),
}

export const listAuditEvents = operation({
  method: 'GET',
  path: '/audit-events',
  summary: 'The audit log of the municipality, newest first, 50 at a time; reading it is itself written down with what was searched for',
  login: 'staff',
  act: 'audit.read',
  audit: 'audit.read',
  purpose: 'oversight',
  query: z.object({
    ...filter,
    /** Goes on where a page ended: only rows before this one. */
    before: z.coerce.number().int().positive().optional(),
  }),
  output: z.object({
    events: z.array(AuditEvent.extend({ accountId: z.uuid().nullable(), number: z.int() })),
    /** Whether there is more that is older. */
    hasMore: z.boolean(),
    /** Acts that occur at all, for the filter. */
    acts: z.array(z.string()),
  }),
})

export const exportAuditEvents = operation({
  method: 'GET',
  path: '/audit-events/export',
  summary: 'The same search as a table for a case, at most 10,000 rows, newest first',
  login: 'staff',
  act: 'audit.read',
  audit: 'audit.exported',
  purpose: 'oversight',
  query: z.object({ ...filter, language: z.enum(['da', 'en']).default('da') }),
  produces: 'text/csv',
})

const AuditedChild = z.object({ pupilId: z.uuid(), name: z.string(), className: z.string(), institution: z.string() })

export const findAuditedChild = operation({
  method: 'POST',
  path: '/audit-events/child',
  summary: 'The child with this CPR number, to search the log by; the look-up is written down with the child, never with the number',
  login: 'staff',
  act: 'audit.read',
  audit: 'audit.child-found',
  purpose: 'oversight',
  body: z.object({ cpr: z.string().max(20) }),
  output: AuditedChild,
})

export const findAuditedStaff = operation({
  method: 'POST',
  path: '/audit-events/staff',
  summary: 'Members of staff whose name holds these words, at most twenty, to search the log by',
  login: 'staff',
  act: 'audit.read',
  audit: 'audit.staff-found',
  body: z.object({ name: z.string().trim().min(2).max(80) }),
  output: z.array(z.object({ accountId: z.uuid(), name: z.string(), role: z.string() })),
})

export const getLooksAtChild = operation({
  method: 'GET',
  path: '/audit-events/children/:id',
  summary: 'Who has looked at one child, for a request for insight: role, moment, purpose and relation, and no name of staff',
  login: 'staff',
  act: 'audit.read',
  audit: 'audit.insight-made',
  purpose: 'insight',
  params: z.object({ id: z.uuid() }),
  output: AuditedChild.extend({
    /** Newest first; looks at a list are one a day. */
    looks: z.array(z.object(look)),
    from: z.iso.datetime(),
  }),
})

export const listAuditPatterns = operation({
  method: 'GET',
  path: '/audit-patterns',
  summary: 'What stands out in the last thirty days: where to ask, never a verdict',
  login: 'staff',
  act: 'audit.read',
  audit: 'audit.patterns-read',
  output: z.array(
    z.object({
      kind: z.enum(patternKinds),
      accountId: z.uuid(),
      name: z.string().nullable(),
      role: z.string(),
      count: z.int(),
      firstAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
    }),
  ),
})

export const getAuditAnchor = operation({
  method: 'GET',
  path: '/audit-anchor',
  summary: 'Where the log ends now: kept elsewhere, it shows later that nothing of it was cut off or written anew',
  login: 'staff',
  act: 'audit.read',
  audit: 'audit.anchored',
  output: z.object({ municipality: z.int(), seq: z.string(), hash: z.string(), at: z.iso.datetime() }),
})

const Sample = z
  .object({
    id: z.uuid(),
    drawnAt: z.iso.datetime(),
    /** Null when the house drew it by itself. */
    drawnBy: z.string().nullable(),
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    seed: z.string(),
    perRole: z.int(),
    /** How many looks there were to draw from, and how many were drawn. */
    roles: z.array(z.object({ role: z.string(), of: z.int(), drawn: z.int() })),
    /** How many looks have each verdict; `waiting` have none. */
    verdicts: z.object({ inOrder: z.int(), needsExplaining: z.int(), notInOrder: z.int(), waiting: z.int() }),
    closedAt: z.iso.datetime().nullable(),
    closedBy: z.string().nullable(),
  })
  .meta({ id: 'AuditSample' })

export const listSamples = operation({
  method: 'GET',
  path: '/audit-samples',
  summary: 'Half-yearly samples, newest first, and when the next must be closed',
  login: 'staff',
  act: 'audit.read',
  audit: null,
  output: z.object({
    samples: z.array(Sample),
    /** Null while nobody has looked at any child. */
    due: z.object({ on: z.iso.date(), state: z.enum(['later', 'soon', 'overdue']) }).nullable(),
  }),
})

export const drawSample = operation({
  method: 'POST',
  path: '/audit-samples',
  summary: 'Draw looks at named children of the last half year by chance, so many for each role',
  login: 'staff',
  act: 'audit.review',
  audit: 'sample.drawn',
  body: z.object({ perRole: z.int().min(1).max(50) }),
  output: z.object({ id: z.uuid() }),
})

export const getSample = operation({
  method: 'GET',
  path: '/audit-samples/:id',
  summary: 'One sample with its looks: who, in which role and relation, why, when, and a child of which class',
  login: 'staff',
  act: 'audit.read',
  audit: 'sample.opened',
  params: z.object({ id: z.uuid() }),
  output: Sample.extend({
    items: z.array(
      z.object({
        eventId: z.uuid(),
        ...look,
        name: z.string().nullable(),
        /** Class and institution of each child; the names stay with those who may open them. */
        children: z.array(z.object({ className: z.string(), institution: z.string() })),
        childCount: z.int(),
        verdict: z.enum(verdicts).nullable(),
        note: z.string(),
        judgedBy: z.string().nullable(),
        judgedAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
})

export const judgeSampleItem = operation({
  method: 'PUT',
  path: '/audit-samples/:id/items/:eventId',
  summary: 'The verdict on one look of an open sample, with a note',
  login: 'staff',
  act: 'audit.review',
  audit: 'sample.judged',
  params: z.object({ id: z.uuid(), eventId: z.uuid() }),
  body: z.object({ verdict: z.enum(verdicts), note: z.string().trim().max(1000) }),
})

export const closeSample = operation({
  method: 'POST',
  path: '/audit-samples/:id/close',
  summary: 'Close a sample in which every look has its verdict',
  login: 'staff',
  act: 'audit.review',
  audit: 'sample.closed',
  params: z.object({ id: z.uuid() }),
})
