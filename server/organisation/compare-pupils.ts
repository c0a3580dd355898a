/** Compares the pupils of a roster with those who are enrolled. */
import { randomUUID } from 'node:crypto'
import { setImmediate as letOthersIn } from 'node:timers/promises'
import { listNames } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import { listClasses, listOpenClassesBefore } from '#database/organisation.ts'
import { listPersonTraces } from '#database/person-trace.ts'
import { countPupils, listPupils, type PupilRow } from '#database/pupil.ts'
import type { Tx } from '#database/transaction.ts'
import { ruleFor } from '#domain/consent/age-rules.ts'
import { birthDay } from '#domain/organisation/cpr.ts'
import { classOf, enrolments, type RosterClass, settleClasses, withoutDoubles } from '#domain/organisation/roster-check.ts'
import {
  type Change,
  comparedEnrolment,
  diffRoster,
  type Enrolment,
  previewOf,
  pupilsAfter,
  warnOfManyGone,
} from '#domain/organisation/roster-difference.ts'
import { isSchoolLeaver, type MovedUp, movedUp } from '#domain/organisation/roster-summer.ts'
import {
  finding,
  type InstitutionKind,
  order,
  pupilKey,
  type RosterFinding,
  type RosterInstitution,
  type RosterPupil,
} from '#domain/organisation/roster.ts'
import { compareCitizens, type WantedSignIn } from './compare-citizens.ts'
import { type OnRoster, personStep, recognise, type Recognised } from './compare-people.ts'
import {
  countChanges,
  institutionsToMake,
  type KnownInstitution,
  type Part,
  previewLength,
  type RosterContext,
  uncompared,
} from './roster-section.ts'
import type { RosterGround, RosterStep } from './roster-plan.ts'

const pupilsAtOnce = 2_000
const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/** A child of the roster, for what the roster says of its family. */
export type ChildOnRoster = {
  readonly personId: string
  readonly pupilId: string
  readonly name: string
  readonly institution: string
  readonly institutionName: string
  readonly className: string
  readonly isNew: boolean
}

export type PupilsCompared = Part &
  Pick<RosterGround, 'newInstitutions' | 'classes' | 'closedClassIds' | 'carriedOver'> & {
    readonly newClasses: number
    readonly movedUp: readonly MovedUp[]
    readonly identified: number
    readonly renumbered: number
    readonly protected: number
    /** Pupils of the institutions named, and how many of them are gone without having left school. */
    readonly concerned: number
    readonly missed: number
    readonly named: ReadonlySet<string>
    /** Institution by person, before and after. */
    readonly placeBefore: ReadonlyMap<string, string>
    readonly placeAfter: ReadonlyMap<string, string>
    /** Open classes of the school year once it is carried out. */
    readonly classesAfter: readonly RosterClass[]
    /** The roster's children as `pupilKey` names them. */
    readonly children: ReadonlyMap<string, ChildOnRoster>
    /** Their UNI-Logins, with the lines. */
    readonly logins: ReadonlyMap<string, number>
  }

type PupilsContext = RosterContext & { readonly known: readonly KnownInstitution[]; readonly hasErrors: boolean }

/** Finds the roster's pupils, loads who is enrolled at the institutions it names, and says what would change. */
export async function comparePupils(tx: Tx, lines: readonly RosterPupil[], context: PupilsContext): Promise<PupilsCompared> {
  const { keyring, schoolYear, known, progress } = context
  const { pupils: each, findings: doubles } = withoutDoubles(lines)
  const { pupils, findings: logins } = withoutDoubleIds(each)
  const fresh = await institutionsToMake(
    tx,
    known,
    pupils.map(({ line, institution, institutionName, grade }) => ({ line, institution, institutionName, hasGrade: grade !== null })),
  )
  const classes = await groundOfClasses(tx, pupils, [...known, ...fresh.institutions], context)
  await letOthersIn()
  const findings: RosterFinding[] = [...doubles, ...logins, ...fresh.findings, ...classes.findings]
  const named = new Set(pupils.map(({ institution }) => institution))
  const ground = {
    newInstitutions: fresh.institutions.map(({ number, name, kind }) => ({ number, name, kind })),
    classes: classes.classes,
    closedClassIds: classes.closedClassIds,
    newClasses: classes.newClasses,
    classesAfter: classes.classesAfter,
    named,
    logins: new Map(pupils.flatMap(({ uniLogin, line }) => (uniLogin === null ? [] : [[uniLogin, line] as const]))),
  }
  if (context.hasErrors || findings.some(({ level }) => level === 'error')) return { ...uncompared(findings), ...ground, ...nobody }

  const onRoster = pupils.map((pupil): OnRoster => ({
    key: pupilKey(pupil),
    line: pupil.line,
    name: pupil.name,
    cpr: pupil.cpr,
    cprKind: pupil.cprKind,
    uniLogin: pupil.uniLogin,
    source: pupil.sourceId === null ? null : [pupil.institution, pupil.sourceId],
    isProtected: pupil.isProtected,
  }))
  const recognised = await recognise(tx, keyring, onRoster)
  findings.push(...recognised.findings)
  await progress(0.3)
  const who = (pupil: RosterPupil) => recognised.of.get(pupilKey(pupil)) ?? stranger()
  const inFile = new Map(pupils.map((pupil) => [who(pupil).personId, pupil]))
  const enrolled = await loadEnrolled(
    tx,
    keyring,
    { schoolYear, isConcerned: (personId, institution) => inFile.has(personId) || named.has(institution) },
    (part) => progress(0.3 + part * 0.6),
  )
  // Each of these takes a tenth of a second for a large municipality, and lessons may be going on in this process.
  const wanted = enrolments(pupils, classes.settled, (pupil) => who(pupil).personId)
  await letOthersIn()
  const target = pupilsAfter(enrolled.current, wanted)
  await letOthersIn()
  const { changes: all, same } = diffRoster(enrolled.current, target, comparedEnrolment)
  await letOthersIn()
  const { changes, summer, movers } = withoutSummer(all, enrolled.rows, schoolYear)

  const gone = new Set(changes.flatMap((change) => (change.what === 'gone' ? [change.from.key] : [])))
  // Whoever has finished school is not missed, and not counted among those who might be.
  const isLeaver = (key: string) => {
    const row = enrolled.rows.get(key)
    return gone.has(key) && row !== undefined && isSchoolLeaver(row.grade, row.schoolYear < schoolYear)
  }
  const before = enrolled.current.flatMap(({ key, institution }) => (isLeaver(key) ? [] : [{ key, institutions: [institution] }]))
  findings.push(...warnOfManyGone(before, gone, named))
  await letOthersIn()

  const pupilIds = new Map(target.map(({ key }) => [key, enrolled.pupilIds.get(key) ?? randomUUID()]))
  const people = pupils.flatMap((pupil): RosterStep[] => {
    const one = who(pupil)
    const known = enrolled.names.get(one.personId)
    // How a child itself can be reached is asked by nobody, and not kept.
    const step = personStep(one, { name: pupil.name === known ? null : pupil.name, isProtected: pupil.isProtected, contact: null })
    return step === undefined ? [] : [step]
  })
  const steps = [
    ...people,
    ...all.map((change): RosterStep => {
      const { key } = change.what === 'gone' ? change.from : change.to
      const pupilId = pupilIds.get(key) ?? enrolled.pupilIds.get(key) ?? ''
      if (change.what === 'gone') return { what: 'leave', pupilId, personId: key }
      const { sex, institution, className } = change.to
      return { what: 'place', pupilId, isNew: !enrolled.pupilIds.has(key), personId: key, sex, institution, className }
    }),
  ]
  await letOthersIn()
  const citizens = await compareCitizens(tx, context, signIns(pupils, who, pupilIds, context.today))

  const nameOf = new Map([...known, ...fresh.institutions].map(({ number, name }) => [number, name]))
  const touched = new Set([...changes.map((change) => (change.what === 'gone' ? change.from.key : change.to.key)), ...movers])
  return {
    ...ground,
    findings,
    counts: countChanges(changes, same),
    preview: previewOf(changes, previewLength).map((change) => {
      const shown = change.what === 'gone' ? change.from : change.to
      return {
        section: 'pupils',
        what: change.what,
        name: shown.name,
        isProtected: shown.isProtected,
        child: null,
        institution: nameOf.get(shown.institution) ?? shown.institution,
        className: shown.className,
        fields: change.what === 'changed' ? changedFields(change.from, change.to, nameOf) : [],
      }
    }),
    steps: [...steps, ...citizens],
    carriedOver: summer.flatMap(({ institution, from, to }) => {
      const fromId = enrolled.classIds.get(classOf(institution, from))
      return fromId === undefined ? [] : [{ fromId, institution, name: to }]
    }),
    movedUp: summer.map((one) => ({ ...one, institution: nameOf.get(one.institution) ?? one.institution })),
    identified: identifiedIn([...people, ...citizens], touched),
    renumbered: [...recognised.of.values()].filter(({ isRenumbered }) => isRenumbered).length,
    protected: target.filter(({ key, isProtected }) => isProtected && inFile.has(key)).length,
    concerned: before.filter(({ institutions }) => institutions.some((one) => named.has(one))).length,
    missed: [...gone].filter((key) => !isLeaver(key)).length,
    placeBefore: new Map(enrolled.current.map(({ key, institution }) => [key, institution])),
    placeAfter: new Map(target.map(({ key, institution }) => [key, institution])),
    children: new Map(
      pupils.map((pupil) => {
        const { personId, isNew } = who(pupil)
        const className = classes.settled.get(classOf(pupil.institution, pupil.className))?.name ?? pupil.className
        return [
          pupilKey(pupil),
          {
            personId,
            pupilId: pupilIds.get(personId) ?? '',
            name: pupil.name,
            institution: pupil.institution,
            institutionName: nameOf.get(pupil.institution) ?? pupil.institution,
            className,
            isNew,
          },
        ]
      }),
    ),
  }
}

const nobody = {
  carriedOver: [],
  movedUp: [],
  identified: 0,
  renumbered: 0,
  protected: 0,
  concerned: 0,
  missed: 0,
  placeBefore: new Map<string, string>(),
  placeAfter: new Map<string, string>(),
  children: new Map<string, ChildOnRoster>(),
}

/** People of whom a step tells an id, a way in, or how to reach them: those counted as changed already are left out. */
export function identifiedIn(steps: readonly RosterStep[], counted: ReadonlySet<string>): number {
  const tells = (step: RosterStep) =>
    step.what === 'person' ? step.source !== null || step.uniLogin !== null || step.contact !== null || step.cpr !== null : true
  return new Set(steps.flatMap((step) => ('personId' in step && tells(step) && !counted.has(step.personId) ? [step.personId] : []))).size
}

function stranger(): Recognised {
  throw new Error('somebody on a roster was not looked for')
}

/**
 * A UNI-Login is one person's, and so is the source's id at an institution: who has it first, in the order of the keys,
 * keeps it, and the others are told.
 */
function withoutDoubleIds(pupils: readonly RosterPupil[]): {
  readonly pupils: readonly RosterPupil[]
  readonly findings: readonly RosterFinding[]
} {
  const [logins, sources] = [new Map<string, RosterPupil>(), new Map<string, RosterPupil>()]
  const findings: RosterFinding[] = []
  const first = (known: Map<string, RosterPupil>, id: string, pupil: RosterPupil) => {
    const other = known.get(id)
    if (other === undefined) known.set(id, pupil)
    else findings.push(finding(pupil.line, 'login-of-two', { firstLine: String(other.line) }))
    return other === undefined
  }
  const kept = pupils
    .toSorted((a, b) => order(pupilKey(a), pupilKey(b)))
    .map((pupil) => {
      const { uniLogin, sourceId, institution } = pupil
      return {
        ...pupil,
        uniLogin: uniLogin !== null && first(logins, uniLogin, pupil) ? uniLogin : null,
        sourceId: sourceId !== null && first(sources, `${institution}|${sourceId}`, pupil) ? sourceId : null,
      }
    })
  return { pupils: kept, findings }
}

/** Which classes there are once the roster is carried out, and which of this year and of earlier ones are over. */
async function groundOfClasses(
  tx: Tx,
  pupils: readonly RosterPupil[],
  institutions: readonly (KnownInstitution | RosterInstitution)[],
  { schoolYear, known }: PupilsContext,
) {
  const kinds = new Map<string, InstitutionKind>(institutions.map(({ number, kind }) => [number, kind]))
  const numbers = new Map(known.flatMap(({ id, number }) => (id === null ? [] : [[id, number] as const])))
  const withNumber = <R extends { readonly institutionId: string }>(row: R) => ({
    ...row,
    institution: numbers.get(row.institutionId) ?? '',
  })
  const existing = (await listClasses(tx, schoolYear)).map(withNumber)
  await letOthersIn()
  const settled = settleClasses(pupils, existing, kinds)
  const open = new Map(existing.filter(({ isClosed }) => !isClosed).map((row) => [classOf(row.institution, row.name), row]))
  const named = new Set(pupils.map(({ institution }) => institution))
  const earlier = (await listOpenClassesBefore(tx, schoolYear)).map(withNumber).filter(({ institution }) => named.has(institution))
  const stays = [...open.values()].filter((row) => !named.has(row.institution))
  return {
    settled: settled.classes,
    findings: settled.findings,
    classes: [...settled.classes].flatMap(([key, wanted]) => (open.get(key)?.grade === wanted.grade ? [] : [wanted])),
    closedClassIds: [
      ...[...open].flatMap(([key, row]) => (named.has(row.institution) && !settled.classes.has(key) ? [row.id] : [])),
      ...earlier.map(({ id }) => id),
    ],
    newClasses: [...settled.classes.keys()].filter((key) => !open.has(key)).length,
    classesAfter: [...settled.classes.values(), ...stays.map(({ institution, name, grade }) => ({ institution, name, grade }))],
  }
}

type Enrolled = {
  readonly current: readonly Enrolment[]
  /** By person; of somebody who has left too, so that they come back as the pupil they were. */
  readonly pupilIds: ReadonlyMap<string, string>
  /** Names by person; of those who have left too, when they are on the roster. */
  readonly names: ReadonlyMap<string, string>
  /** The rows of those who are enrolled, by person. */
  readonly rows: ReadonlyMap<string, PupilRow>
  /** Their classes by institution and name, earlier school years' with the year behind it. */
  readonly classIds: ReadonlyMap<string, string>
}

async function loadEnrolled(
  tx: Tx,
  keyring: Keyring,
  { schoolYear, isConcerned }: { readonly schoolYear: number; readonly isConcerned: (personId: string, institution: string) => boolean },
  progress: (part: number) => Promise<void>,
): Promise<Enrolled> {
  const current: Enrolment[] = []
  const pupilIds = new Map<string, string>()
  const names = new Map<string, string>()
  const rows = new Map<string, PupilRow>()
  const classIds = new Map<string, string>()
  const all = await countPupils(tx)
  for (let after = beforeAllIds, seen = 0; ;) {
    const page = await listPupils(tx, after, pupilsAtOnce)
    const concerned = page.filter(({ personId, institution }) => isConcerned(personId, institution))
    const personIds = concerned.map(({ personId }) => personId)
    const found = await listNames(tx, keyring, personIds)
    const traces = new Map((await listPersonTraces(tx, keyring, personIds)).map((trace) => [trace.id, trace]))
    for (const row of concerned) {
      names.set(row.personId, found.get(row.personId) ?? '')
      if (row.hasLeft) {
        if (!pupilIds.has(row.personId)) pupilIds.set(row.personId, row.id)
        continue
      }
      pupilIds.set(row.personId, row.id)
      rows.set(row.personId, row)
      const className = classNameIn(row, schoolYear)
      classIds.set(classOf(row.institution, className), row.classId)
      current.push({
        key: row.personId,
        name: found.get(row.personId) ?? '',
        sex: row.sex,
        institution: row.institution,
        className,
        isProtected: traces.get(row.personId)?.isProtected ?? false,
      })
    }
    const last = page.at(-1)
    seen += page.length
    await progress(all === 0 ? 1 : seen / all)
    if (last === undefined || page.length < pupilsAtOnce) return { current, pupilIds, names, rows, classIds }
    after = last.id
  }
}

/** Last year's 4.A is another class than this year's, although it is called the same. */
function classNameIn(row: PupilRow, schoolYear: number): string {
  return row.schoolYear === schoolYear ? row.className : `${row.className} ${row.schoolYear}/${String(row.schoolYear + 1).slice(2)}`
}

/** Takes out those who only move up with their class, and says which classes do. */
function withoutSummer(all: readonly Change<Enrolment>[], rows: ReadonlyMap<string, PupilRow>, schoolYear: number) {
  const moving = all.flatMap((change) => {
    const row = change.what === 'changed' ? rows.get(change.to.key) : undefined
    if (change.what !== 'changed' || row === undefined || row.schoolYear >= schoolYear) return []
    if (change.from.institution !== change.to.institution) return []
    return [{ key: change.to.key, institution: change.to.institution, from: change.from.className, to: change.to.className }]
  })
  const { classes, keys } = movedUp(moving)
  const isOnlyMoving = (change: Change<Enrolment>) =>
    change.what === 'changed' &&
    keys.has(change.to.key) &&
    comparedEnrolment.isSame({ ...change.from, className: change.to.className }, change.to)
  const movers = all.flatMap((change) => (change.what === 'changed' && isOnlyMoving(change) ? [change.to.key] : []))
  return { changes: all.filter((change) => !isOnlyMoving(change)), summer: classes, movers }
}

/** Those who can sign in with UNI-Login: as a pupil, and from the 15th birthday as a young person who decides alone. */
function signIns(
  pupils: readonly RosterPupil[],
  who: (pupil: RosterPupil) => Recognised,
  pupilIds: ReadonlyMap<string, string>,
  today: string,
): WantedSignIn[] {
  return pupils.flatMap((pupil) => {
    if (pupil.uniLogin === null) return []
    const { personId, isNew } = who(pupil)
    const bornOn = pupil.cpr === null ? undefined : birthDay(pupil.cpr)
    const role = ruleFor(bornOn, today).decides === 'self' ? ('youngPerson' as const) : ('pupil' as const)
    return [{ personId, isNew, role, uniLogin: pupil.uniLogin, ownPupilId: pupilIds.get(personId) ?? null }]
  })
}

function changedFields(from: Enrolment, to: Enrolment, nameOf: ReadonlyMap<string, string>) {
  const fields = [
    { field: 'name', from: from.name, to: to.name },
    { field: 'institution', from: nameOf.get(from.institution) ?? from.institution, to: nameOf.get(to.institution) ?? to.institution },
    { field: 'className', from: from.className, to: to.className },
    { field: 'sex', from: from.sex, to: to.sex },
    { field: 'protection', from: from.isProtected ? 'protected' : 'open', to: to.isProtected ? 'protected' : 'open' },
  ]
  return fields.filter((field) => field.from !== field.to)
}
