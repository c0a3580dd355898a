-- How the people of a survey are told that they are asked: the plan, and one row for each message. No address and no text is
-- kept: both are looked up at the moment of sending and forgotten. When the survey is over only numbers are left.

create table common.invitation_plan (
  municipality_id int not null,
  survey_id uuid not null,
  channels text[] not null,
  invites_on date not null,
  reminds_on date[] not null,
  planned_at timestamptz not null,
  stopped_at timestamptz,
  constraint invitation_plan_pkey primary key (municipality_id, survey_id)
);

create table common.invitation_message (
  municipality_id int not null,
  id uuid not null,
  survey_id uuid not null,
  person_id uuid not null,
  pupil_id uuid not null,
  occasion text not null,
  due_on date not null,
  turn smallint not null,
  channel text not null,
  received_as text not null,
  language text not null,
  state text not null,
  reason text,
  attempts smallint not null default 0,
  next_at timestamptz,
  sent_at timestamptz,
  changed_at timestamptz not null,
  transport_id text,
  is_settled boolean not null default false,
  constraint invitation_message_pkey primary key (municipality_id, id),
  constraint invitation_message_once_key unique (municipality_id, survey_id, person_id, pupil_id, occasion, due_on, turn)
);

create table common.invitation_count (
  municipality_id int not null,
  survey_id uuid not null,
  occasion text not null,
  channel text not null,
  state text not null,
  messages int not null,
  constraint invitation_count_pkey primary key (municipality_id, survey_id, occasion, channel, state)
);

-- distribute

alter table common.invitation_plan add constraint invitation_plan_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
alter table common.invitation_message add constraint invitation_message_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
alter table common.invitation_message add constraint invitation_message_pupil_fkey
  foreign key (municipality_id, pupil_id) references common.pupil (municipality_id, id) on delete cascade;
alter table common.invitation_message add constraint invitation_message_occasion_check check (occasion in ('invitation', 'reminder'));
alter table common.invitation_message add constraint invitation_message_channel_check
  check (channel in ('digitalPost', 'email', 'sms', 'letter'));
alter table common.invitation_message add constraint invitation_message_state_check
  check (state in ('waiting', 'sending', 'sent', 'delivered', 'bounced', 'failed', 'uncertain', 'stopped'));
alter table common.invitation_message add constraint invitation_message_reason_check
  check (reason in ('unknown-receiver', 'mailbox-full', 'not-registered', 'refused', 'unreachable', 'unknown'));
alter table common.invitation_count add constraint invitation_count_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
-- What is to be done next, and when.
create index invitation_message_next_idx on common.invitation_message (municipality_id, survey_id, next_at) where next_at is not null;
create index invitation_message_pupil_idx on common.invitation_message (municipality_id, pupil_id);

alter table common.invitation_plan enable row level security;
alter table common.invitation_plan force row level security;
create policy who_tells on common.invitation_plan to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('municipalAdmin', 'leadHealthVisitor', 'dataProtectionOfficer', 'system')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('municipalAdmin', 'system')
  );
alter table common.invitation_message enable row level security;
alter table common.invitation_message force row level security;
create policy who_tells on common.invitation_message to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('municipalAdmin', 'leadHealthVisitor', 'dataProtectionOfficer', 'system')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('municipalAdmin', 'system')
  );
alter table common.invitation_count enable row level security;
alter table common.invitation_count force row level security;
create policy who_tells on common.invitation_count to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('municipalAdmin', 'leadHealthVisitor', 'dataProtectionOfficer', 'system')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('municipalAdmin', 'system')
  );

grant select, insert, update on common.invitation_plan to bul_staff;
grant select, insert, update, delete on common.invitation_message to bul_staff;
grant select, insert, update on common.invitation_count to bul_staff;

comment on table common.invitation_plan is 'By which channels and on which days the people of a survey are told and reminded.';
comment on column common.invitation_plan.channels is 'Tried in this order for each receiver.';
comment on column common.invitation_plan.stopped_at is 'When somebody stopped it; null while it runs.';
comment on table common.invitation_message is 'One message to one receiver about one child''s invitation: which channel, and what became of it. Never an address or a text. Deleted when the survey closes; invitation_count keeps the numbers.';
comment on column common.invitation_message.due_on is 'The day of the plan it belongs to: planning twice makes no second row.';
comment on column common.invitation_message.turn is '0 for the first channel; raised when another is tried after it.';
comment on column common.invitation_message.received_as is 'With custody, as the young person, or as a foster parent; asked again at the moment of sending.';
comment on column common.invitation_message.next_at is 'When the queue has to do with it again: to send it, to see whether whoever took it has died, or to ask what became of it. Null when it is done with.';
comment on column common.invitation_message.transport_id is 'What the other side calls it, to ask after it by.';
comment on column common.invitation_message.is_settled is 'Somebody, or another channel, has dealt with that it did not arrive.';
comment on table common.invitation_count is 'How many messages of a survey that is over, by what became of them.';

-- A job that waits for its moment.
set local role none;
set local role bul_worker;
create function jobs.enqueue_at(p_task text, p_payload json, p_key text, p_run_at timestamptz)
returns void language sql security definer set search_path = '' as $$
  select graphile_worker.add_job(identifier => p_task, payload => p_payload, job_key => p_key, run_at => p_run_at, max_attempts => 8)
$$;
revoke all on function jobs.enqueue_at from public;
grant execute on function jobs.enqueue_at to bul_staff;
comment on function jobs.enqueue_at is 'Adds a job for later. The payload holds small ids only, never a pupil''s or a response''s.';
set local role bul_owner;
