import { startFollowUp } from '#api/assessment.ts'
import { findCaseCipher, insertInformant, listAssessmentConsents, listInformants } from '#database/assessment.ts'
import { followUpOf, mayGoOn } from '#domain/assessment/assessment.ts'
import { versionToAskAgain } from '#domain/instrument/text.ts'
import { handle } from '../http/handle.ts'
import { wordsToGoOn } from '../instrument/loaded-packs.ts'
import { Problem } from '../problem.ts'
import { holdOpenAssessment, linkOf } from './case.ts'
import { installedInstrument } from './installed.ts'

/** Everybody who answered is asked once more, each with a link of their own. */
export const answerStartFollowUp = handle(startFollowUp, async ({ tx, params, body, house, now, today, newId, note }) => {
  const found = await holdOpenAssessment(tx, params.id)
  const [consents, informants, cipher] = await Promise.all([
    listAssessmentConsents(tx, found.id),
    listInformants(tx, [found.id]),
    findCaseCipher(tx, house.keyring, found.id),
  ])
  if (!cipher) throw new Problem('not-found')
  const round = Math.max(1, ...informants.map((one) => one.round))
  const asked = followUpOf(informants, round)

  if (!mayGoOn(consents)) throw new Problem('assessment-no-consent')
  if (asked.length === 0) throw new Problem('assessment-nobody-answered')
  if (body.dueOn < today) throw new Problem('assessment-due-past')

  const [instrument, words] = [installedInstrument(found.instrument), await wordsToGoOn(tx, found.instrument)]
  for (const before of asked) {
    const id = newId()
    const label = before.label === null ? null : cipher.seal(`label|${id}`, cipher.open(`label|${before.id}`, before.label))
    await insertInformant(tx, {
      id,
      assessmentId: found.id,
      round: round + 1,
      relation: before.relation,
      label,
      instrument: before.instrument,
      version: versionToAskAgain(instrument, words, before.version),
      follows: before.id,
      turn: 0,
      linkHmac: linkOf(house, tx.municipalityId, found.id, id, 0).hmac,
      dueOn: body.dueOn,
      invitedAt: now.toISOString(),
    })
  }
  note(`assessments:${found.id}`, { purpose: found.legalBasis, pupilIds: [found.pupilId] })
  return { round: round + 1 }
})
