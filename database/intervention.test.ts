/** What row-level security alone holds of Inspiration, when a query forgets to ask. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Actor, Role } from '#domain/access/actor.ts'
import { anExample } from '#domain/intervention/specimen.ts'
import { openTestDatabase, type TestDatabase } from '../tests/test-database.ts'
import { insertSheetVersion } from './intervention.ts'
import { publishInterventions } from './publish-interventions.ts'

let database: TestDatabase

before(async () => {
  database = await openTestDatabase()
})

after(() => database?.[Symbol.asyncDispose]())

const someone = (role: Role, municipalityId = 0): Actor => ({
  accountId: randomUUID(),
  municipalityId,
  role,
  institutionIds: [],
  classIds: [],
})
const own = someone('interventionProvider')
const { sheet } = anExample('x')
const version = (given: object = {}) =>
  ({
    id: randomUUID(),
    code: `ark-${randomUUID().slice(0, 4)}`,
    version: 1,
    state: 'draft',
    authorId: own.accountId,
    sheet,
    changedAt: '2026-11-23T09:00:00Z',
    ...given,
  }) as const

const draftsSeenBy = (who: Parameters<typeof database.doors.as>[0]) =>
  database.doors.as(who, 'staff', async (tx) => {
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from common.intervention where state <> 'published'`.execute(tx)
    return rows[0]?.count
  })

test('a draft is seen by its author and those who review, and by nobody else: no rival, guest or municipality', async () => {
  await database.doors.as(own, 'staff', (tx) => insertSheetVersion(tx, version()))
  assert.equal(await draftsSeenBy(own), 1)
  for (const role of ['secretariat', 'expertReviewer'] as const) assert.equal(await draftsSeenBy(someone(role)), 1, role)
  assert.equal(await draftsSeenBy(someone('interventionProvider')), 0)
  assert.equal(await draftsSeenBy(someone('researcher')), 0)
  assert.equal(await draftsSeenBy({ municipalityId: 0, role: 'guest' }), 0)
  for (const role of ['municipalAdmin', 'municipalAnalyst', 'secretariat'] as const)
    assert.equal(await draftsSeenBy(someone(role, 881)), 0, role)
})

test('a provider can neither publish nor write in another’s name', async () => {
  const refused = { code: '42501' }
  for (const given of [{ state: 'published' }, { state: 'retired' }, { authorId: randomUUID() }, { authorId: null }]) {
    await assert.rejects(
      database.doors.as(own, 'staff', (tx) => insertSheetVersion(tx, version(given))),
      refused,
      JSON.stringify(given),
    )
  }
  const kept = version()
  await database.doors.as(own, 'staff', (tx) => insertSheetVersion(tx, kept))
  await assert.rejects(
    database.doors.as(own, 'staff', (tx) =>
      tx.updateTable('common.intervention').set({ state: 'published' }).where('municipalityId', '=', 0).where('id', '=', kept.id).execute(),
    ),
    refused,
  )
})

test('an expert reads what is under review, and changes none of it', async () => {
  await assert.rejects(
    database.doors.as(someone('expertReviewer'), 'staff', (tx) =>
      tx.updateTable('common.intervention').set({ code: 'andet' }).where('municipalityId', '=', 0).execute(),
    ),
    { code: '42501' },
  )
})

test('sheets that come along are published once, brought up to their file, and left alone when somebody has gone on with them', async () => {
  const count = async () =>
    Number((await one("select count(*) from common.intervention where author_id is null and state = 'published'")).count)
  const one = async (query: string) => (await database.asOwner((client) => client.query(query))).rows[0]
  const before = await count()
  await database.asOwner((client) => publishInterventions(client))
  assert.equal(await count(), before)

  const title = () =>
    one("select sheet->'texts'->'da'->>'title' as title, state from common.intervention where code = 'legepatruljen' and version = 1")
  await database.asOwner((client) =>
    client.query("update common.intervention set sheet = jsonb_set(sheet, '{texts,da,title}', '\"Gammel\"') where code = 'legepatruljen'"),
  )
  await database.asOwner((client) => publishInterventions(client))
  assert.deepEqual(await title(), { title: 'Legepatruljen', state: 'published' })

  const readOn = () => one("select sheet->>'reviewedOn' as day from common.intervention where code = 'legepatruljen' and version = 1")
  await database.asOwner((client) =>
    client.query(
      'update common.intervention set sheet = sheet || \'{"reviewedOn": "2027-01-04", "cost": "high"}\' where code = \'legepatruljen\'',
    ),
  )
  await database.asOwner((client) => publishInterventions(client))
  assert.deepEqual(await readOn(), { day: '2027-01-04' })

  await database.asOwner((client) =>
    client.query(
      "update common.intervention set state = 'retired', sheet = jsonb_set(sheet, '{texts,da,title}', '\"Gammel\"') where code = 'legepatruljen'",
    ),
  )
  await database.asOwner((client) => publishInterventions(client))
  assert.deepEqual(await title(), { title: 'Gammel', state: 'retired' })
})
