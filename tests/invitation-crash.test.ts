/**
 * A sender that is killed in the midst of its work, again and again: nobody is told twice, and whoever may not have been told is
 * shown. Killed at the worst moment: the other side has everything, and nothing of it is written down.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Caught } from '../stand-ins/messages/caught.ts'
import { planInvitations } from '#server/jobs/plan-invitations.ts'
import { type PlantedFamilies, plantFamilies } from './plant-families.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

const program = fileURLToPath(new URL('send-in-process.ts', import.meta.url))

let database: TestDatabase
let town: PlantedFamilies
let post: PostOffice

before(async () => {
  database = await openTestDatabase()
  town = await plantFamilies(database)
  post = await openPostOffice(database)
})
after(async () => {
  await post[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

/** Kills the sender at each so-and-so-manyth message, when the other side has it and has not answered; returns how often. */
async function sendAndKill(surveyId: string, everyCaught: number): Promise<number> {
  const { office } = post
  const { keep } = office
  let kills = 0
  try {
    // Each start is so much later that the claims of the dead have run out.
    for (let start = 0; start < 12; start++) {
      const moment = new Date(Date.parse('2026-11-23T09:00:00Z') + start * 6 * 60_000).toISOString()
      const child: ChildProcess = spawn(process.execPath, [program, database.connectionString, surveyId, moment], {
        env: { ...process.env, ...post.environment },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      let left = everyCaught
      Object.assign(office, {
        keep: (one: Caught) => {
          keep(one)
          left -= 1
          if (left === 0) child.kill('SIGKILL')
        },
      })
      const [, signal] = await once(child, 'exit')
      if (signal !== 'SIGKILL') return kills
      kills += 1
    }
    throw new Error('it never came to an end')
  } finally {
    Object.assign(office, { keep })
  }
}

test('e-mail: sent once each, or shown as uncertain', async () => {
  const { id } = town.surveys.parentsByName
  await post.plan(id, ['email'])
  await planInvitations(post.house, { municipalityId: 881, surveyId: id })
  const kills = await sendAndKill(id, 4)

  const rows = await post.messages(id)
  const caught = post.to('mail')
  assert.ok(kills >= 3, `killed ${kills} times`)
  assert.equal(new Set(caught).size, caught.length, 'nobody has two')
  assert.ok(rows.every(({ state }) => state === 'sent' || state === 'uncertain'))
  const uncertain = new Set(rows.filter(({ state }) => state === 'uncertain').map(({ person_id }) => person_id))
  assert.equal(uncertain.size, kills, 'one for each death, and it is shown')
  assert.equal(caught.length, new Set(rows.map(({ person_id }) => person_id)).size)
})

for (const channel of ['sms', 'digitalPost'] as const)
  test(`${channel}: everybody is told once, however often it dies, for the other side knows our id`, async () => {
    const { id } = town.surveys.parentsByName
    post.office.clear()
    await database.asOwner((client) => client.query('delete from common.invitation_message'))
    await post.plan(id, [channel])
    await planInvitations(post.house, { municipalityId: 881, surveyId: id })
    const kills = await sendAndKill(id, 4)

    const rows = await post.messages(id)
    assert.ok(kills >= 2, `killed ${kills} times`)
    assert.ok(rows.every(({ state }) => state === 'sent' || state === 'delivered'))
    const keys = post.office.caught.map(({ key }) => key)
    assert.equal(new Set(keys).size, keys.length)
    const expected = channel === 'sms' ? new Set(rows.map(({ person_id }) => person_id)).size : rows.length
    assert.equal(keys.length, expected, 'nobody twice, and nobody forgotten')
    const again = [...post.office.handedOver.values()].filter((times) => times > 1).length
    assert.ok(again >= 1, 'some were handed over twice under one id')
  })
