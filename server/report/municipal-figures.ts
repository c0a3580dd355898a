/** What a municipality has sealed of a wave, read with the questionnaires it asked. */
import { findMunicipalFigures, listVersionsAsked, type WaveKey } from '#database/release.ts'
import type { Tx } from '#database/transaction.ts'
import type { MunicipalFigures } from '#domain/disclosure/release.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'

/** The edition that a wave is released in, and what is sealed of it; undefined when it is nothing. */
export async function municipalFigures(
  tx: Tx,
  wave: WaveKey,
): Promise<{ readonly questionnaire: Questionnaire; readonly figures: MunicipalFigures | undefined }> {
  const { questionnaire } = await publishedQuestionnaire(tx, wave)
  const asked = new Map<string, Questionnaire>()
  for (const version of await listVersionsAsked(tx, wave))
    asked.set(version, (await publishedQuestionnaire(tx, { code: wave.code, version })).questionnaire)
  return { questionnaire, figures: await findMunicipalFigures(tx, wave, questionnaire, asked) }
}
