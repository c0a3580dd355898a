/** What the server knows, kept by operation and input. The rest of the state is the address. */
import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { OperationName } from '#api/operations.ts'
import { api, type Input, type Output, ProblemError } from '../client.ts'
import { isWorthRetrying, waitBeforeRetry } from './asking-again.ts'

const staleAfterMs = 5_000

export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { staleTime: staleAfterMs, retry: isWorthRetrying, retryDelay: waitBeforeRetry, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
  // Nothing is asked for what somebody writes; it goes with everything else when they sign out.
  client.setQueryDefaults(unsentKey(), { gcTime: Infinity, staleTime: Infinity })
  // A session that has ended is found by whatever asks next: who is signed in is then asked again.
  const onError = (error: Error) => {
    if (error instanceof ProblemError && error.problem === 'not-signed-in') void client.invalidateQueries({ queryKey: ['getMe'] })
  }
  client.getQueryCache().config.onError = (error, query) => {
    if (query.queryKey[0] !== 'getMe') onError(error)
  }
  client.getMutationCache().config.onError = onError
  return client
}

/** Where what is written and not sent yet is held (`shell/use-unsent.ts`). */
export function unsentKey(...form: readonly string[]): readonly string[] {
  return ['unsent', ...form]
}

type Watch<N extends OperationName> = {
  readonly isEnabled?: boolean
  /** Asks again this often while the page is visible; decided by what is known now. */
  readonly everyMs?: (known: Output<N> | undefined) => number | false
  /** Shows the last answer while another is on its way: for pages whose choice changes in place. */
  readonly keepsLast?: boolean
}

/** Reads one operation: `useRead('getSurvey', { params: { id } })`. */
export function useRead<N extends OperationName>(
  name: N,
  input: Input<N>,
  { isEnabled = true, everyMs, keepsLast = false }: Watch<N> = {},
): UseQueryResult<Output<N>, Error> {
  const call = api[name] as (input: Input<N>, signal: AbortSignal) => Promise<Output<N>>
  return useQuery<Output<N>, Error>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(input, signal),
    enabled: isEnabled,
    ...(everyMs === undefined
      ? {}
      : { refetchInterval: (query) => everyMs(query.state.data as Output<N> | undefined), refetchIntervalInBackground: false }),
    ...(keepsLast ? { placeholderData: keepPreviousData as never } : {}),
  })
}

/** Does one operation; afterwards everything on the screen is asked again, for one act touches many lists. */
export function useAct<N extends OperationName>(
  name: N,
  onDone?: (output: Output<N>) => void,
  {
    takesAway,
  }: {
    /** What is not there afterwards, and so is not asked for again. */ readonly takesAway?: readonly (readonly [OperationName, unknown])[]
  } = {},
): UseMutationResult<Output<N>, Error, Input<N>> {
  const client = useQueryClient()
  const call = api[name] as (input: Input<N>) => Promise<Output<N>>
  return useMutation<Output<N>, Error, Input<N>>({
    mutationFn: (input) => call(input),
    onSuccess(output) {
      onDone?.(output)
      for (const queryKey of takesAway ?? []) client.removeQueries({ queryKey })
      return client.invalidateQueries()
    },
  })
}
