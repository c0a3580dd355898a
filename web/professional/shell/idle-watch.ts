/**
 * Keeps the time of a session on the page: used, told to the server, warned, over. Tabs of one browser have one session,
 * so what is done in one counts in all. The clock is an argument.
 */
import { warningMinutes } from '#domain/access/session-limits.ts'

/** What tabs tell each other. */
export type Told =
  | { readonly say: 'used'; readonly at: number }
  | { readonly say: 'over' }
  /** Who is signed in here: a tab that shows somebody else shows somebody who no longer is. */
  | { readonly say: 'here'; readonly accountId: string }

export type Watching = {
  readonly accountId: string
  /** Minutes unused after which the server ends the session. */
  readonly idleMinutes: number
  readonly now: () => number
  readonly tell: (told: Told) => void
  /** Asks the server for something, so that it knows of the use. */
  readonly touch: () => void
  readonly onWarned: (isWarned: boolean) => void
  /** The page must go; `isEnded` says that the session has ended already, by another tab's doing. */
  readonly onOver: (isEnded: boolean) => void
}

export type IdleWatch = {
  /** Somebody moved, typed or pressed. */
  readonly use: () => void
  /** They want to stay. */
  readonly stay: () => void
  readonly hear: (told: Told) => void
  /** The time has come to look at the clock. */
  readonly look: () => void
}

const minute = 60_000
/** The server writes use down once a minute, and may so count from a minute before. */
const earlier = minute
const toldAtMostEvery = 5_000

export function watchIdle({ accountId, idleMinutes, now, tell, touch, onWarned, onOver }: Watching): IdleWatch {
  const idleMs = idleMinutes * minute - earlier
  let usedAt = now()
  let toldAt = -Infinity
  let touchedAt = now()
  let isWarned = false
  let isOver = false

  const warn = (to: boolean) => {
    if (isWarned === to) return
    isWarned = to
    onWarned(to)
  }
  const end = (isEnded: boolean) => {
    if (isOver) return
    isOver = true
    if (!isEnded) tell({ say: 'over' })
    onOver(isEnded)
  }
  const used = () => {
    usedAt = now()
    if (usedAt - toldAt >= toldAtMostEvery) {
      toldAt = usedAt
      tell({ say: 'used', at: usedAt })
    }
    // Who types a long note asks the server for nothing meanwhile.
    if (usedAt - touchedAt >= idleMs / 3) {
      touchedAt = usedAt
      touch()
    }
  }

  tell({ say: 'here', accountId })
  return {
    // Once warned, a nudge of the mouse by somebody else is not enough.
    use: () => void (isOver || isWarned || used()),
    stay() {
      if (isOver) return
      toldAt = -Infinity
      touchedAt = -Infinity
      used()
      warn(false)
    },
    hear(told) {
      if (told.say === 'over') end(true)
      else if (told.say === 'here') void (told.accountId === accountId || end(true))
      else if (told.at > usedAt) {
        usedAt = told.at
        warn(false)
      }
    },
    look() {
      const left = usedAt + idleMs - now()
      if (left <= 0) end(false)
      else if (left <= warningMinutes * minute) warn(true)
    },
  }
}
