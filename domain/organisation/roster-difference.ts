/**
 * What a roster file would change. First the roster as it would be (`…After`), where the rules are: a file
 * speaks for the institutions it names and for no others, and nobody is taken away for being absent from
 * somebody else's list. Then plain comparison of before and after (`diffRoster`).
 */
import type { Sex } from './organisation.ts'
import { finding, order, type InstitutionKind, type RosterFinding } from './roster.ts'

/** A pupil in a class. `key` tells who: the keyed index of the CPR number, opaque here. */
export type Enrolment = {
  readonly key: string
  readonly name: string
  readonly sex: Sex
  /** The institution's number. */
  readonly institution: string
  readonly className: string
  /** Name and address are protected. */
  readonly isProtected: boolean
}

/** A pupil as a file has it: of what it does not speak of, what is known stays. */
export type WantedEnrolment = Omit<Enrolment, 'isProtected'> & { readonly isProtected: boolean | null }

/** `key` is the institution's number. */
export type InstitutionEntry = { readonly key: string; readonly name: string; readonly kind: InstitutionKind }

export type Change<T> =
  | { readonly what: 'new'; readonly to: T }
  | { readonly what: 'changed'; readonly from: T; readonly to: T }
  | { readonly what: 'gone'; readonly from: T }

export type Difference<T> = { readonly changes: readonly Change<T>[]; readonly same: number }

/**
 * The enrolments once the file is carried out: those it names, and those of institutions it does not
 * mention. A pupil of a mentioned institution who is not in the file has left. An unknown sex never
 * replaces a known one, and a file that does not speak of protection takes none away.
 */
export function pupilsAfter(current: readonly Enrolment[], wanted: readonly WantedEnrolment[]): Enrolment[] {
  const known = new Map(current.map((pupil) => [pupil.key, pupil]))
  const named = new Set(wanted.map((pupil) => pupil.institution))
  const inFile = new Set(wanted.map((pupil) => pupil.key))
  const untouched = current.filter((pupil) => !inFile.has(pupil.key) && !named.has(pupil.institution))
  const written = wanted.map((pupil) => {
    const before = known.get(pupil.key)
    return {
      ...pupil,
      sex: pupil.sex === 'unknown' ? (before?.sex ?? 'unknown') : pupil.sex,
      isProtected: pupil.isProtected ?? before?.isProtected ?? false,
    }
  })
  return [...written, ...untouched]
}

/** The institutions once the file is carried out. None goes for being absent: closing a school is not a line that is missing. */
export function institutionsAfter(current: readonly InstitutionEntry[], wanted: readonly InstitutionEntry[]): InstitutionEntry[] {
  const inFile = new Set(wanted.map((institution) => institution.key))
  return [...wanted, ...current.filter((institution) => !inFile.has(institution.key))]
}

/** When two entries say the same, and in which order they are shown. */
export type Comparison<T> = { readonly isSame: (a: T, b: T) => boolean; readonly place: (entry: T) => string }

/**
 * Compares before and after by key. The changes come in one order whatever the order of the lines: gone,
 * changed, new; within each by institution, class and name.
 */
export function diffRoster<T extends { readonly key: string }>(
  current: readonly T[],
  target: readonly T[],
  { isSame, place }: Comparison<T>,
): Difference<T> {
  const before = new Map(current.map((entry) => [entry.key, entry]))
  const after = new Map(target.map((entry) => [entry.key, entry]))
  const gone = current.filter((entry) => !after.has(entry.key)).map((from) => ({ what: 'gone', from, at: place(from) }) as const)
  const added = target.filter((entry) => !before.has(entry.key)).map((to) => ({ what: 'new', to, at: place(to) }) as const)
  const changed = target.flatMap((to) => {
    const from = before.get(to.key)
    return from === undefined || isSame(from, to) ? [] : [{ what: 'changed', from, to, at: place(to) } as const]
  })
  const changes = [gone, changed, added].flatMap((kind): Change<T>[] =>
    kind.toSorted((a, b) => order(a.at, b.at)).map(({ at: _at, ...change }) => change),
  )
  return { changes, same: after.size - changed.length - added.length }
}

export const comparedEnrolment: Comparison<Enrolment> = {
  isSame: (a, b) =>
    a.name === b.name &&
    a.sex === b.sex &&
    a.institution === b.institution &&
    a.className === b.className &&
    a.isProtected === b.isProtected,
  place: ({ institution, className, name, key }) => [institution, className, name, key].join('\t'),
}

export const comparedInstitution: Comparison<InstitutionEntry> = {
  isSame: (a, b) => a.name === b.name && a.kind === b.kind,
  place: ({ key }) => key,
}

/** More than this share of the people gone is pointed out before anybody approves. */
const manyGone = 0.2

/**
 * Says when a file takes away more than a fifth of the people of the institutions it names, in all and at
 * each: half a file handed in by mistake looks just like a school that closed.
 */
export function warnOfManyGone(
  before: readonly { readonly key: string; readonly institutions: readonly string[] }[],
  gone: ReadonlySet<string>,
  named: ReadonlySet<string>,
): RosterFinding[] {
  const concerned = before.filter((person) => person.institutions.some((institution) => named.has(institution)))
  const warnings = tooMany(concerned.length, concerned.filter((person) => gone.has(person.key)).length, (values) =>
    finding(null, 'many-gone', values),
  )
  if (named.size < 2) return warnings
  const atEach = [...named].toSorted(order).flatMap((institution) => {
    const own = concerned.filter((person) => person.institutions.includes(institution))
    return tooMany(own.length, own.filter((person) => gone.has(person.key)).length, (values) =>
      finding(null, 'many-gone-at-institution', { ...values, institution }),
    )
  })
  return [...warnings, ...atEach]
}

/** Some of each kind of change: gone, changed and new take turns until `limit` is reached, each kind in its order. */
export function previewOf<T>(changes: readonly Change<T>[], limit: number): readonly Change<T>[] {
  const kinds = (['gone', 'changed', 'new'] as const).map((what) => changes.filter((change) => change.what === what).slice(0, limit))
  const shares = kinds.map(() => 0)
  for (let left = limit; left > 0;) {
    const open = kinds.flatMap((kind, place) => (kind.length > (shares[place] ?? 0) ? [place] : []))
    if (open.length === 0) break
    for (const place of open.slice(0, left)) shares[place] = (shares[place] ?? 0) + 1
    left -= Math.min(open.length, left)
  }
  return kinds.flatMap((kind, place) => kind.slice(0, shares[place]))
}

function tooMany(of: number, gone: number, warn: (values: Record<string, string>) => RosterFinding): RosterFinding[] {
  return of > 0 && gone / of > manyGone
    ? [warn({ gone: String(gone), of: String(of), percent: String(Math.round((gone / of) * 100)) })]
    : []
}
