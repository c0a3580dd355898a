/**
 * The words instruments are asked in: those of the packs that the installation has loaded, each held to its sum when it is
 * used. Words that someone has changed in the database, or that no longer fit the instrument, are shown to nobody.
 */
import { listPacks, type PackRow } from '#database/instrument-pack.ts'
import type { Tx } from '#database/transaction.ts'
import type { Instrument, InstrumentText } from '#domain/instrument/instrument.ts'
import { type Pack, packFaults } from '#domain/instrument/pack.ts'
import { Pack as PackSchema } from '#domain/instrument/pack-schema.ts'
import { type HeldPack, textsToBegin, textsToGoOn } from '#domain/instrument/text.ts'
import type { WithWords } from '#domain/instrument/whole.ts'
import { loadInstruments } from './load-instruments.ts'
import { sha256 } from './pack-file.ts'

let instruments: ReadonlyMap<string, Instrument> | undefined

/** Every instrument this program knows, by its code; with words or without. */
export function knownInstruments(): ReadonlyMap<string, Instrument> {
  instruments ??= loadInstruments()
  return instruments
}

/** A pack as the database has it. Without words when they were erased. */
export type StoredPack = { readonly row: PackRow; readonly held: HeldPack | undefined }

/** The packs of an instrument, or of all, the latest first, each judged. */
export async function storedPacks(tx: Tx, instrument?: string): Promise<readonly StoredPack[]> {
  return (await listPacks(tx, instrument)).map((row) => ({ row, held: holdOf(row) }))
}

/** A pack as it may be used: sound when it is the one that was loaded, and fits the instrument as it is now. */
export function holdOf(row: Pick<PackRow, 'pack' | 'checksum' | 'state' | 'instrument' | 'language'>): HeldPack | undefined {
  if (row.pack === null) return undefined
  const read = PackSchema.safeParse(row.pack)
  const pack = (read.success ? read.data : row.pack) as Pack
  const isSound =
    read.success &&
    pack.checksum === row.checksum &&
    pack.instrument === row.instrument &&
    pack.language === row.language &&
    packFaults(pack, knownInstruments(), sha256).length === 0
  return { pack, state: row.state, isSound }
}

/** The words that what runs goes on with. */
export async function wordsToGoOn(tx: Tx, instrument: string): Promise<readonly InstrumentText[]> {
  return textsToGoOn(await heldOf(tx, instrument), tx.municipalityId)
}

/** The same, with the line that the owner of each wants shown. */
export async function wordsAndNotices(tx: Tx, instrument: string) {
  const held = await heldOf(tx, instrument)
  return {
    texts: textsToGoOn(held, tx.municipalityId),
    noticeOf: (text: InstrumentText) => held.find(({ pack, isSound }) => isSound && pack.texts.includes(text))?.pack.licence.notice,
  }
}

async function heldOf(tx: Tx, instrument: string): Promise<readonly HeldPack[]> {
  return (await storedPacks(tx, instrument)).flatMap(({ held }) => held ?? [])
}

/** The instruments that a questionnaire may have inside it today, with their words. */
export async function instrumentsWithWords(tx: Tx, today: string): Promise<readonly WithWords[]> {
  const held = (await storedPacks(tx)).flatMap((one) => one.held ?? [])
  return [...knownInstruments().values()].flatMap((instrument) => {
    const own = held.filter(({ pack }) => pack.instrument === instrument.code)
    const texts = textsToBegin(own, tx.municipalityId, today)
    const noticeOf = (text: InstrumentText) => own.find(({ pack, isSound }) => isSound && pack.texts.includes(text))?.pack.licence.notice
    return texts.length > 0 ? [{ instrument, texts, noticeOf }] : []
  })
}
