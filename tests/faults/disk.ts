/** A disk that is full, and one that fails when it is asked to keep what it was given. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Chance } from '../stubborn-page.ts'
import { type Crowd, gather, type Size } from './crowd.ts'
import { type Ground, openGround } from './ground.ts'
import type { Row } from './scenarios.ts'

const sizeMb = 260
const flags = ['query-timeout=2000'] as const

/** Everything lies on a small file system of its own. It is filled, people go on answering, and room is made again. */
export async function fillDisk(size: Size, chance: Chance): Promise<Row | { readonly skipped: string }> {
  const directory = mkdtempSync(join(tmpdir(), 'bul-full-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=755`, 'tmpfs', directory], { encoding: 'utf8' })
  if (mounted.status !== 0) {
    rmSync(directory, { recursive: true, force: true })
    return { skipped: `a small file system cannot be mounted here (${mounted.stderr?.trim() || 'no mount'})` }
  }
  const unmount = () => {
    spawnSync('umount', ['--lazy', directory])
    rmSync(directory, { recursive: true, force: true })
  }
  process.once('exit', unmount)
  try {
    await using ground = await openGround({ directory, flags })
    return await withCrowd(ground, size, chance, [
      (crowd) => whileFull(ground, crowd, directory),
      // And when the log itself finds no room, which PostgreSQL does not live through until there is some.
      (crowd) => whileFull(ground, crowd, directory, () => useUpLog(ground)),
    ])
  } finally {
    process.off('exit', unmount)
    unmount()
  }
}

/** Goes on until somebody has been told to come later; whatever is still acknowledged must be there too. */
async function whileFull(ground: Ground, crowd: Crowd, directory: string, use?: () => Promise<void>): Promise<void> {
  const ballast = join(directory, 'ballast')
  const before = crowd.refused()
  fill(ballast, directory)
  try {
    await use?.()
    for (const end = performance.now() + 30_000; crowd.refused() === before; await wait(20))
      if (performance.now() > end) throw new Error('the disk was full and nobody was told')
    await wait(1_500)
    if (!(await fetch(`${ground.origin}/healthz`)).ok) throw new Error('the server itself fell over')
  } finally {
    rmSync(ballast)
  }
}

async function useUpLog({ database }: Ground): Promise<void> {
  await database
    .asOwner(async (client) => {
      for (let segments = 0; segments < 20; segments++)
        await client.query("select pg_logical_emit_message(false, 'x', 'x'), pg_switch_wal()")
    })
    .catch(() => {})
}

function fill(path: string, directory: string): void {
  const file = openSync(path, 'w')
  try {
    for (const block of [Buffer.alloc(64 * 1024), Buffer.alloc(4 * 1024)])
      for (let left = statfsSync(directory).bavail; left >= 0; left--) if (writeSync(file, block) < block.byteLength) break
  } catch {
    // Full.
  }
  closeSync(file)
}

/** Every process of PostgreSQL hears EIO when it asks for its log to be kept. It must not go on as if it were. */
export async function failSync(size: Size, chance: Chance): Promise<Row | { readonly skipped: string }> {
  const tried = spawnSync('strace', ['-qq', '-e', 'trace=none', 'true'], { encoding: 'utf8' })
  if (tried.status !== 0)
    return { skipped: tried.error ? 'strace is not installed' : `nothing may be traced here (${tried.stderr.trim()})` }
  await using ground = await openGround({ flags })
  const once = async (crowd: Crowd) => {
    const panics = panicsIn(ground)
    // Not the first process: those it starts when all of these have ended are to find a sound disk.
    const [, ...others] = await ground.processes()
    const trace = spawn(
      'strace',
      ['-qq', '-e', 'trace=fdatasync,fsync', '-e', 'inject=fdatasync,fsync:error=EIO', ...others.flatMap((id) => ['-p', String(id)])],
      {
        stdio: 'ignore',
      },
    )
    try {
      for (const end = performance.now() + 20_000; panicsIn(ground) === panics && performance.now() < end; await wait(50));
    } finally {
      await stopTracing(trace)
    }
    if (panicsIn(ground) === panics) throw new Error('PostgreSQL went on after its log could not be kept')
    await crowd.untilPromised(1)
  }
  return await withCrowd(ground, size, chance, [once, once])
}

function panicsIn({ dataDirectory }: Ground): number {
  return readFileSync(join(dataDirectory, 'server.log'), 'utf8').split('PANIC').length - 1
}

async function stopTracing(trace: ChildProcess): Promise<void> {
  const ended = new Promise((done) => trace.once('exit', done))
  if (trace.exitCode !== null || trace.signalCode !== null) return
  trace.kill('SIGTERM')
  await ended
}

async function withCrowd(ground: Ground, size: Size, chance: Chance, faults: readonly ((crowd: Crowd) => Promise<void>)[]): Promise<Row> {
  const crowd = await gather(ground.database, ground.origin, 100, size, chance)
  let backMs = 0
  try {
    for (const fault of faults) {
      await crowd.untilPromised(40)
      await fault(crowd)
      backMs = Math.max(backMs, await crowd.untilPromised(10))
    }
    await crowd.untilPromised(20)
  } finally {
    await crowd.stop()
  }
  return { name: '', faults: faults.length, backMs, ...(await crowd.result()) }
}
