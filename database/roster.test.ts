import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Actor } from '#domain/access/actor.ts'
import { openTestDatabase, type TestDatabase } from '../tests/test-database.ts'
import { insertAccounts, insertSession } from './access.ts'
import { insertPersons } from './identity.ts'
import { insertInstitutions, saveClasses } from './organisation.ts'
import { countPupils, insertPupils, listPupils, savePupilPlaces, savePupilsLeft } from './pupil.ts'
import {
  countAppliedImports,
  countRosterFrames,
  endRosterImport,
  findRosterFile,
  findRosterFrame,
  findRosterImport,
  insertRosterImport,
  listRosterImports,
  lockRosterImports,
  saveRosterDifference,
  saveRosterProgress,
  saveRosterState,
} from './roster.ts'
import { closeAccounts, listAccounts, saveAccountClasses, saveAccountPlaces } from './staff.ts'

const schoolYear = 2026
const beforeAll = '00000000-0000-0000-0000-000000000000'
const now = new Date('2026-11-23T09:00:00Z')
const ids = {
  school: randomUUID(),
  other: randomUUID(),
  class: randomUUID(),
  lastYear: randomUUID(),
  person: randomUUID(),
  pupil: randomUUID(),
  account: randomUUID(),
}

let database: TestDatabase

const actor = (municipalityId: number, change: Partial<Actor> = {}): Actor => ({
  accountId: randomUUID(),
  municipalityId,
  role: 'municipalAdmin',
  institutionIds: [],
  classIds: [],
  ...change,
})
const asAdmin = <R>(municipalityId: number, work: Parameters<typeof database.doors.as<R>>[2]) =>
  database.doors.as(actor(municipalityId), 'staff', work)

before(async () => {
  database = await openTestDatabase()
  await database.asOwner((client) =>
    client.query(
      "insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true), (882, 'Storkøbing', '1083', 'Syddanmark', true)",
    ),
  )
  await asAdmin(881, async (tx) => {
    await insertInstitutions(tx, [
      { id: ids.school, number: 'X81101', kind: 'school', name: 'Åsum Skole' },
      { id: ids.other, number: 'X81102', kind: 'school', name: 'Møllens Skole' },
    ])
    await saveClasses(tx, schoolYear, [{ id: ids.class, institutionId: ids.school, name: '5.B', grade: 5 }])
    await saveClasses(tx, schoolYear - 1, [{ id: ids.lastYear, institutionId: ids.school, name: '4.B', grade: 4 }])
    await insertPersons(tx, database.keyring, [{ id: ids.person, name: 'Åse Ærø' }])
    await insertPupils(tx, [{ id: ids.pupil, personId: ids.person, institutionId: ids.school, classId: ids.class, sex: 'female' }])
    await insertAccounts(tx, database.keyring, [
      {
        id: ids.account,
        personId: ids.person,
        role: 'teacher',
        subjectIndex: Buffer.alloc(32, 'subject'),
        institutionIds: [ids.school],
        classIds: [ids.class, ids.lastYear],
      },
    ])
  })
})

after(() => database[Symbol.asyncDispose]())

async function handIn(): Promise<string> {
  const id = randomUUID()
  await asAdmin(881, (tx) =>
    insertRosterImport(tx, database.keyring, { id, createdBy: ids.account, createdAt: now, file: Buffer.from('Navn;Køn') }),
  )
  return id
}

test('a neighbour municipality finds, reads, changes and ends no import', async () => {
  const id = await handIn()
  await asAdmin(882, async (tx) => {
    assert.equal(await findRosterImport(tx, id), undefined)
    assert.equal(await findRosterFile(tx, database.keyring, id), undefined)
    assert.deepEqual(await listRosterImports(tx, 10), [])
    assert.deepEqual(await lockRosterImports(tx), [])
    assert.equal(await countAppliedImports(tx), 0)
    await saveRosterProgress(tx, id, 0.5)
    await saveRosterState(tx, id, 'applying')
    await endRosterImport(tx, id, 'discarded')
    assert.equal(await countRosterFrames(tx, id), undefined)
    assert.equal(await findRosterFrame(tx, database.keyring, id, 0), undefined)
    await assert.rejects(saveRosterDifference(tx, database.keyring, id, {}, ['x']))
  })
  const row = await asAdmin(881, (tx) => findRosterImport(tx, id))
  assert.deepEqual([row?.state, row?.progress], ['reading', 0])
})

test('somebody bound to a school sees no import', async () => {
  const id = await handIn()
  for (const role of ['teacher', 'institutionLeader'] as const) {
    await database.doors.as(actor(881, { role, institutionIds: [ids.school] }), 'staff', async (tx) => {
      assert.deepEqual(await listRosterImports(tx, 10), [])
      assert.equal(await findRosterFile(tx, database.keyring, id), undefined)
    })
  }
})

test('a difference is read a frame at a time, and in no other place than its own', async () => {
  const [one, other] = [await handIn(), await handIn()]
  await asAdmin(881, async (tx) => {
    await saveRosterDifference(tx, database.keyring, one, { lines: 1 }, ['forside', 'æøå'.repeat(50_000), 'sidst'])
    await saveRosterDifference(tx, database.keyring, other, { lines: 1 }, ['en anden'])
    assert.equal(await countRosterFrames(tx, one), 3)
    assert.equal(await findRosterFrame(tx, database.keyring, one, 0), 'forside')
    assert.equal((await findRosterFrame(tx, database.keyring, one, 1))?.length, 150_000)
    assert.equal(await findRosterFrame(tx, database.keyring, one, 2), 'sidst')
    assert.equal(await findRosterFrame(tx, database.keyring, one, 3), undefined)
    assert.equal((await findRosterImport(tx, one))?.state, 'ready')
  })
  await database.asOwner((client) =>
    client.query('update common.roster_import set difference = (select difference from common.roster_import where id = $1) where id = $2', [
      one,
      other,
    ]),
  )
  await asAdmin(881, (tx) => assert.rejects(findRosterFrame(tx, database.keyring, other, 0)))
  await database.asOwner((client) =>
    client.query('update common.roster_import set file = (select file from common.roster_import where id = $1) where id = $2', [
      one,
      other,
    ]),
  )
  await asAdmin(881, (tx) => assert.rejects(findRosterFile(tx, database.keyring, other)))
})

test('frames of one difference do not change places, and none can be cut off', async () => {
  const id = await handIn()
  await asAdmin(881, (tx) => saveRosterDifference(tx, database.keyring, id, {}, ['for', 'bag']))
  const frames = 2 + 4 * 2
  const one = 12 + 16 + 3
  await database.asOwner((client) =>
    client.query(
      `update common.roster_import set difference = substring(difference from 1 for ${frames}) || substring(difference from ${frames + one + 1} for ${one}) || substring(difference from ${frames + 1} for ${one}) where id = $1`,
      [id],
    ),
  )
  for (const place of [0, 1]) await asAdmin(881, (tx) => assert.rejects(findRosterFrame(tx, database.keyring, id, place)))
  await asAdmin(881, (tx) => saveRosterDifference(tx, database.keyring, id, {}, ['for', 'bag']))
  await database.asOwner((client) =>
    client.query(
      "update common.roster_import set difference = '\\x0001'::bytea || substring(difference from 3 for 4) || substring(difference from 11 for 31) where id = $1",
      [id],
    ),
  )
  await asAdmin(881, async (tx) => {
    assert.equal(await countRosterFrames(tx, id), 1)
    await assert.rejects(findRosterFrame(tx, database.keyring, id, 0))
  })
})

test('an import that ends keeps its summary, and neither file nor difference', async () => {
  const id = await handIn()
  await asAdmin(881, async (tx) => {
    assert.equal((await findRosterFile(tx, database.keyring, id))?.file.toString(), 'Navn;Køn')
    await saveRosterProgress(tx, id, 0.5)
    assert.equal((await findRosterImport(tx, id))?.progress, 0.5)
    await saveRosterDifference(tx, database.keyring, id, { lines: 1 }, ['forside'])
    await saveRosterState(tx, id, 'applying')
    assert.ok((await lockRosterImports(tx)).some((row) => row.id === id && row.state === 'applying'))
    const applied = await countAppliedImports(tx)
    await endRosterImport(tx, id, 'applied')
    assert.equal(await countAppliedImports(tx), applied + 1)
    assert.equal(await findRosterFile(tx, database.keyring, id), undefined)
    assert.equal(await findRosterFrame(tx, database.keyring, id, 0), undefined)
    assert.deepEqual((await findRosterImport(tx, id))?.summary, { lines: 1 })
    assert.ok(!(await lockRosterImports(tx)).some((row) => row.id === id))
    await saveRosterProgress(tx, id, 0.1)
    assert.equal((await findRosterImport(tx, id))?.progress, 1)
  })
})

test('a neighbour municipality neither lists, moves nor removes pupils and accounts', async () => {
  await asAdmin(882, async (tx) => {
    assert.deepEqual(await listPupils(tx, beforeAll, 10), [])
    assert.equal(await countPupils(tx), 0)
    assert.equal(await savePupilPlaces(tx, [{ id: ids.pupil, institutionId: ids.school, classId: ids.class, sex: 'male' }]), 0)
    assert.equal(await savePupilsLeft(tx, [ids.pupil], '2026-11-23'), 0)
    assert.deepEqual(await listAccounts(tx, database.keyring, schoolYear), [])
    assert.equal(await saveAccountPlaces(tx, [{ id: ids.account, institutionIds: [] }]), 0)
    assert.equal(await closeAccounts(tx, [ids.account], '2026-11-23'), 0)
    await saveAccountClasses(tx, schoolYear, [{ id: ids.account, classIds: [] }])
  })
  await asAdmin(881, async (tx) => {
    assert.equal(await countPupils(tx), 1)
    assert.deepEqual(
      (await listAccounts(tx, database.keyring, schoolYear)).map(({ classIds, isClosed }) => [classIds, isClosed]),
      [[[ids.class], false]],
    )
  })
})

test('a pupil who has left is listed as such, once, and comes back where they are placed', async () => {
  await asAdmin(881, async (tx) => {
    assert.equal(await savePupilsLeft(tx, [ids.pupil], '2026-11-23'), 1)
    assert.equal(await savePupilsLeft(tx, [ids.pupil], '2026-11-24'), 0)
    assert.deepEqual(
      (await listPupils(tx, beforeAll, 10)).map(({ id, institution, className, hasLeft }) => [id, institution, className, hasLeft]),
      [[ids.pupil, 'X81101', '5.B', true]],
    )
    assert.equal(await savePupilPlaces(tx, [{ id: ids.pupil, institutionId: ids.school, classId: ids.lastYear, sex: 'male' }]), 1)
    assert.deepEqual(
      (await listPupils(tx, beforeAll, 10)).map(({ className, sex, hasLeft }) => [className, sex, hasLeft]),
      [['4.B', 'male', false]],
    )
    assert.deepEqual(await listPupils(tx, ids.pupil, 10), [])
  })
})

test("an account gets new places and this year's classes, and keeps last year's", async () => {
  await asAdmin(881, async (tx) => {
    assert.equal(await saveAccountPlaces(tx, [{ id: ids.account, institutionIds: [ids.other, ids.school] }]), 1)
    await saveAccountClasses(tx, schoolYear, [{ id: ids.account, classIds: [] }])
    const [now] = await listAccounts(tx, database.keyring, schoolYear)
    assert.deepEqual([now?.institutionIds, now?.classIds], [[ids.other, ids.school], []])
    assert.deepEqual((await listAccounts(tx, database.keyring, schoolYear - 1))[0]?.classIds, [ids.lastYear])
    assert.equal(await saveAccountPlaces(tx, [{ id: ids.account, institutionIds: [] }]), 1)
    assert.deepEqual((await listAccounts(tx, database.keyring, schoolYear))[0]?.institutionIds, [])
  })
})

test('closing an account ends its sessions at once, and placing it opens it', async () => {
  await asAdmin(881, (tx) =>
    insertSession(tx, {
      tokenHash: Buffer.from('token'),
      accountId: ids.account,
      now,
      expiresAt: new Date(now.getTime() + 60_000),
      by: { provider: 'uni-login', assurance: 'substantial' },
    }),
  )
  await asAdmin(881, async (tx) => assert.equal(await closeAccounts(tx, [ids.account], '2026-11-23'), 1))
  await database.asOwner(async (client) => assert.equal((await client.query('select from common.session')).rowCount, 0))
  await asAdmin(881, async (tx) => {
    assert.equal((await listAccounts(tx, database.keyring, schoolYear))[0]?.isClosed, true)
    await saveAccountPlaces(tx, [{ id: ids.account, institutionIds: [ids.school] }])
    assert.equal((await listAccounts(tx, database.keyring, schoolYear))[0]?.isClosed, false)
  })
})
