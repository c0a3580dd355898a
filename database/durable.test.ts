/** When a commit is told to be on one machine alone: a standby that PostgreSQL was told to wait for, and that does not answer. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Embedded } from './embedded.ts'
import { openWholeCluster } from '../tests/server-process.ts'
import { startTestCluster, type TestDatabase } from '../tests/test-database.ts'
import type { Guest, Statement } from './transaction.ts'

let cluster: Embedded
let database: TestDatabase
const guest: Guest = { municipalityId: 881, role: 'guest' }

describe('a standby that does not answer', () => {
  before(async () => {
    cluster = await startTestCluster()
    database = await openWholeCluster(cluster.connectionString)
    await database.asOwner(async (client) => {
      await client.query("create table public.test_kept as select '' as value; grant all on public.test_kept to bul_staff")
      await client.query('grant usage on schema public to bul_staff; alter role bul_staff set synchronous_commit = on')
      await client.query("alter role bul_staff set statement_timeout = '300ms'")
    })
  })

  after(async () => {
    await awaitStandby('')
    await database[Symbol.asyncDispose]()
    await cluster[Symbol.asyncDispose]()
  })

  const keep = (value: string): Statement => ({ name: 'test-keep', text: 'update public.test_kept set value = $1', values: [value] })

  /** From now on no commit is done before this machine has it too; nobody is it when it is empty. */
  async function awaitStandby(name: string): Promise<void> {
    await database.asOwner(async (client) => {
      await client.query(`alter system set synchronous_standby_names = '${name}'`)
      await client.query('select pg_reload_conf()')
    })
  }

  type Waiting = { readonly stored: Promise<unknown>; readonly processId: number }

  /** Stores one after another until one waits: PostgreSQL hears of the standby a moment after it was told. */
  async function storeUntilOneWaits(store: () => Promise<unknown>): Promise<Waiting> {
    for (const end = Date.now() + 10_000; Date.now() < end;) {
      let isDone = false
      const stored = store()
      void stored.catch(() => {}).finally(() => (isDone = true))
      while (!isDone) {
        const { rows } = await database.asOwner((client) =>
          client.query("select pid from pg_stat_activity where usename = 'bul_staff' and wait_event = 'SyncRep'"),
        )
        if (rows[0]) return { stored, processId: rows[0].pid }
        await wait(10)
      }
    }
    assert.fail('nobody waits for the standby')
  }

  const kept = () => database.asOwner(async (client) => (await client.query('select value from public.test_kept')).rows[0].value as string)

  test('a commit is not hurried by the limit on statements: it waits for the other machine for as long as it takes', async () => {
    await awaitStandby('elsewhere')
    const { stored } = await storeUntilOneWaits(() => database.doors.pipeline(guest, 'staff', [keep('a')]))
    // Longer than a statement may take: a commit that is cancelled while it waits is said to be done.
    await wait(900)
    assert.equal(await Promise.race([stored.then(() => 'done'), wait(1, 'waiting')]), 'waiting')
    await awaitStandby('')
    await stored
    assert.equal(await kept(), 'a')
  })

  test('a statement keeps its limit', async () => {
    const sleep = { name: 'test-sleep', text: 'select pg_sleep(2)', values: [] }
    await assert.rejects(database.doors.pipeline(guest, 'staff', [sleep]), { code: '57014' })
  })

  test('what PostgreSQL calls committed and not on the other machine is not acknowledged, in a pipeline or out of it', async () => {
    const ways = {
      b: () => database.doors.pipeline(guest, 'staff', [keep('b')]),
      c: () => database.doors.as(guest, 'staff', (tx) => sql`update public.test_kept set value = 'c'`.execute(tx)),
    }
    for (const [value, store] of Object.entries(ways)) {
      await awaitStandby('elsewhere')
      const { stored, processId } = await storeUntilOneWaits(store)
      const refused = assert.rejects(stored, /on one machine alone/)
      await database.asOwner((client) => client.query('select pg_cancel_backend($1)', [processId]))
      await refused
      await awaitStandby('')
      // It is kept here, and whoever was not told sends it again: that is safe, for it is stored once.
      assert.equal(await kept(), value)
    }
    assert.equal(await database.doors.as(guest, 'staff', async () => 'the next one is served'), 'the next one is served')
  })
})
