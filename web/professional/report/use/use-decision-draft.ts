/** What a meeting decided, while it is written: kept for whoever writes it, on whatever machine, until it is a task or a plan. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { holdsCpr } from '#domain/network/no-child.ts'
import { type Decision, type DecisionEnd } from '#domain/report/use/decision.ts'
import type { DecisionDraft } from '#api/decision.ts'
import { api, ProblemError } from '../../../client.ts'
import type { Desk, Kept } from '../../shell/keep-draft.ts'
import { isPassing, type SavedDraft, useSavedDraft } from '../../shell/use-saved-draft.ts'

export function useDecisionDraft(subject: string, decision: DecisionDraft): SavedDraft<Decision> {
  const client = useQueryClient()
  const asked = { params: { subject } }
  const desk: Desk<Decision> = {
    fieldsOf: ({ title, becomes, assigneeId, dueOn }) => ({ title, becomes, assigneeId: assigneeId ?? '', dueOn: dueOn ?? '' }),
    withFields: (before, { title, becomes, assigneeId, dueOn }) => ({
      title: title ?? before.title,
      becomes: becomes === undefined ? before.becomes : (becomes as DecisionEnd),
      assigneeId: assigneeId === undefined ? before.assigneeId : assigneeId || null,
      dueOn: dueOn === undefined ? before.dueOn : dueOn || null,
    }),
    async save({ from, to }) {
      const saved = await api.saveDecisionDraft({ ...asked, body: { ...to, revision: from.revision } })
      client.setQueryData(['getDecisionDraft', asked], saved)
      return keptOf(saved)
    },
    read: async () => keptOf(await api.getDecisionDraft(asked)),
    isChangedSince: (refusal) => refusal instanceof ProblemError && refusal.problem === 'decision-changed-since',
    isPassing,
    isHeldBack: (words, field) => field === 'title' && holdsCpr(words),
  }
  const kept = useMemo(() => keptOf(decision), [decision])
  return useSavedDraft(`decision ${subject}`, desk, kept)
}

function keptOf({ revision, ...value }: DecisionDraft): Kept<Decision> {
  return { value, revision }
}
