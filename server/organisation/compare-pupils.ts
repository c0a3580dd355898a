/** Compares the pupils of a roster file with those who are enrolled. */
import { setImmediate as letOthersIn } from 'node:timers/promises'
import { listClasses, listInstitutions } from '#database/organisation.ts'
import { findPersonsByCpr, listNames } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import { countPupils, listPupils } from '#database/pupil.ts'
import type { Tx } from '#database/transaction.ts'
import { classOf, enrolments, settleClasses, withoutDoubles } from '#domain/organisation/roster-check.ts'
import {
  comparedEnrolment,
  diffRoster,
  type Enrolment,
  previewOf,
  pupilsAfter,
  warnOfManyGone,
} from '#domain/organisation/roster-difference.ts'
import { type InstitutionKind, pupilKey, type RosterFinding, type RosterPupil } from '#domain/organisation/roster.ts'
import { type Comparison, countChanges, institutionsToMake, previewLength } from './compare-roster.ts'
import type { PupilStep } from './roster-plan.ts'

const pupilsAtOnce = 2_000
const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/**
 * Finds the file's pupils by CPR number, loads who is enrolled at the institutions it names, and says what
 * would change. `progress` is called with 0 to 1. With errors in the file nobody is compared.
 */
export async function comparePupils(
  tx: Tx,
  keyring: Keyring,
  lines: readonly RosterPupil[],
  {
    schoolYear,
    hasErrors,
    progress,
  }: { readonly schoolYear: number; readonly hasErrors: boolean; readonly progress: (part: number) => Promise<void> },
): Promise<Comparison> {
  const { pupils, findings: doubles } = withoutDoubles(lines)
  const known = await listInstitutions(tx)
  const fresh = await institutionsToMake(
    tx,
    known,
    pupils.map(({ line, institution, institutionName, grade }) => ({ line, institution, institutionName, hasGrade: grade !== null })),
  )
  const institutions = [...known, ...fresh.institutions]
  const kinds = new Map<string, InstitutionKind>(institutions.map(({ number, kind }) => [number, kind]))
  const numbers = new Map(known.map(({ id, number }) => [id, number]))
  const classes = (await listClasses(tx, schoolYear)).map((row) => ({ ...row, institution: numbers.get(row.institutionId) ?? '' }))
  await letOthersIn()
  const settled = settleClasses(pupils, classes, kinds)
  await letOthersIn()
  const findings: RosterFinding[] = [...doubles, ...fresh.findings, ...settled.findings]

  const open = new Map(classes.filter(({ isClosed }) => !isClosed).map((row) => [classOf(row.institution, row.name), row]))
  const named = new Set(pupils.map(({ institution }) => institution))
  const ground = {
    kind: 'pupils' as const,
    schoolYear,
    newInstitutions: fresh.institutions.map(({ number, name, kind }) => ({ number, name, kind })),
    changedInstitutions: [],
    classes: [...settled.classes].flatMap(([key, wanted]) => (open.get(key)?.grade === wanted.grade ? [] : [wanted])),
    closedClassIds: [...open].flatMap(([key, row]) => (named.has(row.institution) && !settled.classes.has(key) ? [row.id] : [])),
  }
  const newClasses = [...settled.classes.keys()].filter((key) => !open.has(key)).length
  if (hasErrors || findings.some(({ level }) => level === 'error')) {
    return { findings, ground, newClasses, counts: countChanges([], 0), preview: [], steps: [] }
  }

  const personIds = await findPeople(tx, keyring, pupils, (part) => progress(part * 0.3))
  const keyOf = (pupil: RosterPupil) => personIds.get(pupil.cpr ?? '') ?? `new ${pupilKey(pupil)}`
  const inFile = new Map(pupils.map((pupil) => [keyOf(pupil), pupil]))
  const enrolled = await loadEnrolled(
    tx,
    keyring,
    { schoolYear, isConcerned: (personId, institution) => inFile.has(personId) || named.has(institution) },
    (part) => progress(0.3 + part * 0.6),
  )
  // Each of these takes a tenth of a second for a large municipality, and lessons may be going on in this process.
  const wanted = enrolments(pupils, settled.classes, keyOf)
  await letOthersIn()
  const target = pupilsAfter(enrolled.current, wanted)
  await letOthersIn()
  const { changes, same } = diffRoster(enrolled.current, target, comparedEnrolment)
  await letOthersIn()
  const gone = new Set(changes.flatMap((change) => (change.what === 'gone' ? [change.from.key] : [])))
  findings.push(
    ...warnOfManyGone(
      enrolled.current.map(({ key, institution }) => ({ key, institutions: [institution] })),
      gone,
      named,
    ),
  )
  await letOthersIn()

  const steps = changes.map((change): PupilStep => {
    const pupilId = enrolled.pupilIds.get(change.what === 'gone' ? change.from.key : change.to.key) ?? null
    if (change.what === 'gone') return { what: 'leave', pupilId: pupilId ?? '' }
    const { key, name, sex, institution, className } = change.to
    const personId = key.startsWith('new ') ? null : key
    const isNameKept = change.what === 'changed' && change.from.name === name
    return {
      what: 'place',
      pupilId,
      personId,
      cpr: personId === null ? (inFile.get(key)?.cpr ?? null) : null,
      name: isNameKept ? null : name,
      sex,
      institution,
      className,
    }
  })

  await letOthersIn()
  const nameOf = new Map(institutions.map(({ number, name }) => [number, name]))
  const preview = previewOf(changes, previewLength).map((change) => {
    const shown = change.what === 'gone' ? change.from : change.to
    return {
      what: change.what,
      name: shown.name,
      institution: nameOf.get(shown.institution) ?? shown.institution,
      className: shown.className,
      fields: change.what === 'changed' ? changedFields(change.from, change.to, nameOf) : [],
    }
  })
  return { findings, ground, newClasses, counts: countChanges(changes, same), preview, steps }
}

async function findPeople(
  tx: Tx,
  keyring: Keyring,
  pupils: readonly RosterPupil[],
  progress: (part: number) => Promise<void>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (let from = 0; from < pupils.length; from += pupilsAtOnce) {
    const some = pupils.slice(from, from + pupilsAtOnce).flatMap(({ cpr }) => cpr ?? [])
    for (const [cpr, personId] of await findPersonsByCpr(tx, keyring, some)) found.set(cpr, personId)
    await progress(from / pupils.length)
  }
  return found
}

type Enrolled = {
  readonly current: readonly Enrolment[]
  /** By person; of somebody who has left too, so that they come back as the pupil they were. */
  readonly pupilIds: ReadonlyMap<string, string>
}

async function loadEnrolled(
  tx: Tx,
  keyring: Keyring,
  { schoolYear, isConcerned }: { readonly schoolYear: number; readonly isConcerned: (personId: string, institution: string) => boolean },
  progress: (part: number) => Promise<void>,
): Promise<Enrolled> {
  const current: Enrolment[] = []
  const pupilIds = new Map<string, string>()
  const all = await countPupils(tx)
  for (let after = beforeAllIds, seen = 0; ;) {
    const page = await listPupils(tx, after, pupilsAtOnce)
    const concerned = page.filter(({ personId, institution }) => isConcerned(personId, institution))
    const enrolled = concerned.filter(({ hasLeft }) => !hasLeft)
    const names = await listNames(
      tx,
      keyring,
      enrolled.map(({ personId }) => personId),
    )
    for (const { personId, id } of concerned) if (!pupilIds.has(personId)) pupilIds.set(personId, id)
    for (const row of enrolled) {
      pupilIds.set(row.personId, row.id)
      // Last year's 4.A is another class than this year's, although it is called the same.
      const className =
        row.schoolYear === schoolYear ? row.className : `${row.className} ${row.schoolYear}/${String(row.schoolYear + 1).slice(2)}`
      current.push({ key: row.personId, name: names.get(row.personId) ?? '', sex: row.sex, institution: row.institution, className })
    }
    const last = page.at(-1)
    seen += page.length
    await progress(all === 0 ? 1 : seen / all)
    if (last === undefined || page.length < pupilsAtOnce) return { current, pupilIds }
    after = last.id
  }
}

function changedFields(from: Enrolment, to: Enrolment, nameOf: ReadonlyMap<string, string>) {
  const fields = [
    { field: 'name', from: from.name, to: to.name },
    { field: 'institution', from: nameOf.get(from.institution) ?? from.institution, to: nameOf.get(to.institution) ?? to.institution },
    { field: 'className', from: from.className, to: to.className },
    { field: 'sex', from: from.sex, to: to.sex },
  ]
  return fields.filter((field) => field.from !== field.to)
}
