/**
 * OneRoster's tables as a roster.
 *
 * | in the export                                    | in the roster                                |
 * |--------------------------------------------------|----------------------------------------------|
 * | org of type school, by its identifier            | institution                                  |
 * | class of type homeroom                           | class or room                                |
 * | enrollment as student in a homeroom              | pupil                                        |
 * | agents of a pupil: parent, guardian, relative    | grown-up; custody only where metadata say it |
 * | role teacher at a school                         | teacher of their homerooms                   |
 * | role principal at a school                       | institutionLeader                            |
 * | other roles; scheduled classes                   | not used; counted                            |
 */
import { type Cpr, readCpr } from '../organisation/cpr.ts'
import {
  cellOf,
  listOf,
  livingRows,
  oneRosterGrade,
  type OneRosterRow,
  type OneRosterTable,
  type OneRosterTables,
} from '../organisation/one-roster-tables.ts'
import type { Sex } from '../organisation/organisation.ts'
import { atOneInstitution, countFindings, type ExportedPupil, latestSchoolYear, noCounts } from '../organisation/roster-export.ts'
import { cprKindOf, isEmail, isInstitutionNumber, isUserId, longestClassName, longestName, tidy } from '../organisation/roster-rows.ts'
import { readLanguage, readRelation, readYesNo } from '../organisation/roster-words.ts'
import {
  type ContactRelation,
  finding,
  type InstitutionKind,
  pupilKey,
  type RosterContact,
  type RosterFinding,
  type RosterFindingName,
  type RosterIdentity,
  type RosterInstitution,
} from '../organisation/roster.ts'
import type { Role } from './actor.ts'
import type { Roster, RosterStaff } from './staff-roster.ts'

/** Roles of `roles.csv` that give an account. */
const staffRoles: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['teacher', 'teacher'],
  ['principal', 'institutionLeader'],
])
const agentRoles: readonly string[] = ['parent', 'guardian', 'relative']

const sexWords: ReadonlyMap<string, Sex> = new Map<string, Sex>([
  ['female', 'female'],
  ['male', 'male'],
])

/** `note` says what is wrong, with the file and line it is wrong in. */
type Note = (table: OneRosterTable, row: OneRosterRow | undefined, name: RosterFindingName, column?: string) => void

type Person = RosterIdentity & { readonly row: OneRosterRow; readonly name: string; readonly sex: Sex }

export function readOneRoster(tables: OneRosterTables): Roster {
  const findings: RosterFinding[] = []
  const note: Note = ({ file }, row, name, column) =>
    findings.push(finding(row?.line ?? null, name, { place: file, ...(column !== undefined && { column }) }))
  const { users, enrollments } = tables
  const cell = (row: OneRosterRow, column: string) => cellOf(users, row, column)

  const schools = schoolsOf(tables.orgs, note)
  const { homerooms, scheduled } = classesOf(tables.classes, schools, note)
  const sexes = new Map(
    livingRows(tables.demographics).map((row) => [
      cellOf(tables.demographics, row, 'sourcedId'),
      sexWords.get(cellOf(tables.demographics, row, 'sex')) ?? 'unknown',
    ]),
  )
  const rows = new Map(livingRows(users).map((row) => [cell(row, 'sourcedId'), row]))
  const roles = rolesOf(tables.roles, rows, schools, note)
  const person = (id: string, row: OneRosterRow): Person => personOf(users, row, id, sexes.get(id) ?? 'unknown', note)

  const placed = new Map<string, string[]>()
  const led = new Map<string, string[]>()
  for (const row of livingRows(enrollments)) {
    const [user, group, role] = [
      cellOf(enrollments, row, 'userSourcedId'),
      cellOf(enrollments, row, 'classSourcedId'),
      cellOf(enrollments, row, 'role'),
    ]
    if (!homerooms.has(group)) continue
    if (!rows.has(user)) note(enrollments, row, 'reference-unknown', 'userSourcedId')
    else if (role === 'student') placed.set(user, [...(placed.get(user) ?? []), group])
    else if (role === 'teacher') led.set(user, [...(led.get(user) ?? []), group])
  }

  const agents = agentsOf(users, rows, roles)
  const counts = { ...noCounts, 'groups-not-used': scheduled }
  const exported: ExportedPupil[] = []
  const contacts = new Map<string, Person>()
  for (const [id, own] of roles) {
    const row = rows.get(id)
    if (row === undefined || !own.some(({ role }) => role === 'student')) continue
    const pupil = person(id, row)
    if (!placed.has(id)) note(users, row, 'class-empty', 'enrollments.classSourcedId')
    if (pupil.cpr === null) counts['pupils-without-cpr'] += 1
    const ties = (agents.get(id) ?? []).flatMap((agent): RosterContact[] => {
      const agentRow = rows.get(agent)
      if (agentRow === undefined) {
        note(users, row, 'reference-unknown', 'agentSourcedIds')
        return []
      }
      const known = contacts.get(agent) ?? person(agent, agentRow)
      contacts.set(agent, known)
      const hasCustody = custodyOf(users, row, agentRow, agent)
      if (hasCustody === undefined) counts['custody-not-told'] += 1
      const { row: _, sex: __, ...identity } = known
      return [
        {
          ...identity,
          line: agentRow.line,
          pupil: '',
          relation: relationOf(
            known,
            cell(agentRow, 'metadata.relation'),
            (roles.get(agent) ?? []).map(({ role }) => role),
          ),
          hasCustody: hasCustody ?? false,
          custodyFrom: null,
          custodyUntil: null,
        },
      ]
    })
    for (const group of new Set(placed.get(id))) {
      const homeroom = homerooms.get(group)
      if (homeroom === undefined) continue
      const { row: _, ...identity } = pupil
      const entry = {
        ...identity,
        line: row.line,
        institution: homeroom.institution,
        institutionName: homeroom.institutionName,
        className: homeroom.name,
        grade: homeroom.grade === undefined ? (oneRosterGrade(listOf(cell(row, 'grades'))[0] ?? '') ?? null) : homeroom.grade,
      }
      exported.push({ pupil: entry, contacts: ties.map((tie) => ({ ...tie, pupil: pupilKey(entry) })) })
    }
  }

  const staff: RosterStaff[] = []
  for (const [id, own] of roles) {
    const row = rows.get(id)
    const given = own.filter(({ role, school }) => staffRoles.has(role) && school !== undefined)
    const isFamily = own.some(({ role }) => role === 'student' || agentRoles.includes(role))
    if (row === undefined || (given.length === 0 && isFamily)) continue
    if (given.length === 0) counts['staff-not-used'] += 1
    else staff.push(...staffLines(users, row, given, led.get(id) ?? [], homerooms, note))
  }

  const settled = atOneInstitution(exported)
  const year = schoolYearOf(tables.academicSessions)
  return {
    source: 'one-roster',
    schoolYear: year.schoolYear,
    institutions: institutionsOf(schools, settled.exported),
    pupils: settled.exported.map(({ pupil }) => pupil),
    contacts: settled.exported.flatMap((one) => one.contacts),
    staff,
    findings: [...findings, ...settled.findings, ...year.findings, ...countFindings(counts)],
  }
}

type School = { readonly line: number; readonly number: string; readonly name: string }

function schoolsOf(orgs: OneRosterTable, note: Note): ReadonlyMap<string, School> {
  const schools = livingRows(orgs).filter((row) => cellOf(orgs, row, 'type') === 'school')
  return new Map(
    schools.flatMap((row) => {
      const number = cellOf(orgs, row, 'identifier').toUpperCase()
      if (!isInstitutionNumber(number)) {
        note(orgs, row, number === '' ? 'institution-number-empty' : 'institution-number-invalid', 'identifier')
      }
      return [
        [cellOf(orgs, row, 'sourcedId'), { line: row.line, number, name: tidy(cellOf(orgs, row, 'name')).slice(0, longestName) }] as const,
      ]
    }),
  )
}

type Homeroom = {
  readonly institution: string
  readonly institutionName: string
  readonly name: string
  /** Undefined where the class does not say. */
  readonly grade: number | null | undefined
}

function classesOf(classes: OneRosterTable, schools: ReadonlyMap<string, School>, note: Note) {
  const homerooms = new Map<string, Homeroom>()
  let scheduled = 0
  for (const row of livingRows(classes)) {
    if (cellOf(classes, row, 'classType') !== 'homeroom') {
      scheduled += 1
      continue
    }
    const school = schools.get(cellOf(classes, row, 'schoolSourcedId'))
    const name = tidy(cellOf(classes, row, 'title'))
    if (school === undefined) note(classes, row, 'reference-unknown', 'schoolSourcedId')
    if (name === '') note(classes, row, 'class-empty', 'title')
    if (name.length > longestClassName) note(classes, row, 'class-name-too-long', 'title')
    const grades = listOf(cellOf(classes, row, 'grades')).map(oneRosterGrade)
    if (school !== undefined) {
      homerooms.set(cellOf(classes, row, 'sourcedId'), {
        institution: school.number,
        institutionName: school.name,
        name,
        grade: grades.length === 1 ? grades[0] : undefined,
      })
    }
  }
  return { homerooms, scheduled }
}

type OwnRole = { readonly role: string; readonly school: string | undefined }

function rolesOf(
  table: OneRosterTable,
  rows: ReadonlyMap<string, OneRosterRow>,
  schools: ReadonlyMap<string, School>,
  note: Note,
): ReadonlyMap<string, readonly OwnRole[]> {
  const roles = new Map<string, OwnRole[]>()
  for (const row of livingRows(table)) {
    const user = cellOf(table, row, 'userSourcedId')
    if (!rows.has(user)) note(table, row, 'reference-unknown', 'userSourcedId')
    const own = { role: cellOf(table, row, 'role'), school: schools.get(cellOf(table, row, 'orgSourcedId'))?.number }
    roles.set(user, [...(roles.get(user) ?? []), own])
  }
  return roles
}

function personOf(users: OneRosterTable, row: OneRosterRow, id: string, sex: Sex, note: Note): Person {
  const cell = (column: string) => cellOf(users, row, column)
  const name = tidy(`${cell('givenName')} ${cell('familyName')}`)
  if (name === '') note(users, row, 'name-empty', 'givenName')
  if (name.length > longestName) note(users, row, 'name-too-long', 'givenName')
  const cprText = cprIn(cell('userIds')) || cell('metadata.cpr')
  const cpr: Cpr | null = readCpr(cprText) ?? null
  if (cprText !== '' && cpr === null) note(users, row, 'cpr-invalid', 'userIds')
  const uniLogin = cell('username').toLowerCase()
  const isProtected = readYesNo(cell('metadata.protected')) ?? null
  if (isProtected === null && cell('metadata.protected') !== '') note(users, row, 'yes-no-unknown', 'metadata.protected')
  const email = cell('email')
  const phones = [...new Set([cell('sms'), cell('phone')])].filter((number) => number !== '')
  return {
    row,
    name,
    sex,
    cpr,
    cprKind: cpr === null ? 'unknown' : cprKindOf(cpr),
    sourceId: id,
    uniLogin: isUserId(uniLogin) ? uniLogin : null,
    isProtected,
    contact: {
      ...(users.columns.has('email') && { email: isEmail(email) ? email : null }),
      ...((users.columns.has('sms') || users.columns.has('phone')) && {
        phones: phones.map((number) => ({ number: tidy(number).slice(0, 40), isProtected: isProtected ?? false })),
      }),
      ...(users.columns.has('metadata.language') && { language: readLanguage(cell('metadata.language')) ?? null }),
    },
  }
}

/** `userIds` is a list of {type:id}. */
function cprIn(userIds: string): string {
  return /\{\s*cpr\s*:\s*([^}]*)\}/i.exec(userIds)?.[1]?.trim() ?? ''
}

/** The grown-ups of each pupil: written on the pupil, on the grown-up, or on both. */
function agentsOf(
  users: OneRosterTable,
  rows: ReadonlyMap<string, OneRosterRow>,
  roles: ReadonlyMap<string, readonly OwnRole[]>,
): ReadonlyMap<string, readonly string[]> {
  const isPupil = (id: string) => roles.get(id)?.some(({ role }) => role === 'student') ?? false
  const isAgent = (id: string) => roles.get(id)?.some(({ role }) => agentRoles.includes(role)) ?? false
  const agents = new Map<string, Set<string>>()
  const tie = (pupil: string, agent: string) => agents.set(pupil, (agents.get(pupil) ?? new Set()).add(agent))
  for (const [id, row] of rows) {
    for (const other of listOf(cellOf(users, row, 'agentSourcedIds'))) {
      if (isPupil(id) && (isAgent(other) || !rows.has(other))) tie(id, other)
      if (isAgent(id) && isPupil(other)) tie(other, id)
    }
  }
  return new Map([...agents].map(([pupil, own]) => [pupil, [...own]]))
}

/**
 * OneRoster knows no custody. `metadata.custody` of the pupil lists the grown-ups who have it; that of a grown-up says
 * yes or no for all their children. Undefined when neither is there.
 */
function custodyOf(users: OneRosterTable, pupil: OneRosterRow, agent: OneRosterRow, agentId: string): boolean | undefined {
  const listed = listOf(cellOf(users, pupil, 'metadata.custody'))
  return listed.length > 0 ? listed.includes(agentId) : readYesNo(cellOf(users, agent, 'metadata.custody'))
}

function relationOf({ sex }: Person, word: string, roles: readonly string[]): ContactRelation {
  const said = readRelation(word)
  if (said !== undefined) return said
  if (!roles.includes('parent')) return 'other'
  return sex === 'female' ? 'mother' : sex === 'male' ? 'father' : 'other'
}

function staffLines(
  users: OneRosterTable,
  row: OneRosterRow,
  given: readonly OwnRole[],
  led: readonly string[],
  homerooms: ReadonlyMap<string, Homeroom>,
  note: Note,
): RosterStaff[] {
  const login = cellOf(users, row, 'username').toLowerCase()
  if (login === '') note(users, row, 'login-empty', 'username')
  else if (!isUserId(login)) note(users, row, 'login-invalid', 'username')
  const name = tidy(`${cellOf(users, row, 'givenName')} ${cellOf(users, row, 'familyName')}`)
  if (name === '') note(users, row, 'name-empty', 'givenName')
  const places = new Map(given.map((one) => [`${one.role} ${one.school}`, one]))
  return [...places.values()].flatMap(({ role, school }) => {
    const own = staffRoles.get(role)
    const classNames = led.flatMap((id) => {
      const homeroom = homerooms.get(id)
      return homeroom !== undefined && homeroom.institution === school ? [homeroom.name] : []
    })
    const line = { line: row.line, login, name, institution: school ?? null }
    return own === undefined ? [] : [{ ...line, role: own, classNames: own === 'teacher' ? [...new Set(classNames)] : [] }]
  })
}

/** The kind is not in the export: a school is where somebody has a grade. */
function institutionsOf(schools: ReadonlyMap<string, School>, exported: readonly ExportedPupil[]): RosterInstitution[] {
  const pupils = Map.groupBy(exported, ({ pupil }) => pupil.institution)
  return [...schools.values()].flatMap(({ line, number, name }) => {
    const own = pupils.get(number)
    const kind: InstitutionKind = own?.some(({ pupil }) => pupil.grade !== null) === true ? 'school' : 'daycare'
    return own === undefined || name === '' ? [] : [{ line, number, name, kind }]
  })
}

/** Of the sessions that are a school year; the standard's own column says the year it ends. */
function schoolYearOf(sessions: OneRosterTable) {
  const years = livingRows(sessions).filter((row) => cellOf(sessions, row, 'type') === 'schoolYear')
  return latestSchoolYear(
    years.flatMap((row) => {
      const began = /^(\d{4})-/.exec(cellOf(sessions, row, 'startDate'))?.[1]
      const ends = /^(\d{4})$/.exec(cellOf(sessions, row, 'schoolYear'))?.[1]
      return began !== undefined ? [Number(began)] : ends !== undefined ? [Number(ends) - 1] : []
    }),
  )
}
