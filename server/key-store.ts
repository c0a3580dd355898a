/**
 * Where the installation's keys are kept, outside the database: a seam with two adapters, the file (`key-file.ts`) and
 * the environment (`key-environment.ts`). A third, for a key management service, must pass `tests/key-store-contract.ts`
 * (docs/how-to/look-after-the-keys.md).
 */
import { z } from 'zod'
import type { Cover, TreeNode } from '#database/key-tree.ts'
import { type Keyring, type Keys, keysOfSecret, openKeyring } from '#database/keyring.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { createHash, randomBytes } from 'node:crypto'

export type StoredText = {
  readonly text: string
  /** Another for each text that was ever stored. */
  readonly version: string
}

export type KeyStore = {
  /** For whoever is told that something is wrong with it, in Danish: `nøglefilen /etc/boernungeliv/key`. */
  readonly name: string
  /** The version that `read` would give, for asking often. */
  readonly version: () => Promise<string>
  /** Throws a `StartRefusal` that says what to do when there is nothing to read, or others can read it too. */
  readonly read: () => Promise<StoredText>
  /** Whether this process may write. */
  readonly isWritable: () => Promise<boolean>
  /**
   * Replaces the text, all of it or nothing, also when the process is killed meanwhile; it is durable when this returns.
   * What was there before can't be read from the store afterwards, for it may hold what was shredded.
   * Throws `KeysChanged` when the store holds another version than `replaces`: of two who write, one is told.
   */
  readonly write: (text: string, replaces: string) => Promise<void>
}

/** Somebody else has written meanwhile. */
export class KeysChanged extends Error {
  constructor() {
    super('the keys were changed by somebody else meanwhile')
  }
}

/** Opens the keyring, which follows what is changed in the store. Throws a `StartRefusal` when the store holds no keys. */
export async function openKeys(store: KeyStore): Promise<Keyring> {
  const first = await store.read()
  let { version } = first
  return openKeyring(parseKeys(first.text, store.name), async () => {
    if ((await store.version()) === version) return undefined
    const next = await store.read()
    const keys = parseKeys(next.text, store.name)
    version = next.version
    return keys
  })
}

/** Reads the keys, changes them, writes them back; begins again when somebody else has written meanwhile. */
export async function changeKeys(store: KeyStore, change: (keys: Keys) => Keys): Promise<Keys> {
  for (;;) {
    const { text, version } = await store.read()
    const before = parseKeys(text, store.name)
    const after = change(before)
    if (after === before) return before
    try {
      await store.write(printKeys(after), version)
      return after
    } catch (error) {
      if (!(error instanceof KeysChanged)) throw error
    }
  }
}

/** Keys for a new installation. */
export function inventKeys(now: Date): Keys {
  const [tree, index] = [newKeyEncryptionKey(now), newIndexKey(now)]
  return { root: randomBytes(32), keyEncryptionKeys: [tree], wraps: tree.id, indexKeys: [index], indexes: index.id }
}

export function newKeyEncryptionKey(now: Date): Keys['keyEncryptionKeys'][number] {
  return {
    id: `k-${randomBytes(6).toString('hex')}`,
    madeAt: now.toISOString(),
    tree: [{ from: 0, depth: 0, key: randomBytes(32) }],
    puncturedAt: null,
  }
}

export function newIndexKey(now: Date): Keys['indexKeys'][number] {
  return { id: `i-${randomBytes(6).toString('hex')}`, madeAt: now.toISOString(), secret: randomBytes(32) }
}

const Bytes32 = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .transform((text) => Buffer.from(text, 'base64url'))

/** `depth.from.key`, the first leaf in base 36: some sixty bytes for each node. */
const Node = z
  .string()
  .regex(/^\d{1,2}\.[0-9a-z]{1,11}\.[A-Za-z0-9_-]{43}$/)
  .transform((text): TreeNode => {
    const [depth = '', from = '', key = ''] = text.split('.')
    return { depth: Number(depth), from: Number.parseInt(from, 36), key: Buffer.from(key, 'base64url') }
  })

const Id = z.string().regex(/^[a-z0-9-]{1,40}$/)
const Moment = z.iso.datetime().nullable()

/** The second format; the first is one line of 64 hexadecimal digits. */
const StoredKeys = z.strictObject({
  format: z.literal(2),
  root: Bytes32,
  keyEncryptionKeys: z.array(z.strictObject({ id: Id, madeAt: Moment, puncturedAt: Moment, tree: z.array(Node).nullable() })).min(1),
  wraps: Id,
  indexKeys: z.array(z.strictObject({ id: Id, madeAt: Moment, secret: Bytes32.nullable() })).min(1),
  indexes: Id,
})

/** The keys of a stored text, in either format. Throws a `StartRefusal` when it holds none. */
export function parseKeys(text: string, name: string): Keys {
  const trimmed = text.trim()
  if (/^[0-9a-f]{64}$/.test(trimmed)) {
    const secret = Buffer.from(trimmed, 'hex')
    // Names the key without telling it: stored beside what it wraps.
    const id = createHash('sha256').update('boernungeliv key id').update(secret).digest('hex').slice(0, 8)
    return keysOfSecret({ id, secret })
  }
  const stored = StoredKeys.safeParse(readJson(trimmed))
  const isWhole =
    stored.success &&
    stored.data.keyEncryptionKeys.some(({ id }) => id === stored.data.wraps) &&
    stored.data.indexKeys.some(({ id }) => id === stored.data.indexes)
  if (!isWhole)
    throw new StartRefusal(
      `${capital(name)} rummer ikke en nøgle: gendan den fra en kopi`,
      'it does not hold a key: restore it from a copy',
    )
  const { format: _, ...keys } = stored.data
  return keys
}

/** The text to store. The same keys give the same text. */
export function printKeys({ root, keyEncryptionKeys, wraps, indexKeys, indexes }: Keys): string {
  const bytes = (key: Buffer | null) => key?.toString('base64url') ?? null
  const nodes = (tree: Cover | null) => tree?.map(({ depth, from, key }) => `${depth}.${from.toString(36)}.${bytes(key)}`) ?? null
  const stored = {
    format: 2,
    root: bytes(root),
    keyEncryptionKeys: keyEncryptionKeys.map(({ id, madeAt, puncturedAt, tree }) => ({ id, madeAt, puncturedAt, tree: nodes(tree) })),
    wraps,
    indexKeys: indexKeys.map(({ id, madeAt, secret }) => ({ id, madeAt, secret: bytes(secret) })),
    indexes,
  }
  return `${JSON.stringify(stored, null, 1)}\n`
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
