import assert from 'node:assert/strict'
import { AsyncResource } from 'node:async_hooks'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { InstitutionRow, RosterImport } from '#api/organisation.ts'
import { insertSession, listAccountsOfSubject, subjectIndex } from '#database/access.ts'
import { findPersonByCpr, insertPersons, listCprs, listNames } from '#database/identity.ts'
import { saveRosterState } from '#database/roster.ts'
import { rosterFindingNames } from '#domain/organisation/roster.ts'
import type { House } from '../house.ts'
import { readLogLevel } from '../config.ts'
import { buildApp } from '../http/app.ts'
import { applyRosterImport, giveUpApplying } from '../jobs/apply-roster.ts'
import { giveUpReading, readRosterImport } from '../jobs/read-roster.ts'
import { log, logToFile } from '../log.ts'
import { settleSmallTown, type SmallTown } from '../../tests/small-town.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { importRosterFile } from './import-roster-file.ts'
import { uniLogin } from '../http/login.ts'

const issuer = 'https://login.example'
let today = '2026-11-23'

let database: TestDatabase
let house: House
let app: FastifyInstance
let town: SmallTown
const cookies = new Map<string, string>()
const logDirectory = mkdtempSync(join(tmpdir(), 'bul-log-'))
const logFile = join(logDirectory, 'log')

before(async () => {
  logToFile(logFile)
  database = await openTestDatabase()
  town = await settleSmallTown(database, issuer)
  house = {
    doors: database.doors,
    keyring: database.keyring,
    origin: 'http://localhost:3000',
    logins: [uniLogin({ issuer, clientId: 'x', clientSecret: 'x' })],
    isDemo: true,
    now: () => new Date(`${today}T09:00:00Z`),
  }
  app = await buildApp(house, { isReady: async () => true })
  for (const [who, municipalityId] of [
    ['admi0001 municipalAdmin', 881],
    ['laer0001 teacher', 881],
    ['lede0001 institutionLeader', 881],
    ['dobb0001 municipalAnalyst', 882],
  ] as const) {
    cookies.set(who, await signIn(municipalityId, town.accounts.get(who) ?? ''))
  }
  await addNeighbourAdmin()
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
  rmSync(logDirectory, { recursive: true })
})

const admin = 'admi0001 municipalAdmin'
const neighbour = 'neighbour municipalAdmin'

async function signIn(municipalityId: number, accountId: string): Promise<string> {
  const token = `${municipalityId}.${randomBytes(32).toString('base64url')}`
  const tokenHash = createHash('sha256').update(token).digest()
  await database.doors.as({ municipalityId, role: 'guest' }, 'staff', (tx) =>
    insertSession(tx, {
      tokenHash,
      accountId,
      now: house.now(),
      expiresAt: new Date(house.now().getTime() + 3_600_000),
      by: { provider: 'uni-login', assurance: 'substantial' },
    }),
  )
  return `__Host-session=${token}`
}

async function addNeighbourAdmin(): Promise<void> {
  const accountId = randomUUID()
  await database.asOwner(async (client) => {
    const { rows } = await client.query('select person_id from common.account where municipality_id = 882')
    await client.query("insert into common.account values (882, $1, $2, 'municipalAdmin', '\\x77', '{}', null)", [
      accountId,
      rows[0].person_id,
    ])
  })
  cookies.set(neighbour, await signIn(882, accountId))
}

/** Whoever asks comes from outside, also while a job of this process is in the midst of a transaction (database/nesting.ts). */
const outside = new AsyncResource('a request')

async function call(who: string | undefined, method: 'GET' | 'POST', path: string, body?: Uint8Array) {
  const response = await outside.runInAsyncScope(async () =>
    app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        ...(who === undefined ? {} : { cookie: cookies.get(who) ?? '' }),
        ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
      ...(body === undefined ? {} : { payload: Buffer.from(body) }),
    }),
  )
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json(), text: response.body }
}

async function handIn(text: string | Uint8Array): Promise<string> {
  const { status, body } = await call(admin, 'POST', '/roster-imports', typeof text === 'string' ? Buffer.from(text) : text)
  assert.equal(status, 200)
  return body.id
}

const look = async (id: string): Promise<z.infer<typeof RosterImport>> => (await call(admin, 'GET', `/roster-imports/${id}`)).body
const job = (importId: string) => ({ municipalityId: 881, importId })

async function read(text: string | Uint8Array): Promise<z.infer<typeof RosterImport>> {
  const id = await handIn(text)
  await readRosterImport(house, job(id))
  return look(id)
}

async function carryOut(text: string | Uint8Array): Promise<z.infer<typeof RosterImport>> {
  const { id } = await read(text)
  const { status, text: why } = await call(admin, 'POST', `/roster-imports/${id}/approve`)
  assert.equal(status, 204, why)
  await applyRosterImport(house, job(id))
  return look(id)
}

const columns = 'Institutionsnummer;Klasse;Klassetrin;CPR-nummer;Fornavn;Efternavn;Køn'
const pupils = (...lines: readonly string[]) => [columns, ...lines, ''].join('\r\n')
const staffColumns = 'Institutionsnummer;Navn;Rolle;UNI-Login;Klasser'
const staff = (...lines: readonly string[]) => [staffColumns, ...lines, ''].join('\n')
const names = ({ summary }: z.infer<typeof RosterImport>) => (summary?.findings ?? []).map(({ name }) => name)

async function enrolled(): Promise<string[]> {
  const { rows } = await database.asOwner((client) =>
    client.query(
      `select p.person_id, c.name, p.sex, p.left_on from common.pupil p join common.class c on c.municipality_id = p.municipality_id and c.id = p.class_id where p.municipality_id = 881`,
    ),
  )
  const named = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) =>
    listNames(
      tx,
      database.keyring,
      rows.map(({ person_id }) => person_id),
    ),
  )
  return rows
    .map(({ person_id, name, sex, left_on }) => `${named.get(person_id)} ${name} ${sex}${left_on === null ? '' : ` left ${left_on}`}`)
    .toSorted()
}

test('a teacher, a leader and somebody who is not signed in may do nothing with rosters', async () => {
  const id = await handIn(pupils('X81101;5.B;5;010112-9990;Åse;Ærø;K'))
  for (const who of ['laer0001 teacher', 'lede0001 institutionLeader']) {
    for (const [method, path] of [
      ['POST', '/roster-imports'],
      ['GET', '/roster-imports'],
      ['GET', `/roster-imports/${id}`],
      ['POST', `/roster-imports/${id}/approve`],
      ['POST', `/roster-imports/${id}/discard`],
    ] as const) {
      assert.equal((await call(who, method, path)).status, 403, `${who} ${method} ${path}`)
      assert.equal((await call(undefined, method, path)).status, 401, `${method} ${path}`)
    }
  }
  assert.equal((await call(admin, 'POST', `/roster-imports/${id}/discard`)).status, 204)
})

test('an import of a neighbour municipality is not found, whatever is tried with it', async () => {
  const { id } = await read(pupils('X81101;5.B;5;010112-9990;Åse;Ærø;K'))
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/approve'],
    ['POST', '/discard'],
  ] as const) {
    const foreign = await call(neighbour, method, `/roster-imports/${id}${path}`)
    const unknown = await call(neighbour, method, `/roster-imports/${randomUUID()}${path}`)
    assert.equal(foreign.status, 404)
    assert.equal(foreign.body.title, unknown.body.title)
  }
  assert.deepEqual((await call(neighbour, 'GET', '/roster-imports')).body, [])
  assert.equal((await look(id)).state, 'ready')
  await call(admin, 'POST', `/roster-imports/${id}/discard`)
})

test('every finding has a sentence in Danish and English that fills the same places', () => {
  const texts = (['da', 'en'] as const).map(
    (language) =>
      JSON.parse(readFileSync(new URL(`../../content/texts/organisation.${language}.json`, import.meta.url), 'utf8')) as Record<
        string,
        string
      >,
  )
  for (const name of rosterFindingNames) {
    const [danish, english] = texts.map((each) => each[`roster.finding.${name}`])
    assert.ok(danish && english, `write roster.finding.${name} in content/texts/organisation.da.json and .en.json`)
    assert.deepEqual(danish.match(/\{\w+\}/g)?.toSorted(), english.match(/\{\w+\}/g)?.toSorted(), name)
  }
})

test('nothing at all is refused at once, and a file that is something else says what it is', async () => {
  const refused = await call(admin, 'POST', '/roster-imports', Buffer.from('\uFEFF\r\n'))
  assert.equal(refused.status, 422)
  assert.equal(refused.body.title, 'roster-unreadable')
  const found = await read(Buffer.from('%PDF-1.7'))
  assert.equal(found.state, 'refused')
  assert.deepEqual(
    found.summary?.findings.map(({ name }) => name),
    ['file-is-pdf'],
  )
})

test('nothing happens before approval', async () => {
  const found = await read(pupils('X81101;5.B;5;010112-9990;Åse;Ærø;K', 'X81101;5.C;5;010112-9991;Bo;Å;M'))
  assert.equal(found.state, 'ready')
  assert.equal(found.progress, 1)
  assert.deepEqual(found.summary?.counts, { new: 2, changed: 0, gone: 0, same: 0 })
  assert.equal(found.summary?.newClasses, 1)
  assert.deepEqual(
    found.changes.map(({ what, name, institution, className }) => [what, name, institution, className]),
    [
      ['new', 'Åse Ærø', 'Åsum Skole', '5.B'],
      ['new', 'Bo Å', 'Åsum Skole', '5.C'],
    ],
  )
  assert.deepEqual(await enrolled(), [])
  await call(admin, 'POST', `/roster-imports/${found.id}/discard`)
  assert.deepEqual((await look(found.id)).changes, [])
})

test('an approved roster is carried out: new, moved, renamed and gone', async () => {
  const first = await carryOut(
    pupils('X81101;5.B;5;010112-9990;Åse;Ærø;K', 'X81101;5.B;5;010112-9991;Bo;Å;M', 'X81101;5.C;5;010112-9992;Dan;Ø;'),
  )
  assert.equal(first.state, 'applied')
  assert.deepEqual(await enrolled(), ['Bo Å 5.B male', 'Dan Ø 5.C unknown', 'Åse Ærø 5.B female'])

  const second = await read(
    pupils('X81101;5 c;5;0101129990;Åse;Ærø;K', 'X81101;5.B;5;010112-9991;Bodil;Å;', 'X81101;6.A;6;610112-9993;Eja;Ny;K'),
  )
  assert.deepEqual(second.summary?.counts, { new: 1, changed: 2, gone: 1, same: 0 })
  assert.deepEqual(names(second), ['many-gone', 'sex-missing'])
  assert.deepEqual(
    second.changes.map(({ what, name, fields }) => [what, name, ...fields]),
    [
      ['gone', 'Dan Ø'],
      ['changed', 'Bodil Å', { field: 'name', from: 'Bo Å', to: 'Bodil Å' }],
      ['changed', 'Åse Ærø', { field: 'className', from: '5.B', to: '5.C' }],
      ['new', 'Eja Ny'],
    ],
  )
  await call(admin, 'POST', `/roster-imports/${second.id}/approve`)
  assert.deepEqual((await look(second.id)).changes, [])
  await applyRosterImport(house, job(second.id))
  assert.deepEqual(await enrolled(), ['Bodil Å 5.B male', `Dan Ø 5.C unknown left ${today}`, 'Eja Ny 6.A female', 'Åse Ærø 5.C female'])

  const again = await read(
    pupils('X81101;5 c;5;0101129990;Åse;Ærø;K', 'X81101;5.B;5;010112-9991;Bodil;Å;', 'X81101;6.A;6;610112-9993;Eja;Ny;K'),
  )
  assert.deepEqual(again.summary?.counts, { new: 0, changed: 0, gone: 0, same: 3 })
  await call(admin, 'POST', `/roster-imports/${again.id}/discard`)
})

test('who comes back is the pupil they were, and a class that empties is closed until then', async () => {
  const pupilIds = () =>
    database.asOwner(async (client) =>
      (await client.query('select id::text from common.pupil where municipality_id = 881 order by id')).rows.map(({ id }) => id),
    )
  const before = await pupilIds()
  const two = ['X81101;5.C;5;010112-9990;Åse;Ærø;K', 'X81101;5.B;5;010112-9991;Bodil;Å;M']
  await carryOut(pupils(...two))
  const classes = async () =>
    ((await call(admin, 'GET', '/institutions')).body as z.infer<typeof InstitutionRow>[]).flatMap((row) =>
      row.classes.map(({ name, pupils: count }) => `${name} ${count}`),
    )
  assert.deepEqual(await classes(), ['5.B 1', '5.C 1'])
  await carryOut(pupils(...two, 'X81101;6.A;6;610112-9993;Eja;Ny;K', 'X81101;5.C;5;010112-9992;Dan;Ø;M'))
  assert.deepEqual(await classes(), ['5.B 1', '5.C 2', '6.A 1'])
  assert.deepEqual(await pupilIds(), before)
  assert.deepEqual(
    (await enrolled()).filter((line) => line.includes('left')),
    [],
  )
})

test('a file in Windows-1252 with commas says the same as one in UTF-8 with semicolons', async () => {
  const text = pupils('X81101;5.C;5;010112-9990;Åse;Ærø;K').replaceAll(';', ',')
  const found = await read(Buffer.from(text, 'latin1'))
  assert.equal(found.summary?.encoding, 'windows-1252')
  assert.equal(found.summary?.separator, ',')
  assert.equal(found.summary?.counts.same, 1)
  await call(admin, 'POST', `/roster-imports/${found.id}/discard`)
})

test('a file with an error is refused whole, with what to do by line, and the file is emptied', async () => {
  const found = await read(
    pupils(
      'X81101;5.C;5;010112-9990;Åse;Ærø;K',
      'X81101;5.C;5;310212-9990;Fejl;I Dagen;K',
      'X82101;5.C;5;010112-9996;I;Nabo;K',
      'X81777;5.C;5;010112-9997;I;Ukendt;K',
    ),
  )
  assert.equal(found.state, 'refused')
  assert.deepEqual(
    found.summary?.findings.map(({ line, name, level, values }) => [line, name, level, values['institution'] ?? values['column']]),
    [
      [3, 'cpr-invalid', 'error', 'CPR-nummer'],
      [4, 'institution-of-another-municipality', 'error', 'X82101'],
      [5, 'institution-unknown', 'error', 'X81777'],
    ],
  )
  assert.equal((await call(admin, 'POST', `/roster-imports/${found.id}/approve`)).body.title, 'roster-not-ready')
  await database.asOwner(async (client) => {
    const { rows } = await client.query('select file, difference from common.roster_import where id = $1', [found.id])
    assert.deepEqual(rows, [{ file: null, difference: null }])
  })
  assert.deepEqual(names(await read('Kolonne;Til;Ingenting\n1;2;3\n')), ['header-unknown'])
  assert.deepEqual(names(await read(`${columns}\n`)), ['file-empty'])
})

test('institutions are made from their file and from a pupils file that names them', async () => {
  const made = await carryOut('Institutionsnummer;Navn;Type\nX81101;Åsum Skole og Fritidshjem;Folkeskole\nX81102;Solstrålen;Børnehave\n')
  assert.deepEqual(made.summary?.counts, { new: 1, changed: 1, gone: 0, same: 0 })
  const more = await carryOut(`Institution;${pupils('Møllens Skole;X81103;3.X;3;010115-9990;Gry;Ny;K').replace(columns, columns)}`)
  assert.deepEqual(names(more), ['institution-new'])
  assert.equal(more.summary?.newInstitutions, 1)
  const { body } = await call(admin, 'GET', '/institutions')
  assert.deepEqual(
    body.map(({ name, kind, classes }: z.infer<typeof InstitutionRow>) => [name, kind, classes.length]),
    [
      ['Møllens Skole', 'school', 1],
      ['Rådhuset', 'administration', 0],
      ['Solstrålen', 'daycare', 0],
      ['Åsum Skole og Fritidshjem', 'school', 3],
    ],
  )
  await database.asOwner(async (client) => {
    const { rows } = await client.query("select municipality_id from common.institution_directory where number in ('X81102', 'X81103')")
    assert.deepEqual(rows, [{ municipality_id: 881 }, { municipality_id: 881 }])
  })
  assert.deepEqual(
    (await call(neighbour, 'GET', '/institutions')).body.map(({ number }: z.infer<typeof InstitutionRow>) => number).toSorted(),
    ['X82101', 'X82900'],
  )
})

test('those who are bound to institutions see their own and no others', async () => {
  for (const who of ['laer0001 teacher', 'lede0001 institutionLeader']) {
    const { body } = await call(who, 'GET', '/institutions')
    assert.deepEqual(
      body.map(({ number }: z.infer<typeof InstitutionRow>) => number),
      ['X81101'],
      who,
    )
    assert.equal(body[0].classes.find(({ name }: { name: string }) => name === '5.C').pupils, 2)
  }
  assert.equal((await call(undefined, 'GET', '/institutions')).status, 401)
})

const accountsOf = (uniid: string) =>
  database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) =>
    listAccountsOfSubject(tx, database.keyring, subjectIndex(database.keyring, 881, issuer, uniid)),
  )

test('staff get accounts, change school and lose access at once', async () => {
  assert.equal((await call('laer0001 teacher', 'GET', '/institutions')).status, 200)
  const file = staff(
    'X81101;Birk Søndergaard;Lærer;laer0001;5.B',
    'X81101;Dorthe Lindholt;Skoleleder;lede0001;',
    'X81101;Ny Lærer;Lærer;nyla0001;"5C, 9.Z"',
    'X81103;Ny Lærer;Lærer;nyla0001;3.X',
    ';Ane Sund;Sundhedsplejerske;sund0001;',
  )
  const found = await read(file)
  assert.deepEqual(names(found), ['many-gone', 'many-gone-at-institution', 'class-unknown'])
  assert.deepEqual(found.summary?.counts, { new: 2, changed: 0, gone: 3, same: 2 })
  const newcomer = found.changes.find(({ name }) => name === 'Ny Lærer')
  assert.deepEqual(
    newcomer?.fields.map(({ field, to }) => [field, to]),
    [
      ['role', 'teacher'],
      ['classNames', '3.X, 5.C'],
    ],
  )
  await call(admin, 'POST', `/roster-imports/${found.id}/approve`)
  await applyRosterImport(house, job(found.id))

  const [fresh] = await accountsOf('nyla0001')
  assert.deepEqual(fresh?.institutions.map(({ number }) => number).toSorted(), ['X81101', 'X81103'])
  assert.deepEqual(
    (await accountsOf('sund0001')).map(({ role, institutions, closedOn }) => [role, institutions, closedOn]),
    [['healthVisitor', [], null]],
  )
  assert.deepEqual(
    (await accountsOf('laer0002')).map(({ closedOn }) => closedOn),
    [today],
  )
  assert.equal((await call('laer0001 teacher', 'GET', '/institutions')).status, 200)

  await carryOut(staff('X81101;Dorthe Lindholt;Skoleleder;lede0001;', 'X81101;Ny Navn;Lærer;nyla0001;'))
  assert.equal((await call('laer0001 teacher', 'GET', '/institutions')).status, 401)
  await database.asOwner(async (client) => {
    const { rows } = await client.query('select count(*)::int as left from common.session where account_id = $1', [
      town.accounts.get('laer0001 teacher'),
    ])
    assert.equal(rows[0].left, 0)
  })
  const [renamed] = await accountsOf('nyla0001')
  assert.equal(renamed?.id, fresh?.id)
  const named = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) =>
    listNames(tx, database.keyring, [renamed?.personId ?? '']),
  )
  assert.deepEqual([...named.values()], ['Ny Navn'])
  await database.asOwner(async (client) => {
    const { rows } = await client.query(
      'select c.name from common.account_class a join common.class c on c.id = a.class_id where a.account_id = $1',
      [renamed?.id],
    )
    assert.deepEqual(rows, [{ name: '3.X' }])
  })

  await carryOut(
    staff('X81101;Dorthe Lindholt;Skoleleder;lede0001;', 'X81101;Ny Navn;Lærer;nyla0001;', 'X81101;Birk Søndergaard;Skoleleder;laer0001;'),
  )
  assert.deepEqual(
    (await accountsOf('laer0001')).map(({ role, closedOn }) => [role, closedOn]),
    [
      ['institutionLeader', null],
      ['teacher', today],
    ],
  )
})

test('the administrator who imports cannot lock themselves out', async () => {
  const done = await carryOut(staff('X81900;Ane Sund;Sundhedsplejerske;sund0001;'))
  assert.ok(names(done).includes('own-account-kept'))
  assert.equal((await call(admin, 'GET', '/roster-imports')).status, 200)
})

test('an import that waits is compared again when another is carried out', async () => {
  const waiting = await read(pupils('X81103;3.X;3;010115-9990;Gry;Ny;K', 'X81103;3.X;3;010115-9991;Ib;Ny;M'))
  assert.deepEqual(waiting.summary?.counts, { new: 1, changed: 0, gone: 0, same: 1 })
  await carryOut(pupils('X81103;3.X;3;010115-9990;Gry;Ny;K', 'X81103;3.X;3;010115-9991;Ib;Ny;M', 'X81103;3.X;3;010115-9992;Kaj;Ny;M'))
  assert.equal((await look(waiting.id)).state, 'reading')
  assert.equal((await call(admin, 'POST', `/roster-imports/${waiting.id}/approve`)).body.title, 'roster-not-ready')
  await readRosterImport(house, job(waiting.id))
  assert.deepEqual((await look(waiting.id)).summary?.counts, { new: 0, changed: 0, gone: 1, same: 2 })
  await call(admin, 'POST', `/roster-imports/${waiting.id}/discard`)
})

test('an import that is being read when another is carried out is read again before it is shown', async () => {
  const [one, two, three] = ['X81103;3.X;3;010115-9990;Gry;Ny;K', 'X81103;3.X;3;010115-9991;Ib;Ny;M', 'X81103;3.X;3;010115-9992;Kaj;Ny;M']
  const slow = await handIn(pupils(one, two, three))
  let isFirst = true
  await readRosterImport(house, job(slow), async (part) => {
    if (!isFirst || part < 0.5) return
    isFirst = false
    await carryOut(pupils(one, two))
  })
  assert.equal(isFirst, false)
  assert.deepEqual((await look(slow)).summary?.counts, { new: 1, changed: 0, gone: 0, same: 2 })
  await call(admin, 'POST', `/roster-imports/${slow}/discard`)
})

test('two imports are never carried out at once', async () => {
  const one = await read(pupils('X81103;3.X;3;010115-9990;Gry;Ny;K'))
  const other = await read(pupils('X81103;3.X;3;010115-9990;Gry;Ny;K'))
  const answers = await Promise.all([one, other].map(({ id }) => call(admin, 'POST', `/roster-imports/${id}/approve`)))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 409])
  const approved = answers[0]?.status === 204 ? one : other
  await Promise.all([applyRosterImport(house, job(approved.id)), applyRosterImport(house, job(approved.id))])
  assert.equal((await look(approved.id)).state, 'applied')
  await applyRosterImport(house, job(approved.id))
  assert.equal((await call(admin, 'POST', `/roster-imports/${approved.id}/discard`)).body.title, 'roster-not-ready')
  const waiting = approved === one ? other : one
  assert.equal((await call(admin, 'POST', `/roster-imports/${waiting.id}/discard`)).status, 204)
})

test('a roster that is dropped while it is carried out has done nothing', async () => {
  const before = await enrolled()
  const { id } = await read(pupils('X81103;3.X;3;010115-9990;Gry;Ny;K', 'X81103;4.X;4;010115-9996;Siv;Ny;K'))
  await call(admin, 'POST', `/roster-imports/${id}/approve`)
  await applyRosterImport(house, job(id), async () => {
    await call(admin, 'POST', `/roster-imports/${id}/discard`)
  })
  assert.deepEqual(await enrolled(), before)
  assert.equal((await look(id)).state, 'discarded')
})

test('a roster that fails half-way has done nothing, and is carried out when it is tried again', async () => {
  const before = await enrolled()
  const { id } = await read(pupils('X81103;3.X;3;010115-9990;Gry;Nyt Navn;K', 'X81103;4.X;4;010115-9995;Liv;Ny;K'))
  await call(admin, 'POST', `/roster-imports/${id}/approve`)
  let reached = 0
  await assert.rejects(
    applyRosterImport(house, job(id), async (part) => {
      reached = part
      throw new Error('the server is killed')
    }),
    /killed/,
  )
  assert.ok(reached > 0)
  assert.deepEqual(await enrolled(), before)
  assert.equal((await look(id)).state, 'applying')
  await applyRosterImport(house, job(id))
  assert.equal((await look(id)).state, 'applied')
  assert.ok((await enrolled()).includes('Liv Ny 4.X female'))
})

test('a number that another municipality took meanwhile fails the import and nothing else', async () => {
  const { id } = await read(`Institution;${pupils('Havnens Skole;X81104;1.A;1;010116-9990;Mo;Ny;K')}`)
  await call(admin, 'POST', `/roster-imports/${id}/approve`)
  await database.asOwner((client) => client.query("insert into common.institution_directory values ('X81104', 882)"))
  await applyRosterImport(house, job(id))
  const failed = await look(id)
  assert.equal(failed.state, 'failed')
  assert.equal(names(failed)[0], 'institution-of-another-municipality')
  assert.ok(!(await enrolled()).some((line) => line.startsWith('Mo Ny')))
})

test('an import that cannot be finished is ended, and the file goes with it', async () => {
  const reading = await handIn(pupils('X81101;5.C;5;010112-9990;Åse;Ærø;K'))
  await giveUpReading(house, job(reading))
  assert.equal((await look(reading)).state, 'failed')
  await giveUpReading(house, job(reading))
  const { id } = await read(pupils('X81103;3.X;3;010115-9990;Gry;Ny;K'))
  await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) => saveRosterState(tx, id, 'applying'))
  await giveUpApplying(house, job(id))
  assert.deepEqual([(await look(id)).state, names(await look(id))[0]], ['failed', 'not-finished'])
  await database.asOwner(async (client) => {
    const { rows } = await client.query(
      "select count(*)::int as kept from common.roster_import where state in ('failed', 'refused', 'applied', 'discarded') and (file is not null or difference is not null)",
    )
    assert.equal(rows[0].kept, 0)
  })
})

test('the command at the server walks the same road, and asks', async () => {
  const file = Buffer.from(pupils('X81103;3.X;3;010115-9990;Gry;Fra Kommandolinjen;K'))
  const refused = await importRosterFile(house, { municipalityId: 881, file, approve: async () => false })
  assert.equal(refused.state, 'discarded')
  const steps: string[] = []
  const done = await importRosterFile(house, {
    municipalityId: 881,
    file,
    approve: async ({ summary, changes }) => {
      assert.ok((summary?.counts.changed ?? 0) > 0 && changes.length > 0)
      return true
    },
    progress: (step) => steps.push(step),
  })
  assert.equal(done.state, 'applied')
  assert.ok((await enrolled()).includes('Gry Fra Kommandolinjen 3.X female'))
  assert.deepEqual([...new Set(steps)], ['reading', 'applying'])
})

test('every act on a roster is in the audit log, by whom and with what', async () => {
  const { id } = await read(pupils('X81103;3.X;3;010115-9990;Gry;Ny;K'))
  await call(admin, 'POST', `/roster-imports/${id}/approve`)
  await applyRosterImport(house, job(id))
  await database.asOwner(async (client) => {
    const { rows } = await client.query(
      'select act, role, actor_id is not null as is_person, purpose from audit.event where object = $1 or purpose like $2 order by at, act',
      [`roster-imports:${id}`, `%${id}`],
    )
    assert.deepEqual([...new Set(rows.map(({ act, role, is_person }) => `${act} ${role} ${is_person}`))].toSorted(), [
      'job.ran system false',
      'roster.approved municipalAdmin true',
      'roster.read municipalAdmin true',
      'roster.viewed municipalAdmin true',
    ])
    assert.deepEqual([...new Set(rows.flatMap(({ purpose }) => (purpose === null ? [] : [purpose.split(' ')[0]])))].toSorted(), [
      'apply-roster',
      'read-roster',
    ])
  })
})

test('no name, CPR number or login stands in the clear anywhere', async () => {
  const [cpr, name, login] = ['310116-9987', 'Kanariefugl', 'kana9987']
  const hidden = await carryOut(pupils(`X81103;3.X;3;${cpr};${name};Ærlig;K`))
  assert.equal(hidden.state, 'applied')
  await carryOut(staff('X81103;Gry Lærer;Lærer;grylaer;3.X', `X81103;${name} Ærlig;Lærer;${login};3.X`))
  const waiting = await read(pupils(`X81103;3.X;3;${cpr};${name};Ærlig Nyt;K`))
  const refused = await read(pupils(`X81103;;3;${cpr};${name};Ærlig;${name}`, `X81103;3.X;3;${cpr};;${name};${name};${cpr};${name}`))
  assert.equal(refused.state, 'refused')
  const stored = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, async (tx) => {
    const personId = (await findPersonByCpr(tx, database.keyring, '3101169987')) ?? ''
    return [
      (await listNames(tx, database.keyring, [personId])).get(personId),
      (await listCprs(tx, database.keyring, [personId])).get(personId),
    ]
  })
  assert.deepEqual(stored, [`${name} Ærlig`, '3101169987'])

  const canaries = [name, cpr, '3101169987', login].flatMap((text) => [
    text,
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('base64').replace(/=*$/, '').slice(0, -1),
  ])
  let scanned = 0
  await database.asOwner(async (client) => {
    const { rows: tables } = await client.query(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
    )
    for (const { name: table } of tables) {
      const { rows } = await client.query(`select t::text as row from ${table} t`)
      scanned += rows.length
      for (const { row } of rows) for (const canary of canaries) assert.ok(!row.includes(canary), `${table} holds ${canary}`)
    }
    const { rows: payloads } = await client.query('select payload::text as payload from graphile_worker._private_jobs')
    assert.ok(payloads.length > 0)
    for (const { payload } of payloads) assert.match(payload, /^\{"municipalityId": ?881, ?"importId": ?"[0-9a-f-]{36}"\}$/)
  })
  assert.ok(scanned > 100)
  // What goes wrong on the way may quote a row; the log may not.
  const clash = await database.doors
    .as({ accountId: randomUUID(), municipalityId: 881, role: 'municipalAdmin', institutionIds: [], classIds: [] }, 'staff', (tx) =>
      insertPersons(tx, database.keyring, [{ id: randomUUID(), name, cpr: '3101169987' }]),
    )
    .catch((error: unknown) => error)
  assert.ok(clash instanceof Error)
  log.defect({ requestId: '-', where: 'test', error: new Error(name, { cause: clash }) })
  log.jobFailed({ job: 'read-roster', attempt: 1, attempts: 8, error: clash })
  if (readLogLevel() === 'info') {
    const written = readFileSync(logFile, 'utf8')
    assert.match(written, /request answered[\s\S]*defect[\s\S]*job failed/)
    for (const canary of canaries) assert.ok(!written.includes(canary), `the log holds ${canary}`)
  }
  assert.match((await call(admin, 'GET', `/roster-imports/${waiting.id}`)).text, new RegExp(name))
  assert.doesNotMatch((await call(admin, 'GET', '/roster-imports')).text, new RegExp(name))
})

test('in a new school year a class that is called the same is another class', async () => {
  const file = pupils('X81103;Delfinerne;3;010115-9990;Gry;Ny;K')
  await carryOut(file)
  today = '2027-08-02'
  cookies.set(admin, await signIn(881, town.accounts.get(admin) ?? ''))
  const found = await carryOut(file)
  // One child that moves up with its class is no change of its own.
  const { counts, newClasses, movedUp } = found.summary ?? {}
  assert.deepEqual([counts, newClasses, movedUp], [{ new: 0, changed: 0, gone: 0, same: 0 }, 1, { classes: 1, pupils: 1 }])
  const { body } = await call(admin, 'GET', '/institutions')
  const school = body.find(({ number }: z.infer<typeof InstitutionRow>) => number === 'X81103')
  assert.deepEqual(
    school.classes.map(({ name, pupils: count }: { name: string; pupils: number }) => [name, count]),
    [['Delfinerne', 1]],
  )
  assert.deepEqual(
    (await enrolled()).filter((line) => line.startsWith('Gry')),
    ['Gry Ny Delfinerne female'],
  )
})
