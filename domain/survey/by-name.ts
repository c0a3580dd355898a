/**
 * Which questionnaires may be asked in which track. What each tells about who reads the answers is written for
 * the tracks it is meant for (`Questionnaire.tracks`): asked in another, those words would be untrue.
 */
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

/** Whether its words hold when a health professional reads the answers; such a one has colour rules. */
export function mayBeAskedByName({ tracks = ['statistics'] }: Pick<Questionnaire, 'tracks'>): boolean {
  return tracks.includes('health')
}

/** Whether its words hold when nobody reads one person's answers, and nobody is asked to write with their own. */
export function mayBeAskedWithoutName({ tracks = ['statistics'], items }: Pick<Questionnaire, 'tracks' | 'items'>): boolean {
  return tracks.includes('statistics') && !items.some(({ kind }) => kind === 'text')
}
