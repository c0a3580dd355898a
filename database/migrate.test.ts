import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openEmptyDatabase, openTestDatabase, startTestCluster, type TestDatabase, testKeyring } from '../tests/test-database.ts'
import { publishContent } from './content.ts'
import { logins } from './logins.ts'
import { listApplied, migrate, type Migration, readMigrations } from './migrate.ts'

const passwordOf = testKeyring.loginPassword
const migrations = readMigrations()
const last: Migration = {
  number: migrations.length + 1,
  name: '9999-new.sql',
  checksum: 'new',
  sql: 'create table common.brand_new (n int);',
}

async function exists(database: TestDatabase, table: string): Promise<boolean> {
  return database.asOwner(async (client) => (await client.query('select to_regclass($1) is not null as found', [table])).rows[0].found)
}

test('the first migration runs every file, and the next finds nothing to do', async () => {
  await using database = await openEmptyDatabase()
  assert.equal((await migrate({ connectionString: database.connectionString, passwordOf })).length, migrations.length)
  assert.deepEqual(await migrate({ connectionString: database.connectionString, passwordOf }), [])
  assert.deepEqual(await migrate({ connectionString: database.connectionString, passwordOf, migrations: [...migrations, last] }), [
    last.name,
  ])
  assert.ok(await exists(database, 'common.brand_new'))
})

test('an old file that was edited stops everything before anything is changed', async () => {
  await using database = await openTestDatabase()
  const edited = migrations.map((migration) => (migration.number === 2 ? { ...migration, checksum: 'edited' } : migration))
  await assert.rejects(migrate({ connectionString: database.connectionString, passwordOf, migrations: [...edited, last] }), {
    name: 'StartRefusal',
    message: /0002-organisation\.sql er ændret/,
  })
  assert.ok(!(await exists(database, 'common.brand_new')))
})

test('a database newer than the code is refused', async () => {
  await using database = await openTestDatabase()
  await assert.rejects(migrate({ connectionString: database.connectionString, passwordOf, migrations: migrations.slice(0, -1) }), {
    name: 'StartRefusal',
    message: /nyere end programmet/,
  })
})

test('a database that lacks a file in the middle is refused', async () => {
  await using database = await openTestDatabase()
  await database.asOwner((client) => client.query('delete from migration.applied where number = 3'))
  await assert.rejects(migrate({ connectionString: database.connectionString, passwordOf }), {
    name: 'StartRefusal',
    message: /mangler 0003/,
  })
})

test('files whose numbers have a gap do not load', () => {
  const directory = mkdtempSync(join(tmpdir(), 'bul-migrations-'))
  try {
    writeFileSync(join(directory, '0001-one.sql'), '')
    writeFileSync(join(directory, '0003-three.sql'), '')
    assert.throws(() => readMigrations(directory), /0003-three\.sql should have number 2/)
  } finally {
    rmSync(directory, { recursive: true })
  }
})

test('a file that fails leaves nothing behind and is named with its line', async () => {
  await using database = await openTestDatabase()
  const failing: Migration = { ...last, sql: 'create table common.half (n int);\n\nselect nonsense;' }
  await assert.rejects(
    migrate({ connectionString: database.connectionString, passwordOf, migrations: [...migrations, failing] }),
    /9999-new\.sql:3: /,
  )
  assert.ok(!(await exists(database, 'common.half')))
  await database.asOwner(async (client) => assert.equal((await listApplied(client)).length, migrations.length))
})

test('what a file makes belongs to the owner, who cannot log in', async () => {
  await using database = await openTestDatabase()
  await database.asOwner(async (client) => {
    const { rows } = await client.query(`
      select distinct c.relowner::regrole::text as owner from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('common', 'identity', 'statistics', 'sealed', 'released', 'audit', 'migration')`)
    assert.deepEqual(rows, [{ owner: 'bul_owner' }])
    assert.equal((await client.query("select rolcanlogin from pg_roles where rolname = 'bul_owner'")).rows[0].rolcanlogin, false)
  })
})

test('no login is a superuser, bypasses row-level security, belongs to another role, or may make anything', async () => {
  // Not a clone: rights on the database as a whole are not cloned with it.
  await using database = await openEmptyDatabase()
  await migrate({ connectionString: database.connectionString, passwordOf })
  await database.asOwner(async (client) => {
    for (const login of Object.keys(logins)) {
      const { rows } = await client.query(
        `select rolcanlogin as may_log_in, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit as may_more,
           exists (select from pg_auth_members where member = r.oid) as belongs,
           has_database_privilege(rolname, current_database(), 'create') or has_database_privilege(rolname, current_database(), 'temporary') or has_schema_privilege(rolname, 'public', 'create, usage') as may_make
         from pg_roles r where rolname = $1`,
        [login],
      )
      assert.deepEqual(rows, [{ may_log_in: true, may_more: false, belongs: false, may_make: false }], login)
    }
  })
})

test('a role of ours that somebody gave more rights is refused', async () => {
  await using cluster = await startTestCluster()
  const client = new pg.Client({ connectionString: cluster.connectionString })
  await client.connect()
  await client.query('create role bul_staff login bypassrls noinherit')
  await client.end()
  await assert.rejects(migrate({ connectionString: cluster.connectionString, passwordOf }), { name: 'StartRefusal', message: /bul_staff/ })
})

test('migrators of several databases, and several of one, do not trip each other', async () => {
  await using one = await openEmptyDatabase()
  await using two = await openEmptyDatabase()
  await using three = await openEmptyDatabase()
  const ran = await Promise.all([one, one, two, two, three].map(({ connectionString }) => migrate({ connectionString, passwordOf })))
  assert.equal(ran.flat().length, 3 * migrations.length)
})

test('a plain login that owns the database and may make roles is enough, and passwords follow from the key', async () => {
  await using cluster = await startTestCluster()
  const admin = new pg.Client({ connectionString: cluster.connectionString })
  await admin.connect()
  await admin.query('create role mona login createrole nosuperuser')
  await admin.query('create database mona owner mona')
  const url = new URL(cluster.connectionString)
  url.username = 'mona'
  url.pathname = '/mona'
  assert.equal((await migrate({ connectionString: url.href, passwordOf })).length, migrations.length)
  assert.deepEqual(await migrate({ connectionString: url.href, passwordOf }), [])

  writeFileSync(join(cluster.dataDirectory, 'pg_hba.conf'), 'local all postgres trust\nlocal all all scram-sha-256\n')
  await admin.query('select pg_reload_conf()')
  await admin.end()
  const signIn = async (login: string, password: string) => {
    const client = new pg.Client({ host: url.searchParams.get('host') ?? '', database: 'mona', user: login, password })
    client.on('error', () => {})
    await client.connect()
    await client.end()
  }
  for (const login of Object.keys(logins)) {
    await signIn(login, passwordOf(login))
    await assert.rejects(signIn(login, passwordOf('somebody-else')), { code: '28P01' })
  }
  await assert.rejects(signIn('bul_owner', passwordOf('bul_owner')), { code: '28P01' })
})

test('the 98 municipalities and the association are there, with both divisions into regions', async () => {
  await using database = await openTestDatabase()
  await database.asOwner(async (client) => {
    const { rows } = await client.query(
      'select municipality_id, region_until_2026, region_from_2027 from common.municipality where municipality_id in (0, 101) order by 1',
    )
    assert.deepEqual(rows, [
      { municipality_id: 0, region_until_2026: '', region_from_2027: '' },
      { municipality_id: 101, region_until_2026: '1084', region_from_2027: 'Østdanmark' },
    ])
    assert.equal((await client.query('select from common.municipality where not is_invented')).rowCount, 99)
  })
})

test('a published questionnaire that was changed is refused, and a new language is added', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bul-content-'))
  after(() => rmSync(directory, { recursive: true }))
  cpSync(fileURLToPath(new URL('../content/questionnaires', import.meta.url)), directory, { recursive: true })
  await using database = await openTestDatabase()
  const file = join(directory, 'mellemtrin/questionnaire.json')
  const english = join(directory, 'mellemtrin/text.en.json')

  await database.asOwner((client) => publishContent(client, directory))
  writeFileSync(join(directory, 'mellemtrin/text.ar.json'), readFileSync(english))
  await database.asOwner((client) => publishContent(client, directory))
  const { rows } = await database.asOwner((client) =>
    client.query("select texts ? 'ar' as has_arabic from common.questionnaire where code = 'mellemtrin'"),
  )
  assert.deepEqual(rows, [{ has_arabic: true }])

  writeFileSync(english, readFileSync(english, 'utf8').replace(/"title": "/, '"title": "Other '))
  await assert.rejects(
    database.asOwner((client) => publishContent(client, directory)),
    { name: 'StartRefusal', message: /mellemtrin \d+\.\d+ er udgivet/ },
  )
  cpSync(join(directory, 'mellemtrin/text.ar.json'), english)
  writeFileSync(file, readFileSync(file, 'utf8').replace('"isCore": true', '"isCore": false'))
  await assert.rejects(
    database.asOwner((client) => publishContent(client, directory)),
    { name: 'StartRefusal', message: /mellemtrin \d+\.\d+ er udgivet/ },
  )
})

test('a demonstration refuses a real database, and a real installation a demonstration', async () => {
  await using real = await openTestDatabase()
  await assert.rejects(migrate({ connectionString: real.connectionString, passwordOf, kind: 'demo' }), {
    name: 'StartRefusal',
    message: /rigtig installation/,
  })
  await using demo = await openEmptyDatabase()
  await migrate({ connectionString: demo.connectionString, passwordOf, kind: 'demo' })
  assert.deepEqual(await migrate({ connectionString: demo.connectionString, passwordOf, kind: 'demo' }), [])
  await assert.rejects(migrate({ connectionString: demo.connectionString, passwordOf }), { name: 'StartRefusal', message: /demonstration/ })
})

test('a job is added by the door alone: no login reads or writes the queue', async () => {
  await using database = await openTestDatabase()
  for (const login of ['bul_staff', 'bul_statistics', 'bul_report', 'bul_sealer']) {
    const client = await database.connectAs(login)
    await assert.rejects(client.query('select * from graphile_worker._private_jobs'), { code: '42501' }, login)
    await assert.rejects(client.query("select graphile_worker.add_job('x')"), { code: '42501' }, login)
    await client.end()
  }
  const staff = await database.connectAs('bul_staff')
  await staff.query("select jobs.enqueue('close-survey', '{}', 'one')")
  await staff.query("select jobs.enqueue('close-survey', '{}', 'one')")
  await staff.end()
  assert.equal((await database.asOwner((client) => client.query('select from graphile_worker._private_jobs'))).rowCount, 1)
})
