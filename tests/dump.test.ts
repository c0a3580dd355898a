/**
 * A backup of the database alone tells nobody's name; with the keys of its day it opens whole; and with the keys of today
 * it opens for everybody but whoever has been shredded since (docs/decisions/0033).
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { insertAccounts, subjectIndex } from '#database/access.ts'
import { findCaseCipher, insertAssessment } from '#database/assessment.ts'
import type { Embedded } from '#database/embedded.ts'
import { findNote, saveNote } from '#database/health.ts'
import {
  erasePersons,
  findPersonByCpr,
  findPersonsByCpr,
  insertPersons,
  listCprs,
  listNames,
  listProtectedContacts,
} from '#database/identity.ts'
import type { Keyring, Keys } from '#database/keyring.ts'
import { endRosterImport, findRosterFile, findRosterFrame, insertRosterImport, saveRosterDifference } from '#database/roster.ts'
import type { Actor } from '#domain/access/actor.ts'
import { keyFile } from '#server/key-file.ts'
import { type KeyHouse, retireKeys, rotateKeys } from '#server/key-rotation.ts'
import { eraseReturned, shredWaiting } from '#server/key-shredding.ts'
import { inventKeys, openKeys, parseKeys, printKeys } from '#server/key-store.ts'
import { filesUnder, partsOfCluster } from './files-under.ts'
import { type Dump, dump, restore, wordsOf } from './dump.ts'
import { type Play, play } from './play.ts'
import { openWholeCluster } from './server-process.ts'
import { openTestDatabase, startTestCluster, type TestDatabase, testKeys } from './test-database.ts'

const home = 881
const contact = {
  email: 'kanariefugl@example.org',
  phones: [{ number: '+45 70 99 88 77', isProtected: true }],
  address: { street: 'Kanarievænget 77', postalCode: '9999', place: 'Fugleby', municipalityCode: home, isProtected: false },
}
const people = Array.from({ length: 12 }, (_, at) => ({
  id: randomUUID(),
  name: `Zefyrinka${at} Kanariesen-Ærø`,
  cpr: `91121473${String(at).padStart(2, '0')}`,
  contact,
}))
const [gone] = people
const login = 'kana0001'
const reason = 'Kanariebekymring i frikvarteret'
const note = 'Kanarienotat om søvn'
const roster = people.map(({ name, cpr }) => `881K01;Fugleskolen;5.K;${cpr};${name};Pige`).join('\r\n')
const frame = JSON.stringify(people.map(({ name, cpr }) => ({ name, cpr })))

const directory = mkdtempSync(join(tmpdir(), 'bul-dump-'))
const keyPath = join(directory, 'key')
const caseId = randomUUID()
const importId = randomUUID()
const accountId = randomUUID()

let cluster: Embedded
let town: KeyHouse & { readonly database: TestDatabase }
let played: Play
/** A dump of that evening, and the key file as it was copied then. */
let evening: Dump
let eveningKeys: string
const restored: TestDatabase[] = []

before(async () => {
  cluster = await startTestCluster()
  const database = await openWholeCluster(cluster.connectionString)
  writeFileSync(keyPath, printKeys({ ...inventKeys(new Date('2026-11-22T12:00:00Z')), root: testKeys.root }), { mode: 0o600 })
  const keyStore = keyFile(keyPath)
  const keyring = await openKeys(keyStore)
  town = { database, doors: database.doors, keyring, keyStore, now: () => new Date('2026-11-23T12:00:00Z') }
  played = await play({ ...database, keyring }, { '5.K': 6 })
  await fill()
  evening = await dump(database)
  eveningKeys = readFileSync(keyPath, 'utf8')
})

after(async () => {
  for (const database of restored) await database[Symbol.asyncDispose]()
  await town.database[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true })
})

const psychologist: Actor = { accountId, municipalityId: home, role: 'eduPsychologist', institutionIds: [], classIds: [] }

/** Names, numbers, contacts, a login, a case, a note, and a roster import in the middle; slips are there from the lesson. */
async function fill(): Promise<void> {
  const { doors, keyring } = town
  const [pupil] = played.classes[0]?.pupils ?? []
  assert.ok(pupil && gone)
  await doors.asSystem('test', { municipalityId: home, login: 'staff' }, async (tx) => {
    await insertPersons(tx, keyring, people)
    // The first pupil is the one who will be erased.
    await tx.updateTable('common.pupil').set({ personId: gone.id }).where('municipalityId', '=', home).where('id', '=', pupil.id).execute()
    const subject = subjectIndex(keyring, home, 'https://login.example', login)
    await insertAccounts(tx, keyring, [
      { id: accountId, personId: people[1]?.id ?? '', role: 'eduPsychologist', subjectIndex: subject, institutionIds: [], classIds: [] },
    ])
    await insertRosterImport(tx, keyring, { id: importId, createdBy: accountId, createdAt: town.now(), file: Buffer.from(roster) })
    await saveRosterDifference(tx, keyring, importId, {}, [frame, frame])
  })
  await doors.as({ ...psychologist, reach: [caseId, pupil.id] }, 'assessment', (tx) =>
    insertAssessment(tx, keyring, {
      id: caseId,
      pupilId: pupil.id,
      reason,
      legalBasis: 'ppr',
      instrument: 'demo',
      openedBy: accountId,
      ownerId: accountId,
      now: town.now(),
    }),
  )
  await doors.as(healthVisitor(), 'health', (tx) =>
    saveNote(
      tx,
      keyring,
      { pupilId: pupil.id, personId: gone.id, classId: played.classes[0]?.id ?? '' },
      { text: note, accountId, savedOn: '2026-11-22' },
    ),
  )
}

function healthVisitor(): Actor {
  const classId = played.classes[0]?.id ?? ''
  return { accountId, municipalityId: home, role: 'healthVisitor', institutionIds: [], classIds: [classId], reach: [classId] }
}

/** What is to be found nowhere, by what it is. */
function canaries(): ReadonlyMap<string, string> {
  const found = new Map<string, string>([
    ['a login', login],
    ['the reason for a case', reason],
    ['a note', note],
    ['an address', contact.address.street],
    ['an e-mail', contact.email],
    ['a phone number', contact.phones[0]?.number ?? ''],
  ])
  for (const { name, cpr } of people) found.set(name, name).set(`cpr of ${name}`, cpr)
  for (const { slip, name } of played.classes.flatMap(({ pupils }) => pupils)) found.set(`slip of ${name}`, slip)
  for (const { name } of played.classes.flatMap(({ pupils }) => pupils)) found.set(`the name of ${name}`, name)
  return found
}

/** Every way in which a value would stand in something written. */
function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value)
  return [value, bytes.toString('latin1'), bytes.toString('hex'), bytes.toString('base64').slice(0, -4), JSON.stringify(value).slice(1, -1)]
}

/** The keys themselves, which stand in no backup of the database either. */
function keyCanaries(keys: Keys): readonly Buffer[] {
  return [
    keys.root,
    ...keys.keyEncryptionKeys.flatMap(({ tree }) => tree?.map(({ key }) => key) ?? []),
    ...keys.indexKeys.flatMap(({ secret }) => secret ?? []),
  ]
}

test('a dump of every table holds no name, CPR number, contact, login, slip or word about a child, in letters or in bytes', () => {
  assert.ok(evening.size > 60 && (evening.get('identity.person')?.length ?? 0) >= 18)
  const words = wordsOf(evening)
  assert.ok(words.includes('Trivsel i efteråret'), 'what may be there is found')
  for (const [what, value] of canaries())
    for (const spelling of spellings(value)) assert.ok(!words.includes(spelling), `${what} stands in the dump`)
  for (const key of keyCanaries(parseKeys(eveningKeys, '')))
    for (const spelling of [key.toString('hex'), key.toString('latin1'), key.toString('base64url')])
      assert.ok(!words.includes(spelling), 'a key stands in the dump')
})

test('nor does any file of the cluster, tables and write-ahead log, which a physical backup copies', async () => {
  await town.database.asOwner((client) => client.query('checkpoint'))
  const secret = [...canaries()].flatMap(([what, value]) => [
    [what, Buffer.from(value)] as const,
    [what, Buffer.from(Buffer.from(value).toString('hex'))] as const,
  ])
  const keys = keyCanaries(parseKeys(eveningKeys, '')).map((key) => ['a key', key] as const)
  let isThere = false
  for (const [file, bytes] of filesUnder(...partsOfCluster(cluster.dataDirectory))) {
    isThere ||= bytes.includes('Trivsel i efteråret')
    for (const [what, value] of [...secret, ...keys]) assert.ok(!bytes.includes(value), `${what} stands in ${file}`)
  }
  assert.ok(isThere, 'what may be there is found')
})

/** The evening's dump, laid into a database of its own. */
async function layBack(): Promise<TestDatabase> {
  const database = await openTestDatabase()
  restored.push(database)
  await restore(database, evening)
  return database
}

/** A keyring of a key file as it was then, or as it is. */
async function keysOf(text: string): Promise<Keyring> {
  const path = join(directory, randomUUID())
  writeFileSync(path, text, { mode: 0o600 })
  return openKeys(keyFile(path))
}

/** Who of the canaries opens in this database with these keys, and that all of theirs does, or nothing. */
async function whoOpens(database: TestDatabase, keyring: Keyring): Promise<readonly string[]> {
  const ids = people.map(({ id }) => id)
  const { names, cprs, contacts } = await database.doors.as({ municipalityId: home, role: 'guest' }, 'staff', async (tx) => ({
    names: await listNames(tx, keyring, ids),
    cprs: await listCprs(tx, keyring, ids),
    contacts: await listProtectedContacts(tx, keyring, ids, 'rosterComparison'),
  }))
  for (const { id, name, cpr } of people) {
    assert.deepEqual(
      [names.get(id), cprs.get(id), contacts.get(id)],
      names.has(id) ? [name, cpr, contact] : [undefined, undefined, undefined],
    )
  }
  return people.filter(({ id }) => names.has(id)).map(({ id }) => id)
}

const everybody = people.map(({ id }) => id)
const everybodyElse = everybody.slice(1)

test('a dump with the keys of its day opens whole: names, numbers, look-ups, contacts, the import, the case, the note', async () => {
  const [database, keyring] = [await layBack(), await keysOf(eveningKeys)]
  assert.deepEqual(await whoOpens(database, keyring), everybody)
  const [pupil] = played.classes[0]?.pupils ?? []
  assert.ok(pupil && gone)
  await database.doors.asSystem('test', { municipalityId: home, login: 'staff' }, async (tx) => {
    assert.equal(await findPersonByCpr(tx, keyring, gone.cpr), gone.id)
    assert.equal((await findRosterFile(tx, keyring, importId))?.file.toString(), roster)
    assert.equal(await findRosterFrame(tx, keyring, importId, 1), frame)
  })
  const cipher = await database.doors.as({ ...psychologist, reach: [caseId] }, 'assessment', (tx) => findCaseCipher(tx, keyring, caseId))
  const { rows } = await database.asOwner((client) => client.query('select reason from assessment.assessment'))
  assert.equal(cipher?.open('reason', rows[0].reason), reason)
  assert.equal((await database.doors.as(healthVisitor(), 'health', (tx) => findNote(tx, keyring, pupil.id, gone.id)))?.text, note)
})

test('a dump without them opens nothing, with keys of the same names that are others', async () => {
  const database = await layBack()
  const keys = parseKeys(eveningKeys, '')
  const others = printKeys({
    ...keys,
    root: randomBytes(32),
    keyEncryptionKeys: keys.keyEncryptionKeys.map((key) => ({ ...key, tree: [{ from: 0, depth: 0, key: randomBytes(32) }] })),
    indexKeys: keys.indexKeys.map((key) => ({ ...key, secret: randomBytes(32) })),
  })
  const stranger = await keysOf(others)
  await assert.rejects(whoOpens(database, stranger), /authenticate/)
  const found = await database.doors.as({ municipalityId: home, role: 'guest' }, 'staff', (tx) =>
    findPersonsByCpr(
      tx,
      stranger,
      people.map(({ cpr }) => cpr),
    ),
  )
  assert.equal(found.size, 0, 'no CPR number can be tested')
})

test('after shredding one, the older dump opens for everybody else with the keys of today, and for that one with no key that is left', async () => {
  assert.ok(gone)
  await town.doors.asSystem('test', { municipalityId: home, login: 'staff' }, async (tx) => {
    assert.deepEqual(await erasePersons(tx, [gone.id], town.now()), [gone.id])
    await endRosterImport(tx, importId, 'discarded')
  })
  assert.deepEqual(await whoOpens(town.database, town.keyring), everybodyElse, 'at once in the live database')
  assert.equal(await shredWaiting(town), 1)
  const today = readFileSync(keyPath, 'utf8')
  const [database, keyring] = [await layBack(), await keysOf(today)]

  assert.deepEqual(await whoOpens(database, keyring), everybodyElse)
  const [pupil] = played.classes[0]?.pupils ?? []
  assert.equal(
    await database.doors.as(healthVisitor(), 'health', (tx) => findNote(tx, keyring, pupil?.id ?? '', gone.id)),
    undefined,
    'nor what was written about them',
  )
  await assert.rejects(
    database.doors.asSystem('test', { municipalityId: home, login: 'staff' }, (tx) => findRosterFile(tx, keyring, importId)),
    /shredded/,
    'nor the import that is over, where their name stood too',
  )
  const bytes = keyCanaries(parseKeys(today, ''))
  for (const key of keyCanaries(parseKeys(eveningKeys, '')).slice(1, 2))
    assert.ok(!bytes.some((held) => held.equals(key)), 'the root of the tree is gone')

  // Whoever is laid back is erased again.
  assert.equal(await eraseReturned({ ...town, doors: database.doors, keyStore: keyFile(keyPath) }), 1)
  assert.equal(
    await database.doors.as({ municipalityId: home, role: 'guest' }, 'staff', (tx) => findPersonByCpr(tx, keyring, gone.cpr)),
    undefined,
  )
})

test('whose number it was can be tested in the older dump until the index key is exchanged, and not after', async () => {
  assert.ok(gone)
  const stored = (evening.get('identity.person') ?? []).find(({ id }) => id === gone.id)?.['cpr_index']
  const candidates = (keyring: Keyring) =>
    keyring.sealedIndexes(home, keyring.blindIndex(home, 'cpr', gone.cpr)).map((index) => `\\x${index.toString('hex')}`)
  assert.ok(candidates(await keysOf(readFileSync(keyPath, 'utf8'))).includes(String(stored)))
  await rotateKeys(town, { parts: ['index'] })
  await retireKeys(town)
  assert.ok(!candidates(await keysOf(readFileSync(keyPath, 'utf8'))).includes(String(stored)))
  assert.deepEqual(await whoOpens(town.database, town.keyring), everybodyElse)
})
