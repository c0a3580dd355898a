/**
 * The publication ledger: written by the transaction that reads the figures, and by nothing else. No login writes its tables; two
 * functions do, which know who is asking and when.
 */
import { sql } from 'kysely'
import type { Form } from '#domain/disclosure/publication.ts'
import type { Shown } from '#domain/disclosure/ledger.ts'
import type { Tx } from './transaction.ts'

/** In lower-case hexadecimal. */
export type Digest = string

/** Which of these this audience has not been shown in this form. */
export async function listUnpublished(tx: Tx, audience: string, form: Form, digests: readonly Digest[]): Promise<readonly Digest[]> {
  if (digests.length === 0) return []
  const asked = digests.map((digest) => Buffer.from(digest, 'hex'))
  const { rows } = await sql<{ digest: Digest }>`
    select encode(digest, 'hex') as digest from audit.unpublished(${audience}, ${form}, ${asked}::bytea[]) as digest`.execute(tx)
  return rows.map(({ digest }) => digest)
}

/** Puts them into the ledger; what is there already stays as it was, with the moment it was first shown. */
export async function insertPublications(
  tx: Tx,
  audience: string,
  form: Form,
  shown: readonly (Shown & { readonly digest: Digest })[],
): Promise<void> {
  if (shown.length > 0) await sql`select audit.publish(${audience}, ${form}, ${JSON.stringify(shown)}::jsonb)`.execute(tx)
}

/** One publication: what was shown, to whom, in what form, when first. */
export type Publication = Shown & {
  readonly digest: Digest
  readonly audience: string
  readonly form: string
  readonly at: string
}

export type PublicationMark = Pick<Publication, 'at' | 'digest' | 'audience' | 'form'>

/** The next publications of the municipality with their figures, oldest first. Read by the export alone. */
export async function listPublications(tx: Tx, after: PublicationMark | undefined, limit: number): Promise<readonly Publication[]> {
  const { at, digest, audience, form } = after ?? { at: '1970-01-01T00:00:00Z', digest: '', audience: '', form: '' }
  // By the moment as the database keeps it, in microseconds: two of one transaction have the same.
  const { rows } = await sql<Publication & { readonly at: string }>`
    select encode(p.digest, 'hex') as digest, p.audience, p.form, to_char(p.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      s.wave, s.unit, s.within, s.without, s.split, s.figures
    from audit.publication p join audit.shown s on s.municipality_id = p.municipality_id and s.digest = p.digest
    where p.municipality_id = ${tx.municipalityId}
      and (p.at, p.digest, p.audience, p.form) > (${at}::timestamptz, ${Buffer.from(digest, 'hex')}::bytea, ${audience}, ${form})
    order by p.at, p.digest, p.audience, p.form limit ${limit}`.execute(tx)
  return rows
}
