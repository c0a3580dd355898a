/** Single logout: the messages, and the round past every service provider that holds a session. */
import { instant } from './assertion.ts'
import { encryptElement } from './encryption.ts'
import type { ServiceProvider } from './metadata.ts'
import { namespaces, statuses } from './names.ts'
import { newId } from './response.ts'
import { childOf, type Element, xml } from './xml.ts'

/** What one service provider was told about somebody. */
export type SamlSession = {
  readonly serviceProvider: ServiceProvider
  readonly sessionIndex: string
  readonly nameId: string
  readonly nameIdFormat: string
  readonly name: string
}

/** A logout on its way: who is still to be told, who did not do it, and whom to answer when it is over. */
export type LogoutRound = {
  readonly remaining: readonly SamlSession[]
  readonly failed: number
  /** Undefined where it began at the login itself. */
  readonly answerTo:
    | { readonly serviceProvider: ServiceProvider; readonly inResponseTo: string; readonly relayState: string | undefined }
    | undefined
}

export function logoutRequest({
  issuer,
  to,
  session,
  now,
}: {
  readonly issuer: string
  readonly to: string
  readonly session: SamlSession
  readonly now: Date
}): { readonly id: string; readonly document: string } {
  const id = newId()
  return {
    id,
    document: xml`
      <samlp:LogoutRequest xmlns:samlp="${namespaces.protocol}" xmlns:saml="${namespaces.assertion}" ID="${id}" Version="2.0" IssueInstant="${instant(now)}" Destination="${to}" NotOnOrAfter="${instant(new Date(now.getTime() + 5 * 60_000))}">
        <saml:Issuer>${issuer}</saml:Issuer>
        <saml:NameID Format="${session.nameIdFormat}">${session.nameId}</saml:NameID>
        <samlp:SessionIndex>${session.sessionIndex}</samlp:SessionIndex>
      </samlp:LogoutRequest>`.xml,
  }
}

/** The same LogoutRequest with its name identifier encrypted, as OIOSAML lets a login send it. */
export async function encryptNameId(document: string, certificate: string): Promise<string> {
  const [nameId] = /<saml:NameID[\s>][\s\S]*?<\/saml:NameID>/.exec(document) ?? []
  if (nameId === undefined) throw new Error('there is no name identifier')
  const encrypted = await encryptElement(nameId.replace('<saml:NameID', `<saml:NameID xmlns:saml="${namespaces.assertion}"`), certificate)
  return document.replace(nameId, `<saml:EncryptedID>${encrypted}</saml:EncryptedID>`)
}

export function logoutResponse({
  issuer,
  to,
  inResponseTo,
  isWhole,
  now,
}: {
  readonly issuer: string
  readonly to: string
  readonly inResponseTo: string
  /** False when somebody on the round did not answer. */
  readonly isWhole: boolean
  readonly now: Date
}): string {
  return xml`
    <samlp:LogoutResponse xmlns:samlp="${namespaces.protocol}" xmlns:saml="${namespaces.assertion}" ID="${newId()}" Version="2.0" IssueInstant="${instant(now)}" Destination="${to}" InResponseTo="${inResponseTo}">
      <saml:Issuer>${issuer}</saml:Issuer>
      <samlp:Status>
        <samlp:StatusCode Value="${statuses.success}">${!isWhole && xml`<samlp:StatusCode Value="${statuses.partialLogout}"/>`}</samlp:StatusCode>
      </samlp:Status>
    </samlp:LogoutResponse>`.xml
}

/** Whom a LogoutRequest is about. Throws where the name identifier is encrypted, which nobody here sends. */
export function readLogoutSubject(request: Element): { readonly nameId: string; readonly sessionIndexes: readonly string[] } {
  const nameId = childOf(request, 'NameID')
  if (!nameId) throw new Error('the LogoutRequest has no NameID')
  return {
    nameId: nameId.text,
    sessionIndexes: request.children.filter(({ name }) => name === 'SessionIndex').map(({ text }) => text.trim()),
  }
}

/** Whether a LogoutResponse says that the logout was done. */
export function isDone(response: Element): boolean {
  return childOf(childOf(response, 'Status'), 'StatusCode')?.attributes['Value'] === statuses.success
}
