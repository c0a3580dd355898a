/**
 * "Om dine svar": what anybody may know of a survey before the first question (GDPR art. 13-14; for the health track
 * also sundhedsloven § 16). Sentences are chosen by the survey's settings, so that the page can't say anything else
 * than what happens; the screen, the information letter and the page before the first question are made from here.
 */
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { writeDay } from '../calendar/calendar.ts'
import { type RespondentLanguage, locales } from '../text/text.ts'
import type { AboutSection, Read } from './about-for-child.ts'
import type { Survey } from './survey.ts'
import type { Voice } from './voice.ts'

/** Everything the page is made of. */
export type AboutSettings = {
  readonly title: string
  readonly municipality: string
  readonly track: Survey['track'] | 'assessment'
  readonly respondent: Questionnaire['respondent']
  readonly grades: readonly number[]
  readonly isRolling: boolean
  /** Whether one may answer on paper, which somebody then types. */
  readonly takesPaper: boolean
  readonly items: number
  /** Whole minutes that answering takes, about. */
  readonly minutes: number
  readonly opensOn: string
  readonly closesOn: string
  /** Fewest answers before a figure is shown, by question class. */
  readonly thresholds: { readonly open: number; readonly sensitive: number; readonly highlySensitive: number }
  readonly hasSensitive: boolean
  readonly hasHighlySensitive: boolean
  /** How the municipality's data protection officer is reached; null where nobody has written it. */
  readonly officer: { readonly email: string | null; readonly phone: string | null } | null
}

/** Why a setting of a survey is not told. Everything else is, and a test changes each to see the page change. */
export const notTold = {
  id: 'names the page, in its address',
  municipalityId: 'its name is told',
  state: 'the page is there from the opening on; what has ended is seen by the days',
  schoolYear: 'the days tell it',
  institutionIds: 'the page is public and names no school: whoever is asked knows where they are',
} as const satisfies Partial<Record<keyof Survey, string>>

/** For grown-ups: all the law asks for, in the order people ask. `read` is of the texts `about.*`. */
export function aboutForAdults(read: Read, settings: AboutSettings, language: RespondentLanguage): readonly AboutSection[] {
  const { municipality, items, minutes, thresholds, isRolling, hasSensitive, hasHighlySensitive, officer } = settings
  const [first, last] = [writeDay(settings.opensOn, language), writeDay(settings.closesOn, language)]
  const contact = [officer?.email, officer?.phone].filter(Boolean).join(', ')
  const section = (name: string, texts: readonly string[]) => ({ heading: read(`adult.${name}`), texts })
  return [
    section('why', [read('adult.why.text', { municipality })]),
    section('whom', [
      settings.grades.length > 0
        ? read('adult.whom.grades', { grades: writeGrades(settings.grades, language) })
        : read('adult.whom.text', { municipality }),
      read(isRolling ? 'adult.whom.rolling' : 'adult.whom.days', { first, last }),
    ]),
    section('how', [read('adult.how.text', { items, minutes }), ...(settings.takesPaper ? [read('adult.how.paper')] : [])]),
    section('voluntary', [read('adult.voluntary.text')]),
    section('see', [
      read('adult.see.nobody'),
      read('adult.see.teacher'),
      read('adult.see.group', { open: thresholds.open }),
      ...(hasSensitive ? [read('adult.see.sensitive', { sensitive: thresholds.sensitive })] : []),
      ...(hasHighlySensitive ? [read('adult.see.highlySensitive', { highlySensitive: thresholds.highlySensitive })] : []),
      ...(settings.takesPaper ? [read('adult.see.paper')] : []),
    ]),
    section('share', [read('adult.share.text')]),
    section('protect', [read('adult.protect.text')]),
    section('keep', [read(isRolling ? 'adult.keep.rolling' : 'adult.keep.text', { last })]),
    section('withdraw', [read('adult.withdraw.text')]),
    section('law', [read('adult.law.text')]),
    section('complain', [
      read('adult.complain.text', { municipality }),
      ...(contact === '' ? [] : [read('adult.complain.officer', { contact })]),
      read('adult.complain.authority'),
    ]),
  ]
}

/** "0., 1. og 2. klasse"; a run of more than two as "4.-6. klasse". Grades are whole numbers 0-10. */
export function writeGrades(grades: readonly number[], language: RespondentLanguage): string {
  const inOrder = grades.toSorted((a, b) => a - b)
  const [first = 0, last = 0] = [inOrder[0], inOrder.at(-1)]
  const isRun = inOrder.length > 2 && last - first === inOrder.length - 1
  const one = (grade: number) => (language === 'da' ? `${grade}.` : String(grade))
  if (isRun && language === 'en') return `${one(first)} to ${one(last)}`
  // Read from the right, "4-6" goes from six to four.
  if (isRun && language === 'ar') return `من ${one(first)} إلى ${one(last)}`
  if (isRun) return `${one(first)}-${one(last)}`
  return new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(inOrder.map(one))
}

/** The key that is read to this voice: the nearest of those there are, else the plain one. */
export function keyFor<K extends string>(texts: Readonly<Record<string, string>>, voice: Voice, key: K): K {
  return (voice.map((prefix) => `${prefix}${key}`).find((nearer) => nearer in texts) ?? key) as K
}
