/** Published questionnaires: the association's (municipality 0) and the municipality's own. */
import type { Questionnaire, QuestionnaireTexts } from '#domain/questionnaire/questionnaire.ts'
import {
  Questionnaire as QuestionnaireSchema,
  QuestionnaireTexts as QuestionnaireTextsSchema,
} from '#domain/questionnaire/questionnaire-schema.ts'
import type { Tx } from './transaction.ts'

export type PublishedQuestionnaire = {
  readonly questionnaire: Questionnaire
  readonly texts: QuestionnaireTexts
}

/** All published questionnaires this municipality may use. */
export async function listQuestionnaires(tx: Tx): Promise<readonly PublishedQuestionnaire[]> {
  const rows = await tx
    .selectFrom('common.questionnaire')
    .select(['definition', 'texts'])
    .where('municipalityId', 'in', [0, tx.municipalityId])
    .where('isPublished', '=', true)
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(parse)
}

/** One version of one questionnaire, the municipality's own before the association's. */
export async function findQuestionnaire(tx: Tx, code: string, version: string): Promise<PublishedQuestionnaire | undefined> {
  const row = await tx
    .selectFrom('common.questionnaire')
    .select(['definition', 'texts'])
    .where('municipalityId', 'in', [0, tx.municipalityId])
    .where('isPublished', '=', true)
    .where('code', '=', code)
    .where('version', '=', version)
    .orderBy('municipalityId', 'desc')
    .executeTakeFirst()
  return row && parse(row)
}

function parse({ definition, texts }: { definition: unknown; texts: unknown }): PublishedQuestionnaire {
  return { questionnaire: QuestionnaireSchema.parse(definition), texts: QuestionnaireTextsSchema.parse(texts) }
}
