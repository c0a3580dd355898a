/**
 * A roster of staff: which line gives whom which role where, and what the file would change. Whatever holds
 * for every roster is in `domain/organisation`.
 */
import { classOf, type RosterClass } from '../organisation/roster-check.ts'
import type { Comparison } from '../organisation/roster-difference.ts'
import type { RosterHeader } from '../organisation/roster-header.ts'
import { institutionNumber, isUserId, personName, readLines, type RosterRead, tidy } from '../organisation/roster-rows.ts'
import {
  finding,
  order,
  type RosterContact,
  type RosterFinding,
  type RosterInstitution,
  type RosterPupil,
  type RosterRow,
  type RosterSource,
} from '../organisation/roster.ts'
import { institutionBound, type Role } from './actor.ts'
import { readRole, rolesOfTheAssociation, rolesToNotice } from './role-words.ts'

export type RosterStaff = {
  readonly line: number
  /** The user id at the login service; what a login is matched by. */
  readonly login: string
  readonly name: string
  readonly role: Role
  /** The number on the line; may be left out for a role in the whole municipality. */
  readonly institution: string | null
  /** The classes they lead; null where the file does not say, so that what is known stays. */
  readonly classNames: readonly string[] | null
}

/**
 * What a roster tells, whatever it came as: STIL's export, OneRoster, a spreadsheet. A section that is undefined is
 * one the file does not speak of, and what is known of it stays.
 */
export type Roster = {
  readonly source: RosterSource
  /** The year it began, e.g. 2026 for 2026-2027; null where the file does not say. */
  readonly schoolYear: number | null
  readonly institutions?: readonly RosterInstitution[]
  readonly pupils?: readonly RosterPupil[]
  readonly contacts?: readonly RosterContact[]
  readonly staff?: readonly RosterStaff[]
  readonly findings: readonly RosterFinding[]
}

/** A role somebody has, at one institution or, when null, in the whole municipality. */
export type Post = {
  readonly role: Role
  readonly institution: string | null
  /**
   * Classes they lead, or have the children of, in this school year; null where a file does not say. Of a role in the
   * whole municipality with the institution's number in front, as `classInTown` writes it.
   */
  readonly classNames: readonly string[] | null
}

/** Roles in the whole municipality that have the children of certain classes, and see those alone. */
export const rolesWithClasses: readonly Role[] = ['healthVisitor', 'leadHealthVisitor', 'schoolDoctor']

/** A class among those of the whole municipality. */
export function classInTown(institution: string, className: string): string {
  return `${institution} ${className}`
}

/** Somebody who works in the municipality. `key` is the keyed index of the login. */
export type StaffMember = { readonly key: string; readonly name: string; readonly posts: readonly Post[] }

/** A health visitor's classes can only be told of a line that says where they are. */
function hasSome(role: Role, institution: string | undefined, classNames: readonly string[]): boolean {
  return rolesWithClasses.includes(role) && institution !== undefined && classNames.length > 0
}

/** Staff, one per line; somebody with two roles or two institutions has a line for each. */
export function readStaff(header: RosterHeader, rows: readonly RosterRow[]): RosterRead<RosterStaff> {
  return readLines(header, rows, (line) => {
    const name = personName(line)
    const login = line.cell('login').trim().toLowerCase()
    if (login === '') line.note('login-empty', 'login')
    else if (!isUserId(login)) line.note('login-invalid', 'login')
    const role = readRole(line.cell('role'))
    if (role === undefined) line.note(line.cell('role').trim() === '' ? 'role-empty' : 'role-unknown', 'role')
    else if (rolesOfTheAssociation.includes(role)) line.note('role-of-the-association', 'role')
    else if (rolesToNotice.includes(role)) line.note('role-sees-everything', 'role')
    const isBound = role === undefined || institutionBound.includes(role)
    const institution = isBound || line.cell('institution').trim() !== '' ? institutionNumber(line) : undefined
    if (role === undefined) return undefined
    const classNames = line
      .cell('className')
      .split(/[,;|/\n]/)
      .map(tidy)
      .filter((className) => className !== '')
    return {
      line: line.number,
      login,
      name,
      role,
      institution: institution ?? null,
      // For a role in the whole municipality an empty cell says nothing: such lines stand in lists that know no classes.
      classNames: line.has('className') && (isBound || hasSome(role, institution, classNames)) ? classNames : null,
    }
  })
}

/**
 * The lines of a staff file by person: one login, one name, a post for each role and institution.
 * Classes that do not exist are left out and said; `existing` are the classes of the school year.
 */
export function staffMembers(
  lines: readonly RosterStaff[],
  existing: readonly RosterClass[],
  keyOf: (login: string) => string,
): { readonly members: readonly StaffMember[]; readonly findings: readonly RosterFinding[] } {
  const known = new Map(existing.map((one) => [classOf(one.institution, one.name), one.name]))
  const findings: RosterFinding[] = []
  const members = [...Map.groupBy(lines, (line) => line.login)].map(([login, own]) => {
    const name = own[0]?.name ?? ''
    const other = own.find((line) => line.name !== name)
    if (other !== undefined) findings.push(finding(other.line, 'login-with-two-names', { firstLine: String(own[0]?.line) }))
    const posts = [...Map.groupBy(own, (line) => `${line.role} ${placeOf(line) ?? ''}`).values()].flatMap((same): Post[] => {
      const [one] = same
      if (one === undefined) return []
      const given = same.filter((line) => line.classNames !== null)
      const classNames = given.flatMap((line) =>
        (line.classNames ?? []).flatMap((className) => {
          const settled = known.get(classOf(line.institution ?? '', className))
          if (settled === undefined) findings.push(finding(line.line, 'class-unknown'))
          if (settled === undefined) return []
          return [placeOf(line) === null ? classInTown(line.institution ?? '', settled) : settled]
        }),
      )
      return [
        { role: one.role, institution: placeOf(one), classNames: given.length === 0 ? null : [...new Set(classNames)].toSorted(order) },
      ]
    })
    return { key: keyOf(login), name, posts }
  })
  return { members, findings }
}

/** Where a post is: at the line's institution, or in the whole municipality, whatever the line's institution. */
function placeOf({ role, institution }: RosterStaff): string | null {
  return institutionBound.includes(role) ? institution : null
}

/**
 * The institutions a staff file speaks for: those it has a leader or teacher at, and the administration when
 * it is mentioned. A health visitor listed under a school does not make the file that school's.
 */
export function institutionsOfStaff(lines: readonly RosterStaff[], administration: string | null): ReadonlySet<string> {
  const named = lines.flatMap((line) => (placeOf(line) !== null || line.institution === administration ? [line.institution] : []))
  return new Set(named.filter((institution) => institution !== null))
}

/**
 * The staff once the file is carried out. Posts at institutions it does not mention stay. Posts in the
 * whole municipality belong to the administration: they go only when the file mentions that one. The
 * administrator who imports keeps their own right to administer, so that no file locks the door from inside.
 *
 * @param named institution numbers the file mentions
 * @param administration the number of the municipality's administration, when it has one
 * @param importer key of whoever imports; null for a command at the server
 */
export function staffAfter(
  current: readonly StaffMember[],
  wanted: readonly StaffMember[],
  {
    named,
    administration,
    importer,
  }: { readonly named: ReadonlySet<string>; readonly administration: string | null; readonly importer: string | null },
): StaffMember[] {
  const speaksFor = (institution: string | null) => named.has(institution ?? administration ?? '')
  const written = new Map(wanted.map((member) => [member.key, member]))
  const before = new Map(current.map((member) => [member.key, member]))
  return [...new Set([...before.keys(), ...written.keys()])].flatMap((key) => {
    const was = before.get(key)
    const is = written.get(key)
    const given = is?.posts ?? []
    const kept = (was?.posts ?? []).filter(
      (post) =>
        !given.some((other) => isSamePost(post, other)) &&
        (!speaksFor(post.institution) || (key === importer && post.role === 'municipalAdmin')),
    )
    const settled = given.map((post) => ({
      ...post,
      classNames: post.classNames ?? was?.posts.find((other) => isSamePost(post, other))?.classNames ?? [],
    }))
    const posts = [...settled, ...kept].toSorted((a, b) => order(postKey(a), postKey(b)))
    const name = is?.name ?? was?.name ?? ''
    return posts.length === 0 ? [] : [{ key, name, posts }]
  })
}

/** Does this file leave out the person who hands it in? They keep their right, and are told. */
export function isOwnPostMissing(
  current: readonly StaffMember[],
  wanted: readonly StaffMember[],
  {
    named,
    administration,
    importer,
  }: { readonly named: ReadonlySet<string>; readonly administration: string | null; readonly importer: string | null },
): boolean {
  const isAdmin = (member: StaffMember) => member.key === importer && member.posts.some((post) => post.role === 'municipalAdmin')
  return administration !== null && named.has(administration) && current.some(isAdmin) && !wanted.some(isAdmin)
}

export const comparedMember: Comparison<StaffMember> = {
  isSame: (a, b) =>
    a.name === b.name && a.posts.map(postText).toSorted(order).join('\n') === b.posts.map(postText).toSorted(order).join('\n'),
  place: ({ posts, name, key }) => [posts[0]?.institution ?? '', name, key].join('\t'),
}

function isSamePost(a: Post, b: Post): boolean {
  return postKey(a) === postKey(b)
}

function postKey(post: Post): string {
  return `${post.role} ${post.institution ?? ''}`
}

function postText(post: Post): string {
  return `${postKey(post)} ${(post.classNames ?? []).toSorted(order).join(',')}`
}
