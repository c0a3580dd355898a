/**
 * Which questionnaires may be asked in which track. What each tells about who reads the answers is written for
 * the tracks it is meant for (`Questionnaire.tracks`): asked in another, those words would be untrue.
 */
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { compareVersions, editionOf } from '../questionnaire/version.ts'

/** Versions that came before a questionnaire said its tracks itself, and whose words hold when a professional reads the answers. */
const saidBefore: readonly string[] = ['foraeldre-8-10-maaneder', 'foraeldre-2-7-aar', 'foraeldre-indskoling', 'indskoling', 'udskoling']

/** Whether its words hold when a health professional reads the answers; such a one has colour rules. */
export function mayBeAskedByName({ code, version, tracks }: Pick<Questionnaire, 'code' | 'version' | 'tracks'>): boolean {
  if (tracks !== undefined) return tracks.includes('health')
  return saidBefore.includes(code) && compareVersions(editionOf(version), '1.0') <= 0
}

/** Whether its words hold when nobody reads one person's answers, and nobody is asked to write with their own. */
export function mayBeAskedWithoutName({ tracks, items }: Pick<Questionnaire, 'tracks' | 'items'>): boolean {
  return (tracks === undefined || tracks.includes('statistics')) && !items.some(({ kind }) => kind === 'text')
}
