/**
 * An answer of STIL's, believed only as far as it is signed: the body that stands in the envelope, and the moment that
 * stands in its security header, both signed by a certificate this installation was given. What is handed on is the
 * canonical form that the signature is over.
 *
 * Refused are a signature elsewhere or none, one that points at another body (wrapping: McIntosh and Austel, SWS 2005),
 * two elements of one id, other algorithms than agreed on, a moment that is over, and an answer to another question.
 */
import { createHash, createVerify, X509Certificate } from 'node:crypto'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { canonicalise, idOf } from './xml-canonical.ts'
import { securityNamespaces, signatureAlgorithms, soapNamespaces } from './stil-request.ts'

export type AnswerRefusal =
  | 'answer-unreadable'
  | 'answer-not-signed'
  | 'answer-signed-otherwise'
  | 'answer-by-another-signer'
  | 'answer-changed'
  | 'answer-over'
  | 'answer-to-another-question'
  | 'answer-is-a-fault'

export type StilAnswer = { readonly body: Buffer }

/** Clocks may differ so much. */
const skewMs = 5 * 60_000
const mostHeaderElements = 2_000
const mostDepth = 64

type Node = {
  readonly name: string
  readonly uri: string
  readonly id: string | undefined
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Node[]
  text: string
}

export async function readStilAnswer(
  document: string,
  { signers, messageId, now }: { readonly signers: readonly string[]; readonly messageId: string; readonly now: Date },
): Promise<StilAnswer | AnswerRefusal> {
  try {
    const shape = shapeOf(document)
    if (typeof shape === 'string') return shape
    if (shape.isFault) return 'answer-is-a-fault'
    const security = only(shape.header, securityNamespaces.wsse, 'Security')
    const [signature, ...further] = below(shape.header, 'Signature')
    if (security === undefined || signature === undefined) return 'answer-not-signed'
    if (further.length > 0 || only(security, securityNamespaces.ds, 'Signature') !== signature) return 'answer-signed-otherwise'
    const timestamp = only(security, securityNamespaces.wsu, 'Timestamp')
    const info = only(signature, securityNamespaces.ds, 'SignedInfo')
    const references = info === undefined ? undefined : referencesOf(info)
    if (timestamp?.id === undefined || shape.bodyId === undefined || references === undefined) return 'answer-signed-otherwise'
    const pointed = new Set(references.map(({ id }) => id))
    if (!pointed.has(shape.bodyId) || !pointed.has(timestamp.id) || pointed.size < references.length) return 'answer-signed-otherwise'
    if ([...pointed].some((id) => shape.ids.get(id) !== 1)) return 'answer-signed-otherwise'

    const forms = await formsOf(document, references, prefixesOf(only(info, securityNamespaces.ds, 'CanonicalizationMethod')), shape.bodyId)
    if (!isBySigner(forms.info, only(signature, securityNamespaces.ds, 'SignatureValue')?.text ?? '', signers)) {
      return 'answer-by-another-signer'
    }
    if (references.some(({ id, digest }) => forms.digests.get(id) !== digest)) return 'answer-changed'
    if (!isNow(timestamp, now)) return 'answer-over'
    const related = only(shape.header, securityNamespaces.wsa, 'RelatesTo')
    if (related?.text.trim() !== messageId) return 'answer-to-another-question'
    return { body: forms.body }
  } catch (error) {
    // NOTE: the parser's messages quote what it read.
    if (error instanceof Error && /^\d+:\d+: /.test(error.message)) return 'answer-unreadable'
    throw error
  }
}

type Shape = {
  readonly header: Node
  readonly bodyId: string | undefined
  readonly isFault: boolean
  /** How often each id occurs, anywhere in the document. */
  readonly ids: ReadonlyMap<string, number>
}

/** One envelope with one header and then one body; ids are counted in all of it, the header is kept. */
function shapeOf(document: string): Shape | AnswerRefusal {
  const parser = new SaxesParser({ xmlns: true })
  const ids = new Map<string, number>()
  const open: (Node | undefined)[] = []
  const parts: { readonly name: string; readonly uri: string; readonly id: string | undefined }[] = []
  let root: SaxesTagNS | undefined
  let header: Node | undefined
  let kept = 0
  let isFault = false
  const refuse = (what: string) => () => {
    throw new Error(`1:1: ${what}`)
  }
  parser.on('doctype', refuse('a DOCTYPE'))
  parser.on('processinginstruction', refuse('an instruction'))
  parser.on('opentag', (tag) => {
    const id = idOf(tag)
    if (id !== undefined) ids.set(id, (ids.get(id) ?? 0) + 1)
    if (open.length >= mostDepth) refuse('too deep')()
    root ??= { ...tag }
    if (open.length === 1) parts.push({ name: tag.local, uri: tag.uri, id })
    const isInHeader = open.length === 1 ? tag.local === 'Header' && header === undefined : open.at(-1) !== undefined
    if (open.length === 2 && parts.at(-1)?.name === 'Body' && tag.local === 'Fault') isFault = true
    const node = isInHeader ? nodeOf(tag, id) : undefined
    if (node !== undefined) {
      kept += 1
      if (kept > mostHeaderElements) refuse('too many elements')()
      if (open.length === 1) header = node
      else open.at(-1)?.children.push(node)
    }
    open.push(node)
  })
  parser.on('text', (text) => {
    const node = open.at(-1)
    if (node !== undefined) node.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(document).close()
  const isEnvelope = root?.local === 'Envelope' && Object.values<string>(soapNamespaces).includes(root.uri)
  const [first, second] = parts
  if (!isEnvelope || second === undefined || parts.length !== 2 || first?.name !== 'Header' || second.name !== 'Body') {
    return isEnvelope && isFault ? 'answer-is-a-fault' : 'answer-not-signed'
  }
  if (first.uri !== root?.uri || second.uri !== root.uri || header === undefined) return 'answer-not-signed'
  return { header, bodyId: second.id, isFault, ids }
}

function nodeOf({ local, uri, attributes }: SaxesTagNS, id: string | undefined): Node {
  return {
    name: local,
    uri,
    id,
    attributes: new Map(Object.values(attributes).map((one) => [one.local, one.value])),
    children: [],
    text: '',
  }
}

type Reference = { readonly id: string; readonly digest: string; readonly prefixes: readonly string[] }

/** The references of a signature made as agreed; undefined when anything is made otherwise. */
function referencesOf(info: Node): readonly Reference[] | undefined {
  const { ds } = securityNamespaces
  const uses = (node: Node | undefined, algorithm: string) => node?.attributes.get('Algorithm') === algorithm
  const isAgreed =
    uses(only(info, ds, 'CanonicalizationMethod'), signatureAlgorithms.canonicalisation) &&
    uses(only(info, ds, 'SignatureMethod'), signatureAlgorithms.signature)
  const all = info.children.filter(({ name }) => name === 'Reference')
  const read = all.flatMap((reference): Reference[] => {
    const uri = reference.attributes.get('URI') ?? ''
    const transforms = only(reference, ds, 'Transforms')
    const transform = only(transforms, ds, 'Transform')
    const isMadeAsAgreed =
      /^#[^#]+$/.test(uri) &&
      transforms?.children.length === 1 &&
      uses(transform, signatureAlgorithms.canonicalisation) &&
      uses(only(reference, ds, 'DigestMethod'), signatureAlgorithms.digest)
    const digest = (only(reference, ds, 'DigestValue')?.text ?? '').replace(/\s/g, '')
    return isMadeAsAgreed ? [{ id: uri.slice(1), digest, prefixes: prefixesOf(transform) }] : []
  })
  return isAgreed && read.length > 0 && read.length === all.length ? read : undefined
}

function prefixesOf(method: Node | undefined): readonly string[] {
  const list = method?.children.find(({ name }) => name === 'InclusiveNamespaces')?.attributes.get('PrefixList') ?? ''
  return list.split(/\s+/).filter((prefix) => prefix !== '')
}

async function formsOf(document: string, references: readonly Reference[], infoPrefixes: readonly string[], bodyId: string) {
  const hashes = new Map(references.map(({ id }) => [id, createHash('sha256')]))
  const info: string[] = []
  const body: string[] = []
  await canonicalise(document, [
    {
      isIt: ({ path }) => path === 'Envelope/Header/Security/Signature/SignedInfo',
      prefixes: infoPrefixes,
      write: (part) => info.push(part),
    },
    ...references.map(({ id, prefixes }) => ({
      isIt: (element: { readonly id: string | undefined }) => element.id === id,
      prefixes,
      write: (part: string) => {
        hashes.get(id)?.update(part, 'utf8')
        if (id === bodyId) body.push(part)
      },
    })),
  ])
  return {
    info: info.join(''),
    digests: new Map([...hashes].map(([id, hash]) => [id, hash.digest('base64')])),
    body: Buffer.from(body.join(''), 'utf8'),
  }
}

/** By one of the certificates this installation was given; the one in the message says only what it wants. */
function isBySigner(info: string, value: string, signers: readonly string[]): boolean {
  const signature = Buffer.from(value.replace(/\s/g, ''), 'base64')
  return signers.some((signer) => createVerify('RSA-SHA256').update(info, 'utf8').verify(new X509Certificate(signer).publicKey, signature))
}

function isNow(timestamp: Node, now: Date): boolean {
  const moment = (name: string) => Date.parse(only(timestamp, securityNamespaces.wsu, name)?.text.trim() ?? '')
  const [created, expires] = [moment('Created'), moment('Expires')]
  return created <= now.getTime() + skewMs && expires > now.getTime() - skewMs && expires > created
}

/** The one child of this name; undefined when there is none or more. */
function only(node: Node | undefined, uri: string, name: string): Node | undefined {
  const found = node?.children.filter((child) => child.name === name && child.uri === uri) ?? []
  return found.length === 1 ? found[0] : undefined
}

function below(node: Node, name: string): readonly Node[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...below(child, name)])
}
