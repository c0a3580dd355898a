/**
 * The linear attacker against one who can't be wrong: of a tiny population all the ways the answers could have been are written down,
 * those that any figure contradicts are crossed out, and what all the remaining ways agree on is what can be known.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { puzzleOf } from '#domain/disclosure/attack/from-ledger.ts'
import { attack, type Learnt } from '#domain/disclosure/attack/learnt.ts'
import type { Puzzle } from '#domain/disclosure/attack/puzzle.ts'
import { read } from '#domain/disclosure/attack/reading.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'
import { chanceFrom } from '../../tests/faults/chance.ts'
import { openSolver } from './highs.ts'

const solver = await openSolver()

type Tiny = {
  readonly sizes: readonly number[]
  readonly yes: readonly number[]
  readonly sets: readonly (readonly number[])[]
  readonly puzzle: Puzzle
}

/** Up to six cells of up to four people, and sets of any kind of them: nested, overlapping, one told roughly. */
function tiny(seed: number): Tiny {
  const chance = chanceFrom(seed)
  const below = (limit: number) => Math.floor(chance() * limit)
  const sizes = Array.from({ length: 3 + below(4) }, () => 1 + below(4))
  const yes = sizes.map((size) => below(size + 1))
  const sets = Array.from({ length: 2 + below(5) }, () => [...sizes.keys()].filter(() => chance() < 0.6)).filter(({ length }) => length > 0)
  const isRough = below(3) === 0
  const told = sets.map((cells, index) => {
    const n = cells.reduce((sum, cell) => sum + (sizes[cell] ?? 0), 0)
    const count = cells.reduce((sum, cell) => sum + (yes[cell] ?? 0), 0)
    const range = isRough && index === 0 ? ([Math.max(0, count - 1), Math.min(n, count + 1)] as const) : ([count, count] as const)
    return { cells, n: [n, n] as const, counts: new Map([['yes', range]]) }
  })
  return { sizes, yes, sets, puzzle: { cells: sizes.map((size, cell) => ({ name: `${cell}`, size })), told, isOneChoice: false } }
}

/** By set of cells at least and at most how many, over every way that no figure contradicts. */
function rangeOver({ sizes, puzzle }: Tiny, group: readonly number[]): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity]
  const world: number[] = []
  const sum = (cells: readonly number[]) => cells.reduce((total, cell) => total + (world[cell] ?? 0), 0)
  const fill = (cell: number) => {
    if (cell < sizes.length) {
      for (let count = 0; count <= (sizes[cell] ?? 0); count++) {
        world[cell] = count
        fill(cell + 1)
      }
      return
    }
    const isPossible = puzzle.told.every(({ cells, counts }) => {
      const [low, high] = counts.get('yes') ?? [0, 0]
      return sum(cells) >= low && sum(cells) <= high
    })
    if (!isPossible) return
    least = Math.min(least, sum(group))
    most = Math.max(most, sum(group))
  }
  fill(0)
  return [least, most]
}

const towns = Array.from({ length: 150 }, (_, seed) => tiny(seed + 1))

test('of every cell the attacker knows just what all possible ways agree on', () => {
  let isSharp = 0
  for (const [seed, town] of towns.entries()) {
    const reading = read(town.puzzle, solver)
    assert.equal(reading.isContradictory(), false, `town ${seed}`)
    for (const [cell, { parts }] of reading.reduced.cells.entries()) {
      const range = reading.count([cell], ['yes'])
      assert.deepEqual(range, rangeOver(town, parts), `town ${seed}, ${parts}`)
      if (range[0] === range[1]) isSharp++
    }
    reading.close()
  }
  assert.ok(isSharp > 50)
})

test('and of two of them together', () => {
  for (const [seed, town] of towns.entries()) {
    const reading = read(town.puzzle, solver)
    for (const [left, right] of reading.bundles) {
      if (left === undefined || right === undefined) continue
      const parts = [left, right].flatMap((cell) => reading.reduced.cells[cell]?.parts ?? [])
      assert.deepEqual(reading.count([left, right], ['yes']), rangeOver(town, parts), `town ${seed}`)
    }
    reading.close()
  }
})

const rule = { minimum: 5, sensitive: [['yes']], insiders: 1, width: 2 }
const people = (size: number) => ({ name: 'people', size })
const figure = (cells: readonly number[], n: number, yes: readonly [number, number]) => ({
  cells,
  n: [n, n] as const,
  counts: new Map([['yes', yes]]),
})
const kinds = (learnt: readonly Learnt[]) => [...new Set(learnt.map(({ kind }) => kind))]

test('all of a group but one having said yes is learnt, by that one', () => {
  const told = (yes: number): Puzzle => ({ cells: [people(12)], told: [figure([0], 12, [yes, yes])], isOneChoice: false })
  assert.deepEqual(kinds(attack(told(11), rule, solver).learnt), ['everybody'])
  assert.deepEqual(kinds(attack(told(10), rule, solver).learnt), [])
})

test('what is told roughly of a few is learnt where the rest of it is known', () => {
  const told = [figure([0, 1], 13, [5, 6]), figure([0], 10, [3, 3])]
  const [found] = attack({ cells: [people(10), people(3)], told, isOneChoice: false }, rule, solver).learnt
  assert.deepEqual([found?.kind, found?.count], ['nearly', [2, 3]])
})

test('figures that cannot all be true are told of, and never pass for nothing learnt', () => {
  const told = [figure([0, 1], 13, [1, 1]), figure([0], 10, [3, 3])]
  assert.deepEqual(kinds(attack({ cells: [people(10), people(3)], told, isOneChoice: false }, rule, solver).learnt), ['contradiction'])
})

test('two regions may hold the same children, and no figure contradicts another because of it', () => {
  const line = (unit: string, count: number): PublicationLine => ({
    at: '2026-11-23T09:00:00.000Z',
    audience: 'municipalities',
    wave: 'mellemtrin 1.2 2026',
    unit,
    within: unit === 'country' ? [] : ['country'],
    without: null,
    split: 'all',
    question: 'sleep-tired',
    category: 'all',
    n: 200,
    count,
  })
  const found = (country: number) => {
    const { puzzle } = puzzleOf([line('region:1085', 40), line('region:1086', 40), line('country', country)])
    return kinds(attack(puzzle, rule, solver).learnt)
  }
  assert.deepEqual(found(40), [])
  assert.deepEqual(found(39), ['contradiction'])
})

test('what is too large to be reckoned together is told of, and never passes for nothing learnt', () => {
  const told = [figure([0, 1], 12, [4, 4]), figure([1, 2], 6, [2, 2]), figure([0, 2], 10, [4, 4])]
  const puzzle: Puzzle = {
    cells: [
      { name: 'left', size: null },
      { name: 'both', size: null },
      { name: 'right', size: null },
    ],
    told,
    isOneChoice: false,
  }
  assert.equal(attack(puzzle, rule, solver).unsolved, 0)
  assert.ok(attack(puzzle, rule, solver, 1).unsolved > 0)
})
