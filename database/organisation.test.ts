import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Actor } from '#domain/access/actor.ts'
import { openTestDatabase, type TestDatabase } from '../tests/test-database.ts'
import { insertPersons } from './identity.ts'
import {
  closeClasses,
  countPupilsByClass,
  insertInstitutions,
  type InstitutionRow,
  listClasses,
  listDirectory,
  listInstitutions,
  saveClasses,
  saveInstitutions,
} from './organisation.ts'
import { insertPupils } from './pupil.ts'

const schoolYear = 2026
const school: InstitutionRow = { id: randomUUID(), number: 'X81101', kind: 'school', name: 'Åsum Skole' }
const other: InstitutionRow = { id: randomUUID(), number: 'X81102', kind: 'daycare', name: 'Solstrålen' }
const classId = randomUUID()

let database: TestDatabase

const admin = (municipalityId: number): Actor => ({
  accountId: randomUUID(),
  municipalityId,
  role: 'municipalAdmin',
  institutionIds: [],
  classIds: [],
})
const asAdmin = <R>(municipalityId: number, work: Parameters<typeof database.doors.as<R>>[2]) =>
  database.doors.as(admin(municipalityId), 'staff', work)

before(async () => {
  database = await openTestDatabase()
  await database.asOwner((client) =>
    client.query(
      "insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true), (882, 'Storkøbing', '1083', 'Syddanmark', true)",
    ),
  )
  await asAdmin(881, async (tx) => {
    assert.equal(await insertInstitutions(tx, [school, other]), true)
    await saveClasses(tx, schoolYear, [{ id: classId, institutionId: school.id, name: '5.B', grade: 5 }])
    const personId = randomUUID()
    await insertPersons(tx, database.keyring, [{ id: personId, name: 'Åse Ærø' }])
    await insertPupils(tx, [{ id: randomUUID(), personId, institutionId: school.id, classId, sex: 'female' }])
  })
})

after(() => database[Symbol.asyncDispose]())

test('a neighbour municipality sees no institution, class or pupil, and renames and closes none', async () => {
  await asAdmin(882, async (tx) => {
    assert.deepEqual(await listInstitutions(tx), [])
    assert.deepEqual(await listInstitutions(tx, [school.id]), [])
    assert.deepEqual(await listClasses(tx, schoolYear), [])
    assert.deepEqual(await countPupilsByClass(tx, schoolYear), new Map())
    assert.equal(await saveInstitutions(tx, [{ ...school, name: 'Overtaget' }]), 0)
    await closeClasses(tx, [classId], '2026-11-23')
  })
  await asAdmin(881, async (tx) => {
    assert.deepEqual(
      (await listInstitutions(tx, [school.id])).map(({ name }) => name),
      ['Åsum Skole'],
    )
    assert.deepEqual(
      (await listClasses(tx, schoolYear)).map(({ isClosed }) => isClosed),
      [false],
    )
  })
})

test('an institution number is taken once in the whole country, and everybody may ask whose it is', async () => {
  await asAdmin(882, async (tx) => {
    assert.equal(await insertInstitutions(tx, [{ ...school, id: randomUUID() }]), false)
    assert.deepEqual(await listInstitutions(tx), [])
    assert.deepEqual(await listDirectory(tx, ['X81101', 'X99999']), new Map([['X81101', 881]]))
  })
})

test('a class that is saved again keeps its id, gets the grade and is open', async () => {
  await asAdmin(881, async (tx) => {
    await closeClasses(tx, [classId], '2026-11-23')
    await saveClasses(tx, schoolYear, [{ id: randomUUID(), institutionId: school.id, name: '5.B', grade: 6 }])
    assert.deepEqual(await listClasses(tx, schoolYear), [{ id: classId, institutionId: school.id, name: '5.B', grade: 6, isClosed: false }])
    assert.deepEqual(await listClasses(tx, schoolYear - 1), [])
  })
})

test('pupils are counted by class, as far as the actor sees them', async () => {
  assert.deepEqual(await asAdmin(881, (tx) => countPupilsByClass(tx, schoolYear)), new Map([[classId, 1]]))
  const stranger: Actor = { ...admin(881), role: 'teacher', institutionIds: [other.id] }
  assert.deepEqual(await database.doors.as(stranger, 'staff', (tx) => countPupilsByClass(tx, schoolYear)), new Map())
})
