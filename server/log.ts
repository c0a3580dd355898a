/**
 * The only writer of the log: one function per event, every field typed, so that nobody can log an object
 * "to see". Never an answer, a name, a CPR number, a code, a token or a body.
 */
import pino from 'pino'
import { readLogLevel } from './config.ts'

const format = { base: null, timestamp: pino.stdTimeFunctions.isoTime, level: readLogLevel() }
let logger = pino(format)

/** Sends the log to a file instead, so that a demonstration's terminal stays readable. */
export function logToFile(path: string): void {
  logger = pino(format, pino.destination({ dest: path, mkdir: true, sync: true }))
}

/** Whether the terminal's last line is a bar that has not come to its end. */
let isBarOpen = false

/** A line for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${isBarOpen ? '\n' : ''}${line}\n`)
  isBarOpen = false
}

/** A line for the person at the terminal about what is wrong. */
export function complain(line: string): void {
  process.stderr.write(`${isBarOpen ? '\n' : ''}${line}\n`)
  isBarOpen = false
}

/** How far something long has come, from 0 to 1: a bar that grows on a terminal, a line per tenth elsewhere. */
export function progressBar(title: string): (done: number) => void {
  let lastTenth = -1
  return (done) => {
    const tenth = Math.floor(done * 10)
    if (process.stdout.isTTY) {
      isBarOpen = done < 1
      const filled = Math.round(done * 30)
      process.stdout.write(`\r${title} ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${Math.round(done * 100)} %${done >= 1 ? '\n' : ''}`)
    } else if (tenth > lastTenth) {
      say(`${title} ${tenth * 10} %`)
    }
    lastTenth = tenth
  }
}

export const log = {
  requestAnswered(event: { readonly requestId: string; readonly operation: string; readonly status: number; readonly ms: number }) {
    logger.info(event, 'request answered')
  },

  /** Somebody came back from the identity provider and was not let in. The code is OAuth's or ours, never a claim. */
  signInRefused(event: { readonly refusal: string; readonly code: string }) {
    logger.info(event, 'sign-in refused')
  },

  /** Exports that STIL gave and refused, by reason; never whose. */
  stilFetched(event: { readonly municipality: number; readonly fetched: number; readonly refused: readonly string[] }) {
    logger.info({ ...event, refused: [...event.refused] }, 'exports fetched from STIL')
  },

  jobDone(event: { readonly job: string; readonly ms: number }) {
    logger.info(event, 'job done')
  },

  /** A job that failed and will be tried again, until its attempts are used up. */
  jobFailed(event: { readonly job: string; readonly attempt: number; readonly attempts: number; readonly error: unknown }) {
    const { job, attempt, attempts, error } = event
    logger.error({ job, attempt, attempts, ...outlineOf(error) }, 'job failed')
  },

  /** The job queue's own connection trouble; it connects again by itself. */
  queueTrouble(event: { readonly what: string }) {
    logger.warn(event, 'queue trouble')
  },

  /** How many were refused because there was no room, by what they wanted; how late the program was, and how full its memory. */
  tooBusy(event: { readonly refused: Readonly<Record<string, number>>; readonly lateMs: number; readonly memory: number }) {
    logger.warn({ refused: event.refused, lateMs: Math.round(event.lateMs), memory: Number(event.memory.toFixed(2)) }, 'too busy')
  },

  /** A request that the database could not do just now: it is away, starting, full, or held by somebody. */
  databaseTrouble(event: { readonly requestId: string; readonly where: string; readonly error: unknown }) {
    const { code, kind } = outlineOf(event.error)
    logger.warn({ requestId: event.requestId, where: event.where, kind, code }, 'database trouble')
  },

  started(event: { readonly address: string; readonly isDemo: boolean }) {
    logger.info(event, 'started')
  },

  stopped(event: { readonly reason: string }) {
    logger.info(event, 'stopped')
  },

  /** A bug. The stack names our own code; PostgreSQL's detail (which quotes values) is left out. */
  defect(event: { readonly requestId: string; readonly where: string; readonly error: unknown }) {
    logger.error({ requestId: event.requestId, where: event.where, ...outlineOf(event.error) }, 'defect')
  },
}

/** The stack names our own code; the message may quote values, so it is left out. */
function outlineOf(error: unknown): { readonly kind: string; readonly code?: string | undefined; readonly [more: string]: unknown } {
  if (!(error instanceof Error)) return { kind: typeof error }
  return {
    kind: error.name,
    code: 'code' in error ? String(error.code) : undefined,
    constraint: 'constraint' in error ? String(error.constraint) : undefined,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 12),
  }
}
