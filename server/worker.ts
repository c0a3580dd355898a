/** Runs the jobs: takes them from the queue as its owner's login, and tells each what it is for. */
import { setTimeout as wait } from 'node:timers/promises'
import { Logger, run, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { locateDatabase } from '#database/connection.ts'
import type { JobName } from '#database/jobs.ts'
import type { House } from './house.ts'
import { jobs } from './jobs/jobs.ts'
import { log } from './log.ts'

/** Each night, when nobody is at work: whoever turns 15 that day in Denmark decides from then on; erased people are taken out of the keys, rolling surveys are sealed in batches, then municipalities release by standing rule, a sample of the audit log is drawn where one is due, where the logs end is noted, and STIL is asked for rosters. Times are UTC. */
const crontab = `
15 23 * * * turn-fifteen ?id=nightly-birthdays&max=3 {}
0 1 * * * seal-batch ?id=nightly-batch&max=3 {}
45 0 * * * shred-keys ?id=nightly-shredding&max=3 {}
30 1 * * * release-figures ?id=nightly-release&max=3 {"everybody":1}
50 1 * * * forget-logins ?id=nightly-logins&max=3 {}
0 2 * * * draw-sample ?id=half-yearly-sample&max=3 {}
0 3 * * * fetch-stil ?id=nightly-rosters&max=1 {}
30 2 * * * anchor-audit ?id=nightly-anchor&max=3 {}`.trim()

const concurrentJobs = 2
const restMs = 2_000

/** Starts taking jobs; disposing waits for those that run. Other processes may take from the same queue. */
export async function startWorker(house: House, databaseUrl: string): Promise<AsyncDisposable> {
  const pool = new pg.Pool({
    ...locateDatabase(databaseUrl),
    user: 'bul_worker',
    password: () => house.keyring.loginPassword('bul_worker'),
    max: concurrentJobs + 2,
    application_name: 'boernungeliv worker',
  } as pg.PoolConfig)
  // NOTE: without a listener one dropped idle connection ends the process.
  pool.on('error', ({ message }) => log.queueTrouble({ what: message }))
  pool.on('connect', (client) => client.on('error', ({ message }) => log.queueTrouble({ what: message })))

  const begin = async () => {
    await freeJobsOfTheDead(pool)
    const runner = await run({
      pgPool: pool,
      schema: 'graphile_worker',
      taskList: taskListOf(house),
      crontab,
      concurrency: concurrentJobs,
      noHandleSignals: true,
      logger: new Logger(() => () => {}),
    })
    runner.events.on('job:success', ({ job }) => log.jobDone({ job: job.task_identifier, ms: Date.now() - job.run_at.getTime() }))
    runner.events.on('job:error', ({ job, error }) =>
      log.jobFailed({ job: job.task_identifier, attempt: job.attempts, attempts: job.max_attempts, error }),
    )
    runner.events.on('job:failed', ({ job }) => void giveUp(house, job.task_identifier, job.payload))
    return runner
  }

  let runner = await begin()
  const stopping = new AbortController()
  // The runner gives up when the database has been away for a while; the database may come back.
  const kept = keepRunning(async () => {
    await runner.promise.catch(({ message }: Error) => log.queueTrouble({ what: message }))
    await wait(restMs, undefined, { signal: stopping.signal })
    runner = await begin()
  }, stopping.signal)

  return {
    async [Symbol.asyncDispose]() {
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

/**
 * A process that was killed leaves its jobs locked, for hours, and an import would stand still as long. When
 * nobody else is connected to the queue, whoever holds a lock is dead. Our jobs may run twice.
 */
async function freeJobsOfTheDead(pool: pg.Pool): Promise<void> {
  await pool.query(`
    select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))
    where not exists (select from pg_stat_activity where usename = current_user and datname = current_database() and pid <> pg_backend_pid())`)
}

function taskListOf(house: House): TaskList {
  return Object.fromEntries(Object.entries(jobs).map(([name, { run }]) => [name, (payload: unknown) => run(house, payload)]))
}

/** Nobody will try again: whoever waits is told. */
async function giveUp(house: House, name: string, payload: unknown): Promise<void> {
  try {
    await jobs[name as JobName].giveUp?.(house, payload)
  } catch (error) {
    log.defect({ requestId: '-', where: `${name} given up`, error })
  }
}
