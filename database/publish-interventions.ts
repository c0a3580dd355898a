/** The fact sheets that come with the platform, from their files into the catalogue. */
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { Sheet } from '#domain/intervention/sheet-schema.ts'

/** The catalogue is the association's. */
const association = 0

/**
 * Publishes the sheets that are missing, and brings those that are as they came up to their file. A sheet that
 * somebody has written a further version of is left alone, and the day somebody last read it is kept. Runs as the owner, in a transaction.
 */
export async function publishInterventions(
  client: Pick<pg.Client, 'query'>,
  directory: string = fileURLToPath(new URL('../content/interventions', import.meta.url)),
): Promise<void> {
  await client.query("select common.begin_ctx($1, 'system', '', '*')", [association])
  const files = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith('.json')) : []
  for (const file of files.sort()) {
    const sheet = Sheet.parse(JSON.parse(readFileSync(`${directory}/${file}`, 'utf8')))
    await client.query(
      `insert into common.intervention as known (municipality_id, id, code, version, state, author_id, sheet, changed_at)
       values ($1, $2, $3, 1, 'published', null, $4, now())
       on conflict (municipality_id, code, version) do update
       set sheet = excluded.sheet || jsonb_build_object('reviewedOn', greatest(known.sheet->>'reviewedOn', excluded.sheet->>'reviewedOn')),
         changed_at = excluded.changed_at
       where known.author_id is null and known.state = 'published' and known.sheet - 'reviewedOn' <> excluded.sheet - 'reviewedOn'`,
      [association, randomUUID(), file.replace(/\.json$/, ''), JSON.stringify(sheet)],
    )
  }
}
