import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lintCatalogue, lintRules } from '#database/catalogue-lint.ts'
import { type TestDatabase, openTestDatabase } from '../tests/test-database.ts'

let database: TestDatabase

before(async () => {
  database = await openTestDatabase()
})

after(() => database[Symbol.asyncDispose]())

test('the catalogue lint finds nothing', async () => {
  const findings = await database.asOwner((client) => lintCatalogue(client))
  assert.deepEqual(findings, [])
})

/** One fault each, as somebody might really write it, and a word of the rule that must catch it. */
const faults: readonly (readonly [fault: string, rule: RegExp])[] = [
  ['alter role bul_report bypassrls', /a login is superuser, bypasses/],
  ['alter role bul_staff createrole', /a login is superuser, bypasses/],
  ['alter table common.class owner to bul_staff', /a login owns a table/],
  ['grant bul_owner to bul_staff', /member of the owner/],
  ['alter table common.class disable row level security', /has no row-level security/],
  ['alter table common.class no force row level security', /does not force/],
  ['drop policy own_municipality on common.class', /has no policy/],
  ['create policy slack on common.class for insert with check (true)', /lets everybody in without saying so/],
  ['alter policy own_municipality on common.class using (exists (select from common.survey))', /sub-select/],
  [
    "drop policy own_municipality on common.class; create policy mine on common.class using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)",
    /no WITH CHECK/,
  ],
  ["create policy narrow on common.class for select using (name <> '')", /does not compare the municipality/],
  ['create view common.peek as select * from common.class', /view does not run as the one who asks/],
  ['create materialized view common.peek as select * from common.class', /materialised view/],
  [
    "create function common.peek() returns bigint language sql security definer set search_path = '' as 'select count(*) from common.class'",
    /owner's rights/,
  ],
  ["create function common.peek() returns int language sql as 'select 1'", /no fixed search_path/],
  [
    "create function common.peek() returns int language sql set search_path = '' as 'select 1'; grant execute on function common.peek to public",
    /may be run by everybody/,
  ],
  [
    'create table common.parted (municipality_id int not null, at date not null, constraint parted_pkey primary key (municipality_id, at)) partition by range (at); create table common.parted_1 partition of common.parted default; grant select on common.parted_1 to bul_staff',
    /a partition is granted/,
  ],
  ['create table common.bare (id uuid primary key)', /no municipality_id/],
  ['create table common.bare (municipality_id int, id uuid primary key)', /no municipality_id/],
  ['create index class_name_idx on common.class (name)', /does not lead with the municipality/],
  ['alter table common.class add constraint class_name_unique unique (name)', /does not lead with the municipality/],
  [
    'alter table common.class add column other uuid; create unique index other_key on common.institution (municipality_id, id, number); alter table common.class add constraint class_other_fkey foreign key (institution_id, municipality_id) references common.institution (id, municipality_id)',
    /does not carry the municipality/,
  ],
  [
    'alter table statistics.invitation add column pupil_id uuid; alter table statistics.invitation add constraint invitation_pupil_fkey foreign key (municipality_id, pupil_id) references common.pupil (municipality_id, id)',
    /leads out of statistics/,
  ],
  ['grant select on common.slip to bul_statistics', /statistics login reaches/],
  ['grant select (name) on identity.person to bul_sealer', /statistics login reaches/],
  ['grant select on statistics.response to bul_staff', /reads answers/],
  ['grant select (answers) on statistics.draft to bul_report', /reads answers/],
  ['grant insert on sealed.total to bul_staff', /writes sealed figures/],
  ['alter table common.class add column line bigint generated always as identity', /id is made by the database/],
  ['alter table common.class add column line bigserial', /id is made by the database/],
  ['alter table statistics.response add column submitted_at timestamptz', /holds a time or a counter/],
  [
    'create trigger busy before insert on common.class for each statement execute function common.refuse_change()',
    /trigger is not on the list/,
  ],
  ['grant truncate on common.class to bul_staff', /TRUNCATE/],
  ['grant select on common.class to public', /everybody is granted/],
  ['grant usage on schema identity to public', /everybody is granted/],
  ['comment on table common.class is null', /has no comment/],
  ["alter table common.class add check (name <> 'a'), add check (name <> 'b'), add check (name <> 'c')", /name that PostgreSQL made up/],
]

for (const [fault, rule] of faults) {
  test(`the catalogue lint finds: ${fault.slice(0, 90)}`, async () => {
    await database.asOwner(async (client) => {
      await client.query('begin')
      await client.query(fault)
      const findings = await lintCatalogue(client)
      await client.query('rollback')
      assert.ok(
        findings.some((finding) => rule.test(finding.rule)),
        `planted fault was not found: ${JSON.stringify(findings)}`,
      )
    })
  })
}

test('every rule of the catalogue lint has a planted fault', () => {
  assert.deepEqual(
    lintRules.filter((name) => !faults.some(([, rule]) => rule.test(name))),
    [],
  )
})
