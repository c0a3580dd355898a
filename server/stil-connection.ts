/** The connection to STIL as an installation is told it: addresses and files that stand in the environment. */
import { X509Certificate, createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { StartRefusal } from '#database/start-refusal.ts'
import type { StilConnection } from './organisation/stil-service.ts'

const names = ['STIL_ADDRESS', 'STIL_PROVIDER', 'STIL_CERTIFICATE', 'STIL_KEY', 'STIL_SIGNER'] as const

/** SHA-256 of the certificates of the stand-in for STIL, whose keys everybody can read (stand-ins/README.md). */
const publishedCertificates = [
  'B0689A31469CF6B69DEB738B7DF78F2D2387DE3C8C5BE3A989D0747427553EC4',
  'B08DC20FF96A6AF1AFD438B52796448E76F18E704F9664EF0CF3BF7F368EA9A5',
  '0DE25C5F4E9E88F3FEFAD153F397485C8CDB4FCBC942871601872C363F596BE5',
]

/**
 * All five or none. In production the address is https and no certificate is one that is published; a demonstration
 * may also ask a stand-in on this machine over http. Throws a `StartRefusal` naming each variable at fault.
 */
export function readStilConnection(
  given: Readonly<Record<string, string | undefined>>,
  { isDemo }: { readonly isDemo: boolean },
): StilConnection | undefined {
  if (names.every((name) => given[name] === undefined)) return undefined
  const faults: string[] = names.filter((name) => given[name] === undefined)
  const file = (name: (typeof names)[number]): string => {
    try {
      return readFileSync(given[name] ?? '', 'utf8')
    } catch {
      faults.push(name)
      return ''
    }
  }
  const address = given['STIL_ADDRESS'] ?? ''
  const isLoopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+\//.test(address)
  if (!z.url({ protocol: /^https$/ }).safeParse(address).success && !(isDemo && isLoopback)) faults.push('STIL_ADDRESS')
  const [certificate, key, signer] = [file('STIL_CERTIFICATE'), file('STIL_KEY'), file('STIL_SIGNER')]
  const signers = signer.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  const own = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(certificate)?.[0] ?? ''
  if (!isCertificate(own, isDemo)) faults.push('STIL_CERTIFICATE')
  if (signers.length === 0 || !signers.every((one) => isCertificate(one, isDemo))) faults.push('STIL_SIGNER')
  if (!isKeyOf(key, own)) faults.push('STIL_KEY')
  if (faults.length > 0) {
    const listed = [...new Set(faults)].join(', ')
    throw new StartRefusal(
      `${listed}: forbindelsen til STIL mangler eller er forkert (adresse, udbydersystem, certifikat, dets nøgle, og STILs certifikat)`,
      'the connection to STIL is missing or wrong (address, provider system, certificate, its key, and the certificate of STIL)',
    )
  }
  return { address, provider: given['STIL_PROVIDER'] ?? '', certificate: own, key, signers }
}

function isCertificate(pem: string, isDemo: boolean): boolean {
  try {
    return isDemo || !publishedCertificates.includes(new X509Certificate(pem).fingerprint256.replaceAll(':', ''))
  } catch {
    return false
  }
}

function isKeyOf(key: string, certificate: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}
