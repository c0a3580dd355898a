/** The themes a class can talk about in a lesson, each with five open questions in `content/texts/dialogue.*.json`. */
import { type Age, presentationOf } from '../../questionnaire/presentation.ts'
import type { Questionnaire } from '../../questionnaire/questionnaire.ts'

export const lessonThemes = [
  'school',
  'learning-environment',
  'friends',
  'bullying',
  'leisure',
  'food',
  'sleep',
  'digital',
  'health',
  'wellbeing',
  'family',
] as const
export type LessonTheme = (typeof lessonThemes)[number]

export function isLessonTheme(theme: string): theme is LessonTheme {
  return (lessonThemes as readonly string[]).includes(theme)
}

/** What a class has in its own hands: how they are together, their room and their breaks. Nobody's breakfast or bedtime. */
const classCanAct: readonly LessonTheme[] = ['school', 'learning-environment', 'friends', 'bullying', 'leisure', 'digital']

/** Questions of those themes that only adults can do something about: the building, its furniture and its toilets, and the road to school. */
const adultsDo: readonly string[] = [
  'way-to-school',
  'work-hours',
  'school-toilets',
  'toilet-like',
  'classroom-air',
  'classroom-warmth',
  'classroom-light',
  'classroom-looks',
  'outside-looks',
  'chair-fits',
]

/** Whether a class can do something about it itself. */
export function isInTheirHands({ theme, item }: { readonly theme: string; readonly item: string }): boolean {
  return (classCanAct as readonly string[]).includes(theme) && !adultsDo.includes(item)
}

export type Speech = 'children' | 'young'

const speech: Readonly<Record<Age, Speech>> = {
  indskoling: 'children',
  mellemtrin: 'children',
  udskoling: 'young',
  unge: 'young',
  voksen: 'young',
}

/** How questions are put to those who were asked. */
export function speechOf(questionnaire: Pick<Questionnaire, 'respondent' | 'grades'>): Speech {
  return speech[presentationOf(questionnaire).age]
}
