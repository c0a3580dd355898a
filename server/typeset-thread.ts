/** What runs in the thread of `typeset-apart.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from './problem.ts'
import { typeset } from './typeset.ts'

const { template, data } = workerData as { readonly template: string; readonly data: unknown }
try {
  parentPort?.postMessage({ pdf: typeset(template, data) })
} catch (error) {
  if (!(error instanceof Problem)) throw error
  parentPort?.postMessage({ problem: error.problem })
}
