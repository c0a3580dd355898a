/**
 * `node bench/external.ts 15|18 [report seal --small …]`: the benchmarks on a PostgreSQL as an installation has one, another program's,
 * reached over TCP by a password. Started here with the settings of the embedded one, and stopped at the end; its data stays in
 * `.data/external-…`, for a nation takes minutes to seed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEmbedded } from '#database/embedded.ts'

const [major = '', ...measures] = process.argv.slice(2)
if (!/^\d+$/.test(major)) throw new Error('which PostgreSQL? node bench/external.ts 15|18 [report seal --small …]')

const rulesOfEntry = join(tmpdir(), `bul-bench-${randomBytes(4).toString('hex')}.hba`)
writeFileSync(rulesOfEntry, 'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n')
chmodSync(rulesOfEntry, 0o644)
const port = String(await freePort())
{
  await using server = await startEmbedded({
    dataDirectory: `.data/external-${major}`,
    settings: { listen_addresses: '127.0.0.1', port, hba_file: rulesOfEntry },
    ...binariesOf(major),
  })
  const address = await openToPassword(server.connectionString)
  const bench = spawn(process.execPath, [fileURLToPath(new URL('run.ts', import.meta.url)), ...measures], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: address },
  })
  // Ctrl-C reaches both: it stops what it measures with first.
  process.on('SIGINT', () => {})
  process.once('SIGTERM', () => bench.kill('SIGTERM'))
  const [code] = (await once(bench, 'exit')) as [number | null]
  process.exitCode = code ?? 1
}
rmSync(rulesOfEntry)

/** Debian's, where it is installed; else the embedded PostgreSQL's own, which `startEmbedded` finds and the version is asked of below. */
function binariesOf(version: string): { readonly binaries?: string } {
  const binaries = `/usr/lib/postgresql/${version}/bin`
  return spawnSync(join(binaries, 'postgres'), ['--version']).status === 0 ? { binaries } : {}
}

/** The address as an installation is told it, once this really is the PostgreSQL that was asked for. */
async function openToPassword(socket: string): Promise<string> {
  const url = new URL(socket)
  url.port = port
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    const { rows } = await client.query("select current_setting('server_version_num')::int / 10000 as major")
    if (String(rows[0].major) !== major) throw new Error(`PostgreSQL ${major} is not installed here, ${rows[0].major} is`)
    const password = randomBytes(24).toString('base64url')
    await client.query(`alter role postgres password ${pg.escapeLiteral(password)}`)
    return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
  } finally {
    await client.end()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
