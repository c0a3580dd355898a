import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { StartRefusal } from '#database/start-refusal.ts'
import type { Instrument, InstrumentText } from '#domain/instrument/instrument.ts'
import { isAvailable } from '#domain/instrument/text.ts'
import { loadInstruments } from './load-instruments.ts'

const own = fileURLToPath(new URL('../../content/instruments', import.meta.url))
const places: string[] = []

after(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true })
})

function place(): string {
  const directory = mkdtempSync(join(tmpdir(), 'bul-instrument-'))
  places.push(directory)
  return directory
}

/** A copy of one instrument's folder that may be spoilt. */
function copyOf(code: string): string {
  const directory = place()
  cpSync(join(own, code), join(directory, code), { recursive: true })
  return directory
}

function edit(path: string, change: (read: string) => string): void {
  const before = readFileSync(path, 'utf8')
  const after = change(before)
  assert.notEqual(after, before, 'nothing was changed')
  writeFileSync(path, after)
}

/** Words made of nothing but the item's number, in the shape a licensed pack has. */
function packFor({ code, items, impact, answers }: Instrument, version: string, left?: string): string {
  const directory = place()
  const impactItems = impact ? [impact.gate, ...(impact.forms.parent?.asked ?? [])] : []
  const text: InstrumentText = {
    format: 1,
    instrument: code,
    version,
    language: 'da',
    title: 'Opfundne ord',
    intro: 'Opfundne ord.',
    why: 'Opfundne ord.',
    themes: { items: 'Opfundne ord', impact: 'Opfundne ord' },
    options: Array.from({ length: answers.to - answers.from + 1 }, (_, at) => `Svar ${at}`),
    items: Object.fromEntries(
      [...items, ...impactItems]
        .filter((item) => item !== left)
        .map((item) => [
          item,
          { question: `Opfundet spørgsmål ${item}?`, ...(impactItems.includes(item) ? { options: ['a', 'b', 'c', 'd'] } : {}) },
        ]),
    ),
  }
  mkdirSync(join(directory, code))
  writeFileSync(join(directory, code, `text.${version}.da.json`), JSON.stringify(text))
  return directory
}

const refused = (what: RegExp) => (error: unknown) => error instanceof StartRefusal && what.test(error.message)

test('an instrument whose words belong to others is there, and hidden until a pack brings them', () => {
  const sdq = loadInstruments().get('sdq')
  assert.ok(sdq)
  assert.deepEqual(sdq.texts, [])
  for (const { code } of sdq.instrument.versions) assert.equal(isAvailable(sdq.instrument, sdq.texts, code), false)

  const withPack = loadInstruments(own, packFor(sdq.instrument, 'p4-17')).get('sdq')
  assert.ok(withPack)
  assert.equal(isAvailable(withPack.instrument, withPack.texts, 'p4-17'), true)
  assert.equal(isAvailable(withPack.instrument, withPack.texts, 's11-17'), false)
})

test('our own demonstration instrument has its words in both languages', () => {
  const demo = loadInstruments().get('demo')
  assert.ok(demo)
  assert.equal(demo.texts.length, 6)
  for (const { code } of demo.instrument.versions) assert.equal(isAvailable(demo.instrument, demo.texts, code), true)
})

test('a pack that leaves an item out is refused: nobody may ask a part of an instrument', () => {
  const sdq = loadInstruments().get('sdq')
  assert.ok(sdq)
  assert.throws(() => loadInstruments(own, packFor(sdq.instrument, 'p4-17', 'sdq-19')), refused(/item-without-words.*sdq-19/))
  assert.throws(() => loadInstruments(own, packFor(sdq.instrument, 'p99')), refused(/other-version.*p99/))
})

test('an instrument that does not give what was worked out by hand does not load', () => {
  const wrongCutOff = copyOf('who-5')
  edit(join(wrongCutOff, 'who-5/instrument.json'), (read) => read.replace(/"times": \d+/, '"times": 1'))
  assert.throws(() => loadInstruments(wrongCutOff), refused(/bands-leave-a-gap-or-overlap/))
  const notReversed = copyOf('sdq')
  edit(join(notReversed, 'sdq/instrument.json'), (read) => read.replace('"reversed": ["sdq-7"]', '"reversed": []'))
  assert.throws(() => loadInstruments(notReversed), refused(/example-does-not-hold.*V1"/))
})

test('an instrument without an example of each of the six cases does not load', () => {
  for (const [code, example] of [
    ['sdq', 'missing-but-scorable'],
    ['demo', 'reversed'],
    ['who-5', 'lowest'],
  ] as const) {
    const directory = copyOf(code)
    edit(join(directory, code, 'examples.json'), (read) => read.replaceAll(new RegExp(`(, )?"${example}"(, (?="))?`, 'g'), ''))
    assert.throws(() => loadInstruments(directory), refused(new RegExp(`case-without-example.*${example}`)))
  }
  const none = copyOf('who-5')
  writeFileSync(join(none, 'who-5/examples.json'), '[]')
  assert.throws(() => loadInstruments(none), refused(/examples\.json/))
})

test('a file that is not JSON, has a rule nobody knows, or stands in another folder is refused with its path', () => {
  const broken = copyOf('demo')
  writeFileSync(join(broken, 'demo/instrument.json'), '{')
  assert.throws(() => loadInstruments(broken), refused(/demo\/instrument\.json/))
  const misspelt = copyOf('demo')
  edit(join(misspelt, 'demo/instrument.json'), (read) => read.replace('"rule": "atLeast"', '"rule": "minimum"'))
  assert.throws(() => loadInstruments(misspelt), refused(/missing/))
  const elsewhere = place()
  cpSync(join(own, 'demo'), join(elsewhere, 'other'), { recursive: true })
  assert.throws(() => loadInstruments(elsewhere), refused(/folder-has-another-name/))
})
