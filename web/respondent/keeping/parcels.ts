/**
 * Sends what earlier pages of this machine left, whoever's it was: at once, when the line comes back, and with growing pauses
 * until it is gone. A parcel goes when the server has taken it, or says that nobody wants it any more.
 */
import type { Reply } from '../send.ts'
import { type Clock, pauseMs } from '../saver.ts'
import type { Parcel, ParcelStore } from './parcel-store.ts'

/** The longest a round of asking keeps a draft, and then some. */
const daysKept = 90
const dayMs = 24 * 60 * 60_000

export type Sender = {
  /** Tries all that lies there by now, once. Resolves when it has been tried. */
  readonly send: () => Promise<void>
  readonly stop: () => void
}

export function startSender(given: {
  readonly store: ParcelStore
  readonly send: (parcel: Parcel) => Promise<Reply<unknown>>
  /** A page that answers sends its own. */
  readonly isOwn: (id: string) => boolean
  /** Whether something is left that can't be sent now. */
  readonly onWaiting: (isWaiting: boolean) => void
  readonly clock: Clock
  readonly now: () => number
}): Sender {
  const { store, clock } = given
  /** Those that the server does not know what to make of; another day's server may. */
  const refused = new Set<string>()
  let failures = 0
  let isStopped = false
  let stopTimer = () => {}
  let isWanted = false
  let round: Promise<void> | null = null

  async function sendAll(): Promise<void> {
    stopTimer()
    const found = (await store.all()).filter(({ id }) => !given.isOwn(id) && !refused.has(id))
    let retryAfterMs: number | null = null
    let isLater = false
    for (const parcel of found) {
      const reply = await given.send(parcel)
      if (isStopped) return
      if (reply.kind === 'later') {
        isLater = true
        retryAfterMs = reply.retryAfterMs
        // Without a line, or a server that has time, none is tried; one that is met by a defect keeps no other child's waiting.
        if (reply.problem !== 'defect') break
        continue
      }
      // Age is asked about last, and only of what was not taken: a clock that is wrong loses nothing.
      if (reply.kind === 'done' || Math.floor(given.now() / dayMs) - parcel.day > daysKept) await store.removeSent(parcel)
      else refused.add(parcel.id)
    }
    if (isLater) {
      failures++
      given.onWaiting(true)
      stopTimer = clock.after(pauseMs(failures, retryAfterMs, clock.chance()), () => void send())
      return
    }
    failures = 0
    given.onWaiting(false)
  }

  async function goRound(): Promise<void> {
    try {
      for (; isWanted && !isStopped; await sendAll()) isWanted = false
    } catch {
      // The machine's own store failed: the next page will find what lies there.
    } finally {
      round = null
    }
  }

  function send(): Promise<void> {
    isWanted = true
    return (round ??= goRound())
  }

  return {
    send,
    stop() {
      isStopped = true
      stopTimer()
    },
  }
}
