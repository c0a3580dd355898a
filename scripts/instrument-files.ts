/** JSON schemas of what lies in an instrument's folder, so that an editor completes and marks while somebody writes. */
import { z } from 'zod'
import { Instrument, InstrumentExamples, InstrumentText } from '#domain/instrument/instrument-schema.ts'

/** By the file's name in docs/. What its fields mean is told in domain/instrument/instrument.ts. */
export function instrumentFiles(): Readonly<Record<string, string>> {
  const files = {
    'instrument.schema.json': Instrument,
    'instrument-examples.schema.json': InstrumentExamples,
    'instrument-text.schema.json': InstrumentText,
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, schema]) => [
      name,
      `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-2020-12' }), null, 2)}\n`,
    ]),
  )
}
