import { listAuditEvents } from '#api/audit.ts'
import { listAuditedActs, listAuditEvents as findSome } from '#database/audit.ts'
import { listNames } from '#database/identity.ts'
import { listAuthors } from '#database/network.ts'
import { handle } from '../http/handle.ts'

const atOnce = 50

/** The officer reads who looked, and how many children at; which children they were stays in the log. */
export const answerListAuditEvents = handle(listAuditEvents, async ({ tx, query, house, note }) => {
  const rows = await findSome(tx, { ...query, limit: atOnce + 1 })
  const acts = await listAuditedActs(tx)
  const people = await listAuthors(
    tx,
    rows.flatMap(({ actorId }) => actorId ?? []),
  )
  const names = await listNames(
    tx,
    house.keyring,
    people.map(({ personId }) => personId),
  )

  const nameOf = new Map(people.map(({ accountId, personId }) => [accountId, names.get(personId) ?? null]))
  note('audit-log')
  return {
    events: rows.slice(0, atOnce).map(({ actorId, ...event }) => ({
      ...event,
      accountId: actorId,
      name: actorId === null ? null : (nameOf.get(actorId) ?? null),
    })),
    hasMore: rows.length > atOnce,
    acts: [...acts],
  }
})
