/** One installation, opened: its database, its keys, its doors. What every command begins with. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { locateDatabase } from '#database/connection.ts'
import { type Embedded, findRunning, startEmbedded } from '#database/embedded.ts'
import type { Keyring } from '#database/keyring.ts'
import {
  type Applied,
  assertKind,
  findKind,
  listApplied,
  migrate,
  type Migration,
  pendingMigrations,
  readMigrations,
} from '#database/migrate.ts'
import { listAppliedMigrations } from '#database/migration.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { type Doors, openDoors } from '#database/transaction.ts'
import type { Config } from './config.ts'
import { rememberedLogins } from './demo/stand-in.ts'
import type { House } from './house.ts'
import type { NotReady } from './http/app.ts'
import type { Login } from './http/login.ts'
import { keyInEnvironment } from './key-environment.ts'
import { keyFile, makeKeyFile } from './key-file.ts'
import { type KeyStore, openKeys } from './key-store.ts'
import { carriersOf } from './message-connection.ts'

/** Where `vite build` puts the web apps. */
export const webDirectory = fileURLToPath(new URL('../dist', import.meta.url))

export type Installation = AsyncDisposable & {
  readonly config: Config
  readonly keyring: Keyring
  readonly keyStore: KeyStore
  /** The migrator's URL. */
  readonly databaseUrl: string
  readonly doors: Doors
}

/**
 * Opens keys and database. A demonstration makes its key, starts its PostgreSQL (or joins one that runs, when
 * the command may work beside a server) and, with `isFresh`, begins by deleting both.
 */
export async function openInstallation(config: Config, { isFresh = false, mayJoin = false } = {}): Promise<Installation> {
  const embeddedDirectory = join(config.dataDirectory, 'postgres')
  const running = config.databaseUrl ?? (mayJoin ? findRunning(embeddedDirectory) : undefined)
  const embedded = running === undefined ? await startEmbedded({ dataDirectory: embeddedDirectory, fresh: isFresh }) : undefined
  try {
    if (config.isDemo) await prepareDemoKey(config, isFresh, embedded)
    const keyStore = config.key === undefined ? keyFile(config.keyFile) : keyInEnvironment(config.key)
    const keyring = await openKeys(keyStore)
    const databaseUrl = running ?? embedded?.connectionString ?? ''
    const doors = openDoors({ ...locateDatabase(databaseUrl), password: keyring.loginPassword })
    return {
      config,
      keyring,
      keyStore,
      databaseUrl,
      doors,
      async [Symbol.asyncDispose]() {
        await doors[Symbol.asyncDispose]()
        await embedded?.[Symbol.asyncDispose]()
      },
    }
  } catch (error) {
    await embedded?.[Symbol.asyncDispose]()
    throw error
  }
}

/** A demonstration makes its own key, but never a second one for data that the first protects. */
async function prepareDemoKey({ keyFile: path, dataDirectory }: Config, isFresh: boolean, embedded: Embedded | undefined): Promise<void> {
  if (isFresh) rmSync(path, { force: true })
  if (existsSync(path)) return
  if (embedded !== undefined && !embedded.isNew) {
    throw new StartRefusal(
      `Nøglen ${path} er væk, og uden den kan data i ${dataDirectory} ikke læses: læg den tilbage, eller begynd forfra med --fresh`,
      'the key is gone and the data cannot be read without it: put it back, or start over with --fresh',
    )
  }
  await makeKeyFile(path, new Date())
}

/** Migrates as what the installation is. Returns the names of the files that were new. */
export function migrateInstallation({ config, databaseUrl, keyring }: Installation): Promise<readonly string[]> {
  return migrate({ connectionString: databaseUrl, passwordOf: keyring.loginPassword, kind: config.isDemo ? 'demo' : 'production' })
}

/** Throws a `StartRefusal` unless the database has exactly the migrations of this code and is of this kind. */
export async function assertMigrated({ config, databaseUrl }: Installation): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    assertInOrder(await listApplied(client))
    assertKind(await findKind(client), config.isDemo ? 'demo' : 'production')
  } finally {
    await client.end()
  }
}

function assertInOrder(applied: readonly Applied[]): void {
  const pending = pendingMigrations(migrations(), applied)
  if (pending.length === 0) return
  throw new StartRefusal(
    `Databasen mangler ${pending.length} opdatering(er): kør boernungeliv migrate`,
    'the database lacks updates: run boernungeliv migrate',
  )
}

/**
 * Whether requests can be answered: the database is there, and is the one this code is written for. Asked often and by anybody,
 * so it has a connection of its own, and migrations that were in order once stay so.
 */
export async function isReady(doors: Doors): Promise<true | NotReady> {
  if (!(await doors.isReachable())) return 'database away'
  if (inOrder.has(doors)) return true
  try {
    const applied = await doors.as({ municipalityId: 0, role: 'guest' }, 'staff', listAppliedMigrations, { readOnly: true })
    if (pendingMigrations(migrations(), applied).length > 0) return 'database behind'
    inOrder.add(doors)
    return true
  } catch {
    // An empty database answers, and has nothing to read in it.
    return 'database behind'
  }
}

const inOrder = new WeakSet<Doors>()

let known: readonly Migration[] | undefined

function migrations(): readonly Migration[] {
  known ??= readMigrations()
  return known
}

/** The house that handlers and jobs work in. */
export function houseOf({ config, doors, keyring, keyStore }: Installation, logins: readonly Login[]): House {
  return {
    doors,
    keyring,
    keyStore,
    origin: config.origin,
    logins,
    isDemo: config.isDemo,
    anchorDirectory: config.anchorDirectory,
    stil: config.stil,
    carriers: carriersOf(config.messages),
    memoSchema: config.messages.memoSchema,
    now: () => new Date(),
  }
}

/** The logins of a command that runs beside the server: those configured, or the stand-in's by its remembered port. */
export function loginsOf(config: Config): readonly Login[] {
  return config.logins ?? rememberedLogins(config)
}
