/** What changes when a unit's figures do: two rows by primary key, however large the survey. */
import type { SurveyState } from '#domain/survey/survey.ts'
import type { Tx } from './transaction.ts'

export type ReportMark = {
  readonly institutionId: string | null
  readonly state: SurveyState
  /** How many had answered when the unit, and its municipality, were last sealed. */
  readonly answered: number
  readonly answeredInMunicipality: number
}

/** Undefined when the unit takes no part. */
export async function findReportMark(tx: Tx, surveyId: string, unit: string): Promise<ReportMark | undefined> {
  const row = await tx
    .selectFrom('common.surveyUnit as u')
    .innerJoin('common.survey as s', (join) => join.onRef('s.municipalityId', '=', 'u.municipalityId').onRef('s.id', '=', 'u.surveyId'))
    .leftJoin('sealed.turnout as own', (join) =>
      join.onRef('own.municipalityId', '=', 'u.municipalityId').onRef('own.surveyId', '=', 'u.surveyId').onRef('own.unit', '=', 'u.unit'),
    )
    .leftJoin('sealed.turnout as whole', (join) =>
      join
        .onRef('whole.municipalityId', '=', 'u.municipalityId')
        .onRef('whole.surveyId', '=', 'u.surveyId')
        .on('whole.unit', '=', 'municipality'),
    )
    .select(['u.institutionId', 's.state', 'own.answered', 'whole.answered as answeredInMunicipality'])
    .where('u.municipalityId', '=', tx.municipalityId)
    .where('u.surveyId', '=', surveyId)
    .where('u.unit', '=', unit)
    .executeTakeFirst()
  return row && { ...row, answered: row.answered ?? 0, answeredInMunicipality: row.answeredInMunicipality ?? 0 }
}

/** How many had answered in a unit when it was last sealed; nothing where it never was. */
export async function countReported(tx: Tx, surveyId: string, unit: string): Promise<number> {
  const row = await tx
    .selectFrom('sealed.turnout')
    .select('answered')
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', unit)
    .executeTakeFirst()
  return row?.answered ?? 0
}
