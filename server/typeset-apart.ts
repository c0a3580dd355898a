/**
 * Documents in a thread of their own, one at a time: forms for a class take seconds, in which nobody's answer would be saved. How many
 * wait is bounded where they are asked for (server/http/turns.ts). A thread ends with its document, and with it every name that it
 * held; only where a document holds no person's name is the thread kept for the next one, with its compiler and fonts.
 */
import { Worker } from 'node:worker_threads'
import { Problem } from './problem.ts'

type Work = { readonly template: string; readonly data: unknown }

/** What the thread is told to begin with. */
export type ThreadBegins = { readonly isKept: boolean }
export type ThreadSays = { readonly pdf: Uint8Array } | { readonly problem: 'not-available-here' } | { readonly fault: string }

let last: Promise<unknown> = Promise.resolve()

export function typesetApart(template: string, data: unknown): Promise<Uint8Array> {
  return inTurn(() => inThread(begin(false), { template, data }))
}

const keptForMs = 5 * 60_000
let kept: Worker | undefined
let ending: NodeJS.Timeout | undefined

/** The same in a thread that is kept for a while: for documents that hold no person's name. */
export function typesetKept(template: string, data: unknown): Promise<Uint8Array> {
  return inTurn(async () => {
    clearTimeout(ending)
    const thread = (kept ??= beginKept())
    thread.ref()
    try {
      return await inThread(thread, { template, data })
    } catch (error) {
      endKept()
      throw error
    } finally {
      // Nobody waits for a thread without work, not even the process that would end.
      thread.unref()
      ending = setTimeout(endKept, keptForMs).unref()
    }
  })
}

function beginKept(): Worker {
  const thread = begin(true)
  // One that ends while nobody waits for it is no fault: the next document begins another.
  return thread
    .on('error', () => undefined)
    .once('exit', () => {
      if (kept === thread) kept = undefined
    })
}

function endKept(): void {
  void kept?.terminate()
  kept = undefined
}

function inTurn(work: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const mine = last.then(work, work)
  last = mine.catch(() => undefined)
  return mine
}

function begin(isKept: boolean): Worker {
  return new Worker(new URL('./typeset-thread.ts', import.meta.url), { workerData: { isKept } satisfies ThreadBegins })
}

function inThread(thread: Worker, work: Work): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const said = (answer: ThreadSays) => {
    if ('pdf' in answer) resolve(answer.pdf)
    else reject('problem' in answer ? new Problem(answer.problem) : new Error(answer.fault))
  }
  const ended = (code: number) => reject(new Error(`a thread that typesets ended with ${code}`))
  thread.once('message', said).once('error', reject).once('exit', ended)
  thread.postMessage(work)
  return promise.finally(() => thread.off('message', said).off('error', reject).off('exit', ended))
}
