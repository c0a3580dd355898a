/** What searching the log writes into the log: what was searched for, and the child it was about. */
import type { listAuditEvents } from '#api/audit.ts'
import type { QueryOf } from '#api/operation.ts'
import type { listAuditEvents as findSome } from '#database/audit.ts'
import type { Relation } from '#domain/audit/relation.ts'
import type { Request } from '../http/handle.ts'

type Search = Partial<QueryOf<typeof listAuditEvents>>

/** Criteria are days, ids and names of the contract: never a name or a number of somebody. */
export function noteSearch(note: Request<unknown>['note'], { pupilId, before: _, ...search }: Search): void {
  const criteria = new URLSearchParams(
    Object.entries(search)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, string] => [name, String(value)])
      .toSorted(),
  )
  note(criteria.size === 0 ? 'audit-log' : `audit-log?${criteria}`, pupilId === undefined ? {} : { pupilIds: [pupilId] })
}

type Row = Awaited<ReturnType<typeof findSome>>[number]

/** A row as it is shown: the relation is one we know. */
export function rowOf({ id, at, role, act, object, purpose, relation, refusal, times, children }: Row) {
  return { id, at, role, act, object, purpose, relation: relation as Relation | null, refusal, times, children }
}
