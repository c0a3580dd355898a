/** Who did what: the audit log, for the data protection officer alone. */
import { z } from 'zod'
import { operation } from './operation.ts'

export const AuditEvent = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    /** Null for a job, and for somebody who is in no register any more. */
    name: z.string().nullable(),
    /** As it was at the time; `system` for a job. */
    role: z.string(),
    act: z.string(),
    /** Kind and id, never a name. */
    object: z.string().nullable(),
    purpose: z.string().nullable(),
    /** How many named children something was shown or changed about. */
    children: z.int(),
  })
  .meta({ id: 'AuditEvent' })
export type AuditEvent = z.infer<typeof AuditEvent>

export const listAuditEvents = operation({
  method: 'GET',
  path: '/audit-events',
  summary: 'The audit log of the municipality, newest first, 50 at a time; reading it is itself written down',
  login: 'staff',
  act: 'audit.read',
  audit: 'audit.read',
  query: z.object({
    /** Days in Denmark, both included. */
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    act: z.string().max(60).optional(),
    /** Left out: everybody but the system's own jobs, which are many. */
    role: z.string().max(40).optional(),
    accountId: z.uuid().optional(),
    /** Only what was about named children. */
    isAboutChildren: z.stringbool().optional(),
    /** Goes on where a page ended: only what is older. */
    before: z.iso.datetime().optional(),
  }),
  output: z.object({
    events: z.array(AuditEvent.extend({ accountId: z.uuid().nullable() })),
    /** Whether there is more that is older. */
    hasMore: z.boolean(),
    /** Acts that occur at all, for the filter. */
    acts: z.array(z.string()),
  }),
})
