/** An assessment while it is written: it saves itself field by field, and takes in what colleagues write in others. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { changesOf, environmentFields, type Written, withEnvironmentFields } from '#domain/environment/written.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import type { Environment } from '#api/environment.ts'
import { api, ProblemError } from '../../client.ts'
import type { Desk, Kept } from '../shell/keep-draft.ts'
import { isPassing, type SavedDraft, useSavedDraft } from '../shell/use-saved-draft.ts'

export type Assessment = SavedDraft<Written>

export function useAssessment(environment: Environment): Assessment {
  const client = useQueryClient()
  const { surveyId, institutionId } = environment
  const params = { surveyId, institutionId }
  const desk: Desk<Written> = {
    fieldsOf: environmentFields,
    withFields: withEnvironmentFields,
    async save({ from, to }) {
      const kept = keptOf(await api.saveEnvironment({ params, body: { changes: [...changesOf(from.value, to)] as never } }))
      void client.invalidateQueries({ queryKey: ['getEnvironment'] })
      return kept
    },
    read: async () => keptOf(await api.getEnvironment({ params })),
    isChangedSince: (refusal) => refusal instanceof ProblemError && refusal.problem === 'environment-changed-since',
    isPassing,
    isHeldBack: holdsCpr,
  }
  const kept = useMemo(() => keptOf(environment), [environment])
  return useSavedDraft(`environment ${surveyId} ${institutionId}`, desk, kept)
}

function keptOf({ words, followUpOn, nextOn, revision }: Pick<Environment, 'words' | 'followUpOn' | 'nextOn' | 'revision'>): Kept<Written> {
  return { value: { words, followUpOn, nextOn }, revision }
}
