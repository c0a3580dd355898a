/**
 * One institution of STIL's export as the sections of a roster. Facts of the format: `stil-codes.ts`; what becomes of
 * its people is decided here.
 *
 * | in the export                              | in the roster                                    |
 * |--------------------------------------------|--------------------------------------------------|
 * | Student, by its main group                 | pupil in a class or room                         |
 * | ContactPerson                              | grown-up, with custody as written                |
 * | Employee Lærer, Pædagog, Vikar             | teacher of the main groups they belong to        |
 * | Employee Leder, Ledelse                    | institutionLeader                                |
 * | Employee TAP, Konsulent; Extern            | no account; counted                              |
 * | groups that are no main group              | not used; counted                                |
 */
import { classKey } from '../organisation/class-name.ts'
import { readCpr } from '../organisation/cpr.ts'
import { childOf, childrenOf, type Element, flagOf, textIn } from '../organisation/element.ts'
import { type Counts, type ExportedPupil, noCounts } from '../organisation/roster-export.ts'
import { isEmail, isInstitutionNumber, isUserId, longestClassName, longestName, tidy } from '../organisation/roster-rows.ts'
import { readRelation } from '../organisation/roster-words.ts'
import {
  type ContactDetails,
  finding,
  pupilKey,
  type RosterContact,
  type RosterFinding,
  type RosterIdentity,
  type RosterInstitution,
  type RosterPupil,
} from '../organisation/roster.ts'
import { stilClassGroup, stilCprKinds, stilLevels, stilPupilRoles, stilSexes } from '../organisation/stil-codes.ts'
import { readRole } from './role-words.ts'
import type { RosterStaff } from './staff-roster.ts'

/** As read: number and name as written, `Group` and `InstitutionPerson` as elements. */
export type StilInstitution = {
  readonly line: number
  readonly number: string
  readonly name: string
  readonly groups: readonly Element[]
  readonly people: readonly Element[]
}

export type StilSections = {
  readonly institutions: readonly RosterInstitution[]
  readonly pupils: readonly ExportedPupil[]
  readonly staff: readonly RosterStaff[]
  readonly counts: Counts
  readonly findings: readonly RosterFinding[]
}

/** Reads one institution. Findings name the element that is at fault and never what it holds. */
export function readStilInstitution({ line, number, name, groups, people }: StilInstitution): StilSections {
  const findings: RosterFinding[] = []
  const institution = number.trim().toUpperCase()
  if (!isInstitutionNumber(institution)) {
    findings.push(
      finding(line, institution === '' ? 'institution-number-empty' : 'institution-number-invalid', { column: 'InstitutionNumber' }),
    )
    return { institutions: [], pupils: [], staff: [], counts: noCounts, findings }
  }
  const classes = classesOf(groups, institution, findings)
  const counts = { ...noCounts, 'groups-not-used': groups.length - classes.size }
  const kinds: string[] = []
  const pupils: ExportedPupil[] = []
  const staff: RosterStaff[] = []
  for (const person of people) {
    const [student, employee] = [childOf(person, 'Student'), childOf(person, 'Employee')]
    if (childOf(person, 'Person') === undefined) counts['people-without-details'] += 1
    else if (student !== undefined) {
      const pupil = readStudent(person, student, { institution, institutionName: tidy(name).slice(0, longestName), classes }, findings)
      if (pupil === undefined) continue
      if (pupil.pupil.cpr === null) counts['pupils-without-cpr'] += 1
      kinds.push(textIn(student, 'Role'))
      pupils.push(pupil)
    } else if (employee !== undefined) {
      const lines = readEmployee(person, employee, institution, classes, findings)
      if (lines.length === 0) counts['staff-not-used'] += 1
      staff.push(...lines)
    } else counts['staff-not-used'] += 1
  }
  return {
    institutions: institutionOf({ line, number: institution, name: tidy(name).slice(0, longestName), roles: kinds }),
    pupils,
    staff,
    counts,
    findings,
  }
}

type StilClass = { readonly name: string; readonly grade: number | null | undefined }

/**
 * Main groups by their id. A class is called what the school calls it (`GroupName`); where two are called the same, as
 * where every grade has an "A", ids tell them apart.
 */
function classesOf(groups: readonly Element[], institution: string, findings: RosterFinding[]): ReadonlyMap<string, StilClass> {
  const main = groups.filter((group) => textIn(group, 'GroupType') === stilClassGroup)
  const nameOf = (group: Element) => tidy(textIn(group, 'GroupName')) || tidy(textIn(group, 'GroupId'))
  const called = Map.groupBy(main, (group) => classKey(nameOf(group)))
  if (main.length > called.size) findings.push(finding(main[0]?.line ?? null, 'class-names-collide', { institution }))
  return new Map(
    main.map((group) => {
      const id = textIn(group, 'GroupId')
      const isAlone = called.get(classKey(nameOf(group)))?.length === 1
      return [id, { name: isAlone ? nameOf(group) : id, grade: stilLevels.get(textIn(group, 'GroupLevel')) }]
    }),
  )
}

type Place = { readonly institution: string; readonly institutionName: string; readonly classes: ReadonlyMap<string, StilClass> }

function readStudent(element: Element, student: Element, place: Place, findings: RosterFinding[]): ExportedPupil | undefined {
  const { line } = element
  const person = childOf(element, 'Person')
  const identity = identityOf(person, textIn(element, 'LocalPersonId') || null)
  const name = nameOf(person, line, findings)
  const groupId = textIn(student, 'MainGroupId')
  // A main group that is not in the export was made by naming it: its id is all there is of it.
  const group = place.classes.get(groupId) ?? { name: tidy(groupId), grade: undefined }
  if (group.name === '') findings.push(finding(line, 'class-empty', { column: 'MainGroupId' }))
  if (group.name.length > longestClassName) findings.push(finding(line, 'class-name-too-long', { column: 'MainGroupId' }))
  const level = stilLevels.get(textIn(student, 'Level'))
  if (level === undefined && group.grade === undefined) findings.push(finding(line, 'grade-unknown', { column: 'Level' }))
  if (hasBrokenCpr(person)) findings.push(finding(line, 'cpr-invalid', { column: 'CivilRegistrationNumber' }))
  if (identity.cpr === null && identity.sourceId === null) {
    findings.push(finding(line, 'pupil-without-identity'))
    return undefined
  }
  const pupil: RosterPupil = {
    ...identity,
    line,
    name,
    sex: stilSexes.get(textIn(person, 'Gender')) ?? 'unknown',
    institution: place.institution,
    institutionName: place.institutionName,
    className: group.name,
    grade: group.grade ?? level ?? null,
  }
  return { pupil, contacts: childrenOf(student, 'ContactPerson').flatMap((contact) => readContact(contact, pupilKey(pupil), findings)) }
}

function readContact(element: Element, pupil: string, findings: RosterFinding[]): RosterContact[] {
  const { line } = element
  const person = childOf(element, 'Person')
  const hasCustody = flagOf(element, 'childCustody')
  if (hasCustody === undefined) findings.push(finding(line, 'yes-no-unknown', { column: 'childCustody' }))
  const relation = readRelation(element.attributes.get('relation') ?? '')
  if (relation === undefined) findings.push(finding(line, 'relation-unknown', { column: 'relation' }))
  return [
    {
      ...identityOf(person, null),
      line,
      name: nameOf(person, line, findings),
      pupil,
      relation: relation ?? 'other',
      hasCustody: hasCustody ?? false,
      custodyFrom: null,
      custodyUntil: null,
    },
  ]
}

/** A line for each of their roles that gives an account: somebody may both teach and lead. */
function readEmployee(
  element: Element,
  employee: Element,
  institution: string,
  classes: ReadonlyMap<string, StilClass>,
  findings: RosterFinding[],
): RosterStaff[] {
  const { line } = element
  const person = childOf(element, 'Person')
  const roles = new Set(childrenOf(employee, 'Role').flatMap(({ text }) => readRole(text) ?? []))
  if (roles.size === 0) return []
  const login = textIn(person, 'UserId').toLowerCase()
  if (login === '') findings.push(finding(line, 'login-empty', { column: 'UserId' }))
  else if (!isUserId(login)) findings.push(finding(line, 'login-invalid', { column: 'UserId' }))
  const name = nameOf(person, line, findings)
  const led = childrenOf(employee, 'GroupId').flatMap(({ text }) => classes.get(text.trim())?.name ?? [])
  return [...roles].map((role) => ({ line, login, name, role, institution, classNames: role === 'teacher' ? [...new Set(led)] : [] }))
}

function nameOf(person: Element | undefined, line: number, findings: RosterFinding[]): string {
  const name = tidy(`${textIn(person, 'FirstName')} ${textIn(person, 'FamilyName')}`)
  if (name === '') findings.push(finding(line, 'name-empty', { column: 'FirstName' }))
  if (name.length > longestName) findings.push(finding(line, 'name-too-long', { column: 'FirstName' }))
  return name
}

function identityOf(person: Element | undefined, sourceId: string | null): RosterIdentity {
  const cpr = readCpr(textIn(person, 'CivilRegistrationNumber')) ?? null
  const uniLogin = textIn(person, 'UserId').toLowerCase()
  const isProtected = flagOf(person, 'protected') ?? null
  return {
    cpr,
    cprKind: cpr === null ? 'unknown' : (stilCprKinds.get(textIn(person, 'CivilRegistrationNumberType')) ?? 'unknown'),
    sourceId,
    uniLogin: isUserId(uniLogin) ? uniLogin : null,
    isProtected,
    contact: contactDetails(person, isProtected ?? false),
  }
}

/** A replacement id may be letters and is then no CPR number; a real one that is none is a mistake. */
function hasBrokenCpr(person: Element | undefined): boolean {
  const text = textIn(person, 'CivilRegistrationNumber')
  const kind = stilCprKinds.get(textIn(person, 'CivilRegistrationNumberType'))
  return text !== '' && readCpr(text) === undefined && (kind === 'verified' || kind === 'unverified')
}

/** The full export tells all of it, so what is missing is not there. */
function contactDetails(person: Element | undefined, isProtected: boolean): ContactDetails {
  const email = textIn(person, 'EmailAddress')
  const phones = ['MobilePhoneNumber', 'HomePhoneNumber', 'WorkPhoneNumber'].flatMap((name) => {
    const phone = childOf(person, name)
    const number = tidy(phone?.text ?? '').slice(0, 40)
    // A number that does not say whether it is protected is taken to be: hiding it hurts nobody.
    return number === '' ? [] : [{ number, isProtected: flagOf(phone, 'protected') ?? true }]
  })
  const address = childOf(person, 'Address')
  const street = tidy(textIn(address, 'StreetAddress')).slice(0, longestName)
  const code = Number(textIn(address, 'MunicipalityCode'))
  return {
    email: isEmail(email) ? email : null,
    phones,
    address:
      address === undefined || street === ''
        ? null
        : {
            street,
            postalCode: textIn(address, 'PostalCode').slice(0, 20),
            place: tidy(textIn(address, 'PostalDistrict')).slice(0, longestName),
            municipalityCode: Number.isInteger(code) && code > 0 && code < 1000 ? code : null,
            isProtected,
          },
  }
}

/** The kind of an institution is not in the export; the role that most of its pupils have tells it. */
function institutionOf({
  line,
  number,
  name,
  roles,
}: {
  readonly line: number
  readonly number: string
  readonly name: string
  readonly roles: readonly string[]
}): RosterInstitution[] {
  const counted = [...stilPupilRoles].map(([role, kind]) => ({ kind, count: roles.filter((one) => one === role).length }))
  const most = counted.toSorted((a, b) => b.count - a.count)[0]
  return name === '' || most === undefined || most.count === 0 ? [] : [{ line, number, name, kind: most.kind }]
}
