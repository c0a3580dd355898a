/** What the institution's leader, or for the municipality its analyst, says to a unit's report. It saves itself, and is read once it is shown. */
import { z } from 'zod'
import { longestComment } from '#domain/report/leader-comment.ts'
import { operation } from './operation.ts'
import { unitKey } from './report.ts'

export const LeaderComment = z
  .object({
    /** As it is being written. */
    text: z.string(),
    /** What readers of the report see, which may be older words; null while they see nothing. */
    shown: z.object({ text: z.string(), writtenOn: z.iso.date() }).nullable(),
    /** Counts up at every saving; 0 where nothing has been written. */
    revision: z.int(),
  })
  .meta({ id: 'LeaderComment' })
export type LeaderComment = z.infer<typeof LeaderComment>

const params = z.object({ surveyId: z.uuid() })

export const getLeaderComment = operation({
  method: 'GET',
  path: '/reports/:surveyId/leader-comment',
  summary: 'What is being written to a unit’s report, for whoever may write it',
  login: 'staff',
  act: 'report.comment',
  audit: null,
  params,
  query: z.object({ unit: unitKey }),
  output: LeaderComment,
})

export const saveLeaderComment = operation({
  method: 'PUT',
  path: '/reports/:surveyId/leader-comment',
  summary: 'Save what is being written, unless another has saved since it was read; readers see nothing of it yet',
  login: 'staff',
  act: 'report.comment',
  audit: 'report.commented',
  isSitting: true,
  params,
  body: z.object({
    unit: unitKey,
    text: z.string().trim().max(longestComment),
    /** The saving that was read; 0 where nothing had been written. */
    revision: z.int().min(0),
  }),
  output: LeaderComment,
})

export const showLeaderComment = operation({
  method: 'POST',
  path: '/reports/:surveyId/leader-comment/show',
  summary: 'Show what is written with the report, in every form; nothing written takes it off',
  login: 'staff',
  act: 'report.comment',
  audit: 'report.commentShown',
  params,
  /** The saving that was read: what somebody has written since is shown by nobody who has not seen it. */
  body: z.object({ unit: unitKey, revision: z.int().min(1) }),
  output: LeaderComment,
})
