import { listWordsToRead } from '#api/recording.ts'
import { findQuestionnaire } from '#database/questionnaire.ts'
import { listRecorded } from '#database/recording.ts'
import type { Tx } from '#database/transaction.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { type ToRead, wordsToRead } from '#database/recording-key.ts'

export const answerListWordsToRead = handle(listWordsToRead, async ({ tx, params }) => {
  const found = await findQuestionnaire(tx, params.code, params.version)
  if (!found) throw new Problem('not-found')
  return withRecordings(tx, wordsToRead(found.questionnaire.items, found.texts))
})

/** What there is to read, each with what has been read of it. */
export async function withRecordings(tx: Tx, all: readonly ToRead[]) {
  const recorded = new Map(
    (
      await listRecorded(
        tx,
        all.map(({ key }) => key),
      )
    ).map(({ key, ...rest }) => [key, rest]),
  )
  return all.map((one) => ({ ...one, words: [...one.words], recording: recorded.get(one.key) ?? null }))
}
