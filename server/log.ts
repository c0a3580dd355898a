/**
 * The only writer of the log: one function per event, every field typed, so that nobody can log an object
 * "to see". Never an answer, a name, a CPR number, a code, a token or a body.
 */
import pino from 'pino'

const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, level: process.env.NODE_ENV === 'test' ? 'silent' : 'info' })

export const log = {
  requestAnswered(event: { readonly requestId: string; readonly operation: string; readonly status: number; readonly ms: number }) {
    logger.info(event, 'request answered')
  },

  /** Somebody came back from the identity provider and was not let in. The code is OAuth's or ours, never a claim. */
  signInRefused(event: { readonly refusal: string; readonly code: string }) {
    logger.info(event, 'sign-in refused')
  },

  /** A bug. The stack names our own code; PostgreSQL's detail (which quotes values) is left out. */
  defect(event: { readonly requestId: string; readonly where: string; readonly error: unknown }) {
    const { error } = event
    const kind = error instanceof Error ? error.name : typeof error
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : undefined
    const stack = error instanceof Error ? error.stack?.split('\n').filter((line) => line.startsWith('    at ')).slice(0, 12) : undefined
    logger.error({ requestId: event.requestId, where: event.where, kind, code, constraint, stack }, 'defect')
  },
}
