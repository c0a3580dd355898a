/** What takes the whole file, or what is known already, to see: doubles, mixed classes, institutions that are not ours. */
import { classKey, gradeOfClassName } from './class-name.ts'
import { institutionBound } from '../access/actor.ts'
import type { MunicipalityId } from './organisation.ts'
import type { Enrolment, Post, StaffMember } from './roster-difference.ts'
import {
  finding,
  order,
  type InstitutionKind,
  type RosterFinding,
  type RosterInstitution,
  type RosterPupil,
  type RosterStaff,
} from './roster.ts'

/** Each pupil once. A line repeated word for word counts once; one that says something else stops the file. */
export function withoutDoubles(pupils: readonly RosterPupil[]): { readonly pupils: readonly RosterPupil[]; readonly findings: readonly RosterFinding[] } {
  const first = new Map<string, RosterPupil>()
  const findings: RosterFinding[] = []
  for (const pupil of pupils) {
    const known = first.get(pupil.cpr)
    if (known === undefined) {
      first.set(pupil.cpr, pupil)
      continue
    }
    const isElsewhere = known.institution !== pupil.institution || classKey(known.className) !== classKey(pupil.className)
    const isSame = known.name === pupil.name && known.sex === pupil.sex && known.grade === pupil.grade
    const name = isElsewhere ? 'pupil-in-two-classes' : isSame ? 'pupil-twice' : 'pupil-twice-differs'
    findings.push(finding(pupil.line, name, { firstLine: String(known.line) }))
  }
  return { pupils: [...first.values()], findings }
}

/** A class that exists in the school year, or will when the file is carried out. */
export type RosterClass = { readonly institution: string; readonly name: string; readonly grade: number | null }

/**
 * The classes a pupils file speaks of, one per institution and name. An existing class keeps its spelling;
 * a new one gets the most usual. The grade is what most of its lines say; where none says, what is known
 * of the class, else the number its name begins with. Rooms in a daycare have none.
 */
export function settleClasses(
  pupils: readonly RosterPupil[],
  existing: readonly RosterClass[],
  kinds: ReadonlyMap<string, InstitutionKind>,
): { readonly classes: ReadonlyMap<string, RosterClass>; readonly findings: readonly RosterFinding[] } {
  const known = new Map(existing.map((one) => [classOf(one.institution, one.name), one]))
  const classes = new Map<string, RosterClass>()
  const findings: RosterFinding[] = []
  for (const [key, members] of Map.groupBy(pupils, (pupil) => classOf(pupil.institution, pupil.className))) {
    const line = Math.min(...members.map((pupil) => pupil.line))
    const institution = members[0]?.institution ?? ''
    const name = known.get(key)?.name ?? mostUsual(members.map((pupil) => pupil.className)) ?? ''
    const grades = members.flatMap((pupil) => (pupil.grade === null ? [] : [pupil.grade]))
    const isRoom = kinds.get(institution) === 'daycare'
    const said = mostUsual(grades)
    const grade = isRoom ? null : (said ?? known.get(key)?.grade ?? gradeOfClassName(name))
    if (!isRoom && new Set(grades).size > 1) findings.push(finding(line, 'class-of-several-grades', { grade: String(grade) }))
    const inName = gradeOfClassName(name)
    if (grade !== null && inName !== null && inName !== grade) {
      findings.push(finding(line, 'grade-differs-from-class', { grade: String(grade), inName: String(inName) }))
    }
    classes.set(key, { institution, name, grade })
  }
  return { classes, findings }
}

/** One word for a class within a municipality and a school year, equal for all spellings. */
export function classOf(institution: string, className: string): string {
  return `${institution} ${classKey(className)}`
}

/** The pupils as enrolments, in the settled spelling of their classes; `keyOf` makes the blind index. */
export function enrolments(pupils: readonly RosterPupil[], classes: ReadonlyMap<string, RosterClass>, keyOf: (pupil: RosterPupil) => string): Enrolment[] {
  return pupils.map((pupil) => ({
    key: keyOf(pupil),
    name: pupil.name,
    sex: pupil.sex,
    institution: pupil.institution,
    className: classes.get(classOf(pupil.institution, pupil.className))?.name ?? pupil.className,
  }))
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
          return settled === undefined ? [] : [settled]
        }),
      )
      return [{ role: one.role, institution: placeOf(one), classNames: given.length === 0 ? null : [...new Set(classNames)].toSorted(order) }]
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

/** Each institution once; a number with two names or two kinds stops the file. */
export function withoutDoubleInstitutions(lines: readonly RosterInstitution[]): {
  readonly institutions: readonly RosterInstitution[]
  readonly findings: readonly RosterFinding[]
} {
  const first = new Map<string, RosterInstitution>()
  const findings: RosterFinding[] = []
  for (const line of lines) {
    const known = first.get(line.number)
    if (known === undefined) first.set(line.number, line)
    else if (known.name !== line.name || known.kind !== line.kind) {
      findings.push(finding(line.line, 'institution-twice-differs', { firstLine: String(known.line) }))
    }
  }
  return { institutions: [...first.values()], findings }
}

/** What is known of institution numbers: our own institutions, and whose number it is in the whole country. */
export type KnownInstitutions = {
  readonly own: MunicipalityId
  /** Our own institutions by number. */
  readonly kinds: ReadonlyMap<string, InstitutionKind>
  /** Every municipality's numbers, as far as the file mentions them. Public. */
  readonly directory: ReadonlyMap<string, MunicipalityId>
}

export type Mention = { readonly line: number; readonly institution: string; readonly institutionName: string; readonly hasGrade: boolean }

/**
 * The institutions a file mentions that nobody knew. With a name they can be made: a school if a line has a
 * grade, else a daycare. Without one, the institutions must come first. A number of another municipality
 * is refused whatever it is called.
 */
export function newInstitutions(
  mentions: Iterable<Mention>,
  known: KnownInstitutions,
): { readonly institutions: readonly RosterInstitution[]; readonly findings: readonly RosterFinding[] } {
  const findings: RosterFinding[] = []
  const institutions: RosterInstitution[] = []
  const unknown = [...mentions].filter((mention) => !known.kinds.has(mention.institution))
  for (const [number, lines] of Map.groupBy(unknown, (mention) => mention.institution)) {
    const line = Math.min(...lines.map((mention) => mention.line))
    const municipality = known.directory.get(number)
    const name = mostUsual(lines.flatMap((mention) => (mention.institutionName === '' ? [] : [mention.institutionName])))
    if (municipality !== undefined && municipality !== known.own) {
      findings.push(finding(line, 'institution-of-another-municipality', { institution: number }))
    } else if (name === undefined) {
      findings.push(finding(line, 'institution-unknown', { institution: number }))
    } else {
      findings.push(finding(line, 'institution-new', { institution: number }))
      institutions.push({ line, number, name, kind: lines.some((mention) => mention.hasGrade) ? 'school' : 'daycare' })
    }
  }
  return { institutions, findings }
}

/** The value met most often; of equals the smallest, so that the order of lines does not matter. */
function mostUsual<T extends string | number>(values: readonly T[]): T | undefined {
  const counts = [...Map.groupBy(values, (value) => value)].map(([value, all]) => ({ value, count: all.length }))
  return counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))[0]?.value
}
