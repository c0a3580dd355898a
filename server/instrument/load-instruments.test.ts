import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { StartRefusal } from '#database/start-refusal.ts'
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

const refused = (what: RegExp) => (error: unknown) => error instanceof StartRefusal && what.test(error.message)

test('an instrument whose words belong to others is there, with nothing of them', () => {
  const sdq = loadInstruments().get('sdq')
  assert.ok(sdq)
  for (const { code } of sdq.versions) assert.equal(isAvailable(sdq, [], code), false)
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
