/** What an institution is like, as it was first released. */
import type { Stratum } from '#domain/disclosure/stratum.ts'
import { editionOf } from '#domain/questionnaire/version.ts'
import type { Survey } from '#domain/survey/survey.ts'
import type { Tx } from './transaction.ts'

/** The stratum it stands in in the municipality's releases; undefined while it is in none. */
export async function findReleasedStratum(
  tx: Tx,
  { questionnaire: { code, version }, schoolYear }: Pick<Survey, 'questionnaire' | 'schoolYear'>,
  institutionId: string,
): Promise<Stratum | undefined> {
  const row = await tx
    .selectFrom('released.contribution')
    .select('stratum')
    .where('municipalityId', '=', tx.municipalityId)
    .where('questionnaireCode', '=', code)
    .where('questionnaireVersion', '=', editionOf(version))
    .where('schoolYear', '=', schoolYear)
    .where('institutionId', '=', institutionId)
    .executeTakeFirst()
  return row?.stratum ?? undefined
}
