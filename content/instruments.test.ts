/** Every instrument in content/: what each folder holds, where a cut-off stands, and that no words of others are here. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkExamples, checkInstrument, type InstrumentExample } from '#domain/instrument/check.ts'
import * as schemas from '#domain/instrument/instrument-schema.ts'
import { findVersion, type Instrument, type InstrumentText } from '#domain/instrument/instrument.ts'
import { textFaults } from '#domain/instrument/questionnaire-of.ts'
import { instrumentTable } from '../scripts/instrument-table.ts'
import { instrumentFiles } from '../scripts/instrument-files.ts'
import { wordsOfOthers } from '#domain/questionnaire/others-wording.ts'

const root = join(import.meta.dirname, '..')
const here = join(import.meta.dirname, 'instruments')
const read = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(here, ...path), 'utf8'))

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(
    (file) => /\.(ts|tsx|js|json|md|html|sql|css|csv|yml)$/.test(file) && file !== 'package-lock.json' && existsSync(join(root, file)),
  )
  .map((file) => ({ file, content: readFileSync(join(root, file), 'utf8') }))

const folders = readdirSync(here)
/** Whose words may stand here: our own. The others bring theirs in a pack. */
const ownWords = ['demo']

for (const folder of folders) {
  const instrument = read(folder, 'instrument.json') as Instrument

  test(`${folder}: the files hold what the schema knows, nothing is wrong with it, and every worked example holds`, () => {
    assert.deepEqual(schemas.Instrument.parse(instrument), instrument)
    assert.equal(instrument.code, folder)
    assert.deepEqual(checkInstrument(instrument), [])
    const examples = read(folder, 'examples.json')
    assert.deepEqual(schemas.InstrumentExamples.parse(examples), examples)
    assert.deepEqual(checkExamples(instrument, examples as readonly InstrumentExample[]), [])
  })

  test(`${folder}: the README says what it measures, whose it is, on what terms, and the limits of its norms`, () => {
    const readme = readFileSync(join(here, folder, 'README.md'), 'utf8')
    for (const heading of ['What it measures', 'Source and terms', 'Bands and their limits', 'Known errors'])
      assert.match(readme, new RegExp(`^## ${heading}$`, 'm'))
  })

  test(`${folder}: an item is a number, so that no code gives away what is asked`, () => {
    const { items, impact } = instrument
    const all = [...items, ...(impact ? [impact.gate, ...Object.values(impact.forms).flatMap(({ asked }) => asked)] : [])]
    for (const item of all) assert.match(item, new RegExp(`^${folder}-\\d+$`))
    const numbers = (codes: readonly string[]) => codes.map((item) => Number(item.slice(folder.length + 1)))
    assert.deepEqual(
      numbers(items),
      numbers(items).toSorted((a, b) => a - b),
    )
    const used = [...new Set(numbers(all))]
    assert.equal(Math.max(...used), used.length)
  })

  const words = readdirSync(join(here, folder)).filter((file) => file.startsWith('text.'))

  if (ownWords.includes(folder)) {
    test(`${folder}: our own words are complete, in both languages, and say that it is made up`, () => {
      assert.equal(instrument.isValidated, false)
      const texts = words.map((file) => read(folder, file) as InstrumentText)
      assert.deepEqual(
        texts.map(({ version, language }) => `${version} ${language}`).sort(),
        instrument.versions.flatMap(({ code }) => ['da', 'en'].map((language) => `${code} ${language}`)).sort(),
      )
      for (const text of texts) {
        const version = findVersion(instrument, text.version)
        assert.deepEqual(version && textFaults(instrument, version, schemas.InstrumentText.parse(text) as InstrumentText), [])
        assert.match(text.intro, text.language === 'da' ? /opfundet.*ikke afprøvet/ : /made up.*not been tested/)
        assert.doesNotMatch(JSON.stringify(text), /anonym/i)
      }
      for (const { source, verified } of [...instrument.bandSystems.flatMap(({ tables }) => tables), ...instrument.reliability]) {
        assert.match(source, /^Invented/)
        assert.equal(verified, false)
      }
    })
  } else {
    test(`${folder}: there is not a word of it here, and nothing but its structure, examples and README`, () => {
      assert.deepEqual(readdirSync(join(here, folder)).sort(), ['README.md', 'examples.json', 'instrument.json'])
    })
  }
}

test('the schemas that an editor reads are what the files are held to', () => {
  for (const [name, schema] of Object.entries(instrumentFiles()))
    assert.equal(readFileSync(join(root, 'docs', name), 'utf8'), schema, 'run npm run openapi')
})

test('docs/instruments.md is what the files say: run node scripts/write-openapi.ts', () => {
  assert.equal(readFileSync(join(root, 'docs', 'instruments.md'), 'utf8'), instrumentTable())
})

test('a cut-off stands in exactly one file', () => {
  const rows = folders.flatMap((folder) =>
    (read(folder, 'instrument.json') as Instrument).bandSystems.flatMap(({ code, tables }) =>
      tables.flatMap(({ version, spans }) =>
        Object.entries(spans).map(([score, row]) => ({
          what: `${folder} ${code} ${version} ${score}`,
          row,
          own: `content/instruments/${folder}/instrument.json`,
        })),
      ),
    ),
  )
  assert.ok(rows.length > 50)
  // However it is written: as JSON, or as "0-1 / 2 / 3" with any dash and any space.
  const asWritten = tracked.map(({ file, content }) => ({
    file,
    json: content.replaceAll(/\s/g, ''),
    prose: content.replaceAll('–', '-').replaceAll(/[\s|]/g, '/').replaceAll(/\/+/g, '/'),
  }))
  for (const { what, row, own } of rows) {
    const json = JSON.stringify(row)
    const prose = new RegExp(`(?<![\\d-])${row.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join('/')}(?![\\d-])`)
    const files = asWritten.filter((one) => one.json.includes(json) || prose.test(one.prose)).map(({ file }) => file)
    // Two instruments may by chance have the same numbers; each has them in its own file, and nothing else has them.
    assert.ok(files.includes(own), what)
    assert.deepEqual(
      files.filter((file) => !/^content\/instruments\/[^/]+\/instrument\.json$/.test(file)),
      [],
      what,
    )
  }
})

test('no code that reads an instrument compares a score with a number of its own', () => {
  const readers = tracked.filter(
    ({ file, content }) =>
      /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && (file.startsWith('domain/instrument/') || /domain\/instrument\//.test(content)),
  )
  assert.ok(readers.length > 5)
  const comparison = /\b(scores?|total|value|points?|band|impact|result)\b[^\n]{0,30}?(?:[<>]=?|===?|!==?)\s*(?:[2-9]|\d\d+)\b/
  for (const { file, content } of readers) assert.doesNotMatch(content, comparison, file)
})

const sum = (words: string) => createHash('sha256').update(words).digest('hex')

test('no file of the repository holds the words of a validated instrument, or its owners’ names of the items', () => {
  for (const { file, content } of tracked) assert.deepEqual(wordsOfOthers(content, sum), [], file)
})
