/** A request's turn: in the lane of what it is for, refused when there is no room or the process is strained, counted while it lasts. */
import { randomUUID } from 'node:crypto'
import type { Server, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { Operation } from '#api/operation.ts'
import { log } from '../log.ts'
import { Problem } from '../problem.ts'
import { refuse } from './handle.ts'
import { type Lane, type Limits, openLane } from './in-flight.ts'
import { feelPressure, isBearable, type Pressure, type Strain } from './pressure.ts'
import { type Urgency, urgencyOf } from './urgency.ts'

export type Turn = {
  /** Does the work when it is the request's turn; answers `too-busy` when it does not come. */
  readonly inTurn: (reply: FastifyReply, work: () => Promise<void>) => Promise<void>
  /** Takes a turn that lasts until the answer has left; false when it was refused. For what is read before it is worked on. */
  readonly hold: (reply: FastifyReply) => Promise<boolean>
}

export type Turns = Disposable & {
  readonly of: (operation: Operation) => Turn
  /** Begins to feel how strained the process is: from when it serves. */
  readonly begin: () => void
  /** From now on every connection ends with its answer; whatever has not ended by itself in time is ended. */
  readonly stop: (server: Server) => void
}

export type TurnOptions = {
  /** Instead of the limits below, for tests. */
  readonly limits?: Partial<Record<'answering' | Exclude<Urgency, 'saving' | 'entering'>, Limits>>
  readonly strain?: () => Strain
}

/**
 * Four for each connection to the database: more only wait there instead of here. The answering page gives up after twelve
 * seconds, and a class, or a school, that all press at once is served long before.
 */
const limits = {
  answering: { atOnce: 32, waiting: 2_000, waitingMs: 8_000 },
  looking: { atOnce: 32, waiting: 200, waitingMs: 3_000 },
  // Fewer than the connections of people at work, which documents take too.
  reporting: { atOnce: 4, waiting: 40, waitingMs: 3_000 },
  // Files are whole in memory.
  receiving: { atOnce: 4, waiting: 4, waitingMs: 3_000 },
} as const satisfies Record<string, Limits>

const toldEveryMs = 10_000
/** A strain that passes in a moment is waited for, by not too many. */
const calmWithinMs = 3_000
const calmLookMs = 250
const waitForCalmAtMost = 50
const calm: Strain = { lateMs: 0, memory: 0 }

const lastWordsMs = 1_000
const finishedByMs = 8_000

export function openTurns(options: TurnOptions = {}): Turns {
  const lanes = new Map<string, Lane>()
  const answering = new Set<ServerResponse>()
  const refused = new Map<Urgency, number>()
  let pressure: Pressure | undefined
  const strain = options.strain ?? (() => pressure?.now() ?? calm)
  let waitingForCalm = 0
  let isStopping = false

  // Many may be refused in a second: their number is told, not each of them.
  const telling = setInterval(() => {
    if (refused.size === 0) return
    log.tooBusy({ refused: Object.fromEntries(refused), ...strain() })
    refused.clear()
  }, toldEveryMs).unref()

  function laneOf(name: keyof typeof limits, login: string): Lane {
    const key = name === 'answering' || name === 'looking' ? `${name} ${login}` : name
    const lane = lanes.get(key) ?? openLane(options.limits?.[name] ?? limits[name])
    lanes.set(key, lane)
    return lane
  }

  async function isCalmSoon(urgency: Urgency): Promise<boolean> {
    if (waitingForCalm >= waitForCalmAtMost) return false
    waitingForCalm++
    try {
      for (const until = performance.now() + calmWithinMs; performance.now() < until;) {
        await wait(calmLookMs, undefined, { ref: false })
        if (isBearable(strain(), urgency)) return true
      }
      return false
    } finally {
      waitingForCalm--
    }
  }

  return {
    of(operation) {
      const urgency = urgencyOf(operation)
      const lane = laneOf(urgency === 'saving' || urgency === 'entering' ? 'answering' : urgency, operation.login)

      async function take(reply: FastifyReply): Promise<boolean> {
        const isBorne = isBearable(strain(), urgency) || (await isCalmSoon(urgency))
        const taken = isBorne && lane.take(urgency)
        const isTheirTurn = typeof taken === 'boolean' ? taken : await taken
        if (!isTheirTurn) {
          refused.set(urgency, (refused.get(urgency) ?? 0) + 1)
          refuse(reply, new Problem('too-busy'), operation, randomUUID())
        }
        if (isStopping) reply.raw.shouldKeepAlive = false
        return isTheirTurn
      }

      return {
        async inTurn(reply, work) {
          const taken = await take(reply)
          if (!taken) return
          answering.add(reply.raw)
          try {
            // Whoever has gone meanwhile was promised nothing, and comes again.
            if (!reply.raw.destroyed) await work()
          } finally {
            answering.delete(reply.raw)
            lane.giveBack()
          }
        },
        async hold(reply) {
          const taken = await take(reply)
          if (!taken) return false
          // Whoever has gone while they waited leaves no more.
          if (reply.raw.destroyed) lane.giveBack()
          else reply.raw.once('close', lane.giveBack)
          return true
        },
      }
    },
    begin() {
      pressure ??= options.strain ? undefined : feelPressure()
    },
    stop(server) {
      isStopping = true
      for (const response of answering) response.shouldKeepAlive = false
      server.prependListener('request', (_, response: ServerResponse) => {
        response.shouldKeepAlive = false
      })
      void endConnections(server, () => answering.size === 0)
    },
    [Symbol.dispose]() {
      clearInterval(telling)
      pressure?.[Symbol.dispose]()
    },
  }
}

/** What is being answered is; what has only begun to be sent, or is silent, was promised nothing. */
async function endConnections(server: Server, isAllAnswered: () => boolean): Promise<void> {
  const toldAt = performance.now()
  for (let sinceMs = 0; sinceMs < finishedByMs; sinceMs = performance.now() - toldAt) {
    server.closeIdleConnections()
    if (sinceMs > lastWordsMs && isAllAnswered()) break
    await wait(50, undefined, { ref: false })
  }
  server.closeAllConnections()
}
