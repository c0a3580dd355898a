/**
 * How many requests are worked on at once, how many wait for it, and for how long. What does not come through is refused while
 * it is cheap to refuse, instead of waiting for longer than anybody waits. Each lane leads to connections of its own
 * (database/transaction.ts), so that an answer never stands behind a report.
 */
import type { Urgency } from './urgency.ts'

export type Limits = {
  /** Worked on at once: a few for each connection, so that none of them stands idle. */
  readonly atOnce: number
  /** Waiting at most: some seconds' work. */
  readonly waiting: number
  readonly waitingMs: number
}

export type Lane = {
  /** True at once, or later, when it is somebody's turn; false when they are refused. Whoever got a turn gives it back. */
  readonly take: (urgency: Urgency) => true | Promise<boolean>
  readonly giveBack: () => void
}

type Waiter = { readonly tell: (isTheirTurn: boolean) => void; readonly since: number }

/** A lane. Of those who wait in it the most urgent come first, and when it is full the others make room for them. */
export function openLane({ atOnce, waiting, waitingMs }: Limits): Lane {
  const urgent: Waiter[] = []
  const others: Waiter[] = []
  let working = 0
  let timer: NodeJS.Timeout | undefined

  /** One clock for all: they came in order, and wait for equally long. */
  function refuseTheLate(): void {
    timer = undefined
    const before = performance.now() - waitingMs
    for (const queue of [urgent, others]) while (queue[0] !== undefined && queue[0].since <= before) queue.shift()?.tell(false)
    watch()
  }

  function watch(): void {
    const oldest = Math.min(urgent[0]?.since ?? Infinity, others[0]?.since ?? Infinity)
    if (timer === undefined && oldest !== Infinity)
      timer = setTimeout(refuseTheLate, Math.max(1, oldest + waitingMs - performance.now())).unref()
  }

  return {
    take(urgency) {
      if (working < atOnce) {
        working++
        return true
      }
      const isUrgent = urgency === 'saving'
      if (urgent.length + others.length >= waiting) {
        if (!isUrgent || others.length === 0) return Promise.resolve(false)
        others.pop()?.tell(false)
      }
      return new Promise((tell) => {
        const queue = isUrgent ? urgent : others
        queue.push({ tell, since: performance.now() })
        watch()
      })
    },
    giveBack() {
      const next = urgent.shift() ?? others.shift()
      if (next) next.tell(true)
      else working--
    },
  }
}
