/** From what is written on a sheet to whose answers it holds, and whether this typist may have it in hand. */
import type { SheetName } from '#api/paper.ts'
import { findInvitationBySlip, type NamedInvitation } from '#database/consent.ts'
import { findInstitutionOfClass, findTypists, type Sheet } from '#database/paper.ts'
import { findDecision, findInvitation } from '#database/response.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayTypeSheet } from '#domain/access/policy.ts'
import { consentOn, roadOf } from '#domain/consent/consent.ts'
import { askedIn } from '#domain/questionnaire/asked-in.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { normaliseCode } from '#domain/survey/code.ts'
import { type Survey, takesAnswers, wayIn } from '#domain/survey/survey.ts'
import { listBirthdays } from '../health/birthdays.ts'
import type { House } from '../house.ts'
import { findTyped } from '../http/entry.ts'
import { reachOf } from '../http/respondent.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'

export type FoundSheet = Sheet & {
  readonly survey: Survey
  /** As the track asks it. */
  readonly questionnaire: Questionnaire
  /** In the health track: whose answers it holds. */
  readonly named: NamedInvitation | undefined
}

/**
 * The sheet, or the reason why it can't be typed. A survey that has closed takes no answers, on paper either: what the post brings
 * later is not typed.
 */
export async function findSheet(house: House, actor: Actor, name: SheetName, today: string): Promise<FoundSheet> {
  // Else whoever types could try until they meet a slip of somebody whose sheet they do not hold.
  const attempt = { accountId: actor.accountId, tried: `${name.surveyId}-${name.classId}-${normaliseCode(name.slip)}`, now: house.now() }
  const found = await findTyped(house, attempt, () =>
    house.doors.as(actor, 'statistics', (tx) => findInSurvey(house, tx, name, today), { readOnly: true }),
  )
  if (found === undefined) throw new Problem('sheet-unknown')
  const { survey, slipHmac, classId, institutionId, typists, decision } = found
  const isNamed = typists.includes(actor.accountId)
  if (!mayTypeSheet(actor, { track: survey.track, classId, institutionId, isNamed })) throw new Problem('sheet-not-yours')
  if (decision === 'answered') throw new Problem('sheet-answered')
  if (decision === 'declined') throw new Problem('sheet-declined')
  const named = survey.track === 'health' ? await findNamed(house, actor.municipalityId, slipHmac, today) : undefined

  return {
    track: survey.track,
    surveyId: survey.id,
    classId,
    slipHmac,
    survey,
    questionnaire: askedIn(survey.track, found.questionnaire),
    named,
  }
}

async function findInSurvey(house: House, tx: Tx, { surveyId, classId, slip }: SheetName, today: string) {
  const survey = await findSurvey(tx, surveyId)
  if (!survey || survey.takesPaper !== true) throw new Problem('not-found')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
  const symbols = normaliseCode(slip)
  const slipHmac =
    wayIn(questionnaire.respondent) === 'link'
      ? house.keyring.linkHmac(tx.municipalityId, symbols)
      : house.keyring.slipHmac(tx.municipalityId, surveyId, classId ?? '', symbols)
  const invitation = await findInvitation(tx, slipHmac)
  if (invitation?.surveyId !== surveyId) return undefined
  const [institutionId = '', typists, decision] = await Promise.all([
    findInstitutionOfClass(tx, invitation.classId),
    findTypists(tx, surveyId),
    findDecision(tx, invitation, slipHmac),
  ])
  return { survey, questionnaire, slipHmac, classId: invitation.classId, institutionId, typists, decision }
}

/** A sheet by name is typed only while there is a consent: there may have been one when it was printed. */
function findNamed(house: House, municipalityId: number, slipHmac: Buffer, today: string): Promise<NamedInvitation> {
  return throughSlip(house, municipalityId, slipHmac, async (tx) => {
    const invitation = await findInvitationBySlip(tx, slipHmac)
    if (!invitation) throw new Problem('sheet-without-consent')
    const birthdays = await listBirthdays(tx, house.keyring, [invitation.personId])
    const known = consentOn(invitation, birthdays.get(invitation.personId), today)
    if (known.hasAnswered) throw new Problem('sheet-answered')
    if (roadOf(known) !== 'health') throw new Problem('sheet-without-consent')
    return known
  })
}

/** Whoever types holds the slip as the respondent did, and reaches what a slip reaches. */
export function throughSlip<R>(house: House, municipalityId: number, slipHmac: Buffer, work: (tx: Tx) => Promise<R>): Promise<R> {
  return house.doors.as({ municipalityId, role: 'respondent', reach: reachOf(slipHmac) }, 'health', work)
}

/** A transaction in which the sheet's typings are reached. */
export function withSheet<R>(house: House, actor: Actor, { track, slipHmac }: Sheet, work: (tx: Tx) => Promise<R>): Promise<R> {
  return track === 'health' ? throughSlip(house, actor.municipalityId, slipHmac, work) : house.doors.as(actor, 'statistics', work)
}
