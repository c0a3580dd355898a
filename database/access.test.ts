import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Role, roles } from '#domain/access/actor.ts'
import { idleMinutes } from '#domain/access/session-limits.ts'
import { type TestDatabase, openTestDatabase } from '../tests/test-database.ts'
import {
  deleteSession,
  deleteSpentSessions,
  endSessions,
  findAccount,
  findSession,
  insertAccounts,
  insertSession,
  listAccountsOfSubject,
  listMunicipalitiesOf,
  readActor,
  type SessionRow,
  subjectIndex,
} from './access.ts'
import { insertPersons } from './identity.ts'
import type { Guest } from './transaction.ts'

const home: Guest = { municipalityId: 881, role: 'guest' }
const neighbour: Guest = { municipalityId: 882, role: 'guest' }
const issuer = 'https://login.example'
const school = randomUUID()
const classId = randomUUID()
const person = { id: randomUUID(), name: 'Birk Søndergaard' }
const teacher = randomUUID()
const leader = randomUUID()
const noon = new Date('2026-11-20T11:00:00Z')

let database: TestDatabase

before(async () => {
  database = await openTestDatabase()
  await database.asOwner(async (client) => {
    await client.query(
      "insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true), (882, 'Storkøbing', '1083', 'Syddanmark', true)",
    )
    await client.query("insert into common.institution_directory values ('X81101', 881), ('X82101', 882)")
    await client.query("insert into common.institution values (881, $1, 'school', 'X81101', 'Åsum Skole', null)", [school])
    await client.query("insert into common.class values (881, $1, $2, 2026, 5, '5.B', null)", [classId, school])
  })
  await database.doors.as(home, 'staff', async (tx) => {
    const subject = subjectIndex(database.keyring, 881, issuer, 'laer0001')
    await insertPersons(tx, database.keyring, [person])
    await insertAccounts(tx, database.keyring, [
      { id: teacher, personId: person.id, role: 'teacher', subjectIndex: subject, institutionIds: [school], classIds: [classId] },
      { id: leader, personId: person.id, role: 'institutionLeader', subjectIndex: subject, institutionIds: [school], classIds: [] },
    ])
  })
})

after(() => database[Symbol.asyncDispose]())

test('an institution number leads to its municipality, an unknown one nowhere', async () => {
  const found = await database.doors.as({ municipalityId: 0, role: 'guest' }, 'staff', (tx) =>
    listMunicipalitiesOf(tx, ['X82101', 'X81101', 'ZZZZZZ']),
  )
  assert.deepEqual(found, [881, 882])
})

test('a login has one account per role, and only in its own municipality', async () => {
  const find = (who: Guest, uniid: string, from = issuer) =>
    database.doors.as(who, 'staff', (tx) =>
      listAccountsOfSubject(tx, database.keyring, subjectIndex(database.keyring, who.municipalityId, from, uniid)),
    )
  assert.deepEqual(
    (await find(home, 'laer0001')).map(({ role }) => role),
    ['institutionLeader', 'teacher'],
  )
  assert.deepEqual(await find(neighbour, 'laer0001'), [])
  assert.deepEqual(await find(home, 'laer0001', 'https://another.example'), [])
  assert.deepEqual(await find(home, 'laer0002'), [])
})

test('an account tells where it is for', async () => {
  const account = await database.doors.as(home, 'staff', (tx) => findAccount(tx, teacher))
  assert.deepEqual(account, {
    id: teacher,
    personId: person.id,
    role: 'teacher',
    municipalityId: 881,
    municipalityName: 'Lillekøbing',
    institutions: [{ id: school, number: 'X81101', name: 'Åsum Skole' }],
    closedOn: null,
  })
  assert.equal(await database.doors.as(neighbour, 'staff', (tx) => findAccount(tx, teacher)), undefined)
})

const minutes = (count: number) => count * 60_000
const later = (ms: number) => new Date(noon.getTime() + ms)

async function start(token: string): Promise<Buffer> {
  const tokenHash = createHash('sha256').update(token).digest()
  await database.doors.as(home, 'staff', (tx) =>
    insertSession(tx, {
      tokenHash,
      accountId: teacher,
      now: noon,
      expiresAt: later(minutes(480)),
      by: { provider: 'uni-login', assurance: 'substantial' },
    }),
  )
  return tokenHash
}

async function ask(tokenHash: Buffer, now: Date, who = home) {
  const question = {
    municipalityId: who.municipalityId,
    tokenHash,
    now,
    today: now.toISOString().slice(0, 10),
    writtenAfter: new Date(now.getTime() - minutes(1)),
  }
  const [result] = await database.doors.pipeline(who, 'staff', [findSession(question)])
  return readActor(who.municipalityId, (result?.rows ?? []) as SessionRow[])
}

const usedAt = (tokenHash: Buffer) =>
  database.asOwner(
    async (client) =>
      (await client.query('select used_at from common.session where token_hash = $1', [tokenHash])).rows[0]?.used_at as string | undefined,
  )

test('a session says who it is, with school and classes', async () => {
  const tokenHash = await start('one')
  assert.deepEqual(await ask(tokenHash, later(minutes(1))), {
    accountId: teacher,
    municipalityId: 881,
    role: 'teacher',
    institutionIds: [school],
    classIds: [classId],
    assurance: 'substantial',
    isNarrowed: false,
    reach: [classId],
  })
  assert.equal(await ask(tokenHash, later(minutes(1)), neighbour), undefined)
  assert.equal(await ask(createHash('sha256').update('another').digest(), later(0)), undefined)
})

test('use is written down at most once a minute', async () => {
  const tokenHash = await start('two')
  await ask(tokenHash, later(59_000))
  assert.equal(await usedAt(tokenHash), noon.toISOString())
  await ask(tokenHash, later(61_000))
  assert.equal(await usedAt(tokenHash), later(61_000).toISOString())
})

test('a session ends after an hour unused, and after eight hours however much it is used', async () => {
  const tokenHash = await start('three')
  assert.equal(await ask(tokenHash, later(minutes(60))), undefined)
  for (let at = 0; at < 480; at += 30) assert.ok(await ask(tokenHash, later(minutes(at))), `after ${at} minutes`)
  assert.equal(await ask(tokenHash, later(minutes(480))), undefined)
})

test('closing an account ends its sessions at once', async () => {
  const tokenHash = await start('four')
  const close = (day: string | null) =>
    database.asOwner((client) => client.query('update common.account set closed_on = $1 where id = $2', [day, teacher]))
  await close('2026-11-21')
  assert.ok(await ask(tokenHash, later(0)), 'open until the day it closes')
  await close('2026-11-20')
  assert.equal(await ask(tokenHash, later(0)), undefined)
  await close(null)
})

test('ending a session ends that one, and spent ones are forgotten', async () => {
  const [ended, other] = [await start('five'), await start('six')]
  await database.doors.as(home, 'staff', (tx) => deleteSession(tx, ended))
  assert.equal(await ask(ended, later(0)), undefined)
  assert.ok(await ask(other, later(0)))

  await database.doors.as(home, 'staff', (tx) => deleteSpentSessions(tx, teacher, later(minutes(59))))
  assert.ok(await usedAt(other))
  await database.doors.as(home, 'staff', (tx) => deleteSpentSessions(tx, teacher, later(minutes(60))))
  assert.equal(await usedAt(other), undefined)
})

test('everybody rests for as long as their role may, and not a minute longer', async () => {
  const role = (name: Role) =>
    database.asOwner((client) => client.query('update common.account set role = $1 where id = $2', [name, teacher]))
  // The same login has an account as a leader already.
  for (const [at, name] of roles.filter((name) => name !== 'institutionLeader').entries()) {
    await role(name)
    const tokenHash = await start(`rest ${at}`)
    assert.ok(await ask(tokenHash, later(minutes(idleMinutes[name]) - 1)), name)
    await database.asOwner((client) =>
      client.query('update common.session set used_at = $1 where token_hash = $2', [noon.toISOString(), tokenHash]),
    )
    assert.equal(await ask(tokenHash, later(minutes(idleMinutes[name]))), undefined, name)
  }
  await role('teacher')
})

test("the sessions of some accounts end together, on every device, and nobody else's", async () => {
  const own = [await start('seven'), await start('eight')]
  assert.equal(await database.doors.as(neighbour, 'staff', (tx) => endSessions(tx, [teacher])), 0)
  assert.equal(await database.doors.as(home, 'staff', (tx) => endSessions(tx, [leader])), 0)
  assert.ok(await ask(own[0]!, later(0)))
  assert.ok((await database.doors.as(home, 'staff', (tx) => endSessions(tx, [teacher]))) >= 2)
  for (const tokenHash of own) assert.equal(await ask(tokenHash, later(0)), undefined)
  assert.equal(await database.doors.as(home, 'staff', (tx) => endSessions(tx, [])), 0)
})
