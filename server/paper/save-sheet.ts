import { saveSheet } from '#api/paper.ts'
import { lockTypings, saveTyping, type Typing, typistHmac } from '#database/paper.ts'
import { isSame } from '#database/keyring.ts'
import type { Entries } from '#domain/paper/entry.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { findSheet, withSheet } from './find-sheet.ts'
import { isAlike, ownUnfinished, refuseImpossible, stageOf } from './typings.ts'

/** Saved when typed, acknowledged after COMMIT. A save that is sent again finds itself; one of another window is refused. */
export const answerSaveSheet = handleOutside(saveSheet, async ({ actor, body, house, today }) => {
  const { revision, entries, isDone } = body
  const sheet = await findSheet(house, actor, body.sheet, today)
  const typist = typistHmac(house.keyring, actor.accountId, sheet.slipHmac)
  if (entries.length !== sheet.questionnaire.items.length) throw new Problem('wrong-input', { where: 'body', fields: [] })
  refuseImpossible(
    sheet.questionnaire,
    entries.map((entry, place) => ({ place, entry })),
  )

  return withSheet(house, actor, sheet, async (tx) => {
    const typings = await lockTypings(tx, house.keyring, sheet)
    const own = ownUnfinished(typings, typist)
    if (own?.revision === revision - 1) {
      const saved = { ...own, entries, revision, isDone }
      await saveTyping(tx, house.keyring, sheet, saved)
      return stageOf(
        typings.map((typing) => (typing === own ? saved : typing)),
        typist,
      )
    }
    if (!typings.some((typing) => isSame(typing.typist, typist) && isThis(typing, revision, entries, isDone)))
      throw new Problem('sheet-moved-on')
    return stageOf(typings, typist)
  })
})

function isThis(typing: Typing, revision: number, entries: Entries, isDone: boolean): boolean {
  return typing.revision === revision && typing.isDone === isDone && isAlike(typing.entries, entries)
}
