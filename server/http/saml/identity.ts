/** Who a SAML login's attributes say somebody is: Context Handler's employee, NemLog-in's citizen. */
import { readCpr } from '#domain/organisation/cpr.ts'
import { readAssurance } from '../assurance.ts'
import type { KnownByCpr, KnownByRight } from '../claims.ts'
import type { SamlLogin } from '../login.ts'
import { readPrivileges } from './privileges.ts'
import { attributes } from './profile.ts'
import type { Asserted } from './response.ts'

/** Undefined when it tells too little. */
export function readAsserted(
  { kind, roles }: Pick<SamlLogin, 'kind' | 'roles'>,
  asserted: Asserted,
): KnownByRight | KnownByCpr | undefined {
  const told = (names: readonly string[]) => names.map((name) => asserted.attributes.get(name)).find((value) => value !== undefined)
  const assurance = readAssurance(told(attributes.assurance))
  if (kind === 'nemlog-in') {
    const cpr = readCpr(told(attributes.cpr) ?? '')
    return cpr === undefined ? undefined : { by: 'cpr', cpr, assurance }
  }
  const user = readSubjectName(asserted.nameId)
  if (!user) return undefined
  // The user's own authority is named twice, under one signature; where the two differ, somebody has got something wrong.
  const cvr = told(attributes.cvr)
  if (cvr !== undefined && cvr !== user.cvr) return undefined
  return { by: 'right', subject: user.uuid, privileges: readPrivileges(told(attributes.privileges) ?? '', roles), assurance }
}

/**
 * CVR number and user's UUID in an X509SubjectName: `C=DK,O=<cvr>,CN=<name>,Serial=<uuid>`. A name may hold anything, so
 * the ends are read and must be the only ones of their kind.
 */
export function readSubjectName(nameId: string): { readonly cvr: string; readonly uuid: string } | undefined {
  const match = /^C=DK,\s?O=(\d{8})\b.*,\s?Serial=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(nameId)
  const isTwice = (nameId.match(/Serial=/gi)?.length ?? 0) > 1
  const [, cvr, uuid] = match ?? []
  return cvr === undefined || uuid === undefined || isTwice ? undefined : { cvr, uuid: uuid.toLowerCase() }
}
