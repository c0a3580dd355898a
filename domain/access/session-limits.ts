/**
 * How long somebody stays signed in. A machine that is left alone is given to the next one who sits down: a pupil's
 * soonest, for it is the school's; then whoever can have a named child's answers on the screen (ASVS 5.0, 7.3).
 */
import { type Role, roles } from './actor.ts'

/** A session ends this long after it began, however much it is used: a working day. */
export const sessionMinutes = 8 * 60

/** Before it ends unused, the page says so this long beforehand, and one may stay. */
export const warningMinutes = 2

/** Minutes unused after which a session is over. A role that is not here has no session. */
export const idleMinutes = {
  teacher: 60,
  institutionLeader: 60,
  healthVisitor: 30,
  leadHealthVisitor: 30,
  schoolDoctor: 30,
  eduPsychologist: 30,
  socialWorker: 30,
  caseOwner: 30,
  municipalAnalyst: 60,
  politicalReader: 60,
  municipalAdmin: 60,
  dataProtectionOfficer: 60,
  secretariat: 60,
  researcher: 60,
  interventionProvider: 60,
  expertReviewer: 60,
  support: 30,
  parent: 30,
  pupil: 15,
  youngPerson: 15,
} as const satisfies Record<Role, number>

/** The longest of them: what nobody has used for so long is over, whoever's it was. */
export const longestIdleMinutes = Math.max(...roles.map((role) => idleMinutes[role]))
