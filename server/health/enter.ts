/** Coming in to a survey that asks by name: by name, asked for consent first, not at all, or in the statistics twin. */
import type { Entered } from '#api/response.ts'
import { insertAuditEvent } from '#database/audit.ts'
import {
  findInvitationBySlip,
  insertConsent,
  lockInvitationBySlip,
  markDeclined,
  type NamedInvitation,
  saveNamedInvitation,
} from '#database/consent.ts'
import { enterDraft, openDraftTexts } from '#database/draft.ts'
import { listNames } from '#database/identity.ts'
import type { Tx } from '#database/transaction.ts'
import { consentOn, consentScope, decide, type Decision, roadOf } from '#domain/consent/consent.ts'
import type { House } from '../house.ts'
import { reachOf } from '../http/respondent.ts'
import { Problem } from '../problem.ts'
import { lineInto } from '../response/line.ts'
import { listBirthdays } from './birthdays.ts'
import { readersOf } from './readers.ts'

/** What differs from an entry in the statistics track. */
export type NamedEntry = Pick<Entered, 'token' | 'forWhom' | 'consent' | 'readers' | 'epoch' | 'answers' | 'queue' | 'written'>

export type Entering = {
  readonly items: number
  /** What a young person said just now, if anything. */
  readonly consent: Exclude<Decision, 'none'> | undefined
  /** What the class's turnout says of the slip, whichever track it was. */
  readonly turnout: 'answered' | 'declined' | 'undecided'
  /** What a signed-in parent's draft is kept under, when they came by a link of their own. */
  readonly own?: Buffer | undefined
  readonly now: Date
  readonly today: string
  readonly newId: () => string
}

/** The entry by name; undefined when this slip answers in the statistics track. */
export function enterHealth(house: House, municipalityId: number, slipHmac: Buffer, entering: Entering): Promise<NamedEntry | undefined> {
  const { own } = entering
  const holder = { municipalityId, role: 'respondent', reach: reachOf(slipHmac, own) } as const
  return house.doors.as(holder, 'health', async (tx) => {
    const { items, turnout, today } = entering
    const found = await findInvitationBySlip(tx, slipHmac)
    if (!found) return undefined
    const [readers, names, birthdays] = await Promise.all([
      readersOf(tx, house.keyring, [found.classId], today),
      listNames(tx, house.keyring, [found.personId]),
      listBirthdays(tx, house.keyring, [found.personId]),
    ])
    const bornOn = birthdays.get(found.personId)
    const known = consentOn(found, bornOn, today)
    const seen = {
      token: '',
      forWhom: names.get(known.personId)?.split(' ')[0] ?? null,
      consent: null,
      readers: readers.get(known.classId) ?? [],
      epoch: 0,
      answers: [],
      queue: null,
      written: [],
    }
    // Submitted just now, by name or in the twin: which it was is nobody's to know any more, and there is no second time.
    if (known.hasAnswered || turnout === 'answered') return undefined

    const said = known.decides === 'self' ? entering.consent : undefined
    // Who says no on this page goes on to the twin, and nothing is written that tells when: they are asked again next time.
    if (said === 'refused' && known.decision === 'none') return undefined
    const invitation = said === undefined ? known : await hear(tx, slipHmac, said, bornOn, entering)
    const road = roadOf(invitation)
    if (road === 'statistics') return undefined
    if (road !== 'health') return { ...seen, consent: road }
    if (turnout === 'declined') await markDeclined(tx, slipHmac, false)
    const draft = await enterDraft(tx, 'health', own ?? slipHmac, items)
    return {
      ...seen,
      ...lineInto(house.keyring, { track: 'health', municipalityId, slipHmac, items, own }, draft),
      written: [...openDraftTexts(house.keyring, { track: 'health', municipalityId, slipHmac: own ?? slipHmac }, draft)],
    }
  })
}

/** Keeps what a young person decides where they answer, with its row in the log. */
async function hear(
  tx: Tx,
  slipHmac: Buffer,
  decision: Exclude<Decision, 'none'>,
  bornOn: string | undefined,
  { now, today, newId }: Pick<Entering, 'now' | 'today' | 'newId'>,
): Promise<NamedInvitation> {
  const held = await lockInvitationBySlip(tx, slipHmac)
  if (!held) throw new Problem('response-gone')
  const invitation = consentOn(held, bornOn, today)
  const decided = decide(invitation, decision, { as: 'self', isOpen: true })
  if (typeof decided === 'string') throw new Problem(decided)
  const { surveyId, pupilId, classId } = invitation
  await saveNamedInvitation(tx, invitation, { decides: decided.decides, decision })
  await insertConsent(tx, {
    id: newId(),
    surveyId,
    pupilId,
    classId,
    decision,
    decidedAs: 'self',
    personId: null,
    scope: consentScope,
    at: now.toISOString(),
  })
  await markDeclined(tx, invitation.slipHmac, decision === 'declined')
  await insertAuditEvent(tx, {
    at: now,
    actorId: null,
    role: 'respondent',
    act: 'consent.decided',
    object: `survey:${surveyId}`,
    pupilIds: [pupilId],
  })
  return { ...invitation, ...decided }
}
