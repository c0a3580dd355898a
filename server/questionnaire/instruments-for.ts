/** The instruments that may be added whole to a questionnaire today: with words here, for who answers, their ages and a track of it. */
import type { Tx } from '#database/transaction.ts'
import { scored } from '#domain/instrument/instrument.ts'
import { blockOf, versionsFor } from '#domain/instrument/whole.ts'
import { themeOfInstruments, type WholeAddition } from '#domain/questionnaire/compose.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { instrumentsWithWords } from '../instrument/loaded-packs.ts'

export type OfferedInstrument = WholeAddition & {
  readonly name: { readonly da: string; readonly en: string }
  readonly measures: readonly { readonly da: string; readonly en: string }[]
  readonly isValidated: boolean
}

export async function instrumentsFor(tx: Tx, base: Questionnaire, today: string): Promise<readonly OfferedInstrument[]> {
  return (await instrumentsWithWords(tx, today)).flatMap((known) => {
    const { instrument } = known
    return versionsFor(instrument, base).flatMap((version) => {
      const block = blockOf(known, version.code, themeOfInstruments(base))
      if (!block) return []
      const { code, name, isValidated, mayBeAskedIn } = instrument
      return [
        {
          ...block,
          code,
          version: version.code,
          mayBeAskedIn,
          name,
          isValidated,
          measures: scored(instrument).map((one) => one.name),
        },
      ]
    })
  })
}
