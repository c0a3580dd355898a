/** Whom a survey writes to, for a whole municipality in a handful of queries; and one receiver's address when it is sent. */
import { listFamilies } from '#database/family.ts'
import { listNames, listProtected, listReachable, type Reachable } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import { type AskedRow, listAsked } from '#database/receivers.ts'
import { listOptOuts } from '#database/opt-out.ts'
import { listInvitees } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { type Home, homesOf } from '#domain/invitation/homes.ts'
import type { Channel, Receiver } from '#domain/invitation/invitation.ts'
import { mobileNumber } from '#domain/invitation/mobile.ts'
import { type Asked, type Reach, receiversOf } from '#domain/invitation/receivers.ts'
import type { ShownContact } from '#domain/organisation/contact.ts'
import { birthDay, type Cpr } from '#domain/organisation/cpr.ts'
import { isReplacement } from '#domain/organisation/roster-people.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'

type Which = {
  /** In which channels are tried; the order of `channels` unless a plan says otherwise. */
  readonly order?: readonly Channel[]
  /** Of these children alone. */
  readonly pupilIds?: readonly string[]
}

/**
 * Everybody who would be written to today. Runs as staff: what a family has decided by name is read by the system alone,
 * so that to a person planning it somebody may be counted who has decided since.
 */
export async function listReceivers(
  tx: Tx,
  keyring: Keyring,
  survey: Survey,
  today: string,
  { order, pupilIds }: Which = {},
): Promise<readonly Receiver[]> {
  const { asked } = await readAsked(tx, keyring, survey, pupilIds)
  return asked.flatMap((one) => receiversOf(one, today, order))
}

/** Where one message goes. A letter without lines is handed over by the school. */
export type Address =
  | { readonly channel: 'digitalPost'; readonly cpr: Cpr }
  | { readonly channel: 'email'; readonly email: string }
  | { readonly channel: 'sms'; readonly number: string }
  | { readonly channel: 'letter'; readonly name: string; readonly lines: readonly string[] | null }

/**
 * One receiver's address, read at the moment of sending. Undefined when they are not to be written to by this channel any
 * more: answered, declined, without custody, moved behind protection, gone.
 */
export async function addressOf(
  tx: Tx,
  keyring: Keyring,
  survey: Survey,
  { personId, pupilId, channel }: Pick<Receiver, 'personId' | 'pupilId'> & { readonly channel: Channel },
  today: string,
): Promise<Address | undefined> {
  const { asked, known } = await readAsked(tx, keyring, survey, [pupilId])
  const receiver = asked.flatMap((one) => receiversOf(one, today)).find((one) => one.personId === personId)
  if (receiver === undefined || !receiver.channels.includes(channel)) return undefined
  const contact = known.get(personId)?.contact
  switch (channel) {
    case 'digitalPost': {
      const cpr = known.get(personId)?.cpr
      return cpr === undefined ? undefined : { channel, cpr }
    }
    case 'email': {
      const email = emailOf(contact)
      return email === undefined ? undefined : { channel, email }
    }
    case 'sms': {
      const number = mobileOf(contact)
      return number === undefined ? undefined : { channel, number }
    }
    case 'letter':
      return { channel, name: (await listNames(tx, keyring, [personId])).get(personId) ?? '', lines: linesFor(receiver, contact) }
  }
}

/** For printing many letters at once: by child, the homes that are written to. A child of whom nobody is known is left out. */
export async function listHomes(
  tx: Tx,
  keyring: Keyring,
  survey: Survey,
  today: string,
  pupilIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Home[]>> {
  const { asked, known } = await readAsked(tx, keyring, survey, pupilIds)
  const receivers = asked.flatMap((one) => receiversOf(one, today))
  const printed = await listNames(
    tx,
    keyring,
    receivers.map(({ personId }) => personId),
  )
  const letters = receivers.map((receiver) => {
    const { personId, pupilId, as } = receiver
    const contact = known.get(personId)?.contact
    return { pupilId, as, name: printed.get(personId) ?? '', lines: linesFor(receiver, contact), language: contact?.language ?? null }
  })
  return new Map([...Map.groupBy(letters, ({ pupilId }) => pupilId)].map(([pupilId, own]) => [pupilId, homesOf(own)]))
}

type Known = ReadonlyMap<string, Reachable>

async function readAsked(
  tx: Tx,
  keyring: Keyring,
  survey: Survey,
  pupilIds?: readonly string[],
): Promise<{ readonly asked: readonly Asked[]; readonly known: Known }> {
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
  const asked = survey.state === 'draft' ? await listWouldBeAsked(tx, survey) : await listAsked(tx, survey.id, pupilIds)
  const rows = asked.filter(({ decision }) => decision === 'undecided')
  const ties = await listFamilies(
    tx,
    rows.map(({ pupilId }) => pupilId),
  )
  const personIds = [...new Set([...rows, ...ties].map(({ personId }) => personId))]
  const known = await listReachable(tx, keyring, personIds)
  const isProtected = new Set(
    await listProtected(
      tx,
      rows.map(({ personId }) => personId),
    ),
  )
  const reaches = new Map([...known].map(([personId, reachable]) => [personId, reachOf(personId, reachable)]))
  const tiesOf = Map.groupBy(ties, ({ pupilId }) => pupilId)
  return {
    known,
    asked: rows.map((row: AskedRow) => ({
      pupilId: row.pupilId,
      track: survey.track,
      respondent: questionnaire.respondent,
      decision: row.decision,
      consent: row.consent ?? undefined,
      said: row.said,
      isProtected: isProtected.has(row.personId),
      self: reaches.get(row.personId),
      ties: (tiesOf.get(row.pupilId) ?? []).map(({ personId, relation, validFrom, validUntil }) => ({
        relation,
        validFrom,
        validUntil,
        reach: reaches.get(personId),
      })),
    })),
  }
}

/** Before it opens nobody has a slip: whoever it would ask today stands for those it will. One at a time, it asks nobody yet. */
async function listWouldBeAsked(tx: Tx, survey: Survey): Promise<readonly AskedRow[]> {
  if (survey.isRolling) return []
  const invitees = await listInvitees(tx, survey)
  const optOuts = await listOptOuts(
    tx,
    invitees.map(({ pupilId }) => pupilId),
  )
  const said = Map.groupBy(
    optOuts.filter(({ surveyId }) => surveyId === survey.id),
    ({ pupilId }) => pupilId,
  )
  return invitees.map(({ pupilId, personId, classId, institutionId }) => ({
    pupilId,
    personId,
    classId,
    institutionId,
    turn: 0,
    decision: 'undecided',
    consent: null,
    said: (said.get(pupilId) ?? []).map(({ saidBy }) => saidBy),
  }))
}

function reachOf(personId: string, { cpr, hasReplacementNumber, contact }: Reachable): Reach {
  return {
    personId,
    bornOn: cpr === undefined ? undefined : birthDay(cpr),
    hasCpr: cpr !== undefined && !hasReplacementNumber && !isReplacement(cpr, null),
    hasEmail: emailOf(contact) !== undefined,
    hasMobile: mobileOf(contact) !== undefined,
    hasAddress: linesOf(contact) !== undefined,
    language: contact?.language ?? null,
  }
}

function emailOf(contact: ShownContact | undefined): string | undefined {
  return contact?.email?.isProtected === false ? contact.email.value : undefined
}

/** The first that is not protected and can be one. */
function mobileOf(contact: ShownContact | undefined): string | undefined {
  for (const phone of contact?.phones ?? []) {
    const number = phone.isProtected ? undefined : mobileNumber(phone.value)
    if (number !== undefined) return number
  }
  return undefined
}

function linesFor({ isPostable }: Receiver, contact: ShownContact | undefined): readonly string[] | null {
  return isPostable ? (linesOf(contact) ?? null) : null
}

function linesOf(contact: ShownContact | undefined): readonly string[] | undefined {
  if (contact?.address?.isProtected !== false) return undefined
  const { street, postalCode, place } = contact.address.value
  return street === '' || postalCode === '' ? undefined : [street, `${postalCode} ${place}`.trim()]
}
