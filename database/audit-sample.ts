/** Half-yearly samples of looks at named children, and what was found when somebody went through them. */
import { sql } from 'kysely'
import type { Verdict } from '#domain/audit/sample.ts'
import type { Tx } from './transaction.ts'

export type SampleRow = {
  readonly id: string
  readonly drawnAt: string
  /** Null when the house drew it by itself. */
  readonly drawnBy: string | null
  readonly fromAt: string
  readonly untilAt: string
  readonly seed: string
  readonly perRole: number
  /** How many looks there were to draw from, by role. */
  readonly drawnFrom: Readonly<Record<string, number>>
  readonly closedAt: string | null
  readonly closedBy: string | null
}

const sampleColumns = ['id', 'drawnAt', 'drawnBy', 'fromAt', 'untilAt', 'seed', 'perRole', 'drawnFrom', 'closedAt', 'closedBy'] as const

/** Every sample there has been, newest first. */
export async function listSamples(tx: Tx): Promise<readonly SampleRow[]> {
  const rows = await tx
    .selectFrom('audit.sample')
    .select(sampleColumns)
    .where('municipalityId', '=', tx.municipalityId)
    .orderBy('drawnAt', 'desc')
    .execute()
  return rows as unknown as readonly SampleRow[]
}

/** One sample, held until commit, so that it is not closed while it is judged. */
export async function lockSample(tx: Tx, id: string): Promise<SampleRow | undefined> {
  const row = await tx
    .selectFrom('audit.sample')
    .select(sampleColumns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as unknown as SampleRow | undefined
}

/** Adds a sample with its looks, in the order they were drawn. */
export async function insertSample(tx: Tx, sample: Omit<SampleRow, 'closedAt' | 'closedBy'>, eventIds: readonly string[]): Promise<void> {
  const { municipalityId } = tx
  await sql`
    insert into audit.sample (municipality_id, id, drawn_at, drawn_by, from_at, until_at, seed, per_role, drawn_from)
    values (${municipalityId}, ${sample.id}, ${sample.drawnAt}, ${sample.drawnBy}, ${sample.fromAt}, ${sample.untilAt},
      ${sample.seed}, ${sample.perRole}, ${JSON.stringify(sample.drawnFrom)}::jsonb)`.execute(tx)
  await sql`
    insert into audit.sample_item (municipality_id, sample_id, event_id, place)
    select ${municipalityId}::int, ${sample.id}::uuid, event_id, place
    from unnest(${eventIds}::uuid[]) with ordinality as drawn (event_id, place)`.execute(tx)
}

export type SampleItemRow = {
  readonly sampleId: string
  readonly eventId: string
  readonly place: number
  readonly verdict: Verdict | null
  readonly note: string
  readonly judgedBy: string | null
  readonly judgedAt: string | null
  readonly at: string
  readonly actorId: string | null
  readonly role: string
  readonly act: string
  readonly purpose: string | null
  readonly relation: string | null
  readonly pupilIds: readonly string[]
}

/** The looks of these samples with their verdicts, in the order they were drawn. */
export async function listSampleItems(tx: Tx, sampleIds: readonly string[]): Promise<readonly SampleItemRow[]> {
  const rows = await tx
    .selectFrom('audit.sampleItem as s')
    .innerJoin('audit.event as e', (join) => join.onRef('e.municipalityId', '=', 's.municipalityId').onRef('e.id', '=', 's.eventId'))
    .select(['s.sampleId', 's.eventId', 's.place', 's.verdict', 's.note', 's.judgedBy', 's.judgedAt'])
    .select(['e.at', 'e.actorId', 'e.role', 'e.act', 'e.purpose', 'e.relation', 'e.pupilIds'])
    .where('s.municipalityId', '=', tx.municipalityId)
    .where('s.sampleId', '=', sql<string>`any(${sampleIds}::uuid[])`)
    .orderBy('s.place')
    .execute()
  return rows as unknown as readonly SampleItemRow[]
}

/** Writes the verdict on one look; the number of looks it was. */
export async function saveVerdict(
  tx: Tx,
  item: {
    readonly sampleId: string
    readonly eventId: string
    readonly verdict: Verdict
    readonly note: string
    readonly judgedBy: string
    readonly now: Date
  },
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('audit.sampleItem')
    .set({ verdict: item.verdict, note: item.note, judgedBy: item.judgedBy, judgedAt: item.now.toISOString() })
    .where('municipalityId', '=', tx.municipalityId)
    .where('sampleId', '=', item.sampleId)
    .where('eventId', '=', item.eventId)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Closes a sample for good. */
export async function saveSampleClosed(tx: Tx, id: string, closedBy: string, now: Date): Promise<void> {
  await tx
    .updateTable('audit.sample')
    .set({ closedAt: now.toISOString(), closedBy })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}
