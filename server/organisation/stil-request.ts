/** A question to STIL's wsiEKSPORT 7, signed (WS-Security 1.0 with an X.509 token, WS-Addressing 1.0). */
import { randomUUID } from 'node:crypto'
import { SignedXml } from 'xml-crypto'

export const soapNamespaces = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const
export type SoapVersion = keyof typeof soapNamespaces

const oasis = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss'
export const securityNamespaces = {
  wsse: `${oasis}-wssecurity-secext-1.0.xsd`,
  wsu: `${oasis}-wssecurity-utility-1.0.xsd`,
  wsa: 'http://www.w3.org/2005/08/addressing',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
} as const
export const signatureAlgorithms = {
  canonicalisation: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
  signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
} as const
const token = {
  value: `${oasis}-x509-token-profile-1.0#X509v3`,
  encoding: `${oasis}-soap-message-security-1.0#Base64Binary`,
}

const exportNamespace = 'https://brugerdatabasen.stil.dk/bpi/wsieksport/7'
const commonNamespace = 'https://brugerdatabasen.stil.dk/bpi/common/3'
export const exportAction = `${exportNamespace}/eksporterXmlFuldMyndighed`

const lifetimeMs = 5 * 60_000

/** Who asks: the certificate that STIL knows the system by, its key, and the system's id there. */
export type StilCaller = { readonly address: string; readonly provider: string; readonly certificate: string; readonly key: string }

export type StilRequest = { readonly messageId: string; readonly envelope: string }

/** Asks for the full export of one institution. Body, moment, addressing and the caller's id are signed. */
export function stilRequest(
  { address, provider, certificate, key }: StilCaller,
  institution: string,
  { now, soap = '1.2' }: { readonly now: Date; readonly soap?: SoapVersion },
): StilRequest {
  const messageId = `urn:uuid:${randomUUID()}`
  const { wsse, wsu, wsa } = securityNamespaces
  const moment = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
  const der = certificate.replace(/-----[^-]+-----|\s/g, '')
  const signed = (name: string) => `wsu:Id="${name}-${randomUUID()}"`
  const tokenId = `Token-${randomUUID()}`
  const envelope = [
    `<soap:Envelope xmlns:soap="${soapNamespaces[soap]}" xmlns:wsse="${wsse}" xmlns:wsu="${wsu}" xmlns:wsa="${wsa}"><soap:Header>`,
    `<wsa:Action ${signed('Action')}>${exportAction}</wsa:Action><wsa:To ${signed('To')}>${escape(address)}</wsa:To>`,
    `<wsa:ReplyTo ${signed('ReplyTo')}><wsa:Address>${wsa}/anonymous</wsa:Address></wsa:ReplyTo>`,
    `<wsa:MessageID ${signed('MessageID')}>${messageId}</wsa:MessageID>`,
    `<bpi:UdbydersystemId xmlns:bpi="${commonNamespace}" ${signed('UdbydersystemId')}>${escape(provider)}</bpi:UdbydersystemId>`,
    `<wsse:Security soap:mustUnderstand="1"><wsu:Timestamp ${signed('Timestamp')}>`,
    `<wsu:Created>${moment(now.getTime())}</wsu:Created><wsu:Expires>${moment(now.getTime() + lifetimeMs)}</wsu:Expires></wsu:Timestamp>`,
    `<wsse:BinarySecurityToken wsu:Id="${tokenId}" ValueType="${token.value}" EncodingType="${token.encoding}">${der}</wsse:BinarySecurityToken>`,
    `</wsse:Security></soap:Header><soap:Body ${signed('Body')}>`,
    `<eks:eksporterXmlFuldMyndighed xmlns:eks="${exportNamespace}"><eks:instnr>${escape(institution)}</eks:instnr></eks:eksporterXmlFuldMyndighed>`,
    `</soap:Body></soap:Envelope>`,
  ].join('')
  return { messageId, envelope: sign(envelope, key, tokenId) }
}

function sign(envelope: string, key: string, tokenId: string): string {
  const signature = new SignedXml({
    privateKey: key,
    idMode: 'wssecurity',
    signatureAlgorithm: signatureAlgorithms.signature,
    canonicalizationAlgorithm: signatureAlgorithms.canonicalisation,
    getKeyInfoContent: () =>
      `<wsse:SecurityTokenReference xmlns:wsse="${securityNamespaces.wsse}"><wsse:Reference URI="#${tokenId}" ValueType="${token.value}"/></wsse:SecurityTokenReference>`,
  })
  for (const name of ['Body', 'Timestamp', 'MessageID', 'Action', 'To', 'ReplyTo', 'UdbydersystemId']) {
    signature.addReference({
      xpath: `//*[local-name(.)='${name}']`,
      transforms: [signatureAlgorithms.canonicalisation],
      digestAlgorithm: signatureAlgorithms.digest,
    })
  }
  signature.computeSignature(envelope, { prefix: 'ds', location: { reference: "//*[local-name(.)='Security']", action: 'append' } })
  return signature.getSignedXml()
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
