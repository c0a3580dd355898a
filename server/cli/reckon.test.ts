import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/boernungeliv.js', import.meta.url))

type Ended = { readonly code: number | null; readonly out: string; readonly complaint: string }

/** Runs `reckon` to its end in a process without a database, a key or any other setting. */
async function run(args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [program, 'reckon', ...args], {
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

const child = `{"first":{"answers":"${'1'.repeat(25)}","impact":"1/22222"},"later":{"answers":"1221212212211210101220102"},"months":6}\n`

test('BMI names its reference, and what has no sex or is no measure is one sentence', async () => {
  const measured = ['bmi', '--age', '6.5', '--kg', '24', '--cm', '120']
  const { code, out } = await run([...measured, '--sex', 'male'])
  assert.equal(code, 0)
  assert.match(out, /^BMI 16,67, iso-BMI 23,12: normalvægt \(IOTF 2012, udgave 1\.0\)$/m)
  const { reference, edition } = JSON.parse((await run([...measured, '--sex', 'female', '--json'])).out)
  assert.deepEqual([reference, edition], ['iotf-2012', '1.0'])
  for (const wrong of [measured, ['bmi', '--sex', 'male', '--age', '6'], ['x'], []]) {
    const refused = await run(wrong)
    assert.equal(refused.code, 2)
    assert.equal(refused.out, '')
    assert.equal(refused.complaint.trimEnd().split('\n').length, 1)
  }
})

test('added value is of a group and says how sure it is; of one child there is none', async () => {
  const { code, out } = await run(['added-value'], child.repeat(4))
  assert.equal(code, 0)
  assert.match(out, /^4 børn: 1,8 ± 5,0, ikke til at skelne fra det ventede/)
  assert.match(out, /ikke holdt op mod udgivelsen/)
  const one = await run(['added-value', '--json'], child)
  assert.equal(one.code, 1)
  assert.equal(one.out, '')
  assert.match(one.complaint, /^Af ét barn siger det intet/)
  assert.equal((await run(['added-value'], 'not json\n')).code, 2)
})
