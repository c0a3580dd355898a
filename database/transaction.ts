/**
 * The only makers of a transaction. Nobody reaches the database without saying who asks.
 *
 * `as(actor, …)` for requests, `asSystem(reason, …)` for jobs. Both begin, set the actor for row-level
 * security, run the work, commit, and return only when PostgreSQL answered `COMMIT`: the COMMIT of a failed
 * transaction resolves too, with the tag `ROLLBACK` (`facts/reliability`, 4.2).
 */
import type { Writable } from 'node:stream'
import { CamelCasePlugin, Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { type Actor, citizens, isBound } from '#domain/access/actor.ts'
import { type AuditEvent, appendStatement } from './audit-event.ts'
import { logins } from './logins.ts'
import { assertInOrder, holding, type Login, type Use } from './nesting.ts'
import { rowTypes } from './parsers.ts'
import type { Database } from './tables.ts'

/** Somebody who has not signed in: a session being looked up, a public page, a respondent with a slip. */
export type Guest = {
  readonly municipalityId: number
  /** `verifier` is the command that counts the audit log through: it reads that, and nothing of anybody. */
  readonly role: 'guest' | 'respondent' | 'verifier'
  /** Where rows are about a named child, the HMAC of the slip or link that is held, in hexadecimal: all that its holder reaches. */
  readonly reach?: string
}

declare const actorIsSet: unique symbol

/** A transaction that already says who is asking. Useless once its work has ended. */
export type Tx = Kysely<Database> & { readonly municipalityId: number; readonly [actorIsSet]: true }

export type Scope = { readonly municipalityId: number; readonly login: Login }

/** One prepared statement of a pipelined transaction. */
export type Statement = { readonly name: string; readonly text: string; readonly values: readonly unknown[] }

export type Doors = AsyncDisposable & {
  /** Runs the work in one transaction as this person, by this login; `readOnly` lets the database refuse writes. */
  readonly as: <R>(
    actor: Actor | Guest,
    login: Login,
    work: (tx: Tx) => Promise<R>,
    options?: { readonly readOnly?: boolean },
  ) => Promise<R>
  /** Runs a job's work in one transaction; the reason is written to the audit log in it. */
  readonly asSystem: <R>(reason: string, scope: Scope, work: (tx: Tx) => Promise<R>) => Promise<R>
  /**
   * The one hot path: begin, actor, statements and commit are sent without waiting in between. All or
   * nothing; returns each statement's rows once the commit is acknowledged.
   */
  readonly pipeline: (actor: Actor | Guest, login: Login, statements: readonly Statement[]) => Promise<readonly pg.QueryResult[]>
  /** Whether the database answers. */
  readonly isReachable: () => Promise<boolean>
}

export type Connection = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly password: (login: string) => string
  readonly ssl?: pg.PoolConfig['ssl']
  /** Connections per login at most. */
  readonly poolSize?: Partial<Record<Login, number>>
  /** How long a statement may take before its connection is given up; unless told, a little longer than the login's own limit. */
  readonly queryTimeoutMs?: number
}

const poolSizes: Record<Login, number> = { staff: 8, report: 4, statistics: 8, health: 4, assessment: 4, sealer: 2 }

/** Two jobs run at once, and each may say how far it is in a second transaction while its own is open. */
const atMost: Partial<Record<Use, number>> = { job: 4, probe: 1 }
const probeTimeoutMs = 2_000
const connectTimeoutMs = 5_000
/** Longer than anything of the hot path takes, shorter than the answering page waits. */
const pipelineTimeoutMs = 8_000

/** The database is the first to give up, and says so; without this a line gone silent holds its connection for ever. */
function patienceOf(login: Login): number {
  return (logins[`bul_${login}`]?.statement ?? 0) + 2_000
}

export function openDoors(connection: Connection): Doors {
  const pools = new Map<string, pg.Pool>()

  function poolOf(login: Login, use: Use): pg.Pool {
    const open = pools.get(`${login} ${use}`)
    if (open) return open
    const pool = new pg.Pool({
      host: connection.host,
      port: connection.port,
      database: connection.database,
      user: `bul_${login}`,
      password: () => connection.password(`bul_${login}`),
      max: Math.min(connection.poolSize?.[login] ?? poolSizes[login], atMost[use] ?? Infinity),
      connectionTimeoutMillis: use === 'probe' ? probeTimeoutMs : connectTimeoutMs,
      query_timeout: connection.queryTimeoutMs ?? (use === 'probe' ? probeTimeoutMs : patienceOf(login)),
      pipeline: true,
      types: rowTypes,
      application_name: `boernungeliv ${login}`,
      ...(connection.ssl === undefined ? {} : { ssl: connection.ssl }),
    } as pg.PoolConfig)
    // NOTE: without a listener one dropped idle connection ends the process.
    pool.on('error', () => {})
    pool.on('connect', (client) => {
      client.on('error', () => {})
      client.on('notice', (notice) => noteWhatIsNotDurable(client, notice))
    })
    pools.set(`${login} ${use}`, pool)
    return pool
  }

  async function withClient<R>(login: Login, use: Use, work: (client: pg.PoolClient) => Promise<R>): Promise<R> {
    assertInOrder(login, use)
    const client = await guarded(poolOf(login, use).connect())
    let failure: Error | undefined
    try {
      return await holding(login, use, () => work(client))
    } catch (error) {
      failure = error instanceof Error ? error : new Error('unknown')
      throw error
    } finally {
      // An error that PostgreSQL itself reported leaves a sound connection; anything else does not.
      client.release(failure !== undefined && isLost(failure) ? failure : undefined)
    }
  }

  function run<R>(context: Context, login: Login, use: Use, work: (tx: Tx) => Promise<R>, begin = 'begin'): Promise<R> {
    return withClient(login, use, async (client) => {
      const { tx, close, last, events } = makeTx(client, context.municipalityId)
      try {
        gather(client)
        const begun = guarded(client.query(`${begin};${beginContext(context)}`))
        // It goes with the first that is asked, which is refused with it.
        begun.catch(() => {})
        const result = await work(tx).catch(async (error) => {
          await begun
          throw error
        })
        await begun
        close()
        await (last.length + events.length === 0 ? commit(client) : sendAndCommit(client, [...last, ...events.map(appendStatement)]))
        return result
      } catch (error) {
        close()
        // Also when it never began: BEGIN may have been obeyed and what followed it not.
        if (!isLost(error)) await client.query('rollback').catch(() => lose(error))
        throw error
      }
    })
  }

  let probing: Promise<boolean> | undefined
  async function probe(): Promise<boolean> {
    try {
      await withClient('staff', 'probe', (client) => guarded(client.query('select 1')))
      return true
    } catch {
      return false
    }
  }

  return {
    as: async (actor, login, work, options) =>
      run(contextOf(actor), login, useOf(actor), work, options?.readOnly === true ? 'begin read only' : 'begin'),

    asSystem: (reason, { municipalityId, login }, work) =>
      run({ municipalityId, role: 'system', actor: '', institutions: '*', reach: '' }, login, 'job', async (tx) => {
        const result = await work(tx)
        appendAtCommit(tx, { at: new Date(), actorId: null, role: 'system', act: 'job.ran', object: null, purpose: reason })
        return result
      }),

    pipeline: (actor, login, statements) =>
      withClient(login, useOf(actor), async (client) => {
        const begin = `begin;${beginContext(contextOf(actor))}`
        const query_timeout = connection.queryTimeoutMs ?? pipelineTimeoutMs
        const results = await allOrLost(client, () => [
          client.query(inTime({ text: begin, query_timeout })),
          ...statements.map(({ name, text, values }) => client.query(inTime({ name, text, values: [...values], query_timeout }))),
          client.query(inTime({ text: 'commit', query_timeout })),
        ])
        assertDurable(client, results.at(-1))
        return results.slice(1, -1)
      }),

    // Asked by many at once it is asked once: a crowd of questions is no reason to say that the database is away.
    isReachable: () => (probing ??= probe().finally(() => (probing = undefined))),

    async [Symbol.asyncDispose]() {
      await Promise.all([...pools.values()].map((pool) => pool.end()))
      pools.clear()
    },
  }
}

/** Sends what `queue` queues as one packet: without it each message is a system call of its own. */
function inOneWrite<R>(client: pg.PoolClient, queue: () => R): R {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection
  stream.cork()
  try {
    return queue()
  } finally {
    stream.uncork()
  }
}

/** Sends what is asked in this turn of the thread as one packet. */
function gather(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

function useOf(actor: Actor | Guest): Use {
  return actor.role === 'respondent' ? 'answering' : 'work'
}

type Context = {
  readonly municipalityId: number
  readonly role: string
  readonly actor: string
  readonly institutions: string
  readonly reach: string
}

function contextOf(actor: Actor | Guest): Context {
  if (!('accountId' in actor))
    return { municipalityId: actor.municipalityId, role: actor.role, actor: '', institutions: '', reach: actor.reach ?? '' }
  return {
    municipalityId: actor.municipalityId,
    role: actor.role,
    actor: actor.accountId,
    institutions: isBound(actor) || citizens.includes(actor.role) ? own(actor.institutionIds) : '*',
    reach: own(actor.reach ?? []),
  }
}

/** Only ids: one that was a star would open the whole municipality. */
function own(ids: readonly string[]): string {
  if (!ids.every((id) => /^[0-9a-f-]+$/.test(id))) throw new Error('an actor with impossible values')
  return ids.join(',')
}

/** Sent in the same message as BEGIN, so the values are literals; each is checked to be what it must be. */
function beginContext({ municipalityId, role, actor, institutions, reach }: Context): string {
  if (
    !Number.isInteger(municipalityId) ||
    !/^[a-zA-Z]+$/.test(role) ||
    !/^[0-9a-f-]*$/.test(actor) ||
    !/^(\*|[0-9a-f,-]*)$/.test(institutions) ||
    !/^[0-9a-f,-]*$/.test(reach)
  ) {
    throw new Error('an actor with impossible values')
  }
  return `select common.begin_ctx(${municipalityId},'${role}','${actor}','${institutions}','${reach}')`
}

type Inside = {
  readonly query: (statement: Statement) => Promise<pg.QueryResult>
  /** What is sent with the commit: statements, and then rows of the audit log. */
  readonly last: Statement[]
  readonly events: AuditEvent[]
}

const insideOf = new WeakMap<Tx, Inside>()

function inside(tx: Tx): Inside {
  const known = insideOf.get(tx)
  if (!known) throw new Error('the transaction has ended')
  return known
}

/**
 * The rows of a prepared statement in this transaction. For roads that many walk at once: what Kysely puts together anew each
 * time, and PostgreSQL reads and plans anew, took half of what coming in and submitting cost.
 */
export async function ask<Row>(tx: Tx, statement: Statement): Promise<readonly Row[]> {
  const { rows } = await inside(tx).query(statement)
  return rows
}

/** Puts a prepared statement at the end of this transaction, in one message with the commit; when it fails nothing is done. */
export function doAtCommit(tx: Tx, statement: Statement): void {
  inside(tx).last.push(statement)
}

/**
 * Puts a row of the audit log at the end of this transaction. A municipality's chain is locked from its next row until
 * commit: because that is the last thing a transaction does, nobody waits long, and nobody who holds it waits at all.
 */
export function appendAtCommit(tx: Tx, event: AuditEvent): void {
  inside(tx).events.push(event)
}

/** All and the commit in one message: the chain of the audit log is held for no journey between server and database. */
async function sendAndCommit(client: pg.PoolClient, statements: readonly Statement[]): Promise<void> {
  const results = await allOrLost(client, () => [...statements.map((one) => client.query(configOf(one))), client.query('commit')])
  assertDurable(client, results.at(-1))
}

async function commit(client: pg.PoolClient): Promise<void> {
  assertDurable(client, await guarded(client.query('commit')))
}

/** Sends all in one write and waits for all: the commit of what failed is a rollback, so nothing is left begun. */
async function allOrLost(client: pg.PoolClient, queue: () => readonly Promise<pg.QueryResult>[]): Promise<readonly pg.QueryResult[]> {
  const settled = await Promise.allSettled(inOneWrite(client, queue))
  const failures = settled.flatMap((result) => (result.status === 'rejected' ? [markLost(result.reason) as unknown] : []))
  // One whose line broke behind a refusal is not sound either.
  if (failures.length > 0) throw failures.find(isLost) ?? failures[0]
  return settled.map((result) => (result as PromiseFulfilledResult<pg.QueryResult>).value)
}

/**
 * Only the tag COMMIT is a commit, and only without a word that the other machine does not have it. The limit on statements
 * does not reach the commit (database/durable.test.ts): what can cancel it is a person, or a server that is told to stop.
 */
function assertDurable(client: pg.PoolClient, result: pg.QueryResult | undefined): void {
  if (result?.command !== 'COMMIT') throw new Error(`the transaction was not committed: ${result?.command ?? 'no answer'}`)
  if (notDurable.delete(client)) throw lose(new Error('the transaction was committed on one machine alone'))
}

/** Connections on which a commit was told to be on this machine and perhaps not on its standby. */
const notDurable = new WeakSet<object>()

/** By where in PostgreSQL it comes from: the words are in the database's own language. */
function noteWhatIsNotDurable(
  client: object,
  { routine, message }: { readonly routine?: string | undefined; readonly message?: string | undefined },
): void {
  if (routine === 'SyncRepWaitForLSN' || message?.includes('synchronous replication')) notDurable.add(client)
}

/** A limit of one query, which the driver knows and its types do not. */
function inTime(query: pg.QueryConfig & { readonly query_timeout: number }): pg.QueryConfig {
  return query
}

/** Marks errors after which nobody knows what the connection is doing, so that it is thrown away. */
async function guarded<R>(query: Promise<R>): Promise<R> {
  try {
    return await query
  } catch (error) {
    throw markLost(error)
  }
}

function markLost(error: unknown): unknown {
  return error instanceof pg.DatabaseError ? error : lose(error)
}

function lose(error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { isConnectionLost: true }) : error
}

/** Of what is asked at once, what stands behind a failure is refused because of it, and may be heard of first. */
function isAftermath(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '25P02'
}

function isLost(error: unknown): boolean {
  return error instanceof Error && 'isConnectionLost' in error
}

const camelCase = new CamelCasePlugin({ maintainNestedObjectKeys: true, underscoreBeforeDigits: true })

function configOf({ name, text, values }: Statement): pg.QueryConfig {
  return { name, text, values: [...values] }
}

function makeTx(client: pg.PoolClient, municipalityId: number): Omit<Inside, 'query'> & { tx: Tx; close: () => void } {
  let isOpen = true
  let cause: unknown
  const held = {
    query: (...args: Parameters<pg.PoolClient['query']>) => {
      if (!isOpen) throw new Error('the transaction has ended')
      gather(client)
      return guarded(client.query(...args) as unknown as Promise<unknown>).catch((error: unknown) => {
        if (!isAftermath(error) || cause === undefined) cause = error
        throw cause
      })
    },
    release: () => {},
  } as unknown as PostgresPoolClient
  const kysely = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: { connect: async () => held, end: async () => {} } as never }),
    plugins: [camelCase],
  })
  const tx = Object.assign(kysely, { municipalityId }) as unknown as Tx
  const query = async (statement: Statement) => (await held.query(configOf(statement) as never)) as unknown as pg.QueryResult
  const last: Statement[] = []
  const events: AuditEvent[] = []
  insideOf.set(tx, { query, last, events })
  return {
    tx,
    last,
    events,
    close: () => {
      isOpen = false
      insideOf.delete(tx)
    },
  }
}
