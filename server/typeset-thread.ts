/** What runs in a thread of `typeset-apart.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from './problem.ts'
import { typeset } from './typeset.ts'
import type { ThreadBegins, ThreadSays } from './typeset-apart.ts'

const { isKept } = workerData as ThreadBegins

parentPort?.on('message', ({ template, data }: { readonly template: string; readonly data: unknown }) => {
  parentPort?.postMessage(made(template, data))
  if (!isKept) parentPort?.close()
})

function made(template: string, data: unknown): ThreadSays {
  try {
    return { pdf: typeset(template, data) }
  } catch (error) {
    if (error instanceof Problem) return { problem: 'not-available-here' }
    return { fault: error instanceof Error ? error.message : 'a document could not be typeset' }
  }
}
