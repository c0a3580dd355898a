/** Published questionnaires: the association's (municipality 0) and the municipality's own. */
import type { Questionnaire, QuestionnaireTexts } from '#domain/questionnaire/questionnaire.ts'
import {
  Questionnaire as QuestionnaireSchema,
  QuestionnaireTexts as QuestionnaireTextsSchema,
} from '#domain/questionnaire/questionnaire-schema.ts'
import type { Tx } from './transaction.ts'

/** The number of the association, whose questionnaires everybody may use. */
const association = 0

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

/** One version of the association's, never one that a municipality has of the same code. */
export async function findAssociationQuestionnaire(tx: Tx, code: string, version: string): Promise<PublishedQuestionnaire | undefined> {
  const row = await tx
    .selectFrom('common.questionnaire')
    .select(['definition', 'texts'])
    .where('municipalityId', '=', association)
    .where('isPublished', '=', true)
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && parse(row)
}

/** Versions of a code that this municipality, or the association by its own number, has published itself. */
export async function listOwnVersions(tx: Tx, code: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('common.questionnaire')
    .select('version')
    .where('municipalityId', '=', tx.municipalityId)
    .where('code', '=', code)
    .execute()
  return rows.map(({ version }) => version)
}

/** Freezes a version under the own number. One that is there already is refused by the constraint `questionnaire_pkey`. */
export async function insertQuestionnaire(tx: Tx, { questionnaire, texts }: PublishedQuestionnaire): Promise<void> {
  await tx
    .insertInto('common.questionnaire')
    .values({
      municipalityId: tx.municipalityId,
      code: questionnaire.code,
      version: questionnaire.version,
      isPublished: true,
      definition: JSON.stringify(questionnaire),
      texts: JSON.stringify(texts),
    })
    .execute()
}

function parse({ definition, texts }: { definition: unknown; texts: unknown }): PublishedQuestionnaire {
  return { questionnaire: QuestionnaireSchema.parse(definition), texts: QuestionnaireTextsSchema.parse(texts) }
}
