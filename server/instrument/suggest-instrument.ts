import { suggestInstrument } from '#api/instrument.ts'
import { saveSuggestedInstrument } from '#database/instrument-pack.ts'
import { mayBeBegun } from '#domain/instrument/instrument.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { instrumentsWithWords } from './loaded-packs.ts'

/** Only what could be asked in PLUS today is suggested; one that expires later is passed over by then. */
export const answerSuggestInstrument = handle(suggestInstrument, async ({ actor, tx, body, now, today, note }) => {
  const offered = (await instrumentsWithWords(tx, today)).map(({ instrument }) => instrument)

  if (!offered.some((one) => one.code === body.instrument && one.mayBeAskedIn.includes('assessment') && mayBeBegun(one)))
    throw new Problem('instrument-not-offered')

  await saveSuggestedInstrument(tx, { instrument: body.instrument, chosenBy: actor.accountId, now })
  note(`instruments:${body.instrument}`)
})
