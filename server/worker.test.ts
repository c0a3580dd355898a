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

const queued = () =>
  database.asOwner(
    async (client) =>
      (await client.query('select attempts, max_attempts as "atMost", locked_by as "lockedBy" from graphile_worker._private_jobs')).rows,
  )

/** Tries until it is so, and fails when it never is. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; !(await isSo()); await wait(50)) assert.ok(performance.now() < end, 'not so for a minute')
}

/** Nobody reads or changes a list meanwhile: whoever is to read it waits with the job in hand. */
const whileHeld = (work: (jobProcess: () => Promise<readonly number[]>) => Promise<void>) =>
  database.asOwner(async (client) => {
    await client.query('begin; lock table common.roster_import in access exclusive mode')
    await work(async () => {
      const { rows } = await client.query("select pid from pg_locks where relation = 'common.roster_import'::regclass and not granted")
      return rows.map(({ pid }) => pid as number)
    })
    await client.query('rollback')
  })

test('a job whose workers were killed as often as it may be tried is tried again all the same', async () => {
  const id = '00000000-0000-4000-8000-000000000005'
  await handIn(id)
  await database.asOwner((client) =>
    client.query("update graphile_worker._private_jobs set locked_by = 'the eighth of them', locked_at = now(), attempts = max_attempts"),
  )
  await using _ = await startWorker(house, database.connectionString)
  assert.equal(await stateAfter(id, 10_000), 'ready')
})

test('a job whose connection is cut again and again is begun again, and none of it counts as an attempt', async () => {
  const id = '00000000-0000-4000-8000-000000000006'
  await using _ = await startWorker(house, database.connectionString)
  await handIn(id)
  await whileHeld(async (jobProcess) => {
    for (let times = 0; times < 3; times++) {
      await until(async () => (await jobProcess()).length > 0)
      const [process] = await jobProcess()
      await database.asOwner((client) => client.query('select pg_terminate_backend($1)', [process]))
      await until(async () => !(await jobProcess()).includes(process ?? 0))
    }
    await until(async () => (await jobProcess()).length > 0)
    assert.deepEqual(
      (await queued()).map(({ attempts }) => attempts),
      [1],
    )
  })
  assert.equal(await stateAfter(id, 10_000), 'ready')
})

test('a worker whose database is away when a job has been done lives on, and the job is put right when it is back', async () => {
  const id = '00000000-0000-4000-8000-000000000007'
  const { host, port, database: name } = locateDatabase(database.connectionString)
  await using line = await openProxy({ path: `${host}/.s.PGSQL.${port}` })
  await using _ = await startWorker(house, `postgresql://x@127.0.0.1:${line.port}/${name}`)
  await handIn(id)
  await whileHeld(async (jobProcess) => {
    await until(async () => (await jobProcess()).length > 0)
    await line.refuse()
    line.reset()
  })
  assert.equal(await stateAfter(id, 10_000), 'ready')
  await wait(500)
  assert.equal((await queued()).length, 1)
  await line.heal()
  await until(async () => (await queued()).length === 0)
})

test('a class that could not be sealed is tried again after the last time, and a list that could not be read is not', async () => {
  const surveyId = '00000000-0000-4000-8000-000000000009'
  await asSystem((tx) => enqueue(tx, 'seal-class', { municipalityId: 881, surveyId, classId: surveyId }, 'seal-class'))
  await asSystem((tx) => enqueue(tx, 'read-roster', { municipalityId: 881, importId: surveyId }, 'read-roster'))
  await database.asOwner((client) => client.query('update graphile_worker._private_jobs set attempts = max_attempts'))
  await using _ = await startWorker(house, database.connectionString)
  await until(async () => (await queued()).length === 1)
  await wait(500)
  assert.deepEqual(await queued(), [{ attempts: 8, atMost: 8, lockedBy: null }])
})
