/** Writes database/schema.sql and database/tables.ts from a database migrated just now. */
import { writeFileSync } from 'node:fs'
import { printSchema, printTables } from '#database/print-schema.ts'
import { openTestDatabase } from '../tests/test-database.ts'

await using database = await openTestDatabase()
await database.asOwner(async (client) => {
  writeFileSync(new URL('../database/schema.sql', import.meta.url), await printSchema(client))
  writeFileSync(new URL('../database/tables.ts', import.meta.url), await printTables(client))
})
