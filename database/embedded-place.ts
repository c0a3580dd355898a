/**
 * Where the embedded database may lie, and who runs it: the user, the directory, and the lock that lets in
 * one program at a time.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, closeSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartRefusal } from './start-refusal.ts'

export type User = { readonly uid: number; readonly gid: number }

/** Where root keeps what PostgreSQL's user can't reach where the checkout lies. */
export const sharedPlace = '/var/lib/boernungeliv'

/** Root can't run PostgreSQL: the owner of an existing directory can, else `postgres`, else `nobody`. */
export function userFor(dataDirectory: string): User {
  const [uid, gid] = [process.getuid?.() ?? -1, process.getgid?.() ?? -1]
  if (uid !== 0) return { uid, gid }
  for (const directory of [dataDirectory, elsewhere(dataDirectory)]) {
    const owner = existsSync(join(directory, 'PG_VERSION')) ? lstatSync(directory) : undefined
    if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  }
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody')
  return account ? { uid: Number(account[2]), gid: Number(account[3]) } : { uid: 65534, gid: 65534 }
}

/** Makes the directory above the data directory, and moves both when PostgreSQL's user can't reach them. */
export function makeParent(dataDirectory: string, user: User): string {
  const parent = dirname(dataDirectory)
  try {
    const made = mkdirSync(parent, { recursive: true })
    // mkdir obeys the umask, and a private parent would shut PostgreSQL's user out.
    if (made !== undefined && process.getuid?.() === 0) for (let at = parent; at.startsWith(made); at = dirname(at)) chmodSync(at, 0o755)
    if (existsSync(dataDirectory) && lstatSync(dataDirectory).uid !== user.uid && process.getuid?.() !== 0) {
      throw new StartRefusal(
        `Datamappen ${dataDirectory} ejes af en anden bruger: start som den bruger, eller vælg en anden mappe med DATA_DIR`,
        'the data directory belongs to another user: start as that user, or choose another with DATA_DIR',
      )
    }
    if (!canRun(user, '/bin/sh', ['-c', `cd -- "$1"`, 'sh', parent])) {
      if (process.getuid?.() !== 0) throw new Error('not reachable')
      mkdirSync(sharedPlace, { recursive: true, mode: 0o755 })
      return elsewhere(dataDirectory)
    }
    // The lock lies beside the data: whoever can't write here can't start either.
    closeSync(openSync(`${dataDirectory}.lock.try`, 'w'))
    rmSync(`${dataDirectory}.lock.try`)
    return dataDirectory
  } catch (error) {
    if (error instanceof StartRefusal) throw error
    throw new StartRefusal(
      `Mappen ${parent} kan ikke skrives: giv adgang til den, eller vælg en anden med DATA_DIR`,
      'the directory cannot be written: give access to it, or choose another with DATA_DIR',
    )
  }
}

/** Where the data lies when PostgreSQL's user can't reach the place that was asked for. */
export function elsewhere(dataDirectory: string): string {
  return join(sharedPlace, `data-${shortHash(dataDirectory)}`)
}

/** A short name for something long, for paths. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** One process at a time. The lock names its process and when that began, so that a reused number misleads nobody. */
export function takeLock(path: string): () => void {
  const mine = `${process.pid} ${beganAt(process.pid)}`
  const held = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const [holder, began] = held.split(' ')
  if (holder !== undefined && holder !== '' && isAlive(Number(holder)) && beganAt(Number(holder)) === began) {
    throw new StartRefusal(
      `Datamappen er i brug af en anden boernungeliv (proces ${holder}): stop den først, eller vælg en anden mappe med DATA_DIR`,
      `the data directory is in use by process ${holder}: stop it first, or choose another with DATA_DIR`,
    )
  }
  rmSync(path, { force: true })
  writeFileSync(path, mine, { flag: 'wx' })
  return () => {
    if (existsSync(path) && readFileSync(path, 'utf8') === mine) rmSync(path, { force: true })
  }
}

/** Whether a process runs; one that ended but that nobody has buried does not. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return statusOf(processId)[0] !== 'Z'
}

/** Start time in ticks since boot, where the system tells it; else a constant. */
function beganAt(processId: number): string {
  return statusOf(processId)[19] ?? '-'
}

/** Fields of /proc/<id>/stat from the state on. A dead process that nobody has buried still has one: state Z. */
function statusOf(processId: number): readonly string[] {
  try {
    return readFileSync(`/proc/${processId}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return []
  }
}

/** Whether this user can run this command, which exits with 0. */
export function canRun(user: User, command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}
