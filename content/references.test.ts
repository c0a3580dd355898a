/** The tables of content/references/: each holds what its schema knows, names its source, and is read by its code. */
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as schemas from '#domain/instrument/reference-schema.ts'

const here = join(import.meta.dirname, 'references')
const read = (file: string): { readonly code: string } => JSON.parse(readFileSync(join(here, file), 'utf8'))
const kinds = {
  'bmi-iotf-2012.json': schemas.BmiReference,
  'sdq-prediction.json': schemas.PredictionRules,
  'sdq-added-value.json': schemas.AddedValueRules,
}

test('there is a file for each schema and nothing else, and the README names each', () => {
  assert.deepEqual(readdirSync(here).sort(), ['README.md', ...Object.keys(kinds)].sort())
  const readme = readFileSync(join(here, 'README.md'), 'utf8')
  for (const file of Object.keys(kinds)) assert.match(readme, new RegExp(`\`${file}\``))
})

for (const [file, schema] of Object.entries(kinds)) {
  test(`${file} holds what the schema knows and nothing else`, () => {
    assert.deepEqual(schema.parse(read(file)), read(file))
    assert.ok(file.includes(read(file).code))
  })
}

test('what nobody has held against its publication says so', () => {
  const { hyperactivity, conduct, emotional } = schemas.PredictionRules.parse(read('sdq-prediction.json'))
  assert.deepEqual([hyperactivity.verified, conduct.verified, emotional.verified], [true, false, false])
  assert.equal(schemas.AddedValueRules.parse(read('sdq-added-value.json')).verified, false)
})
