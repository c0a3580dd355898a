import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openTestDatabase } from '../../tests/test-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'bul-cvr-'))
after(() => rmSync(folder, { recursive: true }))

test('a municipality’s CVR number is told once at the server, by code and eight digits', async () => {
  await using database = await openTestDatabase()
  const program = fileURLToPath(new URL('../../bin/boernungeliv.js', import.meta.url))
  const keyFile = join(folder, 'key')
  const env = {
    ...process.env,
    DATABASE_URL: database.connectionString,
    KEY_FILE: keyFile,
    ORIGIN: 'https://boernungeliv.example',
    OIDC_ISSUER: 'https://login.example',
    OIDC_CLIENT_ID: 'x',
    OIDC_CLIENT_SECRET: 'x',
  }
  const run = (...args: readonly string[]) => spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' })
  assert.equal(run('key', keyFile).status, 0)

  const told = run('cvr', '0461', '99000461')
  assert.equal(told.status, 0, told.stderr)
  assert.match(told.stdout, /Odense har CVR-nummer 99000461/)
  for (const wrong of [['461', '1'], ['999', '99000461'], ['0461'], ['0461', '99000461', 'x']]) assert.equal(run('cvr', ...wrong).status, 1)
  const rows = await database.asOwner(
    async (client) => (await client.query('select municipality_id, cvr from common.municipality where cvr is not null')).rows,
  )
  assert.deepEqual(rows, [{ municipality_id: 461, cvr: '99000461' }])
})
