/**
 * The family's own page: what a child is invited to, consent, own answers, and who has looked.
 *
 * A parent acts for the children they have custody of today, and reads what they answered themselves: neither what the
 * child answered nor what the other parent did. From 15 the young person decides alone (`domain/consent`).
 */
import { z } from 'zod'
import { parentSights } from '#domain/consent/age-rules.ts'
import { FamilyFeedback } from './feedback.ts'
import { Wishes } from './health.ts'
import { operation } from './operation.ts'
import { proof } from './response.ts'

const Questionnaire = z.object({ code: z.string(), version: z.string(), titles: z.object({ da: z.string(), en: z.string() }) })

const Decision = z.enum(['none', 'given', 'refused', 'declined'])

const Professional = z.object({ name: z.string(), role: z.enum(['healthVisitor', 'leadHealthVisitor', 'schoolDoctor']) })

const Invitation = z.object({
  surveyId: z.uuid(),
  title: z.string(),
  questionnaire: Questionnaire,
  /** Who answers: the pupil in class, or a parent from here. */
  respondent: z.enum(['pupil', 'parent', 'youngPerson']),
  opensOn: z.iso.date(),
  closesOn: z.iso.date(),
  /** Answers are taken today. */
  isOpen: z.boolean(),
  /** Who decides today, by age. */
  decides: z.enum(['custodyHolder', 'self']),
  /** As far as the reader may know: to a parent, what a young person decided is `none`, whatever it was. */
  decision: Decision,
  /** Whether you may decide now: it is yours to decide, open, and not answered yet. */
  mayDecide: z.boolean(),
  /** Whether `openOwnInvitation` opens the questions for you now: a parent's once consent is decided, a young person's own. */
  mayAnswer: z.boolean(),
  answeredOn: z.iso.date().nullable(),
  /** Who may read the answers, by name. */
  readers: z.array(Professional),
})

const Consent = z.object({
  surveyId: z.uuid(),
  title: z.string(),
  /** The last two happened by themselves: the young person turned 15, or changed school. */
  decision: z.enum(['given', 'refused', 'declined', 'withdrawn', 'endedByBirthday', 'endedByMove']),
  as: z.enum(['custodyHolder', 'self']),
  /** Never a name: one parent is not told more of the other than that. Null where nobody decided. */
  by: z.enum(['you', 'otherParent', 'parent', 'child']).nullable(),
  at: z.iso.datetime(),
  /** What was consented to: key of the texts, `family.consentScope.<scope>`. */
  scope: z.string(),
  mayWithdraw: z.boolean(),
})

const OwnResponse = z.object({
  id: z.uuid(),
  surveyId: z.uuid(),
  title: z.string(),
  questionnaire: Questionnaire,
  respondent: z.enum(['pupil', 'parent', 'youngPerson']),
  answeredOn: z.iso.date(),
  /**
   * As option codes; the wording is fetched by `getPublished`. To a parent only what was answered: what was passed over,
   * what was never asked and what is kept from parents are left out alike, so that none can be told from another.
   */
  answers: z.array(
    z.object({
      item: z.string(),
      theme: z.string(),
      state: z.enum(['answered', 'declined', 'blank', 'hidden']),
      options: z.array(z.string()),
      /** What was measured, and what was written; null of what measures or writes nothing. */
      measured: z.int().nullable(),
      text: z.string().nullable(),
    }),
  ),
  wishes: Wishes,
})

/** One look, by role and never by name (CJEU C-579/21); several looks at a list on one day are one. */
const Look = z.object({
  at: z.iso.datetime(),
  role: z.string(),
  /** The contract's event, e.g. `child.opened`: key of the texts, `family.look.<act>`. */
  act: z.string(),
  /** Key of the texts, `purpose.<name>`; null when the act says it all. */
  purpose: z.string().nullable(),
  /** What whoever looked has to do with the child: key of the texts, `relation.<name>`. */
  relation: z.string().nullable(),
})

/** A survey of the statistics track that asks, or will ask, the child's class. Whether the child has answered is told by nobody. */
const SurveyAhead = z.object({
  surveyId: z.uuid(),
  title: z.string(),
  questionnaire: Questionnaire,
  respondent: z.enum(['pupil', 'parent', 'youngPerson']),
  state: z.enum(['draft', 'open']),
  opensOn: z.iso.date(),
  closesOn: z.iso.date(),
  decides: z.enum(['custodyHolder', 'self']),
  /** Who has said that the child is not to be asked, of those whose no counts today. */
  out: z.array(z.enum(['you', 'otherParent', 'letter'])),
  /** Whether the reader may say no now, or take their own no back. */
  maySay: z.boolean(),
  /** Whether it is the reader's to answer, and `openOwnInvitation` gives the way in: also when it has been used, for nobody tells. */
  mayAnswer: z.boolean(),
})

/** A PLUS case that the family has been told of. No content. */
const Case = z.object({
  assessmentId: z.uuid(),
  openedOn: z.iso.date(),
  isOpen: z.boolean(),
  decision: z.enum(['given', 'informed', 'withdrawn']),
  on: z.iso.date(),
  mayWithdraw: z.boolean(),
})

export const FamilyChild = z
  .object({
    pupilId: z.uuid(),
    name: z.string(),
    className: z.string(),
    institution: z.string(),
    relation: z.enum(['custody', 'self']),
    /** The young person decides alone, from the birthday that the age rules name. */
    decidesAlone: z.boolean(),
    /** What a parent's page shows of this child today, by the rule for its age; never what the child answered. */
    parentsSee: z.array(z.enum(parentSights)),
    surveys: z.array(SurveyAhead),
    cases: z.array(Case),
    invitations: z.array(Invitation),
    /** Every decision there has been, newest first; none is ever overwritten. */
    consents: z.array(Consent),
    responses: z.array(OwnResponse),
    /** Newest first, a year back. */
    looks: z.array(Look),
  })
  .meta({ id: 'FamilyChild' })
export type FamilyChild = z.infer<typeof FamilyChild>

export const getFamily = operation({
  method: 'GET',
  path: '/family',
  summary: 'Mine svar og mit barn: invitations, consents, own answers, who has looked',
  login: 'health',
  act: 'family.read',
  audit: 'family.opened',
  output: z.object({
    children: z.array(FamilyChild),
    /** What the children's classes and institutions are told of their answers, newest first. */
    feedback: z.array(FamilyFeedback),
  }),
})

const which = z.object({ pupilId: z.uuid(), surveyId: z.uuid() })

export const decideConsent = operation({
  method: 'POST',
  path: '/family/consents',
  summary:
    'Decide before the first question: given (by name), refused (not by name: the statistics twin is offered), declined (not asked at all)',
  login: 'health',
  act: 'family.write',
  audit: 'consent.decided',
  body: which.extend({ decision: z.enum(['given', 'refused', 'declined']) }),
})

export const withdrawConsent = operation({
  method: 'POST',
  path: '/family/consents/withdraw',
  summary: 'Take a consent back: the answers by name are deleted with marks on them; what has been counted stays counted',
  login: 'health',
  act: 'family.write',
  audit: 'consent.withdrawn',
  body: which,
  output: z.object({ deletedResponses: z.int() }),
})

export const sayNo = operation({
  method: 'POST',
  path: '/family/opt-outs',
  summary: 'Say that a child is not to be asked in a statistics survey, or take that back; refused once the answers are sent',
  login: 'health',
  act: 'family.write',
  audit: 'survey.opted-out',
  body: which.extend({ isOut: z.boolean() }),
})

/** Twelve symbols and the municipality's two, from an information letter; typed as they stand, with or without spaces. */
const code = z.string().max(40)

const Letter = z
  .object({
    surveyId: z.uuid(),
    municipalityId: z.int(),
    title: z.string(),
    className: z.string(),
    institution: z.string(),
    opensOn: z.iso.date(),
    closesOn: z.iso.date(),
    isOut: z.boolean(),
    /** From 15 a letter says nothing any more: the young person decides. */
    decides: z.enum(['custodyHolder', 'self']),
    /** Planned or open, and not over. */
    isAhead: z.boolean(),
  })
  .meta({ id: 'OptOutLetter' })
export type OptOutLetter = z.infer<typeof Letter>

export const openOptOut = operation({
  method: 'POST',
  path: '/opt-outs/open',
  summary: "What an information letter's code is for: a survey, a class and its days, and no child's name",
  login: 'health',
  act: 'public',
  audit: null,
  body: z.object({ code, proof }),
  output: Letter,
})

export const sayNoByCode = operation({
  method: 'POST',
  path: '/opt-outs',
  summary: "Say no with a letter's code, or take that back; refused once the answers are sent",
  login: 'health',
  act: 'public',
  audit: null,
  body: z.object({ code, proof, isOut: z.boolean() }),
  output: Letter,
})

export const withdrawFromCase = operation({
  method: 'POST',
  path: '/family/cases/:id/withdraw',
  summary: 'Take back what the family agreed to about a PLUS case: nobody is asked any more, what is answered stays with the case',
  login: 'health',
  act: 'family.write',
  audit: 'assessment.family-withdrew',
  params: z.object({ id: z.uuid() }),
})

export const openOwnInvitation = operation({
  method: 'POST',
  path: '/family/invitations/open',
  summary:
    'The address where this invitation is answered. By name: your own, which works while you have custody and until it has been answered; in the statistics track the one that stands in the letter',
  login: 'health',
  act: 'family.write',
  audit: 'invitation.opened',
  body: which,
  /** A path of this site, with the code in its fragment: `/svar/min-familie#…`, which leads back when it is done. */
  output: z.object({ link: z.string() }),
})
