/** One child as its family sees it on its own page. */
import type { FamilyChild } from '#api/family.ts'
import type { FamilyCase } from '#database/assessment-family.ts'
import type { ConsentRow } from '#database/consent.ts'
import type { Child, InvitationRow, LookRow, NamedResponse, Written } from '#database/health.ts'
import type { ClassOfChild, OptOut, OwnLink } from '#database/opt-out.ts'
import type { PublishedQuestionnaire } from '#database/questionnaire.ts'
import type { Role } from '#domain/access/actor.ts'
import { oncePerDay } from '#domain/audit/look.ts'
import { type Decides, decidesFrom, ruleFor } from '#domain/consent/age-rules.ts'
import { type Consent, consentOn, roadOf } from '#domain/consent/consent.ts'
import { counts, refuseOptOut } from '#domain/consent/opt-out.ts'
import { readAnswer } from '#domain/health/colour.ts'
import { shownToParent } from '#domain/health/shown-to-parent.ts'
import { takesAnswers, type Survey, wayIn } from '#domain/survey/survey.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { Readers } from '../health/readers.ts'

/** In what quality a citizen decides: as the one who has custody, or for themselves. */
export function decidesAs(role: Role): Decides {
  return role === 'parent' ? 'custodyHolder' : 'self'
}

/** Whether a citizen opens the questions of an invitation from their own page; in a lesson one comes in by its code. */
export function mayAnswerHere(consent: Consent, respondent: 'pupil' | 'parent' | 'youngPerson', role: Role): boolean {
  if (wayIn(respondent) === 'lesson' || consent.hasAnswered) return false
  if ((respondent === 'parent') !== (role === 'parent')) return false
  const road = roadOf(consent)
  // Undecided is decided here first: the question of consent comes before the first other question.
  return consent.decision !== 'none' && (road === 'health' || road === 'statistics')
}

/** An invitation's consent as it stands today. */
export function consentOf({ decides, decision, answeredOn }: InvitationRow, bornOn: string | undefined, today: string): Consent {
  return consentOn({ decides, decision, hasAnswered: answeredOn !== null }, bornOn, today)
}

export type FamilyGiven = {
  readonly role: Role
  readonly personId: string | undefined
  readonly today: string
  readonly child: Child
  readonly bornOn: string | undefined
  readonly invitations: readonly InvitationRow[]
  readonly consents: readonly ConsentRow[]
  readonly responses: readonly (NamedResponse & {
    readonly wishText: string
    readonly written: Written
    readonly hiddenItems: ReadonlySet<string>
  })[]
  readonly surveys: readonly Survey[]
  readonly slips: readonly OwnLink[]
  readonly place: ClassOfChild | undefined
  readonly optOuts: readonly OptOut[]
  readonly cases: readonly FamilyCase[]
  readonly looks: readonly LookRow[]
  readonly asked: (version: { readonly code: string; readonly version: string }) => PublishedQuestionnaire
  readonly readers: ReadonlyMap<string, Readers>
  readonly nameOfPerson: (personId: string) => string | null
}

/** Puts together what `getFamily` answers about one child. */
export function familyChild(given: FamilyGiven): FamilyChild {
  const { role, today, child, bornOn, asked } = given
  const as = decidesAs(role)
  const rule = ruleFor(bornOn, today)
  const sees = (sight: (typeof rule.parentsSee)[number]) => role !== 'parent' || rule.parentsSee.includes(sight)
  const named = ({ code, version }: { readonly code: string; readonly version: string }) => {
    const { da, en } = asked({ code, version }).texts
    return { code, version, titles: { da: da.title, en: en.title } }
  }
  const titleOf = (surveyId: string) => given.invitations.find((one) => one.surveyId === surveyId)?.survey.title ?? ''
  const consentNow = (invitation: InvitationRow) => consentOf(invitation, bornOn, today)
  return {
    pupilId: child.pupilId,
    name: given.nameOfPerson(child.personId) ?? '',
    className: child.className,
    institution: child.institution,
    relation: role === 'parent' ? 'custody' : 'self',
    decidesAlone: rule.decides === 'self',
    parentsSee: [...rule.parentsSee],
    surveys: surveysOf(given, rule.decides).map((survey) => ({ ...survey, questionnaire: named(survey.questionnaire) })),
    cases: given.cases.map(({ assessmentId, openedAt, state, decision, recordedAt }) => ({
      assessmentId,
      openedOn: dayInDenmark(new Date(openedAt)),
      isOpen: state === 'open',
      decision,
      on: dayInDenmark(new Date(recordedAt)),
      mayWithdraw: state === 'open' && decision !== 'withdrawn' && rule.decides === as,
    })),
    invitations: given.invitations.map((invitation) => {
      const { survey, answeredOn } = invitation
      const consent = consentNow(invitation)
      const { respondent } = asked(invitation.questionnaire).questionnaire
      const isOpen = takesAnswers({ state: survey.state as 'open', closesOn: survey.closesOn }, today)
      // A parent's own answering is the parent's to know; of a young person's they are told that they are asked.
      const isOwn = role === 'parent' && respondent === 'parent'
      return {
        surveyId: survey.id,
        title: survey.title,
        questionnaire: named(invitation.questionnaire),
        respondent,
        opensOn: survey.opensOn,
        closesOn: survey.closesOn,
        isOpen,
        decides: consent.decides,
        decision: sees('decision') ? consent.decision : 'none',
        mayDecide: isOpen && consent.decides === as && !consent.hasAnswered,
        mayAnswer: isOpen && mayAnswerHere(consent, respondent, role),
        answeredOn: isOwn || sees('answeredOn') ? answeredOn : null,
        readers: [...(given.readers.get(invitation.classId) ?? [])],
      }
    }),
    consents: given.consents
      .filter(({ decidedAs }) => as === 'self' || decidedAs === 'custodyHolder')
      .map((consent) => {
        const invitation = given.invitations.find(({ surveyId }) => surveyId === consent.surveyId)
        const isLatest = given.consents.find(({ surveyId }) => surveyId === consent.surveyId) === consent
        const now = invitation && consentNow(invitation)
        return {
          surveyId: consent.surveyId,
          title: titleOf(consent.surveyId),
          decision: consent.decision,
          as: consent.decidedAs,
          by: whoDecided(given, consent),
          at: consent.at,
          scope: consent.scope,
          mayWithdraw: isLatest && consent.decision === 'given' && now?.decision === 'given' && now.decides === as,
        }
      }),
    responses: given.responses.map((response) => {
      const { questionnaire } = asked(response.questionnaire)
      const shown = role === 'parent' ? new Set(shownToParent(questionnaire, response.answers, response.hiddenItems)) : undefined
      return {
        id: response.id,
        surveyId: response.surveyId,
        title: titleOf(response.surveyId),
        questionnaire: named(response.questionnaire),
        respondent: response.respondent,
        answeredOn: dayInDenmark(new Date(response.submittedAt)),
        answers: questionnaire.items.flatMap((item, place) => {
          if (item.kind === 'information' || shown?.has(item.code) === false) return []
          const { state, options, measured } = readAnswer(item, response.answers[place])
          return [{ item: item.code, theme: item.theme, state, options: [...options], measured, text: response.written[item.code] ?? null }]
        }),
        wishes: { talkAbout: [...response.talkAbout], notTalkAbout: [...response.notTalkAbout], text: response.wishText },
      }
    }),
    looks: oncePerDay(given.looks, (at) => dayInDenmark(new Date(at)))
      .filter(({ at }) => sees('looks') || !isFrom(decidesFrom(bornOn), at))
      .map(({ at, role: ofWhom, act, purpose, relation }) => ({ at, role: ofWhom, act, purpose, relation })),
  }
}

/** Whether something happened on that day or later. */
function isFrom(day: string | undefined, at: string): boolean {
  return day !== undefined && day <= dayInDenmark(new Date(at))
}

/** Who a decision was, seen from whoever reads it, and never a name. */
function whoDecided({ role, personId }: FamilyGiven, consent: ConsentRow): 'you' | 'otherParent' | 'parent' | 'child' | null {
  if (consent.decision === 'endedByBirthday' || consent.decision === 'endedByMove') return null
  if (consent.decidedAs === 'self') return role === 'parent' ? 'child' : 'you'
  if (role !== 'parent') return 'parent'
  return consent.personId !== null && consent.personId === personId ? 'you' : 'otherParent'
}

/** Whether a questionnaire without a name is a citizen's to answer at home: a parent's, or a young person's own. */
export function isOwnToAnswer(respondent: 'pupil' | 'parent' | 'youngPerson', role: Role): boolean {
  return wayIn(respondent) === 'link' && (respondent === 'parent') === (role === 'parent')
}

/** Statistics surveys that ask, or will ask, in the child's class; what parents are asked is told to parents alone. */
function surveysOf({ surveys, slips, place, optOuts, role, personId, today, asked }: FamilyGiven, decides: Decides) {
  return surveys.flatMap((survey) => {
    const { respondent } = asked(survey.questionnaire).questionnaire
    if (place === undefined || (respondent === 'parent' && role !== 'parent') || !asksClass(survey, place)) return []
    const hasSlip = slips.some(({ surveyId }) => surveyId === survey.id)
    if (survey.isRolling && !hasSlip) return []
    const saidBy = role === 'parent' ? 'parent' : 'self'
    const said = optOuts.filter((one) => one.surveyId === survey.id && counts(one.saidBy, decides))
    return [
      {
        surveyId: survey.id,
        title: survey.title,
        questionnaire: survey.questionnaire,
        respondent,
        state: survey.state as 'draft' | 'open',
        opensOn: survey.opensOn,
        closesOn: survey.closesOn,
        decides,
        out: said.map((one) =>
          one.saidBy === 'letter' ? ('letter' as const) : one.personId === personId ? ('you' as const) : ('otherParent' as const),
        ),
        // What grown-ups are asked themselves they leave alone when they will not; a no is about a child or a young person.
        maySay: respondent !== 'parent' && !survey.isRolling && refuseOptOut(saidBy, { decides, survey, today }) === undefined,
        mayAnswer: hasSlip && isOwnToAnswer(respondent, role) && said.length === 0 && takesAnswers(survey, today),
      },
    ]
  })
}

/** Whether a survey asks somebody in this class. */
export function asksClass(survey: Survey, { institutionId, grade, schoolYear }: ClassOfChild): boolean {
  const isOfGrade = survey.grades.length === 0 ? grade === null : grade !== null && survey.grades.includes(grade)
  return survey.schoolYear === schoolYear && survey.institutionIds.includes(institutionId) && isOfGrade
}
