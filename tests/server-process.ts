/** The product as a process that can be killed, on a database of a cluster of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { locateDatabase } from '#database/connection.ts'
import { migrate } from '#database/migrate.ts'
import { rowTypes } from '#database/parsers.ts'
import { openDoors } from '#database/transaction.ts'
import { type TestDatabase, testKeyring } from './test-database.ts'

/** A cluster's first database, migrated: for tests that need the whole cluster. It ends with the cluster. */
export async function openWholeCluster(connectionString: string): Promise<TestDatabase> {
  await migrate({ connectionString, passwordOf: testKeyring.loginPassword })
  const { host, port, database } = locateDatabase(connectionString)
  const doors = openDoors({ host, port, database, password: testKeyring.loginPassword })
  const connect = async (login?: string) => {
    const client =
      login === undefined
        ? new pg.Client({ connectionString, types: rowTypes })
        : new pg.Client({ host, port, database, user: login, password: testKeyring.loginPassword(login), types: rowTypes })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  return {
    connectionString,
    doors,
    keyring: testKeyring,
    async asOwner(work) {
      const client = await connect()
      try {
        return await work(client)
      } finally {
        await client.end()
      }
    },
    connectAs: connect,
    [Symbol.asyncDispose]: () => doors[Symbol.asyncDispose](),
  }
}

/** What a worker says when it takes jobs. */
const takingJobs = 'taking jobs'

export type ServerProcess = AsyncDisposable & {
  readonly origin: string
  /** Everything it has written, to stdout and stderr. */
  readonly said: () => string
  readonly isRunning: () => boolean
  readonly processId: number
  /** What it ended with; null while it runs, and when it was killed. */
  readonly exitCode: () => number | null
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>
}

const patienceMs = 60_000

/** What `serve-database.ts` is told besides its database. */
export type ServerFlag =
  | 'jobs'
  | 'only-jobs'
  | 'careless'
  | `pages=${string}`
  | 'own-clock'
  | `query-timeout=${number}`
  | `origin=${string}`
  | `issuer=${string}`

/** Starts the server and returns when it is alive; whether its database is there is another question. */
export function startServer(connectionString: string, port: number, flags: readonly ServerFlag[] = []): Promise<ServerProcess> {
  return startProgram(connectionString, port, flags, (origin) => isAlive(origin))
}

/** Starts a worker without a server, and returns when it takes jobs. */
export function startWorkerProcess(connectionString: string, flags: readonly ServerFlag[] = []): Promise<ServerProcess> {
  return startProgram(connectionString, 0, ['only-jobs', ...flags], async (_origin, said) => said.includes(takingJobs))
}

async function startProgram(
  connectionString: string,
  port: number,
  flags: readonly ServerFlag[],
  isUp: (origin: string, said: string) => Promise<boolean>,
): Promise<ServerProcess> {
  const program = fileURLToPath(new URL('serve-database.ts', import.meta.url))
  const child = spawn(process.execPath, [program, connectionString, String(port), ...flags], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, LOG_LEVEL: 'info' },
  })
  const text: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => text.push(chunk.toString()))
  const origin = `http://127.0.0.1:${port}`
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (!isRunning(child)) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const server: ServerProcess = {
    origin,
    said: () => text.join(''),
    isRunning: () => isRunning(child),
    processId: child.pid ?? 0,
    exitCode: () => child.exitCode,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  }
  for (const until = Date.now() + patienceMs; Date.now() < until && isRunning(child); await wait(25)) {
    if (await isUp(origin, server.said())) return server
  }
  await end('SIGKILL')
  throw new Error(`the server did not start: ${server.said()}`)
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

async function isAlive(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/healthz`)).ok
  } catch {
    return false
  }
}
