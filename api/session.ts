/** Who is signed in. Signing in itself is a redirect to the identity provider (`server/http/sign-in.ts`). */
import { z } from 'zod'
import { roles } from '#domain/access/actor.ts'
import { operation } from './operation.ts'

export const Me = z.object({
  accountId: z.uuid(),
  name: z.string(),
  role: z.enum(roles),
  municipality: z.object({ id: z.int(), name: z.string() }),
  institutions: z.array(z.object({ id: z.uuid(), name: z.string() })),
  classIds: z.array(z.uuid()),
  /** True in a demonstration, where everybody is invented. */
  isDemo: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const getMe = operation({
  method: 'GET',
  path: '/me',
  summary: 'Who is signed in, in which role and where',
  login: 'staff',
  act: 'self.read',
  audit: null,
  output: Me,
})

export const signOutEverywhere = operation({
  method: 'POST',
  path: '/sign-out-everywhere',
  summary: 'End every session of the same person, in every role and on every device',
  login: 'staff',
  act: 'self.read',
  audit: 'session.ended',
})

export const signOut = operation({
  method: 'POST',
  path: '/sign-out',
  summary: 'End the session',
  login: 'staff',
  act: 'self.read',
  audit: 'session.ended',
})
