/** The hour in which a class answers together, led by its teacher. */

/** open → ended. When it ends the class is sealed, and the code is dead; late comers need a new lesson, or answer from home. */
export type LessonState = 'open' | 'ended'

export type Lesson = {
  readonly id: string
  readonly surveyId: string
  readonly classId: string
  readonly state: LessonState
  /** Nobody new comes in. Whoever is in goes on: a pause never refuses an answer. */
  readonly isPaused: boolean
}

/** The lesson paused, or going on again. Doing it twice is doing it once, for two teachers may lead it. */
export function setPaused<L extends Pick<Lesson, 'state' | 'isPaused'>>(lesson: L, isPaused: boolean): L | 'lesson-not-open' {
  return lesson.state === 'open' ? { ...lesson, isPaused } : 'lesson-not-open'
}
