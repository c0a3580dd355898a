-- Answers of the statistics track: invitations and drafts before submit, responses after.
--
-- Before submit, everything is keyed by the slip's HMAC. Submit deletes the draft, adds the HMAC to the
-- class's turnout, and inserts a response that has nothing in common with it: no key, no time, no counter.
-- Turnout is one row per class, sorted, so that neither its order nor its row version tells who came when.

create table statistics.invitation (
  municipality_id int not null,
  slip_hmac bytea not null,
  survey_id uuid not null,
  class_id uuid not null,
  sex text not null,
  grade smallint,
  constraint invitation_pkey primary key (municipality_id, slip_hmac),
  constraint invitation_sex_check check (sex in ('female', 'male', 'unknown'))
);

create table statistics.turnout (
  municipality_id int not null,
  survey_id uuid not null,
  class_id uuid not null,
  answered bytea[] not null default '{}',
  declined bytea[] not null default '{}',
  answered_count int not null generated always as (cardinality(answered)) stored,
  constraint turnout_pkey primary key (municipality_id, survey_id, class_id)
);

create table statistics.draft (
  municipality_id int not null,
  slip_hmac bytea not null,
  epoch int not null,
  answers bigint[] not null,
  constraint draft_pkey primary key (municipality_id, slip_hmac)
) with (fillfactor = 50);

create table statistics.response (
  municipality_id int not null,
  id uuid not null,
  survey_id uuid not null,
  class_id uuid not null,
  grade smallint,
  sex text not null,
  answers smallint[] not null,
  constraint response_pkey primary key (municipality_id, id),
  constraint response_sex_check check (sex in ('f', 'm', 'u'))
);

-- distribute

create index response_class_idx on statistics.response (municipality_id, survey_id, class_id);
create index invitation_class_idx on statistics.invitation (municipality_id, survey_id, class_id);
-- NOTE: no foreign key from draft to invitation. Checking one locks the invitation, and the lock stays
-- readable in its xmax: the order of entering could be held against the order of responses.

alter table statistics.invitation enable row level security;
alter table statistics.invitation force row level security;
create policy own_municipality on statistics.invitation
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table statistics.turnout enable row level security;
alter table statistics.turnout force row level security;
create policy own_municipality on statistics.turnout
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table statistics.draft enable row level security;
alter table statistics.draft force row level security;
create policy own_municipality on statistics.draft
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table statistics.response enable row level security;
alter table statistics.response force row level security;
create policy own_municipality on statistics.response
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

grant insert on statistics.invitation to bul_staff;
grant select on statistics.invitation to bul_statistics;
grant select, delete on statistics.invitation to bul_sealer;
grant select, insert on statistics.turnout to bul_staff;
grant select, update on statistics.turnout to bul_statistics;
grant select (municipality_id, survey_id, class_id, answered_count) on statistics.turnout to bul_report;
grant select, delete on statistics.turnout to bul_sealer;
grant select, insert, update, delete on statistics.draft to bul_statistics;
grant select (municipality_id, slip_hmac), delete on statistics.draft to bul_sealer;
grant insert on statistics.response to bul_statistics;
grant select, insert, delete on statistics.response to bul_sealer;

comment on table statistics.invitation is 'Who may answer, by slip, with what the response may carry. Never changed; deleted at the end.';
comment on table statistics.turnout is 'Which slips of a class have answered or declined: one row, sorted, no times.';
comment on table statistics.draft is 'Answers before submit. Deleted by submit, by declining, and by the sealer when the survey closes.';
comment on column statistics.draft.epoch is 'Raised each time the slip is used to come in; a device''s marks carry it.';
comment on column statistics.draft.answers is 'One packed mark per item (domain/response/answer.ts); the greater number is the later answer.';
comment on table statistics.response is 'A submitted response, unlinkable. Sealing takes its answers away as it counts them.';
comment on column statistics.response.sex is 'f, m or u: a letter instead of a word keeps a response within its bytes.';
comment on column statistics.response.answers is 'One small number per item: option place, sum of places, 0 declined, -1 blank, -2 not asked, null already sealed.';
