import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Cover, isWhole, leafOf, leavesBefore, plantTree, puncture, readTree, treeDepth } from './key-tree.ts'

const root = Buffer.alloc(32, 'root')
const whole = plantTree(root)
const hex = (bytes: Buffer | undefined) => bytes?.toString('hex')

/** Leaves near each other and far apart, of few municipalities, so that they meet. */
const leaf = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2 ** 42 - 1 }))
const place = fc.record({ municipalityId: fc.constantFrom(0, 101, 881, 1023), leaf })

test('every leaf has a key of its own, and the same each time', () => {
  fc.assert(
    fc.property(place, place, (one, two) => {
      const [read, again] = [readTree(whole), readTree(whole)]
      const isSame = one.municipalityId === two.municipalityId && one.leaf === two.leaf
      assert.equal(hex(read(one.municipalityId, one.leaf)) === hex(again(two.municipalityId, two.leaf)), isSame)
    }),
  )
})

test('what was derived before does not change what is derived next', () => {
  const read = readTree(whole)
  fc.assert(
    fc.property(place, ({ municipalityId, leaf: at }) => assert.deepEqual(read(municipalityId, at), readTree(whole)(municipalityId, at))),
  )
})

test('keys do not change from one version of the program to the next: everybody would be shredded', () => {
  assert.equal(hex(readTree(whole)(881, 12_345))?.slice(0, 24), '7344314a2c781282d60b7eab')
})

test('leaves that are taken are gone for ever, and nobody else is', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 30 }), fc.array(place, { maxLength: 30 }), (taken, others) => {
      const cover = puncture(
        whole,
        taken.map(({ municipalityId, leaf: at }) => ({ municipalityId, from: at, until: at + 1 })),
      )
      const [before, after] = [readTree(whole), readTree(cover)]
      const isTaken = new Set(taken.map(({ municipalityId, leaf: at }) => `${municipalityId} ${at}`))
      for (const { municipalityId, leaf: at } of [...taken, ...others]) {
        const expected = isTaken.has(`${municipalityId} ${at}`) ? undefined : before(municipalityId, at)
        assert.deepEqual(after(municipalityId, at), expected)
      }
      assertWellFormed(cover)
    }),
  )
})

test('one after another, all at once, or twice: the same is left', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 15 }), (taken) => {
      const ranges = taken.map(({ municipalityId, leaf: at }) => ({ municipalityId, from: at, until: at + 1 }))
      const atOnce = puncture(whole, ranges)
      assert.deepEqual(
        ranges.reduce<Cover>((cover, range) => puncture(cover, [range]), whole),
        atOnce,
      )
      assert.deepEqual(puncture(atOnce, ranges), atOnce)
    }),
  )
})

test('a stretch is taken whole, and a stretch from the beginning leaves few nodes however long it grows', () => {
  const cover = puncture(whole, [leavesBefore(881, 'rosterImport', leafOf('rosterImport', 1_000_003))])
  const read = readTree(cover)
  for (const number of [0, 1, 77, 999_999, 1_000_002]) assert.equal(read(881, leafOf('rosterImport', number)), undefined)
  for (const number of [1_000_003, 1_000_004, 2 ** 39]) assert.ok(read(881, leafOf('rosterImport', number)))
  for (const at of [leafOf('person', 5), leafOf('assessment', 5)]) assert.ok(read(881, at))
  assert.ok(read(882, leafOf('rosterImport', 5)))
  const longer = puncture(cover, [leavesBefore(881, 'rosterImport', leafOf('rosterImport', 2_000_000_003))])
  assert.ok(longer.length <= treeDepth, String(longer.length))
})

test('what shredding costs: fifty-two nodes for the first, less beside somebody, nothing when a whole block goes', () => {
  const from = leafOf('person', 2 ** 20)
  const take = (cover: Cover, at: number, until = at + 1) => puncture(cover, [{ municipalityId: 881, from: at, until }])
  const first = take(whole, from)
  assert.equal(first.length, treeDepth)
  const beside = take(first, from + 1)
  assert.equal(beside.length, treeDepth - 1, 'the neighbour was one of the nodes that were held')
  const sameImport = take(first, from + 1_000)
  assert.ok(sameImport.length - first.length <= 10)
  const wholeImport = take(whole, from, from + 2_048)
  assert.equal(wholeImport.length, treeDepth - 11)
})

test('no held node leads to a taken leaf: nothing of the way down to it is kept', () => {
  const from = leafOf('person', 4_711)
  const cover = puncture(whole, [{ municipalityId: 881, from, until: from + 1 }])
  const place881 = 881 * 2 ** 42 + from
  for (const node of cover) assert.ok(place881 < node.from || place881 >= node.from + 2 ** (treeDepth - node.depth))
})

test('a block is free when nothing in it was taken', () => {
  const cover = puncture(whole, [{ municipalityId: 881, from: 100, until: 101 }])
  assert.equal(isWhole(whole, 881, 0, 11), true)
  assert.equal(isWhole(cover, 881, 0, 11), false)
  assert.equal(isWhole(cover, 881, 2_048, 11), true)
  assert.equal(isWhole(cover, 881, 100, 0), false)
  assert.equal(isWhole(cover, 881, 101, 0), true)
  assert.equal(isWhole(cover, 882, 0, 11), true)
})

test('places outside the tree are refused, not folded onto somebody', () => {
  const read = readTree(whole)
  for (const [municipalityId, at] of [
    [1024, 0],
    [-1, 0],
    [1.5, 0],
    [881, -1],
    [881, 2 ** 42],
    [881, 0.5],
  ] as const)
    assert.throws(() => read(municipalityId, at))
  assert.throws(() => leafOf('person', 2 ** 40))
  assert.throws(() => plantTree(Buffer.alloc(16)), /32 bytes/)
})

function assertWellFormed(cover: Cover): void {
  for (const [at, node] of cover.entries()) {
    const next = cover[at + 1]
    if (next) assert.ok(node.from + 2 ** (treeDepth - node.depth) <= next.from, 'in order, and none below another')
    assert.equal(node.key.byteLength, 32)
  }
}
