import { getCoverage } from '#api/health.ts'
import { type ClassCoverage, listCoverage, listHealthProfessionals } from '#database/health.ts'
import { listNames } from '#database/identity.ts'
import { isBound } from '#domain/access/actor.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { handle } from '../http/handle.ts'

/**
 * Counts of children, never what they answered. A class with two professionals counts with both. Whom a login gives the
 * role for some institutions sees theirs.
 */
export const answerGetCoverage = handle(getCoverage, async ({ actor, tx, today, house }) => {
  const [everywhere, professionals] = await Promise.all([listCoverage(tx, schoolYearOf(today)), listHealthProfessionals(tx, today)])
  const classes = isBound(actor) ? everywhere.filter(({ institutionId }) => actor.institutionIds.includes(institutionId)) : everywhere
  const names = await listNames(
    tx,
    house.keyring,
    professionals.map(({ personId }) => personId),
  )

  const covered = new Set(professionals.map(({ classId }) => classId))
  const byAccount = Map.groupBy(professionals, ({ accountId }) => accountId)
  const team = [...byAccount].flatMap(([accountId, posts]) => {
    const [post] = posts
    const own = new Set(posts.map(({ classId }) => classId))
    const counted = sum(classes.filter(({ classId }) => own.has(classId)))
    return post && counted.classes > 0 ? [{ accountId, name: names.get(post.personId) ?? '', role: post.role, ...counted }] : []
  })

  return {
    professionals: team.toSorted((one, other) => one.name.localeCompare(other.name, 'da')),
    unassigned: sum(classes.filter(({ classId }) => !covered.has(classId))),
  }
})

function sum(classes: readonly ClassCoverage[]) {
  const of = (count: (one: ClassCoverage) => number) => classes.reduce((total, one) => total + count(one), 0)
  return {
    classes: classes.length,
    children: of(({ children }) => children),
    invited: of(({ invited }) => invited),
    decided: of(({ decided }) => decided),
    answered: of(({ answered }) => answered),
    talked: of(({ talked }) => talked),
    journalled: of(({ journalled }) => journalled),
  }
}
