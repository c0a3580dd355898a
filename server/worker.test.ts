import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { locateDatabase } from '#database/connection.ts'
import { enqueue } from '#database/jobs.ts'
import { findRosterImport, insertRosterImport, listRosterImports } from '#database/roster.ts'
import { openProxy } from '../tests/tcp-proxy.ts'
import { openTestDatabase, type TestDatabase } from '../tests/test-database.ts'
import type { House } from './house.ts'
import { startWorker } from './worker.ts'
import { uniLogin } from './http/login.ts'

const file = Buffer.from('Institutionsnummer;Institution;Klasse;CPR;Navn;Køn\nX81101;Åsum Skole;5.B;010112-9990;Åse Ærø;K\n')

let database: TestDatabase
let house: House

before(async () => {
  database = await openTestDatabase()
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

const asSystem = <R>(work: Parameters<typeof database.doors.asSystem<R>>[2]) =>
  database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, work)

async function handIn(id: string): Promise<void> {
  await asSystem(async (tx) => {
    await insertRosterImport(tx, database.keyring, { id, createdBy: '00000000-0000-0000-0000-000000000000', createdAt: house.now(), file })
    await enqueue(tx, 'read-roster', { municipalityId: 881, importId: id }, `read-roster:${id}`)
  })
}

async function stateAfter(id: string, timeoutMs: number): Promise<string | undefined> {
  for (const end = performance.now() + timeoutMs; ; await wait(50)) {
    const state = (await asSystem((tx) => findRosterImport(tx, id)))?.state
    if (state !== 'reading' || performance.now() > end) return state
  }
}

const lockedByTheDead = () =>
  database.asOwner((client) =>
    client.query("update graphile_worker._private_jobs set locked_by = 'a worker that was killed', locked_at = now(), attempts = 1"),
  )

test('a job is taken from the queue', async () => {
  const id = '00000000-0000-4000-8000-000000000001'
  await handIn(id)
  await using _ = await startWorker(house, database.connectionString)
  assert.equal(await stateAfter(id, 10_000), 'ready')
})

test('a job of a worker that was killed is taken again when the next one starts', async () => {
  const id = '00000000-0000-4000-8000-000000000002'
  await handIn(id)
  await lockedByTheDead()
  await using _ = await startWorker(house, database.connectionString)
  assert.equal(await stateAfter(id, 10_000), 'ready')
})

test('a job of a worker that is alive is left alone, and taken by another when it has died', async () => {
  const id = '00000000-0000-4000-8000-000000000003'
  const alive = await database.connectAs('bul_worker')
  await handIn(id)
  await lockedByTheDead()
  await alive.query("select pg_advisory_lock(8841004, hashtext('a worker that was killed'))")
  await using _ = await startWorker(house, database.connectionString)
  assert.equal(await stateAfter(id, 1_000), 'reading')
  await alive.end()
  assert.equal(await stateAfter(id, 60_000), 'ready')
  assert.equal((await asSystem((tx) => listRosterImports(tx, 10))).length, 3)
})

test('a worker whose line falls silent takes jobs again when there is a line', async () => {
  const id = '00000000-0000-4000-8000-000000000004'
  const { host, port, database: name } = locateDatabase(database.connectionString)
  await using line = await openProxy({ path: `${host}/.s.PGSQL.${port}` })
  await using _ = await startWorker(house, `postgresql://x@127.0.0.1:${line.port}/${name}`, { queryTimeoutMs: 1_000 })
  line.change({ swallows: 'everything' })
  await wait(1_500)
  await line.heal()
  await handIn(id)
  assert.equal(await stateAfter(id, 60_000), 'ready')
})
