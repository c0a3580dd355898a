/**
 * The default PostgreSQL: real server binaries from an npm package, started as a child on a private socket.
 *
 * For trying, testing and small installations. It listens on no network, so trust on the socket is enough:
 * the directory lets in only the user that PostgreSQL runs as (and root). PostgreSQL refuses to be root, so
 * root hands it to `postgres` or `nobody`, and copies what that user could not reach.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { reachableBinaries } from './embedded-binaries.ts'
import { elsewhere, isAlive, makeParent, shortHash, takeLock, type User, userFor } from './embedded-place.ts'
import { StartRefusal } from './start-refusal.ts'

export type EmbeddedOptions = {
  /** Where the database lies. Made when missing; kept between starts. */
  readonly dataDirectory: string
  /** Deletes what is there and starts over. */
  readonly fresh?: boolean
  /** For tests: not durable, and deleted when it stops. */
  readonly throwAway?: boolean
  /** A directory with initdb and postgres of another installation, e.g. /usr/lib/postgresql/15/bin. */
  readonly binaries?: string
  /** Set beside or instead of its own, as on PostgreSQL's command line. */
  readonly settings?: Readonly<Record<string, string>>
}

export type Embedded = AsyncDisposable & {
  /** A superuser's URL over the socket. */
  readonly connectionString: string
  /** Where the database really lies; elsewhere than asked when PostgreSQL's user can't reach that. */
  readonly dataDirectory: string
  /** Whether the database was made just now. */
  readonly isNew: boolean
  /** PostgreSQL's process. */
  readonly processId: number
}

const startTimeoutMs = 120_000
const stopTimeoutMs = 8_000
/** Between two tries to start again what has ended. */
const restMs = 1_000

/**
 * Starts PostgreSQL and returns when it answers. Throws a `StartRefusal` when the directory is in use, was
 * made by another version, belongs to somebody else or can't be written, or when the binaries are missing.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const asked = resolve(options.dataDirectory)
  const user = userFor(asked)
  const dataDirectory = makeParent(asked, user)
  const release = takeLock(`${dataDirectory}.lock`)
  try {
    const binaries = options.binaries ?? reachableBinaries(user)
    await stopOrphan(dataDirectory)
    if (options.fresh === true) rmSync(dataDirectory, { recursive: true, force: true })
    const isNew = !existsSync(join(dataDirectory, 'PG_VERSION'))
    if (isNew) initialise(binaries, dataDirectory, user)
    assertVersion(binaries, dataDirectory)
    const chosen = { ...settings, ...(options.throwAway === true ? forgetful : durable), ...options.settings }
    let server = await launch(binaries, dataDirectory, user, chosen, options.throwAway === true)
    let isStopping = false
    let reviving = Promise.resolve()
    // A PostgreSQL that ends while we live is started again: it recovers what it had acknowledged. On a full disk it
    // cannot, until there is room.
    const revive = async (): Promise<void> => {
      for (; !isStopping; await wait(restMs)) {
        try {
          await stopOrphan(dataDirectory)
          server = await launch(binaries, dataDirectory, user, chosen, false)
          watch()
          return
        } catch {
          // Its log says why.
        }
      }
    }
    const watch = () =>
      void server.child.once('exit', () => {
        if (!isStopping) reviving = revive()
      })
    if (options.throwAway !== true) watch()
    return {
      connectionString: urlOf(server.socketDirectory),
      dataDirectory,
      isNew,
      processId: server.child.pid ?? 0,
      async [Symbol.asyncDispose]() {
        isStopping = true
        await reviving
        await server.stop()
        if (options.throwAway === true) rmSync(dataDirectory, { recursive: true, force: true })
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** Stops and deletes a throw-away database whose program was killed. Nothing happens while that lives. */
export async function sweepAbandoned(dataDirectory: string): Promise<void> {
  const release = takeLock(`${dataDirectory}.lock`)
  await stopOrphan(dataDirectory)
  rmSync(dataDirectory, { recursive: true, force: true })
  release()
}

/**
 * The URL of the PostgreSQL that another program of ours has started on this directory; undefined when none
 * runs. For commands that work beside a running server.
 */
export function findRunning(dataDirectory: string): string | undefined {
  const asked = resolve(dataDirectory)
  for (const directory of [asked, elsewhere(asked)]) {
    const path = join(directory, 'postmaster.pid')
    if (!existsSync(path)) continue
    const lines = readFileSync(path, 'utf8').split('\n')
    if (lines[7]?.trim() === 'ready' && isServerOf(Number(lines[0]), directory)) return urlOf(lines[4] ?? '')
  }
  return undefined
}

function urlOf(socketDirectory: string): string {
  return `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socketDirectory)}`
}

/** Made aside and renamed, so that a start killed half-way leaves nothing that looks finished. */
function initialise(binaries: string, dataDirectory: string, user: User): void {
  const half = `${dataDirectory}.initialising`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half)
  chownSync(half, user.uid, user.gid)
  chmodSync(half, 0o700)
  const locale = majorOf(binaries) >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C']
  const options = [
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    ...locale,
    '--data-checksums',
    '--no-sync',
    '--no-instructions',
  ]
  const made = spawnSync(join(binaries, 'initdb'), ['-D', half, ...options], { ...user, cwd: '/', encoding: 'utf8', env: {} })
  if (made.status !== 0) {
    rmSync(half, { recursive: true, force: true })
    const reason = made.stderr.trim().split('\n').at(-1) ?? ''
    throw new StartRefusal(
      `PostgreSQL kunne ikke oprette databasen i ${dataDirectory}: ${reason}`,
      'PostgreSQL could not make its database there',
    )
  }
  spawnSync(join(binaries, 'initdb'), ['-D', half, '--sync-only'], { ...user, cwd: '/', env: {} })
  renameSync(half, dataDirectory)
}

function majorOf(binaries: string): number {
  const said = spawnSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout
  return Number(/(\d+)/.exec(said)?.[1])
}

function assertVersion(binaries: string, dataDirectory: string): void {
  const made = Number(readFileSync(join(dataDirectory, 'PG_VERSION'), 'utf8'))
  const running = majorOf(binaries)
  if (made === running) return
  throw new StartRefusal(
    `Datamappen ${dataDirectory} er lavet af PostgreSQL ${made}, og denne udgave kører ${running}: vælg en anden mappe med DATA_DIR, eller begynd forfra med --fresh`,
    `the data directory was made by PostgreSQL ${made} and this version runs ${running}: choose another with DATA_DIR, or start over with --fresh`,
  )
}

/** A launcher killed with SIGKILL leaves its PostgreSQL running; nobody holds the lock, so it is an orphan. */
async function stopOrphan(dataDirectory: string): Promise<void> {
  const path = join(dataDirectory, 'postmaster.pid')
  if (!existsSync(path)) return
  const record = readFileSync(path, 'utf8')
  const orphan = Number(record.split('\n')[0])
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isServerOf(orphan, dataDirectory)) break
    process.kill(orphan, signal)
    await hasEnded(orphan, stopTimeoutMs)
  }
  if (!existsSync(path)) return
  // It ended without tidying up. PostgreSQL takes its parent's number in the record as stale, and goes on to
  // check that no child of the dead server still uses the data; deleting the record would skip that check.
  writeFileSync(path, record.replace(/^\d+/, String(process.pid)))
  for (const name of readdirSync(dataDirectory)) if (name.startsWith('.s.PGSQL.')) rmSync(join(dataDirectory, name))
}

function isServerOf(processId: number, dataDirectory: string): boolean {
  if (!isAlive(processId)) return false
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8').split('\0').includes(dataDirectory)
  } catch {
    return process.platform !== 'linux'
  }
}

async function hasEnded(processId: number, timeoutMs: number): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await wait(20)) if (!isAlive(processId)) return true
  return false
}

/** No answer, name or parameter in the server's log (`facts/reliability`, 2 no. 25); no times on commits. */
const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '200',
  shared_buffers: '256MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  track_commit_timestamp: 'off',
}
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
const forgetful = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  // A process that reads in a hundred test files answers nobody meanwhile; on a busy machine that is more than a minute.
  authentication_timeout: '10min',
}

type Settings = Readonly<Record<string, string>>

type Server = { readonly child: ChildProcess; readonly socketDirectory: string; readonly stop: () => Promise<void> }

/** A server that was killed leaves children that need a moment to notice. */
async function launch(binaries: string, dataDirectory: string, user: User, chosen: Settings, throwAway: boolean): Promise<Server> {
  for (const end = Date.now() + stopTimeoutMs; ; await wait(200)) {
    const server = await tryLaunch(binaries, dataDirectory, user, chosen, throwAway)
    if (!('reason' in server)) return server
    if (Date.now() > end || !server.reason.includes('pre-existing shared memory block')) {
      throw new StartRefusal(
        `PostgreSQL kunne ikke starte i ${dataDirectory}: ${server.reason}`,
        `PostgreSQL could not start; its log is ${basename(dataDirectory)}/server.log`,
      )
    }
  }
}

async function tryLaunch(
  binaries: string,
  dataDirectory: string,
  user: User,
  chosen: Settings,
  throwAway: boolean,
): Promise<Server | { readonly reason: string }> {
  const socketDirectory = makeSocketDirectory(dataDirectory, user)
  const told = { ...chosen, unix_socket_directories: socketDirectory }
  const logPath = join(dataDirectory, 'server.log')
  const log = openSync(logPath, 'a')
  // In a session of its own, so that Ctrl-C reaches us first and requests are finished before it stops.
  const child = spawn(
    join(binaries, 'postgres'),
    ['-D', dataDirectory, ...Object.entries(told).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...user,
      cwd: '/',
      env: {},
      detached: true,
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  child.unref()
  const stopAtExit = () => {
    child.kill(throwAway ? 'SIGQUIT' : 'SIGINT')
    if (!throwAway) return
    // Nothing asynchronous runs any more, and what PostgreSQL is still deleting can't be deleted by us.
    for (const end = Date.now() + stopTimeoutMs; Date.now() < end && isAlive(child.pid ?? 0);)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    rmSync(dataDirectory, { recursive: true, force: true })
  }
  process.once('exit', stopAtExit)
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const server = {
    child,
    socketDirectory,
    async stop() {
      process.off('exit', stopAtExit)
      if (child.exitCode === null && child.signalCode === null) {
        child.ref()
        child.kill(throwAway ? 'SIGQUIT' : 'SIGINT')
        const impatient = setTimeout(() => child.kill('SIGQUIT'), stopTimeoutMs)
        await ended
        clearTimeout(impatient)
      }
      if (socketDirectory !== dataDirectory) rmSync(socketDirectory, { recursive: true, force: true })
    },
  }
  for (const end = Date.now() + startTimeoutMs; Date.now() < end; await wait(15)) {
    if (child.exitCode !== null || child.signalCode !== null) break
    if (isReady(dataDirectory, child.pid)) return server
  }
  await server.stop()
  return {
    reason:
      readFileSync(logPath, 'utf8')
        .trim()
        .split('\n')
        .filter((line) => /FATAL|PANIC/.test(line))
        .at(-1) ?? '',
  }
}

function isReady(dataDirectory: string, processId: number | undefined): boolean {
  const path = join(dataDirectory, 'postmaster.pid')
  if (!existsSync(path)) return false
  const lines = readFileSync(path, 'utf8').split('\n')
  return Number(lines[0]) === processId && lines[7]?.trim() === 'ready'
}

/** A socket's path may be 107 bytes; a longer one gets a private directory of its own under the temporary one. */
function makeSocketDirectory(dataDirectory: string, user: User): string {
  const longestPath = 107
  if (Buffer.byteLength(join(dataDirectory, '.s.PGSQL.5432')) <= longestPath) return dataDirectory
  const directory = join(tmpdir(), `bul-${shortHash(`${user.uid} ${dataDirectory}`)}`)
  // Nobody else may have made it first: what lies there and isn't ours stops the start.
  if (existsSync(directory) && [user.uid, 0].includes(lstatSync(directory).uid)) rmSync(directory, { recursive: true })
  mkdirSync(directory, { mode: 0o700 })
  chownSync(directory, user.uid, user.gid)
  return directory
}
