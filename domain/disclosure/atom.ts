/**
 * The one door out for group figures.
 *
 * A sealed atom is a row of counts over one group of respondents that is safe to publish, and never
 * changes. Every figure on every screen, file and API is a function of atoms; only `seal()` makes one.
 */
import type { Sex } from '../organisation/organisation.ts'
import type { UnitKey } from '../organisation/unit.ts'

declare const isSealed: unique symbol

/** Figures are split by these only; people without a registered sex count in the whole. */
export type SplitSex = Exclude<Sex, 'unknown'>

export type SealedAtom = {
  readonly unit: UnitKey
  /** Null when girls and boys are counted together. */
  readonly sex: SplitSex | null
  /** One row in the codebook's layout; an item that may not be shown here is all zeros. */
  readonly counts: readonly number[]
  readonly [isSealed]: true
}
