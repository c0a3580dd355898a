/**
 * What has been answered here and not yet acknowledged.
 *
 * Of each place only the latest value waits. Every change takes the next sequence number, and the server
 * keeps the greatest (epoch, sequence) of each place, so a batch may be sent twice, late or out of order.
 * At most one batch is under way, and an acknowledgement takes away only what stood in that very batch:
 * a value changed meanwhile has a new number, and waits on.
 */

/** One change; the value null takes an answer back. `text` goes with the 1 of a short text. */
export type Entry = { readonly place: number; readonly value: number | null; readonly sequence: number; readonly text?: string }

export type Outbox = {
  /** Latest change of each place, by place. */
  readonly waiting: ReadonlyMap<number, Entry>
  readonly underWay: readonly Entry[] | null
  /** The number the last change took; it never goes back while the page lives. */
  readonly sequence: number
}

export const emptyOutbox: Outbox = { waiting: new Map(), underWay: null, sequence: 0 }

/** Most entries in one batch: the contract's limit. */
const batchLimit = 100

export function put(outbox: Outbox, place: number, value: number | null, text?: string): Outbox {
  const sequence = outbox.sequence + 1
  const entry = { place, value, sequence, ...(text === undefined ? {} : { text }) }
  return { ...outbox, sequence, waiting: new Map(outbox.waiting).set(place, entry) }
}

/** The next batch to send, oldest change first; the same outbox when there is none or one is under way. */
export function take(outbox: Outbox): Outbox {
  if (outbox.underWay !== null || outbox.waiting.size === 0) return outbox
  const underWay = [...outbox.waiting.values()].sort((one, other) => one.sequence - other.sequence).slice(0, batchLimit)
  return { ...outbox, underWay }
}

/** The batch under way is durable. */
export function acknowledge(outbox: Outbox): Outbox {
  const waiting = new Map(outbox.waiting)
  for (const { place, sequence } of outbox.underWay ?? []) if (waiting.get(place)?.sequence === sequence) waiting.delete(place)
  return { ...outbox, waiting, underWay: null }
}

/** Nobody knows what became of the batch under way: all of it waits on, under the same numbers. */
export function giveUp(outbox: Outbox): Outbox {
  return { ...outbox, underWay: null }
}

/** Everything answered here is acknowledged. */
export function isAllSaved(outbox: Outbox): boolean {
  return outbox.waiting.size === 0
}
