import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holdsCpr } from '#domain/network/no-child.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { openTestDatabase, type TestDatabase } from '../tests/test-database.ts'
import { writeInventedMunicipalities } from './invented-municipalities.ts'
import { writeNetwork } from './network.ts'
import { lillekoebing } from './place.ts'
import { populated } from './staff.ts'
import { makeTown } from './town.ts'
import { writeTown } from './write-town.ts'

const today = '2026-11-23'
const tables = ['reference_person', 'network_question', 'network_answer', 'news', 'discussion_comment', 'discussion_task'] as const

let database: TestDatabase
const towns = populated.map((plan) => makeTown(plan, schoolYearOf(today)))

before(async () => {
  database = await openTestDatabase()
  await database.asOwner(writeInventedMunicipalities)
  for (const town of towns) await writeTown(database.doors, database.keyring, 'https://login.example', town)
  await writeNetwork(database.doors, towns, today)
})

after(() => database[Symbol.asyncDispose]())

const rows = (table: string) =>
  database.asOwner(
    async (client) => (await client.query(`select municipality_id as at, row_to_json(t)::text as text, t.* from common.${table} t`)).rows,
  )

test('somebody is to be found in several municipalities, and one question still waits', async () => {
  assert.ok(new Set((await rows('reference_person')).map(({ at }) => at)).size >= 3)
  const [questions, answers] = [await rows('network_question'), await rows('network_answer')]
  const waiting = questions.filter(({ id }) => !answers.some((answer) => answer.question_id === id))
  assert.equal(waiting.length, 1)
  for (const { question_id } of answers) assert.ok(questions.some(({ id }) => id === question_id))
})

test('the same school report is talked about by school, health service, PPR and social services', async () => {
  const comments = await rows('discussion_comment')
  assert.equal(new Set(comments.map(({ account_id }) => account_id)).size, 4)
  assert.deepEqual(new Set([...comments, ...(await rows('discussion_task'))].map(({ at }) => at)), new Set([lillekoebing.id]))
})

test('no text is about a child by number, and writing again writes nothing', async () => {
  const before = new Map<string, number>()
  for (const table of tables) {
    const found = await rows(table)
    before.set(table, found.length)
    assert.ok(found.length > 0, table)
    for (const { text } of found) assert.equal(holdsCpr(text), false, text)
  }
  await writeNetwork(database.doors, towns, today)
  for (const table of tables) assert.equal((await rows(table)).length, before.get(table), table)
})
