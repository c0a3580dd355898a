/** Packs as files: read, judged and sealed. What is wrong is told as a list, never thrown. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { InstrumentText as TextSchema } from '#domain/instrument/instrument-schema.ts'
import { findVersion, type Instrument, type InstrumentText } from '#domain/instrument/instrument.ts'
import { isAltered, type Pack, type PackFault, packFaults, type Recording, sealed, type Sum } from '#domain/instrument/pack.ts'
import { Pack as PackSchema, PackTerms } from '#domain/instrument/pack-schema.ts'
import { itemOrder } from '#domain/instrument/questionnaire-of.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import { largestSound, mediaTypeOf } from '../recording/sound.ts'

export const sha256: Sum = (text) => createHash('sha256').update(text, 'utf8').digest('hex')

/** What can be wrong with a file before it is a pack, or with the sound beside it. */
export type FileFault = {
  readonly fault:
    | 'no-file'
    | 'not-json'
    | 'other-format'
    | 'unknown-language'
    | 'wrong-shape'
    | 'recording-missing'
    | 'recording-altered'
    | 'recording-not-played'
  /** The path in the file, or the name of the file. */
  readonly at: string
}

/** The pack in a file with everything that is wrong with it, whatever the day; without a pack when it can't be read as one. */
export function readPack(
  path: string,
  instruments: ReadonlyMap<string, Instrument>,
): { readonly pack: Pack | undefined; readonly faults: readonly (PackFault | FileFault)[] } {
  const written = readJson(path)
  if ('fault' in written) return { pack: undefined, faults: [written] }
  const read = PackSchema.safeParse(written.value)
  if (!read.success) {
    const faults = read.error.issues.map(({ path: at }): FileFault => {
      const where = at.join('.')
      return { fault: where === 'format' ? 'other-format' : where === 'language' ? 'unknown-language' : 'wrong-shape', at: where }
    })
    return { pack: undefined, faults }
  }
  const pack = read.data as Pack
  const faults = packFaults(pack, instruments, sha256)
  if (isAltered(pack, sha256)) return { pack, faults }
  const folder = dirname(path)
  return { pack: withSound(pack, folder), faults: [...faults, ...soundFaults(pack, folder)] }
}

/** The pack with the sound that lies beside it; its sum stays, for that has the sound's. */
function withSound(pack: Pack, folder: string): Pack {
  if (pack.recordings === undefined) return pack
  const recordings = pack.recordings.map((one) => ({ ...one, data: soundAt(one, folder)?.toString('base64') ?? '' }))
  return { ...pack, recordings }
}

function soundAt({ file, data }: Recording, folder: string): Buffer | undefined {
  if (data !== undefined) return Buffer.from(data, 'base64')
  const path = file === undefined ? undefined : join(folder, file)
  return path !== undefined && existsSync(path) ? readFileSync(path) : undefined
}

/** Recordings that are not there, are not those the pack was sealed with, or are none that a browser plays. */
function soundFaults({ recordings = [] }: Pack, folder: string): readonly FileFault[] {
  return recordings.flatMap((recording): readonly FileFault[] => {
    const { version, item, file, mediaType, sha256: due } = recording
    const at = file ?? `${version} ${item}`
    const sound = soundAt(recording, folder)
    if (sound === undefined) return [{ fault: 'recording-missing', at }]
    if (createHash('sha256').update(sound).digest('hex') !== due) return [{ fault: 'recording-altered', at }]
    const isPlayed = sound.byteLength <= largestSound && mediaTypeOf(sound) === mediaType
    return isPlayed ? [] : [{ fault: 'recording-not-played', at }]
  })
}

/**
 * A pack out of a folder: `pack.json` with the terms and the days, and `text.<version>.<language>.json` for each version. The
 * order is the instrument's own, and the sum is reckoned here. Faults instead when something does not fit.
 */
export function sealFolder(
  folder: string,
  language: RespondentLanguage,
  instruments: ReadonlyMap<string, Instrument>,
): { readonly pack: Pack | undefined; readonly faults: readonly (PackFault | FileFault)[] } {
  const terms = readJson(join(folder, 'pack.json'))
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => new RegExp(`^text\\..+\\.${language}\\.json$`).test(file)) : []
  const texts = files.sort().map((file) => ({ file, written: readJson(join(folder, file)) }))
  const unread = [terms, ...texts.map(({ written }) => written)].filter((written) => 'fault' in written)
  if (unread.length > 0 || 'fault' in terms) return { pack: undefined, faults: unread }
  const readTerms = PackTerms.safeParse(terms.value)
  const wrong: FileFault[] = readTerms.success
    ? []
    : readTerms.error.issues.map(({ path }) => ({ fault: 'wrong-shape', at: `pack.json ${path.join('.')}` }))
  const readTexts: InstrumentText[] = []
  for (const { file, written } of texts) {
    const read = TextSchema.safeParse('value' in written ? written.value : undefined)
    if (read.success) readTexts.push(read.data as InstrumentText)
    else wrong.push(...read.error.issues.map(({ path }) => ({ fault: 'wrong-shape', at: `${file} ${path.join('.')}` }) as const))
  }
  const [first] = readTexts
  if (first === undefined && wrong.length === 0) wrong.push({ fault: 'no-file', at: join(folder, `text.<version>.${language}.json`) })
  if (!readTerms.success || first === undefined || wrong.length > 0) return { pack: undefined, faults: wrong }
  const instrument = instruments.get(first.instrument)
  if (!instrument) return { pack: undefined, faults: [{ fault: 'unknown-instrument', at: first.instrument }] }
  const order = readTexts.flatMap((text) => {
    const version = findVersion(instrument, text.version)
    return version ? [[version.code, itemOrder(instrument, version)] as const] : []
  })
  const pack = sealed(
    {
      format: 1,
      instrument: instrument.code,
      edition: instrument.edition,
      language,
      texts: readTexts,
      order: Object.fromEntries(order),
      ...readTerms.data,
    },
    sha256,
  )
  const faults = packFaults(pack, instruments, sha256)
  return { pack: faults.length > 0 ? undefined : pack, faults }
}

function readJson(path: string): { readonly value: unknown } | FileFault {
  if (!existsSync(path)) return { fault: 'no-file', at: path }
  try {
    return { value: JSON.parse(readFileSync(path, 'utf8')) }
  } catch {
    return { fault: 'not-json', at: basename(path) }
  }
}
