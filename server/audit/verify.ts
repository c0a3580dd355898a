/** Counts a municipality's log through, and compares it with what was noted elsewhere. Reads only. */
import { createHash } from 'node:crypto'
import { findHead, findUnnumbered, listChain } from '#database/audit-chain.ts'
import { listMunicipalityIds } from '#database/release.ts'
import type { Doors, Tx } from '#database/transaction.ts'
import { agrees, type Anchor, type ChainRow, checkEnd, type Finding, follow, type Followed, unfollowed } from '#domain/audit/chain.ts'

export type Verification = {
  readonly municipalityId: number
  /** Rows that are what they were, from the first. */
  readonly good: bigint
  /** How many anchors the chain was held against. */
  readonly anchors: number
  readonly finding: Finding | undefined
  /** The last anchor that agrees, where a later one does not: what was written anew lies after it. */
  readonly agreesUpTo: bigint | undefined
}

const rowsAtOnce = 2000
const association = 0

/** Every chain there is: the association's and each municipality's. */
export async function listChains(doors: Doors): Promise<readonly number[]> {
  const municipalities = await asVerifier(doors, association, listMunicipalityIds)
  return [association, ...municipalities]
}

/** The end of the chain as it is now. */
export function readHead(doors: Doors, municipalityId: number) {
  return asVerifier(doors, municipalityId, findHead)
}

export async function verifyChain(doors: Doors, municipalityId: number, anchors: readonly Anchor[] = []): Promise<Verification> {
  const own = anchors
    .filter((anchor) => anchor.municipalityId === municipalityId && anchor.surveyId === undefined)
    .toSorted((one, other) => (one.seq < other.seq ? -1 : one.seq > other.seq ? 1 : 0))
  const before = await readHead(doors, municipalityId)
  const unnumbered = await asVerifier(doors, municipalityId, findUnnumbered)
  let followed: Followed = unfollowed
  let agreesUpTo: bigint | undefined
  let next = own[0]?.seq === 0n ? own.findLastIndex(({ seq }) => seq === 0n) + 1 : 0
  const ended = (finding: Finding | undefined): Verification => ({
    municipalityId,
    good: followed.good,
    anchors: own.length,
    finding,
    agreesUpTo: finding?.fault === 'anchor-differs' || finding?.fault === 'truncated' ? agreesUpTo : undefined,
  })
  if (unnumbered) return ended({ fault: 'inserted', row: unnumbered, seq: unnumbered.seq })

  for await (const row of readChain(doors, municipalityId)) {
    const step = follow(followed, row, sha256)
    if ('fault' in step) return ended(step)
    while (next < own.length && own[next]?.seq === row.seq) {
      if (!agrees(own[next] as Anchor, row)) return ended({ fault: 'anchor-differs', row, seq: row.seq })
      agreesUpTo = row.seq
      next++
    }
    followed = step
  }
  const finding = checkEnd(followed, { before, after: await readHead(doors, municipalityId) })
  if (finding) return ended(finding)
  // What was noted lies beyond the end: the tail was cut off, and the head with it.
  if (next < own.length) return ended({ fault: 'truncated', row: followed.last, seq: followed.last?.seq ?? 0n })
  return ended(undefined)
}

/** A batch in a transaction of its own: the chain may be long, and nothing before a row ever changes. */
async function* readChain(doors: Doors, municipalityId: number): AsyncGenerator<ChainRow> {
  for (let last: ChainRow | undefined; ;) {
    const after = last
    const rows = await asVerifier(doors, municipalityId, (tx) => listChain(tx, after, rowsAtOnce))
    yield* rows
    if (rows.length < rowsAtOnce) return
    last = rows.at(-1)
  }
}

function asVerifier<R>(doors: Doors, municipalityId: number, work: (tx: Tx) => Promise<R>): Promise<R> {
  return doors.as({ municipalityId, role: 'verifier' }, 'staff', work, { readOnly: true })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
