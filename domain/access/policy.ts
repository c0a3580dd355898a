/**
 * Who may do what, as sentences. The screen asks it to decide what to show, the handler to decide what to
 * do; row-level security holds when either forgets. What is not allowed here is denied.
 */
import type { Actor, Role } from './actor.ts'

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
  ],
  'roster.import': ['municipalAdmin'],
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
  ],
  'survey.read': ['institutionLeader', 'leadHealthVisitor', 'municipalAnalyst', 'municipalAdmin', 'dataProtectionOfficer'],
  'survey.plan': ['municipalAdmin'],
  'lesson.lead': ['teacher'],
  'report.read': ['teacher', 'institutionLeader', 'healthVisitor', 'leadHealthVisitor', 'municipalAnalyst', 'politicalReader'],
  'figures.release': ['municipalAnalyst'],
} as const satisfies Record<string, readonly Role[] | 'everybody'>

export type Act = keyof typeof whoMay

/** May this person, in the role they signed in with, do this at all? */
export function may(actor: Pick<Actor, 'role'>, act: Act): boolean {
  const allowed: readonly Role[] | 'everybody' = whoMay[act]
  return allowed === 'everybody' || allowed.includes(actor.role)
}

/** A teacher leads the lessons of the classes they are registered for, and no others. */
export function mayLeadLesson(actor: Actor, classId: string): boolean {
  return may(actor, 'lesson.lead') && actor.classIds.includes(classId)
}
