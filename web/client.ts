/**
 * Typed fetch over the contract: `api.openSurvey({ params: { id } })`.
 *
 * The professional side's door to the server. The answering page has its own, which ships no zod.
 */
import type { InputOf, Operation, OutputOf } from '#api/operation.ts'
import { type OperationName, operations } from '#api/operations.ts'
import type { ProblemName } from '#api/problems.ts'
import type { Assurance } from '#domain/access/actor.ts'

/** `offline`: no answer came. `defect`: the server failed, and logged it under the request's id. */
export type Refusal = ProblemName | 'offline' | 'defect'

export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Refusal
  readonly requestId: string | null
  /** How sure a login the act needs, where it was `assurance-too-low`. */
  readonly level: Assurance | null
  /** When the server asks to be asked again, in milliseconds from now. */
  readonly retryAfterMs: number | null

  constructor(problem: Refusal, requestId: string | null = null, level: Assurance | null = null, retryAfterMs: number | null = null) {
    super(problem)
    this.problem = problem
    this.requestId = requestId
    this.level = level
    this.retryAfterMs = retryAfterMs
  }
}

type Operations = typeof operations
type Call<O> =
  unknown extends InputOf<O>
    ? (input?: undefined, signal?: AbortSignal) => Promise<OutputOf<O>>
    : (input: InputOf<O>, signal?: AbortSignal) => Promise<OutputOf<O>>
export type Api = { readonly [N in OperationName]: Call<Operations[N]> }
export type Input<N extends OperationName> = unknown extends InputOf<Operations[N]> ? undefined : InputOf<Operations[N]>
export type Output<N extends OperationName> = OutputOf<Operations[N]>

type Given = { readonly params?: Record<string, unknown>; readonly query?: Record<string, unknown>; readonly body?: unknown }

/** Where an operation is reached; also what a link to a file of it points to. */
export function addressOf(operation: Operation, { params = {}, query = {} }: Given = {}): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()
  return `/api/v1${path}${search === '' ? '' : `?${search}`}`
}

async function send(operation: Operation, given: Given = {}, signal: AbortSignal | null = null): Promise<unknown> {
  const isFile = operation.consumes !== undefined
  const type = isFile ? operation.consumes : given.body === undefined ? undefined : 'application/json'
  const reply = await fetch(addressOf(operation, given), {
    method: operation.method,
    signal,
    ...(type === undefined
      ? {}
      : { headers: { 'content-type': type }, body: isFile ? (given.body as Uint8Array<ArrayBuffer>) : JSON.stringify(given.body) }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ProblemError('offline')
  })
  if (reply.ok) return operation.output ? reply.json() : operation.produces ? new Uint8Array(await reply.arrayBuffer()) : undefined
  const refusal: { title?: Refusal; requestId?: string; level?: Assurance } = await reply.json().catch(() => ({}))
  const seconds = Number(reply.headers.get('retry-after') ?? Number.NaN)
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : null
  throw new ProblemError(refusal.title ?? 'defect', refusal.requestId ?? null, refusal.level ?? null, retryAfterMs)
}

export const api = Object.fromEntries(
  Object.entries(operations).map(([name, operation]) => [name, (given?: Given, signal?: AbortSignal) => send(operation, given, signal)]),
) as unknown as Api
