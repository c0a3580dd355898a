/**
 * An institution's own figures for its assessment. They are read as the one who asks, by the login that reads figures and nothing else,
 * in a transaction of its own: whoever writes what leaders say reads no figure.
 */
import type { ReportQuery } from '#api/report.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { House } from '../house.ts'
import { type LoadedReport, loadReport } from '../report/load-report.ts'
import type { EnvironmentPlace } from './place.ts'

export function environmentFigures(
  house: House,
  actor: Actor,
  { survey, unit, kind }: EnvironmentPlace,
  isPublic = false,
): Promise<LoadedReport> {
  // Of a daycare everything that its parents were asked is about how it is to be there.
  const content = kind === 'daycare' ? 'all' : 'teachingEnvironment'
  const query: ReportQuery = { unit, split: 'none', compare: 'none', content, themes: '' }
  // What everybody may know is put down as shown to the public, which is who has not signed in.
  const reader = isPublic ? ({ municipalityId: actor.municipalityId, role: 'guest' } as const) : actor
  const audience = isPublic ? 'public' : actor.role
  return house.doors.as(reader, 'report', (tx) => loadReport(actor, tx, survey.id, query, 'pdf', { audience }))
}

export function hasFigures({ report }: LoadedReport): boolean {
  return report.themes.some(({ cards }) => cards.some(({ state }) => state === 'shown'))
}
