/** Every way of encrypting that is taken, made by Node's own ciphers, and what is not. */
import assert from 'node:assert/strict'
import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { readKey } from '../../../stand-ins/identity-provider/saml/keys.ts'
import { openEncrypted } from './encryption.ts'
import { readXml } from './xml.ts'

const { privateKey, certificate } = readKey('service-provider')
const text = '<a>Åse og Øjvind</a>'

type Wish = {
  readonly cipher?: string
  readonly transport?: string
  readonly digest?: string
  readonly mask?: string
  readonly isBeside?: boolean
}

function encrypt({
  cipher = 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  transport = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  digest,
  mask,
  isBeside = false,
}: Wish): string {
  const bits = Number(/aes(\d+)/.exec(cipher)?.[1] ?? 256)
  const secret = randomBytes(bits / 8)
  const isGcm = cipher.endsWith('gcm')
  const iv = randomBytes(isGcm ? 12 : 16)
  let sealed: Buffer
  if (isGcm) {
    const made = createCipheriv(bits === 128 ? 'aes-128-gcm' : 'aes-256-gcm', secret, iv)
    sealed = Buffer.concat([iv, made.update(text), made.final(), made.getAuthTag()])
  } else {
    const made = createCipheriv(bits === 128 ? 'aes-128-cbc' : 'aes-256-cbc', secret, iv)
    sealed = Buffer.concat([iv, made.update(text), made.final()])
  }
  const isSha256 = digest?.endsWith('sha256') === true
  const wrapped = publicEncrypt(
    transport.endsWith('rsa-1_5')
      ? { key: createPublicKey(certificate), padding: constants.RSA_PKCS1_PADDING }
      : { key: createPublicKey(certificate), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: isSha256 ? 'sha256' : 'sha1' },
    secret,
  )
  const method = (algorithm: string, inside = '') => `<e:EncryptionMethod Algorithm="${algorithm}">${inside}</e:EncryptionMethod>`
  const value = (bytes: Buffer) => `<e:CipherData><e:CipherValue>${bytes.toString('base64')}</e:CipherValue></e:CipherData>`
  const key = `<e:EncryptedKey>${method(transport, `${digest === undefined ? '' : `<d:DigestMethod Algorithm="${digest}"/>`}${mask === undefined ? '' : `<f:MGF Algorithm="${mask}"/>`}`)}${value(wrapped)}</e:EncryptedKey>`
  return `<s:EncryptedAssertion xmlns:s="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:e="http://www.w3.org/2001/04/xmlenc#" xmlns:f="http://www.w3.org/2009/xmlenc11#" xmlns:d="http://www.w3.org/2000/09/xmldsig#"><e:EncryptedData>${method(cipher)}${isBeside ? '' : `<d:KeyInfo>${key}</d:KeyInfo>`}${value(sealed)}</e:EncryptedData>${isBeside ? key : ''}</s:EncryptedAssertion>`
}

const open = (xml: string, keys = [privateKey]) => openEncrypted(readXml(xml), keys)

const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const sha1 = 'http://www.w3.org/2000/09/xmldsig#sha1'
const newer = 'http://www.w3.org/2009/xmlenc11#rsa-oaep'
const mgf1 = 'http://www.w3.org/2009/xmlenc11#mgf1'

for (const wish of [
  {},
  { cipher: 'http://www.w3.org/2009/xmlenc11#aes128-gcm' },
  { cipher: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc' },
  { cipher: 'http://www.w3.org/2001/04/xmlenc#aes128-cbc' },
  { digest: sha1 },
  { isBeside: true },
  { transport: newer, digest: sha256, mask: `${mgf1}sha256` },
  { transport: newer, digest: sha1, mask: `${mgf1}sha1` },
] satisfies readonly Wish[]) {
  test(`encrypted with ${JSON.stringify(wish)} it is opened`, () => assert.equal(open(encrypt(wish)), text))
}

for (const wish of [
  { cipher: 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc' },
  { cipher: 'constructor' },
  { transport: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5' },
  { transport: newer, digest: sha256, mask: `${mgf1}sha1` },
  { digest: sha256 },
] satisfies readonly Wish[]) {
  test(`encrypted with ${JSON.stringify(wish)} it is not opened`, () => assert.equal(open(encrypt(wish)), undefined))
}

test('the key before this one opens what was encrypted yesterday; a stranger’s opens nothing, altered bytes neither', () => {
  const stranger = readKey('forger').privateKey
  assert.equal(open(encrypt({}), [stranger, privateKey]), text)
  assert.equal(open(encrypt({}), [stranger]), undefined)
  const altered = encrypt({}).replace(
    /(<e:CipherValue>)([A-Za-z0-9+/]{40})(?=[^<]*<\/e:CipherValue><\/e:CipherData><\/e:EncryptedData>)/,
    (_, tag: string) => tag + 'A'.repeat(40),
  )
  assert.equal(open(altered), undefined)
})

test('two keys in one message are refused: which is meant?', () => {
  const twice = encrypt({ isBeside: true }).replace(/(<e:EncryptedKey>.*<\/e:EncryptedKey>)/, '$1$1')
  assert.equal(open(twice), undefined)
})
