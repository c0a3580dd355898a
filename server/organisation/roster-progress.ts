/** Lets whoever waits for a roster see how far it is, while the work's own transaction is still open. */
import { saveRosterProgress } from '#database/roster.ts'
import type { House } from '../house.ts'

/** The payload of the roster jobs. */
export type RosterJob = { readonly municipalityId: number; readonly importId: string }

/** Told 0 to 1. Never goes back. */
export type Progress = (part: number) => Promise<void>

const leastStep = 0.05
const pauseMs = 500

/**
 * Writes progress in short transactions of its own, seldom enough that they cost nothing. `also` is told
 * every time: the command line shows it.
 */
export function reportProgress(house: House, { municipalityId, importId }: RosterJob, reason: string, also?: Progress): Progress {
  let written = 0
  let writtenAt = 0
  return async (part) => {
    const reached = Math.min(1, Math.max(written, part))
    await also?.(reached)
    if (reached - written < leastStep || performance.now() - writtenAt < pauseMs) return
    await house.doors.asSystem(reason, { municipalityId, login: 'staff' }, (tx) => saveRosterProgress(tx, importId, reached))
    written = reached
    writtenAt = performance.now()
  }
}
