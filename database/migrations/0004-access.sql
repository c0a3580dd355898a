-- Accounts of professionals, the classes they lead, and their sessions.

create table common.account (
  municipality_id int not null,
  id uuid not null,
  person_id uuid not null,
  role text not null,
  subject_index bytea not null,
  institution_ids uuid[] not null,
  closed_on date,
  constraint account_pkey primary key (municipality_id, id)
);

create table common.account_class (
  municipality_id int not null,
  account_id uuid not null,
  class_id uuid not null,
  constraint account_class_pkey primary key (municipality_id, account_id, class_id)
);

create table common.session (
  municipality_id int not null,
  token_hash bytea not null,
  account_id uuid not null,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null,
  constraint session_pkey primary key (municipality_id, token_hash)
);

-- distribute

alter table common.account add constraint account_subject_key unique (municipality_id, subject_index, role);
alter table common.account add constraint account_person_fkey
  foreign key (municipality_id, person_id) references identity.person (municipality_id, id);
alter table common.account_class add constraint account_class_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id) on delete cascade;
alter table common.account_class add constraint account_class_class_fkey
  foreign key (municipality_id, class_id) references common.class (municipality_id, id);
create index account_class_class_idx on common.account_class (municipality_id, class_id);
alter table common.session add constraint session_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id) on delete cascade;
create index session_account_idx on common.session (municipality_id, account_id);

alter table common.account enable row level security;
alter table common.account force row level security;
create policy own_municipality on common.account
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table common.account_class enable row level security;
alter table common.account_class force row level security;
create policy own_municipality on common.account_class
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table common.session enable row level security;
alter table common.session force row level security;
create policy own_municipality on common.session
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

grant select, insert, update on common.account to bul_staff;
grant select, insert, delete on common.account_class to bul_staff;
grant select, insert, update, delete on common.session to bul_staff;

comment on table common.account is 'A professional''s right to sign in, with one role in one municipality.';
comment on column common.account.subject_index is 'HMAC-SHA-256 of issuer and the login''s user id under the municipality''s own key.';
comment on column common.account.institution_ids is 'Institutions a school-bound role belongs to; empty for roles that see the municipality.';
comment on table common.account_class is 'Which classes a teacher leads.';
comment on table common.session is 'Signed-in sessions. The token itself is never stored.';
