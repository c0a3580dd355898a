import { getLessonPdf } from '#api/report-use.ts'
import { handle } from '../http/handle.ts'
import { lessonDocument } from './lesson-document.ts'
import { tellReport } from './told-report.ts'

export const answerGetLessonPdf = handle(
  getLessonPdf,
  ({ query: { chosen: _, ...query }, ...request }) => tellReport({ ...request, query }, 'dialogue'),
  (told, { query, today }) => lessonDocument(told, query.chosen, today),
)
