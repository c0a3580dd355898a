/**
 * Brings a database to the shape this code expects: logins, queue, numbered SQL files, code tables, content.
 *
 * Forward only. Each file runs once, in a transaction of its own, as the owner, and its checksum is kept: an
 * edited old file, a gap, or a database newer than the code stops everything before anything is changed.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { publishContent } from './content.ts'
import { publishInterventions } from './publish-interventions.ts'
import { logins, makeLogins, owner, queueOwner } from './logins.ts'
import { StartRefusal } from './start-refusal.ts'

export type Migration = { readonly number: number; readonly name: string; readonly checksum: string; readonly sql: string }

export type Applied = Pick<Migration, 'number' | 'name' | 'checksum'>

export type MigrateOptions = {
  /** The migrator's: a superuser, or the database's owner with CREATEROLE. Straight to PostgreSQL, not through a pooler. */
  readonly connectionString: string
  /** Password of each login, derived from the installation's key (`keyring.ts`). */
  readonly passwordOf: (login: string) => string
  /** Said once, when the database is new; the other kind is refused ever after. */
  readonly kind?: InstallationKind
  readonly migrations?: readonly Migration[]
}

/** A demonstration invents people and lets anybody sign in as them; it never shares a database with real ones. */
export type InstallationKind = 'demo' | 'production'

const oldestVersion = 150_000
const lockNumber = 8_841_001

/** Migrates, and returns the names of the files that were new. Throws a `StartRefusal` with what to do. */
export async function migrate({
  connectionString,
  passwordOf,
  kind = 'production',
  migrations = readMigrations(),
}: MigrateOptions): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString, application_name: 'boernungeliv migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    await assertServerVersion(client)
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    const pending = pendingMigrations(migrations, await listApplied(client))
    assertKind(await findKind(client), kind)
    await makeLogins(client, passwordOf)
    await openDatabase(client)
    await asOwner(client, () =>
      client.query('insert into migration.installation (kind) select $1 where not exists (select from migration.installation)', [kind]),
    )
    await installQueue(client, connectionString)
    for (const migration of pending) await apply(client, migration)
    await asOwner(client, async () => {
      await saveMunicipalities(client)
      await publishContent(client)
      await publishInterventions(client)
    })
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** The SQL files in order. A file with a wrong name or number is a defect of the code, not of the database. */
export function readMigrations(directory: string = fileURLToPath(new URL('./migrations', import.meta.url))): readonly Migration[] {
  const names = readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name, place) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1])
    if (number !== place + 1) throw new Error(`migration ${name} should have number ${place + 1}, as 0000-what-it-brings.sql`)
    const sql = readFileSync(`${directory}/${name}`, 'utf8')
    return { number, name, checksum: createHash('sha256').update(sql).digest('hex'), sql }
  })
}

/**
 * What is still to be run. Throws a `StartRefusal` when the database is newer than the code, an applied file
 * was edited since, or the applied files have a gap.
 */
export function pendingMigrations(migrations: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  for (const [place, done] of applied.entries()) {
    const file = migrations[place]
    if (file === undefined) {
      throw new StartRefusal(
        `Databasen er nyere end programmet (den har ${done.name}): brug den nye udgave af programmet`,
        'the database is newer than the program: run the newer version',
      )
    }
    if (done.number !== file.number) {
      throw new StartRefusal(
        `Databasen mangler ${file.name}, men har ${done.name}: gendan den fra en sikkerhedskopi`,
        'the database lacks a migration in the middle: restore it from a backup',
      )
    }
    if (done.checksum !== file.checksum) {
      throw new StartRefusal(
        `${file.name} er ændret, efter at databasen blev opdateret med den: ret det i en ny fil i stedet (eller begynd forfra med --fresh)`,
        'the file was edited after the database was migrated with it: correct it in a new file instead (or start over with --fresh)',
      )
    }
  }
  return migrations.slice(applied.length)
}

/** What the database says has been run, in order; empty before the first time. */
export async function listApplied(client: Pick<pg.Client, 'query'>): Promise<readonly Applied[]> {
  const { rows } = await client.query("select to_regclass('migration.applied') is not null as is_there")
  if (rows[0].is_there !== true) return []
  return (await client.query('select number, name, checksum from migration.applied order by number')).rows
}

/** What the database was made as; undefined when it is new. */
export async function findKind(client: Pick<pg.Client, 'query'>): Promise<InstallationKind | undefined> {
  const { rows } = await client.query("select to_regclass('migration.installation') is not null as is_there")
  return rows[0].is_there === true ? (await client.query('select kind from migration.installation')).rows[0]?.kind : undefined
}

/** Throws a `StartRefusal` when the database was made as the other kind. */
export function assertKind(made: InstallationKind | undefined, wanted: InstallationKind): void {
  if (made === undefined || made === wanted) return
  throw wanted === 'demo'
    ? new StartRefusal(
        'Databasen hører til en rigtig installation, og en demonstration rører den ikke: vælg en anden database',
        'the database belongs to a real installation: choose another for the demonstration',
      )
    : new StartRefusal(
        'Databasen er lavet som demonstration, med opfundne mennesker: vælg en anden database til drift',
        'the database was made as a demonstration: choose another for production',
      )
}

async function assertServerVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query('show server_version_num')
  const version = Number(rows[0].server_version_num)
  if (version < oldestVersion) {
    throw new StartRefusal(
      `PostgreSQL ${Math.floor(version / 10_000)} er for gammel: brug 15 eller nyere`,
      'PostgreSQL is too old: use 15 or later',
    )
  }
}

/** Nobody but the logins comes in, nobody makes anything in it but the owner, and the record of migrations exists. */
async function openDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select current_database() as name')
  const database = pg.escapeIdentifier(rows[0].name)
  await client.query(`
    revoke all on database ${database} from public;
    grant connect on database ${database} to ${Object.keys(logins).join(', ')};
    grant create on database ${database} to ${owner};
    revoke all on schema public from public;
    alter default privileges for role ${owner} revoke execute on functions from public;
    alter default privileges for role ${queueOwner} revoke execute on functions from public;
  `)
  await asOwner(client, () =>
    client.query(`
      create schema if not exists migration;
      comment on schema migration is 'What this database is, and which migrations have been run. Belongs to no municipality.';
      grant usage on schema migration to bul_staff;
      create table if not exists migration.applied (
        number int not null,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now(),
        constraint applied_pkey primary key (number)
      );
      comment on table migration.applied is 'One row per migration that has been run, with the checksum of its file. Public reference.';
      alter table migration.applied enable row level security;
      alter table migration.applied force row level security;
      drop policy if exists everybody_reads on migration.applied;
      drop policy if exists owner_writes on migration.applied;
      create policy everybody_reads on migration.applied for select using (true);
      create policy owner_writes on migration.applied for insert to ${owner} with check (true);
      grant select on migration.applied to bul_staff;
      create table if not exists migration.installation (
        kind text not null,
        made_at timestamptz not null default now(),
        constraint installation_pkey primary key (kind),
        constraint installation_kind_check check (kind in ('demo', 'production'))
      );
      comment on table migration.installation is 'One row: whether this database was made as a demonstration. Public reference.';
      alter table migration.installation enable row level security;
      alter table migration.installation force row level security;
      drop policy if exists everybody_reads on migration.installation;
      drop policy if exists owner_writes on migration.installation;
      create policy everybody_reads on migration.installation for select using (true);
      create policy owner_writes on migration.installation for insert to ${owner} with check (true);
      grant select on migration.installation to bul_staff;
    `),
  )
}

/** The queue brings its own migrations. Its owner may make a schema for as long as that takes. */
async function installQueue(client: pg.Client, connectionString: string): Promise<void> {
  const { rows } = await client.query(
    "select current_database() as name, to_regclass('graphile_worker.migrations') is not null as is_there",
  )
  const database = pg.escapeIdentifier(rows[0].name)
  const pool = new pg.Pool({
    connectionString,
    max: 1,
    onConnect: (connected: pg.ClientBase) => connected.query(`set role ${queueOwner}`),
  } as pg.PoolConfig)
  pool.on('error', () => {})
  pool.on('connect', (connected) => connected.on('error', () => {}))
  try {
    if (rows[0].is_there !== true) await client.query(`grant create on database ${database} to ${queueOwner}`)
    await runMigrations({ pgPool: pool, schema: 'graphile_worker' })
  } finally {
    await client.query(`revoke create on database ${database} from ${queueOwner}`)
    await pool.end()
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await asOwner(client, async () => {
      await client.query(migration.sql)
      await client.query(`set local role ${owner}`)
      await client.query('insert into migration.applied (number, name, checksum) values ($1, $2, $3)', [
        migration.number,
        migration.name,
        migration.checksum,
      ])
    })
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    const line = migration.sql.slice(0, Number(error.position ?? 1) - 1).split('\n').length
    throw new Error(`database/migrations/${migration.name}:${line}: ${error.message}`, { cause: error })
  }
}

async function asOwner(client: pg.Client, work: () => Promise<unknown>): Promise<void> {
  await client.query(`begin; set local role ${owner}`)
  try {
    await work()
    const done = await client.query('commit')
    if (done.command !== 'COMMIT') throw new Error('the migration was rolled back')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** The association and the 98 municipalities, from the official code table. */
async function saveMunicipalities(client: pg.Client): Promise<void> {
  const table = readFileSync(new URL('../content/codes/municipalities.csv', import.meta.url), 'utf8')
  const rows = table
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
  const municipalities = [['0', 'Foreningen BørnUngeLiv', '', '', ''], ...rows]
  await client.query(
    `insert into common.municipality (municipality_id, name, region_until_2026, region_from_2027, is_invented)
     select id, name, region_until_2026, region_from_2027, false
     from unnest($1::int[], $2::text[], $3::text[], $4::text[]) as row (id, name, region_until_2026, region_from_2027)
     on conflict (municipality_id) do update
       set name = excluded.name, region_until_2026 = excluded.region_until_2026, region_from_2027 = excluded.region_from_2027, is_invented = excluded.is_invented
       where (municipality.name, municipality.region_until_2026, municipality.region_from_2027) is distinct from (excluded.name, excluded.region_until_2026, excluded.region_from_2027)`,
    [0, 1, 2, 4].map((column) => municipalities.map((row) => row[column])),
  )
}
