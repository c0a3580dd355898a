import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { openTestDatabase } from '../tests/test-database.ts'
import { printSchema, printTables } from './print-schema.ts'

test('schema.sql and tables.ts are what the migrations make (else: node scripts/dump-schema.ts)', async () => {
  await using database = await openTestDatabase()
  await database.asOwner(async (client) => {
    assert.equal(readFileSync(new URL('./schema.sql', import.meta.url), 'utf8'), await printSchema(client))
    assert.equal(readFileSync(new URL('./tables.ts', import.meta.url), 'utf8'), await printTables(client))
  })
})

test('a table, a policy and a grant that somebody adds are seen', async () => {
  await using database = await openTestDatabase()
  await database.asOwner(async (client) => {
    await client.query(`
      create table common.added (municipality_id int not null, state text not null, constraint added_state_check check (state in ('new', 'old')));
      create policy open_to_all on common.added using (true);
      create policy narrows on common.added as restrictive using (true);
      grant select (state) on common.added to bul_report;
      alter table common.added owner to bul_owner`)
    const schema = await printSchema(client)
    for (const line of [
      'create table common.added (',
      'create policy open_to_all on common.added using (true);',
      'create policy narrows on common.added as restrictive using (true);',
      'grant select (state) on common.added to bul_report;',
    ])
      assert.ok(schema.includes(line), line)
    assert.match(await printTables(client), /'common\.added': \{\n {4}municipalityId: number\n {4}state: 'new' \| 'old'\n/)
  })
})
