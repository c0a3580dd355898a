/** What takes the whole file, or what is known already, to see: doubles, mixed classes, institutions that are not ours. */
import { classKey, gradeOfClassName } from './class-name.ts'
import type { MunicipalityId } from './organisation.ts'
import type { WantedEnrolment } from './roster-difference.ts'
import { finding, pupilKey, type InstitutionKind, type RosterFinding, type RosterInstitution, type RosterPupil } from './roster.ts'

/** Each pupil once. A line repeated word for word counts once; one that says something else stops the file. */
export function withoutDoubles(pupils: readonly RosterPupil[]): {
  readonly pupils: readonly RosterPupil[]
  readonly findings: readonly RosterFinding[]
} {
  const first = new Map<string, RosterPupil>()
  const findings: RosterFinding[] = []
  for (const pupil of pupils) {
    const known = first.get(pupilKey(pupil))
    if (known === undefined) {
      first.set(pupilKey(pupil), pupil)
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
export function enrolments(
  pupils: readonly RosterPupil[],
  classes: ReadonlyMap<string, RosterClass>,
  keyOf: (pupil: RosterPupil) => string,
): WantedEnrolment[] {
  return pupils.map((pupil) => ({
    key: keyOf(pupil),
    name: pupil.name,
    sex: pupil.sex,
    institution: pupil.institution,
    className: classes.get(classOf(pupil.institution, pupil.className))?.name ?? pupil.className,
    isProtected: pupil.isProtected,
  }))
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
