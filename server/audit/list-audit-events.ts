import { listAuditEvents } from '#api/audit.ts'
import { listAuditedActs, listAuditEvents as findSome } from '#database/audit.ts'
import { handle } from '../http/handle.ts'
import { namesOfActors } from './people.ts'
import { noteSearch, rowOf } from './search.ts'

const atOnce = 50

/** The officer reads who looked, and how many children at; which children they were stays in the log. */
export const answerListAuditEvents = handle(listAuditEvents, async ({ tx, query, house, note }) => {
  const rows = await findSome(tx, { ...query, limit: atOnce + 1 })
  const acts = await listAuditedActs(tx)
  const nameOf = await namesOfActors(
    tx,
    house,
    rows.map(({ actorId }) => actorId),
  )

  noteSearch(note, query)
  return {
    events: rows.slice(0, atOnce).map((row) => ({ ...rowOf(row), accountId: row.actorId, number: row.seq, name: nameOf(row.actorId) })),
    hasMore: rows.length > atOnce,
    acts: [...acts],
  }
})
