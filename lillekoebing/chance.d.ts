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
    readonly next: () => number;
    /** A whole number from `low` to `high`, both possible. */
    readonly whole: (low: number, high: number) => number;
    /** True with this probability. */
    readonly happens: (probability: number) => boolean;
    /** One of a list that is not empty. */
    readonly pick: <V>(list: readonly V[]) => V;
    /** A new list in another order. */
    readonly shuffled: <V>(list: readonly V[]) => V[];
    /** Normal with mean 0 and variance 1 (Box-Muller). */
    readonly normal: () => number;
};
/** The stream of a phrase. The same phrase always gives the same stream. */
export declare function chance(phrase: string): Chance;
