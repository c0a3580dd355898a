/** Published questionnaires: the association's (municipality 0) and the municipality's own. */
import type { Questionnaire, QuestionnaireText } from '#domain/questionnaire/questionnaire.ts'
import {
  Questionnaire as QuestionnaireSchema,
  QuestionnaireText as QuestionnaireTextSchema,
} from '#domain/questionnaire/questionnaire-schema.ts'
import type { Tx } from './transaction.ts'

export type PublishedQuestionnaire = {
  readonly questionnaire: Questionnaire
  readonly texts: { readonly da: QuestionnaireText; readonly en: QuestionnaireText }
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
  const { da, en } = texts as { da: unknown; en: unknown }
  return {
    questionnaire: QuestionnaireSchema.parse(definition) as Questionnaire,
    texts: { da: QuestionnaireTextSchema.parse(da) as QuestionnaireText, en: QuestionnaireTextSchema.parse(en) as QuestionnaireText },
  }
}
