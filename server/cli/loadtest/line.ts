/** One child's line to the server: one connection, kept, that can be cut in the midst of a call. */
import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent as SafeAgent, request as safeRequest } from 'node:https'
import type { ProblemName } from '#api/problems.ts'

export type Answer<T = unknown> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly status: number; readonly problem: ProblemName | undefined }
  /** Nobody knows whether it was done: the same is sent again. */
  | {
      readonly kind: 'later'
      readonly why: 'tooBusy' | 'tooMany' | 'defect' | 'noLine'
      readonly retryAfterMs: number | null
      /** What the next try to come in must bring. */
      readonly work?: Work | undefined
    }

export type Work = { readonly bits: number; readonly salt: string }

export type Line = Disposable & {
  /** With `cutAfterMs` the socket is destroyed so long after the request was written, whatever has come back. */
  readonly call: <T>(
    method: 'GET' | 'POST',
    path: string,
    given?: { readonly body?: unknown; readonly token?: string; readonly cutAfterMs?: number },
  ) => Promise<Answer<T>>
}

/** As long as the answering page waits. */
const patienceMs = 12_000

export function openLine(origin: string): Line {
  const isSafe = origin.startsWith('https:')
  const agent = isSafe ? new SafeAgent({ keepAlive: true, maxSockets: 1 }) : new PlainAgent({ keepAlive: true, maxSockets: 1 })
  const send = isSafe ? safeRequest : plainRequest
  return {
    call<T>(
      method: 'GET' | 'POST',
      path: string,
      { body, token, cutAfterMs }: { readonly body?: unknown; readonly token?: string; readonly cutAfterMs?: number } = {},
    ) {
      const text = body === undefined ? undefined : JSON.stringify(body)
      return new Promise<Answer<T>>((resolve) => {
        const noLine = () => resolve({ kind: 'later', why: 'noLine', retryAfterMs: null })
        const asked = send(
          `${origin}/api/v1${path}`,
          {
            method,
            agent,
            timeout: patienceMs,
            headers: {
              ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
              ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            },
          },
          (came) => {
            const parts: Buffer[] = []
            came.on('data', (part: Buffer) => parts.push(part))
            came.on('error', noLine)
            came.on('end', () =>
              resolve(readAnswer<T>(came.statusCode ?? 0, Buffer.concat(parts).toString('utf8'), came.headers['retry-after'])),
            )
          },
        )
        asked.on('error', noLine)
        asked.on('timeout', () => asked.destroy())
        asked.end(text, () => {
          if (cutAfterMs !== undefined) setTimeout(() => asked.destroy(), cutAfterMs)
        })
      })
    },
    [Symbol.dispose]: () => agent.destroy(),
  }
}

function readAnswer<T>(status: number, text: string, retryAfter: string | undefined): Answer<T> {
  if (status >= 200 && status < 300) return { kind: 'done', value: (text === '' ? undefined : JSON.parse(text)) as T }
  const { title, work } = problemIn(text)
  if (status < 500 && status !== 429) return { kind: 'refused', status, problem: title }
  const seconds = Number(retryAfter ?? Number.NaN)
  const why = status === 503 ? 'tooBusy' : status === 429 ? 'tooMany' : 'defect'
  return { kind: 'later', why, retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : null, work }
}

function problemIn(text: string): { readonly title?: ProblemName; readonly work?: Work } {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
