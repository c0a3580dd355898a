/**
 * Help from the association inside a municipality: the municipality makes a code and tells it to who helps; whoever is
 * signed in at the secretariat comes in with it, once, sees what names nobody, and is out when the time is over.
 */
import { z } from 'zod'
import { operation } from './operation.ts'

export const SupportGrant = z
  .object({
    id: z.uuid(),
    reason: z.string(),
    /** Null when the account is gone. */
    grantedBy: z.string().nullable(),
    grantedAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    /** Who came in with it; null until somebody has. */
    usedBy: z.string().nullable(),
    usedAt: z.iso.datetime().nullable(),
    /** Whose acts to look for in the audit log; null until it has been used. */
    accountId: z.uuid().nullable(),
    isOpen: z.boolean(),
  })
  .meta({ id: 'SupportGrant' })
export type SupportGrant = z.infer<typeof SupportGrant>

export const listSupportGrants = operation({
  method: 'GET',
  path: '/support-grants',
  summary: 'Whom the municipality has let in to help, newest first',
  login: 'staff',
  act: 'support.grant',
  audit: null,
  output: z.array(SupportGrant),
})

export const grantSupport = operation({
  method: 'POST',
  path: '/support-grants',
  summary: 'Let somebody of the association in to help, once, for some hours; the code is told here and never again',
  login: 'staff',
  act: 'support.grant',
  audit: 'support.granted',
  body: z.object({ reason: z.string().trim().min(1).max(300), hours: z.int().min(1).max(24) }),
  output: z.object({ id: z.uuid(), code: z.string(), endsAt: z.iso.datetime() }),
})

export const endSupport = operation({
  method: 'POST',
  path: '/support-grants/:id/end',
  summary: 'End it before its time: who is in is out at the next request, and the code opens nothing',
  login: 'staff',
  act: 'support.grant',
  audit: 'support.ended',
  params: z.object({ id: z.uuid() }),
})

export const useSupport = operation({
  method: 'POST',
  path: '/support',
  summary: 'Come in with a code that a municipality has told; the session at the secretariat ends, and another begins there',
  login: 'staff',
  act: 'support.use',
  audit: null,
  body: z.object({ code: z.string().max(40) }),
})
