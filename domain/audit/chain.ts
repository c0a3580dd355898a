/**
 * The audit log as a chain: every row says its number in its municipality and carries a hash of all it says and of the
 * row before. Who follows it from the first row to the last finds what was edited, taken out, put in or moved about.
 * A tail that was cut off is seen by the head beside the chain; a chain that somebody wrote anew, head and all, by an
 * anchor alone: a head that was noted elsewhere (Schneier & Kelsey 1999, "Secure audit logs"; RFC 6962 for why a log
 * proves nothing to those who keep no copy of its head).
 */

import { encodePieces, hex, integer, optional, text } from './encode.ts'

/** A row as it is hashed. Binary columns are in lower-case hexadecimal. */
export type ChainRow = {
  readonly municipalityId: number
  readonly seq: bigint
  readonly previous: string
  readonly hash: string
  readonly id: string
  /** Microseconds since 1970: all that the database keeps of the moment. */
  readonly atMicroseconds: bigint
  readonly actorId: string | null
  readonly role: string
  readonly act: string
  readonly object: string | null
  readonly purpose: string | null
  readonly relation: string | null
  readonly pupilIds: readonly string[]
  readonly requestId: string | null
  readonly refusal: string | null
  readonly times: number
}

/** The end of a chain at some moment. */
export type Head = { readonly seq: bigint; readonly hash: string }

/** A head that was noted where the database's administrator does not write. */
export type Anchor = Head & {
  readonly municipalityId: number
  readonly at: string
  /** Of a survey's figures (`disclosure/chain.ts`); of the log itself it is left out. */
  readonly surveyId?: string
}

/**
 * What can be wrong, each with what it says of the row that is named:
 *
 * - `edited`: it does not say what it said when it was hashed, or has been given another's place;
 * - `missing`: there are rows gone before it;
 * - `inserted`: it stands where another row stands, or outside the numbering;
 * - `unlinked`: it was hashed after another row than the one that stands before it;
 * - `truncated`: it is the last there is, and there have been more;
 * - `beyond-head`: it was put in after the last row;
 * - `head-differs`: the head beside the chain is not the hash of the last row;
 * - `anchor-differs`: the chain was another when its head was noted at this row.
 */
export type Fault = 'edited' | 'missing' | 'inserted' | 'unlinked' | 'truncated' | 'beyond-head' | 'head-differs' | 'anchor-differs'

/** The first thing that is wrong. `row` is undefined where there is no row to point at. */
export type Finding<Row = ChainRow> = { readonly fault: Fault; readonly row: Row | undefined; readonly seq: bigint }

/** How far a chain has been followed. */
export type Followed<Row = ChainRow> = { readonly last: Row | undefined; readonly good: bigint }

export const unfollowed: Followed<never> = { last: undefined, good: 0n }

/** What of a row makes it a link. */
export type Linked = Head & { readonly previous: string }

/** What the first row has instead of a hash before it. */
export const noHash = '00'.repeat(32)

export type Sha256 = (bytes: Uint8Array) => string

/** Follows one row of the log further, in order of number: how far one has come, or what is wrong with it. */
export function follow(followed: Followed, row: ChainRow, sha256: Sha256): Followed | Finding {
  return followLink(followed, row, (link) => sha256(encodeRow(link)))
}

/** The same of any chain. `digest` is the hash that the row should have. */
export function followLink<Row extends Linked>(
  { last, good }: Followed<Row>,
  row: Row,
  digest: (row: Row) => string,
): Followed<Row> | Finding<Row> {
  const expected = (last?.seq ?? 0n) + 1n
  const found = (fault: Fault): Finding<Row> => ({ fault, row, seq: row.seq })
  if (row.seq < expected) return found('inserted')
  if (row.seq > expected) return found('missing')
  if (digest(row) !== row.hash) return found('edited')
  if (row.previous !== (last?.hash ?? noHash)) return found('unlinked')
  return { last: row, good: good + 1n }
}

/**
 * Whether the chain ends where its head says. Two heads, because a chain grows while it is read: `before` was read
 * before the first row, `after` when there was no further row.
 */
export function checkEnd<Row extends Head>(
  { last }: Followed<Row>,
  { before, after }: { readonly before: Head; readonly after: Head },
): Finding<Row> | undefined {
  const end = last?.seq ?? 0n
  const found = (fault: Fault): Finding<Row> => ({ fault, row: last, seq: end })
  if (end < before.seq) return found('truncated')
  if (end > after.seq) return found('beyond-head')
  // What was appended between the last row and the second head is not read, and nothing is said of it.
  const hash = last?.hash ?? noHash
  if (end === before.seq && hash !== before.hash) return found('head-differs')
  if (end === after.seq && hash !== after.hash) return found('head-differs')
  return undefined
}

/** Whether the row at the anchor's number is the one that was noted. */
export function agrees(anchor: Head, row: Head | undefined): boolean {
  return anchor.seq === 0n ? anchor.hash === noHash : row?.seq === anchor.seq && row.hash === anchor.hash
}

const format = 'boernungeliv audit 1'

/**
 * Every column but the hash, each with its length in front: nothing can be moved from one column to the next, and what
 * is empty differs from what is not there. The same as `audit.digest` in the database.
 */
export function encodeRow(row: ChainRow): Uint8Array {
  const pieces = [
    text(format),
    integer(BigInt(row.municipalityId), 4),
    integer(row.seq, 8),
    hex(row.previous),
    hex(row.id),
    integer(row.atMicroseconds, 8),
    optional(row.actorId, hex),
    text(row.role),
    text(row.act),
    optional(row.object, text),
    optional(row.purpose, text),
    optional(row.relation, text),
    hex(row.pupilIds.join('')),
    optional(row.requestId, text),
    optional(row.refusal, text),
    integer(BigInt(row.times), 4),
  ]
  return encodePieces(pieces)
}
