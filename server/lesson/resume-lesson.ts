import { resumeLesson } from '#api/lesson.ts'
import { handle } from '../http/handle.ts'
import { holdUp } from './hold-up.ts'

export const answerResumeLesson = handle(resumeLesson, ({ actor, tx, params }) => holdUp(tx, actor, params.id, false))
