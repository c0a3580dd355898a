import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { findRunning } from '#database/embedded.ts'

const program = fileURLToPath(new URL('../bin/boernungeliv.js', import.meta.url))
const patienceMs = 120_000
const dataDirectory = mkdtempSync(join(tmpdir(), 'bul-start-'))
chmodSync(dataDirectory, 0o755)

type Running = {
  readonly child: ChildProcess
  readonly origin: string
  readonly said: () => string
  readonly ended: Promise<number | null>
}

const started: Running[] = []

after(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGTERM')
    await ended
  }
  rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 })
})

/** Starts the demonstration and returns once it has said where it is. */
async function startDemo(node = process.execPath): Promise<Running> {
  const port = await freePort()
  const child = spawn(node, [program, 'start', '--demo'], {
    cwd: dataDirectory,
    env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const running = { child, origin: `http://localhost:${port}`, said: () => said, ended }
  started.push(running)
  for (const end = Date.now() + patienceMs; !said.includes('Ctrl+C'); await wait(50)) {
    if (child.exitCode !== null || Date.now() > end) assert.fail(`it did not start:\n${said}`)
  }
  return running
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function status(address: string): Promise<number | undefined> {
  try {
    return (await fetch(address)).status
  } catch {
    return undefined
  }
}

async function query(text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: findRunning(join(dataDirectory, 'postgres')) })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

function isRunning(processId: number): boolean {
  const path = `/proc/${processId}/cmdline`
  return existsSync(path) && readFileSync(path, 'utf8') !== ''
}

async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 15_000; !(await isSo()); await wait(50)) if (Date.now() > end) assert.fail(what)
}

test('one command serves both faces, says whom to be, and is healthy', async () => {
  const demo = await startDemo()
  for (const path of ['/healthz', '/readyz', '/', '/svar']) assert.equal(await status(demo.origin + path), 200, path)
  assert.match(demo.said(), /Log ind som\n {2}Susanne Bach/)
  assert.ok(demo.said().includes(`${demo.origin}/svar`))
  const doctor = spawnSync(process.execPath, [program, 'doctor'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDirectory },
    encoding: 'utf8',
  })
  assert.equal(doctor.status, 0, doctor.stdout)

  // Beside a running server the data directory is taken, and commands join the database that runs.
  const second = spawnSync(process.execPath, [program, 'start', '--demo'], {
    env: { PATH: process.env.PATH, PORT: String(await freePort()), DATA_DIR: dataDirectory },
    encoding: 'utf8',
  })
  assert.equal(second.status, 1)
  assert.match(second.stderr, /^Datamappen er i brug[^\n]*\n$/)

  const askedAt = Date.now()
  demo.child.kill('SIGTERM')
  assert.equal(await demo.ended, 0)
  assert.ok(Date.now() - askedAt < 10_000)
  assert.equal(await status(`${demo.origin}/healthz`), undefined)
  assert.equal(findRunning(join(dataDirectory, 'postgres')), undefined)
})

test('killed with -9 and started again: nothing acknowledged is lost, nothing is seeded twice, nothing is left running', async () => {
  const first = await startDemo()
  await query('create table common.acknowledged (n int); insert into common.acknowledged select generate_series(1, 1000)')
  const before = (await query('select count(*) from statistics.response')).rows
  const loginOf = (demo: Running) => /http:\/\/127\.0\.0\.1:\d+/.exec(demo.said())?.[0]
  first.child.kill('SIGKILL')
  await first.ended

  const second = await startDemo()
  assert.equal((await query('select from common.acknowledged')).rowCount, 1000)
  assert.deepEqual((await query('select count(*) from statistics.response')).rows, before)
  assert.doesNotMatch(second.said(), /Opretter Lillekøbing/)
  // Accounts are tied to the login's address, so it is the same again.
  assert.equal(loginOf(second), loginOf(first))
  await query('drop table common.acknowledged')
  second.child.kill('SIGINT')
  assert.equal(await second.ended, 0)
})

test('PostgreSQL killed beneath a running server: it is ready again, and jobs are done again', async () => {
  const demo = await startDemo()
  const [postmaster = 0] = readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n').map(Number)
  process.kill(postmaster, 'SIGKILL')
  await until(
    async () => (await status(`${demo.origin}/readyz`)) === 200 && findRunning(join(dataDirectory, 'postgres')) !== undefined,
    'the server should be ready again',
  )
  await query("select graphile_worker.add_job('release-figures')")
  await until(async () => (await query('select from graphile_worker._private_jobs')).rowCount === 0, 'the job should have been done')
  demo.child.kill('SIGTERM')
  assert.equal(await demo.ended, 0)
})

const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(
  (path) => existsSync(path) && Number(/^v(\d+)/.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 99) < 24,
)

test(
  'when the older Node that began it is killed, the server stops by itself',
  { skip: oldNode === undefined ? 'no older Node here' : false },
  async () => {
    const demo = await startDemo(oldNode)
    const [server = 0] = readFileSync(join(dataDirectory, 'postgres.lock'), 'utf8').split(' ').map(Number)
    assert.notEqual(server, demo.child.pid)
    demo.child.kill('SIGKILL')
    await demo.ended
    await until(() => !isRunning(server), 'the server should have noticed')
    assert.equal(await status(`${demo.origin}/healthz`), undefined)
  },
)
