import { discardSheet } from '#api/paper.ts'
import { countSheet, deleteTypings } from '#database/paper.ts'
import { handleOutside } from '../http/handle.ts'
import { findSheet, withSheet } from './find-sheet.ts'

/** Where a sheet was taken for another, or whoever began it does not come back: it is as if nobody had typed it. */
export const answerDiscardSheet = handleOutside(discardSheet, async ({ actor, body, house, today }) => {
  const sheet = await findSheet(house, actor, body.sheet, today)

  await withSheet(house, actor, sheet, async (tx) => {
    if ((await deleteTypings(tx, sheet)) > 0 && sheet.track === 'statistics') await countSheet(tx, sheet.surveyId, -1)
  })
})
