/** Which waves a unit's trend is made of. */
import type { UnitKey } from '#domain/organisation/unit.ts'
import type { Survey } from '#domain/survey/survey.ts'
import type { Tx } from './transaction.ts'

export type WaveBefore = {
  readonly surveyId: string
  readonly schoolYear: number
  /** The unit there; for a class the one it was then. */
  readonly unit: UnitKey
  readonly classId: string | null
}

/** What a class was called in a school year before. */
export type FormerName = { readonly institutionId: string; readonly name: string; readonly schoolYear: number }

/**
 * The sealed surveys of the same questionnaire, whatever its version, that opened before this one and in which the unit took part,
 * the oldest first; of several in one school year the last.
 */
export async function listWavesBefore(
  tx: Tx,
  survey: Pick<Survey, 'id' | 'questionnaire' | 'opensOn' | 'schoolYear'>,
  unit: UnitKey,
  former: readonly FormerName[],
): Promise<readonly WaveBefore[]> {
  return tx
    .selectFrom('common.survey as s')
    .innerJoin('common.surveyUnit as u', (join) => join.onRef('u.municipalityId', '=', 's.municipalityId').onRef('u.surveyId', '=', 's.id'))
    .leftJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'u.municipalityId').onRef('c.id', '=', 'u.classId'))
    .distinctOn('s.schoolYear')
    .select(['s.id as surveyId', 's.schoolYear', 'u.unit', 'u.classId'])
    .where('s.municipalityId', '=', tx.municipalityId)
    .where('s.questionnaireCode', '=', survey.questionnaire.code)
    .where('s.state', '=', 'sealed')
    .where('s.id', '<>', survey.id)
    .where('s.opensOn', '<', survey.opensOn)
    .where('s.schoolYear', '<', survey.schoolYear)
    .where((eb) =>
      eb.or([
        eb('u.unit', '=', unit),
        ...former.map(({ institutionId, name, schoolYear }) =>
          eb.and([
            eb('u.level', '=', 'class'),
            eb('u.institutionId', '=', institutionId),
            eb('c.name', '=', name),
            eb('s.schoolYear', '=', schoolYear),
          ]),
        ),
      ]),
    )
    .orderBy('s.schoolYear')
    .orderBy('s.opensOn', 'desc')
    .execute()
}
