/** An instrument's version as the answering page asks it, in the languages its packs have. */
import type { Tx } from '#database/transaction.ts'
import type { Questionnaire, WordsThereAre } from '#domain/questionnaire/questionnaire.ts'
import { findVersion } from '#domain/instrument/instrument.ts'
import { structureOf } from '#domain/instrument/questionnaire-of.ts'
import { askedIn } from '#domain/instrument/text.ts'
import { wordsAndNotices } from '../instrument/loaded-packs.ts'
import { installedInstrument } from './installed.ts'

/**
 * What somebody who has been invited is asked; undefined when the installation no longer has words for it, or has them only
 * altered. In the languages of its packs alone, for an instrument is translated by its owner.
 */
export async function askedOf(
  tx: Tx,
  code: string,
  version: string,
): Promise<{ readonly questionnaire: Questionnaire; readonly texts: WordsThereAre } | undefined> {
  const { texts: words, noticeOf } = await wordsAndNotices(tx, code)
  return askedIn(installedInstrument(code), words, version, noticeOf)
}

/** What is asked without its words: enough to take answers in and to score them, whatever has become of the pack. */
export function structureAsked(code: string, versionCode: string): Questionnaire {
  const instrument = installedInstrument(code)
  const version = findVersion(instrument, versionCode)
  if (!version) throw new Error(`the instrument ${code} has no version ${versionCode}`)
  return structureOf(instrument, version)
}
