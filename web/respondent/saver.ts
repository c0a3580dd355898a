/** Sends the outbox: soon after a change, one batch at a time, again and again with longer pauses until it is acknowledged. */
import type { ProblemName } from '#api/problems.ts'
import { acknowledge, type Entry, emptyOutbox, giveUp, isAllSaved, put, take } from './outbox.ts'
import type { Reply } from './send.ts'

/** What the quiet mark says. `saved` only ever follows an acknowledgement. */
export type SavedMark = 'nothing' | 'saving' | 'saved' | 'waiting'

export type Clock = {
  /** Runs later; the result stops it. */
  readonly after: (ms: number, run: () => void) => () => void
  /** 0 to 1, so that a class that lost its line doesn't come back in step. */
  readonly chance: () => number
}

export type Saver = {
  readonly put: (place: number, value: number | null, text?: string) => void
  /** Sends what waits now instead of soon. `isLeaving` lets the request outlive the page. */
  readonly hurry: (isLeaving?: boolean) => void
  readonly isAllSaved: () => boolean
  /** Resolves when everything is acknowledged; never when the saver is stopped. */
  readonly whenSaved: () => Promise<void>
  /** Forgets everything and sends no more. */
  readonly stop: () => void
}

/** Long enough that a child who corrects at once causes one save, short enough that a closed lid loses nothing. */
const settleMs = 400
const firstPauseMs = 1000
const longestPauseMs = 30_000

/** Pause before the next try: doubles from a second to thirty, half of it by chance, never shorter than the server asks. */
export function pauseMs(failures: number, retryAfterMs: number | null, chance: number): number {
  const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1))
  return Math.max(retryAfterMs ?? 0, longest * (0.5 + chance / 2))
}

export function startSaver(given: {
  readonly send: (batch: readonly Entry[], isLeaving: boolean) => Promise<Reply<unknown>>
  readonly onMark: (mark: SavedMark) => void
  /** The server will never take these answers; the saver has stopped. */
  readonly onRefused: (problem: ProblemName) => void
  readonly clock: Clock
}): Saver {
  let outbox = emptyOutbox
  let failures = 0
  let isStopped = false
  let stopTimer = () => {}
  let whoWait: (() => void)[] = []

  const sendIn = (ms: number) => {
    stopTimer()
    stopTimer = given.clock.after(ms, () => void send(false))
  }

  async function send(isLeaving: boolean): Promise<void> {
    if (isStopped || outbox.underWay !== null) return
    outbox = take(outbox)
    if (outbox.underWay === null) return
    stopTimer()
    const reply = await given.send(outbox.underWay, isLeaving)
    if (isStopped) return
    if (reply.kind === 'refused') {
      stop()
      given.onRefused(reply.problem)
    } else if (reply.kind === 'later') {
      outbox = giveUp(outbox)
      failures++
      given.onMark('waiting')
      sendIn(pauseMs(failures, reply.retryAfterMs, given.clock.chance()))
    } else {
      outbox = acknowledge(outbox)
      failures = 0
      if (!isAllSaved(outbox)) return send(false)
      given.onMark('saved')
      for (const tell of whoWait.splice(0)) tell()
    }
  }

  function stop(): void {
    isStopped = true
    stopTimer()
    outbox = emptyOutbox
    whoWait = []
  }

  return {
    put(place, value, text) {
      if (isStopped) return
      outbox = put(outbox, place, value, text)
      // While the line is down the next try is already planned, and the mark says so.
      if (failures > 0) return
      given.onMark('saving')
      sendIn(settleMs)
    },
    hurry(isLeaving = false) {
      // The batch under way may die with the page, so all that waits goes along once more; nobody hears the answer.
      if (isLeaving && outbox.underWay !== null) void given.send(take(giveUp(outbox)).underWay ?? [], true)
      else void send(isLeaving)
    },
    isAllSaved: () => isAllSaved(outbox),
    whenSaved: () => (isAllSaved(outbox) ? Promise.resolve() : new Promise((tell) => void whoWait.push(tell))),
    stop,
  }
}
