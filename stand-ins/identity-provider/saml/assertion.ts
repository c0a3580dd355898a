/** An assertion: who it is about, for whom, when, and in answer to what. Unsigned; `response.ts` signs it. */
import { namespaces } from './names.ts'
import type { Subject } from './subject.ts'
import { type Xml, xml } from './xml.ts'

export type AssertionParts = {
  readonly id: string
  readonly issuer: string
  readonly subject: Subject
  readonly issuedAt: Date
  /** From when to when it may be used. */
  readonly notBefore: Date
  readonly notOnOrAfter: Date
  /** Undefined writes none: an answer that nobody asked for. */
  readonly inResponseTo: string | undefined
  readonly recipient: string | undefined
  readonly audience: string | undefined
  readonly sessionIndex: string | undefined
  readonly confirmation: 'bearer' | 'sender-vouches'
  /** Stands inside the name identifier, as written; a comment splits its text for careless readers. */
  readonly nameId?: Xml
  readonly hasConditions: boolean
}

/** Every namespace is declared on the assertion itself, so that it stays what it is wherever it is put. */
export function assertion(parts: AssertionParts): Xml {
  const { id, issuer, subject, issuedAt, notBefore, notOnOrAfter, inResponseTo, recipient, audience, sessionIndex } = parts
  return xml`
    <saml:Assertion xmlns:saml="${namespaces.assertion}" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="${id}" Version="2.0" IssueInstant="${instant(issuedAt)}">
      <saml:Issuer>${issuer}</saml:Issuer>
      <saml:Subject>
        <saml:NameID Format="${subject.nameIdFormat}">${parts.nameId ?? subject.nameId}</saml:NameID>
        <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:${parts.confirmation}">
          <saml:SubjectConfirmationData${maybe('InResponseTo', inResponseTo)}${maybe('Recipient', recipient)} NotOnOrAfter="${instant(notOnOrAfter)}"/>
        </saml:SubjectConfirmation>
      </saml:Subject>
      ${
        parts.hasConditions &&
        xml`<saml:Conditions NotBefore="${instant(notBefore)}" NotOnOrAfter="${instant(notOnOrAfter)}">
          ${audience !== undefined && xml`<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction>`}
        </saml:Conditions>`
      }
      <saml:AuthnStatement AuthnInstant="${instant(issuedAt)}"${maybe('SessionIndex', sessionIndex)}>
        <saml:AuthnContext><saml:AuthnContextClassRef>${subject.context}</saml:AuthnContextClassRef></saml:AuthnContext>
      </saml:AuthnStatement>
      <saml:AttributeStatement>
        ${subject.attributes.map(
          ({ name, format, value }) => xml`
            <saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:${format}">
              <saml:AttributeValue xsi:type="xs:string">${value}</saml:AttributeValue>
            </saml:Attribute>`,
        )}
      </saml:AttributeStatement>
    </saml:Assertion>`
}

/** A moment as SAML writes it: UTC, to the second. */
export function instant(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`
}

function maybe(name: string, value: string | undefined): Xml | false {
  return value !== undefined && xml` ${{ xml: name }}="${value}"`
}
