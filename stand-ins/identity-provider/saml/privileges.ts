/** Rights as OIO Basic Privilege Profile: base64 of a list of privileges, each with what it is narrowed to. */
import type { Generation, Privilege } from '../logins.ts'
import { xml } from './xml.ts'

/** Our domain in the names of roles and constraints, as it is declared at KOMBIT. */
export const declaredAt = 'http://boernungeliv.example'

const namespaceOf: Readonly<Record<Generation, string>> = {
  'dk-saml-2': 'http://itst.dk/oiosaml/basic_privilege_profile',
  'oiosaml-3': 'http://digst.dk/oiosaml/basic_privilege_profile',
}

/** The attribute's value. One group for each right, since constraints hold for everything in a group. */
export function privilegesXml(privileges: readonly Privilege[], ownCvr: string, generation: Generation): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${
    xml`<bpp:PrivilegeList xmlns:bpp="${namespaceOf[generation]}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${privileges.map(
      ({ role, constraints, cvr = ownCvr }) => xml`
        <PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:${cvr}">
          <Privilege>${declaredAt}/roles/usersystemrole/${role}/1</Privilege>
          ${Object.entries(constraints).map(
            ([name, value]) => xml`<Constraint Name="${declaredAt}/constraints/${name}/1">${value}</Constraint>`,
          )}
        </PrivilegeGroup>`,
    )}</bpp:PrivilegeList>`.xml
  }`
}

/** As it stands in the assertion. */
export function encodePrivileges(privileges: readonly Privilege[], ownCvr: string, generation: Generation): string {
  return Buffer.from(privilegesXml(privileges, ownCvr, generation), 'utf8').toString('base64')
}
