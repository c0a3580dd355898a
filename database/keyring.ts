/**
 * The installation's keys, and what is done with them.
 *
 * One secret of 32 bytes lives in a file outside the database; every other key is derived from it by HKDF
 * with its own label, so that no key serves two purposes. Whoever has the database but not the file can
 * read no name, test no CPR number, and use no slip.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

export type Keyring = {
  /** Name of the key-encryption key, stored beside what it wraps, so that it can be rotated. */
  readonly id: string
  /** A new data key for one person or file, wrapped for storage. `owner` ties it to its row. */
  readonly newDataKey: (owner: string) => { readonly key: Buffer; readonly wrapped: Buffer }
  /** The data key again. Throws when the wrapped key is not this owner's, or was altered. */
  readonly unwrap: (wrapped: Uint8Array, owner: string) => Buffer
  /** Look-up value for an exact match within one municipality. `purpose` keeps kinds apart: 'cpr', 'subject'. */
  readonly blindIndex: (municipalityId: number, purpose: string, value: string) => Buffer
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

export function openKeyring({ id, secret }: { readonly id: string; readonly secret: Uint8Array }): Keyring {
  if (secret.byteLength !== 32) throw new Error('the key file must hold a secret of 32 bytes')
  const derive = (label: string) => Buffer.from(hkdfSync('sha256', secret, 'boernungeliv', label, 32))
  // Keys that live long are key objects: Node takes four times as long to use one given as bytes.
  const keyEncryptionKey = createSecretKey(derive('key-encryption'))
  const slipKey = createSecretKey(derive('slip'))
  const slipHmacKey = createSecretKey(derive('slip-hmac'))
  const indexKeys = new Map<string, KeyObject>()
  const purposeKeys = new Map<string, Buffer>()

  function indexKey(municipalityId: number, purpose: string): KeyObject {
    const label = `index|${municipalityId}|${purpose}`
    return remember(indexKeys, label, () => createSecretKey(derive(label)))
  }

  function purposeKey(purpose: string): Buffer {
    return remember(purposeKeys, purpose, () => derive(`purpose|${purpose}`))
  }

  return {
    id,
    newDataKey(owner) {
      const key = randomBytes(32)
      return { key, wrapped: encrypt(keyEncryptionKey, key, `wrap|${id}|${owner}`) }
    },
    unwrap: (wrapped, owner) => decryptBytes(keyEncryptionKey, wrapped, `wrap|${id}|${owner}`),
    blindIndex: (municipalityId, purpose, value) => hmac(indexKey(municipalityId, purpose), value),
    slipSymbols: (municipalityId, surveyId, pupilId, turn) => hmac(slipKey, `${municipalityId}|${surveyId}|${pupilId}|${turn}`),
    slipHmac: (municipalityId, surveyId, classId, slip) => hmac(slipHmacKey, `${municipalityId}|${surveyId}|${classId}|${slip}`),
    linkSymbols: (municipalityId, surveyId, pupilId, turn) => hmac(slipKey, `link|${municipalityId}|${surveyId}|${pupilId}|${turn}`),
    linkHmac: (municipalityId, link) => hmac(slipHmacKey, `link|${municipalityId}|${link}`),
    seal: (purpose, payload) => hmac(purposeKey(purpose), payload).subarray(0, 16),
    purposeKey,
    loginPassword: (login) => derive(`login|${login}`).toString('base64url'),
  }
}

/**
 * AES-256-GCM: iv, tag, ciphertext. `context` is authenticated with it: `schema|municipality|row|field`,
 * so that a ciphertext moved to another row, field or municipality no longer opens.
 */
export function encrypt(key: Uint8Array | KeyObject, plaintext: string | Uint8Array, context: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
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
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
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
