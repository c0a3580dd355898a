/** A dump of a database as an operator's backup holds it - every row of every table - and laying it back into another. */
import type { TestDatabase } from './test-database.ts'

/** Rows as JSON, by table; bytes are hexadecimal with `\x` in front. */
export type Dump = ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>

const ours = ['common', 'identity', 'statistics', 'sealed', 'released', 'audit', 'health', 'assessment']

export async function dump(database: TestDatabase): Promise<Dump> {
  return database.asOwner(async (client) => {
    const { rows: tables } = await client.query(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and (n.nspname = any ($1) or format('%I.%I', n.nspname, c.relname) = 'graphile_worker._private_jobs') order by 1`,
      [ours],
    )
    const dumped = new Map<string, Readonly<Record<string, unknown>>[]>()
    for (const { name } of tables) {
      const { rows } = await client.query(`select to_jsonb(t) as row from ${name} t`)
      dumped.set(
        name,
        rows.map(({ row }) => row),
      )
    }
    return dumped
  })
}

/** Empties a migrated database and fills it with what was dumped. */
export async function restore(database: TestDatabase, dumped: Dump): Promise<void> {
  await database.asOwner(async (client) => {
    await client.query('begin; set local session_replication_role = replica')
    const tables = [...dumped].filter(([name]) => !name.startsWith('graphile_worker'))
    await client.query(`truncate ${tables.map(([name]) => name).join(', ')} cascade`)
    for (const [name, rows] of tables) {
      const { rows: columns } = await client.query(
        "select string_agg(quote_ident(attname), ', ') as names from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
        [name],
      )
      const { names } = columns[0]
      await client.query(`insert into ${name} (${names}) select ${names} from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [
        JSON.stringify(rows),
      ])
    }
    await client.query('commit')
  })
}

/** Everything a dump says, for searching: as text, and each bytes value as the bytes themselves (one character each). */
export function wordsOf(dumped: Dump): string {
  const words: string[] = []
  for (const rows of dumped.values()) {
    for (const row of rows) {
      const text = JSON.stringify(row)
      words.push(text)
      for (const [, hex = ''] of text.matchAll(/\\\\x([0-9a-f]+)/g)) words.push(Buffer.from(hex, 'hex').toString('latin1'))
    }
  }
  return words.join('\n')
}
