/**
 * Who sees what of people, in the words that families ask with. Nothing is written here twice: each answer is found by
 * asking the policy, once with something of the actor's own and once with somebody else's.
 */
import { type Actor, isBound, type Role, roles } from './actor.ts'
import { type Act, may, mayInviteFrom, mayLeadLesson, mayOpenChild, mayPrintLetters } from './policy.ts'
import { mayReadUnit } from './report-policy.ts'

/** What can be seen of people, the most personal first. Each has a heading and a sentence: texts `seen.<kind>`. */
export const kindsSeen = [
  'answersByName',
  'assessmentCase',
  'ownAnswers',
  'childNames',
  'whoHasAnswered',
  'log',
  'classFigures',
  'institutionFigures',
  'municipalFigures',
] as const
export type KindSeen = (typeof kindsSeen)[number]

/** How far somebody sees: of their own classes, institutions, children, cases or family alone, or the whole municipality. */
export type Reach = 'ownClasses' | 'ownInstitutions' | 'ownChildren' | 'ownCases' | 'ownFamily' | 'municipality'

export type Seen = { readonly role: Role; readonly reach: Reach }

const ownClass = 'own class'
const otherClass = 'other class'
const ownInstitution = 'own institution'
const otherInstitution = 'other institution'

/** Acts that show or change something of people, by what they show. Those that do not are in `actsAboutNobody`. */
export const actsOf: Readonly<Record<KindSeen, readonly Act[]>> = {
  answersByName: ['health.read', 'health.write'],
  assessmentCase: ['assessment.work', 'assessment.predict', 'assessment.start'],
  ownAnswers: ['family.read', 'family.write'],
  childNames: ['lesson.lead', 'letter.print', 'survey.invite', 'invitation.send', 'roster.import'],
  whoHasAnswered: ['lesson.lead', 'letter.print', 'survey.invite', 'invitation.send'],
  log: ['audit.read', 'audit.review'],
  classFigures: ['report.read'],
  institutionFigures: ['report.read', 'environment.read', 'environment.write', 'environment.publish'],
  municipalFigures: ['report.read', 'figures.release', 'figures.import', 'report.comment'],
}

/** Roles that see this kind, and how far. Nobody else does. */
export function whoSees(kind: KindSeen): readonly Seen[] {
  return roles.flatMap((role) => {
    const reach = reachOf(kind, role)
    return reach === undefined ? [] : [{ role, reach }]
  })
}

function reachOf(kind: KindSeen, role: Role): Reach | undefined {
  const actor: Actor = { accountId: '', municipalityId: 1, role, institutionIds: [ownInstitution], classIds: [ownClass] }
  const far = (own: boolean, other: boolean, near: Reach): Reach | undefined => (other ? 'municipality' : own ? near : undefined)
  const ofClasses = role === 'teacher' ? 'ownClasses' : role === 'institutionLeader' ? 'ownInstitutions' : 'ownChildren'
  switch (kind) {
    case 'answersByName':
      return far(mayOpenChild(actor, ownClass), mayOpenChild(actor, otherClass), 'ownChildren')
    case 'assessmentCase':
      return may(actor, 'assessment.work') ? 'ownCases' : undefined
    case 'ownAnswers':
      return may(actor, 'family.read') ? 'ownFamily' : undefined
    case 'childNames':
      if (may(actor, 'roster.import')) return 'municipality'
      if (may(actor, 'family.read')) return 'ownFamily'
      if (may(actor, 'assessment.work') && !may(actor, 'health.read')) return 'ownCases'
      return far(
        mayOpenChild(actor, ownClass) || mayAsk(actor, ownClass, ownInstitution),
        mayAsk(actor, otherClass, otherInstitution),
        ofClasses,
      )
    case 'whoHasAnswered':
      if (may(actor, 'family.read')) return 'ownFamily'
      return far(
        mayOpenChild(actor, ownClass) || mayAsk(actor, ownClass, ownInstitution),
        mayAsk(actor, otherClass, otherInstitution),
        ofClasses,
      )
    case 'log':
      return may(actor, 'audit.read') ? 'municipality' : may(actor, 'family.read') ? 'ownFamily' : undefined
    case 'classFigures': {
      const ofClass = (classId: string, institution: string) => mayReadUnit(actor, { level: 'class', classId }, institution)
      return far(ofClass(ownClass, ownInstitution), ofClass(otherClass, otherInstitution), ofClasses)
    }
    case 'institutionFigures': {
      const of = (institution: string) => mayReadUnit(actor, { level: 'institution', institutionId: institution }, institution)
      return far(of(ownInstitution), of(otherInstitution), 'ownInstitutions')
    }
    case 'municipalFigures':
      return mayReadUnit(actor, { level: 'municipality' }, null) ? 'municipality' : undefined
  }
}

/** Who invites, leads the lesson or prints the letters of a class knows its names, and who lacks. */
function mayAsk(actor: Actor, classId: string, institutionId: string): boolean {
  if (isBound(actor) && !actor.institutionIds.includes(institutionId)) return false
  return mayLeadLesson(actor, classId) || mayInviteFrom(actor, classId) || mayPrintLetters(actor, { classId, institutionId })
}

/** Acts by which nothing of a person is seen, with the reason. */
export const actsAboutNobody: Readonly<Partial<Record<Act, string>>> = {
  'self.read': 'who one is oneself',
  'support.grant': 'that help was asked for, and why',
  'support.use': 'coming in to help, where nobody is seen',
  'organisation.read': 'schools and classes, and how many are in them',
  'instrument.read': 'which validated forms there are, without an answer to any',
  'instrument.suggest': 'which form is suggested first',
  'information.read': 'how the data protection officer is reached',
  'information.write': 'how the data protection officer is reached',
  'information.print': 'a letter that names nobody',
  'questionnaire.read': 'the questions',
  'questionnaire.compose': 'the questions, and how much each year group is asked',
  'edition.read': 'the questions',
  'edition.comment': 'comments on questions, by role',
  'edition.write': 'the questions',
  'edition.signOff': 'the questions',
  'bank.read': 'questions of the bank',
  'bank.comment': 'comments on questions, by role',
  'bank.write': 'questions of the bank',
  'bank.review': 'questions of the bank',
  'survey.read': 'surveys, and how many have answered',
  'survey.plan': 'surveys',
  'paper.enter': 'a sheet without a name on its way in; by name only those whose answers one reads anyway',
  'invitation.read': 'how many messages were sent, and what became of them',
  'health.coverage': 'how many children a professional has, and how many wait',
  'network.read': 'what professionals tell each other, under their names',
  'network.write': 'what professionals tell each other, under their names',
  'news.write': 'news',
  'discussion.write': 'comments on figures and plans, under the professional’s name',
  'intervention.read': 'fact sheets',
  'intervention.tell': 'experience with a fact sheet',
  'intervention.write': 'fact sheets',
  'intervention.review': 'fact sheets',
  'intervention.signOff': 'fact sheets',
  'intervention.publish': 'fact sheets',
  'ledger.read': 'which groups have been told of, and to which roles',
  'plan.read': 'action plans',
  'plan.write': 'action plans',
  'feedback.write': 'what a class is told of its answers',
}
