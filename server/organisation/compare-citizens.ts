/** Which families and pupils can sign in with UNI-Login, by what a roster tells. Whoever comes by MitID needs no account before. */
import { randomUUID } from 'node:crypto'
import { subjectIndex } from '#database/access.ts'
import { findCitizensBySubject, listCitizenAccounts, listFamilies } from '#database/family.ts'
import { listStaffSubjects } from '#database/staff.ts'
import type { Tx } from '#database/transaction.ts'
import type { RosterContext } from './roster-section.ts'
import type { RosterStep } from './roster-plan.ts'

export type WantedSignIn = {
  readonly personId: string
  readonly isNew: boolean
  readonly role: 'parent' | 'pupil' | 'youngPerson'
  readonly uniLogin: string
  /** The pupil that they are themselves, so that their own page is theirs; null for parents. */
  readonly ownPupilId: string | null
}

/**
 * Accounts to open, to open again and to close: a person's login that is new takes the place of the old one. Who has turned 15 is a young person from now on, and their account as
 * a pupil closes. The login of somebody who works here opens no child's own page: a parent may work here, and who is 15; a child does not.
 */
export async function compareCitizens(
  tx: Tx,
  { keyring, issuerOf, today }: Pick<RosterContext, 'keyring' | 'issuerOf' | 'today'>,
  wanted: readonly WantedSignIn[],
): Promise<RosterStep[]> {
  if (wanted.length === 0) return []
  const subjectOf = ({ uniLogin }: WantedSignIn) => subjectIndex(keyring, tx.municipalityId, issuerOf(uniLogin), uniLogin)
  const known = wanted.filter(({ isNew }) => !isNew)
  const own = Map.groupBy(
    await listCitizenAccounts(
      tx,
      keyring,
      known.map(({ personId }) => personId),
    ),
    ({ personId }) => personId,
  )
  const taken = new Map((await findCitizensBySubject(tx, keyring, wanted.map(subjectOf))).map((one) => [`${one.role} ${one.subject}`, one]))
  const staffs = await listStaffSubjects(tx, keyring)
  const themselves = new Set(
    (
      await listFamilies(
        tx,
        known.flatMap(({ ownPupilId }) => ownPupilId ?? []),
      )
    ).flatMap(({ relation, personId, pupilId }) => (relation === 'self' ? [`${personId} ${pupilId}`] : [])),
  )
  const logins = new Set(wanted.map((one) => `${one.personId} ${one.role} ${subjectOf(one).toString('base64')}`))
  const closing = new Set<string>()
  return wanted.flatMap((one): RosterStep[] => {
    const { personId, role, ownPupilId } = one
    const accounts = own.get(personId) ?? []
    const subject = subjectOf(one)
    const same = accounts.find((account) => account.role === role && account.subjectIndex.equals(subject))
    const key = subject.toString('base64')
    const isAnothers = (same === undefined && taken.has(`${role} ${key}`)) || (role === 'pupil' && staffs.has(key))
    const steps: RosterStep[] = []
    if (ownPupilId !== null && !themselves.has(`${personId} ${ownPupilId}`)) {
      steps.push({
        what: 'tie',
        personId,
        pupilId: ownPupilId,
        pupilPersonId: personId,
        relation: 'self',
        from: today,
        until: null,
        changesRights: false,
      })
    }
    if (!isAnothers && (same === undefined || same.isClosed))
      steps.push({
        what: 'account',
        accountId: same?.id ?? randomUUID(),
        isNew: same === undefined,
        personId,
        role,
        subject: subject.toString('base64'),
      })
    // Whoever has a new login has it instead of the old one, which somebody else may hold by now.
    const over = accounts.filter(
      (account) =>
        !account.isClosed &&
        !closing.has(account.id) &&
        ((role === 'youngPerson' && account.role === 'pupil') ||
          (!isAnothers && account.role === role && !logins.has(`${personId} ${role} ${account.subjectIndex.toString('base64')}`))),
    )
    for (const { id } of over) {
      closing.add(id)
      steps.push({ what: 'closeAccount', accountId: id })
    }
    return steps
  })
}
