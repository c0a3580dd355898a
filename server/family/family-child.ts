/** One child as its family sees it on its own page. */
import type { FamilyChild } from '#api/family.ts'
import type { ConsentRow } from '#database/consent.ts'
import type { Child, InvitationRow, LookRow, NamedResponse } from '#database/health.ts'
import type { PublishedQuestionnaire } from '#database/questionnaire.ts'
import type { Role } from '#domain/access/actor.ts'
import { type Decides, roadOf } from '#domain/consent/consent.ts'
import { readAnswer } from '#domain/health/colour.ts'
import { takesAnswers, wayIn } from '#domain/survey/survey.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { Readers } from '../health/readers.ts'

/** In what quality a citizen decides: as the one who has custody, or for themselves. */
export function decidesAs(role: Role): Decides {
  return role === 'parent' ? 'custodyHolder' : 'self'
}

/** Whether a citizen opens the questions of an invitation from their own page; in a lesson one comes in by its code. */
export function mayAnswerHere(
  invitation: Pick<InvitationRow, 'decides' | 'decision' | 'answeredOn'>,
  respondent: 'pupil' | 'parent' | 'youngPerson',
  role: Role,
): boolean {
  if (wayIn(respondent) === 'lesson' || invitation.answeredOn !== null) return false
  if ((respondent === 'parent') !== (role === 'parent')) return false
  const { decides, decision } = invitation
  const road = roadOf({ decides, decision, hasAnswered: false })
  // Undecided is decided here first: the question of consent comes before the first other question.
  return decision !== 'none' && (road === 'health' || road === 'statistics')
}

export type FamilyGiven = {
  readonly role: Role
  readonly personId: string | undefined
  readonly today: string
  readonly child: Child
  readonly invitations: readonly InvitationRow[]
  readonly consents: readonly ConsentRow[]
  readonly responses: readonly (NamedResponse & { readonly wishText: string })[]
  readonly looks: readonly LookRow[]
  readonly asked: (version: { readonly code: string; readonly version: string }) => PublishedQuestionnaire
  readonly readers: ReadonlyMap<string, Readers>
  readonly nameOfPerson: (personId: string) => string | null
  readonly nameOfAccount: (accountId: string) => string | null
}

/** Puts together what `getFamily` answers about one child. */
export function familyChild(given: FamilyGiven): FamilyChild {
  const { role, personId, today, child, asked } = given
  const as = decidesAs(role)
  const named = ({ code, version }: { readonly code: string; readonly version: string }) => {
    const { da, en } = asked({ code, version }).texts
    return { code, version, titles: { da: da.title, en: en.title } }
  }
  const titleOf = (surveyId: string) => given.invitations.find((one) => one.surveyId === surveyId)?.survey.title ?? ''
  return {
    pupilId: child.pupilId,
    name: given.nameOfPerson(child.personId) ?? '',
    className: child.className,
    institution: child.institution,
    relation: role === 'parent' ? 'custody' : 'self',
    invitations: given.invitations.map((invitation) => {
      const { survey, decides, decision, answeredOn } = invitation
      const { respondent } = asked(invitation.questionnaire).questionnaire
      const isOpen = takesAnswers({ state: survey.state as 'open', closesOn: survey.closesOn }, today)
      return {
        surveyId: survey.id,
        title: survey.title,
        questionnaire: named(invitation.questionnaire),
        respondent,
        opensOn: survey.opensOn,
        closesOn: survey.closesOn,
        isOpen,
        decides,
        decision,
        mayDecide: isOpen && decides === as && answeredOn === null,
        mayAnswer: isOpen && mayAnswerHere(invitation, respondent, role),
        answeredOn,
        readers: [...(given.readers.get(invitation.classId) ?? [])],
      }
    }),
    consents: given.consents.map((consent, place) => {
      const invitation = given.invitations.find(({ surveyId }) => surveyId === consent.surveyId)
      const isLatest = given.consents.findIndex(({ surveyId }) => surveyId === consent.surveyId) === place
      const by = consent.personId ?? (consent.decidedAs === 'self' ? child.personId : null)
      return {
        surveyId: consent.surveyId,
        title: titleOf(consent.surveyId),
        decision: consent.decision,
        as: consent.decidedAs,
        by: by === null ? null : given.nameOfPerson(by),
        isYou: by !== null && by === personId,
        at: consent.at,
        scope: consent.scope,
        mayWithdraw: isLatest && consent.decision === 'given' && invitation?.decides === as,
      }
    }),
    responses: given.responses.map((response) => {
      const { questionnaire } = asked(response.questionnaire)
      return {
        id: response.id,
        surveyId: response.surveyId,
        title: titleOf(response.surveyId),
        questionnaire: named(response.questionnaire),
        respondent: response.respondent,
        answeredOn: dayInDenmark(new Date(response.submittedAt)),
        answers: questionnaire.items.map((item, place) => {
          const { state, options } = readAnswer(item, response.answers[place])
          return { item: item.code, theme: item.theme, state, options: [...options] }
        }),
        wishes: { talkAbout: [...response.talkAbout], notTalkAbout: [...response.notTalkAbout], text: response.wishText },
      }
    }),
    looks: oncePerDay(given.looks).map(({ at, actorId, role: ofWhom, act, purpose }) => ({
      at,
      role: ofWhom,
      name: actorId === null ? null : given.nameOfAccount(actorId),
      act,
      purpose,
    })),
  }
}

/** Looks at a list, where many children stand beside each other. */
const lists: readonly string[] = ['children.listed', 'assessments.listed', 'invitees.listed']

/** A list looked at ten times a day is one look; a child opened twice is two (ruling 3.5). Newest first. */
function oncePerDay(looks: readonly LookRow[]): readonly LookRow[] {
  const seen = new Set<string>()
  return looks.filter(({ act, actorId, at }) => {
    if (!lists.includes(act)) return true
    const key = `${act} ${actorId} ${dayInDenmark(new Date(at))}`
    return !seen.has(key) && seen.add(key)
  })
}
