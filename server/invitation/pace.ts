/** No more than so many a minute: each call waits until it is its turn. One pace is shared by all who send by a channel. */
import { setTimeout as wait } from 'node:timers/promises'

export function paceOf(perMinute: number): () => Promise<void> {
  const apartMs = 60_000 / perMinute
  let next = 0
  return async () => {
    const at = Math.max(next, performance.now())
    next = at + apartMs
    const pause = at - performance.now()
    if (pause > 0) await wait(pause)
  }
}
