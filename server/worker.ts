/** Runs the jobs: takes them from the queue as its owner's login, and tells each what it is for. */
import { EventEmitter, once } from 'node:events'
import type { Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { locateDatabase } from '#database/connection.ts'
import type { JobName } from '#database/jobs.ts'
import { isPassing } from '#database/passing.ts'
import type { House } from './house.ts'
import { jobs } from './jobs/jobs.ts'
import { log } from './log.ts'

/** Each night, when nobody is at work: whoever turns 15 that day in Denmark decides from then on; erased people are taken out of the keys, rolling surveys are sealed in batches, then municipalities release by standing rule, a sample of the audit log is drawn where one is due, where the logs end is noted, and STIL is asked for rosters. In the morning, when people may be written to, whoever is to be invited or reminded that day is. Times are UTC. */
const crontab = `
15 23 * * * turn-fifteen ?id=nightly-birthdays&max=3 {}
0 1 * * * seal-batch ?id=nightly-batch&max=3 {}
45 0 * * * shred-keys ?id=nightly-shredding&max=3 {}
30 1 * * * release-figures ?id=nightly-release&max=3 {"everybody":1}
50 1 * * * forget-logins ?id=nightly-logins&max=3 {}
55 1 * * * forget-feedback ?id=nightly-feedback&max=3 {}
0 2 * * * draw-sample ?id=half-yearly-sample&max=3 {}
30 7 * * * plan-invitations ?id=morning-invitations&max=3 {}
0 3 * * * fetch-stil ?id=nightly-rosters&max=1 {}
30 2 * * * anchor-audit ?id=nightly-anchor&max=3 {}`.trim()

const concurrentJobs = 2
const restMs = 2_000
/** How often the jobs of workers that are dead are looked for, and our own line is tried. */
const lookMs = 10_000
/** For how long one attempt goes on by itself when what stops it is a fault that passes. */
const patienceMs = 60_000
const connectTimeoutMs = 5_000
/** How often in a row jobs may be asked for in vain before everything is begun anew. */
const failuresAtMost = 4
/** As long as PostgreSQL itself lets the queue's owner take over a statement. */
const longestQueryMs = 60_000
/** Half of the lock by which a worker says that it lives; the other half is its name. */
const lifeLock = 8_841_004

/** Starts taking jobs; disposing waits for those that run. Other processes may take from the same queue. */
export async function startWorker(
  house: House,
  databaseUrl: string,
  { queryTimeoutMs = longestQueryMs }: { readonly queryTimeoutMs?: number } = {},
): Promise<AsyncDisposable> {
  const pool = new pg.Pool({
    ...locateDatabase(databaseUrl),
    user: 'bul_worker',
    password: () => house.keyring.loginPassword('bul_worker'),
    max: concurrentJobs + 3,
    connectionTimeoutMillis: connectTimeoutMs,
    // NOTE: without it a worker whose line went silent waits for ever, and looks well.
    query_timeout: queryTimeoutMs,
    // PostgreSQL too gives up a line that says nothing, and with it the lock of a worker that is cut off.
    options: '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3',
    application_name: 'boernungeliv worker',
  } as pg.PoolConfig)
  // NOTE: without a listener one dropped idle connection ends the process.
  pool.on('error', ({ message }) => log.queueTrouble({ what: message }))
  pool.on('connect', (client) => {
    client.on('error', ({ message }) => log.queueTrouble({ what: message }))
    cutWhenSilent(client)
  })

  const stopping = new AbortController()
  const begin = async () => {
    await lookAfterJobs(pool)
    const events: WorkerEvents = new EventEmitter()
    const named = once(events, 'pool:create')
    const runner = await run({
      pgPool: pool,
      schema: 'graphile_worker',
      // NOTE: with its default of -1 a job that cannot be put back is an unhandled rejection, and ends the whole process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: taskListOf(house, stopping.signal),
      crontab,
      concurrency: concurrentJobs,
      noHandleSignals: true,
      logger: new Logger(() => () => {}),
      events,
    })
    events.on('job:success', ({ job }) => log.jobDone({ job: job.task_identifier, ms: Date.now() - job.run_at.getTime() }))
    events.on('job:error', ({ job, error }) =>
      log.jobFailed({ job: job.task_identifier, attempt: job.attempts, attempts: job.max_attempts, error }),
    )
    events.on('job:failed', ({ job }) => void giveUp(house, job.task_identifier, job.payload))
    let failures = 0
    events.on('worker:getJob:error', () => {
      failures++
      // NOTE: the queue keeps a failure of its first question for ever, and fails by it each time it asks again.
      if (failures === failuresAtMost) void runner.stop().catch(() => {})
    })
    for (const wellDone of ['worker:getJob:empty', 'job:start'] as const) events.on(wellDone, () => (failures = 0))
    const [{ workerPool }] = await named
    void showLife(pool, workerPool.id, Promise.race([runner.promise, once(stopping.signal, 'abort')]))
    return runner
  }

  let runner = await begin()
  const looking = setInterval(() => void lookAfterJobs(pool).catch(({ message }) => log.queueTrouble({ what: message })), lookMs)
  // The runner gives up when the database has been away for a while; the database may come back.
  const kept = keepRunning(async () => {
    await runner.promise.catch(({ message }: Error) => log.queueTrouble({ what: message }))
    await wait(restMs, undefined, { signal: stopping.signal })
    runner = await begin()
  }, stopping.signal)

  return {
    async [Symbol.asyncDispose]() {
      clearInterval(looking)
      stopping.abort()
      await runner.stop().catch(() => {})
      await kept
      await pool.end()
    },
  }
}

async function keepRunning(again: () => Promise<void>, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) await again().catch(() => {})
}

/** Holds a lock in the worker's name until it has ended, and takes it again when the connection that held it is lost. */
async function showLife(pool: pg.Pool, name: string, ended: Promise<unknown>): Promise<void> {
  let isOver = false
  const over = ended.catch(() => {}).then(() => (isOver = true))
  const rest = (ms: number) => Promise.race([over, wait(ms, undefined, { ref: false })])
  while (!isOver) {
    const client = await pool.connect().catch(() => undefined)
    try {
      await client?.query('select pg_advisory_lock($1, hashtext($2))', [lifeLock, name])
      for (; client && !isOver; await rest(lookMs)) await client.query(sign)
    } catch {
      // Cut off: begun again with another connection.
    }
    client?.release(true)
    if (!isOver) await rest(restMs)
  }
}

/** Asked for often, and answered at once where there is a line. */
const sign = { text: 'select 1', query_timeout: connectTimeoutMs } as pg.QueryConfig

/** The queue puts a connection back that has not answered in time, and would ask by it for ever. */
function cutWhenSilent(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection
  const ask = client.query.bind(client) as (...args: readonly unknown[]) => Promise<unknown> | undefined
  const asking = (...args: readonly unknown[]) => {
    const asked = ask(...args)
    asked?.catch((error: unknown) => {
      if (!(error instanceof pg.DatabaseError)) stream.destroy()
    })
    return asked
  }
  Object.assign(client, { query: asking })
}

async function lookAfterJobs(pool: pg.Pool): Promise<void> {
  await freeJobsOfTheDead(pool)
  await takeUpWhatIsOwed(pool)
}

/**
 * A process that was killed leaves its jobs locked, for hours, and a class would wait as long for its figures. Whoever
 * holds a job and not the lock of the living is dead. Our jobs may run twice. An attempt that somebody ended from outside
 * is none: else a job that has been broken off often waits for hours after its next failure, or is never tried again.
 */
async function freeJobsOfTheDead(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ readonly jobs: number }>(
    `with holder as (
       select locked_by as name from graphile_worker._private_jobs where locked_by is not null
       union select locked_by from graphile_worker._private_job_queues where locked_by is not null
     ), dead as materialized (select name from holder where pg_try_advisory_xact_lock($1, hashtext(name))),
     queue as (
       update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_by in (select name from dead)
     ), job as (
       update graphile_worker._private_jobs set locked_at = null, locked_by = null, attempts = greatest(attempts - 1, 0)
       where locked_by in (select name from dead) returning 1
     ) select count(*)::int as jobs from job`,
    [lifeLock],
  )
  const freed = rows[0]?.jobs ?? 0
  if (freed > 0) log.queueTrouble({ what: `${freed} jobs of a worker that died are taken again` })
}

/** What has failed for the last time is tried again all the same where somebody is owed it, as often as it would have been next. */
async function takeUpWhatIsOwed(pool: pg.Pool): Promise<void> {
  await pool.query(
    `update graphile_worker._private_jobs set attempts = max_attempts - 1
     where attempts >= max_attempts and locked_at is null and run_at <= now()
       and task_id in (select id from graphile_worker._private_tasks where identifier = any ($1))`,
    [Object.entries(jobs).flatMap(([name, { isOwed }]) => (isOwed === true ? [name] : []))],
  )
}

function taskListOf(house: House, stopping: AbortSignal): TaskList {
  return Object.fromEntries(
    Object.entries(jobs).map(([name, { run }]) => [name, (payload: unknown) => untilItPasses(name, () => run(house, payload), stopping)]),
  )
}

/** A database that is away says nothing against the job: it is no failed attempt, and no reason to wait longer each time. */
async function untilItPasses(name: string, work: () => Promise<void>, stopping: AbortSignal): Promise<void> {
  for (const end = performance.now() + patienceMs; ; await wait(restMs, undefined, { signal: stopping })) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error) || performance.now() > end) throw error
      log.databaseTrouble({ requestId: '-', where: name, error })
    }
  }
}

/** Nobody will try again: whoever waits is told. */
async function giveUp(house: House, name: string, payload: unknown): Promise<void> {
  try {
    await jobs[name as JobName].giveUp?.(house, payload)
  } catch (error) {
    log.defect({ requestId: '-', where: `${name} given up`, error })
  }
}
