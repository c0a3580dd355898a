/** Where a database is, read from its URL. */
import pg from 'pg'
import type { Connection } from './transaction.ts'

/** Host, port, database and encryption of a URL. Its user and password are the migrator's and are left out. */
export function locateDatabase(connectionString: string): Pick<Connection, 'host' | 'port' | 'database' | 'ssl'> {
  const { host, port, database, ssl } = new pg.Client({ connectionString })
  return { host, port, database: database ?? 'postgres', ssl }
}
