import { inviteInformant } from '#api/assessment.ts'
import { findCaseCipher, insertInformant, listAssessmentConsents, listInformants } from '#database/assessment.ts'
import { informantOf, refuseInvitation } from '#domain/assessment/assessment.ts'
import { versionToAsk } from '#domain/instrument/text.ts'
import { handle } from '../http/handle.ts'
import { wordsToGoOn } from '../instrument/loaded-packs.ts'
import { Problem } from '../problem.ts'
import { ageOf, holdOpenAssessment, linkOf } from './case.ts'
import { installedInstrument } from './installed.ts'

export const answerInviteInformant = handle(inviteInformant, async ({ tx, params, body, house, now, today, newId, note }) => {
  const found = await holdOpenAssessment(tx, params.id)
  const [consents, informants, cipher, age] = await Promise.all([
    listAssessmentConsents(tx, found.id),
    listInformants(tx, [found.id]),
    findCaseCipher(tx, house.keyring, found.id),
    ageOf(tx, house.keyring, found.personId, today),
  ])
  if (!cipher) throw new Problem('not-found')
  const round = Math.max(1, ...informants.map((one) => one.round))

  const refusal = refuseInvitation({ state: found.state, consents, informants, round }, body.relation, age)
  if (refusal) throw new Problem(refusal)
  if (body.dueOn < today) throw new Problem('assessment-due-past')
  const texts = await wordsToGoOn(tx, found.instrument)
  const version = versionToAsk(installedInstrument(found.instrument), texts, informantOf(body.relation), age)
  if (!version) throw new Problem(texts.length === 0 ? 'instrument-words-gone' : 'instrument-not-for-informant')

  const id = newId()
  const link = linkOf(house, tx.municipalityId, found.id, id, 0)
  await insertInformant(tx, {
    id,
    assessmentId: found.id,
    round,
    relation: body.relation,
    label: body.label === '' ? null : cipher.seal(`label|${id}`, body.label),
    instrument: found.instrument,
    version: version.code,
    follows: null,
    turn: 0,
    linkHmac: link.hmac,
    dueOn: body.dueOn,
    invitedAt: now.toISOString(),
  })
  note(`assessments:${found.id}`, { purpose: found.legalBasis, pupilIds: [found.pupilId] })
  return { id, link: link.address }
})
