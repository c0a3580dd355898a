import { saveInformation } from '#api/information.ts'
import { insertInformation } from '#database/information.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerSaveInformation = handle(saveInformation, async ({ actor, tx, body, now, newId, note }) => {
  if (body.officerEmail === null && body.officerPhone === null) throw new Problem('officer-unreachable')

  await insertInformation(tx, { ...body, id: newId(), savedBy: actor.accountId, savedAt: now })
  note(`municipalities:${tx.municipalityId}`)
})
