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
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.institutions', true) = '*'
      or institution_id = any (string_to_array(nullif(nullif(current_setting('app.institutions', true), ''), '*'), ',')::uuid[])
    )
  );
-- A family's transaction names its children and no institution: what is published of a child's own class or institution, and no more.
create policy own_child on common.feedback for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and state = 'published'
    and exists (
      select from common.pupil p
      where p.municipality_id = feedback.municipality_id
        and p.id::text = any (string_to_array(current_setting('app.reach', true), ','))
        and p.institution_id = feedback.institution_id
        and (feedback.class_id is null or p.class_id = feedback.class_id)
    )
  );
create policy citizens_read_what_is_published on common.feedback as restrictive for select
  to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics
  using (
    current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson')
    or (
      state = 'published'
      and exists (
        select from common.pupil p
        where p.municipality_id = feedback.municipality_id
          and p.id::text = any (string_to_array(current_setting('app.reach', true), ','))
          and p.institution_id = feedback.institution_id
          and (feedback.class_id is null or p.class_id = feedback.class_id)
      )
    )
  );
grant select, insert, update on common.feedback to bul_staff;
grant select on common.feedback to bul_health;

comment on table common.feedback is '"I sagde – vi gjorde": what a class or institution answered, what was done, and what comes next. Never about a child.';
comment on column common.feedback.unit is 'The class or institution it is about, as a unit''s key.';
comment on column common.feedback.class_id is 'Null for what the whole institution is told.';
comment on column common.feedback.version is 'From 1; what has been published is never overwritten.';
comment on column common.feedback.findings is 'What they said: sentences of the sealed report as they stood when it was written, in Danish and English. No figures besides.';
comment on column common.feedback.published_on is 'The day families could read it; null while it is a draft.';
