import { openSheet } from '#api/paper.ts'
import { insertAuditEvent } from '#database/audit.ts'
import { countSheet, holdTurnout, insertTyping, lockTypings, type Turn, typistHmac } from '#database/paper.ts'
import type { Tx } from '#database/transaction.ts'
import { relationOf } from '#domain/audit/relation.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { type FoundSheet, findSheet, withSheet } from './find-sheet.ts'
import { ownUnfinished, stageOf } from './typings.ts'

/**
 * Comes back to one's own typing, begins the first or the second, or shows both when they are done. By name it is a look at a
 * child's answers and stands in the log; of a sheet without a name nothing is written that tells when it was in hand.
 */
export const answerOpenSheet = handleOutside(openSheet, async ({ actor, body, house, now, today }) => {
  const sheet = await findSheet(house, actor, body.sheet, today)
  const typist = typistHmac(house.keyring, actor.accountId, sheet.slipHmac)

  return withSheet(house, actor, sheet, async (tx) => {
    if (sheet.track === 'statistics' && !(await holdTurnout(tx, sheet))) throw new Problem('survey-not-open')
    const typings = await lockTypings(tx, house.keyring, sheet)
    const turn = nextTurn(typings.map(({ isDone }) => isDone))

    if (turn !== undefined && !ownUnfinished(typings, typist)) {
      const entries = sheet.questionnaire.items.map(() => null)
      if (!(await insertTyping(tx, house.keyring, sheet, { turn, typist, entries }))) throw new Problem('sheet-being-typed')
      if (turn === 1 && sheet.track === 'statistics') await countSheet(tx, sheet.surveyId, 1)
    }
    await noteLook(tx, sheet, { actor, now, act: 'paper.opened' })
    return stageOf(turn === undefined ? typings : await lockTypings(tx, house.keyring, sheet), typist)
  })
})

/** The turn that nobody has begun, when it is its time: undefined while one is under way, and when both are done. */
function nextTurn(done: readonly boolean[]): Turn | undefined {
  if (done.length === 0) return 1
  return done.length === 1 && done[0] === true ? 2 : undefined
}

type Look = {
  readonly actor: { readonly accountId: string; readonly role: Parameters<typeof relationOf>[0] }
  readonly now: Date
  readonly act: 'paper.opened' | 'paper.submitted'
}

/** The row in the log, where a sheet is somebody's by name. */
export async function noteLook(tx: Tx, { named, survey }: FoundSheet, { actor, now, act }: Look): Promise<void> {
  if (!named) return
  await insertAuditEvent(tx, {
    at: now,
    actorId: actor.accountId,
    role: actor.role,
    act,
    object: `surveys:${survey.id}`,
    purpose: 'paper',
    relation: relationOf(actor.role, 'health'),
    pupilIds: [named.pupilId],
  })
}
