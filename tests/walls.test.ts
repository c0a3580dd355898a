/**
 * The walls are held by the compiler: an import that points up, and an operation without a handler, do not
 * compile. Each is planted in a copy of the sources, to see the compiler refuse it.
 */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
let copy: string

before(() => {
  copy = mkdtempSync(join(tmpdir(), 'bul-walls-'))
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n')
  for (const file of files) {
    if (
      !/^(domain|api|database|server|lillekoebing|web|content\/texts)\/|^(package|tsconfig.*)\.json$/.test(file) ||
      !existsSync(join(root, file))
    )
      continue
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  // What the checks have compiled the compiler knows again by its contents; where nothing is, it compiles all of it.
  if (existsSync(join(root, '.types'))) cpSync(join(root, '.types'), join(copy, '.types'), { recursive: true })
})

after(() => rmSync(copy, { recursive: true, force: true }))

/** What the compiler says of a floor; empty when it compiles. */
function compile(floor: string): string {
  return spawnSync(process.execPath, [join(copy, 'node_modules/typescript/bin/tsc'), '-b', floor], { cwd: copy, encoding: 'utf8' }).stdout
}

/** Writes a fault, compiles, and puts things back. */
function planted(floor: string, file: string, change: (text: string) => string): string {
  const path = join(copy, file)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  writeFileSync(path, change(before ?? ''))
  try {
    return compile(floor)
  } finally {
    if (before === undefined) rmSync(path)
    else writeFileSync(path, before)
  }
}

test('without a fault every floor compiles', () => {
  assert.equal(compile('server'), '')
  assert.equal(compile('web/professional'), '')
  assert.equal(compile('web/respondent'), '')
})

const upward: readonly (readonly [floor: string, target: string])[] = [
  ['domain', '#api/problems.ts'],
  ['domain', '#database/audit.ts'],
  ['domain', '#server/problem.ts'],
  ['api', '#database/audit.ts'],
  ['api', '#server/problem.ts'],
  ['database', '#api/problems.ts'],
  ['database', '#server/problem.ts'],
  ['server', '#web/client.ts'],
  ['web/professional', '#database/audit.ts'],
  ['web/professional', '#server/problem.ts'],
  ['web/respondent', '#database/audit.ts'],
  ['web/respondent', '#web/professional/wording.ts'],
  ['web/design', '#web/professional/wording.ts'],
]

for (const [floor, target] of upward) {
  test(`${floor} importing ${target} does not compile`, () => {
    const said = planted(floor, `${floor}/planted.ts`, () => `export * from '${target}'\n`)
    assert.match(said, /TS(6307|6059|6305|2307)/)
  })
}

test('the domain knows no Node, no DOM and no clock that waits', () => {
  for (const name of ['process', 'document', 'setTimeout', 'fetch', 'console']) {
    assert.match(
      planted('domain', 'domain/planted.ts', () => `export const planted = ${name}\n`),
      /TS(2304|2584|2591|2580)/,
      name,
    )
  }
})

test('an operation without a handler does not compile', () => {
  const said = planted('server', 'server/routes.ts', (text) => text.replace(/^ {2}openSurvey: answerOpenSurvey,\n/m, ''))
  assert.match(said, /TS(1360|2741)/)
})

test('a handler under another operation’s name does not compile', () => {
  const said = planted('server', 'server/routes.ts', (text) =>
    text.replace('openSurvey: answerOpenSurvey', 'openSurvey: answerCloseSurvey'),
  )
  assert.match(said, /TS\d+/)
})

test('a refusal that is not in the catalogue does not compile', () => {
  const said = planted(
    'server',
    'server/planted.ts',
    () => `import { Problem } from './problem.ts'\nexport const planted = new Problem('survey-is-boring')\n`,
  )
  assert.match(said, /TS2345/)
})

test('a figure that was not sealed is no atom', () => {
  const said = planted(
    'domain',
    'domain/report/planted.ts',
    () =>
      `import type { SealedAtom } from '../disclosure/atom.ts'\nexport const planted: SealedAtom = { unit: 'municipality', sex: null, counts: [1] }\n`,
  )
  assert.match(said, /TS2741/)
})

test('nobody makes a transaction but the doors', () => {
  const said = planted(
    'database',
    'database/planted.ts',
    () =>
      `import { Kysely } from 'kysely'\nimport type { Database } from './tables.ts'\nimport type { Tx } from './transaction.ts'\nexport const planted = (kysely: Kysely<Database>): Tx => Object.assign(kysely, { municipalityId: 1 })\n`,
  )
  assert.match(said, /TS2322/)
})
