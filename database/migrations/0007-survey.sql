-- A survey, the units it asks, each pupil's slip, and the class's lesson.

create table common.survey (
  municipality_id int not null,
  id uuid not null,
  title text not null,
  track text not null,
  questionnaire_municipality_id int not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  state text not null,
  school_year smallint not null,
  opens_on date not null,
  closes_on date not null,
  grades smallint[] not null,
  institution_ids uuid[] not null,
  constraint survey_pkey primary key (municipality_id, id),
  constraint survey_title_check check (title <> ''),
  constraint survey_track_check check (track in ('statistics')),
  constraint survey_state_check check (state in ('draft', 'open', 'closed', 'sealed')),
  constraint survey_period_check check (opens_on <= closes_on)
);

create table common.survey_unit (
  municipality_id int not null,
  survey_id uuid not null,
  unit text not null,
  level text not null,
  institution_id uuid,
  class_id uuid,
  grade smallint,
  invited int not null,
  constraint survey_unit_pkey primary key (municipality_id, survey_id, unit),
  constraint survey_unit_level_check check (level in ('class', 'yearGroup', 'institution', 'municipality')),
  constraint survey_unit_invited_check check (invited >= 0)
);

create table common.slip (
  municipality_id int not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  institution_id uuid not null,
  class_id uuid not null,
  turn smallint not null default 0,
  slip_hmac bytea not null,
  constraint slip_pkey primary key (municipality_id, survey_id, pupil_id)
);

create table common.lesson (
  municipality_id int not null,
  id uuid not null,
  survey_id uuid not null,
  institution_id uuid not null,
  class_id uuid not null,
  code text not null,
  state text not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  constraint lesson_pkey primary key (municipality_id, id),
  constraint lesson_state_check check (state in ('open', 'ended'))
);

-- distribute

alter table common.survey_unit add constraint survey_unit_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
create index survey_unit_class_idx on common.survey_unit (municipality_id, class_id);
alter table common.slip add constraint slip_hmac_key unique (municipality_id, slip_hmac);
alter table common.slip add constraint slip_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
alter table common.slip add constraint slip_pupil_fkey
  foreign key (municipality_id, pupil_id) references common.pupil (municipality_id, id);
create index slip_class_idx on common.slip (municipality_id, survey_id, class_id);
create index slip_pupil_idx on common.slip (municipality_id, pupil_id);
alter table common.lesson add constraint lesson_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
alter table common.lesson add constraint lesson_class_fkey
  foreign key (municipality_id, class_id) references common.class (municipality_id, id);
create unique index lesson_code_key on common.lesson (municipality_id, code) where state = 'open';
create unique index lesson_open_key on common.lesson (municipality_id, survey_id, class_id) where state = 'open';

alter table common.survey enable row level security;
alter table common.survey force row level security;
create policy own_municipality on common.survey
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table common.survey_unit enable row level security;
alter table common.survey_unit force row level security;
create policy own_municipality on common.survey_unit
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table common.slip enable row level security;
alter table common.slip force row level security;
create policy own_branch on common.slip
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

alter table common.lesson enable row level security;
alter table common.lesson force row level security;
create policy own_branch on common.lesson
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

-- A code that is typed is looked up before anybody is known; only open lessons answer.
create policy open_by_code on common.lesson for select to bul_statistics
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and state = 'open');

grant select, insert, update, delete on common.survey to bul_staff;
grant select on common.survey to bul_statistics, bul_report;
grant select, update on common.survey to bul_sealer;
grant select, insert, update, delete on common.survey_unit to bul_staff;
grant select on common.survey_unit to bul_report, bul_sealer;
grant select, insert, update, delete on common.slip to bul_staff;
grant select, insert, update on common.lesson to bul_staff;
grant select on common.lesson to bul_statistics;

comment on table common.survey is 'One round of asking (undersøgelse): which units, which questionnaire, which days, which track.';
comment on column common.survey.track is 'Told to the respondent before the first question; never changed.';
comment on table common.survey_unit is 'Every unit of the tree that takes part, with how many were invited. Made when the survey opens.';
comment on column common.survey_unit.unit is 'The unit''s key, as domain/organisation/unit.ts.';
comment on table common.slip is 'Whose slip it is. Deleted when the survey is sealed; after submit nothing joins it to an answer.';
comment on column common.slip.turn is 'Raised when a slip is lost and replaced.';
comment on column common.slip.slip_hmac is 'HMAC-SHA-256 of municipality, survey and slip. The slip itself is never stored.';
comment on table common.lesson is 'The hour in which a class answers together.';
comment on column common.lesson.code is 'Six symbols: two for the municipality, four by chance. Dead when the lesson has ended.';
