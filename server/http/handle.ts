/**
 * The whole life of a request, in this order:
 *
 *   match → authenticate → parse → may? → transaction as the actor → handler (load, decide, store)
 *   → audit → commit → answer
 *
 * A refusal of what somebody may not do or see leaves a row of its own in the audit log.
 *
 * A problem is expected, part of the contract, and answered as RFC 9457. Anything else that is thrown is a
 * defect: logged with an id, answered 500 without detail. The answer is written after the commit.
 */
import { createHash, randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { AnswerOf, BodyOf, Operation, ParamsOf, QueryOf } from '#api/operation.ts'
import { type Actor, citizens } from '#domain/access/actor.ts'
import { isSureEnough, leastAssurance } from '#domain/access/assurance.ts'
import { may } from '#domain/access/policy.ts'
import { type Relation, relationOf } from '#domain/audit/relation.ts'
import { sittingMs } from '#domain/audit/sitting.ts'
import { insertAuditEvent } from '#database/audit.ts'
import { isPassing } from '#database/passing.ts'
import type { Guest, Statement, Tx } from '#database/transaction.ts'
import { noteRefusal } from '../audit/refusals.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { log } from '../log.ts'
import { Problem } from '../problem.ts'
import { hasPublished } from '../report/publish.ts'
import { type Browser, browserOf } from './browser-secret.ts'
import { problemOfConstraint } from './constraints.ts'
import { written } from './given-often.ts'
import { inCompany } from './in-company.ts'
import { type Respondent, type TokenTrack, findRespondent } from './respondent.ts'
import { findActor } from './session.ts'

/** Who the handler works for, by the operation's `act`. */
type WhoOf<O> = O extends { act: 'public' } ? null : O extends { act: RespondentAct } ? Respondent : Actor

type RespondentAct = 'respondent' | 'healthRespondent' | 'informant'

/** Acts that a response token opens, and the track it must be of. */
const trackOf: Readonly<Record<RespondentAct, TokenTrack>> = {
  respondent: 'statistics',
  healthRespondent: 'health',
  informant: 'assessment',
}

export type Given<O> = {
  readonly actor: WhoOf<O>
  readonly params: ParamsOf<O>
  readonly query: QueryOf<O>
  readonly body: BodyOf<O>
  readonly house: House
  readonly now: Date
  /** The day it is in Denmark. */
  readonly today: string
  readonly newId: () => string
  /** The caller's address, for limits only; never stored or logged. */
  readonly address: string
  /** The caller's browser, for what is bound to it. */
  readonly browser: Browser
}

export type Request<O> = Given<O> & {
  readonly tx: Tx
  /**
   * Names what was acted on in the audit row, when it is not the `:id` of the path; why somebody looked; and
   * every named child that something was shown about, for their families read who looked.
   */
  readonly note: (object: string, look?: Look) => void
}

/**
 * A look at named children. `purpose` is a key of the texts, `purpose.<name>`; left out, it is the one the declaration
 * names. `relation` is left out where role and track say it: `relationOf`.
 */
export type Look = { readonly purpose?: string; readonly pupilIds?: readonly string[]; readonly relation?: Relation }

/** What a route is made of. */
export type Handler = {
  readonly operation: Operation
  readonly answer: (house: House, request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** Of what takes a file: whether somebody may send it at all, before it is read; refused when not. Asked again by `answer`. */
  readonly knock?: (house: House, request: FastifyRequest, reply: FastifyReply) => Promise<boolean>
}

/**
 * A handler in one transaction. With `finish` the work returns what it read, and the answer is made of it after the commit, when
 * the connection is given back: for what takes long, as paper does, and for what is read by somebody else's login.
 */
export function handle<const O extends Operation>(
  operation: O,
  work: (request: Request<O>) => Promise<AnswerOf<O>>,
): Handler & { readonly operation: O }
export function handle<const O extends Operation, R>(
  operation: O,
  work: (request: Request<O>) => Promise<R>,
  finish: (read: R, given: Given<O>) => Promise<AnswerOf<O>>,
): Handler & { readonly operation: O }
export function handle<const O extends Operation, R>(
  operation: O,
  work: (request: Request<O>) => Promise<R>,
  finish?: (read: R, given: Given<O>) => Promise<AnswerOf<O>>,
): Handler & { readonly operation: O } {
  return answering(operation, async (given, who, requestId) => {
    const read = await inTransaction(operation, given, who, requestId, work)
    return finish === undefined ? (read as AnswerOf<O>) : finish(read, given)
  })
}

function inTransaction<const O extends Operation, R>(
  operation: O,
  given: Given<O>,
  who: Actor | Guest | Respondent,
  requestId: string,
  work: (request: Request<O>) => Promise<R>,
): Promise<R> {
  let object = objectOf(operation, given.params)
  let look: Look = {}
  return given.house.doors.as(
    who,
    operation.login,
    async (tx) => {
      const output = await work({
        ...given,
        tx,
        note: (named, seen = {}) => {
          object = named
          look = seen
        },
      })
      // Who writes with another login reads figures in a transaction of its own, by `loadReport` too (`tests/house.test.ts`).
      if (operation.publishes && operation.login === 'report' && !hasPublished(tx))
        throw new Error(`${operation.path} gives out figures past the ledger`)
      if (operation.audit !== null) {
        const actorId = 'accountId' in who ? who.accountId : null
        const seen = { ...look, ...whyAndHow(operation, who, look) }
        if (operation.isSitting && (seen.pupilIds ?? []).length > 0)
          throw new Error(`${operation.audit} is about a child, and writes each row`)
        const onceSince = operation.isSitting ? new Date(given.now.getTime() - sittingMs) : undefined
        await insertAuditEvent(tx, {
          at: given.now,
          actorId,
          role: who.role,
          act: operation.audit,
          object,
          ...seen,
          onceSince,
          requestId,
        })
      }
      return output
    },
    { readOnly: operation.method === 'GET' && operation.audit === null && operation.publishes !== true },
  )
}

/** A look at named children says why and in what relation; one's own family is reason enough, a professional's look is not. */
function whyAndHow(operation: Operation, who: Actor | Guest, { purpose = operation.purpose, pupilIds = [], relation }: Look) {
  if (pupilIds.length === 0 || !('accountId' in who)) return { purpose }
  if (purpose === undefined && !citizens.includes(who.role)) throw new Error(`${operation.audit} looks at a child and says no purpose`)
  return { purpose, relation: relation ?? relationOf(who.role, operation.login) }
}

/**
 * A handler that opens its transactions itself, because it must work before it knows whose municipality it
 * is in (a code that is typed) or between two transactions. It leaves no audit row.
 */
export function handleOutside<const O extends Operation & { readonly audit: null }>(
  operation: O,
  work: (given: Given<O>) => Promise<AnswerOf<O>>,
): Handler & { readonly operation: O } {
  return answering(operation, work)
}

/**
 * The hot path: statements sent in one go, an answer made of their results after the commit. Whoever reaches no row but by what
 * the statement itself says goes in company with others.
 */
export function handlePipelined<const O extends Operation & { readonly audit: null }>(
  operation: O,
  statements: (given: Given<O>) => readonly Statement[],
  answer: (rowCounts: readonly number[], given: Given<O>) => AnswerOf<O>,
): Handler & { readonly operation: O } {
  return answering(operation, async (given, who) => {
    const { doors } = given.house
    const results =
      'draftHmac' in who && who.reach === undefined
        ? await inCompany(doors, who, operation.login, { order: who.draftHmac, statements: statements(given) })
        : await doors.pipeline(who, operation.login, statements(given))
    return answer(
      results.map(({ rowCount }) => rowCount ?? 0),
      given,
    )
  })
}

function answering<const O extends Operation>(
  operation: O,
  work: (given: Given<O>, who: Actor | Guest | Respondent, requestId: string) => Promise<AnswerOf<O>>,
): Handler & { readonly operation: O } {
  return {
    operation,
    async knock(house, request, reply) {
      const requestId = randomUUID()
      const met: Met = {}
      try {
        refuseForeignOrigin(house, request)
        await authenticate(house, operation, request, met)
        return true
      } catch (error) {
        await noteWhatWasRefused(house, operation, request, met.actor, error, requestId)
        refuse(reply, error, operation, requestId)
        return false
      }
    },
    async answer(house, request, reply) {
      const startedAt = performance.now()
      const requestId = randomUUID()
      reply.header('request-id', requestId)
      const met: Met = {}
      try {
        refuseForeignOrigin(house, request)
        const actor = await authenticate(house, operation, request, met)
        const now = house.now()
        const given = {
          actor,
          params: parse(operation.params, request.params, 'params'),
          query: parse(operation.query, request.query, 'query'),
          body: operation.consumes === undefined ? parse(operation.body, request.body, 'body') : bytesOf(request.body),
          house,
          now,
          today: dayInDenmark(now),
          newId: randomUUID,
          address: request.ip,
          browser: browserOf(request, reply),
        } as unknown as Given<O>
        const answered = () => work(given, actor ?? { municipalityId: 0, role: 'guest' }, requestId)
        const { isFrozen, isShared }: Operation = operation
        if (isFrozen) sendFrozen(request, reply, await frozenAnswer(operation, given.params, answered))
        else if (isShared) sendShared(request, reply, operation, await answered())
        else send(reply, operation, await answered())
      } catch (error) {
        await noteWhatWasRefused(house, operation, request, met.actor, error, requestId)
        refuse(reply, error, operation, requestId)
      }
      // An ordinary call of a respondent leaves no line: the log's times and order are nobody's business.
      if (isRespondentAct(operation.act) && reply.statusCode < 400) return
      log.requestAnswered({ requestId, operation: operation.path, status: reply.statusCode, ms: Math.round(performance.now() - startedAt) })
    },
  }
}

function isRespondentAct(act: string): act is RespondentAct {
  return act in trackOf
}

/** Whom a request came from, also when they are refused. */
type Met = { actor?: Actor }

async function authenticate(house: House, operation: Operation, request: FastifyRequest, met: Met): Promise<Actor | Respondent | null> {
  if (operation.act === 'public') return null
  if (isRespondentAct(operation.act)) {
    const respondent = findRespondent(house.keyring, request.headers.authorization, trackOf[operation.act])
    if (!respondent) throw new Problem('not-signed-in')
    return respondent
  }
  const actor = await findActor(house, request)
  if (!actor) throw new Problem('not-signed-in')
  met.actor = actor
  if (!may(actor, operation.act)) throw new Problem('not-allowed')
  if (!isSureEnough(actor, operation.act)) throw new Problem('assurance-too-low', { level: leastAssurance(actor, operation.act) })
  return actor
}

/** Cookies are SameSite=Strict; this is the second lock against a request made by another site. */
function refuseForeignOrigin(house: House, request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin, 'sec-fetch-site': site = 'none' } = request.headers
  if (origin !== undefined && origin !== house.origin) throw new Problem('wrong-origin')
  // A browser that leaves the origin out says at least whether it was another site; programs say neither.
  if (origin === undefined && site !== 'same-origin' && site !== 'none') throw new Problem('wrong-origin')
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined
  const result = readBy(schema, value, where)
  if (result.success && !holdsUnkeepable(result.data)) return result.data
  const issues = result.error?.issues ?? [{ path: [], code: 'invalid_format' }]
  const fields = issues.slice(0, 20).map((issue) => ({ field: issue.path.join('.'), rule: issue.code }))
  throw new Problem('wrong-input', { where, fields })
}

/** What lies deeper than anybody can follow is wrong input too, and no defect. */
function readBy(schema: z.ZodType, value: unknown, where: string) {
  try {
    return schema.safeParse(value)
  } catch (error) {
    if (error instanceof RangeError) throw new Problem('wrong-input', { where, fields: [] })
    throw error
  }
}

/** A file comes as bytes: what was sent as anything else has been read as something else by now. */
function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body
  throw new Problem('wrong-input', { where: 'body', fields: [] })
}

/** PostgreSQL keeps neither NUL nor half of a pair in a text. What has been parsed is no deeper than its declaration. */
function holdsUnkeepable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false
  return Object.values(value).some(holdsUnkeepable)
}

function send(reply: FastifyReply, operation: Operation, output: unknown): void {
  reply.header('cache-control', 'no-store')
  if (operation.produces !== undefined) {
    reply.type(operation.produces).send(output)
  } else if (operation.output === undefined) {
    reply.code(204).send()
  } else {
    reply.type('application/json; charset=utf-8').send(written(operation.output, output))
  }
}

const sharedForSeconds = 3600

function sendShared(request: FastifyRequest, reply: FastifyReply, operation: Operation, output: unknown): void {
  const body = output instanceof Uint8Array ? output : JSON.stringify(operation.output?.parse(output))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  reply.header('cache-control', `public, max-age=${sharedForSeconds}`).header('etag', etag)
  if (request.headers['if-none-match']?.includes(etag)) reply.code(304).send()
  else reply.type(operation.produces ?? 'application/json; charset=utf-8').send(body)
}

type Frozen = { readonly plain: string; readonly compressed: Buffer }

const frozen = new Map<string, Promise<Frozen>>()
const frozenAtMost = 500

/** The answer made once; a refusal is not kept. */
function frozenAnswer(operation: Operation, params: unknown, answered: () => Promise<unknown>): Promise<Frozen> {
  const key = `${operation.path} ${JSON.stringify(params)}`
  const kept = frozen.get(key)
  if (kept) return kept
  const made = answered().then((output) => {
    const plain = JSON.stringify(operation.output?.parse(output))
    return { plain, compressed: gzipSync(plain, { level: 9 }) }
  })
  if (frozen.size >= frozenAtMost) frozen.clear()
  frozen.set(key, made)
  made.catch(() => frozen.delete(key))
  return made
}

function sendFrozen(request: FastifyRequest, reply: FastifyReply, { plain, compressed }: Frozen): void {
  reply.type('application/json; charset=utf-8').header('cache-control', 'public, max-age=86400').header('vary', 'accept-encoding')
  if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) reply.header('content-encoding', 'gzip').send(compressed)
  else reply.send(plain)
}

/** Answers with a problem; whatever else was thrown is a defect. A while to wait is chance, so that a class does not come back in step. */
export function refuse(reply: FastifyReply, error: unknown, operation: Operation, requestId: string): void {
  const problem = error instanceof Problem ? error : (problemOfConstraint(error) ?? later(error, operation, requestId))
  reply.header('cache-control', 'no-store').type('application/problem+json; charset=utf-8')
  if (problem) {
    if (problem.status === 503 || problem.status === 429) reply.header('retry-after', String(2 + Math.floor(Math.random() * 4)))
    reply.code(problem.status).send(
      JSON.stringify({
        type: `/problems/${problem.problem}`,
        title: problem.problem,
        status: problem.status,
        requestId,
        ...problem.details,
      }),
    )
  } else {
    log.defect({ requestId, where: operation.path, error })
    reply.code(500).send(JSON.stringify({ type: '/problems/defect', title: 'defect', status: 500, requestId }))
  }
}

/** A database that is away is no bug of ours, and comes back: whoever asked is told to come again. */
function later(error: unknown, { path }: Operation, requestId: string): Problem | undefined {
  if (!isPassing(error)) return undefined
  log.databaseTrouble({ requestId, where: path, error })
  return new Problem('too-busy')
}

/** What somebody who is signed in may not do at all, and a look at what is out of their reach. */
async function noteWhatWasRefused(
  house: House,
  operation: Operation,
  request: FastifyRequest,
  actor: Actor | undefined,
  error: unknown,
  requestId: string,
): Promise<void> {
  if (!actor || !(error instanceof Problem)) return
  if (error.status !== 403 && !(error.status === 404 && operation.audit !== null)) return
  await noteRefusal(house, {
    municipalityId: actor.municipalityId,
    actorId: actor.accountId,
    role: actor.role,
    act: operation.audit ?? operation.act,
    object: refusedObject(operation, request),
    refusal: error.problem,
    requestId,
  })
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** By id only: what else stands in an address or a body may be anything, and is not written down. */
function refusedObject(operation: Operation, { params, body }: FastifyRequest): string | null {
  const of = (from: unknown, field: string) => {
    const value = from !== null && typeof from === 'object' && field in from ? (from as Record<string, unknown>)[field] : undefined
    return typeof value === 'string' && uuid.test(value) ? value : undefined
  }
  const child = of(body, 'pupilId') ?? (operation.path.includes('/children/:id') ? of(params, 'id') : undefined)
  if (child !== undefined) return `child:${child}`
  const id = of(params, 'id')
  return id === undefined ? null : `${operation.path.split('/:id')[0]?.split('/').at(-1)}:${id}`
}

function objectOf(operation: Operation, params: unknown): string | null {
  const id = params !== null && typeof params === 'object' && 'id' in params ? String(params.id) : undefined
  return id === undefined ? null : `${operation.path.split('/')[1]}:${id}`
}
