import type { PublishedQuestionnaire } from '#database/questionnaire.ts'
import type { Tx } from '#database/transaction.ts'
import { checkWhole } from '#domain/instrument/whole.ts'
import { Problem } from '../problem.ts'
import { instrumentsWithWords } from './loaded-packs.ts'

/**
 * Refuses a questionnaire with an instrument inside that nothing new may begin with today: its pack has expired or is out, or has
 * other words by now. A survey that is open is asked on until it closes, for its words are its own.
 */
export async function refuseWithoutWords(tx: Tx, { questionnaire, texts }: PublishedQuestionnaire, today: string): Promise<void> {
  if (!questionnaire.items.some(({ instrument }) => instrument)) return
  const findings = checkWhole(questionnaire, texts, await instrumentsWithWords(tx, today))
  if (findings.length > 0) throw new Problem('questionnaire-instrument-not-usable')
}
