/**
 * An installation that lives as long as the test: a durable PostgreSQL in a temporary directory, the program in a process of its
 * own beside the load, and classes with open lessons. It looks behind the program for what was acknowledged.
 */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEmbedded } from '#database/embedded.ts'
import { keysOfSecret, openKeyring } from '#database/keyring.ts'
import { migrate } from '#database/migrate.ts'
import { rowTypes } from '#database/parsers.ts'
import { blank } from '#domain/response/answer.ts'
import { crowdMunicipality, gatherCrowd } from '#lillekoebing/crowd.ts'
import type { Child } from './child.ts'
import type { Slip } from './come-in.ts'
import { throwAwaySecret } from './throw-away-keys.ts'

export type ThrowAway = AsyncDisposable & {
  readonly origin: string
  readonly slips: readonly Slip[]
  /** What of the submitted is not kept as it was seen, as sentences. */
  readonly findBroken: (children: readonly Child[]) => Promise<readonly string[]>
}

export async function openThrowAway(classes: number): Promise<ThrowAway> {
  const directory = mkdtempSync(join(tmpdir(), 'bul-loadtest-'))
  chmodSync(directory, 0o755)
  await using made = new AsyncDisposableStack()
  made.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }))
  const cluster = made.use(await startEmbedded({ dataDirectory: join(directory, 'postgres') }))
  const keyring = openKeyring(keysOfSecret(throwAwaySecret))
  await migrate({ connectionString: cluster.connectionString, passwordOf: keyring.loginPassword, kind: 'demo' })
  const asOwner = async <R>(work: (client: pg.Client) => Promise<R>): Promise<R> => {
    const client = new pg.Client({ connectionString: cluster.connectionString, types: rowTypes })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  const crowd = await gatherCrowd({ keyring, asOwner }, classes)
  const slips = crowd.map(({ code, slip }) => ({ code, slip }))
  const server = made.use(await startServer(cluster.connectionString))
  const kept = made.move()
  return {
    origin: server.origin,
    slips,
    findBroken: (children) => asOwner((client) => findBroken(client, children)),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function startServer(connectionString: string): Promise<AsyncDisposable & { readonly origin: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('serve.ts', import.meta.url)), connectionString], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()))
    child.once('exit', () => reject(new Error('the server did not start')))
  })
  // What it logs is nobody's.
  child.stdout?.resume()
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Responses are nobody's: each that was seen must be there, and no other. */
async function findBroken(client: pg.Client, children: readonly Child[]): Promise<readonly string[]> {
  const answered = await client.query(
    'select coalesce(sum(answered_count), 0)::int as n from statistics.turnout where municipality_id = $1',
    [crowdMunicipality],
  )
  const { rows } = await client.query('select answers from statistics.response where municipality_id = $1', [crowdMunicipality])
  const kept = rows.map(({ answers }) => answers.join())
  const rowOf = ({ seen, items }: Child) => Array.from({ length: items }, (_, place) => seen.get(place) ?? blank).join()
  const broken: string[] = []
  for (const child of children.filter(({ state }) => state === 'submitted')) {
    const at = kept.indexOf(rowOf(child))
    if (at === -1) broken.push('en indsendt besvarelse er der ikke, som barnet så den')
    else kept.splice(at, 1)
  }
  // What was sent and not acknowledged may be there or not; but it is somebody's.
  const unsure = children.filter(({ state }) => state === 'submitting').map(rowOf)
  for (const row of kept) if (!unsure.includes(row)) broken.push('der er en besvarelse, som ingen har indsendt')
  if (answered.rows[0].n !== rows.length) broken.push(`${answered.rows[0].n} har svaret, og der er ${rows.length} besvarelser`)
  return broken
}
