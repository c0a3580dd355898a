/** The command as somebody at a terminal meets it. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { PublicationLine } from '#domain/disclosure/publication.ts'

const directory = mkdtempSync(join(tmpdir(), 'bul-attack-'))
after(() => rmSync(directory, { recursive: true }))

const unit = 'class:00000000-0000-4000-8000-000000000001'
const school = 'institution:00000000-0000-4000-8000-0000000000a1'

/** So many of n in the class, or in its school, are bullied. */
function told(of: string, n: number, count: number, minute: number): readonly PublicationLine[] {
  const figure = {
    at: `2026-11-23T09:0${minute}:00Z`,
    audience: 'teacher',
    wave: 'efteraar',
    unit: of,
    within: of === unit ? [school, 'municipality'] : ['municipality'],
    without: null,
    split: 'all' as const,
    question: 'bullied',
    n,
  }
  return [
    { ...figure, category: 'never', count: n - count },
    { ...figure, category: 'many', count },
  ]
}

function run(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const program = fileURLToPath(new URL('../../bin/boernungeliv.js', import.meta.url))
  return new Promise((done) => {
    execFile(process.execPath, [program, 'attack', ...args], (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    )
  })
}

function file(name: string, text: string): string {
  const path = join(directory, name)
  writeFileSync(path, text)
  return path
}

const ledger = (name: string, lines: readonly PublicationLine[]) => file(name, lines.map((line) => JSON.stringify(line)).join('\n'))

test('where nothing can be learnt it says so, and ends with 0', async () => {
  const { code, said } = await run('--ledger', ledger('sound.jsonl', [...told(unit, 12, 2, 1), ...told(school, 30, 5, 2)]))
  assert.equal(code, 0, said)
  assert.match(said, /Intet kunne læres/)
})

test('where a class that was told before has one more, it says what the one answered, and ends with 1', async () => {
  const { code, said } = await run('--ledger', ledger('late.jsonl', [...told(unit, 12, 2, 1), ...told(unit, 13, 3, 2)]))
  assert.equal(code, 1, said)
  assert.match(said, /bullied: det kan regnes ud, at præcis 1 af 1 svarede "many"/)
  assert.match(said, new RegExp(unit))
})

test('two who were not bullied know of all the others, one alone does not', async () => {
  const path = ledger('all-but-two.jsonl', told(unit, 12, 10, 1))
  const { code, said } = await run('--ledger', path, '--insiders', '2')
  assert.equal(code, 1, said)
  assert.match(said, /så godt som alle 12 svarede/)
  assert.equal((await run('--ledger', path, '--insiders', '1')).code, 0)
})

test('a file that is none is refused without a word of what stands in it', async () => {
  const { code, said } = await run('--ledger', file('letter.txt', 'Kære Bo'))
  assert.equal(code, 1)
  assert.match(said, /letter\.txt:1 har ikke den form/)
  assert.doesNotMatch(said, /Kære/)
  assert.equal((await run()).code, 2)
})
