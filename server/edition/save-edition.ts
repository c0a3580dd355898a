import { saveEdition } from '#api/edition.ts'
import { lockEdition, saveEdition as save } from '#database/edition.ts'
import { saveEdition as decide } from '#domain/questionnaire/edition.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { baseOf } from './base-of.ts'

export const answerSaveEdition = handle(saveEdition, async ({ tx, params, body, now }) => {
  const before = await lockEdition(tx, params.id)
  const base = before && (await baseOf(tx, before))
  if (!before || !base) throw new Problem('not-found')

  const saved = decide(before, base.questionnaire, { ...body, at: now.toISOString() })
  if (typeof saved === 'string') throw new Problem(saved)
  await save(tx, saved)
  return { revision: saved.revision }
})
