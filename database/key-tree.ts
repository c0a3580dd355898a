/**
 * A key for every leaf of a tree, all from one root, from which leaves can be taken for ever.
 *
 * Goldreich, Goldwasser and Micali ("How to construct random functions", JACM 1986): each node is 32 bytes, and its two
 * children are the halves of SHA-512 of it. Whoever holds a node holds every leaf below, and nothing beside. Taking a leaf
 * (a puncture: Boneh and Waters 2013, "Constrained pseudorandom functions") replaces the node above it by the siblings
 * along the way: everybody else's key can still be derived, that one's by nobody who has only what is left.
 *
 * A leaf's place is its municipality (10 bits), what kind of thing hangs on it (2 bits), and its number (40 bits).
 */
import { hash } from 'node:crypto'

const municipalityBits = 10
const kindBits = 2
/** Of a leaf's number among those of its kind. */
export const numberBits = 40
/** How far the leaves lie below the root. */
export const treeDepth = municipalityBits + kindBits + numberBits

/** What a leaf's key wraps the data key of. */
export const leafKinds = { person: 0, rosterImport: 1, assessment: 2 } as const
export type LeafKind = keyof typeof leafKinds

/** A leaf as it is stored: kind and number. It has a meaning only within its municipality. */
export type Leaf = number

/** A node whose key is held: `from` is the first leaf below it, counted over all municipalities. */
export type TreeNode = { readonly from: number; readonly depth: number; readonly key: Buffer }

/** The nodes that are held, in order of their leaves; none lies below another. Whole, it is one node: the root. */
export type Cover = readonly TreeNode[]

/** Leaves of one municipality, the last not included. */
export type LeafRange = { readonly municipalityId: number; readonly from: Leaf; readonly until: Leaf }

/** A whole tree. */
export function plantTree(root: Uint8Array): Cover {
  if (root.byteLength !== 32) throw new Error('the root of a key tree is 32 bytes')
  return [{ from: 0, depth: 0, key: Buffer.from(root) }]
}

/** The stored form of a leaf. Throws for a number that does not fit. */
export function leafOf(kind: LeafKind, number: number): Leaf {
  if (!Number.isSafeInteger(number) || number < 0 || number >= 2 ** numberBits) throw new Error('a leaf number out of range')
  return leafKinds[kind] * 2 ** numberBits + number
}

/** Every leaf of a kind in a municipality up to this one, not included. */
export function leavesBefore(municipalityId: number, kind: LeafKind, leaf: Leaf): LeafRange {
  return { municipalityId, from: leafOf(kind, 0), until: leaf }
}

/** Where a leaf lies among those of all municipalities. */
function placeOf(municipalityId: number, leaf: Leaf): number {
  if (!Number.isInteger(municipalityId) || municipalityId < 0 || municipalityId >= 2 ** municipalityBits)
    throw new Error('a municipality without a place in the key tree')
  if (!Number.isSafeInteger(leaf) || leaf < 0 || leaf >= 2 ** (kindBits + numberBits)) throw new Error('a leaf out of range')
  return municipalityId * 2 ** (kindBits + numberBits) + leaf
}

function childrenOf(key: Uint8Array): readonly [left: Buffer, right: Buffer] {
  labelled.set(key, label.byteLength)
  const both = hash('sha512', labelled, 'buffer')
  return [both.subarray(0, 32), both.subarray(32)]
}

const label = Buffer.from('boernungeliv key tree')
const labelled = Buffer.alloc(label.byteLength + 32, label)
const leavesBelow = (depth: number) => 2 ** (treeDepth - depth)

/** Derives leaf keys from what is held; undefined for a leaf that was taken. */
export type TreeReader = (municipalityId: number, leaf: Leaf) => Buffer | undefined

/** Nodes that are remembered: of 65 536 leaves (an import), of 256, and of 16 (a class or so). */
const remembered = [treeDepth - 16, treeDepth - 8, treeDepth - 4]
const mostRemembered = 30_000

/**
 * Reads a tree. People who were written together lie together, so inner nodes are remembered: a leaf takes some fifty
 * hashes of a microsecond the first time, and about four beside another.
 */
export function readTree(cover: Cover): TreeReader {
  const known = remembered.map(() => new Map<number, Buffer>())
  return (municipalityId, leaf) => {
    const place = placeOf(municipalityId, leaf)
    const node = nearest(known, place) ?? findNode(cover, place)
    if (node === undefined) return undefined
    let { depth, key } = node
    while (depth < treeDepth) {
      const half = leavesBelow(depth + 1)
      key = childrenOf(key)[Math.floor(place / half) % 2 === 0 ? 0 : 1]
      depth += 1
      const level = remembered.indexOf(depth)
      if (level !== -1) remember(known[level], Math.floor(place / leavesBelow(depth)), key)
    }
    return key
  }
}

function nearest(known: readonly Map<number, Buffer>[], place: number): { readonly depth: number; readonly key: Buffer } | undefined {
  for (let level = remembered.length - 1; level >= 0; level -= 1) {
    const depth = remembered[level] ?? 0
    const key = known[level]?.get(Math.floor(place / leavesBelow(depth)))
    if (key !== undefined) return { depth, key }
  }
  return undefined
}

function remember(map: Map<number, Buffer> | undefined, at: number, key: Buffer): void {
  if (map === undefined) return
  if (map.size >= mostRemembered) map.clear()
  map.set(at, key)
}

/** The node held above a place, by halving. */
function findNode(cover: Cover, place: number): TreeNode | undefined {
  let [low, high] = [0, cover.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cover[middle]?.from ?? Infinity) <= place) low = middle + 1
    else high = middle
  }
  const node = cover[low - 1]
  return node !== undefined && place < node.from + leavesBelow(node.depth) ? node : undefined
}

/** Whether every leaf of an aligned block of 2^`bits` can still be used. */
export function isWhole(cover: Cover, municipalityId: number, from: Leaf, bits: number): boolean {
  const place = placeOf(municipalityId, from)
  const node = findNode(cover, place)
  return node !== undefined && place + 2 ** bits <= node.from + leavesBelow(node.depth)
}

/** Takes leaves from a tree, for ever; where all were taken already, the cover itself comes back. Those never given to anybody do no harm. */
export function puncture(cover: Cover, ranges: readonly LeafRange[]): Cover {
  const taken = joined(
    ranges
      .map(({ municipalityId, from, until }): Span => [placeOf(municipalityId, from), placeOf(municipalityId, from) + (until - from)])
      .filter(([from, until]) => until > from)
      .toSorted(([left], [right]) => left - right),
  )
  const left = cover.flatMap((node) => without(node, taken))
  return left.length === cover.length && left.every((node, at) => node === cover[at]) ? cover : left
}

type Span = readonly [from: number, until: number]

/** Spans that touch made one, so that they can be found by halving. */
function joined(spans: readonly Span[]): readonly Span[] {
  const apart: [from: number, until: number][] = []
  for (const [from, until] of spans) {
    const last = apart.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], until)
    else apart.push([from, until])
  }
  return apart
}

function without(node: TreeNode, taken: readonly Span[]): readonly TreeNode[] {
  const until = node.from + leavesBelow(node.depth)
  const first = taken[firstEndingAfter(taken, node.from)]
  if (first === undefined || first[0] >= until) return [node]
  if (first[0] <= node.from && first[1] >= until) return []
  const [left, right] = childrenOf(node.key)
  const depth = node.depth + 1
  return [
    ...without({ from: node.from, depth, key: left }, taken),
    ...without({ from: node.from + leavesBelow(depth), depth, key: right }, taken),
  ]
}

function firstEndingAfter(spans: readonly Span[], place: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.[1] ?? Infinity) <= place) low = middle + 1
    else high = middle
  }
  return low
}
