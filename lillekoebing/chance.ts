/**
 * Chance that is the same every time: xoshiro128**, seeded by a phrase.
 *
 * Every part of the invented world draws from a stream of its own, named by its path ("881|egely|6.B"), so
 * that adding a school leaves the pupils of all the others as they were.
 *
 * Source: D. Blackman and S. Vigna, Scrambled Linear Pseudorandom Number Generators, ACM Trans. Math. Softw.
 * 47(4), 2021, doi:10.1145/3460772; the state is filled by FNV-1a and the finisher of MurmurHash3. Good enough
 * for a play; never for a key or a slip.
 */

export type Chance = {
  /** At least 0, below 1; 32 bits. */
  readonly next: () => number
  /** A whole number from `low` to `high`, both possible. */
  readonly whole: (low: number, high: number) => number
  /** True with this probability. */
  readonly happens: (probability: number) => boolean
  /** One of a list that is not empty. */
  readonly pick: <V>(list: readonly V[]) => V
  /** A new list in another order. */
  readonly shuffled: <V>(list: readonly V[]) => V[]
  /** Normal with mean 0 and variance 1 (Box-Muller). */
  readonly normal: () => number
}

/** The stream of a phrase. The same phrase always gives the same stream. */
export function chance(phrase: string): Chance {
  const hash = hashOf(phrase)
  let a = finish(hash ^ 0x9e3779b9)
  let b = finish(a ^ 0x243f6a88)
  let c = finish(b ^ 0xb7e15162)
  let d = finish(c ^ 0xdeadbeef) | 1
  let spare: number | undefined

  function next(): number {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return result / 4294967296
  }

  function whole(low: number, high: number): number {
    return low + Math.floor(next() * (high - low + 1))
  }

  return {
    next,
    whole,
    happens: (probability) => next() < probability,
    pick: (list) => list[whole(0, list.length - 1)] as (typeof list)[number],
    shuffled(list) {
      const order = [...list]
      for (let last = order.length - 1; last > 0; last -= 1) {
        const other = whole(0, last)
        const held = order[last] as (typeof order)[number]
        order[last] = order[other] as (typeof order)[number]
        order[other] = held
      }
      return order
    },
    normal() {
      if (spare !== undefined) {
        const kept = spare
        spare = undefined
        return kept
      }
      const radius = Math.sqrt(-2 * Math.log(1 - next()))
      const angle = 2 * Math.PI * next()
      spare = radius * Math.sin(angle)
      return radius * Math.cos(angle)
    },
  }
}

/** FNV-1a over UTF-16 units, finished so that phrases that differ in one sign have nothing in common. */
function hashOf(phrase: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < phrase.length; place += 1) hash = Math.imul(hash ^ phrase.charCodeAt(place), 0x01000193)
  return finish(hash)
}

function finish(word: number): number {
  let mixed = word
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}
