/** A municipality fetched from STIL: by a stand-in over the wire, into a real database. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listRosterImports } from '#database/roster.ts'
import type { Tx } from '#database/transaction.ts'
import { readKey } from '../../stand-ins/stil/keys.ts'
import { provider, startStil, type Stil } from '../../stand-ins/stil/stil.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import type { House } from '../house.ts'
import { fetchFromStil } from '../jobs/fetch-stil.ts'
import { readRosterImport } from '../jobs/read-roster.ts'
import { uniLogin } from '../http/login.ts'
import { fetchStil } from './fetch-stil.ts'
import { importRosterFile } from './import-roster-file.ts'

let database: TestDatabase
let stil: Stil
let house: House
let daysLater = 0

before(async () => {
  database = await openTestDatabase()
  await database.asOwner(async (client) => {
    await client.query("insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true)")
    for (const [number, name, kind] of [
      ['881001', 'Møllebakkens Skole', 'school'],
      ['881002', 'Havbrinkskolen', 'school'],
      ['881003', 'Uden aftale', 'school'],
      ['881900', 'Forvaltningen', 'administration'],
    ])
      await client.query(
        'insert into common.institution (municipality_id, id, number, name, kind) values (881, gen_random_uuid(), $1, $2, $3)',
        [number, name, kind],
      )
  })
  stil = await startStil({
    schoolYear: 2026,
    now: () => house.now(),
    institutions: [
      { number: '881001', name: 'Møllebakkens Skole', pupils: 40 },
      { number: '881002', name: 'Havbrinkskolen', pupils: 25 },
    ],
  })
  house = {
    doors: database.doors,
    keyring: database.keyring,
    origin: 'http://localhost:3000',
    logins: [uniLogin({ issuer: 'https://login.example', clientId: 'x', clientSecret: 'x' })],
    isDemo: true,
    stil: { address: stil.address, provider, ...readKey('client'), signers: [readKey('signer').certificate] },
    now: () => new Date(Date.now() + daysLater * 86_400_000),
  }
})

after(async () => {
  await stil[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const asSystem = <R>(work: (tx: Tx) => Promise<R>) => database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, work)
const connection = () => {
  assert.ok(house.stil)
  return house.stil
}

test('every institution that STIL has exports of is asked for once, and one without an agreement is left as it is', async () => {
  const { file, institutions, notFetched } = await fetchStil(house, connection(), 881)
  assert.deepEqual(institutions, ['881001', '881002'])
  assert.deepEqual(notFetched, [{ institution: '881003', reason: 'refused-by-stil' }])
  assert.deepEqual(
    [...stil.pulls],
    [
      ['881001', 1],
      ['881002', 1],
    ],
  )
  const ended = await importRosterFile(house, {
    municipalityId: 881,
    file: file ?? new Uint8Array(),
    approve: async () => true,
    secondApproval: 'test',
  })
  assert.equal(ended.state, 'applied', JSON.stringify(ended.summary?.findings))
  await database.asOwner(async (client) => {
    const { rows } = await client.query('select count(*)::int as pupils from common.pupil where left_on is null')
    assert.deepEqual(rows, [{ pupils: 65 }])
  })
})

test('an answer about another institution is not used', async () => {
  stil.misbehave('other-institution')
  const { file, notFetched } = await fetchStil(house, connection(), 881)
  stil.misbehave(undefined)
  assert.equal(file, undefined)
  assert.deepEqual(
    notFetched.map(({ reason }) => reason),
    ['another-institution', 'another-institution', 'refused-by-stil'],
  )
})

test('each night an import is made that waits for approval, and while one waits nothing is fetched', async () => {
  const before = stil.pulls.get('881001')
  await fetchFromStil(house, { municipalityId: 881 })
  const [latest] = await asSystem((tx) => listRosterImports(tx, 1))
  assert.equal(latest?.state, 'reading')
  await readRosterImport(house, { municipalityId: 881, importId: latest.id })
  assert.equal((await asSystem((tx) => listRosterImports(tx, 1)))[0]?.state, 'ready')
  await fetchFromStil(house, { municipalityId: 881 })
  assert.equal(stil.pulls.get('881001'), Number(before) + 1)
})

test('an institution is asked for four times a day and no more, whatever came of it, and again the day after', async () => {
  await fetchStil(house, connection(), 881)
  const pulls = new Map(stil.pulls)
  assert.equal(pulls.get('881001'), 4)
  const { institutions, notFetched } = await fetchStil(house, connection(), 881)
  assert.deepEqual(institutions, [])
  assert.ok(notFetched.every(({ reason }) => reason === 'pulled-often-enough'))
  assert.deepEqual(stil.pulls, pulls)
  daysLater = 1
  assert.deepEqual((await fetchStil(house, connection(), 881)).institutions, ['881001', '881002'])
  daysLater = 0
})

test('two who ask at once do not both ask the fourth time', async () => {
  await database.asOwner((client) =>
    client.query(
      "insert into common.institution (municipality_id, id, number, name, kind) values (881, gen_random_uuid(), '881004', 'Ny', 'school')",
    ),
  )
  const before = [...stil.pulls.values()]
  const results = await Promise.all(Array.from({ length: 6 }, () => fetchStil(house, connection(), 881)))
  const asked = results.flatMap(({ notFetched }) => notFetched.filter(({ reason }) => reason === 'refused-by-stil'))
  assert.equal(asked.filter(({ institution }) => institution === '881004').length, 4)
  assert.deepEqual([...stil.pulls.values()], before)
})
