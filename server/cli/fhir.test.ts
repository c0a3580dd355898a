import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/boernungeliv.js', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'bul-fhir-'))
after(() => rmSync(directory, { recursive: true }))

/** To its end, in a process without a database, a key or any other setting. */
function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'fhir', ...args], {
    cwd: directory,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    encoding: 'utf8',
  })
  return { status, out: stdout, complaint: stderr }
}

test('what is exported can be read again with nothing left behind', () => {
  assert.deepEqual(run('export', 'udskoling', '--out', 'udskoling.json').status, 0)
  const { status, out } = run('check', 'udskoling.json')
  assert.equal(status, 0, out)
  assert.match(out, /^udskoling \d+\.\d+: \d+ spørgsmål på da, en\n$/)
})

test('what does not come along is listed, and the exit code says so', () => {
  writeFileSync(
    join(directory, 'foreign.json'),
    JSON.stringify({
      resourceType: 'Questionnaire',
      status: 'active',
      item: [
        { linkId: 'a', text: 'Sover du?', type: 'boolean', required: true },
        { linkId: 'b', type: 'attachment' },
      ],
    }),
  )
  const { status, out } = run('check', 'foreign.json')
  assert.equal(status, 1)
  assert.match(out, /a: kravet om svar følger ikke med/)
  assert.match(out, /b: typen kan ikke spørges her \(attachment\)/)
})

test('a file that is no questionnaire, no JSON or not there is refused in words; a command that is none is misused', () => {
  writeFileSync(join(directory, 'patient.json'), '{"resourceType":"Patient"}')
  writeFileSync(join(directory, 'broken.json'), '{')
  assert.match(run('check', 'patient.json').complaint, /ikke et FHIR R4-spørgeskema \(resourceType\)/)
  assert.match(run('check', 'broken.json').complaint, /er ikke JSON/)
  assert.match(run('check', 'nowhere.json').complaint, /kan ikke læses/)
  assert.match(run('export', 'nothing').complaint, /intet spørgeskema/)
  assert.equal(run('import', 'patient.json').status, 2)
})
