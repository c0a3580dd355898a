/**
 * How often one network leaves for a login whose requests are kept for 180 days: anybody may click, and nobody may fill
 * the log by clicking. Counted in this process's memory; a municipality's staff behind one address are far below it.
 */
import { networkOf } from './entry.ts'

/** Departures of one network a minute. */
export const mostDepartures = 300
const windowMs = 60_000
/** Networks that are remembered at once. */
const mostNetworks = 10_000

export type Departures = {
  /** Counts one more, or says that it is too many. */
  readonly mayLeave: (address: string, now: Date) => boolean
}

export function countDepartures(): Departures {
  let windowEnds = 0
  let left = new Map<string, number>()
  return {
    mayLeave(address, now) {
      if (now.getTime() >= windowEnds || left.size >= mostNetworks) {
        windowEnds = now.getTime() + windowMs
        left = new Map()
      }
      const network = networkOf(address)
      const count = (left.get(network) ?? 0) + 1
      left.set(network, count)
      return count <= mostDepartures
    },
  }
}
