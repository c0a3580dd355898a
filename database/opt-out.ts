/** A family's no to a statistics survey, before the child has sent its answers. Families by bul_health, opening and jobs by bul_staff. */
import { sql } from 'kysely'
import type { SaidBy } from '#domain/consent/opt-out.ts'
import type { Survey } from '#domain/survey/survey.ts'
import type { Tx } from './transaction.ts'

export type OptOut = {
  readonly surveyId: string
  readonly pupilId: string
  /** The child's person. */
  readonly pupilPersonId: string
  /** Who said it; with a letter's code the child's person again, for nobody knows who held the letter. */
  readonly personId: string
  readonly saidBy: SaidBy
}

/** What families have said no to, for these children; row-level security shows a family its own. */
export async function listOptOuts(tx: Tx, pupilIds: readonly string[]): Promise<readonly OptOut[]> {
  const rows = await tx
    .selectFrom('common.optOut')
    .select(['surveyId', 'pupilId', 'pupilPersonId', 'personId', 'saidBy'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('pupilId', '=', sql<string>`any(${pupilIds}::uuid[])`)
    .execute()
  return rows as readonly OptOut[]
}

/** The same of one survey, or of all, with the child's person and slip: to mark slips when a survey opens, and on a birthday. */
export async function listSlipsOptedOut(tx: Tx, surveyId?: string): Promise<readonly (OptOut & { readonly slipHmac: Buffer })[]> {
  const rows = await tx
    .selectFrom('common.optOut as o')
    .innerJoin('common.slip as s', (join) =>
      join.onRef('s.municipalityId', '=', 'o.municipalityId').onRef('s.surveyId', '=', 'o.surveyId').onRef('s.pupilId', '=', 'o.pupilId'),
    )
    .select(['o.surveyId', 'o.pupilId', 'o.pupilPersonId', 'o.personId', 'o.saidBy', 's.slipHmac'])
    .where('o.municipalityId', '=', tx.municipalityId)
    .$if(surveyId !== undefined, (query) => query.where('o.surveyId', '=', surveyId ?? ''))
    .execute()
  return rows as readonly (OptOut & { readonly slipHmac: Buffer })[]
}

/**
 * Says no for a child in reach, or takes it back, and marks the slip when there is one. False, and nothing is
 * changed, when the child has sent its answers: nobody can find them again.
 */
export async function saveOptOut(
  tx: Tx,
  { surveyId, pupilId, pupilPersonId, personId, saidBy }: OptOut,
  said: { readonly isOut: boolean; readonly isOfAge: boolean; readonly on: string },
): Promise<boolean> {
  const { rows } = await sql<{ isSaved: boolean }>`
    select statistics.opt_out(${surveyId}, ${pupilId}, ${pupilPersonId}, ${personId}, ${saidBy}, ${said.isOut}, ${said.isOfAge}, ${said.on}) as is_saved`.execute(
    tx,
  )
  return rows[0]?.isSaved ?? false
}

/** Who has said no for the slip in reach, with the person of the child it is for. */
export async function listOptOutsOfSlip(tx: Tx, slipHmac: Buffer): Promise<readonly Pick<OptOut, 'pupilPersonId' | 'saidBy'>[]> {
  const { rows } = await sql<
    Pick<OptOut, 'pupilPersonId' | 'saidBy'>
  >`select pupil_person_id, said_by from common.opt_outs_of_slip(${slipHmac})`.execute(tx)
  return rows
}

/** Forgets what parents, or whoever held the letter, said for a child who has turned 15. */
export async function deleteParentsNo(tx: Tx, surveyId: string, pupilId: string): Promise<void> {
  await tx
    .deleteFrom('common.optOut')
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('pupilId', '=', pupilId)
    .where('saidBy', '<>', 'self')
    .execute()
}

/** Keeps the codes of letters that are printed; printed again they are the same. */
export async function insertOptOutCodes(
  tx: Tx,
  surveyId: string,
  codes: readonly { readonly codeHmac: Buffer; readonly pupilId: string; readonly personId: string; readonly classId: string }[],
): Promise<void> {
  if (codes.length === 0) return
  await tx
    .insertInto('common.optOutCode')
    .values(codes.map((code) => ({ municipalityId: tx.municipalityId, surveyId, ...code })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The child and survey of the code in reach. */
export async function findOptOutCode(
  tx: Tx,
  codeHmac: Buffer,
): Promise<{ readonly surveyId: string; readonly pupilId: string; readonly personId: string; readonly classId: string } | undefined> {
  return tx
    .selectFrom('common.optOutCode')
    .select(['surveyId', 'pupilId', 'personId', 'classId'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('codeHmac', '=', codeHmac)
    .executeTakeFirst()
}

/** Forgets who said no, and the letters' codes, when a survey closes. */
export async function deleteOptOuts(tx: Tx, surveyId: string): Promise<void> {
  for (const table of ['common.optOut', 'common.optOutCode'] as const)
    await tx.deleteFrom(table).where('municipalityId', '=', tx.municipalityId).where('surveyId', '=', surveyId).execute()
}

export type ClassOfChild = {
  readonly pupilId: string
  readonly institutionId: string
  readonly grade: number | null
  readonly schoolYear: number
}

/** One child's way into an open statistics survey: its link is made of the turn. Whether it has been used is not to be had. */
export type OwnLink = { readonly surveyId: string; readonly pupilId: string; readonly turn: number }

/** Open statistics surveys in which a citizen's own children, or they themselves, have a slip. */
export async function listOwnLinks(tx: Tx): Promise<readonly OwnLink[]> {
  const { rows } = await sql<OwnLink>`select survey_id, pupil_id, turn from common.own_links()`.execute(tx)
  return rows
}

/**
 * Statistics surveys, planned or open, that ask somebody in these children's classes, the next first. Of those that invite one at
 * a time only these, where one of the children has been invited.
 */
export async function listSurveysAhead(
  tx: Tx,
  institutionIds: readonly string[],
  today: string,
  invitedTo: readonly string[] = [],
): Promise<readonly Survey[]> {
  if (institutionIds.length === 0) return []
  const rows = await tx
    .selectFrom('common.survey')
    .selectAll()
    .where('municipalityId', '=', tx.municipalityId)
    .where('track', '=', 'statistics')
    .where((eb) => eb.or([eb('isRolling', '=', false), eb('id', '=', sql<string>`any(${invitedTo}::uuid[])`)]))
    .where('state', 'in', ['draft', 'open'])
    .where('closesOn', '>=', today)
    .where(sql<boolean>`institution_ids && ${institutionIds}::uuid[]`)
    .orderBy('opensOn')
    .orderBy('id')
    .execute()
  return rows.map(({ questionnaireCode, questionnaireVersion, questionnaireMunicipalityId: _, track, state, ...row }) => ({
    ...row,
    track: track as Survey['track'],
    state: state as Survey['state'],
    questionnaire: { code: questionnaireCode, version: questionnaireVersion },
  }))
}

/** The school year of each child's class, and where it sits: what a survey asks by. */
export async function listClassesOfChildren(tx: Tx, pupilIds: readonly string[]): Promise<readonly ClassOfChild[]> {
  return tx
    .selectFrom('common.pupil as p')
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'p.municipalityId').onRef('c.id', '=', 'p.classId'))
    .select(['p.id as pupilId', 'c.institutionId', 'c.grade', 'c.schoolYear'])
    .where('p.municipalityId', '=', tx.municipalityId)
    .where('p.leftOn', 'is', null)
    .where('c.closedOn', 'is', null)
    .where('p.id', '=', sql<string>`any(${pupilIds}::uuid[])`)
    .execute()
}
