/** Who somebody is to the two SAML logins: the name identifier, and the attributes in the login's own words. */
import { createHash } from 'node:crypto'
import type { Assurance, Generation } from '../logins.ts'
import type { Person } from '../people.ts'
import { nameIdFormats, nsis } from './names.ts'
import { encodePrivileges } from './privileges.ts'

export const profiles = ['contextHandler', 'nemLogin'] as const
export type Profile = (typeof profiles)[number]

export type Attribute = { readonly name: string; readonly format: 'uri' | 'basic'; readonly value: string }

export type Subject = {
  readonly nameId: string
  readonly nameIdFormat: string
  readonly attributes: readonly Attribute[]
  /** `AuthnContextClassRef`. */
  readonly context: string
}

export type Telling = {
  readonly profile: Profile
  readonly generation?: Generation
  readonly assurance?: Assurance
  readonly today: string
}

/** Throws when the person has no such login. `generation` and `assurance` are the person's unless given. */
export function subjectOfSaml(person: Person, telling: Telling): Subject {
  return telling.profile === 'contextHandler' ? employee(person, telling) : citizen(person, telling)
}

/** Step AS and KOMBIT's attribute profiles: a name identifier of organisation, name and UUID; rights as privileges. */
function employee(person: Person, { generation: wanted, assurance: given }: Telling): Subject {
  const login = person.logins.contextHandler
  if (!login) throw new Error(`${person.uniid} does not come by Context Handler`)
  const generation = wanted ?? login.generation
  const assurance = given ?? login.assurance
  const privileges = encodePrivileges(login.privileges, login.cvr, generation)
  const subject = {
    nameId: `C=DK,O=${login.cvr},CN=${person.name.replaceAll(',', ' ')},Serial=${login.uuid}`,
    nameIdFormat: nameIdFormats.x509Subject,
  }
  if (generation === 'dk-saml-2') {
    const old = 'dk:gov:saml:attribute:'
    return {
      ...subject,
      context: 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509',
      attributes: [
        basic(`${old}SpecVer`, 'DK-SAML-2.0'),
        basic(`${old}KombitSpecVer`, '1.0'),
        basic(`${old}AssuranceLevel`, { Low: '2', Substantial: '3', High: '4' }[assurance]),
        basic(`${old}CvrNumberIdentifier`, login.cvr),
        basic(`${old}Privileges_intermediate`, privileges),
      ],
    }
  }
  return {
    ...subject,
    context: `${nsis.loa}/${assurance}`,
    attributes: [
      uri(nsis.specification, 'OIO-SAML-3.0'),
      uri('dk:gov:saml:attribute:KombitSpecVer', '2.0'),
      uri(nsis.loa, assurance),
      uri(`${nsis.eid}/professional/cvr`, login.cvr),
      uri(`${nsis.eid}/professional/orgName`, login.organisation),
      uri(`${nsis.eid}/privilegesIntermediate`, privileges),
    ],
  }
}

/** OIOSAML 3.0, the attribute profile of natural persons. */
function citizen(person: Person, { assurance: given, today }: Telling): Subject {
  const login = person.logins.nemLogin
  if (!login) throw new Error(`${person.uniid} does not come by NemLog-in`)
  const assurance = given ?? login.assurance
  const words = person.name.split(' ')
  const bornOn = birthdayIn(login.cpr)
  return {
    nameId: `${nsis.eid}/person/uuid/${login.uuid}`,
    nameIdFormat: nameIdFormats.persistent,
    context: `${nsis.loa}/${assurance}`,
    attributes: [
      uri(nsis.specification, 'OIO-SAML-3.0'),
      uri(nsis.loa, assurance),
      uri(nsis.ial, assurance),
      uri(nsis.aal, assurance),
      uri(`${nsis.eid}/cprNumber`, login.cpr),
      uri(`${nsis.eid}/cprUuid`, cprUuidOf(login.cpr)),
      uri(`${nsis.eid}/fullName`, person.name),
      uri(`${nsis.eid}/firstName`, words.slice(0, -1).join(' ')),
      uri(`${nsis.eid}/lastName`, words.at(-1) ?? ''),
      uri(`${nsis.eid}/dateOfBirth`, bornOn),
      uri(`${nsis.eid}/age`, String(ageOn(bornOn, today))),
    ],
  }
}

/** The day a CPR number tells; its seventh digit gives the century (CPR-kontoret, "Opbygning af personnumre"). */
export function birthdayIn(cpr: string): string {
  const [day, month, year, seventh] = [cpr.slice(0, 2), cpr.slice(2, 4), Number(cpr.slice(4, 6)), Number(cpr[6])]
  const century = seventh <= 3 ? 1900 : seventh === 4 || seventh === 9 ? (year <= 36 ? 2000 : 1900) : year <= 57 ? 2000 : 1800
  // Numbers that are invented may have 60 added to the day, as replacement numbers have.
  return `${century + year}-${month}-${String(Number(day) > 60 ? Number(day) - 60 : Number(day)).padStart(2, '0')}`
}

/** Whole years; both days as `2026-11-22`. */
export function ageOn(bornOn: string, today: string): number {
  return Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (today.slice(5) < bornOn.slice(5) ? 1 : 0)
}

function cprUuidOf(cpr: string): string {
  const hex = createHash('sha256').update(`stand-in|cpr|${cpr}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

function uri(name: string, value: string): Attribute {
  return { name, format: 'uri', value }
}

function basic(name: string, value: string): Attribute {
  return { name, format: 'basic', value }
}
