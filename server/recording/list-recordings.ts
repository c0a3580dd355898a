import { listRecordings } from '#api/recording.ts'
import { findQuestionnaire } from '#database/questionnaire.ts'
import { listRecorded } from '#database/recording.ts'
import type { Tx } from '#database/transaction.ts'
import { askedOf } from '../assessment/asked.ts'
import { handleOutside } from '../http/handle.ts'
import { knownInstruments } from '../instrument/loaded-packs.ts'
import { wordsToRead } from '#database/recording-key.ts'

/** Public, as the questions themselves are. Asked for after the first question stands there: nobody waits for a sound. */
export const answerListRecordings = handleOutside(listRecordings, ({ params, house }) =>
  house.doors.as(
    { municipalityId: params.municipalityId, role: 'guest' },
    'statistics',
    async (tx) => {
      const asked = (await findQuestionnaire(tx, params.code, params.version)) ?? (await instrumentAsked(tx, params.code, params.version))
      if (!asked) return []
      const all = wordsToRead(asked.questionnaire.items, asked.texts)
      const recorded = new Map(
        (
          await listRecorded(
            tx,
            all.map(({ key }) => key),
          )
        ).map((one) => [one.key, one]),
      )
      return all.flatMap(({ item, language, key }) => {
        const found = recorded.get(key)
        return found ? [{ item, language, id: found.id, voice: found.voice }] : []
      })
    },
    { readOnly: true },
  ),
)

async function instrumentAsked(tx: Tx, code: string, version: string) {
  return knownInstruments().has(code) ? askedOf(tx, code, version) : undefined
}
