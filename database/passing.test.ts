import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { openTestDatabase, type TestDatabase } from '../tests/test-database.ts'
import { isPassing } from './passing.ts'
import { openDoors } from './transaction.ts'

let database: TestDatabase

before(async () => {
  database = await openTestDatabase()
})

after(() => database[Symbol.asyncDispose]())

/** What comes of a transaction in which PostgreSQL says this. */
const failureOf = (state: string) =>
  database.doors
    .asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) =>
      sql`do ${sql.raw(`$$ begin raise sqlstate '${state}'; end $$`)}`.execute(tx),
    )
    .then(
      () => assert.fail('it went well'),
      (error: unknown) => error,
    )

for (const [state, what] of Object.entries({
  '53100': 'the disk is full',
  '53200': 'there is no memory',
  '53300': 'there are too many connections',
  '55P03': 'somebody held it for too long',
  '40P01': 'two waited for each other',
  '57014': 'it took too long',
  '57P01': 'somebody ended it',
  '57P03': 'it is starting, or recovers',
  '58030': 'the disk does not answer',
}))
  test(`a fault that passes: ${what} (${state})`, async () => {
    assert.ok(isPassing(await failureOf(state)))
  })

for (const [state, what] of Object.entries({
  '23505': 'it is there already',
  '25P02': 'what came before it failed',
  '42501': 'that may not be done',
  '22P02': 'that is no number',
  XX000: 'PostgreSQL itself is broken',
}))
  test(`a fault that does not: ${what} (${state})`, async () => {
    assert.ok(!isPassing(await failureOf(state)))
  })

test('a fault that passes: nobody listens there, or the line was cut', async () => {
  await using away = openDoors({ host: '127.0.0.1', port: 1, database: 'x', password: () => 'x' })
  const asked = away.asSystem('test', { municipalityId: 881, login: 'staff' }, async () => {})
  assert.ok(isPassing(await asked.catch((error: unknown) => error)))
  const cut = database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) =>
    sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx),
  )
  assert.ok(isPassing(await cut.catch((error: unknown) => error)))
})

test('a fault of our own does not pass', () => {
  assert.ok(!isPassing(new Error('there is no such thing')))
})
