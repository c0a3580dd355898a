/** Asks children by name, beside their ordinary slips: who decides follows from their age that day. */
import { insertNamedInvitations } from '#database/consent.ts'
import { listPersonsOfPupils } from '#database/pupil.ts'
import { listCprs } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import type { SlipRow } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { whoDecides } from '#domain/consent/consent.ts'
import type { Survey } from '#domain/survey/survey.ts'

/** Nothing happens in a survey that does not ask by name. Call it wherever slips are written. */
export async function inviteByName(
  tx: Tx,
  keyring: Keyring,
  survey: Pick<Survey, 'id' | 'track'>,
  slips: readonly Pick<SlipRow, 'pupilId' | 'classId' | 'slipHmac'>[],
  today: string,
): Promise<void> {
  if (survey.track !== 'health' || slips.length === 0) return
  const persons = await listPersonsOfPupils(
    tx,
    slips.map(({ pupilId }) => pupilId),
  )
  const cprs = await listCprs(tx, keyring, [...persons.values()])

  const invitations = slips.flatMap(({ pupilId, classId, slipHmac }) => {
    const personId = persons.get(pupilId)
    return personId === undefined ? [] : [{ pupilId, personId, classId, slipHmac, decides: whoDecides(cprs.get(personId), today) }]
  })

  await insertNamedInvitations(tx, survey.id, invitations)
}
