/** A comment while it is written: it saves itself, and readers see nothing of it before it is shown. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { holdsCpr } from '#domain/network/no-child.ts'
import { longestComment } from '#domain/report/leader-comment.ts'
import type { LeaderComment } from '#api/leader-comment.ts'
import { api, ProblemError } from '../../client.ts'
import type { Desk, Kept } from '../shell/keep-draft.ts'
import { isPassing, type SavedDraft, useSavedDraft } from '../shell/use-saved-draft.ts'

export function useCommentDraft({ surveyId, unit }: { readonly surveyId: string; readonly unit: string }, comment: LeaderComment) {
  const client = useQueryClient()
  const params = { surveyId }
  const asked = { params, query: { unit } }
  const desk: Desk<string> = {
    fieldsOf: (text) => ({ text }),
    withFields: (before, { text }) => text ?? before,
    async save({ from, to }) {
      const saved = await api.saveLeaderComment({ params, body: { unit, text: to, revision: from.revision } })
      client.setQueryData(['getLeaderComment', asked], saved)
      return keptOf(saved)
    },
    read: async () => keptOf(await api.getLeaderComment(asked)),
    isChangedSince: (refusal) => refusal instanceof ProblemError && refusal.problem === 'leader-comment-changed-since',
    isPassing,
    isHeldBack: (words) => holdsCpr(words) || words.length > longestComment,
  }
  const kept = useMemo(() => keptOf(comment), [comment])
  const draft: SavedDraft<string> = useSavedDraft(`leader comment ${surveyId} ${unit}`, desk, kept)
  return draft
}

function keptOf({ text, revision }: LeaderComment): Kept<string> {
  return { value: text, revision }
}
