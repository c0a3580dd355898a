-- Questionnaires: written by the association (municipality 0) or a municipality, read by all once published.

create table common.questionnaire (
  municipality_id int not null,
  code text not null,
  version text not null,
  is_published boolean not null,
  definition jsonb not null,
  texts jsonb not null,
  constraint questionnaire_pkey primary key (municipality_id, code, version)
);

-- distribute

alter table common.questionnaire enable row level security;
alter table common.questionnaire force row level security;
create policy own_municipality on common.questionnaire
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on common.questionnaire for select using (is_published);

grant select on common.questionnaire to bul_staff, bul_statistics, bul_report, bul_sealer;

comment on table common.questionnaire is 'A frozen version of what is asked. municipality_id is the author''s; 0 is the association.';
comment on column common.questionnaire.definition is 'Structure, as domain/questionnaire.';
comment on column common.questionnaire.texts is 'Wording by language.';
