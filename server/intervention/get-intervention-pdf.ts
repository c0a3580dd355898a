import { getInterventionPdf } from '#api/intervention.ts'
import { findPublishedSheet } from '#database/intervention.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { sheetDocument } from './sheet-document.ts'

export const answerGetInterventionPdf = handle(getInterventionPdf, async ({ tx, params, query, house }) => {
  const published = await findPublishedSheet(tx, params.code)
  if (!published) throw new Problem('not-found')
  return sheetDocument(published, query.language, house.origin)
})
