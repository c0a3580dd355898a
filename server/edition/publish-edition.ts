import { publishEdition } from '#api/edition.ts'
import { listPilots, lockEdition, saveEdition } from '#database/edition.ts'
import { insertQuestionnaire } from '#database/questionnaire.ts'
import { goesOn, publishEdition as decide } from '#domain/questionnaire/edition.ts'
import { newFindings } from '#domain/questionnaire/gate-of-whole.ts'
import { handle } from '../http/handle.ts'
import { instrumentsWithWords } from '../instrument/loaded-packs.ts'
import { Problem } from '../problem.ts'
import { baseOf } from './base-of.ts'

export const answerPublishEdition = handle(publishEdition, async ({ tx, params, body, now, today }) => {
  const before = await lockEdition(tx, params.id)
  const base = before && (await baseOf(tx, before))
  if (!before || !base) throw new Problem('not-found')
  if (before.revision !== body.revision) throw new Problem('edition-changed-since')

  if (!goesOn(base.questionnaire, before.questionnaire)) throw new Problem('edition-other-question')
  const isBlocked = newFindings(before, base, await instrumentsWithWords(tx, today)).some(({ severity }) => severity === 'blocking')
  const published = decide(before, await listPilots(tx, [before.id]), isBlocked, now.toISOString())
  if (typeof published === 'string') throw new Problem(published)
  await insertQuestionnaire(tx, published)
  await saveEdition(tx, published)
  return { code: published.code, version: published.version }
})
