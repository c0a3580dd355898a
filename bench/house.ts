/** A durable database and a server process of its own, so that client and server do not share a thread. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEmbedded } from '#database/embedded.ts'
import { plantTree } from '#database/key-tree.ts'
import { type Keyring, keysOfSecret, openKeyring } from '#database/keyring.ts'
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
  /** PostgreSQL's. */
  readonly processId: number
  readonly asOwner: <R>(work: (client: pg.Client) => Promise<R>) => Promise<R>
}

/** Fsync and synchronous commit are on, as in production. Kept when `dataDirectory` is given. */
export async function openBenchHouse(dataDirectory?: string): Promise<BenchHouse> {
  const directory = dataDirectory ?? join(tmpdir(), `bul-bench-${randomBytes(4).toString('hex')}`)
  const cluster = await startEmbedded({ dataDirectory: directory })
  const keyring = openKeyring(benchKeys)
  await migrate({ connectionString: cluster.connectionString, passwordOf: keyring.loginPassword })
  const doors = openDoors({ ...locate(cluster.connectionString), password: keyring.loginPassword })
  return {
    doors,
    keyring,
    connectionString: cluster.connectionString,
    processId: cluster.processId,
    async asOwner(work) {
      const client = new pg.Client({ connectionString: cluster.connectionString })
      await client.connect()
      try {
        return await work(client)
      } finally {
        await client.end()
      }
    },
    async [Symbol.asyncDispose]() {
      await doors[Symbol.asyncDispose]()
      await cluster[Symbol.asyncDispose]()
      if (dataDirectory === undefined) rmSync(cluster.dataDirectory, { recursive: true, force: true })
    },
  }
}

export function locate(connectionString: string): { readonly host: string; readonly port: number; readonly database: string } {
  const url = new URL(connectionString)
  return { host: url.searchParams.get('host') ?? url.hostname, port: Number(url.port || 5432), database: url.pathname.slice(1) }
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
