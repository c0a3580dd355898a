/** One municipality's roster carried out as STIL tells it: OneRoster, CSV and a workbook of the same find nothing to change. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { zipSync } from 'fflate'
import { csv, oneRosterExport, sheetLines, stilExport, wholeRoster } from '#lillekoebing/whole-roster.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { writeWorkbook } from '../../tests/write-workbook.ts'
import { uniLogin } from '../http/login.ts'
import type { House } from '../house.ts'
import { importRosterFile } from './import-roster-file.ts'

const utf8 = (text: string) => Buffer.from(text, 'utf8')
const whole = wholeRoster(2_000)
const stil = Buffer.concat([...stilExport(whole)].map(utf8))

let database: TestDatabase
let house: House

before(async () => {
  database = await openTestDatabase()
  await database.asOwner((client) =>
    client.query("insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true)"),
  )
  house = {
    doors: database.doors,
    keyring: database.keyring,
    origin: 'http://localhost:3000',
    logins: [uniLogin({ issuer: 'https://login.example', clientId: 'x', clientSecret: 'x' })],
    isDemo: true,
    now: () => new Date('2026-11-23T09:00:00Z'),
  }
})
after(() => database[Symbol.asyncDispose]())

const read = (file: Uint8Array, isApproved: boolean) =>
  importRosterFile(house, { municipalityId: 881, file, approve: async () => isApproved, secondApproval: 'test' })

/** How many rows each table of the organisation has, and a fingerprint of those that can be compared. */
async function everything(): Promise<unknown> {
  return database.asOwner(async (client) => {
    const tables = [
      'common.institution',
      'common.class',
      'common.pupil',
      'identity.person',
      'identity.family',
      'common.account',
      'common.account_class',
    ]
    const rows = await Promise.all(
      tables.map((table) =>
        client.query(`select count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as all from ${table} t`),
      ),
    )
    return tables.map((table, place) => [table, rows[place]?.rows[0]])
  })
}

test('a roster that is cut off, wrong somewhere or in another encoding changes nothing and says where', async () => {
  const before = await everything()
  const lines = stil.toString('utf8').split('\n')
  const broken: Readonly<Record<string, Uint8Array>> = {
    'xml-broken': stil.subarray(0, stil.byteLength / 3),
    'text-not-utf8': Buffer.from(stil.toString('utf8'), 'latin1'),
    'cpr-invalid': utf8(
      lines.with(400, (lines[400] ?? '').replace(/(RegistrationNumber>)\d{6}(.*?)CPR_REPLACEMENT_ID/, '$1993199$2CPR_VERIFIED')).join('\n'),
    ),
  }
  for (const [name, file] of Object.entries(broken)) {
    const { state, summary } = await read(file, true)
    assert.equal(state, 'refused', name)
    const found = summary?.findings.find((one) => one.name === name)
    assert.ok(found?.line !== null && Number(found?.line) > 1, `${name}: ${JSON.stringify(summary?.findings.slice(0, 3))}`)
    if (name === 'cpr-invalid') assert.equal(found?.line, 401)
  }
  assert.deepEqual(await everything(), before)
})

test('STIL’s export makes the organisation, and no other way of telling it changes anything', { timeout: 300_000 }, async (t) => {
  const applied = await read(stil, true)
  assert.equal(applied.state, 'applied', JSON.stringify(applied.summary?.findings.slice(0, 5)))
  assert.ok((applied.summary?.counts.new ?? 0) >= 2_000)
  const after = await everything()

  const sheets = Object.entries(sheetLines(whole))
  const text = (one: string) => ({ text: one })
  const others: Readonly<Record<string, Uint8Array>> = {
    stil,
    oneRoster: zipSync(Object.fromEntries(Object.entries(oneRosterExport(whole)).map(([name, one]) => [name, utf8(one)]))),
    workbook: zipSync(writeWorkbook(sheets.map(([name, lines]) => ({ name, rows: lines.map((line) => line.map(text)) })))),
    ...Object.fromEntries(sheets.map(([name, lines]) => [`${name}.csv`, utf8(csv(';', lines))])),
  }
  for (const [name, file] of Object.entries(others)) {
    const { state, summary } = await read(file, false)
    assert.equal(state, 'discarded', `${name}: ${JSON.stringify(summary?.findings.slice(0, 5))}`)
    t.diagnostic(`${name}: ${JSON.stringify(summary?.sections)}`)
    const { new: made, changed, gone } = summary?.counts ?? { new: -1, changed: -1, gone: -1 }
    assert.deepEqual({ made, changed, gone }, { made: 0, changed: 0, gone: 0 }, name)
  }
  assert.deepEqual(await everything(), after)
})

test('what the municipality calls an institution is not what an export calls it: it keeps its name and kind', async () => {
  await database.asOwner((client) =>
    client.query("update common.institution set name = 'Vores skole', kind = 'youthService' where number = 'L10000'"),
  )
  const { summary } = await read(stil, false)
  const { new: made, changed, gone } = summary?.counts ?? { new: -1, changed: -1, gone: -1 }
  assert.deepEqual({ made, changed, gone }, { made: 0, changed: 0, gone: 0 })
})
