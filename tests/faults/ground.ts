/**
 * What is hurt: a durable PostgreSQL, a server on it, and a bad line before each. Clients come through one line, the
 * server reaches its database through the other; the checker looks past both.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { locateDatabase } from '#database/connection.ts'
import { type Embedded, startEmbedded } from '#database/embedded.ts'
import { findFreePort } from '../stand-in-process.ts'
import { openWholeCluster, type ServerFlag, type ServerProcess, startServer, startWorkerProcess } from '../server-process.ts'
import { openProxy, type TcpProxy } from '../tcp-proxy.ts'
import type { TestDatabase } from '../test-database.ts'

export type Ground = AsyncDisposable & {
  readonly database: TestDatabase
  /** Where clients go. */
  readonly origin: string
  readonly toServer: TcpProxy
  readonly toDatabase: TcpProxy
  readonly dataDirectory: string
  readonly server: () => ServerProcess
  /** The numbers of PostgreSQL's processes, the first one first. */
  readonly processes: () => Promise<readonly number[]>
  /** Ends the server as a power cut would, and starts it again. */
  readonly restartServer: (flags?: readonly ServerFlag[]) => Promise<void>
  /** Recovers a PostgreSQL that was killed, or stops and starts one that was not. */
  readonly restartDatabase: () => Promise<void>
  /** Beside the first, on the same bad line to the database. */
  readonly startAnother: (port?: number) => Promise<ServerProcess>
  readonly startWorker: () => Promise<ServerProcess>
}

export type GroundOptions = {
  /** On a file system of its own, where one is wanted; else in the temporary directory. */
  readonly directory?: string
  readonly flags?: readonly ServerFlag[]
  /** Whether a server stands behind `origin`; else those that are started beside it are all there are. */
  readonly isServed?: boolean
}

export async function openGround({ directory: given, flags: first = [], isServed = true }: GroundOptions = {}): Promise<Ground> {
  const directory = given ?? mkdtempSync(join(tmpdir(), 'bul-faults-'))
  chmodSync(directory, 0o755)
  const dataDirectory = join(directory, 'pg')
  const version = process.env['TEST_POSTGRES']
  const startCluster = () => startEmbedded({ dataDirectory, ...(version ? { binaries: `/usr/lib/postgresql/${version}/bin` } : {}) })

  let cluster: Embedded = await startCluster()
  let flags = first
  const database = await openWholeCluster(cluster.connectionString)
  const toDatabase = await openProxy(() => {
    const { host, port } = locateDatabase(cluster.connectionString)
    return { path: `${host}/.s.PGSQL.${port}` }
  })
  const url = `postgresql://postgres@127.0.0.1:${toDatabase.port}/postgres`
  const serverPort = await findFreePort()
  let server = isServed ? await startServer(url, serverPort, flags) : undefined
  const toServer = await openProxy({ host: '127.0.0.1', port: serverPort })

  return {
    database,
    origin: `http://127.0.0.1:${toServer.port}`,
    toServer,
    toDatabase,
    dataDirectory,
    server: () => server ?? fail(),
    processes: async () => [
      cluster.processId,
      ...(await database.asOwner(async (client) => {
        const { rows } = await client.query('select pid from pg_stat_activity where pid <> pg_backend_pid()')
        return rows.map(({ pid }) => pid as number)
      })),
    ],
    async restartServer(changed = flags) {
      flags = changed
      await server?.kill()
      server = await startServer(url, serverPort, flags)
    },
    async restartDatabase() {
      await cluster[Symbol.asyncDispose]()
      cluster = await startCluster()
    },
    startAnother: async (port) => startServer(url, port ?? (await findFreePort()), flags),
    startWorker: () => startWorkerProcess(url, flags),
    async [Symbol.asyncDispose]() {
      await server?.kill()
      for (const line of [toServer, toDatabase]) await line[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
      await cluster[Symbol.asyncDispose]()
      if (given === undefined) rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function fail(): never {
  throw new Error('there is no server of its own here')
}

/** A signal to a process that may have ended by itself. */
export function signal(processId: number | undefined, name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  try {
    // NOTE: 0 would be ourselves and everybody we started.
    if (processId !== undefined && processId > 0) process.kill(processId, name)
  } catch {
    // It has.
  }
}
