import { listLessons } from '#api/lesson.ts'
import { listLessonsOfClasses } from '#database/lesson.ts'
import { handle } from '../http/handle.ts'

export const answerListLessons = handle(listLessons, async ({ actor, tx }) => [...(await listLessonsOfClasses(tx, actor.classIds))])
