/**
 * How sure a login must be of who somebody is before an act, beside `may`, which asks whether the role has the act at
 * all. Purposes and levels: NSIS 2.0.1; a service says itself what each of its purposes needs.
 *
 * - Low, a password: what names no child, and a pupil's own.
 * - Substantial, two factors: everything about a named child, rosters, users, releases, the audit log, and what is
 *   published for all to read.
 */
import { type Actor, type Assurance, assurances, type Role } from './actor.ts'
import type { Act } from './policy.ts'

type Needed = Assurance | ({ readonly others: Assurance } & Partial<Record<Role, Assurance>>)

/** Every act, and no other: one that is not here is refused at every level below the highest. */
const needed: Readonly<Record<Act, Needed>> = {
  'self.read': 'low',
  'organisation.read': 'low',
  'roster.import': 'substantial',
  'support.grant': 'substantial',
  'support.use': 'substantial',
  'instrument.read': 'low',
  'instrument.suggest': 'low',
  'information.read': 'low',
  'information.write': 'substantial',
  'information.print': 'low',
  'questionnaire.read': 'low',
  'bank.read': 'low',
  'bank.comment': 'low',
  'bank.write': 'low',
  'bank.review': 'substantial',
  'questionnaire.compose': 'substantial',
  'edition.read': 'low',
  'edition.comment': 'low',
  'edition.write': 'substantial',
  'edition.signOff': 'substantial',
  'survey.read': 'low',
  'survey.plan': 'substantial',
  'survey.invite': 'substantial',
  'letter.print': 'substantial',
  'invitation.read': 'low',
  'invitation.send': 'substantial',
  'paper.enter': 'substantial',
  'lesson.lead': 'substantial',
  'report.read': 'low',
  'figures.release': 'substantial',
  'figures.import': 'substantial',

  'health.read': 'substantial',
  'health.write': 'substantial',
  'health.coverage': 'substantial',
  'family.read': { others: 'substantial', pupil: 'low', youngPerson: 'low' },
  // A young person's yes is binding, and from 15 everybody can have a MitID.
  'family.write': { others: 'substantial', pupil: 'low' },
  'assessment.start': 'substantial',
  'assessment.work': 'substantial',
  'assessment.predict': 'substantial',

  'network.read': 'low',
  'network.write': 'low',
  'news.write': 'substantial',
  'discussion.write': 'low',
  'audit.read': 'substantial',
  'audit.review': 'substantial',
  'ledger.read': 'substantial',

  'intervention.read': 'low',
  'intervention.tell': 'low',
  'intervention.write': 'low',
  'intervention.review': 'low',
  'intervention.signOff': 'substantial',
  'intervention.publish': 'substantial',
  'plan.read': 'low',
  'plan.write': 'low',
  'report.comment': 'low',
  'environment.read': 'low',
  'environment.write': 'low',
  'environment.publish': 'substantial',
  'feedback.write': 'low',
}

/** The least level at which this role may do this. */
export function leastAssurance({ role }: Pick<Actor, 'role'>, act: Act): Assurance {
  const level = needed[act] ?? 'high'
  return typeof level === 'string' ? level : (level[role] ?? level.others)
}

/** Whether one level is at least the other. */
export function reaches(assurance: Assurance, least: Assurance): boolean {
  return assurances.indexOf(assurance) >= assurances.indexOf(least)
}

/** Was the login sure enough for this act? A level that is not known is low. */
export function isSureEnough(actor: Pick<Actor, 'role' | 'assurance'>, act: Act): boolean {
  return reaches(actor.assurance ?? 'low', leastAssurance(actor, act))
}
