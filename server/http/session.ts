/**
 * Sessions: a random token in a cookie, its hash in the database. The token carries its municipality, because nothing
 * can be looked up without one. It is made at sign-in and at no other time: a token that somebody brings is never taken
 * over, and the one a browser had before ends when it signs in anew.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { insertAuditEvent } from '#database/audit.ts'
import {
  type Account,
  deleteSession,
  deleteSpentSessions,
  findSession,
  insertSession,
  readActor,
  type SessionRow,
  type SignedInBy,
} from '#database/access.ts'
import type { Actor } from '#domain/access/actor.ts'
import { sessionMinutes } from '#domain/access/session-limits.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'

export const sessionCookie = '__Host-session'

/**
 * Says that this browser has a session, and nothing about whose. Pages may read it, so that a stranger is
 * greeted without first asking the server who they are and being refused.
 */
export const signedInCookie = '__Host-signed-in'

/** Being used is written down at most this often. */
const noteMs = 60_000

const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const
const readableOptions = { ...cookieOptions, httpOnly: false } as const

/** Who a request comes from; undefined when nobody is signed in, the session is over, or the account closed. */
export async function findActor(house: House, request: FastifyRequest): Promise<Actor | undefined> {
  const token = readToken(request)
  if (!token) return undefined
  const now = house.now()
  const question = findSession({
    ...token,
    now,
    today: dayInDenmark(now),
    writtenAfter: new Date(now.getTime() - noteMs),
  })
  const [result] = await house.doors.pipeline({ municipalityId: token.municipalityId, role: 'guest' }, 'staff', [question])
  return readActor(token.municipalityId, (result?.rows ?? []) as SessionRow[])
}

export type Token = { readonly municipalityId: number; readonly tokenHash: Buffer }

/** The session a request names, whether there is one or not. */
export function readToken(request: FastifyRequest): Token | undefined {
  const cookie = request.cookies[sessionCookie]
  const match = cookie === undefined ? null : /^(\d{1,3})\.[A-Za-z0-9_-]{43}$/.exec(cookie)
  return match && cookie !== undefined ? { municipalityId: Number(match[1]), tokenHash: hashOf(cookie) } : undefined
}

/**
 * Starts a session, of a working day unless told, with a token that nobody has seen before, ends the one this browser had, if any, and writes so in
 * the audit log.
 */
export async function startSession(
  house: House,
  reply: FastifyReply,
  { municipalityId, id, role }: Pick<Account, 'municipalityId' | 'id' | 'role'>,
  by: SignedInBy,
  requestId: string,
  until: Date = new Date(house.now().getTime() + sessionMinutes * 60_000),
): Promise<void> {
  const token = `${municipalityId}.${randomBytes(32).toString('base64url')}`
  const now = house.now()
  const before = readToken(reply.request)
  if (before) {
    const itsOwn = { municipalityId: before.municipalityId, role: 'guest' } as const
    await house.doors.as(itsOwn, 'staff', (tx) => deleteSession(tx, before.tokenHash))
  }
  await house.doors.as({ municipalityId, role: 'guest' }, 'staff', async (tx) => {
    await deleteSpentSessions(tx, id, now)
    await insertSession(tx, { tokenHash: hashOf(token), accountId: id, now, expiresAt: until, by })
    await insertAuditEvent(tx, { at: now, actorId: id, role, act: 'session.started', object: `account:${id}`, requestId })
  })
  reply.setCookie(sessionCookie, token, cookieOptions).setCookie(signedInCookie, 'yes', readableOptions)
}

/**
 * Takes the cookie back and lets the browser forget pages it has seen. Clear-Site-Data says neither "cookies",
 * which would sign people out of other systems of the same domain, nor "storage", where a pupil's answers on a
 * shared machine may wait for the network.
 */
export function forgetSession(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, cookieOptions).clearCookie(signedInCookie, readableOptions)
  reply.header('clear-site-data', '"cache"')
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
