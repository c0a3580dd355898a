-- A place in the key tree for everything that is wrapped, so that one person can be shredded in backups too; under which
-- index key each municipality stands; and who waits to be taken out of the tree.

alter table identity.person_key add column leaf bigint;
alter table common.roster_import add column leaf bigint;
alter table assessment.assessment_key add column leaf bigint;

create table identity.index_key (
  municipality_id int not null,
  index_key text not null,
  constraint index_key_pkey primary key (municipality_id)
);

create table identity.shredding (
  municipality_id int not null,
  leaf bigint not null,
  asked_at timestamptz not null,
  constraint shredding_pkey primary key (municipality_id, leaf)
);

-- distribute

alter table identity.person_key add constraint person_key_leaf_key unique (municipality_id, leaf);
alter table common.roster_import add constraint roster_import_leaf_key unique (municipality_id, leaf);
alter table assessment.assessment_key add constraint assessment_key_leaf_key unique (municipality_id, leaf);

-- Whoever is here already stands under the first index key. The owner reads no row of a table that forces its policies.
alter table identity.person no force row level security;
alter table common.account no force row level security;
insert into identity.index_key (municipality_id, index_key)
  select distinct municipality_id, 'first' from (select municipality_id from identity.person union all select municipality_id from common.account) known;
alter table identity.person force row level security;
alter table common.account force row level security;

alter table identity.index_key enable row level security;
alter table identity.index_key force row level security;
create policy own_municipality on identity.index_key
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on identity.index_key as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

alter table identity.shredding enable row level security;
alter table identity.shredding force row level security;
create policy own_municipality on identity.shredding
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on identity.shredding as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

-- Exchanging the key-encryption key wraps a case's key anew without opening the case.
create policy exchanges_keys on assessment.assessment_key to bul_assessment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'system'
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'system'
  );

grant select, insert, update on identity.index_key to bul_staff;
grant select on identity.index_key to bul_health, bul_assessment;
grant select, insert, delete on identity.shredding to bul_staff;
grant update (key_encryption_key, leaf, wrapped) on assessment.assessment_key to bul_assessment;

comment on column identity.person_key.leaf is 'Place in the key tree whose key wraps this one; null for what was written before there were trees. It never changes.';
comment on column common.roster_import.leaf is 'As identity.person_key.leaf; later imports have higher ones.';
comment on column common.roster_import.wrapped_key is 'The import''s data key, wrapped; emptied when the import ends.';
comment on column assessment.assessment_key.leaf is 'As identity.person_key.leaf.';
comment on table identity.index_key is 'Which index key seals the municipality''s look-up values. Exchanged in one transaction with all of them.';
comment on table identity.shredding is 'Leaves waiting to be taken out of the key tree, so that backups can''t be opened either. Says nothing of who it was; emptied when done.';
