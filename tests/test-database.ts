/**
 * A database of one's own for each test file, cloned from a migrated template in a throw-away cluster.
 *
 * `scripts/test.ts` starts the cluster once and names it in TEST_CLUSTER; a file run alone starts its own,
 * which ends with the process. TEST_POSTGRES=15 uses that version's binaries where they are installed.
 */
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { locateDatabase } from '#database/connection.ts'
import { type Embedded, startEmbedded, sweepAbandoned } from '#database/embedded.ts'
import { plantTree } from '#database/key-tree.ts'
import { type Keyring, type Keys, keysOfSecret, openKeyring } from '#database/keyring.ts'
import { migrate, readMigrations } from '#database/migrate.ts'
import { rowTypes } from '#database/parsers.ts'
import { type Doors, openDoors } from '#database/transaction.ts'
import { placesToThrowAway, placeToThrowAway } from './place-to-throw-away.ts'

const prefix = 'bul-test-'

/** What an installation's store holds, the same in every run. */
export const testKeys: Keys = {
  ...keysOfSecret({ id: 'first', secret: Buffer.alloc(32, 'boernungeliv') }),
  keyEncryptionKeys: [{ id: 'test', madeAt: null, tree: plantTree(Buffer.alloc(32, 'tree')), puncturedAt: null }],
  wraps: 'test',
  indexKeys: [{ id: 'test-index', madeAt: null, secret: Buffer.alloc(32, 'index') }],
  indexes: 'test-index',
}

/** The key of every test: a test that needs another makes its own. */
export const testKeyring: Keyring = openKeyring(testKeys)

export type TestDatabase = AsyncDisposable & {
  /** A superuser's. What the program itself uses is `doors`. */
  readonly connectionString: string
  readonly doors: Doors
  readonly keyring: Keyring
  /** Runs something past row-level security, to arrange or to look behind; commits. */
  readonly asOwner: <R>(work: (client: pg.Client) => Promise<R>) => Promise<R>
  /** A plain client signed in as one of the logins, e.g. `bul_staff`, with no actor set. The test ends it. */
  readonly connectAs: (login: string) => Promise<pg.Client>
}

/** Where the binaries of another version are, when the run asks for one. */
function binariesAsked(): string | undefined {
  return process.env.TEST_POSTGRES ? `/usr/lib/postgresql/${process.env.TEST_POSTGRES}/bin` : undefined
}

/** Starts a throw-away cluster. */
export async function startTestCluster(binaries: string | undefined = binariesAsked()): Promise<Embedded> {
  await sweepKilledRuns()
  const directory = mkdtempSync(join(placeToThrowAway(), prefix))
  // Root's PostgreSQL runs as somebody else, who must get in.
  chmodSync(directory, 0o755)
  const cluster = await startEmbedded({
    dataDirectory: join(directory, 'pg'),
    throwAway: true,
    ...(binaries === undefined ? {} : { binaries }),
  })
  const removeDirectory = () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', removeDirectory)
  return {
    ...cluster,
    async [Symbol.asyncDispose]() {
      await cluster[Symbol.asyncDispose]()
      process.off('exit', removeDirectory)
      removeDirectory()
    },
  }
}

/** A run killed with SIGKILL leaves its cluster behind; the next one clears it away. */
async function sweepKilledRuns(): Promise<void> {
  for (const directory of placesToThrowAway().flatMap(leftIn)) {
    try {
      if (!existsSync(join(directory, 'pg.lock')) && Date.now() - statSync(directory).mtimeMs < 60_000) continue
      await sweepAbandoned(join(directory, 'pg'))
      rmSync(directory, { recursive: true, force: true })
    } catch {
      // It is in use, or somebody else's, or somebody else sweeps it just now.
    }
  }
}

function leftIn(place: string): readonly string[] {
  return readdirSync(place)
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(place, name))
}

let ownCluster: Promise<Embedded> | undefined

/** The URL of this run's cluster. */
export async function testCluster(): Promise<string> {
  if (process.env.TEST_CLUSTER) return process.env.TEST_CLUSTER
  ownCluster ??= startTestCluster()
  return (await ownCluster).connectionString
}

/** An empty database without our schema, for what tests migration itself. */
export async function openEmptyDatabase(): Promise<TestDatabase> {
  return open(await testCluster())
}

/** A migrated database, alone with this test file: the code tables and published content are there, nothing else. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const cluster = await testCluster()
  return open(cluster, await makeTemplate(cluster))
}

async function open(cluster: string, template?: string): Promise<TestDatabase> {
  const name = `bul_test_${randomBytes(6).toString('hex')}`
  await administer(cluster, (client) =>
    client.query(`create database ${name} ${template === undefined ? '' : `template ${template} strategy file_copy`}`),
  )
  const connectionString = withDatabase(cluster, name)
  const { host, port } = locateDatabase(cluster)
  const doors = openDoors({
    host,
    port,
    database: name,
    password: testKeyring.loginPassword,
    poolSize: { staff: 4, report: 2, statistics: 4, sealer: 2 },
  })
  if (template !== undefined) await administer(connectionString, grantConnect)
  return {
    connectionString,
    doors,
    keyring: testKeyring,
    asOwner: (work) => administer(connectionString, work),
    async connectAs(login) {
      const client = new pg.Client({ host, port, database: name, user: login, password: testKeyring.loginPassword(login), types: rowTypes })
      client.on('error', () => {})
      await client.connect()
      return client
    },
    async [Symbol.asyncDispose]() {
      await doors[Symbol.asyncDispose]()
      await administer(cluster, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** A clone gets none of its template's rights on the database as a whole. */
async function grantConnect(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select current_database() as name')
  await client.query(
    `revoke all on database ${rows[0].name} from public; grant connect on database ${rows[0].name} to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report, bul_sealer, bul_worker`,
  )
}

let template: Promise<string> | undefined

function makeTemplate(cluster: string): Promise<string> {
  template ??= (async () => {
    const name = `bul_template_${createHash('sha256')
      .update(
        readMigrations()
          .map(({ checksum }) => checksum)
          .join(),
      )
      .digest('hex')
      .slice(0, 8)}`
    await administer(cluster, async (client) => {
      // Several test processes may share the cluster; one makes the template, the others wait.
      await client.query('select pg_advisory_lock(8841002)')
      const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [name])
      if (rowCount === 1) return
      await client.query(`drop database if exists ${name}`)
      await client.query(`create database ${name}`)
      await migrate({ connectionString: withDatabase(cluster, name), passwordOf: testKeyring.loginPassword })
      await client.query(`alter database ${name} is_template true`)
    })
    return name
  })()
  return template
}

async function administer<R>(connectionString: string, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString, types: rowTypes })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(connectionString: string, database: string): string {
  const url = new URL(connectionString)
  url.pathname = `/${database}`
  return url.href
}
