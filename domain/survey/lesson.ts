/** The hour in which a class answers together, led by its teacher. */

/** open → ended. When it ends the class is sealed, and the code is dead; late comers need a new lesson. */
export type LessonState = 'open' | 'ended'

export type Lesson = {
  readonly id: string
  readonly surveyId: string
  readonly classId: string
  readonly state: LessonState
}
