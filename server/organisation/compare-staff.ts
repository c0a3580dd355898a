/** Compares the staff of a roster file with the accounts there are. */
import { subjectIndex } from '#database/access.ts'
import { findCitizensBySubject } from '#database/family.ts'
import { listNames } from '#database/identity.ts'
import { listClasses } from '#database/organisation.ts'
import { type AccountRow, listAccounts } from '#database/staff.ts'
import type { Tx } from '#database/transaction.ts'
import { institutionBound } from '#domain/access/actor.ts'
import {
  classInTown,
  comparedMember,
  institutionsOfStaff,
  isOwnPostMissing,
  type Post,
  rolesWithClasses,
  type RosterStaff,
  staffAfter,
  type StaffMember,
  staffMembers,
} from '#domain/access/staff-roster.ts'
import { diffRoster, previewOf, warnOfManyGone } from '#domain/organisation/roster-difference.ts'
import type { RosterClass } from '#domain/organisation/roster-check.ts'
import { finding, order, type RosterFinding } from '#domain/organisation/roster.ts'
import {
  countChanges,
  institutionsToMake,
  type KnownInstitution,
  type Part,
  previewLength,
  type RosterContext,
  uncompared,
} from './roster-section.ts'
import type { RosterStep } from './roster-plan.ts'

type StaffContext = RosterContext & {
  readonly known: readonly KnownInstitution[]
  /** Open classes once the same roster's pupils are enrolled; undefined when it has none, and the known ones count. */
  readonly classes: readonly RosterClass[] | undefined
  readonly hasErrors: boolean
}

/** Says which accounts would be opened, changed and closed. With errors in the roster nobody is compared. */
export async function compareStaff(
  tx: Tx,
  lines: readonly RosterStaff[],
  { keyring, schoolYear, issuerOf, createdBy, known: institutions, classes: classesAfter, hasErrors }: StaffContext,
): Promise<Part & { readonly concerned: number }> {
  // Staff makes no institutions: where somebody works must be known before who works there.
  const mentions = lines.flatMap(({ line, institution }) =>
    institution === null ? [] : [{ line, institution, institutionName: '', hasGrade: false }],
  )
  const { findings: unknown } = await institutionsToMake(tx, institutions, mentions)
  const numbers = new Map(institutions.flatMap(({ id, number }) => (id === null ? [] : [[id, number] as const])))
  const classes = (await listClasses(tx, schoolYear)).map((row) => ({ ...row, institution: numbers.get(row.institutionId) ?? '' }))
  const open = classes.filter(({ isClosed }) => !isClosed)
  const keyOf = (login: string) => subjectIndex(keyring, tx.municipalityId, issuerOf(login), login).toString('base64')
  const written = staffMembers(lines, classesAfter ?? open, keyOf)
  const findings: RosterFinding[] = [...unknown, ...written.findings]
  if (hasErrors || findings.some(({ level }) => level === 'error')) return { ...uncompared(findings), concerned: 0 }

  const accounts = await listAccounts(tx, keyring, schoolYear)
  const names = await listNames(
    tx,
    keyring,
    accounts.map(({ personId }) => personId),
  )
  // Closed ones too: whoever has one has it again when it opens, unless a roster has said otherwise.
  const placeOfClass = new Map(classes.map((row) => [row.id, row]))
  const accountsOf = Map.groupBy(accounts, (account) => account.subjectIndex.toString('base64'))
  // Who is a pupil here gets no right to work here by a slip of a list: a login that both claim stays the child's.
  const fresh = lines.filter(({ login }) => !accountsOf.has(keyOf(login)))
  const citizens = await findCitizensBySubject(
    tx,
    keyring,
    [...new Set(fresh.map(({ login }) => keyOf(login)))].map((key) => Buffer.from(key, 'base64')),
  )
  const pupils = new Set(citizens.flatMap(({ role, subject, isClosed }) => (role === 'pupil' && !isClosed ? [subject] : [])))
  findings.push(...fresh.flatMap(({ line, login }) => (pupils.has(keyOf(login)) ? [finding(line, 'login-of-pupil')] : [])))
  const members = written.members.filter(({ key }) => !pupils.has(key))
  const administration = institutions.find(({ kind }) => kind === 'administration')?.number ?? null
  const importer = accounts.find(({ id }) => id === createdBy)?.subjectIndex.toString('base64') ?? null
  const scope = { named: institutionsOfStaff(lines, administration), administration, importer }
  const inFile = new Set(members.map(({ key }) => key))
  const current = [...accountsOf].flatMap(([key, own]): StaffMember[] => {
    const open = own.filter(({ isClosed }) => !isClosed)
    const posts = open.flatMap((account) => postsOf(account, numbers, placeOfClass))
    const isConcerned = inFile.has(key) || posts.some(({ institution }) => scope.named.has(institution ?? administration ?? ''))
    return posts.length === 0 || !isConcerned ? [] : [{ key, name: names.get(open[0]?.personId ?? '') ?? '', posts }]
  })
  const { changes, same } = diffRoster(current, staffAfter(current, members, scope), comparedMember)

  const gone = new Set(changes.flatMap((change) => (change.what === 'gone' ? [change.from.key] : [])))
  const before = current.map(({ key, posts }) => ({
    key,
    institutions: posts.map(({ institution }) => institution ?? administration ?? ''),
  }))
  findings.push(...warnOfManyGone(before, gone, scope.named))
  if (isOwnPostMissing(current, members, scope)) findings.push(finding(null, 'own-account-kept'))

  const steps = changes.map((change): RosterStep => {
    const member = change.what === 'gone' ? { ...change.from, posts: [] } : change.to
    const own = accountsOf.get(member.key) ?? []
    const wanted = Map.groupBy(member.posts, ({ role }) => role)
    return {
      what: 'staff',
      subject: member.key,
      personIds: [...new Set(own.map(({ personId }) => personId))],
      name: change.what === 'new' || (change.what === 'changed' && change.from.name !== change.to.name) ? member.name : null,
      accounts: [...wanted].map(([role, posts]) => ({
        id: own.find((account) => account.role === role)?.id ?? null,
        role,
        institutions: posts.flatMap(({ institution }) => (institution === null ? [] : [institution])),
        classes: posts.flatMap(({ institution, classNames }) =>
          (classNames ?? []).map((name) => (institution === null ? fromTown(name) : { institution, name })),
        ),
      })),
      closedAccountIds: own.filter(({ role, isClosed }) => !isClosed && !wanted.has(role)).map(({ id }) => id),
    }
  })

  const nameOf = new Map(institutions.map(({ number, name }) => [number, name]))
  const preview = previewOf(changes, previewLength).map((change) => {
    const shown = change.what === 'gone' ? change.from : change.to
    return {
      section: 'staff' as const,
      what: change.what,
      name: shown.name,
      isProtected: false,
      child: null,
      institution: namesOf(shown.posts, nameOf),
      className: null,
      fields: change.what === 'gone' ? [] : changedFields(change.what === 'changed' ? change.from : undefined, change.to, nameOf),
    }
  })
  const concerned = before.filter(({ institutions: own }) => own.some((one) => scope.named.has(one))).length
  return { findings, counts: countChanges(changes, same), preview, steps, concerned }
}

/** A class of the whole municipality, as `classInTown` writes it: a number has six characters. */
function fromTown(name: string): { readonly institution: string; readonly name: string } {
  return { institution: name.slice(0, 6), name: name.slice(7) }
}

function postsOf(
  { role, institutionIds, classIds }: AccountRow,
  numbers: ReadonlyMap<string, string>,
  placeOfClass: ReadonlyMap<string, { readonly institution: string; readonly name: string }>,
): Post[] {
  const led = classIds.flatMap((id) => placeOfClass.get(id) ?? [])
  const places = institutionBound.includes(role) ? institutionIds.flatMap((id) => numbers.get(id) ?? []) : []
  if (places.length === 0) {
    const inTown = rolesWithClasses.includes(role) ? led.map((one) => classInTown(one.institution, one.name)).toSorted(order) : []
    return [{ role, institution: null, classNames: inTown }]
  }
  return places.map((institution) => ({
    role,
    institution,
    classNames: led
      .filter((one) => one.institution === institution)
      .map(({ name }) => name)
      .toSorted(order),
  }))
}

function namesOf(posts: readonly Post[], nameOf: ReadonlyMap<string, string>): string {
  return listed(posts.flatMap(({ institution }) => (institution === null ? [] : [nameOf.get(institution) ?? institution])))
}

/** For somebody new too: whoever approves must see which right is given. Roles are codes, for the screen to translate. */
function changedFields(from: StaffMember | undefined, to: StaffMember, nameOf: ReadonlyMap<string, string>) {
  const was = from?.posts ?? []
  const fields = [
    { field: 'name', from: from?.name ?? to.name, to: to.name },
    { field: 'role', from: listed(was.map(({ role }) => role)), to: listed(to.posts.map(({ role }) => role)) },
    { field: 'institution', from: from === undefined ? namesOf(to.posts, nameOf) : namesOf(was, nameOf), to: namesOf(to.posts, nameOf) },
    {
      field: 'classNames',
      from: listed(was.flatMap((post) => classesOf(post, nameOf))),
      to: listed(to.posts.flatMap((post) => classesOf(post, nameOf))),
    },
  ].filter((field) => field.from !== field.to)
  // The same roles and the same places, differently joined.
  if (fields.length === 0) return [{ field: 'posts', from: eachPost(was, nameOf), to: eachPost(to.posts, nameOf) }]
  return fields
}

function classesOf({ institution, classNames }: Post, nameOf: ReadonlyMap<string, string>): readonly string[] {
  if (institution !== null) return classNames ?? []
  return (classNames ?? []).map(fromTown).map((one) => `${nameOf.get(one.institution) ?? one.institution} ${one.name}`)
}

function eachPost(posts: readonly Post[], nameOf: ReadonlyMap<string, string>): string {
  return listed(posts.map((post) => [post.role, namesOf([post], nameOf), ...classesOf(post, nameOf)].join(' ')))
}

function listed(words: readonly string[]): string {
  return [...new Set(words)].toSorted(order).join(', ')
}
