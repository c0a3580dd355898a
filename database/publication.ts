/**
 * The publication ledger: written by the transaction that reads the figures, and by nothing else. No login writes its tables; two
 * functions do, which know who is asking and when.
 */
import { sql } from 'kysely'
import type { Form } from '#domain/disclosure/publication.ts'
import type { Shown } from '#domain/disclosure/ledger.ts'
import type { InstitutionKind } from '#domain/organisation/organisation.ts'
import type { UnitKey } from '#domain/organisation/unit.ts'
import { ask, type Tx } from './transaction.ts'

/** In lower-case hexadecimal. */
export type Digest = string

/** Which of these this audience has not been shown in this form. */
export async function listUnpublished(tx: Tx, audience: string, form: Form, digests: readonly Digest[]): Promise<readonly Digest[]> {
  if (digests.length === 0) return []
  const asked = digests.map((digest) => Buffer.from(digest, 'hex'))
  const rows = await ask<{ readonly digest: Digest }>(tx, {
    name: 'list-unpublished',
    text: "select encode(digest, 'hex') as digest from audit.unpublished($1, $2, $3::bytea[]) as digest",
    values: [audience, form, asked],
  })
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

/** One look at one group, without the figures. */
export type PublicationEntry = {
  /** Where the list goes on after it. */
  readonly mark: string
  readonly at: string
  readonly audience: string
  readonly form: Form
  readonly wave: string
  readonly unit: UnitKey
  readonly isRest: boolean
  readonly isSplit: boolean
  /** The survey's; null of region and country, and of a survey that is gone. */
  readonly title: string | null
  readonly grade: number | null
  readonly className: string | null
  readonly institution: string | null
  readonly kind: InstitutionKind | null
}

export type PublicationFilter = {
  readonly audience?: string | undefined
  readonly form?: Form | undefined
  readonly wave?: string | undefined
  /** A mark: only what comes after it in the list. */
  readonly before?: string | undefined
  readonly limit: number
}

/** What has left, newest first. Row-level security gives it to the data protection officer alone, and no column of it is a figure. */
export async function listPublicationEntries(
  tx: Tx,
  { audience, form, wave, before, limit }: PublicationFilter,
): Promise<readonly PublicationEntry[]> {
  const only = (column: string, value: string | undefined) => (value === undefined ? sql`` : sql`and ${sql.ref(column)} = ${value}`)
  const [micros = '', digest = '', to = '', as = ''] = before?.split('-') ?? []
  // The moment first, which an index has; the rest parts what one moment put down.
  const at = sql`timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond'`
  const older = before === undefined ? sql`` : sql`and p.at <= ${at}`
  const after =
    before === undefined ? sql`` : sql`having (p.at, min(encode(p.digest, 'hex')), p.audience, p.form) < (${at}, ${digest}, ${to}, ${as})`
  const { rows } = await sql<PublicationEntry>`
    with entry as (
      select p.at, p.audience, p.form, s.wave, s.unit, s.without is not null as is_rest, min(encode(p.digest, 'hex')) as digest,
        bool_or(s.split <> 'all') as is_split
      from audit.publication p join audit.shown s on s.municipality_id = p.municipality_id and s.digest = p.digest
      where p.municipality_id = ${tx.municipalityId} ${only('p.audience', audience)} ${only('p.form', form)} ${only('s.wave', wave)} ${older}
      group by p.at, p.audience, p.form, s.wave, s.unit, s.without ${after}
      order by p.at desc, min(encode(p.digest, 'hex')) desc, p.audience desc, p.form desc limit ${limit})
    select concat_ws('-', (extract(epoch from e.at) * 1000000)::bigint, e.digest, e.audience, e.form) as "mark", e.at, e.audience, e.form,
      e.wave, e.unit, e.is_rest as "isRest", e.is_split as "isSplit", v.title, u.grade,
      c.name as "className", i.name as institution, i.kind
    from entry e
      left join common.survey v on v.municipality_id = ${tx.municipalityId} and v.id::text = e.wave
      left join common.survey_unit u on u.municipality_id = v.municipality_id and u.survey_id = v.id and u.unit = e.unit
      left join common.class c on c.municipality_id = u.municipality_id and c.id = u.class_id
      left join common.institution i on i.municipality_id = u.municipality_id and i.id = u.institution_id
    order by e.at desc, e.digest desc, e.audience desc, e.form desc`.execute(tx)
  return rows
}

/** Whom anything was ever shown, and of which waves. */
export async function listPublishedKinds(tx: Tx): Promise<{
  readonly audiences: readonly string[]
  readonly waves: readonly { wave: string; title: string | null }[]
}> {
  const audiences = await tx
    .selectFrom('audit.publication')
    .select('audience')
    .distinct()
    .where('municipalityId', '=', tx.municipalityId)
    .orderBy('audience')
    .execute()
  const { rows: waves } = await sql<{ wave: string; title: string | null }>`
    select w.wave, v.title
    from (select distinct wave from audit.shown where municipality_id = ${tx.municipalityId}) w
      left join common.survey v on v.municipality_id = ${tx.municipalityId} and v.id::text = w.wave
    order by v.opens_on desc nulls last, w.wave`.execute(tx)
  return { audiences: audiences.map((row) => row.audience), waves }
}
