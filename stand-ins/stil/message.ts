/** Checking a question's signature and signing an answer: WS-Security by another hand than the product's. */
import { randomUUID } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import type { KeyPair } from './keys.ts'
import type { Misbehaviour } from './misbehaviour.ts'

const oasis = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss'
const names = {
  wsse: `${oasis}-wssecurity-secext-1.0.xsd`,
  wsu: `${oasis}-wssecurity-utility-1.0.xsd`,
  wsa: 'http://www.w3.org/2005/08/addressing',
}
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

const soapNamespace =
  /<(?:\w+:)?Envelope[^>]*xmlns(?::\w+)?="(http:\/\/schemas\.xmlsoap\.org\/soap\/envelope\/|http:\/\/www\.w3\.org\/2003\/05\/soap-envelope)"/

export type Question = { readonly soap: string; readonly messageId: string; readonly institution: string }

/** What a question asks, or the fault it is answered by. Nothing but what is signed is looked at. */
export function readQuestion(
  envelope: string,
  { certificate, providers, now }: { readonly certificate: string; readonly providers: readonly string[]; readonly now: Date },
): Question | string {
  const soap = soapNamespace.exec(envelope)?.[1]
  if (soap === undefined) return 'NotSoap'
  const signature = /<((?:\w+:)?)Signature[\s>][\s\S]*<\/\1Signature>/.exec(envelope)?.[0]
  if (signature === undefined) return 'SecurityRequired'
  const token = /<(?:\w+:)?BinarySecurityToken[^>]*>([^<]*)</.exec(envelope)?.[1]?.replace(/\s/g, '')
  if (token !== certificate.replace(/-----[^-]+-----|\s/g, '')) return 'UnknownCertificate'
  const check = new SignedXml({ publicCert: certificate, idMode: 'wssecurity', getCertFromKeyInfo: () => null })
  let signed: readonly string[]
  try {
    check.loadSignature(signature)
    if (check.signatureAlgorithm !== rsaSha256 || !check.checkSignature(envelope)) return 'FailedCheck'
    signed = check.getSignedReferences()
  } catch {
    return 'FailedCheck'
  }
  const part = (name: string) => signed.find((one) => new RegExp(`^<(?:\\w+:)?${name}[\\s>]`).test(one))
  const inside = (text: string | undefined, name: string) => new RegExp(`<(?:\\w+:)?${name}[^>]*>([^<]*)<`).exec(text ?? '')?.[1] ?? ''
  const wanted = ['Body', 'Timestamp', 'MessageID', 'Action', 'To', 'UdbydersystemId']
  if (wanted.some((name) => part(name) === undefined)) return 'NotEverythingIsSigned'
  const [created, expires] = ['Created', 'Expires'].map((name) => Date.parse(inside(part('Timestamp'), name)))
  if (!(Number(created) <= now.getTime() + 60_000 && Number(expires) > now.getTime())) return 'MessageExpired'
  if (!providers.includes(inside(part('UdbydersystemId'), 'UdbydersystemId'))) return 'UnknownProvider'
  return { soap, messageId: inside(part('MessageID'), 'MessageID'), institution: inside(part('Body'), 'instnr') }
}

/** A signed answer, or one that is wrong in a way that must be refused. */
export function answer(
  { soap, messageId }: Question,
  inside: string,
  {
    now,
    keys,
    forger,
    misbehave,
  }: { readonly now: Date; readonly keys: KeyPair; readonly forger: KeyPair; readonly misbehave?: Misbehaviour | undefined },
): string {
  const moment = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()
  const [from, until] = misbehave === 'expired' ? [moment(-60), moment(-55)] : [moment(0), moment(5)]
  const signer = misbehave === 'other-signer' ? forger : keys
  const der = keys.certificate.replace(/-----[^-]+-----|\s/g, '')
  const related = misbehave === 'other-question' ? `urn:uuid:${randomUUID()}` : messageId
  const bodyId = `Body-${randomUUID()}`
  const prefixes = Object.entries(names)
    .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
    .join(' ')
  const envelope = [
    misbehave === 'doctype' ? '<!DOCTYPE x [<!ENTITY a "b">]>' : '',
    `<S:Envelope xmlns:S="${soap}" ${prefixes}><S:Header>`,
    `<wsa:RelatesTo wsu:Id="RelatesTo-${randomUUID()}">${related}</wsa:RelatesTo>`,
    `<wsse:Security S:mustUnderstand="1"><wsu:Timestamp wsu:Id="TS-${randomUUID()}"><wsu:Created>${from}</wsu:Created><wsu:Expires>${until}</wsu:Expires></wsu:Timestamp>`,
    `<wsse:BinarySecurityToken wsu:Id="X509-${randomUUID()}">${der}</wsse:BinarySecurityToken></wsse:Security></S:Header>`,
    `<S:Body wsu:Id="${bodyId}"><r:eksporterXmlFuldMyndighedResponse xmlns:r="https://brugerdatabasen.stil.dk/bpi/wsieksport/7"><r:xml>`,
    inside,
    `</r:xml></r:eksporterXmlFuldMyndighedResponse></S:Body></S:Envelope>`,
  ].join('')
  if (misbehave === 'unsigned') return envelope
  const signature = new SignedXml({
    privateKey: signer.key,
    idMode: 'wssecurity',
    signatureAlgorithm: misbehave === 'sha1' ? 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' : rsaSha256,
    canonicalizationAlgorithm: exclusive,
  })
  for (const name of misbehave === 'body-not-signed' ? ['Timestamp', 'RelatesTo'] : ['Body', 'Timestamp', 'RelatesTo']) {
    signature.addReference({
      xpath: `//*[local-name(.)='${name}']`,
      transforms: [exclusive],
      digestAlgorithm: sha256,
      // Every other part says its prefixes though it does not use them, as some libraries do.
      ...(name === 'Timestamp' && { inclusiveNamespacesPrefixList: ['wsse', 'S'] }),
    })
  }
  signature.computeSignature(envelope, { prefix: 'ds', location: { reference: "//*[local-name(.)='Security']", action: 'append' } })
  return spoil(signature.getSignedXml(), bodyId, misbehave)
}

function spoil(signed: string, bodyId: string, misbehave: Misbehaviour | undefined): string {
  const body = /<S:Body[\s\S]*<\/S:Body>/.exec(signed)?.[0] ?? ''
  const forged = body.replace(bodyId, 'forged').replaceAll('childCustody="false"', 'childCustody="true"')
  switch (misbehave) {
    case 'tampered':
      return signed.replace(body, body.replaceAll('childCustody="false"', 'childCustody="true"'))
    case 'wrapped':
      return signed.replace(body, forged).replace('</S:Header>', `<x:Old xmlns:x="urn:x">${body}</x:Old></S:Header>`)
    case 'two-bodies':
      return signed.replace(body, forged + body)
    case 'same-id-twice':
      return signed.replace(body, forged.replace('forged', bodyId)).replace('</S:Header>', `${body}</S:Header>`)
    case 'cut-off':
      return signed.slice(0, signed.length / 2)
    default:
      return signed
  }
}

export function fault(soap: string, name: string): string {
  const text = name.replace(/[^A-Za-z]/g, '')
  return `<S:Envelope xmlns:S="${soap}"><S:Body><S:Fault><faultcode>S:Client</faultcode><faultstring>${text}</faultstring></S:Fault></S:Body></S:Envelope>`
}
