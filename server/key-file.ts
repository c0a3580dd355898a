/** Keys in a file outside the database, readable by its owner alone. */
import { constants, existsSync, mkdirSync } from 'node:fs'
import { access, chown, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StartRefusal } from '#database/start-refusal.ts'
import { inventKeys, KeysChanged, type KeyStore, printKeys } from './key-store.ts'

/** The file as a store of keys. It may be a symbolic link; what it points to is replaced. */
export function keyFile(path: string): KeyStore {
  const name = `nøglefilen ${path}`
  const find = async () => {
    try {
      const real = await realpath(path)
      const { mtimeNs, ino, size, mode, uid, gid } = await stat(real, { bigint: true })
      return { real, version: `${ino}-${mtimeNs}-${size}`, mode: Number(mode), uid: Number(uid), gid: Number(gid) }
    } catch (error) {
      throw refusalToRead(name, error)
    }
  }
  return {
    name,
    version: async () => (await find()).version,
    async read() {
      for (;;) {
        const { real, version, mode } = await find()
        if ((mode & 0o077) !== 0) {
          throw new StartRefusal(`Nøglefilen ${path} kan læses af andre: kør chmod 600 på den`, 'others can read it: run chmod 600 on it')
        }
        const text = await readFile(real, 'utf8').catch((error: unknown) => {
          throw refusalToRead(name, error)
        })
        if ((await find()).version === version) return { text, version }
      }
    },
    async isWritable() {
      try {
        const { real } = await find()
        await access(real, constants.W_OK)
        await access(dirname(real), constants.W_OK)
        return true
      } catch {
        return false
      }
    },
    async write(text, replaces) {
      const { real, uid, gid } = await find()
      await alone(real, async () => {
        if ((await find()).version !== replaces) throw new KeysChanged()
        await replace(real, text, { uid, gid })
      })
    },
  }
}

/** Makes a new key, readable by its owner alone. Never writes over one, for what it protects would be lost. */
export async function makeKeyFile(path: string, now: Date): Promise<void> {
  if (existsSync(path))
    throw new StartRefusal(`${path} findes allerede og bliver ikke overskrevet`, 'the file exists already and is not overwritten')
  mkdirSync(dirname(path), { recursive: true })
  await using file = await open(path, 'wx', 0o600)
  await file.chmod(0o600)
  await file.writeFile(printKeys(inventKeys(now)))
  await file.sync()
}

/** Written beside it, made durable, and put in its place in one step. It goes on belonging to whom it belonged to. */
async function replace(path: string, text: string, owner: { readonly uid: number; readonly gid: number }): Promise<void> {
  const fresh = `${path}.new`
  await rm(fresh, { force: true })
  {
    await using file = await open(fresh, 'wx', 0o600)
    await file.chmod(0o600)
    if (owner.uid !== process.getuid?.() || owner.gid !== process.getgid?.()) await chown(fresh, owner.uid, owner.gid)
    await file.writeFile(text)
    await file.sync()
  }
  await rename(fresh, path)
  await using directory = await open(dirname(path))
  await directory.sync()
}

/** A lock left by a process that was killed is passed over after so long; writing takes milliseconds. */
const staleLockMs = 10_000

/** Only one writes at a time, over all processes that have the file. */
async function alone(path: string, work: () => Promise<void>): Promise<void> {
  const lock = `${path}.lock`
  for (;;) {
    try {
      await mkdir(lock)
      break
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw refusalToWrite(path, error)
      const age = await stat(lock).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      )
      if (age > staleLockMs) await rm(join(lock), { recursive: true, force: true })
      else await wait(20)
    }
  }
  try {
    await work()
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
}

function refusalToRead(name: string, error: unknown): StartRefusal {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  const shown = name.slice(0, 1).toUpperCase() + name.slice(1)
  return isMissing
    ? new StartRefusal(
        `${shown} findes ikke: lav den med boernungeliv key <fil>, eller gendan den fra en kopi`,
        'the key file is missing: make one with boernungeliv key <file>, or restore it from a copy',
      )
    : new StartRefusal(
        `${shown} kan ikke læses: giv brugeren, der kører programmet, adgang`,
        'the key file cannot be read: give the user that runs the program access',
      )
}

function refusalToWrite(path: string, error: unknown): StartRefusal {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'ukendt'
  return new StartRefusal(
    `Nøglefilen ${path} kan ikke skrives (${reason}): kør kommandoen som filens ejer, hvor mappen kan skrives`,
    'the key file cannot be written: run the command as its owner, where the directory can be written',
  )
}
