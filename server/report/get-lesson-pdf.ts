import { getLessonPdf } from '#api/report-use.ts'
import { handle } from '../http/handle.ts'
import { lessonDocument } from './lesson-document.ts'
import { tellReport } from './told-report.ts'

export const answerGetLessonPdf = handle(getLessonPdf, async ({ query: { chosen, ...query }, ...given }) =>
  lessonDocument(await tellReport({ ...given, query }, 'dialogue'), chosen, given.today),
)
