/**
 * Who may do what, as sentences. The screen asks it to decide what to show, the handler to decide what to
 * do; row-level security holds when either forgets. What is not allowed here is denied.
 */
import { type Actor, isBound, type Role } from './actor.ts'

/** Acts that need only a role. Acts on a certain class or institution have a function of their own below. */
const whoMay = {
  'self.read': 'everybody',
  'organisation.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'municipalAnalyst',
    'municipalAdmin',
    'dataProtectionOfficer',
    'support',
  ],
  'roster.import': ['municipalAdmin'],
  /** Let somebody of the association in to help, for some hours; and be let in. */
  'support.grant': ['municipalAdmin', 'dataProtectionOfficer'],
  'support.use': ['secretariat'],
  /** How the data protection officer is reached, and the information letter of a survey. */
  'information.read': ['municipalAdmin', 'dataProtectionOfficer'],
  'information.write': ['municipalAdmin', 'dataProtectionOfficer'],
  'information.print': ['teacher', 'institutionLeader', 'healthVisitor', 'leadHealthVisitor', 'municipalAdmin', 'dataProtectionOfficer'],
  'questionnaire.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'municipalAnalyst',
    'politicalReader',
    'municipalAdmin',
    'dataProtectionOfficer',
    'secretariat',
    'expertReviewer',
    'support',
  ],
  /** The question bank: the association's questions for all, a municipality's own for itself. */
  'bank.read': ['leadHealthVisitor', 'schoolDoctor', 'municipalAnalyst', 'municipalAdmin', 'secretariat', 'expertReviewer'],
  'bank.comment': ['leadHealthVisitor', 'schoolDoctor', 'municipalAnalyst', 'municipalAdmin', 'secretariat', 'expertReviewer'],
  'bank.write': ['municipalAdmin', 'secretariat'],
  /** Approve and publish what another has written: `domain/questionnaire/bank-life.ts` says when. */
  'bank.review': ['municipalAdmin', 'secretariat', 'expertReviewer'],
  /** A municipality puts its own version of a questionnaire together, and sees what its year groups are asked. */
  'questionnaire.compose': ['municipalAdmin'],
  /** The association's next versions: worked on by the secretariat, read, commented and signed off by the working group. */
  'edition.read': ['secretariat', 'expertReviewer'],
  'edition.comment': ['secretariat', 'expertReviewer'],
  'edition.write': ['secretariat'],
  'edition.signOff': ['secretariat', 'expertReviewer'],
  /** Instruments, their packs and norms; and which one is suggested first in PLUS. */
  'instrument.read': ['secretariat', 'municipalAdmin'],
  'instrument.suggest': ['municipalAdmin'],
  'survey.read': ['institutionLeader', 'leadHealthVisitor', 'municipalAnalyst', 'municipalAdmin', 'dataProtectionOfficer', 'support'],
  'survey.plan': ['municipalAdmin'],
  'lesson.lead': ['teacher'],
  'report.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
    'politicalReader',
  ],
  'figures.release': ['municipalAnalyst'],
  /** Bring in what was published of earlier years, for trends. */
  'figures.import': ['municipalAnalyst'],

  /** Answers of named children one is assigned to: `mayOpenChild` says which. */
  'health.read': ['healthVisitor', 'leadHealthVisitor', 'schoolDoctor'],
  'health.write': ['healthVisitor', 'leadHealthVisitor', 'schoolDoctor'],
  'health.coverage': ['leadHealthVisitor'],
  /** Invite one child's family, or one young person, into a rolling survey. */
  'survey.invite': ['healthVisitor', 'leadHealthVisitor', 'municipalAdmin'],
  /** Print the letters with personal links: `mayPrintLetters` says of which class. */
  'letter.print': ['teacher', 'institutionLeader', 'healthVisitor', 'leadHealthVisitor', 'municipalAdmin'],
  /** Tell a survey's people that they are asked: how and when, what became of it, and whom no message has reached. */
  'invitation.read': ['leadHealthVisitor', 'municipalAdmin', 'dataProtectionOfficer'],
  'invitation.send': ['municipalAdmin'],
  /** Type what somebody has answered on paper: `mayTypeSheet` says whose. */
  'paper.enter': ['healthVisitor', 'leadHealthVisitor', 'schoolDoctor', 'municipalAnalyst'],
  /** A family's own page: invitations, consents, own answers, who has looked. */
  'family.read': ['parent', 'pupil', 'youngPerson'],
  'family.write': ['parent', 'pupil', 'youngPerson'],

  /** PLUS. Whoever starts one without working on it hands it over and sees no content. */
  'assessment.start': ['eduPsychologist', 'socialWorker', 'caseOwner', 'healthVisitor', 'schoolDoctor', 'municipalAdmin'],
  'assessment.work': ['eduPsychologist', 'socialWorker', 'caseOwner', 'healthVisitor', 'schoolDoctor'],
  /** Read what an algorithm makes of a child's forms: those whose training it is part of. */
  'assessment.predict': ['eduPsychologist', 'schoolDoctor'],

  /** What municipalities tell each other: reference persons, questions, answers, templates. */
  'network.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'caseOwner',
    'municipalAnalyst',
    'politicalReader',
    'municipalAdmin',
    'dataProtectionOfficer',
    'secretariat',
  ],
  'network.write': [
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'caseOwner',
    'municipalAnalyst',
    'municipalAdmin',
    'dataProtectionOfficer',
    'secretariat',
  ],
  'news.write': ['secretariat'],
  /** Comments and tasks on a report or plan: `mayDiscussUnit` says which. */
  'discussion.write': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
  ],
  'audit.read': ['dataProtectionOfficer'],
  /** Draw a sample of looks, and judge it. */
  'audit.review': ['dataProtectionOfficer'],
  /** See what has been told of groups, and to whom: the publication ledger. */
  'ledger.read': ['dataProtectionOfficer'],

  /** Inspiration: who reads what members tell of a sheet, and gets suggestions; the sheets themselves are public. */
  'intervention.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'caseOwner',
    'municipalAnalyst',
    'politicalReader',
    'municipalAdmin',
    'dataProtectionOfficer',
    'secretariat',
    'researcher',
    'interventionProvider',
    'expertReviewer',
  ],
  'intervention.tell': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
  ],
  /** A provider writes own sheets and sees no other provider's drafts. */
  'intervention.write': ['interventionProvider', 'secretariat'],
  'intervention.review': ['secretariat', 'expertReviewer'],
  'intervention.signOff': ['expertReviewer'],
  'intervention.publish': ['secretariat'],
  /** Action plans: leaders those of their own institutions, by row-level security. */
  'plan.read': [
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
    'municipalAdmin',
  ],
  'plan.write': ['institutionLeader', 'leadHealthVisitor', 'municipalAnalyst'],
  /** What a leader says to a report, printed with it; and the assessment of the environment: `leader-policy.ts` says whose. */
  'report.comment': ['institutionLeader', 'municipalAnalyst'],
  'environment.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
  ],
  'environment.write': ['institutionLeader'],
  'environment.publish': ['institutionLeader'],
  /** Tell a class or an institution what came of its answers: `mayTellUnit` says which. */
  'feedback.write': ['teacher', 'institutionLeader'],
} as const satisfies Record<string, readonly Role[] | 'everybody'>

export type Act = keyof typeof whoMay

/** Every act there is, in the order above. */
export const acts = Object.keys(whoMay) as readonly Act[]

/** Whether it is an act of somebody who has signed in; what the public and respondents do is none. */
export function isAct(act: string): act is Act {
  return act in whoMay
}

/** Acts on the municipality as a whole, of which nobody has a part: not for whom the login gave the role for some institutions alone. */
export const ofTheWhole: readonly Act[] = [
  'roster.import',
  'questionnaire.compose',
  'support.grant',
  'information.write',
  'figures.release',
  'figures.import',
  'bank.write',
  'bank.review',
  'instrument.suggest',
  'audit.read',
  'audit.review',
  'ledger.read',
]

/** May this person, in the role they signed in with, do this at all? */
export function may(actor: Pick<Actor, 'role' | 'isNarrowed'>, act: Act): boolean {
  if (actor.isNarrowed === true && ofTheWhole.includes(act)) return false
  const allowed: readonly Role[] | 'everybody' = whoMay[act]
  return allowed === 'everybody' || allowed.includes(actor.role)
}

/** A health professional opens the children of the classes they are assigned to, and no others. */
export function mayOpenChild(actor: Actor, classId: string): boolean {
  return may(actor, 'health.read') && actor.classIds.includes(classId)
}

/**
 * Invitations go to a health visitor's own children; who leads the health visitors and who runs the surveys
 * reach everybody.
 */
export function mayInviteFrom(actor: Actor, classId: string): boolean {
  return may(actor, 'survey.invite') && (actor.role !== 'healthVisitor' || actor.classIds.includes(classId))
}

/** Surveys are run by whoever runs those of every institution that is asked. */
export function mayPlanFor(actor: Actor, institutionIds: readonly string[]): boolean {
  return may(actor, 'survey.plan') && (!isBound(actor) || institutionIds.every((id) => actor.institutionIds.includes(id)))
}

/** Letters of a class: its teacher, its institution's leader, its health visitor, and who reaches everybody. */
export function mayPrintLetters(actor: Actor, of: { readonly classId: string; readonly institutionId: string }): boolean {
  if (!may(actor, 'letter.print')) return false
  if (actor.role === 'teacher' || actor.role === 'healthVisitor') return actor.classIds.includes(of.classId)
  return !isBound(actor) || actor.institutionIds.includes(of.institutionId)
}

/** A teacher leads the lessons of the classes they are registered for, and no others. */
export function mayLeadLesson(actor: Actor, classId: string): boolean {
  return may(actor, 'lesson.lead') && actor.classIds.includes(classId)
}

/**
 * By name a child's own health professionals type, who read the answers anyway. A sheet without a name is typed by whom the
 * administrator has named for the survey, and only where they can't learn whose slip it is: not whoever prints the class's slips or
 * invites from it, and nobody of its school.
 */
export function mayTypeSheet(
  actor: Actor,
  of: { readonly track: 'statistics' | 'health'; readonly classId: string; readonly institutionId: string; readonly isNamed: boolean },
): boolean {
  if (!may(actor, 'paper.enter')) return false
  if (of.track === 'health') return mayOpenChild(actor, of.classId)
  const knowsWhose = mayLeadLesson(actor, of.classId) || mayPrintLetters(actor, of) || mayInviteFrom(actor, of.classId)
  return of.isNamed && !knowsWhose && !isBound(actor) && !actor.classIds.includes(of.classId)
}

/** Roles that may be named to type sheets without a name; who leads the health visitors prints everybody's letters. */
const typistRoles: readonly Role[] = ['municipalAnalyst', 'healthVisitor', 'schoolDoctor']

/**
 * Whether somebody with these roles, each by an account of its own, may be named to type: what they learn in one role they know
 * in the other. Of which classes is `mayTypeSheet`.
 */
export function mayBeTypist(held: readonly Role[]): boolean {
  const knowsWhose = (role: Role) => !typistRoles.includes(role) && (may({ role }, 'lesson.lead') || may({ role }, 'letter.print'))
  return held.some(isTypistRole) && !held.some(knowsWhose)
}

/** The roles in which somebody who is named types. */
export function isTypistRole(role: Role): boolean {
  return typistRoles.includes(role)
}
