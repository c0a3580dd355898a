import { listAuditPatterns } from '#api/audit.ts'
import { listAuditedChildren, listClassesOfAccounts, listLooksOfProfessionals } from '#database/audit.ts'
import { listNames } from '#database/identity.ts'
import { listAuthors } from '#database/network.ts'
import { findPatterns, surnameOf } from '#domain/audit/pattern.ts'
import { hourInDenmark } from '../danish-day.ts'
import { handle } from '../http/handle.ts'

const daysBack = 30
/** Roles whose children are those of their classes. */
const withClasses: readonly string[] = ['healthVisitor', 'leadHealthVisitor', 'schoolDoctor', 'teacher']

/** Names are compared here and shown of nobody but the professional. */
export const answerListAuditPatterns = handle(listAuditPatterns, async ({ tx, now, house, note }) => {
  const from = new Date(now.getTime() - daysBack * 86_400_000)
  const looks = (await listLooksOfProfessionals(tx, { from, until: now, isAtOneChild: true })).filter(
    ({ role }) => role !== 'dataProtectionOfficer',
  )
  const actorIds = [...new Set(looks.flatMap(({ actorId }) => actorId ?? []))]
  const children = new Map(
    (await listAuditedChildren(tx, { pupilIds: [...new Set(looks.flatMap(({ pupilIds }) => pupilIds))] })).map((child) => [
      child.pupilId,
      child,
    ]),
  )
  const people = new Map((await listAuthors(tx, actorIds)).map(({ accountId, personId }) => [accountId, personId]))
  const names = await listNames(tx, house.keyring, [...people.values(), ...[...children.values()].map(({ personId }) => personId)])
  const classes = await listClassesOfAccounts(tx, actorIds)

  const nameOfActor = (accountId: string) => names.get(people.get(accountId) ?? '') ?? null
  const patterns = findPatterns(
    looks.flatMap(({ at, actorId, role, pupilIds: [pupilId] }) => {
      if (actorId === null || pupilId === undefined) return []
      const child = children.get(pupilId)
      const [own, childs] = [surnameOf(nameOfActor(actorId) ?? ''), surnameOf(names.get(child?.personId ?? '') ?? '')]
      return [
        {
          at,
          actorId,
          role,
          pupilId,
          hour: hourInDenmark(new Date(at)),
          isOwnSurname: own !== undefined && own === childs,
          isOwnClass: withClasses.includes(role) && child ? (classes.get(actorId)?.has(child.classId) ?? false) : undefined,
        },
      ]
    }),
    Date.parse,
  )

  note('audit-patterns')
  return patterns.map(({ actorId, ...pattern }) => ({ ...pattern, accountId: actorId, name: nameOfActor(actorId) }))
})
