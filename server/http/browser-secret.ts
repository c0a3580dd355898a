/**
 * A browser's own secret: what a personal link is bound to when it is first opened. Random, out of reach of scripts,
 * and of this host alone. It says nothing about anybody; what is stored of it is an HMAC with the link.
 *
 * A browser that has none is given one and asked to come again, whatever it brought: a link is bound only to a secret
 * that has been seen to arrive, or an answer lost on the way would leave the link with nobody.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'

export const browserCookie = '__Host-answering'

/** Longer than a survey is open. */
const keptSeconds = 90 * 24 * 60 * 60

export type Browser = {
  /** The secret it brings. Throws `browser-unknown` when it brings none, and gives it one with the refusal. */
  readonly secret: () => Buffer
}

export function browserOf(request: FastifyRequest, reply: FastifyReply): Browser {
  return {
    secret() {
      const brought = request.cookies[browserCookie]
      const isOurs = brought !== undefined && /^[A-Za-z0-9_-]{43}$/.test(brought)
      const kept = { path: '/', httpOnly: true, secure: true, sameSite: 'strict', maxAge: keptSeconds } as const
      const value = isOurs ? brought : randomBytes(32).toString('base64url')
      reply.setCookie(browserCookie, value, kept)
      if (!isOurs) throw new Problem('browser-unknown')
      return Buffer.from(value, 'base64url')
    },
  }
}
