/** Encrypting an assertion for whoever holds a certificate's key: AES-256-GCM, its key by RSA-OAEP. */
import { createPublicKey } from 'node:crypto'
import { encrypt } from 'xml-encryption'
import { algorithms } from './names.ts'

/** An `EncryptedData` element; `content` is a whole element with the namespaces it uses. */
export function encryptElement(content: string, certificate: string): Promise<string> {
  return new Promise((resolve, reject) => {
    encrypt(
      content,
      {
        rsa_pub: createPublicKey(certificate).export({ type: 'spki', format: 'pem' }),
        pem: certificate,
        encryptionAlgorithm: algorithms.aes256Gcm,
        keyEncryptionAlgorithm: algorithms.rsaOaep,
      },
      // The types say otherwise, but without a fault there is null.
      (error: Error | null, result) => (error === null ? resolve(result) : reject(error)),
    )
  })
}
