/** The shape of a declaration: one per operation, no behaviour. Both sides of the wire read it. */
import { z } from 'zod'
import type { Act } from '#domain/access/policy.ts'

/**
 * Which database login answers. `staff` is professionals at work, `report` reads figures only,
 * `statistics`, `health` and `assessment` hold the answers of their track. The transaction is opened as this login and no other.
 */
export type Login = 'staff' | 'report' | 'statistics' | 'health' | 'assessment'

export type Operation = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/api/v1`; parameters as `:id`. */
  readonly path: string
  readonly summary: string
  readonly login: Login
  /**
   * What `may()` is asked. `public` needs no sign-in; `respondent`, `healthRespondent` and `informant` need a
   * response token of the statistics, health or assessment track, and no other's.
   */
  readonly act: Act | 'public' | 'respondent' | 'healthRespondent' | 'informant'
  /** The event written to the audit log in the same transaction; null for reads that show no person. */
  readonly audit: string | null
  /**
   * What saves itself: one row of the log for a person, what they write in and an hour (`domain/audit/sitting.ts`), and not one for each
   * pause in the typing. Never where a named child is looked at or written about.
   */
  readonly isSitting?: true
  /** Why named children are looked at, where the act itself is the reason: a key of the texts, `purpose.<name>`. Else `note` says it. */
  readonly purpose?: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Bytes of the body at most, where what a form says (64 KiB) is too little. */
  readonly bodyAtMost?: number
  /** Takes the body as raw bytes instead of JSON. */
  readonly consumes?: 'application/octet-stream'
  /** Answers bytes of this kind instead of JSON; the handler returns a Uint8Array. */
  readonly produces?:
    | 'application/pdf'
    | 'text/csv'
    | 'application/zip'
    | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  readonly output?: z.ZodType
  /** Gives out figures about groups: each is put into the publication ledger in the transaction that reads it. */
  readonly publishes?: true
  /** The same for everybody and seldom new: caches keep it for a while, and then ask by its `ETag` whether it has changed. */
  readonly isShared?: true
  /** The answer to the same parameters never changes: it is kept serialised and compressed, and browsers may keep it. */
  readonly isFrozen?: true
}

/**
 * Keeps the literal types of a declaration, so that client and handler are typed by it. A body with a field that is not
 * declared is refused: whoever sends `role` or `municipalityId` meant something by it.
 */
export function operation<const O extends Operation>(declaration: O): O {
  const { body } = declaration
  return body instanceof z.ZodObject ? { ...declaration, body: body.strict() } : declaration
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Given<T> = T extends z.ZodType ? z.input<T> : undefined

/** What a handler receives: parsed. */
export type ParamsOf<O> = O extends { params: infer P } ? Parsed<P> : undefined
export type QueryOf<O> = O extends { query: infer Q } ? Parsed<Q> : undefined
export type BodyOf<O> = O extends { consumes: string } ? Uint8Array : O extends { body: infer B } ? Parsed<B> : undefined
/** What a client gets. */
export type OutputOf<O> = O extends { produces: string } ? Uint8Array : O extends { output: infer S } ? Parsed<S> : void

/** What a handler returns: the same, and never changed on its way out. */
export type AnswerOf<O> = O extends { produces: string } ? Uint8Array : O extends { output: infer S } ? Unchanging<Parsed<S>> : void

type Unchanging<T> = T extends readonly (infer E)[]
  ? readonly Unchanging<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Unchanging<T[K]> }
    : T

/** What a client must give. */
export type InputOf<O> = (O extends { params: infer P } ? { params: Given<P> } : unknown) &
  (O extends { query: infer Q } ? { query: Given<Q> } : unknown) &
  (O extends { consumes: string } ? { body: Uint8Array } : O extends { body: infer B } ? { body: Given<B> } : unknown)
