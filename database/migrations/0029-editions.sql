-- Questionnaires put together: a municipality's compositions, and the association's next versions with comments and try-outs.

create table common.composition (
  municipality_id int not null,
  id uuid not null,
  code text not null,
  base_version text not null,
  name text not null,
  state text not null,
  version text,
  choice jsonb not null,
  revision int not null,
  author_id uuid not null,
  changed_at timestamptz not null,
  constraint composition_pkey primary key (municipality_id, id),
  constraint composition_name_check check (name <> ''),
  constraint composition_state_check check (state in ('draft', 'published')),
  constraint composition_version_check check ((state = 'published') = (version is not null))
);

create table common.edition (
  municipality_id int not null,
  id uuid not null,
  code text not null,
  base_version text not null,
  version text not null,
  state text not null,
  definition jsonb not null,
  texts jsonb not null,
  revision int not null,
  author_id uuid not null,
  changed_at timestamptz not null,
  constraint edition_pkey primary key (municipality_id, id),
  constraint edition_state_check check (state in ('draft', 'published'))
);

create table common.edition_comment (
  municipality_id int not null,
  id uuid not null,
  edition_id uuid not null,
  item text not null,
  words text not null,
  role text not null,
  author_id uuid not null,
  at timestamptz not null,
  resolved_at timestamptz,
  constraint edition_comment_pkey primary key (municipality_id, id),
  constraint edition_comment_words_check check (words <> '')
);

create table common.edition_pilot (
  municipality_id int not null,
  id uuid not null,
  edition_id uuid not null,
  place text not null,
  from_day date not null,
  to_day date not null,
  respondents int not null,
  found text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  signed_by uuid,
  signed_at timestamptz,
  signed_words text,
  signed_revision int,
  constraint edition_pilot_pkey primary key (municipality_id, id),
  constraint edition_pilot_days_check check (from_day <= to_day),
  constraint edition_pilot_respondents_check check (respondents >= 1),
  constraint edition_pilot_found_check check (found <> ''),
  constraint edition_pilot_signed_check check (
    (signed_by is null) = (signed_at is null) and (signed_by is null) = (signed_words is null)
    and (signed_by is null) = (signed_revision is null) and signed_by is distinct from recorded_by
  )
);

-- distribute

create unique index composition_version_key on common.composition (municipality_id, code, version) where state = 'published';
create unique index edition_open_key on common.edition (municipality_id, code) where state = 'draft';
alter table common.edition_comment add constraint edition_comment_edition_fkey
  foreign key (municipality_id, edition_id) references common.edition (municipality_id, id) on delete cascade;
create index edition_comment_edition_idx on common.edition_comment (municipality_id, edition_id);
alter table common.edition_pilot add constraint edition_pilot_edition_fkey
  foreign key (municipality_id, edition_id) references common.edition (municipality_id, id) on delete cascade;
create index edition_pilot_edition_idx on common.edition_pilot (municipality_id, edition_id);

alter table common.composition enable row level security;
alter table common.composition force row level security;
create policy own_municipality on common.composition
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on common.composition as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

alter table common.edition enable row level security;
alter table common.edition force row level security;
create policy own_municipality on common.edition
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on common.edition as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

alter table common.edition_comment enable row level security;
alter table common.edition_comment force row level security;
create policy own_municipality on common.edition_comment
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on common.edition_comment as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

alter table common.edition_pilot enable row level security;
alter table common.edition_pilot force row level security;
create policy own_municipality on common.edition_pilot
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on common.edition_pilot as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

-- Whoever puts questionnaires together publishes them: added, and never changed, for nobody but the owner is granted that.
create policy authors on common.questionnaire as restrictive for insert
  with check (current_setting('app.role', true) in ('municipalAdmin', 'secretariat', 'system'));

grant insert on common.questionnaire to bul_staff;
grant select, insert, update, delete on common.composition to bul_staff;
grant select, insert, update, delete on common.edition to bul_staff;
grant select, insert, update on common.edition_comment to bul_staff;
grant select, insert, update on common.edition_pilot to bul_staff;

comment on table common.composition is 'What a municipality has chosen of a questionnaire of the association and added to it; published, it is a row of common.questionnaire.';
comment on column common.composition.name is 'What the municipality calls it among its own professionals.';
comment on column common.composition.version is 'The version it was published as, <base>.<n>; null for a draft.';
comment on column common.composition.choice is 'Item codes left out and added, as domain/questionnaire/compose.ts.';
comment on column common.composition.revision is 'Counts up at every saving: nobody writes over what somebody else has saved since.';
comment on table common.edition is 'The next version of a questionnaire while it is written; published, it is a row of common.questionnaire.';
comment on table common.edition_comment is 'What a working group says of a draft. Never about a child.';
comment on column common.edition_comment.item is 'The item it is about; empty for the whole.';
comment on table common.edition_pilot is 'A try-out of a draft: where, when, how many, what was found, and who signed it off. Never anything of one respondent.';
comment on column common.edition_pilot.signed_revision is 'The revision of the draft that the sign-off is of: a later one is signed off again.';
