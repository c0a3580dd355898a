import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openEmptyDatabase, openTestDatabase } from '../tests/test-database.ts'

const program = fileURLToPath(new URL('../bin/boernungeliv.js', import.meta.url))
const places: string[] = []

after(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true })
})

function place(): string {
  const directory = mkdtempSync(join(tmpdir(), 'bul-cli-'))
  chmodSync(directory, 0o755)
  places.push(directory)
  return directory
}

type Ended = { readonly code: number | null; readonly out: string; readonly complaint: string }

/** Runs the program to its end, with nothing of our own environment but the path and what has been read in before. */
async function run(
  args: readonly string[],
  environment: Record<string, string> = {},
  node = process.execPath,
  path = program,
): Promise<Ended> {
  const child = spawn(node, [path, ...args], {
    cwd: place(),
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return collect(child)
}

async function collect(child: ChildProcess): Promise<Ended> {
  let [out, complaint] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, out, complaint }
}

function assertRefused({ code, complaint }: Ended, what: RegExp): void {
  assert.equal(code, 1, complaint)
  assert.match(complaint, what)
  assert.equal(complaint.trim().split('\n').length, 1, `more than one line:\n${complaint}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function production(changes: Record<string, string> = {}): Record<string, string> {
  const keyFile = join(place(), 'key')
  writeFileSync(keyFile, `${'ab'.repeat(32)}\n`, { mode: 0o600 })
  return {
    ORIGIN: 'https://boernungeliv.example',
    KEY_FILE: keyFile,
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    OIDC_ISSUER: 'https://login.example',
    OIDC_CLIENT_ID: 'boernungeliv',
    OIDC_CLIENT_SECRET: 'secret',
    ...changes,
  }
}

test('without a verb it lists them, and an unknown one is one line', async () => {
  const listed = await run(['--help'])
  assert.equal(listed.code, 0)
  const verbs = ['start', 'work', 'migrate', 'seed', 'import', 'seal', 'release', 'doctor', 'score', 'key', 'openapi']
  for (const verb of verbs) assert.match(listed.out, new RegExp(`^ {2}${verb} +\\w`, 'm'))
  for (const [place, help] of (await Promise.all(verbs.map((verb) => run([verb, '--help'])))).entries()) {
    assert.equal(help.code, 0)
    assert.match(help.out, new RegExp(`^boernungeliv ${verbs[place]}: `))
  }
  const unknown = await run(['stat'])
  assert.equal(unknown.code, 2)
  assert.match(unknown.complaint, /^Ukendt kommando "stat"[^\n]*\n$/)
  assert.equal((await run(['constructor'])).code, 2)
  assert.equal((await run(['start', '--frehs'])).code, 2)
})

test('it runs by a symbolic link and from any directory', async () => {
  const link = join(place(), 'boernungeliv')
  symlinkSync(program, link)
  assert.equal((await run(['--help'], {}, process.execPath, link)).code, 0)
})

const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(
  (path) => existsSync(path) && Number(/^v(\d+)/.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 99) < 24,
)

test('an older Node starts again with the one from npm', { skip: oldNode === undefined ? 'no older Node here' : false }, async () => {
  assert.ok(oldNode)
  const { code, out } = await run(['--help'], {}, oldNode)
  assert.equal(code, 0)
  assert.match(out, /boernungeliv <verb>/)
  assert.equal((await run(['stat'], {}, oldNode)).code, 2)
})

test('production without its variables names each, with what it means', async () => {
  const ended = await run(['start'])
  assertRefused(ended, /ORIGIN mangler: den adresse/)
  for (const name of ['KEY_FILE', 'DATABASE_URL', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
    assert.match(ended.complaint, new RegExp(`${name} mangler`))
  assertRefused(await run(['start'], production({ ORIGIN: 'http://boernungeliv.example' })), /ORIGIN er forkert/)
  assertRefused(await run(['start', '--demo'], { PORT: 'three' }), /PORT er forkert/)
})

test('a port that is taken is one line that says what to do', async () => {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  try {
    assertRefused(await run(['start', '--demo'], { PORT: String(port), DATA_DIR: place() }), new RegExp(`Port ${port} er optaget.*PORT=`))
  } finally {
    server.close()
  }
})

test('a data directory of another version, or one that cannot be written, is one line', async () => {
  const old = place()
  mkdirSync(join(old, 'postgres'))
  writeFileSync(join(old, 'postgres/PG_VERSION'), '12\n')
  assertRefused(await run(['migrate'], { DATA_DIR: old }), /PostgreSQL 12.*--fresh/)
  const file = join(place(), 'file')
  writeFileSync(file, '')
  assertRefused(await run(['migrate'], { DATA_DIR: join(file, 'data') }), /kan ikke skrives.*DATA_DIR/)
})

test('a database that does not answer, or is not there, is one line', async () => {
  assertRefused(await run(['migrate'], production()), /Databasen svarer ikke/)
  await using database = await openEmptyDatabase()
  const url = new URL(database.connectionString)
  url.pathname = '/not-there'
  assertRefused(await run(['migrate'], production({ DATABASE_URL: url.href })), /Databasen findes ikke/)
})

test('a key file that is missing, wrong, or readable by others is one line, and key makes a good one', async () => {
  const directory = place()
  const keyFile = join(directory, 'key')
  assertRefused(await run(['migrate'], production({ KEY_FILE: keyFile })), /findes ikke.*boernungeliv key/)
  assert.equal((await run(['key', keyFile])).code, 0)
  assert.equal(statSync(keyFile).mode & 0o777, 0o600)
  const made = readFileSync(keyFile, 'utf8')
  assertRefused(await run(['key', keyFile]), /overskrevet/)
  assert.equal(readFileSync(keyFile, 'utf8'), made)
  chmodSync(keyFile, 0o644)
  assertRefused(await run(['migrate'], production({ KEY_FILE: keyFile })), /læses af andre/)
  writeFileSync(keyFile, 'short', { mode: 0o600 })
  chmodSync(keyFile, 0o600)
  assertRefused(await run(['migrate'], production({ KEY_FILE: keyFile })), /rummer ikke en nøgle/)
})

test('production refuses a database that lacks migrations, and one made as a demonstration', async () => {
  await using database = await openEmptyDatabase()
  const port = String(await freePort())
  assertRefused(await run(['start'], production({ PORT: port, DATABASE_URL: database.connectionString })), /kør boernungeliv migrate/)
  assert.equal((await run(['migrate'], { DATABASE_URL: database.connectionString, DATA_DIR: place() })).code, 0)
  assertRefused(await run(['start'], production({ PORT: port, DATABASE_URL: database.connectionString })), /demonstration/)
})

test('production refuses the stand-in for the login, and a demonstration a real database', async () => {
  await using database = await openTestDatabase()
  const port = String(await freePort())
  const environment = production({ PORT: port, DATABASE_URL: database.connectionString })
  for (const issuer of ['http://127.0.0.1:3001/auth/realms/broker', 'https://localhost/auth/realms/broker']) {
    assertRefused(await run(['start'], { ...environment, OIDC_ISSUER: issuer }), /kan ikke bruges i drift/)
  }
  assertRefused(
    await run(['start', '--demo'], { PORT: port, DATABASE_URL: database.connectionString, DATA_DIR: place() }),
    /rigtig installation/,
  )
})

test('import reads a roster, says each fault as the screen does, and asks for what it needs', async () => {
  await using database = await openTestDatabase()
  const environment = production({ DATABASE_URL: database.connectionString })
  const directory = place()
  const good = join(directory, 'elever.csv')
  writeFileSync(good, 'Institutionsnummer;Institution;Klasse;CPR;Navn;Køn\nX81101;Åsum Skole;5.B;010112-9990;Åse Ærø;K\n')
  const applied = await run(['import', '--municipality', '101', '--yes', good], environment)
  assert.match(applied.out, /Listen er gennemført/, applied.complaint)
  assert.equal(applied.code, 0)
  const pupils = await database.asOwner((client) => client.query('select from common.pupil where municipality_id = 101'))
  assert.equal(pupils.rowCount, 1)

  const bad = join(directory, 'ukendt.csv')
  writeFileSync(bad, 'en;to\n1;2\n')
  const refused = await run(['import', '--municipality', '101', '--yes', bad], environment)
  assert.equal(refused.code, 1)
  assert.match(refused.complaint, /^Fejl: linje 1: Første linje ligner ikke overskrifter/m)
  assert.equal((await run(['import', good], environment)).code, 2)
  assertRefused(await run(['import', '--municipality', '899', good], environment), /Kommune 899 findes ikke/)
  assertRefused(await run(['import', '--municipality', '881', join(directory, 'not-there')], environment), /kan ikke læses/)
})

test('doctor says line by line what is well and what is not', async () => {
  await using database = await openTestDatabase()
  const { code, out } = await run(['doctor'], production({ DATABASE_URL: database.connectionString }))
  assert.equal(code, 1)
  assert.match(out, /^✓ Node 24/m)
  assert.match(out, /^✓ nøglefilen/m)
  assert.match(out, /^✓ PostgreSQL \d+/m)
  assert.match(out, /^✓ databasens \d+ opdateringer er i orden/m)
  assert.match(out, /^✗ fsync er off: et kvitteret svar kan gå tabt/m)
  assert.match(out, /^✗ synchronous_commit er off/m)
  assert.match(out, /^✓ ingen login har rettigheder ud over sine egne/m)
  assert.match(out, /^✓ ingen opgaver venter for længe/m)
})

test('doctor sees a login with too many rights, a migration that was edited, and a job nobody takes', async () => {
  await using database = await openTestDatabase()
  await database.asOwner(async (client) => {
    await client.query("update migration.applied set checksum = 'edited' where number = 1")
    await client.query("select graphile_worker.add_job('close-survey', run_at => now() - interval '1 hour')")
    await client.query('create table common.taken (n int); alter table common.taken owner to bul_report')
  })
  const { code, out } = await run(['doctor'], production({ DATABASE_URL: database.connectionString }))
  assert.equal(code, 1)
  assert.match(out, /^✗ 0001-ground\.sql er ændret/m)
  assert.match(out, /^✗ bul_report må mere/m)
  assert.match(out, /^✗ 1 opgaver har ventet/m)
})

test('verify-audit says which row is not what it was, and anchor-audit notes what it is compared with', async () => {
  await using database = await openTestDatabase()
  const settings = production({ DATABASE_URL: database.connectionString })
  assert.equal((await run(['migrate'], settings)).code, 0)
  const moved = await run(['anchor-audit'], settings)
  assertRefused(moved, /hvilken mappe/)
  const directory = join(place(), 'anchors')
  await database.asOwner((client) =>
    client.query(`set app.municipality = '101';
      select audit.append(gen_random_uuid(), now(), null, 'guest', 'child.opened', null, null, null, '{}', null, null, 1) from generate_series(1, 3)`),
  )
  const noted = await run(['anchor-audit', directory], settings)
  assert.match(noted.out, /1 kæder/, noted.complaint)
  const whole = await run(['verify-audit', '--anchor', directory], settings)
  assert.deepEqual([whole.code, /✓ 101: 3 rækker i orden, 1 anker/.test(whole.out)], [0, true], whole.out + whole.complaint)

  await database.asOwner((client) =>
    client.query(`alter table audit.event disable trigger append_only; update audit.event set act = 'child.other' where seq = 2`),
  )
  const edited = await run(['verify-audit', '--municipality', '101'], settings)
  assert.equal(edited.code, 1)
  assert.match(edited.out, /✗ 101: 1 række i orden; række 2 .*child\.other/)
  assert.equal((await run(['verify-audit', '--municipality', '147'], settings)).code, 0)
  assertRefused(await run(['verify-audit', '--anchor', join(directory, 'none')], settings), /kan ikke læses/)
})
