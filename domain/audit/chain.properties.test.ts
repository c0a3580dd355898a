/** Any log, any single tampering: the chain, its head and one anchor find it. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { agrees, type ChainRow, checkEnd, encodeRow, follow, type Followed, type Head, noHash, unfollowed } from './chain.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

type Said = Omit<ChainRow, 'seq' | 'previous' | 'hash'>

const word = fc.oneof(fc.constantFrom('child.opened', 'talk', 'æøå', '', '😀'), fc.string({ unit: 'grapheme', maxLength: 12 }))
const maybe = fc.option(word, { nil: null })
const said: fc.Arbitrary<Said> = fc.record({
  municipalityId: fc.constant(881),
  id: fc.uuid(),
  atMicroseconds: fc.bigInt({ min: 0n, max: 2n ** 53n }),
  actorId: fc.option(fc.uuid(), { nil: null }),
  role: word,
  act: word,
  object: maybe,
  purpose: maybe,
  relation: maybe,
  pupilIds: fc.array(fc.uuid(), { maxLength: 3 }),
  requestId: maybe,
  refusal: maybe,
  times: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
})

function chained(rows: readonly Said[]): readonly ChainRow[] {
  const chain: ChainRow[] = []
  for (const row of rows) {
    const open = { ...row, seq: BigInt(chain.length + 1), previous: chain.at(-1)?.hash ?? noHash, hash: '' }
    chain.push({ ...open, hash: sha256(encodeRow(open)) })
  }
  return chain
}

const headOf = (chain: readonly ChainRow[]): Head => ({ seq: BigInt(chain.length), hash: chain.at(-1)?.hash ?? noHash })

/** The fault that is found, as `verify-audit` goes about it: in order of number, then the end, then the anchor. */
function faultOf(rows: readonly ChainRow[], head: Head, anchor: Head = head): string | undefined {
  let followed: Followed = unfollowed
  let noted: ChainRow | undefined
  for (const row of rows.toSorted((one, other) => (one.seq === other.seq ? (one.id < other.id ? -1 : 1) : one.seq < other.seq ? -1 : 1))) {
    const step = follow(followed, row, sha256)
    if ('fault' in step) return step.fault
    followed = step
    if (row.seq === anchor.seq) noted = row
  }
  return checkEnd(followed, { before: head, after: head })?.fault ?? (agrees(anchor, noted) ? undefined : 'anchor-differs')
}

const logs = fc.array(said, { minLength: 2, maxLength: 12 }).map(chained)
const at = fc.nat()

test('a log nobody has touched is whole', () => {
  fc.assert(fc.property(fc.array(said, { maxLength: 12 }).map(chained), (chain) => faultOf(chain, headOf(chain)) === undefined))
})

test('no two rows that say something different are encoded alike', () => {
  fc.assert(
    fc.property(said, said, (one, other) => {
      const whole = (row: Said): ChainRow => ({ ...row, seq: 1n, previous: noHash, hash: '' })
      const isSame = JSON.stringify(one, plain) === JSON.stringify(other, plain)
      return isSame === (sha256(encodeRow(whole(one))) === sha256(encodeRow(whole(other))))
    }),
  )
})

test('nothing can be moved from one column to the next, and empty is not absent', () => {
  const [row] = chained([
    {
      municipalityId: 881,
      id: '00000000-0000-4000-8000-000000000001',
      atMicroseconds: 0n,
      actorId: null,
      role: 'ab',
      act: 'c',
      object: null,
      purpose: null,
      relation: '',
      pupilIds: [],
      requestId: null,
      refusal: null,
      times: 1,
    },
  ]) as [ChainRow]
  for (const other of [
    { role: 'a', act: 'bc' },
    { object: '' },
    { purpose: '', relation: null },
    { pupilIds: ['00000000-0000-4000-8000-000000000001'] },
    { refusal: '' },
    { municipalityId: 882 },
    { times: 2 },
  ])
    assert.notEqual(sha256(encodeRow({ ...row, ...other })), row.hash, JSON.stringify(other))
})

test('an edited row is found, whichever column, unless it is hashed anew - and then it no longer links', () => {
  fc.assert(
    fc.property(logs, at, said, fc.boolean(), (chain, where, other, isHashedAnew) => {
      const place = where % chain.length
      const victim = chain[place] as ChainRow
      fc.pre(JSON.stringify({ ...victim, ...other }, plain) !== JSON.stringify(victim, plain))
      const edited = { ...victim, ...other, id: victim.id }
      fc.pre(sha256(encodeRow(edited)) !== victim.hash)
      const planted = isHashedAnew ? { ...edited, hash: sha256(encodeRow(edited)) } : edited
      const fault = faultOf(chain.toSpliced(place, 1, planted), headOf(chain))
      const expected = isHashedAnew ? (place === chain.length - 1 ? 'head-differs' : 'unlinked') : 'edited'
      return fault === expected
    }),
  )
})

test('a deleted row is a hole, and a tail that is cut off is missed', () => {
  fc.assert(
    fc.property(logs, at, (chain, where) => {
      const place = where % chain.length
      const isLast = place === chain.length - 1
      return faultOf(chain.toSpliced(place, 1), headOf(chain)) === (isLast ? 'truncated' : 'missing')
    }),
  )
})

test('rows that change places are found', () => {
  fc.assert(
    fc.property(logs, at, at, (chain, one, other) => {
      const [first, second] = [chain[one % chain.length] as ChainRow, chain[other % chain.length] as ChainRow]
      fc.pre(first.seq !== second.seq)
      const swapped = chain.map((row) =>
        row === first ? { ...first, seq: second.seq } : row === second ? { ...second, seq: first.seq } : row,
      )
      return faultOf(swapped, headOf(chain)) === 'edited'
    }),
  )
})

test('a row put in between is found, wherever it says it stands', () => {
  fc.assert(
    fc.property(logs, at, said, (chain, where, other) => {
      const seq = BigInt(where % (chain.length + 2))
      const open = { ...other, seq, previous: chain[Number(seq) - 2]?.hash ?? noHash, hash: '' }
      const planted = { ...open, hash: sha256(encodeRow(open)) }
      return faultOf([...chain, planted], headOf(chain)) !== undefined
    }),
  )
})

test('a chain written anew, or cut off together with its head, is found by the anchor alone', () => {
  fc.assert(
    fc.property(logs, at, said, (chain, where, other) => {
      const place = where % chain.length
      const saids = chain.map(({ seq: _seq, previous: _previous, hash: _hash, ...row }) => row)
      fc.pre(JSON.stringify(other, plain) !== JSON.stringify(saids[place], plain))
      const anew = chained(saids.toSpliced(place, 1, other))
      const short = chain.slice(0, place)
      return (
        faultOf(anew, headOf(anew)) === undefined &&
        faultOf(anew, headOf(anew), headOf(chain)) === 'anchor-differs' &&
        faultOf(short, headOf(short)) === undefined &&
        faultOf(short, headOf(short), headOf(chain)) === 'anchor-differs'
      )
    }),
  )
})

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
