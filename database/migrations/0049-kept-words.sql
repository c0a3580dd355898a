-- Nothing that somebody wrote is lost: a comment on a report saves itself beside what is shown of it, and what a meeting decides is
-- kept for whoever writes it until it has become a task or a plan.

-- Until something is shown there is no body; after that the draft may say something else, and readers go on reading the body.
alter table common.leader_comment alter column body drop not null;
alter table common.leader_comment alter column written_on drop not null;
alter table common.leader_comment add column draft text;
alter table common.leader_comment add column revision int not null default 1;
alter table common.leader_comment add constraint leader_comment_written_check check ((body is null) = (written_on is null));
alter table common.leader_comment add constraint leader_comment_revision_check check (revision >= 1);

create table common.decision_draft (
  municipality_id int not null,
  account_id uuid not null,
  survey_id uuid not null,
  unit text not null,
  title text not null,
  becomes text not null,
  assignee_id uuid,
  due_on date,
  revision int not null,
  constraint decision_draft_pkey primary key (municipality_id, account_id, survey_id, unit),
  constraint decision_draft_becomes_check check (becomes in ('task', 'plan')),
  constraint decision_draft_revision_check check (revision >= 1)
);

-- distribute

alter table common.decision_draft add constraint decision_draft_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id);
alter table common.decision_draft add constraint decision_draft_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
create index decision_draft_survey_idx on common.decision_draft (municipality_id, survey_id);

-- Whoever wrote it, and nobody else: a colleague reads what was decided once it is a task or a plan.
alter table common.decision_draft enable row level security;
alter table common.decision_draft force row level security;
create policy own on common.decision_draft
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and account_id::text = nullif(current_setting('app.actor', true), '')
    and current_setting('app.role', true) not in ('', 'guest', 'respondent', 'parent', 'pupil', 'youngPerson')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and account_id::text = nullif(current_setting('app.actor', true), '')
  );

-- A draft is not the report's: the login that reads reports cannot see it.
revoke select on common.leader_comment from bul_report;
grant select (municipality_id, survey_id, unit, institution_id, body, written_on) on common.leader_comment to bul_report;
grant select, insert, update on common.decision_draft to bul_staff;

comment on column common.leader_comment.body is 'As it is read with the report; null where nothing is shown.';
comment on column common.leader_comment.draft is 'As it is being written; null where nothing has been written since it was shown.';
comment on column common.leader_comment.revision is 'Counts up at every saving, so that of two readings it is known which is the newer.';
comment on table common.decision_draft is 'What somebody is writing that a meeting about a unit''s report decided, until it is a task or a plan; empty after that. Never about a child.';
comment on column common.decision_draft.assignee_id is 'Who is to be given the task; no foreign key, for it binds nobody yet.';
comment on column common.decision_draft.revision is 'Counts up at every saving, so that of two readings it is known which is the newer.';
