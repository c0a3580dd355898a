-- Inspiration: fact sheets of the association, how they were reviewed, what a municipality plans to do, and how it went.

create table common.intervention (
  municipality_id int not null,
  id uuid not null,
  code text not null,
  version smallint not null,
  state text not null,
  author_id uuid,
  sheet jsonb not null,
  changed_at timestamptz not null,
  constraint intervention_pkey primary key (municipality_id, id),
  constraint intervention_code_check check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint intervention_version_check check (version >= 1),
  constraint intervention_state_check check (state in ('draft', 'inReview', 'published', 'retired'))
);

create table common.intervention_review (
  municipality_id int not null,
  id uuid not null,
  intervention_id uuid not null,
  author_id uuid,
  step text not null,
  at timestamptz not null,
  reviewer_id uuid not null,
  role text not null,
  comment text not null,
  interests text not null,
  constraint intervention_review_pkey primary key (municipality_id, id),
  constraint intervention_review_step_check check (step in ('sent', 'signedOff', 'returned', 'published', 'retired'))
);

create table common.intervention_experience (
  municipality_id int not null,
  id uuid not null,
  intervention_code text not null,
  verdict text not null,
  what text not null,
  shows_name boolean not null,
  is_published boolean not null,
  told_by uuid not null,
  told_on date not null,
  constraint intervention_experience_pkey primary key (municipality_id, id),
  constraint intervention_experience_verdict_check check (verdict in ('recommended', 'mixed', 'notForUs'))
);

create table common.action_plan (
  municipality_id int not null,
  id uuid not null,
  institution_id uuid,
  unit text not null,
  survey_id uuid,
  theme text not null,
  item text,
  intervention_code text,
  title text not null,
  aim text not null,
  owner text not null,
  state text not null,
  starts_on date not null,
  due_on date not null,
  outcome text,
  lesson text not null default '',
  evaluated_on date,
  constraint action_plan_pkey primary key (municipality_id, id),
  constraint action_plan_title_check check (title <> ''),
  constraint action_plan_state_check check (state in ('planned', 'running', 'evaluated', 'dropped')),
  constraint action_plan_outcome_check check (outcome in ('better', 'same', 'worse', 'tooEarly')),
  constraint action_plan_evaluated_check check ((state = 'evaluated') = (outcome is not null)),
  constraint action_plan_period_check check (starts_on <= due_on)
);

-- distribute

alter table common.intervention add constraint intervention_version_key unique (municipality_id, code, version);
create unique index intervention_published_key on common.intervention (municipality_id, code) where state = 'published';
create unique index intervention_open_key on common.intervention (municipality_id, code) where state in ('draft', 'inReview');
create index intervention_author_idx on common.intervention (municipality_id, author_id);
alter table common.intervention_review add constraint intervention_review_intervention_fkey
  foreign key (municipality_id, intervention_id) references common.intervention (municipality_id, id) on delete cascade;
create index intervention_review_intervention_idx on common.intervention_review (municipality_id, intervention_id);
create index intervention_experience_code_idx on common.intervention_experience (municipality_id, intervention_code);
alter table common.action_plan add constraint action_plan_institution_fkey
  foreign key (municipality_id, institution_id) references common.institution (municipality_id, id);
alter table common.action_plan add constraint action_plan_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id);
create index action_plan_institution_idx on common.action_plan (municipality_id, institution_id);
create index action_plan_survey_idx on common.action_plan (municipality_id, survey_id);

-- What is published everybody may read. A provider sees own sheets and no other provider's; those who review see all.
-- NOTE: a public page runs as a guest of the association, so the author must be somebody and the same.
alter table common.intervention enable row level security;
alter table common.intervention force row level security;
create policy published on common.intervention for select using (state = 'published');
create policy own_sheets on common.intervention
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.role', true) in ('secretariat', 'expertReviewer', 'dataProtectionOfficer', 'system')
      or author_id::text = nullif(current_setting('app.actor', true), '')
    )
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.role', true) in ('secretariat', 'system')
      or (author_id::text = nullif(current_setting('app.actor', true), '') and state in ('draft', 'inReview'))
    )
  );

alter table common.intervention_review enable row level security;
alter table common.intervention_review force row level security;
create policy own_sheets on common.intervention_review
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.role', true) in ('secretariat', 'expertReviewer', 'dataProtectionOfficer', 'system')
      or author_id::text = nullif(current_setting('app.actor', true), '')
    )
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.role', true) in ('secretariat', 'expertReviewer', 'system')
      or (author_id::text = nullif(current_setting('app.actor', true), '') and step = 'sent')
    )
  );

alter table common.intervention_experience enable row level security;
alter table common.intervention_experience force row level security;
create policy published on common.intervention_experience for select using (is_published);
create policy own_municipality on common.intervention_experience
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table common.action_plan enable row level security;
alter table common.action_plan force row level security;
create policy own_branch on common.action_plan
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

grant select, insert, update, delete on common.intervention to bul_staff;
grant select, insert on common.intervention_review to bul_staff;
grant select, insert, delete on common.intervention_experience to bul_staff;
grant select, insert, update on common.action_plan to bul_staff;

comment on table common.intervention is 'Versions of fact sheets (faktaark) of Inspiration. municipality_id is the publisher''s; 0 is the association.';
comment on column common.intervention.code is 'Links, reports and plans know a sheet by it, whatever its version.';
comment on column common.intervention.author_id is 'The account that wrote it; null for sheets that come with the platform.';
comment on column common.intervention.sheet is 'Content in all languages, as domain/intervention/sheet.ts.';
comment on table common.intervention_review is 'What was done to a version on its way to the catalogue, by which role, and what was said. Rows are only added.';
comment on column common.intervention_review.author_id is 'The sheet''s author, who may read it.';
comment on column common.intervention_review.interests is 'What an expert who signs off declares to have to do with provider or subject.';
comment on table common.intervention_experience is 'What a municipality tells others of a sheet it has used. Never about a child.';
comment on column common.intervention_experience.shows_name is 'Whether the municipality has agreed to be named beside it.';
comment on table common.action_plan is 'What is done about a finding (handleplan): who, when, and the figure that will tell. Never about a child.';
comment on column common.action_plan.institution_id is 'Null for a plan of the whole municipality.';
comment on column common.action_plan.owner is 'A function or a team that sees to it.';
comment on column common.action_plan.item is 'The question whose next figure will tell; null for the whole theme.';
