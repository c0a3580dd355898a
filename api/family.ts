/**
 * The family's own page: what a child is invited to, consent, own answers, and who has looked.
 *
 * A parent acts for the children they have custody of, and reads what parents answered; what a pupil answered
 * is the pupil's to read. From 15 the young person decides alone (`domain/consent`).
 */
import { z } from 'zod'
import { Wishes } from './health.ts'
import { operation } from './operation.ts'

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
  decides: z.enum(['custodyHolder', 'self']),
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
  decision: z.enum(['given', 'refused', 'declined', 'withdrawn']),
  as: z.enum(['custodyHolder', 'self']),
  /** The name of whoever decided, where it is one of your own family. */
  by: z.string().nullable(),
  isYou: z.boolean(),
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
  /** As option codes; the wording is fetched by `getPublished`. */
  answers: z.array(
    z.object({
      item: z.string(),
      theme: z.string(),
      state: z.enum(['answered', 'declined', 'blank', 'hidden']),
      options: z.array(z.string()),
    }),
  ),
  wishes: Wishes,
})

/** One look; several looks at a list on one day are one. */
const Look = z.object({
  at: z.iso.datetime(),
  role: z.string(),
  /** Null when the account is gone. */
  name: z.string().nullable(),
  /** The contract's event, e.g. `child.opened`: key of the texts, `family.look.<act>`. */
  act: z.string(),
  /** Key of the texts, `purpose.<name>`; null when the act says it all. */
  purpose: z.string().nullable(),
})

export const FamilyChild = z
  .object({
    pupilId: z.uuid(),
    name: z.string(),
    className: z.string(),
    institution: z.string(),
    relation: z.enum(['custody', 'self']),
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
  output: z.object({ children: z.array(FamilyChild) }),
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

export const openOwnInvitation = operation({
  method: 'POST',
  path: '/family/invitations/open',
  summary: 'The address where this invitation is answered; it works for whoever holds it, until it has been answered',
  login: 'health',
  act: 'family.write',
  audit: 'invitation.opened',
  body: which,
  /** A path of this site, with the code in its fragment: `/svar#…`. */
  output: z.object({ link: z.string() }),
})
