/** The audit log: one row per act, in the transaction of the act. */
import { sql } from 'kysely'
import type { AuditEvent } from './audit-event.ts'
import { appendAtCommit, type Tx } from './transaction.ts'

/** Adds one row to the chain when the transaction commits, or neither. */
export async function insertAuditEvent(tx: Tx, event: AuditEvent): Promise<void> {
  appendAtCommit(tx, event)
}

export type AuditFilter = {
  /** Days in Denmark, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly act?: string | undefined
  /** Undefined is every person; the system's own jobs are asked for by their role. */
  readonly role?: string | undefined
  readonly accountId?: string | undefined
  readonly purpose?: string | undefined
  readonly isAboutChildren?: boolean | undefined
  /** Only what was refused. */
  readonly isRefused?: boolean | undefined
  /** Looks at this child, and what was refused of its page. */
  readonly pupilId?: string | undefined
  /** Only what is older than this row. */
  readonly before?: number | undefined
  readonly limit: number
}

/** The log, newest first. Row-level security gives it to the data protection officer alone. */
export function listAuditEvents(tx: Tx, filter: AuditFilter) {
  const { from, to, act, role, accountId, purpose, isAboutChildren, isRefused, pupilId, before, limit } = filter
  return (
    tx
      .selectFrom('audit.event')
      .select(['id', 'at', 'seq', 'actorId', 'role', 'act', 'object', 'purpose', 'relation', 'refusal', 'times'])
      .select(sql<number>`cardinality(pupil_ids)`.as('children'))
      .where('municipalityId', '=', tx.municipalityId)
      // Midnight in Denmark, so that the index on the moment is used.
      .$if(from !== undefined, (query) => query.where('at', '>=', sql<string>`${from}::date::timestamp at time zone 'Europe/Copenhagen'`))
      .$if(to !== undefined, (query) => query.where('at', '<', sql<string>`(${to}::date + 1)::timestamp at time zone 'Europe/Copenhagen'`))
      .$if(act !== undefined, (query) => query.where('act', '=', act ?? ''))
      .$if(role !== undefined, (query) => query.where('role', '=', role ?? ''))
      .$if(role === undefined, (query) => query.where('role', '!=', 'system'))
      .$if(accountId !== undefined, (query) => query.where('actorId', '=', accountId ?? ''))
      .$if(purpose !== undefined, (query) => query.where('purpose', '=', purpose ?? ''))
      .$if(isAboutChildren === true, (query) => query.where(sql<boolean>`cardinality(pupil_ids) > 0`))
      .$if(isRefused === true, (query) => query.where('refusal', 'is not', null))
      .$if(pupilId !== undefined, (query) =>
        query.where(sql<boolean>`(${pupilId}::uuid = any (pupil_ids) or object in (${`child:${pupilId}`}, ${`pupils:${pupilId}`}))`),
      )
      .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute()
  )
}

/** Every act that occurs in the log, in alphabetical order. */
export async function listAuditedActs(tx: Tx): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('audit.event')
    .select('act')
    .distinct()
    .where('municipalityId', '=', tx.municipalityId)
    .orderBy('act')
    .execute()
  return rows.map(({ act }) => act)
}

export type ProfessionalLook = {
  readonly id: string
  readonly at: string
  readonly actorId: string | null
  readonly role: string
  readonly act: string
  readonly purpose: string | null
  readonly relation: string | null
  readonly pupilIds: readonly string[]
}

/** Roles that are no professional's: their rows are no looks of others at a child. */
const nobodysLook = ['parent', 'pupil', 'youngPerson', 'respondent', 'guest', 'system']

/** Looks of professionals at named children in this time, oldest first; those at one child alone, or at this child, or all. */
export function listLooksOfProfessionals(
  tx: Tx,
  {
    from,
    until,
    pupilId,
    isAtOneChild,
  }: { readonly from: Date; readonly until: Date; readonly pupilId?: string; readonly isAtOneChild?: boolean },
): Promise<readonly ProfessionalLook[]> {
  return tx
    .selectFrom('audit.event')
    .select(['id', 'at', 'actorId', 'role', 'act', 'purpose', 'relation', 'pupilIds'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('at', '>=', from.toISOString())
    .where('at', '<', until.toISOString())
    .where(sql<boolean>`pupil_ids <> '{}'`)
    .where('refusal', 'is', null)
    .where('role', 'not in', nobodysLook)
    .$if(pupilId !== undefined, (query) => query.where(sql<boolean>`${pupilId}::uuid = any (pupil_ids)`))
    .$if(isAtOneChild === true, (query) => query.where(sql<boolean>`cardinality(pupil_ids) = 1`))
    .orderBy('seq')
    .execute()
}

/** When a professional first looked at a child here; undefined when nobody has. */
export async function findFirstLook(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .selectFrom('audit.event')
    .select('at')
    .where('municipalityId', '=', tx.municipalityId)
    .where(sql<boolean>`pupil_ids <> '{}'`)
    .where('refusal', 'is', null)
    .where('role', 'not in', nobodysLook)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

export type AuditedChild = {
  readonly pupilId: string
  readonly personId: string
  readonly classId: string
  readonly className: string
  readonly institution: string
}

/** Children by their ids, or by whose they are; also those who have left, for what was looked at stays looked at. */
export function listAuditedChildren(
  tx: Tx,
  by: { readonly pupilIds: readonly string[] } | { readonly personId: string },
): Promise<readonly AuditedChild[]> {
  return tx
    .selectFrom('common.pupil as p')
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'p.municipalityId').onRef('c.id', '=', 'p.classId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'p.municipalityId').onRef('i.id', '=', 'p.institutionId'),
    )
    .select(['p.id as pupilId', 'p.personId', 'p.classId', 'c.name as className', 'i.name as institution'])
    .where('p.municipalityId', '=', tx.municipalityId)
    .$if('personId' in by, (query) => query.where('p.personId', '=', 'personId' in by ? by.personId : ''))
    .$if('pupilIds' in by, (query) => query.where('p.id', '=', sql<string>`any(${'pupilIds' in by ? by.pupilIds : []}::uuid[])`))
    .execute()
}

/** The classes these accounts have today, by account. */
export async function listClassesOfAccounts(tx: Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx
    .selectFrom('common.accountClass')
    .select(['accountId', 'classId'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('accountId', '=', sql<string>`any(${accountIds}::uuid[])`)
    .execute()
  const classes = new Map<string, Set<string>>()
  for (const { accountId, classId } of rows) classes.set(accountId, (classes.get(accountId) ?? new Set()).add(classId))
  return classes
}

/** Every account of somebody who works here or has done. */
export function listStaffAccounts(
  tx: Tx,
  citizens: readonly string[],
): Promise<readonly { readonly accountId: string; readonly personId: string; readonly role: string }[]> {
  return tx
    .selectFrom('common.account')
    .select(['id as accountId', 'personId', 'role'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('role', 'not in', [...citizens])
    .execute()
}
