/**
 * Failures to come in, where every server sees them, and which browser a personal link belongs to. Failures stand under
 * the association (municipality 0): whoever guesses would else begin anew in each municipality.
 */
import { sql } from 'kysely'
import type { Statement, Tx } from './transaction.ts'

/** Where failures are kept. */
export const entryScope = { municipalityId: 0, role: 'respondent' } as const

/** Counting stops here: more of them ask for no more work. */
const countedFromAddress = 5_000
const countedEverywhere = 100_000

/** Forgets failures that are too old, and counts the others: `from_address` different ones, `everywhere` all. */
export function countFailures(addressHmac: Buffer, { since, keptSince }: { readonly since: Date; readonly keptSince: Date }): Statement {
  return {
    name: 'count-failed-entries',
    text: `with forgotten as (delete from common.failed_entry where municipality_id = 0 and at < $3)
      select
        (select count(distinct tried_hmac)::int from (
          select tried_hmac from common.failed_entry where municipality_id = 0 and address_hmac = $1 and at > $2 limit ${countedFromAddress}) own) as from_address,
        (select count(*)::int from (
          select 1 from common.failed_entry where municipality_id = 0 and at > $2 limit ${countedEverywhere}) every) as everywhere`,
    values: [addressHmac, since.toISOString(), keptSince.toISOString()],
  }
}

export type FailedEntry = { readonly id: string; readonly addressHmac: Buffer; readonly triedHmac: Buffer; readonly at: Date }

/** Keeps a failure. */
export function insertFailure({ id, addressHmac, triedHmac, at }: FailedEntry): Statement {
  return {
    name: 'insert-failed-entry',
    text: 'insert into common.failed_entry (municipality_id, id, address_hmac, tried_hmac, at) values (0, $1, $2, $3, $4)',
    values: [id, addressHmac, triedHmac, at.toISOString()],
  }
}

export type Binding = {
  readonly linkHmac: Buffer
  /** What the draft is kept under: with it the binding goes. */
  readonly draftHmac: Buffer
  readonly browserHmac: Buffer
}

/** Binds a link to a browser, when it is bound to none. False when it is another's. */
export async function bindLink(tx: Tx, { linkHmac, draftHmac, browserHmac }: Binding): Promise<boolean> {
  const { municipalityId } = tx
  await tx
    .insertInto('common.linkBinding')
    .values({ municipalityId, linkHmac, draftHmac, browserHmac })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  // Asked afterwards: another browser's first exchange may have been waited for.
  const bound = await tx
    .selectFrom('common.linkBinding')
    .select('browserHmac')
    .where('municipalityId', '=', municipalityId)
    .where('linkHmac', '=', linkHmac)
    .executeTakeFirst()
  return bound?.browserHmac.equals(browserHmac) ?? false
}

/** Puts a new link in a lost one's place; false when the lost one has been used up, or there was none. */
export async function renewLink(
  tx: Tx,
  {
    surveyId,
    pupilId,
    turn,
    linkHmac,
  }: { readonly surveyId: string; readonly pupilId: string; readonly turn: number; readonly linkHmac: Buffer },
): Promise<boolean> {
  const { rows } = await sql<{ isRenewed: boolean }>`
    select statistics.renew_link(${surveyId}, ${pupilId}, ${turn}, ${linkHmac}) as is_renewed`.execute(tx)
  return rows[0]?.isRenewed === true
}
