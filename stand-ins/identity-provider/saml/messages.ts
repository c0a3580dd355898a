/** SAML messages as they come and go: by redirect, deflated and signed in the query; by form, signed inside. */
import type { IncomingMessage } from 'node:http'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { readForm } from '../sending.ts'
import type { KeyPair } from './keys.ts'
import { isQuerySigned, readSigned, signQuery, signRoot } from './signature.ts'
import { type Element, readXml } from './xml.ts'

export type MessageKind = 'SAMLRequest' | 'SAMLResponse'

export type Received = {
  readonly kind: MessageKind
  /** As it came, nothing of it proven. */
  readonly claimed: Element
  /** What the sender has signed, when one of these certificates says so; read nothing else. */
  readonly proven: (certificates: readonly string[]) => Element | undefined
  readonly relayState: string | undefined
}

const largestBytes = 256 * 1024

/** Undefined when the request carries no SAML message. Throws when it cannot be read. */
export async function receive(request: IncomingMessage, address: URL): Promise<Received | undefined> {
  const isForm = request.method === 'POST'
  const fields = isForm ? await readForm(request) : address.searchParams
  const kind = (['SAMLRequest', 'SAMLResponse'] as const).find((name) => fields.has(name))
  if (kind === undefined) return undefined
  const bytes = Buffer.from(fields.get(kind) ?? '', 'base64')
  const document = (isForm ? bytes : inflateRawSync(bytes, { maxOutputLength: largestBytes })).toString('utf8')
  const claimed = readXml(document)
  // As it travelled: read as an address, it would be written anew.
  const query = request.url?.split('?')[1] ?? ''
  return {
    kind,
    claimed,
    proven: (certificates) => (isForm ? readSigned(document, certificates) : isQuerySigned(query, certificates) ? claimed : undefined),
    relayState: fields.get('RelayState') ?? undefined,
  }
}

/** The address that carries a message by redirect, signed. */
export function redirectWith(
  kind: MessageKind,
  {
    document,
    to,
    relayState,
    key,
  }: { readonly document: string; readonly to: string; readonly relayState: string | undefined; readonly key: KeyPair },
): string {
  const query = signQuery(
    {
      [kind]: deflateRawSync(Buffer.from(document, 'utf8')).toString('base64'),
      ...(relayState === undefined ? {} : { RelayState: relayState }),
    },
    key,
  )
  return `${to}${to.includes('?') ? '&' : '?'}${query}`
}

/** The fields of a form that carries a message, signed inside. */
export function fieldsWith(
  kind: MessageKind,
  { document, relayState, key }: { readonly document: string; readonly relayState: string | undefined; readonly key: KeyPair },
): Readonly<Record<string, string>> {
  return {
    [kind]: Buffer.from(signRoot(document, key), 'utf8').toString('base64'),
    ...(relayState === undefined ? {} : { RelayState: relayState }),
  }
}
