/**
 * One child as it was opened. Opening is written in the log and read by the family, so it happens when somebody
 * opens and at no other time: not when the window is looked at again, and not after a mark has been set. What is
 * changed here is changed in what is held, which is let go of when the page is left.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { Flag, OpenedChild } from '#api/health.ts'
import type { OperationName } from '#api/operations.ts'
import type { z } from 'zod'
import { api, type Input, type Output } from '../../client.ts'
import type { Opening, Purpose } from './child-address.ts'

export type GivenFlag = z.infer<typeof Flag>
export type OpenedResponse = NonNullable<OpenedChild['response']>
export type GivenAnswer = OpenedResponse['goesWell'][number]

export function useOpenedChild(id: string, purpose: Purpose, response: Opening['response']): UseQueryResult<OpenedChild, Error> {
  return useQuery<OpenedChild, Error>({
    queryKey: ['getChild', id],
    queryFn: ({ signal }) => api.getChild({ params: { id }, query: { purpose, ...(response ? { response } : {}) } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** Does one thing with the opened child, and changes what is held by what the server answered. */
export function useChildAct<N extends OperationName>(
  name: N,
  id: string,
  change: (child: OpenedChild, output: Output<N>, input: Input<N>) => OpenedChild,
): UseMutationResult<Output<N>, Error, Input<N>> {
  const client = useQueryClient()
  const call = api[name] as (input: Input<N>) => Promise<Output<N>>
  return useMutation<Output<N>, Error, Input<N>>({
    mutationFn: (input) => call(input),
    onSuccess(output, input) {
      client.setQueryData<OpenedChild>(['getChild', id], (child) => child && change(child, output, input))
      void client.invalidateQueries({ queryKey: ['listChildren'] })
    },
  })
}

/** The response with a mark on one answer, wherever on the page the answer stands. */
export function withFlag(response: OpenedResponse, item: string, flag: GivenFlag | null): OpenedResponse {
  return changed(response, item, { flag })
}

/** The same for an answer that is kept from the parents. */
export function withHidden(response: OpenedResponse, item: string, hidden: GivenAnswer['hidden']): OpenedResponse {
  return changed(response, item, { hidden })
}

function changed(response: OpenedResponse, item: string, change: Partial<Pick<GivenAnswer, 'flag' | 'hidden'>>): OpenedResponse {
  const marked = <A extends { readonly item: string }>(answers: readonly A[]) =>
    answers.map((answer) => (answer.item === item ? { ...answer, ...change } : answer))
  return {
    ...response,
    goesWell: marked(response.goesWell),
    askAbout: marked(response.askAbout),
    skipped: marked(response.skipped),
    themes: response.themes.map((theme) => ({ ...theme, answers: marked(theme.answers) })),
  }
}
