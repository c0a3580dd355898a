/**
 * Opening what a login has encrypted for us (XML Encryption 1.1): AES in GCM or CBC, its key by RSA-OAEP.
 *
 * Here and not in the library, so that what comes out is read as strictly as what went in before any signature is
 * looked at, and so that no other algorithm is ever tried.
 */
import { constants, createDecipheriv, privateDecrypt } from 'node:crypto'
import { namespaces } from './profile.ts'
import { below, type Element, onlyChild } from './xml.ts'

type Cipher = { readonly name: 'aes-128-gcm' | 'aes-256-gcm' | 'aes-128-cbc' | 'aes-256-cbc'; readonly keyBytes: number }

const ciphers: ReadonlyMap<string, Cipher> = new Map([
  ['http://www.w3.org/2009/xmlenc11#aes256-gcm', { name: 'aes-256-gcm', keyBytes: 32 }],
  ['http://www.w3.org/2009/xmlenc11#aes128-gcm', { name: 'aes-128-gcm', keyBytes: 16 }],
  ['http://www.w3.org/2001/04/xmlenc#aes256-cbc', { name: 'aes-256-cbc', keyBytes: 32 }],
  ['http://www.w3.org/2001/04/xmlenc#aes128-cbc', { name: 'aes-128-cbc', keyBytes: 16 }],
])

/** How the key travels. The first fixes MGF1 with SHA-1; the second says its hash, which Node uses for both. */
const keyTransports = ['http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p', 'http://www.w3.org/2009/xmlenc11#rsa-oaep']

const oaepHashes: ReadonlyMap<string, 'sha1' | 'sha256'> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
])

/**
 * The text inside an `EncryptedAssertion`; undefined when none of our keys opens it, or it was encrypted in another
 * way than those above. One answer for every fault, for an attacker learns from the difference (Bleichenbacher,
 * padding oracles); CBC is behind a signature that is checked afterwards, and its faults look like any other.
 */
export function openEncrypted(encrypted: Element, privateKeys: readonly string[]): string | undefined {
  const data = onlyChild(encrypted, namespaces.encryption, 'EncryptedData')
  const cipher = ciphers.get(algorithmOf(data) ?? '')
  const sealed = valueOf(data)
  // The key stands inside the data's KeyInfo, or beside the data.
  const keys = below(encrypted, 'EncryptedKey').filter(({ namespace }) => namespace === namespaces.encryption)
  const [wrapped, ...others] = keys
  if (!cipher || !sealed || !wrapped || others.length > 0) return undefined
  const transport = keyTransports.indexOf(algorithmOf(wrapped) ?? '')
  const method = onlyChild(wrapped, namespaces.encryption, 'EncryptionMethod')
  const digest = method?.children.find(({ name }) => name === 'DigestMethod')?.attributes['Algorithm']
  const mask = method?.children.find(({ name }) => name === 'MGF')?.attributes['Algorithm']
  const oaepHash = digest === undefined ? 'sha1' : oaepHashes.get(digest)
  // Node masks with the hash of the label: another pair than these it cannot do.
  const isPairKnown = transport === 0 ? oaepHash === 'sha1' : mask === (oaepHash === 'sha256' ? `${mgf1}sha256` : `${mgf1}sha1`)
  const key = valueOf(wrapped)
  if (transport < 0 || !oaepHash || !isPairKnown || !key) return undefined

  for (const privateKey of privateKeys) {
    try {
      const secret = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, key)
      if (secret.byteLength === cipher.keyBytes) return decipher(cipher.name, secret, sealed)
    } catch {
      // Another of our keys may still fit: one is replaced by the next.
    }
  }
  return undefined
}

const mgf1 = 'http://www.w3.org/2009/xmlenc11#mgf1'

function decipher(name: Cipher['name'], secret: Buffer, sealed: Buffer): string {
  if (name === 'aes-128-gcm' || name === 'aes-256-gcm') {
    const opened = createDecipheriv(name, secret, sealed.subarray(0, 12), { authTagLength: 16 })
    opened.setAuthTag(sealed.subarray(-16))
    return strictText(Buffer.concat([opened.update(sealed.subarray(12, -16)), opened.final()]))
  }
  const opened = createDecipheriv(name, secret, sealed.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([opened.update(sealed.subarray(16)), opened.final()])
  // XML Encryption pads with anything; the last byte alone says how much.
  const padding = padded.at(-1) ?? 0
  if (padding < 1 || padding > 16) throw new Error('padding')
  return strictText(padded.subarray(0, -padding))
}

function strictText(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

function algorithmOf(element: Element | undefined): string | undefined {
  return onlyChild(element, namespaces.encryption, 'EncryptionMethod')?.attributes['Algorithm']
}

function valueOf(element: Element | undefined): Buffer | undefined {
  const value = onlyChild(onlyChild(element, namespaces.encryption, 'CipherData'), namespaces.encryption, 'CipherValue')
  return value === undefined ? undefined : Buffer.from(value.text, 'base64')
}
