/**
 * Two surveys of the invented municipality whose people were told two days ago, by the very jobs and the very protocols that tell
 * real ones: most were reached, one mailbox does not exist, and of one mail nobody knows whether it arrived.
 */
import { randomUUID } from 'node:crypto'
import { findPlan, listMessages, savePlan } from '#database/invitation.ts'
import { listSurveys } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { addDays } from '#domain/calendar/calendar.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { lillekoebing } from '#lillekoebing/place.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { addressOf } from '../invitation/list-receivers.ts'
import { takeBounce } from '../invitation/take-bounce.ts'
import { planInvitations } from '../jobs/plan-invitations.ts'
import { sendMessages } from '../jobs/send-messages.ts'

/** Whose people are told: parents by name, and parents of a class that is asked. */
const told = { atSchoolStart: 'foraeldre-indskoling', inClass: 'indskoling' } as const

/** A mail address that has no mailbox, and one whose mail server cut the line. */
const nobody = 'kasper.jessen@example.org'
const cutOff = 'mette.thomsen@example.org'

/** Does nothing where a plan is there already. `postAddress` is the stand-in's. */
export async function seedMessages(house: House, postAddress: string): Promise<void> {
  const municipalityId = lillekoebing.id
  const today = dayInDenmark(house.now())
  const then: House = { ...house, now: () => new Date(`${addDays(today, -2)}T09:00:00Z`) }
  const asSystem = <R>(work: (tx: Tx) => Promise<R>) =>
    house.doors.asSystem('seeding the invented world', { municipalityId, login: 'staff' }, work)
  const open = (await asSystem(listSurveys)).filter(
    ({ state, opensOn, isRolling }) => state === 'open' && opensOn < addDays(today, -2) && !isRolling,
  )
  const find = (code: string) => open.find(({ questionnaire }) => questionnaire.code === code)
  const [byName, inClass] = [find(told.atSchoolStart), find(told.inClass)]

  if (byName && (await plan(byName))) {
    await misbehave({ kind: 'mail', how: 'unknown-receiver', to: nobody })
    await misbehave({ kind: 'mail', how: 'die-after', to: cutOff })
    await tell(byName)
  }
  if (inClass && (await plan(inClass))) {
    await tell(inClass)
    await comeBack(inClass)
  }

  async function plan(survey: Survey): Promise<boolean> {
    return asSystem(async (tx) => {
      if (await findPlan(tx, survey.id)) return false
      const remindsOn = [addDays(today, 5), addDays(survey.closesOn, -3)].filter((day) => day > today && day <= survey.closesOn)
      await savePlan(tx, survey.id, { channels: ['email', 'sms', 'letter'], invitesOn: addDays(today, -2), remindsOn }, then.now())
      return true
    })
  }

  async function tell({ id: surveyId }: Survey): Promise<void> {
    await planInvitations(then, { municipalityId, surveyId })
    await sendMessages(then, { municipalityId, surveyId })
  }

  async function misbehave(how: object): Promise<void> {
    await fetch(new URL('misbehave', postAddress), { method: 'POST', body: JSON.stringify(how) })
  }

  /** The mail to the address without a mailbox, as a mail server sends it back. */
  async function comeBack(survey: Survey): Promise<void> {
    const lost = await asSystem(async (tx) => {
      for (const message of await listMessages(tx, survey.id, { states: ['sent'] })) {
        const address = await addressOf(tx, house.keyring, survey, message, today)
        if (address?.channel === 'email' && address.email === nobody) return message
      }
      return undefined
    })
    if (!lost) return
    const report = [
      `To: retur+${municipalityId}.${lost.id}@lillekoebing.example`,
      '',
      `--${randomUUID()}`,
      'Content-Type: message/delivery-status',
      '',
      'Action: failed',
      'Status: 5.1.1',
    ]
    await takeBounce(then, report.join('\r\n'))
  }
}
