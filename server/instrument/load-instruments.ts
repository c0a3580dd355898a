/** Instruments from their files: structure and examples from `content/`, words from there or from a licensed pack. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { StartRefusal } from '#database/start-refusal.ts'
import { checkExamples, checkInstrument, type InstrumentExample } from '#domain/instrument/check.ts'
import * as schemas from '#domain/instrument/instrument-schema.ts'
import { findVersion, type Instrument, type InstrumentText } from '#domain/instrument/instrument.ts'
import { textFaults } from '#domain/instrument/questionnaire-of.ts'

export type LoadedInstrument = { readonly instrument: Instrument; readonly texts: readonly InstrumentText[] }

const own = fileURLToPath(new URL('../../content/instruments', import.meta.url))

/**
 * Every instrument by its code. `packDir` holds the words an installation has a licence for, as
 * `<instrument>/text.<version>.<language>.json`; without them such an instrument has no texts, and is hidden
 * (`domain/instrument/text.ts`).
 *
 * Throws a `StartRefusal` for an instrument whose parts or worked examples do not fit, and for words that do not fit
 * their version: a wrong score is worse than none.
 */
export function loadInstruments(contentDir: string = own, packDir?: string): ReadonlyMap<string, LoadedInstrument> {
  const folders = readdirSync(contentDir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return new Map(folders.map(({ name }) => [name, loadInstrument(name, contentDir, packDir)] as const))
}

function loadInstrument(name: string, contentDir: string, packDir: string | undefined): LoadedInstrument {
  const folder = join(contentDir, name)
  const instrument = readFile(schemas.Instrument, join(folder, 'instrument.json')) as Instrument
  const faults = [
    ...(instrument.code === name ? [] : [{ fault: 'folder-has-another-name', at: instrument.code }]),
    ...checkInstrument(instrument),
    ...checkExamples(instrument, readFile(schemas.InstrumentExamples, join(folder, 'examples.json')) as readonly InstrumentExample[]),
  ]
  if (faults.length > 0) throw refuse(folder, faults)
  const texts = [folder, ...(packDir === undefined ? [] : [join(packDir, name)])].flatMap((place) => readTexts(instrument, place))
  return { instrument, texts }
}

function readTexts(instrument: Instrument, folder: string): readonly InstrumentText[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /^text\..+\.json$/.test(file)) : []
  return files.sort().map((file) => {
    const path = join(folder, file)
    const text = readFile(schemas.InstrumentText, path) as InstrumentText
    const version = findVersion(instrument, text.version)
    const faults = version ? textFaults(instrument, version, text) : [{ fault: 'other-version', at: text.version }]
    if (faults.length > 0) throw refuse(path, faults)
    return text
  })
}

function readFile<Schema extends z.ZodType>(schema: Schema, path: string): z.infer<Schema> {
  let written: unknown
  try {
    written = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw refuse(path, error instanceof Error ? error.message : error)
  }
  const read = schema.safeParse(written)
  if (!read.success) throw refuse(path, read.error.issues)
  return read.data
}

function refuse(path: string, faults: unknown): StartRefusal {
  const list = Array.isArray(faults) ? faults : [faults]
  return new StartRefusal(
    `${path} kan ikke bruges: ${JSON.stringify(list[0])}${list.length > 1 ? ` og ${list.length - 1} fejl til` : ''}`,
    'the instrument cannot be used',
  )
}
