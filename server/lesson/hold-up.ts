/** A pause, and its end: the same but for the word. */
import { savePause } from '#database/lesson.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { setPaused } from '#domain/survey/lesson.ts'
import { Problem } from '../problem.ts'
import { ledLesson } from './led-lesson.ts'

export async function holdUp(tx: Tx, actor: Actor, id: string, isPaused: boolean): Promise<void> {
  const lesson = await ledLesson(tx, actor, id)

  const next = setPaused(lesson, isPaused)
  if (typeof next === 'string') throw new Problem(next)

  // Asked again by the statement itself: a colleague may have ended it meanwhile.
  if (!(await savePause(tx, next.id, next.isPaused))) throw new Problem('lesson-not-open')
}
