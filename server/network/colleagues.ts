/** The people of a discussion: their names are read only where somebody already sits with them. */
import { listNames } from '#database/identity.ts'
import { type ColleagueRow, listAuthors, listColleagues } from '#database/network.ts'
import type { Tx } from '#database/transaction.ts'
import { type Actor, type Role, roles } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import type { House } from '../house.ts'
import type { DiscussionPlace } from './discussion-place.ts'

export type Colleague = { readonly accountId: string; readonly name: string; readonly role: Role }

const takingPart = roles.filter((role) => may({ role }, 'discussion.write'))

/** Accounts a task may be given to. */
export async function colleaguesOf(tx: Tx, place: DiscussionPlace, today: string): Promise<readonly ColleagueRow[]> {
  const rows = await listColleagues(tx, { roles: takingPart, institutionId: place.institutionId, today })
  return rows.filter((row) => place.mayBeGivenTask(actorOf(tx, row)))
}

/** Names by account, of colleagues and of whoever has written, also when they have left since. */
export async function namedColleagues(tx: Tx, house: House, accountIds: readonly string[]): Promise<ReadonlyMap<string, Colleague>> {
  const people = await listAuthors(tx, [...new Set(accountIds)])
  const names = await listNames(
    tx,
    house.keyring,
    people.map(({ personId }) => personId),
  )
  return new Map(people.map(({ accountId, personId, role }) => [accountId, { accountId, role, name: names.get(personId) ?? '' }]))
}

function actorOf(tx: Tx, { accountId, role, institutionIds, classIds }: ColleagueRow): Actor {
  return { accountId, municipalityId: tx.municipalityId, role, institutionIds, classIds }
}
