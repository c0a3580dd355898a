/**
 * Documents in a thread of their own, one at a time: forms for a class take seconds, in which nobody's answer would be saved. How many
 * wait is bounded where they are asked for (server/http/turns.ts). The thread ends with its document, and with it every name that it
 * held.
 */
import { Worker } from 'node:worker_threads'
import { Problem } from './problem.ts'

let last: Promise<unknown> = Promise.resolve()

export function typesetApart(template: string, data: unknown): Promise<Uint8Array> {
  const mine = last.then(
    () => inThread(template, data),
    () => inThread(template, data),
  )
  last = mine.catch(() => undefined)
  return mine
}

type Said = { readonly pdf: Uint8Array } | { readonly problem: 'not-available-here' }

function inThread(template: string, data: unknown): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./typeset-thread.ts', import.meta.url), { workerData: { template, data } })
    thread.once('message', (said: Said) => ('pdf' in said ? resolve(said.pdf) : reject(new Problem(said.problem))))
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`a thread that typesets ended with ${code}`)))
  })
}
