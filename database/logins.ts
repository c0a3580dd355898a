/**
 * The database's logins: who may come in, and how long they may take.
 *
 * They belong to the whole server, not to one database, so there is one installation per server (or per
 * installation key). None is a superuser, owns a table, or bypasses row-level security.
 */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { StartRefusal } from './start-refusal.ts'

/** Owns everything and can log in nowhere. */
export const owner = 'bul_owner'

/** Owns the job queue, and runs it. */
export const queueOwner = 'bul_worker'

/** Limits in milliseconds: of a statement, of waiting inside a transaction, of waiting for a lock. */
type Limits = { readonly statement: number; readonly idle: number; readonly lock: number }

export const logins: Readonly<Record<string, Limits>> = {
  bul_staff: { statement: 60_000, idle: 60_000, lock: 5_000 },
  bul_statistics: { statement: 10_000, idle: 10_000, lock: 3_000 },
  bul_health: { statement: 15_000, idle: 15_000, lock: 3_000 },
  bul_assessment: { statement: 15_000, idle: 15_000, lock: 3_000 },
  bul_report: { statement: 30_000, idle: 30_000, lock: 5_000 },
  bul_sealer: { statement: 300_000, idle: 300_000, lock: 30_000 },
  bul_worker: { statement: 60_000, idle: 60_000, lock: 10_000 },
}

/**
 * Makes the owner and the logins where they are missing, and sets passwords and limits. Refuses a login that
 * may more than it should. `passwordOf` derives from the installation's key, so it is never stored by us.
 */
export async function makeLogins(client: pg.Client, passwordOf: (login: string) => string): Promise<void> {
  await makeRole(client, owner, 'nologin')
  for (const [login, limits] of Object.entries(logins)) {
    await makeRole(client, login, 'login')
    const name = pg.escapeIdentifier(login)
    await change(client, `alter role ${name} password ${pg.escapeLiteral(scramVerifier(login, passwordOf(login)))}`)
    await change(client, `alter role ${name} set statement_timeout = ${limits.statement}`)
    await change(client, `alter role ${name} set idle_in_transaction_session_timeout = ${limits.idle}`)
    await change(client, `alter role ${name} set lock_timeout = ${limits.lock}`)
  }
  await becomeMember(client, owner)
  await becomeMember(client, queueOwner)
}

async function makeRole(client: pg.Client, name: string, mayLogIn: 'login' | 'nologin'): Promise<void> {
  if ((await findRole(client, name)) === undefined) {
    await change(
      client,
      `create role ${pg.escapeIdentifier(name)} ${mayLogIn} nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit`,
    )
  }
  const role = await findRole(client, name)
  if (role === undefined || role.may_too_much || role.can_log_in !== (mayLogIn === 'login')) {
    throw new StartRefusal(
      `Databaserollen ${name} har andre rettigheder end den skal: slet den, og kør migrate igen`,
      `the database role ${name} has other rights than it should: drop it and migrate again`,
    )
  }
}

async function findRole(client: pg.Client, name: string): Promise<{ may_too_much: boolean; can_log_in: boolean } | undefined> {
  const found = await client.query(
    'select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit as may_too_much, rolcanlogin as can_log_in from pg_roles where rolname = $1',
    [name],
  )
  return found.rows[0]
}

/** A migrator that isn't a superuser must be able to act as the owners. From version 16 that is asked for by name. */
async function becomeMember(client: pg.Client, role: string): Promise<void> {
  const version = Number((await client.query('show server_version_num')).rows[0].server_version_num)
  const asked = version >= 160_000 ? 'set' : 'member'
  const { rows } = await client.query('select pg_has_role(current_user, $1, $2) as may_act', [role, asked])
  if (rows[0].may_act !== true)
    await change(client, `grant ${role} to current_user ${asked === 'set' ? 'with inherit true, set true' : ''}`)
}

/**
 * Several databases of one server may be migrated at once, and an advisory lock reaches only one of them.
 * PostgreSQL tells the loser of a race by these codes; the second try finds the work done.
 */
async function change(client: pg.Client, statement: string): Promise<void> {
  const duplicateObject = '42710'
  const uniqueViolation = '23505'
  const tupleConcurrentlyUpdated = 'XX000'
  const insufficientPrivilege = '42501'
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(statement)
      return
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error
      if (error.code === duplicateObject || error.code === uniqueViolation) return
      if (error.code === insufficientPrivilege) {
        throw new StartRefusal(
          `Brugeren i DATABASE_URL må ikke oprette databaseroller: giv den CREATEROLE, eller lad en superbruger køre migrate første gang (${error.message})`,
          'the user of DATABASE_URL may not make database roles: give it CREATEROLE, or let a superuser migrate the first time',
        )
      }
      if (error.code !== tupleConcurrentlyUpdated || attempt === 20) throw error
      await wait(10 * attempt)
    }
  }
}

/**
 * What PostgreSQL stores of a password (RFC 5802, SCRAM-SHA-256). Made here, so that the password itself
 * stands in no statement and no log. The salt follows from the password, so that the same one gives the same.
 */
export function scramVerifier(login: string, password: string): string {
  const iterations = 4096
  const salt = createHmac('sha256', password).update(`salt|${login}`).digest().subarray(0, 16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const storedKey = createHash('sha256').update(createHmac('sha256', salted).update('Client Key').digest()).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
