/** When a survey opens: slips of children whose families have said no before are marked, so that nobody waits for them. */
import { markDeclined } from '#database/consent.ts'
import type { Keyring } from '#database/keyring.ts'
import { listSlipsOptedOut } from '#database/opt-out.ts'
import type { Tx } from '#database/transaction.ts'
import { ruleFor } from '#domain/consent/age-rules.ts'
import { counts } from '#domain/consent/opt-out.ts'
import { listBirthdays } from '../health/birthdays.ts'

/** A no that does not count today, for the child has turned 15 since, marks nothing. */
export async function keepOut(tx: Tx, keyring: Keyring, surveyId: string, today: string): Promise<void> {
  const said = await listSlipsOptedOut(tx, surveyId)
  const birthdays = await listBirthdays(
    tx,
    keyring,
    said.map(({ pupilPersonId }) => pupilPersonId),
  )

  const kept = said.filter(({ pupilPersonId, saidBy }) => counts(saidBy, ruleFor(birthdays.get(pupilPersonId), today).decides))

  for (const { slipHmac } of kept) await markDeclined(tx, slipHmac, true)
}
