/** A durable database and a server process of its own, so that client and server do not share a thread. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { locateDatabase } from '#database/connection.ts'
import { startEmbedded } from '#database/embedded.ts'
import { plantTree } from '#database/key-tree.ts'
import { type Keyring, keysOfSecret, openKeyring } from '#database/keyring.ts'
import { owner } from '#database/logins.ts'
import { migrate } from '#database/migrate.ts'
import { type Doors, openDoors } from '#database/transaction.ts'

/** As an installation's are: with a tree and an index key. */
export const benchKeys = {
  ...keysOfSecret({ id: 'first', secret: Buffer.alloc(32, 'benchmark') }),
  keyEncryptionKeys: [{ id: 'bench', madeAt: null, tree: plantTree(Buffer.alloc(32, 'tree')), puncturedAt: null }],
  wraps: 'bench',
  indexKeys: [{ id: 'bench-index', madeAt: null, secret: Buffer.alloc(32, 'index') }],
  indexes: 'bench-index',
}

export type BenchHouse = AsyncDisposable & {
  readonly doors: Doors
  readonly keyring: Keyring
  readonly connectionString: string
  /** PostgreSQL's; 0 where that runs on another machine. */
  readonly processId: number
  readonly asOwner: <R>(work: (client: pg.Client) => Promise<R>) => Promise<R>
}

/** A database of its own, migrated. */
type Place = AsyncDisposable & Pick<BenchHouse, 'connectionString' | 'processId'>

/**
 * Fsync and synchronous commit are on, as in production. Kept under its name when one is given: in `.data`, or on the PostgreSQL that
 * `DATABASE_URL` names.
 */
export async function openBenchHouse(name?: string): Promise<BenchHouse> {
  const external = process.env['DATABASE_URL'] ?? ''
  const place = external === '' ? await openEmbedded(name) : await openExternal(external, name)
  const { connectionString, processId } = place
  const keyring = openKeyring(benchKeys)
  await migrate({ connectionString, passwordOf: keyring.loginPassword })
  const doors = openDoors({ ...locateDatabase(connectionString), password: keyring.loginPassword })
  return {
    doors,
    keyring,
    connectionString,
    processId,
    asOwner: (work) => connected(connectionString, work),
    async [Symbol.asyncDispose]() {
      await doors[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    },
  }
}

async function openEmbedded(name: string | undefined): Promise<Place> {
  const directory = name === undefined ? join(tmpdir(), `bul-bench-${randomBytes(4).toString('hex')}`) : `.data/bench-${name}`
  const cluster = await startEmbedded({ dataDirectory: directory })
  return {
    connectionString: cluster.connectionString,
    processId: cluster.processId,
    async [Symbol.asyncDispose]() {
      await cluster[Symbol.asyncDispose]()
      if (name === undefined) rmSync(cluster.dataDirectory, { recursive: true, force: true })
    },
  }
}

/** The server's logins get the benchmark's passwords: one that somebody's installation uses is refused. */
async function openExternal(server: string, name: string | undefined): Promise<Place> {
  const database = `bench_${name ?? randomBytes(4).toString('hex')}`
  const processId = await connected(server, async (client) => {
    const { rows } = await client.query<{ name: string; isTaken: boolean }>(
      'select datname as name, exists (select from pg_roles where rolname = $1) as "isTaken" from pg_database',
      [owner],
    )
    const benches = rows.filter((row) => row.name.startsWith('bench_'))
    if (rows[0]?.isTaken === true && benches.length === 0) throw new Error('an installation uses this PostgreSQL: name another')
    if (!benches.some((row) => row.name === database)) await client.query(`create database ${database}`)
    const { rows: files } = await client.query<{ record: string }>("select pg_read_file('postmaster.pid') as record")
    return isHere(server) ? Number.parseInt(files[0]?.record ?? '', 10) : 0
  })
  const url = new URL(server)
  url.pathname = `/${database}`
  return {
    connectionString: url.href,
    processId,
    async [Symbol.asyncDispose]() {
      if (name === undefined) await connected(server, (client) => client.query(`drop database ${database} with (force)`))
    },
  }
}

function isHere(server: string): boolean {
  const { host } = locateDatabase(server)
  return host.startsWith('/') || ['localhost', '127.0.0.1', '::1'].includes(host)
}

async function connected<R>(connectionString: string, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Starts `serve.ts` and returns its port and its process. */
export async function startServer(
  connectionString: string,
): Promise<AsyncDisposable & { readonly port: number; readonly processId: number }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('serve.ts', import.meta.url)), connectionString], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'test' },
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    port: Number(line.toString()),
    processId: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
