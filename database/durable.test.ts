/** When a commit is told to be on one machine alone: a standby that PostgreSQL was told to wait for, and that does not answer. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Embedded } from './embedded.ts'
import { openWholeCluster } from '../tests/server-process.ts'
import { startTestCluster, type TestDatabase } from '../tests/test-database.ts'
import type { Guest, Statement } from './transaction.ts'

let cluster: Embedded
let database: TestDatabase
const guest: Guest = { municipalityId: 881, role: 'guest' }

before(async () => {
  cluster = await startTestCluster()
  database = await openWholeCluster(cluster.connectionString)
  await database.asOwner(async (client) => {
    await client.query("insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true)")
    await client.query('alter role bul_staff set synchronous_commit = on')
    await client.query("alter role bul_staff set statement_timeout = '300ms'")
  })
})

after(async () => {
  await database[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const school = (number: string): Statement => ({
  name: 'test-school',
  text: "insert into common.institution values (881, gen_random_uuid(), 'school', $1, 'Åsum Skole', null)",
  values: [number],
})

/** From now on no commit is done before this machine has it too; nobody is it when it is empty. */
async function awaitStandby(name: string): Promise<void> {
  await database.asOwner(async (client) => {
    await client.query(`alter system set synchronous_standby_names = '${name}'`)
    await client.query('select pg_reload_conf()')
  })
}

async function whoWaits(): Promise<number> {
  for (const end = Date.now() + 10_000; Date.now() < end; await wait(20)) {
    const { rows } = await database.asOwner((client) =>
      client.query("select pid from pg_stat_activity where usename = 'bul_staff' and wait_event = 'SyncRep'"),
    )
    if (rows[0]) return rows[0].pid
  }
  assert.fail('nobody waits for the standby')
}

const kept = () =>
  database.asOwner(async (client) =>
    (await client.query('select number from common.institution order by number')).rows.map(({ number }) => number),
  )

test('a commit is not hurried by the limit on statements: it waits for the other machine for as long as it takes', async () => {
  await awaitStandby('elsewhere')
  try {
    const committed = database.doors.pipeline(guest, 'staff', [school('X00001')])
    await whoWaits()
    // Longer than a statement may take: a commit that is cancelled while it waits is said to be done.
    await wait(900)
    assert.equal(await Promise.race([committed.then(() => 'done'), wait(1, 'waiting')]), 'waiting')
    await awaitStandby('')
    await committed
  } finally {
    await awaitStandby('')
  }
  assert.deepEqual(await kept(), ['X00001'])
})

test('a statement keeps its limit', async () => {
  await assert.rejects(database.doors.pipeline(guest, 'staff', [{ name: 'test-sleep', text: 'select pg_sleep(2)', values: [] }]), {
    code: '57014',
  })
})

test('what PostgreSQL calls committed and not on the other machine is not acknowledged, in a pipeline or out of it', async () => {
  const ways = [
    ['X00002', (number: string) => database.doors.pipeline(guest, 'staff', [school(number)])],
    [
      'X00003',
      (number: string) =>
        database.doors.as(guest, 'staff', (tx) =>
          tx
            .insertInto('common.institution')
            .values({ municipalityId: 881, id: crypto.randomUUID(), kind: 'school', number, name: 'Åsum Skole', closedOn: null })
            .execute(),
        ),
    ],
  ] as const
  for (const [number, store] of ways) {
    await awaitStandby('elsewhere')
    try {
      const refused = assert.rejects(store(number), /on one machine alone/)
      const processId = await whoWaits()
      await database.asOwner((client) => client.query('select pg_cancel_backend($1)', [processId]))
      await refused
    } finally {
      await awaitStandby('')
    }
    // It is kept here, and the page sends it again: that is safe, for it is stored once.
    assert.ok((await kept()).includes(number))
  }
  assert.equal(await database.doors.as(guest, 'staff', async () => 'the next one is served'), 'the next one is served')
})
