/** The log's own door: who may add to it, and that it stays one chain however many write at once. */
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Actor } from '#domain/access/actor.ts'
import { encodeRow, noHash } from '#domain/audit/chain.ts'
import { sittingMs } from '#domain/audit/sitting.ts'
import { openEmptyDatabase, openTestDatabase, type TestDatabase, testKeyring } from '../tests/test-database.ts'
import { insertAuditEvent } from './audit.ts'
import { findHead, listChain } from './audit-chain.ts'
import { migrate, readMigrations } from './migrate.ts'
import type { Login } from './nesting.ts'
import { openDoors } from './transaction.ts'
import { locateDatabase } from './connection.ts'

let database: TestDatabase

before(async () => {
  database = await openTestDatabase()
})
after(() => database[Symbol.asyncDispose]())

const logins: readonly Login[] = ['staff', 'report', 'statistics', 'health', 'assessment', 'sealer']
const event = (act: string, more: object = {}) => ({
  at: new Date('2026-11-23T09:00:00.123Z'),
  actorId: null,
  role: 'guest',
  act,
  object: null,
  ...more,
})
const chainOf = (municipalityId: number, from = database) =>
  from.doors.as(
    { municipalityId, role: 'verifier' },
    'staff',
    async (tx) => ({ head: await findHead(tx), rows: await listChain(tx, undefined, 5000) }),
    {
      readOnly: true,
    },
  )

test('no login writes, edits, deletes or empties the log, nor its heads, nor hashes a row of its own', async () => {
  await database.doors.as({ municipalityId: 881, role: 'guest' }, 'staff', (tx) => insertAuditEvent(tx, event('first')))
  for (const login of logins) {
    const client = await database.connectAs(`bul_${login}`)
    try {
      await client.query(`set app.municipality = '881'; set app.role = 'system'`)
      for (const statement of [
        "insert into audit.event (municipality_id, id, at, role, act, seq, previous, hash) values (881, gen_random_uuid(), now(), 'x', 'x', 9, '\\x00', '\\x00')",
        "update audit.event set act = 'other'",
        'delete from audit.event',
        'truncate audit.event',
        'update audit.head set seq = 0',
        'delete from audit.head',
        "insert into audit.head values (882, 0, '\\x00')",
        'select audit.digest(null::audit.event)',
      ])
        await assert.rejects(client.query(statement), { code: '42501' }, `${login}: ${statement}`)
    } finally {
      await client.end()
    }
  }
})

test('the owner too may only add: the guard stands in the table', async () => {
  for (const statement of ["update audit.event set act = 'other'", 'delete from audit.event'])
    await assert.rejects(database.asOwner((client) => client.query(statement)))
})

test('a row lands in the chain of the municipality of its transaction, and in no other', async () => {
  const before = await chainOf(882)
  await database.doors.as({ municipalityId: 881, role: 'guest' }, 'report', (tx) => insertAuditEvent(tx, event('mine')))
  assert.deepEqual(await chainOf(882), before)
  const client = await database.connectAs('bul_staff')
  try {
    await assert.rejects(
      client.query("select audit.append(gen_random_uuid(), now(), null, 'x', 'x', null, null, null, '{}', null, null, 1)"),
      'without a municipality there is no chain',
    )
  } finally {
    await client.end()
  }
})

test('the database and the domain count the same hash, whatever a row says', async () => {
  const said = [
    event('æøå 😀', {
      object: '',
      purpose: 'talk',
      relation: 'class',
      pupilIds: [randomUUID(), randomUUID()],
      requestId: 'r',
      actorId: randomUUID(),
    }),
    event('child.opened', { refusal: 'not-found', times: 17 }),
    event('x', { at: new Date('1969-12-31T23:59:59.999Z') }),
  ]
  for (const one of said) await database.doors.as({ municipalityId: 885, role: 'guest' }, 'staff', (tx) => insertAuditEvent(tx, one))
  const { head, rows } = await chainOf(885)
  assert.equal(rows.length, said.length)
  assert.equal(rows[0]?.previous, noHash)
  for (const row of rows) assert.equal(createHash('sha256').update(encodeRow(row)).digest('hex'), row.hash, row.act)
  assert.deepEqual(head, { seq: 3n, hash: rows.at(-1)?.hash })
})

test('many who write at once, by every login and in two municipalities, make one chain each', async () => {
  const many = Array.from({ length: 60 }, (_, place) => ({
    login: logins[place % logins.length] as Login,
    municipalityId: 886 + (place % 2),
  }))
  await Promise.all(
    many.map(({ login, municipalityId }) =>
      database.doors.as({ municipalityId, role: 'guest' }, login, async (tx) => {
        await insertAuditEvent(tx, event('one'))
        await insertAuditEvent(tx, event('two'))
      }),
    ),
  )
  for (const municipalityId of [886, 887]) {
    const { head, rows } = await chainOf(municipalityId)
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      Array.from({ length: 60 }, (_, place) => BigInt(place + 1)),
    )
    assert.ok(rows.every(({ previous }, place) => previous === (rows[place - 1]?.hash ?? noHash)))
    assert.equal(head.seq, 60n)
  }
})

test('who is long about it keeps nobody waiting: the chain is held for the last step alone', async () => {
  const { promise: untilOthersAreDone, resolve: othersAreDone } = Promise.withResolvers<void>()
  const long = database.doors.asSystem('something long', { municipalityId: 888, login: 'staff' }, async (tx) => {
    await insertAuditEvent(tx, event('early'))
    await untilOthersAreDone
  })
  await database.doors.as({ municipalityId: 888, role: 'guest' }, 'health', (tx) => insertAuditEvent(tx, event('short')))
  othersAreDone()
  await long
  assert.deepEqual(
    (await chainOf(888)).rows.map(({ act }) => act),
    ['short', 'early', 'job.ran'],
  )
})

test('two who lock the same rows in turn and both write do not lock each other for ever', async () => {
  const rows = [randomUUID(), randomUUID()]
  await database.asOwner(async (client) => {
    await client.query(`insert into common.municipality values (889, 'Opfundet', '1083', 'Syddanmark', true) on conflict do nothing`)
    for (const [place, id] of rows.entries())
      await client.query('insert into common.institution values (889, $1, $2, $3, $4, null)', [id, 'school', `88990${place}`, 'Skolen'])
  })
  const touch = (id: string | undefined) =>
    database.doors.as({ municipalityId: 889, role: 'guest' }, 'staff', async (tx) => {
      // The row in the log is asked for before the lock, and is written after it nevertheless.
      await insertAuditEvent(tx, event('touched'))
      await tx
        .selectFrom('common.institution')
        .select('id')
        .where('municipalityId', '=', 889)
        .where('id', '=', id ?? '')
        .forUpdate()
        .execute()
    })
  await Promise.all(Array.from({ length: 20 }, (_, place) => touch(rows[place % 2])))
  assert.equal((await chainOf(889)).head.seq, 20n)
})

test('what is rolled back takes no number', async () => {
  const before = await chainOf(881)
  await assert.rejects(
    database.doors.as({ municipalityId: 881, role: 'guest' }, 'staff', async (tx) => {
      await insertAuditEvent(tx, event('never'))
      throw new Error('no')
    }),
  )
  assert.deepEqual(await chainOf(881), before)
})

test('rows from before there was a chain are chained in the order they happened', async () => {
  await using old = await openEmptyDatabase()
  const migrations = readMigrations()
  const until = migrations.findIndex(({ name }) => name.startsWith('0024'))
  await migrate({ connectionString: old.connectionString, passwordOf: testKeyring.loginPassword, migrations: migrations.slice(0, until) })
  await old.asOwner(async (client) => {
    for (let place = 0; place < 30; place++)
      await client.query(
        "insert into audit.event (municipality_id, id, at, role, act, pupil_ids) values ($1, gen_random_uuid(), timestamptz '2026-11-01 10:00:00.000001+01' + $2 * interval '1 minute', 'teacher', $3, array[gen_random_uuid()])",
        [place % 3 === 0 ? 882 : 881, (place * 7) % 30, `act.${(place * 7) % 30}`],
      )
  })
  await migrate({ connectionString: old.connectionString, passwordOf: testKeyring.loginPassword })
  const { host, port } = locateDatabase(old.connectionString)
  await using doors = openDoors({
    host,
    port,
    database: new URL(old.connectionString).pathname.slice(1),
    password: testKeyring.loginPassword,
  })
  await doors.as({ municipalityId: 881, role: 'guest' }, 'staff', (tx) => insertAuditEvent(tx, event('the first new one')))
  for (const [municipalityId, count] of [
    [881, 21],
    [882, 10],
  ] as const) {
    const { head, rows } = await chainOf(municipalityId, old)
    assert.equal(rows.length, count)
    assert.equal(head.seq, BigInt(count))
    for (const [place, row] of rows.entries()) {
      assert.equal(row.previous, rows[place - 1]?.hash ?? noHash)
      assert.equal(createHash('sha256').update(encodeRow(row)).digest('hex'), row.hash)
    }
    const moments = rows.slice(0, 10).map(({ atMicroseconds }) => atMicroseconds)
    assert.deepEqual(
      moments,
      moments.toSorted((one, other) => (one < other ? -1 : 1)),
    )
  }
})

test('a sitting is one row of the chain: of the same person, act and object within the hour, however many save at once', async () => {
  const [her, him] = [randomUUID(), randomUUID()]
  const save = (actorId: string, more: { readonly at?: Date; readonly object?: string } = {}) => {
    const row = event('draft.saved', { actorId, object: 'draft:1', ...more })
    const actor: Actor = { accountId: actorId, municipalityId: 891, role: 'institutionLeader', institutionIds: [], classIds: [] }
    const onceSince = new Date(row.at.getTime() - sittingMs)
    return database.doors.as(actor, 'staff', (tx) => insertAuditEvent(tx, { ...row, onceSince }))
  }
  const written = async () => (await chainOf(891)).rows.map(({ actorId, object }) => [actorId, object])

  await save(him)
  await Promise.all(Array.from({ length: 6 }, () => save(her)))
  assert.deepEqual(await written(), [
    [him, 'draft:1'],
    [her, 'draft:1'],
  ])
  await save(her, { at: new Date('2026-11-23T09:59:59Z') })
  assert.equal((await written()).length, 2)
  await save(her, { object: 'draft:2' })
  await save(her, { at: new Date('2026-11-23T10:00:00.123Z') })
  assert.deepEqual((await written()).slice(2), [
    [her, 'draft:2'],
    [her, 'draft:1'],
  ])
  const { head, rows } = await chainOf(891)
  assert.ok(rows.every(({ previous }, place) => previous === (rows[place - 1]?.hash ?? noHash)))
  assert.equal(head.seq, 4n)
})

test('only professionals sit and write, and through that door nobody learns of another’s row', async () => {
  for (const login of logins.filter((one) => one !== 'staff')) {
    const client = await database.connectAs(`bul_${login}`)
    try {
      await client.query(`set app.municipality = '891'`)
      const sitting = "select audit.append_in_sitting(gen_random_uuid(), now(), gen_random_uuid(), 'x', 'x', 'x', null, now())"
      await assert.rejects(client.query(sitting), { code: '42501' }, login)
    } finally {
      await client.end()
    }
  }
})
