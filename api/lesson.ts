/** The class's lesson, led by its teacher. Shows who still lacks to answer, never what was answered. */
import { z } from 'zod'
import { operation } from './operation.ts'

export const LessonRow = z.object({
  classId: z.uuid(),
  className: z.string(),
  institution: z.string(),
  surveyId: z.uuid(),
  surveyTitle: z.string(),
  closesOn: z.iso.date(),
  invited: z.int(),
  answered: z.int(),
  lesson: z.object({ id: z.uuid(), state: z.enum(['open', 'ended']) }).nullable(),
})
export type LessonRow = z.infer<typeof LessonRow>

export const LessonView = z.object({
  id: z.uuid(),
  surveyId: z.uuid(),
  surveyTitle: z.string(),
  classId: z.uuid(),
  className: z.string(),
  institution: z.string(),
  state: z.enum(['open', 'ended']),
  /** Six symbols, written in two groups of three on the projector; null when the lesson has ended. */
  code: z.string().nullable(),
  /** Where pupils go: the address a QR code holds, with the code in its fragment. */
  address: z.url().nullable(),
  invited: z.int(),
  answered: z.int(),
  /** How many need not answer: a family's no, or the pupil's own. Whose it was is said nowhere. */
  exempt: z.int(),
  /** Names of those who have neither answered nor declined, sorted; nothing about content or time. */
  missing: z.array(z.string()),
  /** After the end: whether the class's figures have been sealed. */
  isSealed: z.boolean(),
})
export type LessonView = z.infer<typeof LessonView>

const lessonId = z.object({ id: z.uuid() })

export const listLessons = operation({
  method: 'GET',
  path: '/lessons',
  summary: "The teacher's classes in open surveys, and their lessons",
  login: 'staff',
  act: 'lesson.lead',
  audit: null,
  output: z.array(LessonRow),
})

export const openLesson = operation({
  method: 'POST',
  path: '/lessons',
  summary: "Open the class's lesson, or return the one that is open",
  login: 'staff',
  act: 'lesson.lead',
  audit: 'lesson.opened',
  body: z.object({ surveyId: z.uuid(), classId: z.uuid() }),
  output: z.object({ id: z.uuid() }),
})

export const getLesson = operation({
  method: 'GET',
  path: '/lessons/:id',
  summary: 'The lesson as it stands now',
  login: 'staff',
  act: 'lesson.lead',
  audit: null,
  params: lessonId,
  output: LessonView,
})

export const getSlips = operation({
  method: 'GET',
  path: '/lessons/:id/slips',
  summary: 'Personal slips of the class as a PDF, one per pupil',
  login: 'staff',
  act: 'lesson.lead',
  audit: 'slips.printed',
  params: lessonId,
  produces: 'application/pdf',
})

export const endLesson = operation({
  method: 'POST',
  path: '/lessons/:id/end',
  summary: 'End the lesson: the code dies and the class is sealed',
  login: 'staff',
  act: 'lesson.lead',
  audit: 'lesson.ended',
  params: lessonId,
})
