/** Sends the outbox: soon after a change, one batch at a time, again and again with longer pauses until it is acknowledged. */
import type { ProblemName } from '#api/problems.ts'
import { acknowledge, type Entry, emptyOutbox, giveUp, isAllSaved, put, take } from './outbox.ts'
import type { Reply } from './send.ts'

/**
 * What the quiet mark says. `saved` only ever follows an acknowledgement. Without a line it is `waiting`, in this page alone, or
 * `kept`, locked on this machine as well; `busy` where the server can't just now.
 */
export type SavedMark = 'nothing' | 'saving' | 'saved' | 'waiting' | 'kept' | 'busy'

/** Places that wait for an acknowledgement, and whether all of that is locked on this machine. */
export type Waiting = { readonly places: ReadonlySet<number>; readonly isKept: boolean }

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

/**
 * Pause before the next try: doubles from a second to thirty, half of it by chance. Never shorter than the server asks, and by
 * chance up to half as long again, for a class that was told the same would come back in step.
 */
export function pauseMs(failures: number, retryAfterMs: number | null, chance: number): number {
  const half = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1)) / 2
  const asked = retryAfterMs ?? 0
  return Math.max(half, asked) + chance * Math.max(half, asked / 2)
}

export function startSaver(given: {
  readonly send: (batch: readonly Entry[], isLeaving: boolean) => Promise<Reply<unknown>>
  /** Lays all that waits on the machine, locked; true when that is what lies there. */
  readonly keep?: (waiting: readonly Entry[]) => Promise<boolean>
  readonly onMark: (mark: SavedMark, waiting: Waiting) => void
  /** The server will never take these answers; the saver has stopped. */
  readonly onRefused: (problem: ProblemName) => void
  readonly clock: Clock
}): Saver {
  let outbox = emptyOutbox
  let failures = 0
  let isBusy = false
  let isKept = false
  let isStopped = false
  let stopTimer = () => {}
  let whoWait: (() => void)[] = []

  const sendIn = (ms: number) => {
    stopTimer()
    stopTimer = given.clock.after(ms, () => void send(false))
  }

  const tellMark = () => {
    const mark = failures > 0 ? (isBusy ? 'busy' : isKept ? 'kept' : 'waiting') : isAllSaved(outbox) ? 'saved' : 'saving'
    given.onMark(mark, { places: new Set(outbox.waiting.keys()), isKept })
  }

  /** After every change of what waits. Until it is written, nobody says that it is. */
  const keep = () => {
    isKept = false
    const { waiting } = outbox
    void given.keep?.([...waiting.values()]).then((isDone) => {
      if (isStopped || !isDone || outbox.waiting !== waiting || waiting.size === 0) return
      isKept = true
      tellMark()
    })
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
      isBusy = reply.problem !== 'offline'
      tellMark()
      sendIn(pauseMs(failures, reply.retryAfterMs, given.clock.chance()))
    } else {
      outbox = acknowledge(outbox)
      failures = 0
      keep()
      tellMark()
      if (!isAllSaved(outbox)) return send(false)
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
      keep()
      tellMark()
      // While the line is down the next try is already planned.
      if (failures === 0) sendIn(settleMs)
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
