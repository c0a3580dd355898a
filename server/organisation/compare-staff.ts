/** Compares the staff of a roster file with the accounts there are. */
import { subjectIndex } from '#database/access.ts'
import { listNames } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import { listClasses, listInstitutions } from '#database/organisation.ts'
import { type AccountRow, listAccounts } from '#database/staff.ts'
import type { Tx } from '#database/transaction.ts'
import { institutionBound } from '#domain/access/actor.ts'
import {
  comparedMember,
  institutionsOfStaff,
  isOwnPostMissing,
  type Post,
  type RosterStaff,
  staffAfter,
  type StaffMember,
  staffMembers,
} from '#domain/access/staff-roster.ts'
import { diffRoster, previewOf, warnOfManyGone } from '#domain/organisation/roster-difference.ts'
import { finding, order, type RosterFinding } from '#domain/organisation/roster.ts'
import { type Comparison, countChanges, institutionsToMake, previewLength } from './compare-roster.ts'
import type { StaffStep } from './roster-plan.ts'

export type StaffContext = {
  readonly schoolYear: number
  readonly hasErrors: boolean
  /** Who tells us who people are: a login is known by issuer and user id. */
  readonly issuer: string
  /** Account of whoever hands the file in. */
  readonly createdBy: string
}

/** Says which accounts would be opened, changed and closed. With errors in the file nobody is compared. */
export async function compareStaff(
  tx: Tx,
  keyring: Keyring,
  lines: readonly RosterStaff[],
  { schoolYear, hasErrors, issuer, createdBy }: StaffContext,
): Promise<Comparison> {
  const institutions = await listInstitutions(tx)
  // A staff file makes no institutions: where somebody works must be known before who works there.
  const mentions = lines.flatMap(({ line, institution }) =>
    institution === null ? [] : [{ line, institution, institutionName: '', hasGrade: false }],
  )
  const { findings: unknown } = await institutionsToMake(tx, institutions, mentions)
  const numbers = new Map(institutions.map(({ id, number }) => [id, number]))
  const classes = (await listClasses(tx, schoolYear))
    .filter(({ isClosed }) => !isClosed)
    .map((row) => ({ ...row, institution: numbers.get(row.institutionId) ?? '' }))
  const keyOf = (login: string) => subjectIndex(keyring, tx.municipalityId, issuer, login).toString('base64')
  const written = staffMembers(lines, classes, keyOf)
  const findings: RosterFinding[] = [...unknown, ...written.findings]
  const ground = { kind: 'staff' as const, schoolYear, newInstitutions: [], changedInstitutions: [], classes: [], closedClassIds: [] }
  if (hasErrors || findings.some(({ level }) => level === 'error')) {
    return { findings, ground, newClasses: 0, counts: countChanges([], 0), preview: [], steps: [] }
  }

  const accounts = await listAccounts(tx, keyring, schoolYear)
  const names = await listNames(
    tx,
    keyring,
    accounts.map(({ personId }) => personId),
  )
  const placeOfClass = new Map(classes.map((row) => [row.id, row]))
  const accountsOf = Map.groupBy(accounts, (account) => account.subjectIndex.toString('base64'))
  const administration = institutions.find(({ kind }) => kind === 'administration')?.number ?? null
  const importer = accounts.find(({ id }) => id === createdBy)?.subjectIndex.toString('base64') ?? null
  const scope = { named: institutionsOfStaff(lines, administration), administration, importer }
  const inFile = new Set(written.members.map(({ key }) => key))
  const current = [...accountsOf].flatMap(([key, own]): StaffMember[] => {
    const open = own.filter(({ isClosed }) => !isClosed)
    const posts = open.flatMap((account) => postsOf(account, numbers, placeOfClass))
    const isConcerned = inFile.has(key) || posts.some(({ institution }) => scope.named.has(institution ?? administration ?? ''))
    return posts.length === 0 || !isConcerned ? [] : [{ key, name: names.get(open[0]?.personId ?? '') ?? '', posts }]
  })
  const { changes, same } = diffRoster(current, staffAfter(current, written.members, scope), comparedMember)

  const gone = new Set(changes.flatMap((change) => (change.what === 'gone' ? [change.from.key] : [])))
  const before = current.map(({ key, posts }) => ({
    key,
    institutions: posts.map(({ institution }) => institution ?? administration ?? ''),
  }))
  findings.push(...warnOfManyGone(before, gone, scope.named))
  if (isOwnPostMissing(current, written.members, scope)) findings.push(finding(null, 'own-account-kept'))

  const steps = changes.map((change): StaffStep => {
    const member = change.what === 'gone' ? { ...change.from, posts: [] } : change.to
    const own = accountsOf.get(member.key) ?? []
    const wanted = Map.groupBy(member.posts, ({ role }) => role)
    return {
      subject: member.key,
      personIds: [...new Set(own.map(({ personId }) => personId))],
      name: change.what === 'new' || (change.what === 'changed' && change.from.name !== change.to.name) ? member.name : null,
      accounts: [...wanted].map(([role, posts]) => ({
        id: own.find((account) => account.role === role)?.id ?? null,
        role,
        institutions: posts.flatMap(({ institution }) => (institution === null ? [] : [institution])),
        classes: posts.flatMap(({ institution, classNames }) =>
          (classNames ?? []).map((name) => ({ institution: institution ?? '', name })),
        ),
      })),
      closedAccountIds: own.filter(({ role, isClosed }) => !isClosed && !wanted.has(role)).map(({ id }) => id),
    }
  })

  const nameOf = new Map(institutions.map(({ number, name }) => [number, name]))
  const preview = previewOf(changes, previewLength).map((change) => {
    const shown = change.what === 'gone' ? change.from : change.to
    return {
      what: change.what,
      name: shown.name,
      institution: namesOf(shown.posts, nameOf),
      className: null,
      fields: change.what === 'gone' ? [] : changedFields(change.what === 'changed' ? change.from : undefined, change.to, nameOf),
    }
  })
  return { findings, ground, newClasses: 0, counts: countChanges(changes, same), preview, steps }
}

function postsOf(
  { role, institutionIds, classIds }: AccountRow,
  numbers: ReadonlyMap<string, string>,
  placeOfClass: ReadonlyMap<string, { readonly institution: string; readonly name: string }>,
): Post[] {
  const led = classIds.flatMap((id) => placeOfClass.get(id) ?? [])
  const places = institutionBound.includes(role) ? institutionIds.flatMap((id) => numbers.get(id) ?? []) : []
  if (places.length === 0) return [{ role, institution: null, classNames: [] }]
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
      from: listed(was.flatMap(({ classNames }) => classNames ?? [])),
      to: listed(to.posts.flatMap(({ classNames }) => classNames ?? [])),
    },
  ].filter((field) => field.from !== field.to)
  // The same roles and the same places, differently joined.
  if (fields.length === 0) return [{ field: 'posts', from: eachPost(was, nameOf), to: eachPost(to.posts, nameOf) }]
  return fields
}

function eachPost(posts: readonly Post[], nameOf: ReadonlyMap<string, string>): string {
  return listed(posts.map((post) => [post.role, namesOf([post], nameOf), ...(post.classNames ?? [])].join(' ')))
}

function listed(words: readonly string[]): string {
  return [...new Set(words)].toSorted(order).join(', ')
}
