/** Published questionnaires never change, so each is read and parsed once. */
import { type PublishedQuestionnaire, findQuestionnaire } from '#database/questionnaire.ts'
import type { Tx } from '#database/transaction.ts'

const known = new Map<string, PublishedQuestionnaire>()

/** The questionnaire a survey asks. That it is missing is a defect: a survey can't be drafted without it. */
export async function publishedQuestionnaire(
  tx: Tx,
  { code, version }: { readonly code: string; readonly version: string },
): Promise<PublishedQuestionnaire> {
  const key = `${tx.municipalityId}|${code}|${version}`
  const cached = known.get(key)
  if (cached) return cached
  const found = await findQuestionnaire(tx, code, version)
  if (!found) throw new Error('a survey names a questionnaire that is not published')
  known.set(key, found)
  return found
}
