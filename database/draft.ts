/**
 * Answers before they are sent, on each of the three tracks: one row of packed marks, found by the HMAC of a slip
 * or a link. The tables are apart, and so are the logins that reach them; what is done with a draft is the same.
 */
import { sql } from 'kysely'
import type { Statement, Tx } from './transaction.ts'

export type DraftTrack = 'statistics' | 'health' | 'assessment'

export type Draft = { readonly epoch: number; readonly answers: readonly (number | null)[] }

/** Starts a draft, or comes back to it in a new epoch. `answers` are packed marks by place. */
export async function enterDraft(tx: Tx, track: DraftTrack, slipHmac: Buffer, items: number): Promise<Draft> {
  return tx
    .insertInto(`${track}.draft`)
    .values({
      municipalityId: tx.municipalityId,
      slipHmac,
      epoch: 1,
      answers: sql<number[]>`array_fill(null::bigint, array[${items}::int])`,
    })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'slipHmac']).doUpdateSet({ epoch: sql`draft.epoch + 1` }))
    .returning(['epoch', 'answers'])
    .executeTakeFirstOrThrow() as Promise<Draft>
}

/**
 * The statement that saves marks into a draft; no row is changed when the draft is gone. The greater mark
 * wins item by item, so it may be sent twice, late, and in any order. `marks` has a place for every item.
 *
 * One row per draft and one statement per save: a row per answer took about twice the write-ahead log.
 */
export function saveMarks(track: DraftTrack, municipalityId: number, slipHmac: Buffer, marks: readonly (number | null)[]): Statement {
  return {
    name: `save-marks-${track}`,
    text: `update ${track}.draft
      set answers = array(select greatest(old, new) from unnest(answers, $3::bigint[]) with ordinality as mark (old, new, place) order by place)
      where municipality_id = $1 and slip_hmac = $2`,
    values: [municipalityId, slipHmac, `{${marks.map((mark) => mark ?? 'NULL').join(',')}}`],
  }
}

/**
 * As `saveMarks` on the health track, for a draft that is one parent's own: no row is changed when
 * the draft is gone, and none from the day on which the parent has no custody.
 */
export function saveOwnMarks(municipalityId: number, ownHmac: Buffer, marks: readonly (number | null)[], today: string): Statement {
  const { text, values } = saveMarks('health', municipalityId, ownHmac, marks)
  return {
    name: 'save-own-marks',
    text: `${text} and exists (
      select from health.family_link l
      join identity.family f on f.municipality_id = l.municipality_id and f.person_id = l.person_id and f.pupil_id = l.pupil_id
      where l.municipality_id = $1 and l.own_hmac = $2 and f.valid_from <= $4 and (f.valid_until is null or f.valid_until > $4))`,
    values: [...values, today],
  }
}

/** The draft, held until commit. */
export async function lockDraft(tx: Tx, track: DraftTrack, slipHmac: Buffer): Promise<Draft | undefined> {
  return tx
    .selectFrom(`${track}.draft`)
    .select(['epoch', 'answers'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('slipHmac', '=', slipHmac)
    .forUpdate()
    .executeTakeFirst() as Promise<Draft | undefined>
}

/** Deletes a draft, and with it which browser its links were bound to; it is as if it had never been. */
export async function deleteDraft(tx: Tx, track: DraftTrack, slipHmac: Buffer): Promise<void> {
  await tx
    .with('unbound', (query) =>
      query.deleteFrom('common.linkBinding').where('municipalityId', '=', tx.municipalityId).where('draftHmac', '=', slipHmac),
    )
    .deleteFrom(`${track}.draft`)
    .where('municipalityId', '=', tx.municipalityId)
    .where('slipHmac', '=', slipHmac)
    .execute()
}
