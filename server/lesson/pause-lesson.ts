import { pauseLesson } from '#api/lesson.ts'
import { handle } from '../http/handle.ts'
import { holdUp } from './hold-up.ts'

export const answerPauseLesson = handle(pauseLesson, ({ actor, tx, params }) => holdUp(tx, actor, params.id, true))
