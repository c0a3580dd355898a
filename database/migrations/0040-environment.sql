-- What a leader writes about figures: a comment printed with a unit's report, and the assessment that the law asks for
-- (undervisningsmiljøvurdering, børnemiljø), published in versions that are kept. Nothing here is about a child.

create table common.leader_comment (
  municipality_id int not null,
  survey_id uuid not null,
  unit text not null,
  institution_id uuid,
  account_id uuid not null,
  body text not null,
  written_on date not null,
  constraint leader_comment_pkey primary key (municipality_id, survey_id, unit),
  constraint leader_comment_body_check check (body <> '')
);

create table common.environment_assessment (
  municipality_id int not null,
  institution_id uuid not null,
  survey_id uuid not null,
  words jsonb not null,
  follow_up_on date,
  next_on date,
  changed_at timestamptz not null,
  changed_by uuid not null,
  constraint environment_assessment_pkey primary key (municipality_id, institution_id, survey_id)
);

create table common.environment_publication (
  municipality_id int not null,
  institution_id uuid not null,
  survey_id uuid not null,
  version int not null,
  document jsonb not null,
  pdf_da bytea not null,
  pdf_en bytea not null,
  published_on date not null,
  published_by uuid not null,
  is_public boolean not null,
  constraint environment_publication_pkey primary key (municipality_id, institution_id, survey_id, version)
);

-- distribute

alter table common.leader_comment add constraint leader_comment_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
alter table common.leader_comment add constraint leader_comment_institution_fkey
  foreign key (municipality_id, institution_id) references common.institution (municipality_id, id);
alter table common.leader_comment add constraint leader_comment_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id);
create index leader_comment_institution_idx on common.leader_comment (municipality_id, institution_id);
create index leader_comment_account_idx on common.leader_comment (municipality_id, account_id);
alter table common.environment_assessment add constraint environment_assessment_institution_fkey
  foreign key (municipality_id, institution_id) references common.institution (municipality_id, id);
alter table common.environment_assessment add constraint environment_assessment_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
alter table common.environment_assessment add constraint environment_assessment_account_fkey
  foreign key (municipality_id, changed_by) references common.account (municipality_id, id);
create index environment_assessment_survey_idx on common.environment_assessment (municipality_id, survey_id);
create index environment_assessment_account_idx on common.environment_assessment (municipality_id, changed_by);
alter table common.environment_publication add constraint environment_publication_institution_fkey
  foreign key (municipality_id, institution_id) references common.institution (municipality_id, id);
alter table common.environment_publication add constraint environment_publication_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id);
alter table common.environment_publication add constraint environment_publication_account_fkey
  foreign key (municipality_id, published_by) references common.account (municipality_id, id);
create index environment_publication_survey_idx on common.environment_publication (municipality_id, survey_id);
create index environment_publication_account_idx on common.environment_publication (municipality_id, published_by);

-- A comment is read with its report: which units somebody reads is `domain/access/report-policy.ts`. It is written in one's own branch.
alter table common.leader_comment enable row level security;
alter table common.leader_comment force row level security;
create policy own_branch on common.leader_comment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.institutions', true) = '*'
      or institution_id is null
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
  );

alter table common.environment_assessment enable row level security;
alter table common.environment_assessment force row level security;
create policy own_branch on common.environment_assessment
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
  );

-- What is published is public: the law asks for it. What has been taken down, the branch reads as before.
alter table common.environment_publication enable row level security;
alter table common.environment_publication force row level security;
create policy published on common.environment_publication for select
  using (is_public and municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy own_branch on common.environment_publication
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
  );

grant select, insert, update, delete on common.leader_comment to bul_staff;
-- Printed with the figures, and so read where they are read.
grant select on common.leader_comment to bul_report;
grant select, insert, update on common.environment_assessment to bul_staff;
grant select, insert on common.environment_publication to bul_staff;
grant update (is_public) on common.environment_publication to bul_staff;

comment on table common.leader_comment is 'What an institution''s leader, or for the municipality its analyst, says to a unit''s report; printed with it. Never about a child.';
comment on column common.leader_comment.institution_id is 'The unit''s institution; null for the municipality.';
comment on table common.environment_assessment is 'The assessment of the teaching or children''s environment as its leader is writing it, by institution and survey. Never about a child.';
comment on column common.environment_assessment.words is 'What goes well and what must change, theme by theme, as domain/environment/environment.ts.';
comment on column common.environment_assessment.next_on is 'When it is to be made anew; at the latest three years on.';
comment on table common.environment_publication is 'An assessment as it was published: words, plans and the institution''s sealed figures of that day. Versions are kept.';
comment on column common.environment_publication.document is 'The whole document, as domain/environment/publication.ts.';
comment on column common.environment_publication.pdf_da is 'The same on paper, made once: whoever fetches it costs nothing.';
comment on column common.environment_publication.is_public is 'False once it has been taken down, or a newer version is published.';
