-- Who people are, as ciphertext; pupils, who point to it; and roster imports waiting for approval.

create table identity.person (
  municipality_id int not null,
  id uuid not null,
  name bytea not null,
  cpr bytea,
  contact bytea,
  cpr_index bytea,
  constraint person_pkey primary key (municipality_id, id)
);

create table identity.person_key (
  municipality_id int not null,
  person_id uuid not null,
  key_encryption_key text not null,
  wrapped bytea not null,
  constraint person_key_pkey primary key (municipality_id, person_id)
);

create table common.pupil (
  municipality_id int not null,
  id uuid not null,
  person_id uuid not null,
  institution_id uuid not null,
  class_id uuid not null,
  sex text not null,
  left_on date,
  constraint pupil_pkey primary key (municipality_id, id),
  constraint pupil_sex_check check (sex in ('female', 'male', 'unknown'))
);

create table common.roster_import (
  municipality_id int not null,
  id uuid not null,
  state text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  key_encryption_key text not null,
  wrapped_key bytea not null,
  file bytea,
  difference bytea,
  summary jsonb,
  progress real not null default 0,
  constraint roster_import_pkey primary key (municipality_id, id),
  constraint roster_import_state_check check (state in ('reading', 'ready', 'refused', 'applying', 'applied', 'discarded', 'failed'))
);

-- distribute

alter table identity.person add constraint person_cpr_key unique (municipality_id, cpr_index);
alter table identity.person_key add constraint person_key_person_fkey
  foreign key (municipality_id, person_id) references identity.person (municipality_id, id) on delete cascade;
alter table common.pupil add constraint pupil_person_fkey
  foreign key (municipality_id, person_id) references identity.person (municipality_id, id);
alter table common.pupil add constraint pupil_class_fkey
  foreign key (municipality_id, class_id) references common.class (municipality_id, id);
alter table common.pupil add constraint pupil_institution_fkey
  foreign key (municipality_id, institution_id) references common.institution (municipality_id, id);
create index pupil_class_idx on common.pupil (municipality_id, class_id);
create index pupil_person_idx on common.pupil (municipality_id, person_id);

alter table identity.person enable row level security;
alter table identity.person force row level security;
create policy own_municipality on identity.person
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table identity.person_key enable row level security;
alter table identity.person_key force row level security;
create policy own_municipality on identity.person_key
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table common.pupil enable row level security;
alter table common.pupil force row level security;
create policy own_branch on common.pupil
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.institutions', true) = '*'
      or institution_id = any (string_to_array(nullif(nullif(current_setting('app.institutions', true), ''), '*'), ',')::uuid[])
    )
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.institutions', true) = '*'
      or institution_id = any (string_to_array(nullif(nullif(current_setting('app.institutions', true), ''), '*'), ',')::uuid[])
    )
  );

alter table common.roster_import enable row level security;
alter table common.roster_import force row level security;
create policy own_municipality on common.roster_import
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.institutions', true) = '*')
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.institutions', true) = '*');

grant select, insert, update, delete on identity.person to bul_staff;
grant select, insert, update, delete on identity.person_key to bul_staff;
grant select, insert, update on common.pupil to bul_staff;
grant select, insert, update on common.roster_import to bul_staff;

comment on table identity.person is 'Name, CPR and contact as AES-256-GCM ciphertext under the person''s own key.';
comment on column identity.person.cpr_index is 'HMAC-SHA-256 of the CPR number under the municipality''s own key: look-up by exact number only.';
comment on table identity.person_key is 'The person''s data key, wrapped by a key-encryption key that the database does not hold. Deleting it makes the person unreadable.';
comment on table common.pupil is 'A child in a class. Holds no name and no CPR; person_id points to those.';
comment on column common.pupil.left_on is 'The day the pupil left; null while enrolled.';
comment on table common.roster_import is 'A roster file read, compared and waiting for approval. File and difference are ciphertext and are emptied when it ends.';
comment on column common.roster_import.summary is 'Counts and line findings; no names.';
comment on column common.roster_import.progress is '0 to 1, of reading or of applying.';
