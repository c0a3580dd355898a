/** The lesson that an operation names, as its teacher knows it. A colleague's is as if it did not exist. */
import { findLesson, type LessonRow } from '#database/lesson.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayLeadLesson } from '#domain/access/policy.ts'
import { Problem } from '../problem.ts'

export async function ledLesson(tx: Tx, actor: Actor, id: string): Promise<LessonRow> {
  const lesson = await findLesson(tx, id)
  if (!lesson || !mayLeadLesson(actor, lesson.classId)) throw new Problem('not-found')
  return lesson
}

/** The same, where it must not have ended. */
export async function openLedLesson(tx: Tx, actor: Actor, id: string): Promise<LessonRow> {
  const lesson = await ledLesson(tx, actor, id)
  if (lesson.state !== 'open') throw new Problem('lesson-not-open')
  return lesson
}
