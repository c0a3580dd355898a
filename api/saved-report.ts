/** Choices of reports that somebody keeps under a name. */
import { z } from 'zod'
import { longestAddress, longestName } from '#domain/report/saved.ts'
import { operation } from './operation.ts'

const SavedReport = z.object({
  name: z.string().trim().min(1).max(longestName),
  /** Of a page of reports, with its whole choice. */
  address: z.string().max(longestAddress),
  /** Whether colleagues in the municipality who may read its units see it too. */
  isShared: z.boolean(),
})

export const listSavedReports = operation({
  method: 'GET',
  path: '/saved-reports',
  summary: 'Own saved reports, and those that colleagues share and this person may read',
  login: 'report',
  act: 'report.read',
  audit: null,
  output: z.array(
    SavedReport.extend({
      id: z.uuid(),
      isOwn: z.boolean(),
      savedOn: z.iso.date(),
      /** Null when its survey is gone. */
      survey: z.string().nullable(),
      /** False when the survey is gone, or one of its units may no longer be read. */
      isReadable: z.boolean(),
    }),
  ),
})

export const saveReport = operation({
  method: 'POST',
  path: '/saved-reports',
  summary: 'Keep a choice of a report under a name',
  login: 'staff',
  act: 'report.read',
  audit: 'savedReport.saved',
  body: SavedReport,
  output: z.object({ id: z.uuid() }),
})

export const changeSavedReport = operation({
  method: 'PUT',
  path: '/saved-reports/:id',
  summary: 'Rename an own saved report, or share it or no longer',
  login: 'staff',
  act: 'report.read',
  audit: 'savedReport.saved',
  params: z.object({ id: z.uuid() }),
  body: SavedReport.omit({ address: true }),
})

export const deleteSavedReport = operation({
  method: 'DELETE',
  path: '/saved-reports/:id',
  summary: 'Take an own saved report away',
  login: 'staff',
  act: 'report.read',
  audit: 'savedReport.deleted',
  params: z.object({ id: z.uuid() }),
})
