/**
 * Each night: whose birthday it is, from which the young person decides. What a custody holder decided and nobody has
 * used ends, with a line in the history; a parent's no to a statistics survey no longer holds their slip back.
 *
 * Nothing waits for it: every page and every door asks the rule with today's date (`domain/consent/age-rules.ts`). It
 * writes down what holds already, so that counts and the names of who still lacks agree. Doing it again changes nothing.
 */
import { randomUUID } from 'node:crypto'
import { endConsents, listCustodyInvitations, markDeclined, saveNamedInvitation } from '#database/consent.ts'
import { deleteParentsNo, listSlipsOptedOut } from '#database/opt-out.ts'
import { listMunicipalityIds } from '#database/release.ts'
import type { Tx } from '#database/transaction.ts'
import { ruleFor } from '#domain/consent/age-rules.ts'
import { consentOn } from '#domain/consent/consent.ts'
import { counts } from '#domain/consent/opt-out.ts'
import { dayInDenmark } from '../danish-day.ts'
import { listBirthdays } from '../health/birthdays.ts'
import type { House } from '../house.ts'

/** The association: whoever works for all municipalities begins there. */
const association = 0

/** One municipality, or nothing: every municipality. */
export type TurnFifteenJob = { readonly municipalityId?: number | undefined }

export async function turnFifteen(house: House, { municipalityId }: TurnFifteenJob): Promise<void> {
  const municipalities =
    municipalityId !== undefined
      ? [municipalityId]
      : await house.doors.asSystem('turn-fifteen', { municipalityId: association, login: 'sealer' }, listMunicipalityIds)
  for (const id of municipalities)
    await house.doors.asSystem('turn-fifteen', { municipalityId: id, login: 'staff' }, async (tx) => {
      await moveDecisions(tx, house)
      await moveOptOuts(tx, house)
    })
}

async function moveDecisions(tx: Tx, house: House): Promise<void> {
  const now = house.now()
  const today = dayInDenmark(now)
  const invitations = await listCustodyInvitations(tx, today)
  const birthdays = await listBirthdays(
    tx,
    house.keyring,
    invitations.map(({ personId }) => personId),
  )

  const moved = invitations.flatMap((before) => {
    const after = consentOn(before, birthdays.get(before.personId), today)
    return after.decides === before.decides ? [] : [{ before, after }]
  })

  // What was answered by name stays given; the young person may take it back.
  for (const { before, after } of moved.filter(({ before }) => before.hasAnswered))
    await saveNamedInvitation(tx, before, { decides: after.decides })
  const ended = moved.filter(({ before }) => !before.hasAnswered).map(({ before }) => before)
  await endConsents(tx, ended, { decision: 'endedByBirthday', decides: 'self', at: now.toISOString(), newId: randomUUID })
  for (const { decision, isOpen, slipHmac } of ended) if (decision === 'declined' && isOpen) await markDeclined(tx, slipHmac, false)
}

/** A parent's no holds until the birthday; it goes then, once, so that what the young person says later stays said. */
async function moveOptOuts(tx: Tx, house: House): Promise<void> {
  const today = dayInDenmark(house.now())
  const said = Map.groupBy(await listSlipsOptedOut(tx), ({ slipHmac }) => slipHmac.toString('hex'))
  const birthdays = await listBirthdays(
    tx,
    house.keyring,
    [...said.values()].flat().map(({ pupilPersonId }) => pupilPersonId),
  )

  const freed = [...said.values()].flatMap((ofChild) => {
    const decides = ruleFor(birthdays.get(ofChild[0]?.pupilPersonId ?? ''), today).decides
    const spent = ofChild.filter(({ saidBy }) => !counts(saidBy, decides))
    return spent[0] ? [{ ...spent[0], isAsked: spent.length === ofChild.length }] : []
  })

  for (const { surveyId, pupilId, slipHmac, isAsked } of freed) {
    await deleteParentsNo(tx, surveyId, pupilId)
    if (isAsked) await markDeclined(tx, slipHmac, false)
  }
}
