-- "I sagde – vi gjorde": what a class or a school answered, and what came of it, told to the pupils and their parents.

create table common.feedback (
  municipality_id int not null,
  id uuid not null,
  survey_id uuid not null,
  unit text not null,
  institution_id uuid not null,
  class_id uuid,
  version smallint not null,
  state text not null,
  findings jsonb not null,
  did text not null,
  next text not null,
  next_on date,
  author_id uuid not null,
  written_at timestamptz not null,
  published_on date,
  constraint feedback_pkey primary key (municipality_id, id),
  constraint feedback_version_check check (version >= 1),
  constraint feedback_state_check check (state in ('draft', 'published', 'replaced', 'withdrawn')),
  constraint feedback_published_check check ((state = 'draft') = (published_on is null))
);

-- distribute

alter table common.feedback add constraint feedback_version_key unique (municipality_id, survey_id, unit, version);
create unique index feedback_published_key on common.feedback (municipality_id, survey_id, unit) where state = 'published';
create unique index feedback_draft_key on common.feedback (municipality_id, survey_id, unit) where state = 'draft';
alter table common.feedback add constraint feedback_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id);
alter table common.feedback add constraint feedback_institution_fkey
  foreign key (municipality_id, institution_id) references common.institution (municipality_id, id);
alter table common.feedback add constraint feedback_class_fkey
  foreign key (municipality_id, class_id) references common.class (municipality_id, id);
alter table common.feedback add constraint feedback_author_fkey
  foreign key (municipality_id, author_id) references common.account (municipality_id, id);
create index feedback_institution_idx on common.feedback (municipality_id, institution_id);
create index feedback_class_idx on common.feedback (municipality_id, class_id);
create index feedback_author_idx on common.feedback (municipality_id, author_id);

alter table common.feedback enable row level security;
alter table common.feedback force row level security;
create policy own_branch on common.feedback
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.institutions', true) = '*'
      or institution_id = any (string_to_array(nullif(nullif(current_setting('app.institutions', true), ''), '*'), ',')::uuid[])
    )
    and current_setting('app.role', true) not in ('', 'guest', 'respondent', 'parent', 'pupil', 'youngPerson')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.institutions', true) = '*'
      or institution_id = any (string_to_array(nullif(nullif(current_setting('app.institutions', true), ''), '*'), ',')::uuid[])
    )
    and current_setting('app.role', true) not in ('', 'guest', 'respondent', 'parent', 'pupil', 'youngPerson')
  );
-- A family reads the table by no login: what it is told is asked of the function below, which looks at its own children alone.
create policy families_are_told on common.feedback for select to bul_owner
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and state = 'published'
  );
alter policy own_child on common.pupil to bul_health, bul_owner;
grant select, insert, update on common.feedback to bul_staff;

create function common.own_feedback()
returns table (
  pupil_id uuid, id uuid, version smallint, state text, findings jsonb, did text, next text, next_on date, published_on date,
  survey_id uuid, institution_id uuid, class_id uuid
)
language sql stable security definer set search_path = '' as $$
  select p.id, f.id, f.version, f.state, f.findings, f.did, f.next, f.next_on, f.published_on, f.survey_id, f.institution_id, f.class_id
  from common.feedback f join common.pupil p on p.municipality_id = f.municipality_id and p.institution_id = f.institution_id
  where f.municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and p.id::text = any (string_to_array(current_setting('app.reach', true), ','))
    and f.state = 'published'
    and (f.class_id is null or f.class_id = p.class_id)
$$;
revoke all on function common.own_feedback() from public;
grant execute on function common.own_feedback() to bul_health;
comment on function common.own_feedback() is 'What is published to the class and the institution of a citizen''s own children, or of themselves; never a draft.';

comment on table common.feedback is '"I sagde – vi gjorde": what a class or institution answered, what was done, and what comes next. Never about a child.';
comment on column common.feedback.unit is 'The class or institution it is about, as a unit''s key.';
comment on column common.feedback.class_id is 'Null for what the whole institution is told.';
comment on column common.feedback.version is 'From 1; what has been published is never overwritten.';
comment on column common.feedback.findings is 'What they said: sentences of the sealed report as they stood when it was written, in Danish and English. No figures besides.';
comment on column common.feedback.published_on is 'The day families could read it; null while it is a draft.';
