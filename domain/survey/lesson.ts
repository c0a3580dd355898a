/** The hour in which a class answers together, led by its teacher. */

/** open ⇄ paused → ended. When it ends the class is sealed, and the code is dead. */
export type LessonState = 'open' | 'paused' | 'ended'

export type Lesson = {
  readonly id: string
  readonly surveyId: string
  readonly classId: string
  readonly state: LessonState
}
