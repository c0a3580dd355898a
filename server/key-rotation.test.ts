/**
 * Keys are exchanged while people read and write, and whoever was erased stays so. Each test has a database and a key
 * file of its own.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { insertAccounts, listAccountsOfSubject, subjectIndex } from '#database/access.ts'
import { findCaseCipher, insertAssessment } from '#database/assessment.ts'
import { erasePersons, findPersonsByCpr, insertPersons, listCprs, listNames, listWaiting } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import { endRosterImport, findRosterFile, insertRosterImport } from '#database/roster.ts'
import { listAccounts } from '#database/staff.ts'
import type { Doors, Guest } from '#database/transaction.ts'
import { testHouse } from '../tests/play.ts'
import { type TestDatabase, openTestDatabase, testKeys } from '../tests/test-database.ts'
import { jobs } from './jobs/jobs.ts'
import { keyFile } from './key-file.ts'
import { type KeyHouse, prepareKeys, retireKeys, rotateKeys, standing } from './key-rotation.ts'
import { eraseReturned, shredWaiting } from './key-shredding.ts'
import { changeKeys, inventKeys, openKeys, parseKeys, printKeys } from './key-store.ts'

const directory = mkdtempSync(join(tmpdir(), 'bul-rotation-'))
after(() => rmSync(directory, { recursive: true, force: true }))

const guest = (municipalityId: number): Guest => ({ municipalityId, role: 'guest' })
const issuer = 'https://login.example'

type Person = { readonly id: string; readonly name: string; readonly cpr: string }

let counted = 0
function invent(count: number): Person[] {
  return Array.from({ length: count }, () => {
    counted += 1
    return { id: randomUUID(), name: `Opfundet ${counted}`, cpr: `6101${String(counted).padStart(6, '0')}` }
  })
}

type Town = AsyncDisposable &
  KeyHouse & {
    readonly database: TestDatabase
    readonly doors: Doors
    readonly keyPath: string
    /** The same installation, as another server has it. */
    readonly another: () => Promise<Keyring>
    readonly everybody: Person[]
  }

/** A database and a key file; `isOld` is an installation that began before there were trees. */
async function openTown({ isOld = false, people = 120, isWholeCountry = false } = {}): Promise<Town> {
  const database = await openTestDatabase()
  if (!isWholeCountry)
    await database.asOwner((client) => client.query('delete from common.municipality where municipality_id not in (0, 101, 851)'))
  const keyPath = join(directory, randomUUID())
  // The root of every test, for the logins' passwords follow from it.
  const text = isOld ? testKeys.root.toString('hex') : printKeys({ ...inventKeys(new Date('2026-11-22T12:00:00Z')), root: testKeys.root })
  writeFileSync(keyPath, text, { mode: 0o600 })
  const keyStore = keyFile(keyPath)
  const keyring = await openKeys(keyStore)
  const everybody: Person[] = []
  for (const municipalityId of [101, 851]) {
    const some = invent(people)
    everybody.push(...some)
    await database.doors.as(guest(municipalityId), 'staff', (tx) => insertPersons(tx, keyring, some))
  }
  return {
    database,
    doors: database.doors,
    keyring,
    keyStore,
    keyPath,
    now: () => new Date('2026-11-23T12:00:00Z'),
    another: () => openKeys(keyFile(keyPath)),
    everybody,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

/** Reads everybody by name, by number and by the number found. */
async function readEverybody({ doors, everybody }: Pick<Town, 'doors' | 'everybody'>, keyring: Keyring): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const municipalityId of [101, 851]) {
    const { names, cprs, byCpr } = await doors.as(guest(municipalityId), 'staff', async (tx) => ({
      names: await listNames(
        tx,
        keyring,
        everybody.map(({ id }) => id),
      ),
      cprs: await listCprs(
        tx,
        keyring,
        everybody.map(({ id }) => id),
      ),
      byCpr: await findPersonsByCpr(
        tx,
        keyring,
        everybody.map(({ cpr }) => cpr),
      ),
    }))
    for (const { id, name, cpr } of everybody.filter((person) => names.has(person.id))) {
      assert.equal(names.get(id), name)
      assert.equal(cprs.get(id), cpr)
      assert.equal(byCpr.get(cpr), id)
      found.set(id, name)
    }
    assert.equal(byCpr.size, names.size, 'nobody is found who cannot be read')
  }
  return found
}

async function assertAllUnder(town: Town): Promise<void> {
  const { keys, wrapped, indexed } = await standing(town)
  assert.deepEqual([...wrapped.keys()], [keys.wraps], 'nothing hangs on another key')
  assert.deepEqual([...new Set(indexed.values())], [keys.indexes], 'no municipality stands under another')
  assert.equal((await readEverybody(town, await town.another())).size, town.everybody.length, 'everybody can be read')
}

test('keys are exchanged while people are read, looked up and written: nobody is ever missing', { timeout: 180_000 }, async () => {
  await using town = await openTown({ isOld: true })
  const [reader, writer] = [await town.another(), await town.another()]
  let isOver = false
  let reads = 0
  const reading = (async () => {
    while (!isOver) {
      const there = [...town.everybody]
      const found = await readEverybody({ doors: town.doors, everybody: there }, reader)
      assert.equal(found.size, there.length)
      reads += 1
    }
  })()
  const writing = (async () => {
    while (!isOver) {
      const some = invent(7)
      await town.doors.as(guest(101), 'staff', (tx) => insertPersons(tx, writer, some))
      town.everybody.push(...some)
      await wait(5)
    }
  })()
  const rotated = await rotateKeys(town, { keysAtOnce: 20 })
  isOver = true
  await Promise.all([reading, writing])
  assert.ok(rotated.keys >= 240 && rotated.indexes >= 240, JSON.stringify(rotated))
  assert.ok(reads > 3, `${reads} reads`)
  await assertAllUnder(town)

  const before = readFileSync(town.keyPath, 'utf8')
  const gone = await retireKeys(town)
  assert.equal(gone.length, 2)
  for (const id of gone) assert.ok(!readFileSync(town.keyPath, 'utf8').includes(id), id)
  await assertAllUnder(town)
  // A dump from before, with a copy of the keys from before, opens as it did.
  writeFileSync(`${town.keyPath}-copy`, before, { mode: 0o600 })
  assert.equal((await readEverybody(town, await openKeys(keyFile(`${town.keyPath}-copy`)))).size, town.everybody.length)
})

test('everything that hangs on a key is brought under the next: people, roster imports, cases, logins', { timeout: 180_000 }, async () => {
  await using town = await openTown({ isOld: true, people: 3 })
  const { doors, keyring } = town
  const [teacher] = invent(1)
  assert.ok(teacher)
  const [living, over, caseId, schoolId, classId, pupilId, accountId] = Array.from({ length: 7 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  await town.database.asOwner(async (client) => {
    await client.query(`
      insert into common.institution values (101, '${schoolId}', 'school', 'X10101', 'Åsum Skole', null);
      insert into common.class values (101, '${classId}', '${schoolId}', 2026, 5, '5.B', null);
      insert into common.pupil values (101, '${pupilId}', '${town.everybody[0]?.id}', '${schoolId}', '${classId}', 'female', null)`)
  })
  const subject = subjectIndex(keyring, 101, issuer, 'laer0001')
  await doors.as(guest(101), 'staff', async (tx) => {
    await insertPersons(tx, keyring, [teacher])
    await insertAccounts(tx, keyring, [
      { id: accountId, personId: teacher.id, role: 'teacher', subjectIndex: subject, institutionIds: [], classIds: [] },
    ])
  })
  town.everybody.push(teacher)
  await doors.asSystem('test', { municipalityId: 101, login: 'staff' }, async (tx) => {
    for (const id of [over, living])
      await insertRosterImport(tx, keyring, {
        id,
        createdBy: accountId,
        createdAt: new Date('2026-11-22T12:00:00Z'),
        file: Buffer.from('Elev'),
      })
    await endRosterImport(tx, over, 'discarded')
  })
  const psychologist = {
    accountId,
    municipalityId: 101,
    role: 'eduPsychologist',
    institutionIds: [],
    classIds: [],
    reach: [caseId, pupilId],
  }
  await doors.as(psychologist as never, 'assessment', (tx) =>
    insertAssessment(tx, keyring, {
      id: caseId,
      pupilId,
      reason: 'Uro',
      legalBasis: 'ppr',
      instrument: 'demo',
      openedBy: accountId,
      ownerId: accountId,
      now: new Date(),
    }),
  )
  // As rows are that were written before there were leaves.
  await town.database.asOwner(async (client) => {
    for (const table of ['identity.person_key', 'common.roster_import', 'assessment.assessment_key'])
      await client.query(`update ${table} set leaf = null`)
  })

  await rotateKeys(town)
  await assertAllUnder(town)
  await retireKeys(town)
  const fresh = await town.another()
  await doors.asSystem('test', { municipalityId: 101, login: 'staff' }, async (tx) => {
    assert.equal((await findRosterFile(tx, fresh, living))?.file.toString(), 'Elev')
    assert.equal(await findRosterFile(tx, fresh, over), undefined)
    assert.equal((await listAccountsOfSubject(tx, fresh, subject))[0]?.id, accountId)
    assert.deepEqual((await listAccounts(tx, fresh, 2026))[0]?.subjectIndex, subject)
  })
  const cipher = await doors.as(psychologist as never, 'assessment', (tx) => findCaseCipher(tx, fresh, caseId))
  const { rows } = await town.database.asOwner((client) => client.query('select reason from assessment.assessment'))
  assert.equal(cipher?.open('reason', rows[0].reason), 'Uro')
  const { rows: leaves } = await town.database.asOwner((client) =>
    client.query(
      'select leaf from identity.person_key union all select leaf from common.roster_import where octet_length(wrapped_key) > 0 union all select leaf from assessment.assessment_key',
    ),
  )
  assert.ok(leaves.length === 9 && leaves.every(({ leaf }) => leaf !== null), 'everything has got a leaf')
})

/** Broken off as by a fault, in the transaction's pause. */
class BrokenOff extends Error {}

test('broken off anywhere, everybody is readable, and run again it goes on with the same key', { timeout: 180_000 }, async () => {
  await using town = await openTown({ isOld: true, people: 30 })
  const seen = new Set<string>()
  for (const steps of [1, 3, 9, 12]) {
    let step = 0
    await assert.rejects(
      rotateKeys(town, {
        keysAtOnce: 7,
        progress: () => {
          step += 1
          if (step === steps) throw new BrokenOff()
        },
      }),
      BrokenOff,
    )
    const { keys } = await standing(town)
    seen.add(`${keys.wraps} ${keys.indexes}`)
    assert.equal((await readEverybody(town, await town.another())).size, 60)
    await town.doors.as(guest(101), 'staff', async (tx) => {
      const [somebody] = invent(1)
      assert.ok(somebody)
      await insertPersons(tx, town.keyring, [somebody])
      await erasePersons(tx, [somebody.id], town.now())
    })
  }
  assert.equal(seen.size, 1, 'no rotation was begun while another was unfinished')
  await rotateKeys(town)
  await assertAllUnder(town)
})

/** Runs the program on this town, as an operator does. */
function start(town: Town, args: readonly string[], environment: Record<string, string> = { KEY_FILE: town.keyPath }) {
  return spawn(process.execPath, [fileURLToPath(new URL('../bin/boernungeliv.js', import.meta.url)), ...args], {
    env: {
      PATH: process.env.PATH,
      ORIGIN: 'https://boernungeliv.example',
      DATABASE_URL: town.database.connectionString,
      OIDC_ISSUER: 'https://login.example',
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'x',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function run(
  ...given: Parameters<typeof start>
): Promise<{ readonly code: number | null; readonly out: string; readonly complaint: string }> {
  const child = start(...given)
  let [out, complaint] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, out, complaint }
}

test('a rotation whose process is killed is finished by the next', { timeout: 180_000 }, async () => {
  await using town = await openTown({ isOld: true, people: 400, isWholeCountry: true })
  const killed = start(town, ['key', 'rotate'])
  killed.stdout.on('data', (chunk: Buffer) => {
    if (/ [1-7]0 %/.test(chunk.toString())) killed.kill('SIGKILL')
  })
  await new Promise((done) => killed.once('close', done))
  const { keys, wrapped, indexed } = await standing(town)
  assert.deepEqual([wrapped.size, new Set(indexed.values()).size], [2, 2], 'it was killed in the middle')
  assert.equal((await readEverybody(town, await town.another())).size, 800)

  const { code, out } = await run(town, ['key', 'rotate'])
  assert.equal(code, 0)
  assert.match(out, /\d+ nøgler og \d+ opslag er flyttet/)
  const after = await standing(town)
  assert.deepEqual([after.keys.wraps, after.keys.indexes], [keys.wraps, keys.indexes])
  await assertAllUnder(town)
})

test(
  'an old key is not removed while something hangs on it, and a store that cannot be written is left as it is',
  { timeout: 180_000 },
  async () => {
    await using town = await openTown({ people: 3 })
    assert.deepEqual(await retireKeys(town), [], 'there is nothing old')
    const stale = await town.another()
    await prepareKeys(town)
    const prepared = await standing(town)
    assert.equal(prepared.keys.keyEncryptionKeys.length, 2)
    assert.notEqual(prepared.keys.keyEncryptionKeys[1]?.id, prepared.keys.wraps, 'made, and not in use')
    await prepareKeys(town)
    assert.equal((await standing(town)).keys.keyEncryptionKeys.length, 2, 'once is enough')
    assert.deepEqual(await retireKeys(town), [], 'what is to be used next is not old')

    await rotateKeys(town)
    const { keys } = await standing(town)
    assert.deepEqual([keys.wraps, keys.indexes], [prepared.keys.keyEncryptionKeys[1]?.id, prepared.keys.indexKeys[1]?.id])
    // A server whose copy of the file never came.
    const before = await standing(town)
    const late = invent(1)
    await town.doors.as(guest(101), 'staff', async (tx) => {
      await insertPersons(
        tx,
        { ...stale, refresh: async () => {}, id: 'x', indexKey: 'x', holds: () => true, sealIndex: town.keyring.sealIndex } as Keyring,
        late,
      )
    })
    town.everybody.push(...late)
    assert.equal((await standing(town)).wrapped.size, before.wrapped.size + 1)
    await assert.rejects(retireKeys(town), /hænger stadig noget på k-\w+ \(1 nøgler\)/)
    await rotateKeys(town)
    await assertAllUnder(town)
    assert.equal((await retireKeys(town)).length, 2)
  },
)

test('a server that meets a key it does not know looks before it fails, and fails when it is not there', { timeout: 180_000 }, async () => {
  await using town = await openTown({ people: 3 })
  const version = await town.keyStore.version()
  const [alone, following] = [await openKeys({ ...town.keyStore, version: async () => version }), await town.another()]
  await following.refresh()
  await rotateKeys(town)
  assert.equal((await readEverybody(town, following)).size, town.everybody.length)
  const read = (keyring: Keyring) =>
    town.doors.as(guest(101), 'staff', (tx) =>
      listNames(
        tx,
        keyring,
        town.everybody.map(({ id }) => id),
      ),
    )
  await assert.rejects(read(alone), /wrapped by k-/)
  const find = (keyring: Keyring) =>
    town.doors.as(guest(101), 'staff', (tx) =>
      findPersonsByCpr(
        tx,
        keyring,
        town.everybody.map(({ cpr }) => cpr),
      ),
    )
  await assert.rejects(find(alone), /sealed by i-/, 'never "there is no such person"')
})

test('while look-up values are sealed anew nobody can be added twice', { timeout: 180_000 }, async () => {
  await using town = await openTown({ people: 50 })
  const [first] = town.everybody
  assert.ok(first)
  const writer = await town.another()
  let isOver = false
  let tries = 0
  const adding = (async () => {
    while (!isOver) {
      const again = { id: randomUUID(), name: 'Den samme', cpr: first.cpr }
      await assert.rejects(
        town.doors.as(guest(101), 'staff', (tx) => insertPersons(tx, writer, [again])),
        { constraint: 'person_cpr_key' },
      )
      tries += 1
    }
  })()
  await rotateKeys(town, { parts: ['index'] })
  isOver = true
  await adding
  assert.ok(tries > 10, String(tries))
  await assertAllUnder(town)
})

test('whoever is erased is gone from the database at once, and from older dumps with the keys of today', { timeout: 180_000 }, async () => {
  await using town = await openTown({ people: 60 })
  const { doors, database, everybody } = town
  // A dump, here: the rows as they were.
  await database.asOwner((client) =>
    client.query(
      'create table public.old_person as table identity.person; create table public.old_key as table identity.person_key; create table public.old_index as table identity.index_key',
    ),
  )
  const keysThen = readFileSync(town.keyPath, 'utf8')

  const erased = [3, 4, 5, 40, 61].map((at) => everybody[at]?.id ?? '')
  for (const municipalityId of [101, 851]) await doors.as(guest(municipalityId), 'staff', (tx) => erasePersons(tx, erased, town.now()))
  const left = everybody.filter(({ id }) => !erased.includes(id))
  assert.deepEqual(new Set((await readEverybody(town, town.keyring)).keys()), new Set(left.map(({ id }) => id)))
  const { rows: rest } = await database.asOwner((client) =>
    client.query(
      "select from identity.person where id = any ($1::uuid[]) and (name <> '\\x' or cpr is not null or contact is not null or cpr_index is not null)",
      [erased],
    ),
  )
  assert.equal(rest.length, 0)
  const { rows: told } = await database.asOwner((client) => client.query("select object from audit.event where act = 'person.erased'"))
  assert.deepEqual(new Set(told.map(({ object }) => object)), new Set(erased.map((id) => `person:${id}`)))

  assert.equal(await shredWaiting(town), 5)
  assert.equal(await shredWaiting(town), 0, 'done is done')
  const text = readFileSync(town.keyPath, 'utf8')
  const {
    keyEncryptionKeys: [tree],
  } = parseKeys(text, '')
  assert.equal(tree?.puncturedAt, '2026-11-23T12:00:00.000Z')

  // The old dump laid back, with the keys of today and with those of then.
  await database.asOwner((client) =>
    client.query(`
    update identity.person p set name = o.name, cpr = o.cpr, cpr_index = o.cpr_index from public.old_person o where o.municipality_id = p.municipality_id and o.id = p.id;
    insert into identity.person_key select * from public.old_key on conflict do nothing`),
  )
  assert.deepEqual(
    new Set((await namesOf(town, await town.another())).keys()),
    new Set(left.map(({ id }) => id)),
    'everybody else still opens',
  )
  writeFileSync(`${town.keyPath}-then`, keysThen, { mode: 0o600 })
  assert.equal(
    (await namesOf(town, await openKeys(keyFile(`${town.keyPath}-then`)))).size,
    everybody.length,
    'with the keys of that day, all do',
  )

  assert.equal(await eraseReturned(town), 5, 'whoever came back with the dump is erased once more')
  assert.deepEqual(new Set((await readEverybody(town, town.keyring)).keys()), new Set(left.map(({ id }) => id)))
  assert.equal(await eraseReturned(town), 0)
})

async function namesOf({ doors, everybody }: Town, keyring: Keyring): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const municipalityId of [101, 851])
    for (const [id, name] of await doors.as(guest(municipalityId), 'staff', (tx) =>
      listNames(
        tx,
        keyring,
        everybody.map((person) => person.id),
      ),
    ))
      names.set(id, name)
  return names
}

test(
  'shredding holds through a rotation: a dump from before it is closed too, while the old key is held',
  { timeout: 180_000 },
  async () => {
    await using town = await openTown({ people: 10 })
    await town.database.asOwner((client) => client.query('create table public.old_key as table identity.person_key'))
    await rotateKeys(town)
    const [gone] = town.everybody
    assert.ok(gone)
    await town.doors.as(guest(101), 'staff', (tx) => erasePersons(tx, [gone.id], town.now()))
    assert.equal(await town.doors.as(guest(101), 'staff', async (tx) => (await listWaiting(tx)).length), 1)
    await shredWaiting(town)
    await town.database.asOwner((client) =>
      client.query('delete from identity.person_key; insert into identity.person_key select * from public.old_key'),
    )
    const names = await namesOf(town, await town.another())
    assert.deepEqual([names.size, names.has(gone.id)], [19, false])
  },
)

test(
  'imports that are over are taken out as one stretch, which costs the same however many there have been',
  { timeout: 180_000 },
  async () => {
    await using town = await openTown({ people: 1 })
    const { doors, keyring } = town
    const nodes = async () => parseKeys(readFileSync(town.keyPath, 'utf8'), '').keyEncryptionKeys[0]?.tree?.length ?? 0
    const counts: number[] = []
    let old: { readonly id: string; readonly wrapped: Buffer } | undefined
    for (let round = 0; round < 4; round++) {
      await doors.asSystem('test', { municipalityId: 101, login: 'staff' }, async (tx) => {
        for (let at = 0; at < 3; at++) {
          const id = randomUUID()
          await insertRosterImport(tx, keyring, { id, createdBy: randomUUID(), createdAt: town.now(), file: Buffer.from('Elev') })
          const row = await tx
            .selectFrom('common.rosterImport')
            .select('wrappedKey')
            .where('municipalityId', '=', 101)
            .where('id', '=', id)
            .executeTakeFirstOrThrow()
          old ??= { id, wrapped: row.wrappedKey }
          await endRosterImport(tx, id, 'applied')
        }
      })
      await shredWaiting(town)
      counts.push(await nodes())
    }
    assert.ok(Math.max(...counts) <= 52 && counts[0], counts.join())
    // The first one's row as an old dump has it.
    assert.ok(old)
    const { id, wrapped } = old
    await town.database.asOwner((client) =>
      client.query("update common.roster_import set wrapped_key = $2, file = '\\x00' where id = $1", [id, wrapped]),
    )
    const today = await town.another()
    await assert.rejects(
      doors.asSystem('test', { municipalityId: 101, login: 'staff' }, (tx) => findRosterFile(tx, today, id)),
      /has been shredded/,
    )
  },
)

test('an operator lists, shreds and is told by doctor what waits', { timeout: 180_000 }, async () => {
  await using town = await openTown({ isOld: true, people: 3 })
  const [gone, later] = town.everybody
  assert.ok(gone && later)
  assert.match((await run(town, ['doctor'])).out, /^✗ nøglen har intet træ/m)
  assert.equal((await run(town, ['key', 'rotate', '--only', 'everything'])).code, 2)
  assert.equal((await run(town, ['key', 'rotate'])).code, 0)
  const listed = await run(town, ['key', 'list'])
  assert.match(listed.out, /^nøgle [0-9a-f]{8}: åbner kun, installationens første, 0 nøgler hænger på den, uden træ$/m)
  assert.match(listed.out, /^nøgle k-\w+: i brug, lavet \d{4}-\d\d-\d\d, 6 nøgler hænger på den, 1 knuder$/m)
  assert.match(listed.out, /^opslagsnøgle i-\w+: i brug, .* 2 kommuner står under den$/m)
  assert.match((await run(town, ['key', 'retire'])).out, /er fjernet/)

  await town.doors.as(guest(101), 'staff', (tx) => erasePersons(tx, [later.id], new Date(Date.now() - 25 * 3_600_000)))
  assert.match((await run(town, ['doctor'])).out, /^✗ 1 slettede personer har ventet over et døgn/m)
  for (const wrong of [
    ['--person', gone.id],
    ['--municipality', '101'],
    ['--person', 'Alma', '--municipality', '101'],
  ])
    assert.equal((await run(town, ['key', 'shred', ...wrong])).code, 2)
  const elsewhere = await run(town, ['key', 'shred', '--person', gone.id, '--municipality', '851'])
  assert.deepEqual([elsewhere.code, /har ingen person/.test(elsewhere.complaint)], [1, true])
  const shredded = await run(town, ['key', 'shred', '--person', gone.id, '--municipality', '101'])
  assert.match(shredded.out, /^2 personer er makuleret/m, shredded.complaint)
  assert.equal((await namesOf(town, await town.another())).size, 4)
  const { rows } = await town.database.asOwner((client) =>
    client.query('select act, role from audit.event where object = $1', [`person:${gone.id}`]),
  )
  assert.deepEqual(rows, [{ act: 'person.erased', role: 'system' }])
  assert.match((await run(town, ['doctor'])).out, /^✓ ingen slettede personer venter/m)

  // Shredded forty days ago, under an index key that is older still.
  const longAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000).toISOString()
  await changeKeys(town.keyStore, (keys) => ({
    ...keys,
    keyEncryptionKeys: keys.keyEncryptionKeys.map((key) => ({ ...key, puncturedAt: longAgo(40) })),
    indexKeys: keys.indexKeys.map((key) => ({ ...key, madeAt: longAgo(50) })),
  }))
  assert.match((await run(town, ['doctor'])).out, /^✗ opslagsnøglen er ældre end en makulering/m)
  assert.equal((await run(town, ['key', 'rotate', '--only', 'index'])).code, 0)
  assert.doesNotMatch((await run(town, ['doctor'])).out, /opslagsnøglen er ældre/)

  // The same keys from the environment: enough to read with, and not to change.
  const KEY = Buffer.from(readFileSync(town.keyPath)).toString('base64')
  assert.match((await run(town, ['key', 'list'], { KEY })).out, /4 nøgler hænger på den/)
  const refused = await run(town, ['key', 'rotate'], { KEY })
  assert.deepEqual([refused.code, /miljøvariablen KEY/.test(refused.complaint)], [1, true])
  const both = await run(town, ['key', 'list'], { KEY, KEY_FILE: town.keyPath })
  assert.deepEqual([both.code, /KEY_FILE er forkert/.test(both.complaint)], [1, true], both.complaint)
})

test('the worker takes erased people out of the keys by itself, where it may write them', { timeout: 180_000 }, async () => {
  await using town = await openTown({ people: 2 })
  const [gone] = town.everybody
  assert.ok(gone)
  await town.doors.as(guest(101), 'staff', (tx) => erasePersons(tx, [gone.id], town.now()))
  const { rows } = await town.database.asOwner((client) => client.query('select payload from graphile_worker._private_jobs'))
  assert.deepEqual(rows, [{ payload: {} }], 'it is asked for, and the queue does not learn who')
  const waiting = () => town.doors.as(guest(101), 'staff', async (tx) => (await listWaiting(tx)).length)
  const job = (keyStore: KeyHouse['keyStore'] | undefined) =>
    jobs['shred-keys'].run({ ...testHouse(town.database, town.now), ...(keyStore && { keyStore }) }, {})
  await job(undefined)
  await job({ ...town.keyStore, isWritable: async () => false })
  assert.equal(await waiting(), 1)
  await job(town.keyStore)
  assert.equal(await waiting(), 0)
  assert.equal((parseKeys(readFileSync(town.keyPath, 'utf8'), '').keyEncryptionKeys[0]?.tree?.length ?? 0) > 1, true)
})
