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
  lesson: z.object({ id: z.uuid(), state: z.enum(['open', 'ended']), isPaused: z.boolean() }).nullable(),
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
  /** Which answers these become: what is said about a slip that another has used differs. */
  track: z.enum(['statistics', 'health']),
  /** Nobody new comes in; whoever is in goes on saving. */
  isPaused: z.boolean(),
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

/** What hangs on the wall: everything of a lesson that the whole class may read. No name can be in it. */
export const LessonBoard = LessonView.pick({
  className: true,
  state: true,
  isPaused: true,
  code: true,
  address: true,
  answered: true,
}).extend({
  /** Those who need not answer left out, so that nobody counts them. */
  invited: z.int(),
})
export type LessonBoard = z.infer<typeof LessonBoard>

/** One pupil's way in, for the pupil alone. */
export const OneSlip = z.object({
  name: z.string(),
  code: z.string(),
  slip: z.string(),
  /** What the slip's QR code holds, both codes in its fragment. */
  address: z.url(),
})
export type OneSlip = z.infer<typeof OneSlip>

const lessonId = z.object({ id: z.uuid() })
const pupilInLesson = lessonId.extend({ pupilId: z.uuid() })

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
  summary: 'Personal slips of the class as a PDF, one per pupil, or of one pupil alone',
  login: 'staff',
  act: 'lesson.lead',
  audit: 'slips.printed',
  params: lessonId,
  query: z.object({ pupilId: z.uuid().optional() }),
  produces: 'application/pdf',
})

export const getLessonBoard = operation({
  method: 'GET',
  path: '/lessons/:id/board',
  summary: 'What the class sees on the wall: the code, and how many are done; never a name',
  login: 'staff',
  act: 'lesson.lead',
  audit: null,
  params: lessonId,
  output: LessonBoard,
})

export const listLessonPupils = operation({
  method: 'GET',
  path: '/lessons/:id/pupils',
  summary: 'Names of the class, to find one whose slip is lost; not who has answered',
  login: 'staff',
  act: 'lesson.lead',
  audit: null,
  params: lessonId,
  output: z.array(z.object({ pupilId: z.uuid(), name: z.string() })),
})

export const showSlip = operation({
  method: 'GET',
  path: '/lessons/:id/pupils/:pupilId/slip',
  summary: "One pupil's slip, for whoever has lost it",
  login: 'staff',
  act: 'lesson.lead',
  audit: 'slip.shown',
  purpose: 'invitation',
  params: pupilInLesson,
  output: OneSlip,
})

export const renewSlip = operation({
  method: 'POST',
  path: '/lessons/:id/pupils/:pupilId/slip',
  summary: 'A new slip, when another has used the old one: that is dead, and what was begun with it deleted. Refused once it has been sent',
  login: 'staff',
  act: 'lesson.lead',
  audit: 'slip.renewed',
  purpose: 'invitation',
  params: pupilInLesson,
  output: OneSlip,
})

export const pauseLesson = operation({
  method: 'POST',
  path: '/lessons/:id/pause',
  summary: 'Nobody new comes in; whoever is in goes on saving',
  login: 'staff',
  act: 'lesson.lead',
  audit: 'lesson.paused',
  params: lessonId,
})

export const resumeLesson = operation({
  method: 'POST',
  path: '/lessons/:id/resume',
  summary: 'The lesson goes on after a pause',
  login: 'staff',
  act: 'lesson.lead',
  audit: 'lesson.resumed',
  params: lessonId,
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

/**
 * The two that follow write no row in the log, and nothing else: in the statistics track it must not stand anywhere who
 * answered from home, for that may be the one answer a class sent that day.
 */
export const listMissedLessons = operation({
  method: 'GET',
  path: '/family/missed-lessons',
  summary: "Surveys that a signed-in pupil has not answered and whose lesson has been held; a parent's list is empty",
  login: 'statistics',
  act: 'family.read',
  audit: null,
  output: z.array(z.object({ surveyId: z.uuid(), title: z.string(), closesOn: z.iso.date() })),
})

export const openMissedLesson = operation({
  method: 'GET',
  path: '/family/missed-lessons/:id',
  summary: 'The address where the pupil answers from home, for a quarter of an hour',
  login: 'statistics',
  act: 'family.read',
  audit: null,
  params: z.object({ id: z.uuid() }),
  /** A path of this site, with the ticket in its fragment: `/svar/min-familie#h=…`, which leads back when it is done. */
  output: z.object({ link: z.string() }),
})
