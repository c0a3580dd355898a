/**
 * Answers on their way to figures: counted where they lie, kept as atoms and sums, taken away as they are
 * counted. Everything here runs as bul_sealer, the only login that reads answers; no request does.
 */
import { sql } from 'kysely'
import type { SealedAtom } from '#domain/disclosure/atom.ts'
import { type Saying, sayingsOf } from '#domain/disclosure/chain.ts'
import { type BySlot, hasClusters, momentIncrements, slotOf } from '#domain/disclosure/cluster.ts'
import type { AnswerCount, Stratum } from '#domain/disclosure/group.ts'
import type { ClusterMoments } from '#domain/disclosure/moments.ts'
import type { MergedUpward, Withheld } from '#domain/disclosure/seal.ts'
import { type ClassPlace, type SealedSum, type UnitIncrement, chainOf, incrementsOf, storedSum } from '#domain/disclosure/sum.ts'
import type { ItemRule } from '#domain/disclosure/thresholds.ts'
import { unitKey } from '#domain/organisation/unit.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import type { SurveyState } from '#domain/survey/survey.ts'
import { sexLetter } from './response.ts'
import type { Tx } from './transaction.ts'

/**
 * The class of what remained when its institution was closed: such answers have forgotten where they come
 * from, and wait for the municipality's pool.
 */
export const pooledClass = '00000000-0000-0000-0000-000000000000'

export type SurveyToSeal = { readonly state: SurveyState; readonly questionnaire: { readonly code: string; readonly version: string } }

/** The survey as the sealer needs it. */
export async function findSurveyToSeal(tx: Tx, surveyId: string): Promise<SurveyToSeal | undefined> {
  const row = await tx
    .selectFrom('common.survey')
    .select(['state', 'questionnaireCode as code', 'questionnaireVersion as version'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', surveyId)
    .executeTakeFirst()
  return row && { state: row.state, questionnaire: { code: row.code, version: row.version } }
}

/** Where the classes of a survey lie: those of one institution, or one class. */
export async function listClassPlaces(
  tx: Tx,
  surveyId: string,
  of: { readonly institutionId: string } | { readonly classId: string },
): Promise<ReadonlyMap<string, ClassPlace>> {
  const query = tx
    .selectFrom('common.surveyUnit')
    .select(['classId', 'institutionId', 'grade'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('level', '=', 'class')
    .orderBy('unit')
  const rows = await (
    'classId' in of ? query.where('classId', '=', of.classId) : query.where('institutionId', '=', of.institutionId)
  ).execute()
  return new Map(
    rows.flatMap(({ classId, institutionId, grade }) =>
      classId === null || institutionId === null ? [] : [[classId, { institutionId, grade }] as const],
    ),
  )
}

/** The institutions that a survey asks. */
export async function listSurveyInstitutions(tx: Tx, surveyId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('common.surveyUnit')
    .select('institutionId')
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('level', '=', 'institution')
    .orderBy('unit')
    .execute()
  return rows.flatMap(({ institutionId }) => institutionId ?? [])
}

/**
 * Holds these classes until commit, so that each is sealed by one at a time, and tells how many had answered
 * when they were last sealed. The same lock order as everybody's: by unit, classes first.
 */
export async function lockSealedTurnout(tx: Tx, surveyId: string, units: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (units.length === 0) return new Map()
  const rows = await tx
    .insertInto('sealed.turnout')
    .values(units.toSorted().map((unit) => ({ municipalityId: tx.municipalityId, surveyId, unit, answered: 0 })))
    .onConflict((conflict) => conflict.columns(['municipalityId', 'surveyId', 'unit']).doUpdateSet({ answered: sql`turnout.answered` }))
    .returning(['unit', 'answered'])
    .execute()
  return new Map(rows.map(({ unit, answered }) => [unit, answered]))
}

/** Adds to how many have answered, in each class and in every unit above it. */
export async function addSealedTurnout(
  tx: Tx,
  surveyId: string,
  more: ReadonlyMap<string, number>,
  places: ReadonlyMap<string, ClassPlace>,
): Promise<void> {
  const sums = new Map<string, { readonly height: number; readonly answered: number }>()
  for (const [classId, answered] of more) {
    for (const [height, unit] of chainOf(unitKey({ level: 'class', classId }), places))
      sums.set(unit, { height, answered: (sums.get(unit)?.answered ?? 0) + answered })
  }
  const rows = [...sums].sort(([one, left], [other, right]) => left.height - right.height || (one < other ? -1 : 1))
  if (rows.length === 0) return
  await tx
    .insertInto('sealed.turnout')
    .values(rows.map(([unit, { answered }]) => ({ municipalityId: tx.municipalityId, surveyId, unit, answered })))
    .onConflict((conflict) =>
      conflict.columns(['municipalityId', 'surveyId', 'unit']).doUpdateSet({ answered: sql`turnout.answered + excluded.answered` }),
    )
    .execute()
}

/**
 * Rows that are sealed together: the answers nobody knows, and the copies of those given by name, which a health
 * professional does know. The two never share an atom: taking the known ones away from a sum would tell the others.
 */
export type Populations = readonly (readonly string[])[]

export type Unsealed = {
  /** Rows that are there now. What comes later is left for the next time. */
  readonly populations: Populations
  /** How many of each class have answered, by class id. */
  readonly answered: ReadonlyMap<string, number>
}

/** Which answers of these classes are not all sealed, and how many have answered, at one moment. */
export async function findUnsealed(tx: Tx, surveyId: string, classIds: readonly string[]): Promise<Unsealed> {
  const { rows } = await sql<{ ids: string[] | null; idsByName: string[] | null; classId: string; answered: number }>`
    select t.class_id, t.answered_count as answered,
      (select array_agg(r.id) from statistics.response r where r.municipality_id = ${tx.municipalityId} and r.survey_id = ${surveyId} and r.class_id = t.class_id and not r.is_by_name) as ids,
      (select array_agg(r.id) from statistics.response r where r.municipality_id = ${tx.municipalityId} and r.survey_id = ${surveyId} and r.class_id = t.class_id and r.is_by_name) as ids_by_name
    from statistics.turnout t
    where t.municipality_id = ${tx.municipalityId} and t.survey_id = ${surveyId} and t.class_id = any (${[...classIds]}::uuid[])`.execute(
    tx,
  )
  const populations = [rows.flatMap(({ ids }) => ids ?? []), rows.flatMap(({ idsByName }) => idsByName ?? [])]
  return {
    populations: populations.filter((ids) => ids.length > 0),
    answered: new Map(rows.map(({ classId, answered }) => [classId, answered])),
  }
}

/**
 * Classes of open surveys that invite one at a time, in which at least `least` more have answered than when the
 * class was last sealed.
 */
export async function listBatches(tx: Tx, least: number): Promise<readonly { readonly surveyId: string; readonly classId: string }[]> {
  return tx
    .selectFrom('statistics.turnout as t')
    .innerJoin('common.survey as s', (join) => join.onRef('s.municipalityId', '=', 't.municipalityId').onRef('s.id', '=', 't.surveyId'))
    .leftJoin('sealed.turnout as st', (join) =>
      join
        .onRef('st.municipalityId', '=', 't.municipalityId')
        .onRef('st.surveyId', '=', 't.surveyId')
        .on(sql<boolean>`st.unit = 'class:' || t.class_id`),
    )
    .select(['t.surveyId', 't.classId'])
    .where('t.municipalityId', '=', tx.municipalityId)
    .where('s.state', '=', 'open')
    .where('s.isRolling', '=', true)
    .where(sql<boolean>`t.answered_count - coalesce(st.answered, 0) >= ${least}`)
    .orderBy('t.surveyId')
    .orderBy('t.classId')
    .execute()
}

/** Rows of these classes that are not all sealed, when nobody can answer any more. */
export async function listUnsealed(tx: Tx, surveyId: string, classIds: readonly string[]): Promise<Populations> {
  const rows = await tx
    .selectFrom('statistics.response')
    .select(['id', 'isByName'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('classId', 'in', [...classIds])
    .execute()
  return [...Map.groupBy(rows, ({ isByName }) => isByName).values()].map((some) => some.map(({ id }) => id))
}

export type CountOfClass = AnswerCount & { readonly classId: string }

/**
 * How many gave each answer, by class, sex, item and what they wait for. A place that is null has been sealed;
 * one that was hidden is counted nowhere.
 */
export async function countUnsealed(
  tx: Tx,
  surveyId: string,
  classIds: readonly string[],
  ids: readonly string[],
  rules: readonly ItemRule[],
): Promise<readonly CountOfClass[]> {
  const { rows } = await sql<CountOfClass>`
    select r.class_id, case r.sex when 'f' then 'female' when 'm' then 'male' else 'unknown' end as sex, (a.place - 1)::int as place, a.value, ${waitsFor(rules)} as waits_for, count(*)::int as count
    from statistics.response r cross join lateral unnest(r.answers) with ordinality as a (value, place)
    where r.municipality_id = ${tx.municipalityId} and r.survey_id = ${surveyId} and r.class_id = any (${[...classIds]}::uuid[]) and r.id = any (${[...ids]}::uuid[])
      and a.value is not null and a.value <> -2
    group by 1, 2, 3, 4, 5`.execute(tx)
  return rows
}

export type StratumOfClass = Stratum & { readonly classId: string }

/**
 * Takes sealed answers away: the rows are deleted, and what is left of them comes back in random order with
 * new random ids, so that neither says which row it was. Rows with nothing left stay away. With `pool` what
 * is left forgets its class and grade.
 *
 * Throws when a row has gone meanwhile: then what was counted is not what is taken.
 */
export async function takeSealed(
  tx: Tx,
  surveyId: string,
  {
    classIds,
    ids,
    taken,
    rules,
    pool = false,
  }: {
    readonly classIds: readonly string[]
    readonly ids: readonly string[]
    readonly taken: readonly StratumOfClass[]
    readonly rules: readonly ItemRule[]
    readonly pool?: boolean
  },
): Promise<void> {
  const { rows } = await sql<{ deleted: number }>`
    with deleted as (
      delete from statistics.response
      where municipality_id = ${tx.municipalityId} and survey_id = ${surveyId} and class_id = any (${[...classIds]}::uuid[]) and id = any (${[...ids]}::uuid[])
      returning id, class_id, grade, sex, answers, is_by_name
    ), answer as (
      select r.id, r.class_id, r.grade, r.sex, r.is_by_name, a.place, a.value, ${waitsFor(rules)} as waits_for
      from deleted r cross join lateral unnest(r.answers) with ordinality as a (value, place)
    ), taken (class_id, sex, place, waits_for) as (
      select * from unnest(${taken.map(({ classId }) => classId)}::uuid[], ${taken.map(({ sex }) => sexLetter[sex])}::text[], ${taken.map(({ place }) => place + 1)}::bigint[], ${taken.map((stratum) => stratum.waitsFor)}::int[])
    ), rest as (
      select answer.class_id, answer.grade, answer.sex, answer.is_by_name,
        array_agg(case when answer.value = -2 or taken.place is not null then null else answer.value end order by answer.place)::smallint[] as answers
      from answer left join taken using (class_id, sex, place, waits_for)
      group by answer.id, answer.class_id, answer.grade, answer.sex, answer.is_by_name
    ), kept as (
      insert into statistics.response (municipality_id, id, survey_id, class_id, grade, sex, answers, is_by_name)
      select ${tx.municipalityId}, gen_random_uuid(), ${surveyId}, case when ${pool} then ${pooledClass}::uuid else class_id end, case when ${pool} then null else grade end, sex, answers, is_by_name
      from rest where array_remove(answers, null) <> '{}'
      order by gen_random_uuid()
    )
    select count(*)::int as deleted from deleted`.execute(tx)
  if (rows[0]?.deleted !== ids.length) throw new Error('answers were taken away while they were being counted')
}

/**
 * Keeps new atoms as links of the survey's chain, adds them to the totals of their units and to how much a municipality's schools
 * differ, and logs what had to be merged upward. Once for all that is sealed together: the chain then says nothing of which of
 * two populations an atom is of.
 */
export async function insertSealed(
  tx: Tx,
  surveyId: string,
  questionnaire: Questionnaire,
  { atoms, mergedUpward }: { readonly atoms: readonly SealedAtom[]; readonly mergedUpward: readonly MergedUpward[] },
  places: ReadonlyMap<string, ClassPlace>,
): Promise<void> {
  await append(tx, surveyId, sayingsOf({ atoms, mergedUpward }))
  const increments = incrementsOf(atoms, places)
  // First the units that are clusters of others: how these have grown follows from what they are now.
  const clusters = await addTotals(
    tx,
    surveyId,
    increments.filter(({ unit }) => !hasClusters(unit)),
  )
  await addTotals(
    tx,
    surveyId,
    increments.filter(({ unit }) => hasClusters(unit)),
    momentIncrements(questionnaire, increments, clusters, atoms),
  )
}

/** Adds to totals, and returns what they are now. */
async function addTotals(
  tx: Tx,
  surveyId: string,
  increments: readonly UnitIncrement[],
  moments: BySlot<ClusterMoments> = new Map(),
): Promise<BySlot<SealedSum>> {
  if (increments.length === 0) return new Map()
  const rows = await tx
    .insertInto('sealed.total')
    .values(
      increments.map(({ unit, sex, counts }) => ({
        municipalityId: tx.municipalityId,
        surveyId,
        unit,
        sex,
        counts,
        moments: moments.get(slotOf({ unit, sex })) ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['municipalityId', 'surveyId', 'unit', 'sex']).doUpdateSet({
        counts: sql`sealed.add(total.counts, excluded.counts)`,
        moments: sql`sealed.add(total.moments, excluded.moments)`,
      }),
    )
    .returning(['unit', 'sex', 'counts'])
    .execute()
  return new Map(rows.map((row) => [slotOf(row), storedSum(row.counts)]))
}

async function append(tx: Tx, surveyId: string, sayings: readonly Saying[]): Promise<void> {
  if (sayings.length > 0) await sql`select sealed.append(${surveyId}, ${JSON.stringify(sayings)}::jsonb)`.execute(tx)
}

/**
 * Ends answering in these classes: deletes their turnout, and says how many had answered. Waits for those who
 * are submitting at this moment, and nobody can submit afterwards. Empty when it has been done before.
 */
export async function deleteTurnout(tx: Tx, surveyId: string, classIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .deleteFrom('statistics.turnout')
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('classId', 'in', [...classIds])
    .returning(['classId', 'answeredCount'])
    .execute()
  return new Map(rows.map(({ classId, answeredCount }) => [classId, answeredCount]))
}

/** Deletes drafts that were never submitted, in either track, by slip or as a parent's own, and the invitations of these classes. */
export async function deleteInvitations(tx: Tx, surveyId: string, classIds: readonly string[]): Promise<void> {
  for (const [kept, key] of [
    ['statistics.draft', 'slip_hmac'],
    ['health.draft', 'slip_hmac'],
    ['common.link_binding', 'draft_hmac'],
  ] as const) {
    await sql`
      delete from ${sql.table(kept)}
      where municipality_id = ${tx.municipalityId} and ${sql.ref(key)} = any (array(
        select unnest(array[i.slip_hmac, l.own_hmac]) from statistics.invitation i
        left join health.family_link l on l.municipality_id = i.municipality_id and l.slip_hmac = i.slip_hmac
        where i.municipality_id = ${tx.municipalityId} and i.survey_id = ${surveyId} and i.class_id = any (${[...classIds]}::uuid[])))`.execute(
      tx,
    )
  }
  await tx
    .deleteFrom('statistics.invitation')
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('classId', 'in', [...classIds])
    .execute()
  // Of the whole survey: it takes no sheets any more, and a sheet whose slip was renewed is of no invitation.
  for (const typed of ['statistics.paperTyping', 'health.paperTyping'] as const)
    await tx.deleteFrom(typed).where('municipalityId', '=', tx.municipalityId).where('surveyId', '=', surveyId).execute()
}

/** Counts what stays below the threshold in the whole municipality, and deletes the survey's last raw rows. */
export async function withholdRest(tx: Tx, surveyId: string, populations: Populations, withheld: readonly Withheld[]): Promise<void> {
  const { municipalityId } = tx
  await append(tx, surveyId, sayingsOf({ withheld }))
  const { numDeletedRows } = await tx
    .deleteFrom('statistics.response')
    .where('municipalityId', '=', municipalityId)
    .where('surveyId', '=', surveyId)
    .executeTakeFirst()
  if (Number(numDeletedRows) !== populations.flat().length) throw new Error('answers are left that nobody has counted')
}

/** Whether anything raw is left of a survey. */
export async function hasRawRows(tx: Tx, surveyId: string): Promise<boolean> {
  const { rows } = await sql<{ isLeft: boolean }>`
    select exists (select from statistics.response where municipality_id = ${tx.municipalityId} and survey_id = ${surveyId})
      or exists (select from statistics.turnout where municipality_id = ${tx.municipalityId} and survey_id = ${surveyId})
      or exists (select from statistics.invitation where municipality_id = ${tx.municipalityId} and survey_id = ${surveyId}) as is_left`.execute(
    tx,
  )
  return rows[0]?.isLeft ?? false
}

/** From here on there are figures, and nothing else. */
export async function saveSurveySealed(tx: Tx, surveyId: string): Promise<void> {
  await tx
    .updateTable('common.survey')
    .set({ state: 'sealed' })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', surveyId)
    .where('state', '=', 'closed')
    .execute()
}

/** Bits of the ancestors of answer `a` in row `r` that are not sealed; as `waitsFor` in `domain/disclosure/group.ts`. */
function waitsFor(rules: readonly ItemRule[]) {
  const pairs = rules.flatMap(({ place, ancestors }) =>
    ancestors.map((ancestor, bit) => ({ item: place + 1, ancestor: ancestor + 1, bit: 2 ** bit })),
  )
  if (pairs.length === 0) return sql`0`
  const [items, ancestors, bits] = [pairs.map(({ item }) => item), pairs.map(({ ancestor }) => ancestor), pairs.map(({ bit }) => bit)]
  return sql`case when a.place = any (${items}::bigint[]) then coalesce((
      select sum(link.bit) from unnest(${items}::bigint[], ${ancestors}::int[], ${bits}::int[]) as link (item, ancestor, bit)
      where link.item = a.place and r.answers[link.ancestor] is not null and r.answers[link.ancestor] <> -2), 0)::int else 0 end`
}
