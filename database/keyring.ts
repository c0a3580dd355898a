/**
 * The installation's keys, and what is done with them.
 *
 * They lie outside the database. The root secret never changes: from it follow slips, links, tokens and the database's
 * passwords, each by HKDF with a label of its own, so that no key serves two purposes. Key-encryption keys wrap the data
 * key of each person, and are exchanged (`key-rotation.ts`); each is a tree, so that one person can be taken out of it
 * for ever (`key-tree.ts`). Index keys seal what people are looked up by, and are exchanged too (`blind-index.ts`).
 *
 * Whoever has the database but not the keys can read no name, test no CPR number, and use no slip.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { type Cover, isWhole, type Leaf, readTree, type TreeReader } from './key-tree.ts'

/** What a store of keys holds (docs/decisions/0033). */
export type Keys = {
  /** 32 bytes. */
  readonly root: Buffer
  /** Oldest first. */
  readonly keyEncryptionKeys: readonly KeyEncryptionKey[]
  /** The one that wraps; the others only open. One that comes after it is made and handed out, and not yet in use. */
  readonly wraps: string
  /** Oldest first. */
  readonly indexKeys: readonly IndexKey[]
  /** The one that municipalities are moved to. */
  readonly indexes: string
}

export type KeyEncryptionKey = {
  readonly id: string
  /** Null when it is as old as the installation's first key, which did not say. */
  readonly madeAt: string | null
  /** Null for the first key of an installation that began without trees: it follows from the root, and nobody can be taken out of it. */
  readonly tree: Cover | null
  /** The last time somebody was taken out of it. */
  readonly puncturedAt: string | null
}

export type IndexKey = {
  readonly id: string
  readonly madeAt: string | null
  /** 32 bytes; null for the installation's first, which adds nothing to what follows from the root. */
  readonly secret: Buffer | null
}

/** A data key as it is stored: under which key, at which leaf of its tree, and the wrapped bytes. */
export type WrappedKey = {
  readonly keyEncryptionKey: string
  /** Null for what was written before there were trees. It stays when the key-encryption key is exchanged. */
  readonly leaf: Leaf | null
  readonly wrapped: Buffer
}

export type Keyring = {
  /** Name of the key-encryption key that wraps now. */
  readonly id: string
  /** Name of the index key that municipalities are moved to. */
  readonly indexKey: string
  /**
   * Looks whether the store of keys has changed, at most once a second, and always when one of these is unknown.
   * Whoever opens what the database holds asks first, so that a server learns of a new key by meeting it.
   */
  readonly refresh: (needed?: readonly string[]) => Promise<void>
  /** A new data key for one person or file, wrapped for storage. `owner` ties it to its row. */
  readonly newDataKey: (municipalityId: number, leaf: Leaf, owner: string) => WrappedKey & { readonly key: Buffer }
  /** A data key wrapped anew, under the key that wraps now. */
  readonly wrap: (municipalityId: number, leaf: Leaf, key: Uint8Array, owner: string) => WrappedKey
  /**
   * The data key again; undefined when its leaf was taken from the tree: its person is shredded. Throws when the
   * wrapped key is not this owner's, was altered, or is wrapped by a key that is not held.
   */
  readonly unwrap: (municipalityId: number, stored: WrappedKey, owner: string) => Buffer | undefined
  /** Whether an aligned block of 2^`bits` leaves can be given out. */
  readonly isFree: (municipalityId: number, from: Leaf, bits: number) => boolean
  /**
   * What somebody is looked up by, within one municipality: the same as long as the installation lives. `purpose` keeps
   * kinds apart: 'cpr', 'subject'. Never stored as it is; `blind-index.ts` seals it.
   */
  readonly blindIndex: (municipalityId: number, purpose: string, value: string) => Buffer
  /** A look-up value as it is stored under one index key. Throws for a key that is not held. */
  readonly sealIndex: (indexKey: string, municipalityId: number, index: Uint8Array) => Buffer
  /** The look-up value again. */
  readonly openIndex: (indexKey: string, municipalityId: number, stored: Uint8Array) => Buffer
  /** As it is stored under any of the index keys held, the newest first. */
  readonly sealedIndexes: (municipalityId: number, index: Uint8Array) => readonly Buffer[]
  /** Whether a key-encryption key or an index key of this name is held. */
  readonly holds: (id: string) => boolean
  /** Symbols of a pupil's slip, the same each time it is printed; another `turn` gives another slip. */
  readonly slipSymbols: (municipalityId: number, surveyId: string, pupilId: string, turn: number) => Uint8Array
  /** What is stored of a slip. It says nothing about the pupil and leads nowhere without the slip. */
  readonly slipHmac: (municipalityId: number, surveyId: string, classId: string, slip: string) => Buffer
  /** What a personal link is made of, outside a lesson; as `slipSymbols`, and never the same. */
  readonly linkSymbols: (municipalityId: number, surveyId: string, pupilId: string, turn: number) => Uint8Array
  /** What is stored of a link, found before the survey is known; as `slipHmac`. */
  readonly linkHmac: (municipalityId: number, link: string) => Buffer
  /** A MAC for something the installation hands out and wants back unaltered: tokens, cookies. */
  readonly seal: (purpose: string, payload: Uint8Array) => Buffer
  /** Key for encrypting short-lived things under a purpose of its own. */
  readonly purposeKey: (purpose: string) => Buffer
  /** Password of a database login. */
  readonly loginPassword: (login: string) => string
}

const tagBytes = 16
const ivBytes = 12
/** For so long a process may work with keys that have been changed meanwhile. */
const freshMs = 1_000

/** The keys of an installation that has one secret and nothing more. */
export function keysOfSecret({ id, secret }: { readonly id: string; readonly secret: Uint8Array }): Keys {
  return {
    root: Buffer.from(secret),
    keyEncryptionKeys: [{ id, madeAt: null, tree: null, puncturedAt: null }],
    wraps: id,
    indexKeys: [{ id: firstIndexKey, madeAt: null, secret: null }],
    indexes: firstIndexKey,
  }
}

/** Name of the index key of an installation that began without one. */
export const firstIndexKey = 'first'

/** Reads the keys again: undefined when they have not changed. */
export type Follow = () => Promise<Keys | undefined>

/** Opens a keyring. With `follow` it takes over what is changed in the store while it is open. */
export function openKeyring(given: Keys | { readonly id: string; readonly secret: Uint8Array }, follow?: Follow): Keyring {
  let held = hold('secret' in given ? keysOfSecret(given) : given)
  const { root } = held.keys
  if (root.byteLength !== 32) throw new Error('the root secret must be 32 bytes')
  const derive = (label: string) => Buffer.from(hkdfSync('sha256', root, 'boernungeliv', label, 32))
  const firstKeyEncryptionKey = createSecretKey(derive('key-encryption'))
  const slipKey = createSecretKey(derive('slip'))
  const slipHmacKey = createSecretKey(derive('slip-hmac'))
  const tokenKeys = new Map<string, KeyObject>()
  const purposeKeys = new Map<string, Buffer>()
  const sealKeys = new Map<string, KeyObject>()
  let lookedAt = performance.now()
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    // A store that can't be read just now is no reason to stop working with what it said a moment ago.
    const next = await follow?.().catch(() => undefined)
    lookedAt = performance.now()
    if (next !== undefined && next.root.equals(root)) held = hold(next)
  }

  const holds = (id: string) => held.trees.has(id) || held.indexSecrets.has(id)

  function keyAt(id: string, municipalityId: number, leaf: Leaf | null): KeyObject | Buffer | undefined {
    const tree = held.trees.get(id)
    if (tree === undefined)
      throw new Error(`something is wrapped by ${id}, and this installation holds ${[...held.trees.keys()].join(', ')}`)
    if (tree === 'first') return firstKeyEncryptionKey
    if (leaf === null) throw new Error(`something is wrapped by ${id} without a place in its tree`)
    return tree(municipalityId, leaf)
  }

  function wrap(municipalityId: number, leaf: Leaf, key: Uint8Array, owner: string): WrappedKey {
    const { wraps } = held.keys
    const wrapping = keyAt(wraps, municipalityId, leaf)
    if (wrapping === undefined) throw new Error('a leaf that was taken from the tree is given out again')
    return { keyEncryptionKey: wraps, leaf, wrapped: encrypt(wrapping, key, `wrap|${wraps}|${owner}`) }
  }

  /** Sixteen bytes at a time under a fixed start: the value is as good as random already, and must come out the same each time. */
  function indexCipher(
    id: string,
    municipalityId: number,
    value: Uint8Array,
    make: typeof createCipheriv | typeof createDecipheriv,
  ): Buffer {
    const secret = held.indexSecrets.get(id)
    if (secret === undefined) throw new Error(`look-up values are sealed by ${id}, and this installation does not hold it`)
    if (secret === null) return Buffer.from(value)
    const key = remember(held.indexKeys, `${id}|${municipalityId}`, () =>
      createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'boernungeliv', `index-seal|${municipalityId}`, 32))),
    )
    const cipher = make('aes-256-cbc', key, Buffer.alloc(16))
    cipher.setAutoPadding(false)
    return Buffer.concat([cipher.update(value), cipher.final()])
  }

  const sealIndex = (id: string, municipalityId: number, index: Uint8Array) => indexCipher(id, municipalityId, index, createCipheriv)

  function purposeKey(purpose: string): Buffer {
    return remember(purposeKeys, purpose, () => derive(`purpose|${purpose}`))
  }

  return {
    get id() {
      return held.keys.wraps
    },
    get indexKey() {
      return held.keys.indexes
    },
    async refresh(needed = []) {
      if (follow === undefined) return
      const lacks = () => needed.some((id) => !holds(id))
      if (!lacks() && performance.now() - lookedAt < freshMs) return
      looking ??= look().finally(() => (looking = undefined))
      await looking
      // The look that was under way may have begun before the new key was there.
      if (lacks()) await (looking ??= look().finally(() => (looking = undefined)))
    },
    newDataKey(municipalityId, leaf, owner) {
      const key = randomBytes(32)
      return { key, ...wrap(municipalityId, leaf, key, owner) }
    },
    wrap,
    unwrap(municipalityId, { keyEncryptionKey, leaf, wrapped }, owner) {
      const key = keyAt(keyEncryptionKey, municipalityId, leaf)
      return key && decryptBytes(key, wrapped, `wrap|${keyEncryptionKey}|${owner}`)
    },
    isFree: (municipalityId, from, bits) =>
      held.keys.keyEncryptionKeys.every(({ tree }) => tree === null || isWhole(tree, municipalityId, from, bits)),
    blindIndex(municipalityId, purpose, value) {
      const label = `index|${municipalityId}|${purpose}`
      return hmac(
        remember(tokenKeys, label, () => createSecretKey(derive(label))),
        value,
      )
    },
    sealIndex,
    openIndex: (id, municipalityId, stored) => indexCipher(id, municipalityId, stored, createDecipheriv),
    sealedIndexes: (municipalityId, index) => held.keys.indexKeys.toReversed().map(({ id }) => sealIndex(id, municipalityId, index)),
    holds,
    slipSymbols: (municipalityId, surveyId, pupilId, turn) => hmac(slipKey, `${municipalityId}|${surveyId}|${pupilId}|${turn}`),
    slipHmac: (municipalityId, surveyId, classId, slip) => hmac(slipHmacKey, `${municipalityId}|${surveyId}|${classId}|${slip}`),
    linkSymbols: (municipalityId, surveyId, pupilId, turn) => hmac(slipKey, `link|${municipalityId}|${surveyId}|${pupilId}|${turn}`),
    linkHmac: (municipalityId, link) => hmac(slipHmacKey, `link|${municipalityId}|${link}`),
    seal: (purpose, payload) =>
      hmac(
        remember(sealKeys, purpose, () => createSecretKey(purposeKey(purpose))),
        payload,
      ).subarray(0, 16),
    purposeKey,
    loginPassword: (login) => derive(`login|${login}`).toString('base64url'),
  }
}

type Held = {
  readonly keys: Keys
  readonly trees: ReadonlyMap<string, TreeReader | 'first'>
  readonly indexSecrets: ReadonlyMap<string, Buffer | null>
  readonly indexKeys: Map<string, KeyObject>
}

/** Whatever was derived from keys that have been replaced is forgotten with them. */
function hold(keys: Keys): Held {
  const trees = new Map(keys.keyEncryptionKeys.map(({ id, tree }) => [id, tree === null ? ('first' as const) : readTree(tree)]))
  const indexSecrets = new Map(keys.indexKeys.map(({ id, secret }) => [id, secret]))
  if (!trees.has(keys.wraps) || !indexSecrets.has(keys.indexes)) throw new Error('the key that is to be used is not among the keys')
  return { keys, trees, indexSecrets, indexKeys: new Map() }
}

/**
 * AES-256-GCM: iv, tag, ciphertext. `context` is authenticated with it: `schema|municipality|row|field`,
 * so that a ciphertext moved to another row, field or municipality no longer opens.
 */
export function encrypt(key: Uint8Array | KeyObject, plaintext: string | Uint8Array, context: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), iv, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** The plaintext as text. Throws when key or context differ, or a byte was altered. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): string {
  return decryptBytes(key, sealed, context).toString('utf8')
}

/** The plaintext as bytes. */
export function decryptBytes(key: Uint8Array | KeyObject, sealed: Uint8Array, context: string): Buffer {
  if (sealed.byteLength < ivBytes + tagBytes) throw new Error('ciphertext is too short')
  // NOTE: without authTagLength Node accepts a tag of four bytes, which can be guessed.
  const decipher = createDecipheriv('aes-256-gcm', keyObject(key), sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
}

/** NOTE: a cipher given its key as bytes takes three times as long, also when the object is made for it alone. */
function keyObject(key: Uint8Array | KeyObject): KeyObject {
  return key instanceof KeyObject ? key : createSecretKey(key)
}

/** Compares two MACs in constant time. */
export function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}

function hmac(key: Uint8Array | KeyObject, value: string | Uint8Array): Buffer {
  return createHmac('sha256', key).update(value).digest()
}

function remember<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
