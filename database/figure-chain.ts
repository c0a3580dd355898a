/** Reading the chains of figures, to count them through and to note their ends. Whoever seals reads them; no request does. */
import { sql } from 'kysely'
import type { Head } from '#domain/audit/chain.ts'
import { noHash } from '#domain/audit/chain.ts'
import type { FigureLink, Saying } from '#domain/disclosure/chain.ts'
import type { ClassPlace } from '#domain/disclosure/sum.ts'
import { storedSum } from '#domain/disclosure/sum.ts'
import type { KeptTotal } from '#domain/disclosure/verify.ts'
import type { Tx } from './transaction.ts'

export type FigureHead = Head & { readonly surveyId: string }

/** The ends of the municipality's chains, one for each survey with figures; also of one that has lost its head. */
export async function listFigureHeads(tx: Tx): Promise<readonly FigureHead[]> {
  const { rows } = await sql<{ surveyId: string; seq: string | null; hash: string | null }>`
    select survey_id, h.seq::text as seq, encode(h.hash, 'hex') as hash
    from (select distinct survey_id from sealed.total where municipality_id = ${tx.municipalityId}
      union select survey_id from sealed.head where municipality_id = ${tx.municipalityId}
      union select distinct survey_id from sealed.atom where municipality_id = ${tx.municipalityId}) as known
    left join sealed.head h using (survey_id)
    where h.municipality_id is null or h.municipality_id = ${tx.municipalityId} order by survey_id`.execute(tx)
  return rows.map(({ surveyId, seq, hash }) => ({ surveyId, seq: BigInt(seq ?? 0), hash: hash ?? noHash }))
}

export type WrittenLink = Omit<FigureLink, 'previous'>

/** A survey's links in order of number, as they lie in three tables. */
export async function listFigureLinks(tx: Tx, surveyId: string): Promise<readonly WrittenLink[]> {
  const own = sql`municipality_id = ${tx.municipalityId} and survey_id = ${surveyId}`
  const { rows } = await sql<Saying & { readonly number: string; readonly hash: string }>`
    select kind, unit, sex, item, numbers, seq::text as number, encode(hash, 'hex') as hash from (
      select 'atom' as kind, unit, sex, null::text as item, array_to_string(counts, ',') as numbers, seq, hash from sealed.atom where ${own}
      union all select 'mergedUpward', unit, null, item, '', seq, hash from sealed.merged_upward where ${own}
      union all select 'withheld', null, null, item, answers::text, seq, hash from sealed.withheld where ${own}
    ) as link order by seq, hash`.execute(tx)
  return rows.map(({ number, ...row }) => ({ ...row, municipalityId: tx.municipalityId, surveyId, seq: BigInt(number) }))
}

/** Every total of a survey, with what is kept of how much its schools differ. */
export async function listFigureTotals(tx: Tx, surveyId: string): Promise<readonly KeptTotal[]> {
  const rows = await tx
    .selectFrom('sealed.total')
    .select(['unit', 'sex', 'counts', 'moments'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .orderBy('unit')
    .orderBy('sex')
    .execute()
  return rows.map(({ counts, ...row }) => ({ ...row, counts: storedSum(counts) }))
}

/** How many have answered, by unit, as last sealed. */
export async function listSealedTurnout(tx: Tx, surveyId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('sealed.turnout')
    .select(['unit', 'answered'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .execute()
  return new Map(rows.map(({ unit, answered }) => [unit, answered]))
}

/** Where all the classes of a survey lie. */
export async function listAllPlaces(tx: Tx, surveyId: string): Promise<ReadonlyMap<string, ClassPlace>> {
  const rows = await tx
    .selectFrom('common.surveyUnit')
    .select(['classId', 'institutionId', 'grade'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('level', '=', 'class')
    .execute()
  return new Map(
    rows.flatMap(({ classId, institutionId, grade }) =>
      classId === null || institutionId === null ? [] : [[classId, { institutionId, grade }] as const],
    ),
  )
}
