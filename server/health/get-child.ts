import { getChild } from '#api/health.ts'
import { listConsents } from '#database/consent.ts'
import {
  findNote,
  listChildren,
  listFlags,
  listHiddenAnswers,
  listJournalled,
  listNamedInvitations,
  listNamedResponses,
  readReasons,
} from '#database/health.ts'
import { listNames, listProtected } from '#database/identity.ts'
import { mayOpenChild } from '#domain/access/policy.ts'
import { dayInDenmark } from '../danish-day.ts'
import { consentOf } from '../family/family-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { listBirthdays } from './birthdays.ts'
import { nameOf, namesOfAccounts, openResponse } from './open-child.ts'

/** A child of another class, of a neighbour's, and one who does not exist are one and the same: not found. */
export const answerGetChild = handle(getChild, async ({ actor, tx, params, query, house, today, note }) => {
  const pupilIds = [params.id]
  const [children, invitations, responses] = await Promise.all([
    listChildren(tx, pupilIds),
    listNamedInvitations(tx, { pupilIds }),
    listNamedResponses(tx, pupilIds),
  ])
  const child = children[0]
  const newest = invitations[0]
  if (!child || !newest || !mayOpenChild(actor, newest.classId)) throw new Problem('not-found')
  note(`child:${params.id}`, { purpose: query.purpose, pupilIds })
  const response = query.response === undefined ? responses[0] : responses.find(({ id }) => id === query.response)
  if (query.response !== undefined && !response) throw new Problem('not-found')
  const [flags, hidden, journalled, consents, kept, birthdays] = await Promise.all([
    listFlags(tx, pupilIds),
    listHiddenAnswers(tx, pupilIds).then((rows) => readReasons(tx, house.keyring, rows, child.personId)),
    listJournalled(tx, pupilIds),
    listConsents(tx, pupilIds),
    findNote(tx, house.keyring, params.id, child.personId),
    listBirthdays(tx, house.keyring, [child.personId]),
  ])
  const now = consentOf(newest, birthdays.get(child.personId), today)
  const decided = consents.find(({ surveyId }) => surveyId === newest.surveyId)
  const [names, people] = await Promise.all([
    namesOfAccounts(
      tx,
      house.keyring,
      [...flags, ...hidden, ...journalled, ...(kept ? [kept] : [])].map(({ accountId }) => accountId),
    ),
    listNames(tx, house.keyring, [child.personId, ...(decided?.personId ? [decided.personId] : [])]),
  ])
  const name = people.get(child.personId) ?? ''
  const isProtected = (await listProtected(tx, [child.personId])).length > 0
  const invitationOf = (surveyId: string) => invitations.find((one) => one.surveyId === surveyId) ?? newest

  return {
    pupilId: child.pupilId,
    name,
    isProtected,
    classId: child.classId,
    className: child.className,
    grade: child.grade,
    institution: child.institution,
    purpose: query.purpose,
    consent: {
      decision: now.decision,
      decides: now.decides,
      by: decided?.personId ? (people.get(decided.personId) ?? null) : decided?.decidedAs === 'self' ? name : null,
      on: decided ? dayInDenmark(new Date(decided.at)) : null,
      survey: nameOf(newest),
    },
    responses: responses.map((one) => ({
      id: one.id,
      survey: nameOf(invitationOf(one.surveyId)),
      questionnaire: one.questionnaire,
      respondent: one.respondent,
      answeredOn: dayInDenmark(new Date(one.submittedAt)),
      journalledOn: journalled.find(({ responseId }) => responseId === one.id)?.markedOn ?? null,
    })),
    response: response
      ? await openResponse(tx, house.keyring, {
          response,
          earlier: responses.filter((one) => one.submittedAt < response.submittedAt && one.respondent === response.respondent),
          invitation: invitationOf(response.surveyId),
          flags,
          hidden,
          journalled: journalled.find(({ responseId }) => responseId === response.id),
          names,
        })
      : null,
    note: kept ? { text: kept.text, by: names.get(kept.accountId) ?? '', on: kept.savedOn } : null,
  }
})
