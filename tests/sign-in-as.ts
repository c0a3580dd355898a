/**
 * Somebody who is signed in: an account and a session made past the identity provider, so that an operation
 * is tested through its real authentication. What the provider itself does is `server/http/sign-in.test.ts`.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { insertAccounts, insertSession, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import type { Actor, Assurance, Role } from '#domain/access/actor.ts'
import { browserCookie } from '#server/http/browser-secret.ts'
import { sessionCookie } from '#server/http/session.ts'
import type { TestDatabase } from './test-database.ts'

export type SignedIn = { readonly actor: Actor; readonly token: string; readonly headers: { readonly cookie: string } }

export type Post = {
  readonly municipalityId?: number
  readonly institutionIds?: readonly string[]
  readonly classIds?: readonly string[]
  readonly name?: string
  /** When the session began; the moment of `testHouse` unless told. */
  readonly at?: Date
  /** How sure the login was; substantial unless told. */
  readonly assurance?: Assurance
  /** The institutions the login gave the role for; whatever the account has unless told. */
  readonly narrowedTo?: readonly string[]
}

export async function signInAs(database: Pick<TestDatabase, 'doors' | 'keyring'>, role: Role, post: Post = {}): Promise<SignedIn> {
  const {
    municipalityId = 881,
    institutionIds = [],
    classIds = [],
    name = `Ansat ${role}`,
    at = new Date('2026-11-23T09:00:00Z'),
    assurance = 'substantial',
    narrowedTo,
  } = post
  const [id, personId] = [randomUUID(), randomUUID()]
  const token = `${municipalityId}.${randomBytes(32).toString('base64url')}`
  await database.doors.as({ municipalityId, role: 'guest' }, 'staff', async (tx) => {
    await insertPersons(tx, database.keyring, [{ id: personId, name }])
    await insertAccounts(tx, database.keyring, [
      {
        id,
        personId,
        role,
        subjectIndex: subjectIndex(database.keyring, municipalityId, 'https://login.example', id),
        institutionIds,
        classIds,
      },
    ])
    await insertSession(tx, {
      tokenHash: createHash('sha256').update(token).digest(),
      accountId: id,
      now: at,
      expiresAt: new Date(at.getTime() + 8 * 60 * 60_000),
      by: { provider: 'uni-login', assurance, institutionIds: narrowedTo },
    })
  })
  return {
    actor: { accountId: id, municipalityId, role, institutionIds, classIds },
    token,
    headers: { cookie: `${sessionCookie}=${token}` },
  }
}

/** What a parser of JSON gives: a test says what it expects by comparing. */
export type Json = ReturnType<typeof JSON.parse>

export type Answer = {
  readonly status: number
  readonly body: Json
  readonly text: string
  readonly bytes: Buffer
  readonly headers: Readonly<Record<string, unknown>>
}

/** One call of an operation below /api/v1, as this person or as nobody. A body is sent as JSON. */
export async function call(
  app: FastifyInstance,
  who: SignedIn | undefined,
  address: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const [method, path] = address.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string]
  const response = await app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...who?.headers, ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  const isJson = /json/.test(String(response.headers['content-type']))
  return {
    status: response.statusCode,
    body: isJson && response.body !== '' ? JSON.parse(response.body) : undefined,
    text: response.body,
    bytes: response.rawPayload,
    headers: response.headers,
  }
}

/** The headers of one browser that comes by a link, the same each time; `name` makes another. */
export function browser(name = 'at home'): { readonly cookie: string } {
  return { cookie: `${browserCookie}=${createHash('sha256').update(name).digest('base64url')}` }
}

/** What a refusal says, without the number of the request: two refusals that must not be told apart are equal. */
export function refusalOf({ status, body, headers }: Answer) {
  const { requestId: _, ...rest } = body as Record<string, unknown>
  return { status, body: rest, type: headers['content-type'], caching: headers['cache-control'] }
}

/** What was done according to the audit log of a municipality, oldest first, past row-level security; refusals are left out. */
export async function auditOf(
  database: TestDatabase,
  municipalityId = 881,
): Promise<readonly { readonly act: string; readonly object: string | null; readonly actor_id: string | null; readonly role: string }[]> {
  return database.asOwner(
    async (client) =>
      (
        await client.query(
          'select act, object, actor_id, role from audit.event where municipality_id = $1 and refusal is null order by seq',
          [municipalityId],
        )
      ).rows,
  )
}
