/** An instrument made of nothing but what the how-to says. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { InstrumentExample } from '#domain/instrument/check.ts'
import { score } from '#domain/instrument/score.ts'
import { loadInstruments } from './load-instruments.ts'

const root = new URL('../../', import.meta.url)
const howTo = readFileSync(new URL('docs/how-to/add-an-instrument.md', root), 'utf8')
const files = [...howTo.matchAll(/^```(?:json|markdown) (\S+)\n(.*?)^```/gms)].map(([, name = '', content = '']) => ({ name, content }))

const directory = mkdtempSync(join(tmpdir(), 'bul-how-to-'))
mkdirSync(join(directory, 'stairs'))
for (const { name, content } of files) writeFileSync(join(directory, 'stairs', name), content)
after(() => rmSync(directory, { recursive: true, force: true }))

test('the how-to shows a whole instrument: three files, and no code', () => {
  assert.deepEqual(files.map(({ name }) => name).sort(), ['README.md', 'examples.json', 'instrument.json'])
  for (const heading of ['What it measures', 'Source and terms', 'Bands and their limits', 'Known errors'])
    assert.match(readFileSync(join(directory, 'stairs/README.md'), 'utf8'), new RegExp(`^## ${heading}$`, 'm'))
})

test('it loads with its examples, and is scored', () => {
  const stairs = loadInstruments(directory).get('stairs')
  assert.ok(stairs)
  const result = score(stairs, 'p4-17', [1, 1, 0, 2, 1], null, { sex: 'girl', ageInMonths: 75 })
  assert.deepEqual('refused' in result ? result : result.scores, { up: 6, steps: 52.25 })
})

test('the command line scores it as each of its examples says', () => {
  const examples: readonly InstrumentExample[] = JSON.parse(readFileSync(join(directory, 'stairs/examples.json'), 'utf8'))
  const program = fileURLToPath(new URL('bin/boernungeliv.js', root))
  const run = (args: readonly string[], input = '') =>
    execFileSync(process.execPath, [program, 'score', '--content', directory, '--instrument', 'stairs', ...args], {
      encoding: 'utf8',
      input,
    })
  const lines = examples.map(({ version, answers, about }) => JSON.stringify({ version, answers, about }))
  assert.deepEqual(
    run(['--batch'], lines.join('\n'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    examples.map(({ version, answered, scores, bands }) => ({ instrument: 'stairs', version, answered, scores, bands })),
  )
  const [command = ''] = howTo.match(/(?<=npx boernungeliv score --instrument stairs ).*/) ?? []
  assert.match(run(command.split(' ')), /^Op +6 +mange trin$/m)
})
