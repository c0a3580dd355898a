/** Reading again what could not be read just now, by itself; what is written is sent again by whoever wrote it, who is told. */
import { ProblemError } from '../client.ts'

/** Refusals are answers: only a lost connection and a busy server are worth asking again, the latter for longer. */
export function isWorthRetrying(failures: number, error: Error): boolean {
  if (!(error instanceof ProblemError)) return false
  return error.problem === 'too-busy' ? failures < 5 : error.problem === 'offline' && failures < 2
}

/** Not sooner than the server asks, and by chance, so that a school does not come back in step. */
export function waitBeforeRetry(failures: number, error: Error, chance: () => number = Math.random): number {
  const asked = error instanceof ProblemError ? (error.retryAfterMs ?? 0) : 0
  return Math.max(asked, Math.min(10_000, 1_000 * 2 ** failures)) * (1 + chance() / 2)
}
