import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '#domain/access/actor.ts'
import { type TestDatabase, openTestDatabase, testKeyring } from '../tests/test-database.ts'
import { locateDatabase } from './connection.ts'
import { ask, type Doors, doAtCommit, type Guest, openDoors, type Statement, type Tx } from './transaction.ts'

let database: TestDatabase
/** One connection per login, so that the next transaction meets what the last one left. */
let narrow: Doors
const school = randomUUID()
const otherSchool = randomUUID()
const guest: Guest = { municipalityId: 881, role: 'guest' }
const neighbour: Guest = { municipalityId: 882, role: 'guest' }
const admin: Actor = { accountId: randomUUID(), municipalityId: 881, role: 'municipalAdmin', institutionIds: [], classIds: [] }
const teacher: Actor = {
  accountId: randomUUID(),
  municipalityId: 881,
  role: 'teacher',
  institutionIds: [school, otherSchool],
  classIds: [],
}

before(async () => {
  database = await openTestDatabase()
  narrow = openDoors({
    ...locateDatabase(database.connectionString),
    password: testKeyring.loginPassword,
    poolSize: { staff: 1, statistics: 1, report: 1, sealer: 1 },
  })
  await database.asOwner(async (client) => {
    await client.query(
      "insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true), (882, 'Storkøbing', '1083', 'Syddanmark', true)",
    )
    await client.query(
      "insert into common.institution values (881, $1, 'school', 'X81101', 'Åsum Skole', null), (882, $2, 'school', 'X82101', 'Møllehave Skole', null)",
      [school, randomUUID()],
    )
  })
})

after(async () => {
  await narrow[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const listNames = async (tx: Tx) =>
  (await tx.selectFrom('common.institution').select('name').orderBy('name').execute()).map(({ name }) => name)
const rename = (tx: Tx, name: string) =>
  tx.updateTable('common.institution').set({ name }).where('municipalityId', '=', tx.municipalityId).where('id', '=', school).execute()
const storedName = () =>
  database.asOwner(
    async (client) => (await client.query('select name from common.institution where id = $1', [school])).rows[0].name as string,
  )
const processOf = async (tx: Tx) => (await sql<{ id: number }>`select pg_backend_pid() as id`.execute(tx)).rows[0]?.id

async function contextOf(tx: Tx) {
  const { rows } = await sql<Record<string, string>>`
    select current_user::text as login, current_setting('app.municipality', true) as municipality, current_setting('app.role', true) as role,
      current_setting('app.actor', true) as actor, current_setting('app.institutions', true) as institutions`.execute(tx)
  return rows[0]
}

const renameStatement = (name: string): Statement => ({
  name: 'test-rename',
  text: 'update common.institution set name = $3 where municipality_id = $1 and id = $2',
  values: [881, school, name],
})
const faulty: Statement = {
  name: 'test-faulty',
  text: 'insert into common.institution values ($1, $2, $3, $4, $5, null)',
  values: [881, randomUUID(), 'palace', 'X81999', 'Slottet'],
}

test('who has not said who they are sees nothing, and writes nothing', async () => {
  const client = await database.connectAs('bul_staff')
  assert.equal((await client.query('select from common.institution')).rowCount, 0)
  assert.equal((await client.query("update common.institution set name = 'Taget'")).rowCount, 0)
  await assert.rejects(
    client.query("insert into common.institution values (881, gen_random_uuid(), 'school', 'X81102', 'Ny Skole', null)"),
    { code: '42501' },
  )
  await client.end()
})

test("when a transaction has ended, its connection is nobody's again", async () => {
  const client = await database.connectAs('bul_staff')
  for (const end of ['commit', 'rollback']) {
    await client.query(`begin; select common.begin_ctx(881, 'municipalAdmin', '', '*')`)
    assert.equal((await client.query('select from common.institution')).rowCount, 1)
    await client.query(end)
    assert.equal((await client.query('select from common.institution')).rowCount, 0)
  }
  await client.end()
})

test('each sees their own municipality, one after the other on one connection', async () => {
  const seen: [number | undefined, string[]][] = []
  for (const who of [guest, neighbour, admin])
    seen.push(await narrow.as(who, 'staff', async (tx) => [await processOf(tx), await listNames(tx)]))
  assert.deepEqual(
    seen.map(([, names]) => names),
    [['Åsum Skole'], ['Møllehave Skole'], ['Åsum Skole']],
  )
  assert.equal(new Set(seen.map(([process]) => process)).size, 1, 'it was to be one connection')
})

test('nothing of who asked is left for the next who asks, in whatever way the last one ended', async () => {
  const nobody = { login: 'bul_staff', municipality: '882', role: 'guest', actor: '', institutions: '' }
  await narrow.as(admin, 'staff', async () => {})
  assert.deepEqual(await narrow.as(neighbour, 'staff', contextOf), nobody)
  await assert.rejects(narrow.as(admin, 'staff', async () => Promise.reject(new Error('on purpose'))))
  assert.deepEqual(await narrow.as(neighbour, 'staff', contextOf), nobody)
  await assert.rejects(narrow.pipeline(admin, 'staff', [faulty]))
  assert.deepEqual(await narrow.as(neighbour, 'staff', contextOf), nobody)
})

test('the database knows who asks: municipality, role, account, and the institutions of those bound to theirs', async () => {
  assert.deepEqual(await database.doors.as(admin, 'staff', contextOf), {
    login: 'bul_staff',
    municipality: '881',
    role: 'municipalAdmin',
    actor: admin.accountId,
    institutions: '*',
  })
  assert.deepEqual(await database.doors.as(teacher, 'staff', contextOf), {
    login: 'bul_staff',
    municipality: '881',
    role: 'teacher',
    actor: teacher.accountId,
    institutions: `${school},${otherSchool}`,
  })
  assert.deepEqual(await database.doors.as(guest, 'staff', contextOf), {
    login: 'bul_staff',
    municipality: '881',
    role: 'guest',
    actor: '',
    institutions: '',
  })
  assert.deepEqual(await database.doors.as({ municipalityId: 881, role: 'respondent' }, 'statistics', contextOf), {
    login: 'bul_statistics',
    municipality: '881',
    role: 'respondent',
    actor: '',
    institutions: '',
  })
  assert.deepEqual(await database.doors.asSystem('a test', { municipalityId: 881, login: 'sealer' }, contextOf), {
    login: 'bul_sealer',
    municipality: '881',
    role: 'system',
    actor: '',
    institutions: '*',
  })
})

test('a teacher without a school is bound to no school, and not to all of them', async () => {
  const lost = await database.doors.as({ ...teacher, institutionIds: [] }, 'staff', contextOf)
  assert.equal(lost?.['institutions'], '')
})

test('two at the same time are two', async () => {
  const [one, other] = await Promise.all(
    [guest, neighbour].map((who) =>
      database.doors.as(who, 'staff', async (tx) => {
        await sql`select pg_sleep(0.05)`.execute(tx)
        return listNames(tx)
      }),
    ),
  )
  assert.deepEqual([one, other], [['Åsum Skole'], ['Møllehave Skole']])
})

test('work that throws changes nothing, and its own error comes out', async () => {
  const before = await storedName()
  const refusal = new Error('no')
  await assert.rejects(
    database.doors.as(guest, 'staff', async (tx) => {
      await rename(tx, 'Halvvejs')
      throw refusal
    }),
    refusal,
  )
  assert.equal(await storedName(), before)
})

test('what is committed is there', async () => {
  await database.doors.as(guest, 'staff', (tx) => rename(tx, 'Åsum Ny Skole'))
  assert.equal(await storedName(), 'Åsum Ny Skole')
  await database.doors.as(guest, 'staff', (tx) => rename(tx, 'Åsum Skole'))
})

test('a transaction kept beyond its work is useless', async () => {
  let kept: Tx | undefined
  await database.doors.as(guest, 'staff', async (tx) => {
    kept = tx
    return listNames(tx)
  })
  await assert.rejects(async () => listNames(kept!), /has ended/)
  await assert.rejects(
    database.doors.as(guest, 'staff', async (tx) => {
      kept = tx
      throw new Error('no')
    }),
  )
  await assert.rejects(async () => rename(kept!, 'Bagefter'), /has ended/)
  assert.equal(await storedName(), 'Åsum Skole')
})

const renaming = (name: string): Statement => ({
  name: 'rename',
  text: 'update common.institution set name = $3 where municipality_id = $1 and id = $2',
  values: [881, school, name],
})

test('what is left for the commit is done with it; when one of it fails, nothing is', async () => {
  const storedInside = await database.doors.as(guest, 'staff', async (tx) => {
    doAtCommit(tx, renaming('Sidst'))
    return listNames(tx)
  })
  assert.deepEqual(storedInside, ['Åsum Skole'], 'not before')
  assert.equal(await storedName(), 'Sidst')
  await assert.rejects(
    narrow.as(guest, 'staff', async (tx) => {
      await rename(tx, 'Først')
      doAtCommit(tx, renaming('Så'))
      doAtCommit(tx, { name: 'impossible', text: 'select 1 / $1::int', values: [0] })
    }),
    { code: '22012' },
  )
  assert.equal(await storedName(), 'Sidst')
  await narrow.as(guest, 'staff', (tx) => rename(tx, 'Åsum Skole'))
})

test('a prepared statement sees what the one who asks may see, and ends with its transaction', async () => {
  const names: Statement = { name: 'names', text: 'select name from common.institution order by name', values: [] }
  const ofMunicipality = async (who: Guest) =>
    (await narrow.as(who, 'staff', (tx) => ask<{ name: string }>(tx, names))).map(({ name }) => name)
  assert.deepEqual(await ofMunicipality(guest), ['Åsum Skole'])
  assert.deepEqual(await ofMunicipality(neighbour), ['Møllehave Skole'])
  assert.deepEqual(await ofMunicipality(guest), ['Åsum Skole'])
  let kept: Tx | undefined
  await narrow.as(guest, 'staff', async (tx) => {
    kept = tx
  })
  await assert.rejects(ask(kept!, names), /has ended/)
  assert.throws(() => doAtCommit(kept!, renaming('Bagefter')), /has ended/)
})

test('work that asks nothing of the database and is refused leaves its connection sound', async () => {
  await assert.rejects(
    narrow.as(guest, 'staff', async () => {
      throw new Error('no')
    }),
    /no/,
  )
  assert.deepEqual(await narrow.as(neighbour, 'staff', listNames), ['Møllehave Skole'])
})

test('the commit of a failed transaction is no success: an error that was swallowed comes back', async () => {
  await assert.rejects(
    narrow.as(guest, 'staff', async (tx) => {
      await rename(tx, 'Slugt')
      await sql`select 1 / 0`.execute(tx).catch(() => {})
      return 'all is well'
    }),
    /not committed: ROLLBACK/,
  )
  assert.equal(await storedName(), 'Åsum Skole')
  assert.deepEqual(await narrow.as(guest, 'staff', listNames), ['Åsum Skole'])
})

test('of several asked at once, the one that failed is told, and not those refused because of it', async () => {
  const asked = database.doors.as(guest, 'staff', async (tx) => {
    const full = sql`do $$ begin raise sqlstate '53100'; end $$`.execute(tx)
    full.catch(() => {})
    await sql`select 1`.execute(tx)
  })
  await assert.rejects(asked, { code: '53100' })
})

test('who only reads is refused a write by the database itself', async () => {
  const work = (tx: Tx) => rename(tx, 'Læst')
  await assert.rejects(narrow.as(admin, 'staff', work, { readOnly: true }), { code: '25006' })
  assert.equal(await storedName(), 'Åsum Skole')
  await narrow.as(admin, 'staff', (tx) => rename(tx, 'Åsum Skole'))
})

test('an actor with impossible values reaches nothing', async () => {
  const impossible: readonly (Actor | Guest)[] = [
    { ...guest, municipalityId: 881.5 },
    { ...guest, municipalityId: Number.NaN },
    { ...guest, municipalityId: Number.POSITIVE_INFINITY },
    { ...guest, municipalityId: '881); drop table common.class; --' as unknown as number },
    { ...guest, role: "guest','','*') --" as 'guest' },
    { ...guest, role: '' as 'guest' },
    { ...admin, accountId: "x'" },
    { ...admin, accountId: 'ABC' },
    { ...teacher, institutionIds: ['*'] },
    { ...teacher, institutionIds: ["'; select 1 --"] },
  ]
  for (const who of impossible) {
    await assert.rejects(narrow.as(who, 'staff', listNames), /impossible values/)
    await assert.rejects(narrow.pipeline(who, 'staff', [renameStatement('Umulig')]), /impossible values/)
  }
  assert.equal(await storedName(), 'Åsum Skole')
  assert.deepEqual(await narrow.as(guest, 'staff', listNames), ['Åsum Skole'])
})

test('a transaction that never began leaves its connection sound', async () => {
  // Whole, but no municipality's number is so large: the database refuses to begin.
  await assert.rejects(narrow.as({ ...guest, municipalityId: 3_000_000_000 }, 'staff', listNames), { code: '42883' })
  assert.deepEqual(await narrow.as(guest, 'staff', listNames), ['Åsum Skole'])
  await assert.rejects(narrow.pipeline({ ...guest, municipalityId: 3_000_000_000 }, 'staff', [renameStatement('Aldrig')]), {
    code: '42883',
  })
  assert.deepEqual(await narrow.as(guest, 'staff', listNames), ['Åsum Skole'])
  assert.equal(await storedName(), 'Åsum Skole')
})

test('a connection cut in the middle is thrown away, and the next one works', async () => {
  const cut = (process: number | undefined) => database.asOwner((client) => client.query('select pg_terminate_backend($1)', [process]))
  await assert.rejects(
    narrow.as(guest, 'staff', async (tx) => {
      await rename(tx, 'Afbrudt')
      await cut(await processOf(tx))
      await rename(tx, 'Afbrudt igen')
    }),
  )
  assert.equal(await storedName(), 'Åsum Skole')
  assert.deepEqual(await narrow.as(guest, 'staff', listNames), ['Åsum Skole'])

  await assert.rejects(
    narrow.as(guest, 'staff', async (tx) => {
      await rename(tx, 'Afbrudt ved enden')
      await cut(await processOf(tx))
    }),
  )
  assert.equal(await storedName(), 'Åsum Skole')
  assert.deepEqual(await narrow.as(guest, 'staff', listNames), ['Åsum Skole'])
})

test('a connection that no longer answers is given up, and the next who asks does not wait for it', async () => {
  await using impatient = openDoors({
    ...locateDatabase(database.connectionString),
    password: testKeyring.loginPassword,
    poolSize: { staff: 1 },
    queryTimeoutMs: 150,
  })
  const process = await impatient.as(guest, 'staff', processOf)
  await assert.rejects(
    impatient.as(guest, 'staff', (tx) => sql`select pg_sleep(1)`.execute(tx)),
    /timeout/,
  )
  const next = await impatient.as(guest, 'staff', async (tx) => [await processOf(tx), await listNames(tx)])
  assert.deepEqual(next[1], ['Åsum Skole'])
  assert.notEqual(next[0], process)

  await assert.rejects(impatient.pipeline(guest, 'staff', [{ name: 'test-sleep', text: 'select pg_sleep(1)', values: [] }]), /timeout/)
  assert.deepEqual(await impatient.as(guest, 'staff', listNames), ['Åsum Skole'])
})

test('an idle connection that is cut neither ends the program nor fails the next who asks', async () => {
  const process = await narrow.as(guest, 'staff', processOf)
  await database.asOwner((client) => client.query('select pg_terminate_backend($1)', [process]))
  await new Promise((done) => setTimeout(done, 50))
  assert.deepEqual(await narrow.as(guest, 'staff', listNames), ['Åsum Skole'])
})

test('a pipeline does all of its statements and returns what each found', async () => {
  const [renamed, read] = await narrow.pipeline(guest, 'staff', [
    renameStatement('På række'),
    { name: 'test-read', text: 'select name from common.institution where municipality_id = $1', values: [881] },
  ])
  assert.equal(renamed?.rowCount, 1)
  assert.deepEqual(read?.rows, [{ name: 'På række' }])
  assert.equal(await storedName(), 'På række')
  await narrow.pipeline(guest, 'staff', [renameStatement('Åsum Skole')])
})

test('a pipeline in which one statement fails changes nothing, wherever it stands, and the connection is sound', async () => {
  const process = await narrow.as(guest, 'staff', processOf)
  for (const statements of [
    [faulty, renameStatement('Efter')],
    [renameStatement('Før'), faulty],
    [renameStatement('Før'), faulty, renameStatement('Efter')],
  ]) {
    await assert.rejects(narrow.pipeline(guest, 'staff', statements), { constraint: 'institution_kind_check' })
    assert.equal(await storedName(), 'Åsum Skole')
  }
  assert.equal(await narrow.as(guest, 'staff', processOf), process)
  assert.deepEqual(await narrow.as(guest, 'staff', listNames), ['Åsum Skole'])
  assert.equal((await narrow.pipeline(guest, 'staff', [renameStatement('Åsum Skole')]))[0]?.rowCount, 1)
})

test('a pipeline is bound by row-level security like everybody', async () => {
  const [renamed] = await narrow.pipeline(neighbour, 'staff', [renameStatement('Naboens')])
  assert.equal(renamed?.rowCount, 0)
  assert.equal(await storedName(), 'Åsum Skole')
})

test('a job leaves its reason in the audit log with what it did, or neither', async () => {
  const reasons = () =>
    database.asOwner(
      async (client) => (await client.query("select purpose, role, actor_id from audit.event where act = 'job.ran' order by purpose")).rows,
    )
  await database.doors.asSystem('seal a class', { municipalityId: 881, login: 'staff' }, (tx) => rename(tx, 'Åsum Skole'))
  const kept = [
    { purpose: 'a test', role: 'system', actor_id: null },
    { purpose: 'seal a class', role: 'system', actor_id: null },
  ]
  assert.deepEqual(await reasons(), kept)

  await assert.rejects(
    database.doors.asSystem('seal another', { municipalityId: 881, login: 'staff' }, async (tx) => {
      await rename(tx, 'Forseglet')
      throw new Error('no')
    }),
  )
  assert.deepEqual(await reasons(), kept)

  await database.asOwner((client) => client.query('revoke execute on function audit.append from bul_staff'))
  await assert.rejects(
    database.doors.asSystem('unseen', { municipalityId: 881, login: 'staff' }, (tx) => rename(tx, 'Uset')),
    { code: '42501' },
  )
  await database.asOwner((client) => client.query('grant execute on function audit.append to bul_staff'))
  assert.equal(await storedName(), 'Åsum Skole')
})

test('whether the database answers is told without an actor', async () => {
  assert.equal(await database.doors.isReachable(), true)
  await using nowhere = openDoors({ host: '/nowhere', port: 5432, database: 'none', password: () => '' })
  assert.equal(await nowhere.isReachable(), false)
})

test('many who ask at once whether the database answers ask it once, and a later one asks anew', async () => {
  const asked = Array.from({ length: 1_000 }, () => database.doors.isReachable())
  assert.equal(new Set(asked).size, 1)
  assert.equal(await asked[0], true)
  assert.notEqual(database.doors.isReachable(), asked[0])
})

test('who answers waits for nobody who works at the same login, nor for a job', async () => {
  const ended: string[] = []
  const say = (what: string) => void ended.push(what)
  const sleep = (tx: Tx) => sql`select pg_sleep(0.5)`.execute(tx)
  await Promise.all([
    narrow.as(guest, 'statistics', sleep).then(() => say('work')),
    narrow.asSystem('a test', { municipalityId: 882, login: 'staff' }, sleep).then(() => say('job')),
    narrow.as({ municipalityId: 881, role: 'respondent' }, 'statistics', async () => {}).then(() => say('answering')),
    narrow.as(guest, 'staff', async () => {}).then(() => say('looking')),
  ])
  assert.deepEqual(new Set(ended.slice(0, 2)), new Set(['answering', 'looking']))
})

test('two jobs that both say how far they are, each in a transaction of its own, do not wait for each other', async () => {
  const scope = { municipalityId: 881, login: 'staff' } as const
  const { doors } = database
  let begun = 0
  let everybody = () => {}
  const together = new Promise<void>((go) => (everybody = go))
  const job = () =>
    doors.asSystem('a job', scope, async () => {
      if (++begun === 2) everybody()
      await together
      return doors.asSystem('how far it is', scope, async () => 'told')
    })
  assert.deepEqual(await Promise.all([job(), job()]), ['told', 'told'])
})

test('whoever holds a connection asks for no second of the same pool, nor of one before it', async () => {
  const against = /inside one that holds the same or a later connection/
  const { doors } = database
  const nothing = async () => 'done'
  await assert.rejects(
    doors.as(guest, 'staff', () => doors.as(guest, 'staff', nothing)),
    against,
  )
  await assert.rejects(
    doors.as(guest, 'report', () => doors.as(guest, 'staff', nothing)),
    against,
  )
  await assert.rejects(
    doors.as(guest, 'staff', () => doors.as(guest, 'report', () => doors.pipeline(guest, 'staff', []))),
    against,
  )
  assert.equal(await doors.as(guest, 'staff', () => doors.as(guest, 'report', nothing)), 'done')
  assert.equal(await doors.as(guest, 'staff', nothing).then(() => doors.as(guest, 'staff', nothing)), 'done')
})

test('what a transaction leaves running may ask for a connection when it has ended', async () => {
  const { doors } = database
  let over = () => {}
  const later = new Promise<void>((go) => (over = go))
  const left = await doors.as(guest, 'staff', async () => ({ work: later.then(() => doors.as(guest, 'staff', async () => 'done')) }))
  over()
  assert.equal(await left.work, 'done')
})
