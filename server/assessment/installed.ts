/** The instruments cases are opened with, as this installation has them. */
import { findSuggestedInstrument } from '#database/instrument-pack.ts'
import type { Tx } from '#database/transaction.ts'
import { type Instrument, type InstrumentText, mayBeBegun } from '#domain/instrument/instrument.ts'
import { mayBegin, textsToBegin } from '#domain/instrument/text.ts'
import { knownInstruments, storedPacks } from '../instrument/loaded-packs.ts'

/** An instrument by its code. A case names one that was known when it was opened. */
export function installedInstrument(code: string): Instrument {
  const found = knownInstruments().get(code)
  if (!found) throw new Error(`the instrument ${code} is not installed`)
  return found
}

/** An instrument that a case may be opened with, and the words it would be asked in. */
export type OfferedInstrument = { readonly instrument: Instrument; readonly texts: readonly InstrumentText[] }

/**
 * What a case on a child of that age may be opened with today: instruments with words, for somebody who can be asked, that
 * may be asked in PLUS. What the municipality suggests comes first, then what is validated.
 */
export async function offeredInstruments(tx: Tx, age: number | null, today: string): Promise<readonly OfferedInstrument[]> {
  const [packs, suggested] = await Promise.all([storedPacks(tx), findSuggestedInstrument(tx)])
  const held = packs.flatMap((one) => one.held ?? [])
  const rank = ({ code, isValidated }: Instrument) => (code === suggested ? 0 : isValidated ? 1 : 2)
  return [...knownInstruments().values()]
    .map((instrument) => ({
      instrument,
      texts: textsToBegin(
        held.filter(({ pack }) => pack.instrument === instrument.code),
        tx.municipalityId,
        today,
      ),
    }))
    .filter(({ instrument }) => instrument.mayBeAskedIn.includes('assessment') && mayBeBegun(instrument))
    .filter(({ instrument, texts }) => mayBegin(instrument, texts, age))
    .toSorted((one, other) => rank(one.instrument) - rank(other.instrument))
}
