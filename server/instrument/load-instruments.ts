/** Instruments from their files: structure and worked examples; the words come in packs (`loaded-packs.ts`). */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { StartRefusal } from '#database/start-refusal.ts'
import { checkExamples, checkInstrument, type InstrumentExample } from '#domain/instrument/check.ts'
import * as schemas from '#domain/instrument/instrument-schema.ts'
import type { Instrument } from '#domain/instrument/instrument.ts'

const own = fileURLToPath(new URL('../../content/instruments', import.meta.url))

/**
 * Every instrument by its code. Throws a `StartRefusal` for one whose parts or worked examples do not fit: a wrong score is
 * worse than none.
 */
export function loadInstruments(contentDir: string = own): ReadonlyMap<string, Instrument> {
  const folders = readdirSync(contentDir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return new Map(folders.map(({ name }) => [name, loadInstrument(name, contentDir)] as const))
}

function loadInstrument(name: string, contentDir: string): Instrument {
  const folder = join(contentDir, name)
  const instrument = readFile(schemas.Instrument, join(folder, 'instrument.json')) as Instrument
  const faults = [
    ...(instrument.code === name ? [] : [{ fault: 'folder-has-another-name', at: instrument.code }]),
    ...checkInstrument(instrument),
    ...checkExamples(instrument, readFile(schemas.InstrumentExamples, join(folder, 'examples.json')) as readonly InstrumentExample[]),
  ]
  if (faults.length > 0) throw refuse(folder, faults)
  return instrument
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
