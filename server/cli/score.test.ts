import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readdirSync, readFileSync } from 'node:fs'
import type { InstrumentExample } from '#domain/instrument/check.ts'

const program = fileURLToPath(new URL('../../bin/boernungeliv.js', import.meta.url))
const content = new URL('../../content/instruments/', import.meta.url)
const examplesOf = (code: string): readonly InstrumentExample[] =>
  JSON.parse(readFileSync(new URL(`${code}/examples.json`, content), 'utf8'))

type Ended = { readonly code: number | null; readonly out: string; readonly complaint: string }

/** Runs `score` to its end in a process without a database, a key or any other setting. */
async function run(args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [program, 'score', ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    stdio: 'pipe',
  })
  let [out, complaint] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  child.stdin.end(input)
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, out, complaint }
}

const printed = (instrument: string, { version, answered, scores, bands }: InstrumentExample) =>
  JSON.stringify({ instrument, version, answered, scores, bands })

for (const { name } of readdirSync(content, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  test(`${name}: every worked example comes out of the batch as it is printed, line by line`, async () => {
    const examples = examplesOf(name)
    const lines = examples.map(({ version, answers, impact, about }) => JSON.stringify({ version, answers, impact, about }))
    const { code, out, complaint } = await run(['--instrument', name, '--batch'], `${lines.join('\n')}\n`)
    assert.equal(complaint, '')
    assert.equal(code, 0)
    assert.deepEqual(
      out.trimEnd().split('\n'),
      examples.map((example) => printed(name, example)),
    )
  })
}

test('every vector of the SDQ, one command each, also where answers begin with a dash', async () => {
  const examples = examplesOf('sdq')
  assert.equal(examples.length, 23)
  for (const example of examples) {
    const { version, answers, impact = '', about } = example
    const { code, out, complaint } = await run([
      '--instrument',
      'sdq',
      '--version',
      version,
      '--answers',
      answers,
      '--impact',
      impact,
      ...(about?.sex === undefined ? [] : ['--sex', about.sex]),
      ...(about?.ageInMonths === undefined ? [] : ['--months', String(about.ageInMonths)]),
      '--json',
    ])
    assert.equal(complaint, '', example.name)
    assert.equal(code, 0, example.name)
    assert.equal(out, `${printed('sdq', example)}\n`)
  }
})

const ones = '1'.repeat(25)

test('what cannot be scored is one sentence in Danish, nothing is printed, and the exit code is 2', async () => {
  const sdq = ['--instrument', 'sdq']
  const parent = [...sdq, '--version', 'p4-17']
  const refused: readonly (readonly [args: readonly string[], sentence: RegExp])[] = [
    [[], /^Angiv --instrument: adbb, aims, .* eller who-5$/],
    [['--instrument', 'constructor'], /^Instrumentet "constructor" findes ikke: vælg adbb, aims, .* eller who-5$/],
    [sdq, /^Angiv --version: p2-4, t2-4, p4-17, t4-17, s11-17, s18, .* eller s18-followup$/],
    [[...sdq, '--version', 'p5-6', '--answers', ones], /^SDQ har ingen version "p5-6": vælg p2-4/],
    [parent, /^Angiv --answers: 25 tegn/],
    [[...parent, '--answers', ones.slice(1)], /^SDQ har 25 svar, og der er givet 24/],
    [[...parent, '--answers', `${ones}1`], /^SDQ har 25 svar, og der er givet 26/],
    [[...parent, '--answers', `${ones.slice(1)}3`], /^Svaret på sdq-25 er 3: et svar er et helt tal fra 0 til 2/],
    [[...parent, '--answers', `${ones.slice(1)} `], /^Tegn nr. 25 i svarene er " "/],
    [[...parent, '--answers', `${ones.slice(2)}-1x`], /^Tegn nr. 26 i svarene er "x"/],
    [[...parent, '--answers', ones, '--impact', '4/11111'], /^Svaret på sdq-26 er 4: et svar er et helt tal fra 0 til 3/],
    [[...parent, '--answers', ones, '--impact', '1/11141'], /^Svaret på sdq-31 er 4/],
    [[...parent, '--answers', ones, '--impact', '1/111'], /^Version p4-17 har 5 svar om belastning efter skråstregen, og der er givet 3/],
    [[...sdq, '--version', 't4-17', '--answers', ones, '--impact', '1/11111'], /^Version t4-17 har 3 svar/],
    [[...parent, '--answers', ones, '--impact', '11111'], /^"11111" er ikke svar om belastning/],
    [['--instrument', 'who-5', '--version', 's9', '--answers', '11111', '--impact', '1/1'], /^WHO-5 har ingen svar om belastning/],
    [['--instrument', 'who-5', '--version', 's9', '--answers', '11161'], /^Svaret på who-5-4 er 6: et svar er et helt tal fra 0 til 5/],
    [[...parent, '--answers', ones, '--sex', 'female'], /^Angiv køn som girl eller boy/],
    [[...parent, '--answers', ones, '--months', '6.5'], /^Angiv alderen som fyldte måneder/],
    [
      ['--instrument', 'aims', '--version', 'm0-18', '--answers', '21 9 12 17'],
      /^Svaret på aims-4 er 17: et svar er et helt tal fra 0 til 16/,
    ],
    [[...parent, '--batch', '--answers', ones], /^Med --batch står svarene i linjerne/],
    [[...parent, '--answer', ones], /^Unknown option '--answer'/],
  ]
  for (const [args, sentence] of refused) {
    const { code, out, complaint } = await run([...args, '--json'])
    assert.match(complaint.trimEnd(), sentence)
    assert.equal(complaint.trimEnd().split('\n').length, 1, complaint)
    assert.equal(out, '')
    assert.equal(code, 2, complaint)
  }
})

test('a bad line of a batch says so in its place, the others are scored, and the exit code is 1', async () => {
  const lines = [
    `{"version":"p4-17","answers":"${ones}"}`,
    '',
    'not json',
    '[]',
    '{"version":"p4-17"}',
    `{"version":"p4-17","answers":[${[...ones].join()}]}`,
    `{"version":"p4-17","answers":"${ones}","impact":1}`,
    `{"version":"p9","answers":"${ones}"}`,
    `{"version":"p4-17","answers":"${ones.slice(1)}3"}`,
    `{"answers":"${ones}"}`,
    `{"version":"t4-17","answers":"${ones}","impact":"1/333"}`,
  ]
  const { code, out, complaint } = await run(['--instrument', 'sdq', '--batch'], lines.join('\r\n'))
  assert.equal(code, 1)
  assert.equal(complaint, '')
  const results: readonly { readonly error?: string; readonly scores?: { readonly impact: number | null } }[] = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    results.map(({ error }) => error?.split(':')[0]),
    [
      undefined,
      'Linjen er ikke JSON',
      'Linjen er ikke et JSON-objekt med version, answers og impact',
      'Angiv answers som tekst',
      'Angiv answers som tekst',
      'Angiv impact som tekst, fx "1/11111", eller udelad det',
      'SDQ har ingen version "p9"',
      'Svaret på sdq-25 er 3',
      'Angiv version',
      undefined,
    ],
  )
  assert.equal(results[0]?.scores?.impact, null)
  assert.equal(results[9]?.scores?.impact, 6)
  const otherwise = await run(['--instrument', 'sdq', '--batch', '--version', 's11-17'], `{"answers":"${ones}"}`)
  assert.equal(otherwise.code, 0)
  assert.equal(JSON.parse(otherwise.out).version, 's11-17')
})

test('for a person it is a table, which says when bands are not to be trusted', async () => {
  const table = async (instrument: string, version: string, answers: string) =>
    (await run(['--instrument', instrument, '--version', version, '--answers', answers])).out
  const parent = await table('sdq', 'p4-17', `${ones.slice(1)}-`)
  assert.match(parent, /^SDQ p4-17, besvaret af forælder: 24 af 25 svar$/m)
  assert.match(parent, /^ +Score +Tre bånd +Fire bånd$/m)
  assert.match(parent, /^Samlet +20 +uden for normalområdet +meget langt fra gennemsnittet$/m)
  assert.match(parent, /^Belastning +mangler +– +–$/m)
  assert.match(parent, /ikke holdt op mod udgivelsen/)
  assert.match(parent, /^Tre bånd: sat på Britiske børn$/m)
  assert.match(parent, /^Danske bånd 2012: tabellen afhænger af køn: angiv --sex$/m)
  assert.match(await table('rcads-25', 's8-18', ones), /^Angst, T-score: tabellen er her ikke, så kun råscoren kan bruges$/m)
  assert.match(await table('sdq', 't2-4', ones), /Der er ingen grænser for denne version\./)
  assert.match(await table('demo', 't4-17', ones), /opfundet og ikke afprøvet/)
  assert.match(await table('who-5', 's9', '33222'), /^Trivsel +48 +tegn på lav trivsel +nogen risiko +ikke tegn på depression$/m)
})
