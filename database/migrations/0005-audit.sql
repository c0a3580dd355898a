-- Who did what. Rows are only ever added.

create table audit.event (
  municipality_id int not null,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  role text not null,
  act text not null,
  object text,
  purpose text,
  request_id text,
  constraint event_pkey primary key (municipality_id, id)
);

-- distribute

create index event_at_idx on audit.event (municipality_id, at);

alter table audit.event enable row level security;
alter table audit.event force row level security;
create policy own_municipality_writes on audit.event for insert
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy data_protection_reads on audit.event for select to bul_staff
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'dataProtectionOfficer');

grant insert on audit.event to bul_staff, bul_statistics, bul_report, bul_sealer;
grant select on audit.event to bul_staff;

create trigger append_only before update or delete or truncate on audit.event
  for each statement execute function common.refuse_change();

comment on table audit.event is 'One row per act by a person or a job. Never for saves and submits of the statistics track.';
comment on column audit.event.act is 'Named by the contract, past tense: survey.opened.';
comment on column audit.event.object is 'What it was done to: kind and id, no names.';
comment on column audit.event.purpose is 'Why; for a job, the reason it runs.';
