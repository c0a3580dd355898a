/** A report made ready for those it is shown to. */
import { z } from 'zod'
import { ReportFileQuery } from './report-file.ts'
import { operation } from './operation.ts'

export const getLessonPdf = operation({
  method: 'GET',
  path: '/reports/:surveyId/lesson',
  summary: 'A lesson about the class’s own answers as a tagged PDF: three charts, five open questions to each, and how to talk about it',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params: z.object({ surveyId: z.uuid() }),
  query: ReportFileQuery.extend({
    /** Question codes with commas between, in the place of those that would be picked. */
    chosen: z.string().max(600).default(''),
  }),
  produces: 'application/pdf',
})
