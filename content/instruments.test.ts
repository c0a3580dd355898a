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
    assert.deepEqual(
      items,
      items.map((_, place) => `${folder}-${place + 1}`),
    )
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
    assert.deepEqual(files, [own], what)
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

/**
 * Four words in a row from validated instruments, and the names their owners give the items, as the beginnings of
 * SHA-256 sums: so that the wording is known here without being here.
 */
const ofOthers = new Set(
  `
  009eba1231 02e648d118 03e20a3c31 059260474e 0a679aa88a 0a9a3a1efc 0e087b9ccf 115b3c2114 11fea583de 13fd9fde11 140db9386e
  147d74a0b6 15a018026b 15fc7e64c8 179d5d892e 18005f4b08 1ae55d3a0a 1af4d9a98a 1d78be0ad5 1f550a1741 1ffbcf51d3 207f069761
  247a2afc43 2575bfa610 25ac287632 25d07f2dc2 26aa0cc0b2 27946fd512 293a024cc9 299ded8cec 2c6ce68001 2ca7a77edd 2d176bab5e
  30ba19ba48 350f886482 39d1c9f886 3f0a2e6c46 43cd1f36a1 43d75290f5 44395bc980 4ad0a6952b 4c477b1215 4cf4a3053c 4d3df61e13
  4e07d1be6e 4e9f2a7a5a 4f33b11841 512d6dd94f 5276e0cd15 52ac3eca6d 53a537df81 552923165b 557ce8af8d 56fc7e1ba2 5a017d7080
  5a7dea5070 5c5a415ead 5c7f5e2005 5cbe298cd9 5d3a094a6d 5d83fe4651 5e96164ef2 61bf111e2f 61e4165461 632f49567b 63de57a7bc
  64f3ad96ed 650c3e0ee3 6bba5205ce 6c934a18f5 6e7e1a7703 6f8e38b8de 6fbd302e60 71625af52e 72f7d96d42 734ff1b463 77909f2ca0
  77f5fd37f1 7873316658 7a38de0122 7b60eaa500 7dcf8a1991 826fa11ff2 834c34d3fc 84493438ed 849627ca18 87dddb61ff 88b78f2e2d
  8933b3bdfc 89dd7b1ccc 8a21288624 8a7e6207eb 8ad3dfebd9 8b1d5d75f1 8b1e8cc99e 8ccf8b1c32 8cec64bc5a 8ceff89cb4 8ea3eeb746
  9115d0094e 92852756a9 933e8f6b84 95a2fdd852 95e1468203 97627dc56d 97fac714fd 9a77aa80e1 9a8cce14d4 9afc7cc7dd 9c23bc0f22
  9f8b206404 a180f28546 a1d53c4837 a2b0f727e2 a4dbfa40cb a72c2b07d1 a85aeeb3b4 a866efc9d3 aa6e189203 af156d0cc3 b018533351
  b11c8bb2e3 b1f6e328e1 b35c56885c b37fdba733 b3b71fe89e b46cb2b2ff b4e598e36f b73afc8189 b8c91f6a9a bb68e974db bce68ecee7
  bcf6c23cc1 bd6300234b bf9e449718 c202dbe367 c23830b42c c55e882e1a c765c5dc95 c8c0479d8f c8d25464d9 c960029403 cca03b8d19
  cf70b826f2 d0bb4bcb77 d0d4afbb56 d20e001b62 d3c2bdbf7a da3175111e deaeb4ad74 df54f765dc e340fdd0d5 e3b93a73fa e3d1fabcd1
  e425861c05 ebb41ddbab ebdf683b1a eedf663d40 ef760ee793 efa9cbd04f f062799cea f0fdc0a662 f1f3b627eb f23f3caf5c f4225be1a5
  f5f2502fb3 f665ab749e f7707220f5 f7fbfedaf0 f833765113 f97f1bd745 f982659185 fa0292f989 faadce18fa fb4ff61d7f fbb476e1c3
  fce05d0553
`
    .trim()
    .split(/\s+/),
)

const sum = (words: string) => createHash('sha256').update(words).digest('hex').slice(0, 10)

function foundOfOthers(content: string): readonly string[] {
  const words = content.toLowerCase().match(/[a-zæøå]+/g) ?? []
  return [...new Set([...words, ...words.map((_, place) => words.slice(place, place + 4).join(' '))])].filter((some) =>
    ofOthers.has(sum(some)),
  )
}

test('no file of the repository holds the words of a validated instrument, or its owners’ names of the items', () => {
  for (const { file, content } of tracked) assert.deepEqual(foundOfOthers(content), [], file)
})
