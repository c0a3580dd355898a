-- Who somebody is beyond the CPR number, protection, what an institution became, and a second approval.

alter table identity.person add column source_index bytea;
alter table identity.person add column uni_login_index bytea;
alter table identity.person add column cpr_kind text;
alter table identity.person add column is_protected boolean not null default false;

alter table common.roster_import add column approved_by uuid;
alter table common.roster_import add column approved_at timestamptz;
alter table common.roster_import add column confirmed jsonb;

create table common.institution_successor (
  municipality_id int not null,
  from_id uuid not null,
  to_id uuid not null,
  since date not null,
  constraint institution_successor_pkey primary key (municipality_id, from_id, to_id)
);

-- distribute

alter table identity.person add constraint person_source_key unique (municipality_id, source_index);
alter table identity.person add constraint person_uni_login_key unique (municipality_id, uni_login_index);
alter table identity.person add constraint person_cpr_kind_check
  check (cpr_kind in ('verified', 'unverified', 'replacement', 'unknown'));
create index family_person_idx on identity.family (municipality_id, pupil_person_id);
alter table common.roster_import drop constraint roster_import_state_check;
alter table common.roster_import add constraint roster_import_state_check
  check (state in ('reading', 'ready', 'awaiting-second', 'refused', 'applying', 'applied', 'discarded', 'failed'));
alter table common.roster_import add constraint roster_import_second_check
  check (state <> 'awaiting-second' or (approved_by is not null and approved_at is not null));
alter table common.institution_successor add constraint institution_successor_differs_check check (from_id <> to_id);
alter table common.institution_successor add constraint institution_successor_from_fkey
  foreign key (municipality_id, from_id) references common.institution (municipality_id, id);
alter table common.institution_successor add constraint institution_successor_to_fkey
  foreign key (municipality_id, to_id) references common.institution (municipality_id, id);
create index institution_successor_to_idx on common.institution_successor (municipality_id, to_id);

alter table common.institution_successor enable row level security;
alter table common.institution_successor force row level security;
create policy own_municipality on common.institution_successor
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on common.institution_successor as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

grant select, insert on common.institution_successor to bul_staff;
grant select on common.institution_successor to bul_report;

comment on column identity.person.source_index is 'HMAC-SHA-256 of institution and the source''s own id there: what tells that a new CPR number is the same child.';
comment on column identity.person.uni_login_index is 'HMAC-SHA-256 of the user id at UNI-Login.';
comment on column identity.person.cpr_kind is 'How sure the source is of the CPR number; null where no source has said.';
comment on column identity.person.is_protected is 'Name and address are protected: never printed on a list, never exported.';
comment on column common.roster_import.approved_by is 'The first of two who approve a large change; null otherwise.';
comment on column common.roster_import.confirmed is 'Which institutions the approver says have become which others: ids alone.';
comment on table common.institution_successor is 'Which institution went on as which, from a day on, so that figures of earlier years can be followed. A split has several rows.';
