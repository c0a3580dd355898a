/** What somebody has read aloud of a pack's words, by the key of exactly those words. */
import type { PackSound } from '#database/load-packs.ts'
import { recordingKey } from '#database/recording-key.ts'
import { findVersion, type Instrument } from '#domain/instrument/instrument.ts'
import type { Pack } from '#domain/instrument/pack.ts'
import { itemsOf, itemWords } from '#domain/instrument/questionnaire-of.ts'
import { spokenOf } from '#domain/questionnaire/spoken.ts'
import { mediaTypeOf } from '../recording/sound.ts'

/** Of a pack that is in order, with its sound in it (`readPack`). */
export function soundsOf(pack: Pack, instruments: ReadonlyMap<string, Instrument>): readonly PackSound[] {
  const instrument = instruments.get(pack.instrument)
  return (pack.recordings ?? []).flatMap(({ version: code, item: of, data, sha256 }) => {
    const version = instrument && findVersion(instrument, code)
    const text = pack.texts.find((one) => one.version === code)
    const item = version && itemsOf(instrument, version).find((one) => one.code === of)
    const words = version && text && itemWords(instrument, version, text)[of]
    const sound = Buffer.from(data ?? '', 'base64')
    const mediaType = mediaTypeOf(sound)
    if (!item || !words || !mediaType) return []
    return [{ key: recordingKey(pack.language, spokenOf(item, words)), id: sha256, mediaType, sound }]
  })
}
