import { signOffPilot } from '#api/edition.ts'
import { listOwnAccounts } from '#database/bank.ts'
import { listPilots, lockEdition, savePilotSignOff } from '#database/edition.ts'
import { signOffPilot as decide } from '#domain/questionnaire/edition.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerSignOffPilot = handle(signOffPilot, async ({ actor, tx, params, body, now }) => {
  const refusal = refuseCpr(body.words)
  if (refusal) throw new Problem(refusal)
  const edition = await lockEdition(tx, params.id)
  const pilot = edition && (await listPilots(tx, [edition.id])).find(({ id }) => id === params.pilotId)
  if (!edition || !pilot) throw new Problem('not-found')
  // What is signed is what was read.
  if (edition.revision !== body.revision) throw new Problem('edition-changed-since')

  // Whoever has two logins is one person.
  if ((await listOwnAccounts(tx, actor.accountId)).includes(pilot.recordedBy)) throw new Problem('edition-sign-off-own')
  const signed = decide(edition, pilot, { by: actor.accountId, at: now.toISOString(), words: body.words })
  if (typeof signed === 'string') throw new Problem(signed)
  await savePilotSignOff(tx, signed)
})
