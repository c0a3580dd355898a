/**
 * The figures of a survey as a chain, as the audit log is one (`audit/chain.ts`): each atom, and each note of what was withheld or
 * merged upward, carries its number and a hash of what it says and of the link before. Totals are no links: they are added up
 * anew from the atoms (`verify.ts`).
 *
 * The order says which class was sealed before which, as everybody saw when their figures came; within one sealing it follows
 * from what the links say, so that it tells nothing besides.
 */
import type { SealedAtom } from './atom.ts'
import type { MergedUpward, Withheld } from './seal.ts'
import { encodePieces, hex, integer, optional, text } from '../audit/encode.ts'
import type { Linked } from '../audit/chain.ts'

export type FigureKind = 'atom' | 'mergedUpward' | 'withheld'

/** What a link says. `numbers` with commas between: an atom's counts, or how many answers were withheld. */
export type Saying = {
  readonly kind: FigureKind
  readonly unit: string | null
  readonly sex: string | null
  readonly item: string | null
  readonly numbers: string
}

export type FigureLink = Linked & Saying & { readonly municipalityId: number; readonly surveyId: string }

/** What a sealing says, in the order it is chained. */
export function sayingsOf({
  atoms = [],
  mergedUpward = [],
  withheld = [],
}: {
  readonly atoms?: readonly Pick<SealedAtom, 'unit' | 'sex' | 'counts'>[]
  readonly mergedUpward?: readonly MergedUpward[]
  readonly withheld?: readonly Withheld[]
}): readonly Saying[] {
  const sayings: readonly Saying[] = [
    ...atoms.map(({ unit, sex, counts }) => ({ kind: 'atom' as const, unit, sex, item: null, numbers: counts.join(',') })),
    ...mergedUpward.map(({ unit, item }) => ({ kind: 'mergedUpward' as const, unit, sex: null, item, numbers: '' })),
    ...withheld.map(({ item, answers }) => ({ kind: 'withheld' as const, unit: null, sex: null, item, numbers: String(answers) })),
  ]
  const key = ({ kind, unit, sex, item, numbers }: Saying) => JSON.stringify([kind, unit, sex, item, numbers])
  return sayings.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
}

/** The same as `sealed.digest` in the database. */
export function encodeLink({ municipalityId, surveyId, seq, previous, kind, unit, sex, item, numbers }: FigureLink): Uint8Array {
  return encodePieces([
    text('boernungeliv figures 1'),
    integer(BigInt(municipalityId), 4),
    hex(surveyId),
    integer(seq, 8),
    hex(previous),
    text(kind),
    optional(unit, text),
    optional(sex, text),
    optional(item, text),
    text(numbers),
  ])
}
