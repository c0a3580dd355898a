import { listExperiences } from '#api/intervention.ts'
import { findPublishedSheet, listExperiences as findExperiences } from '#database/intervention.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerListExperiences = handle(listExperiences, async ({ tx, params }) => {
  if (!(await findPublishedSheet(tx, params.code))) throw new Problem('not-found')
  return findExperiences(tx, params.code)
})
