-- What municipalities release of their totals, in steps, and the benchmarks made of three or more.

create table released.municipal_total (
  municipality_id int not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  school_year smallint not null,
  step int not null,
  is_published boolean not null,
  institutions int not null,
  invited int not null,
  answered int not null,
  counts int[] not null,
  female_counts int[] not null,
  male_counts int[] not null,
  constraint municipal_total_pkey primary key (municipality_id, questionnaire_code, questionnaire_version, school_year, step)
);

create table released.contribution (
  municipality_id int not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  school_year smallint not null,
  institution_id uuid not null,
  answered int[] not null,
  constraint contribution_pkey primary key (municipality_id, questionnaire_code, questionnaire_version, school_year, institution_id)
);

create table released.benchmark (
  municipality_id int not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  school_year smallint not null,
  area text not null,
  is_published boolean not null,
  municipalities int not null,
  invited int not null,
  answered int not null,
  steps jsonb not null,
  counts int[] not null,
  female_counts int[] not null,
  male_counts int[] not null,
  constraint benchmark_pkey primary key (municipality_id, questionnaire_code, questionnaire_version, school_year, area),
  constraint benchmark_association_check check (municipality_id = 0)
);

-- distribute

alter table released.municipal_total enable row level security;
alter table released.municipal_total force row level security;
create policy own_municipality on released.municipal_total
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on released.municipal_total for select to bul_sealer using (is_published);

alter table released.contribution enable row level security;
alter table released.contribution force row level security;
create policy own_municipality on released.contribution
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table released.benchmark enable row level security;
alter table released.benchmark force row level security;
create policy own_municipality on released.benchmark
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on released.benchmark for select using (is_published);

grant select, insert on released.municipal_total to bul_sealer;
grant select on released.municipal_total to bul_report;
grant select, insert, update on released.contribution to bul_sealer;
grant select on released.contribution to bul_report;
grant select, insert, update on released.benchmark to bul_sealer;
grant select on released.benchmark to bul_report;

create trigger append_only before update or delete or truncate on released.municipal_total
  for each statement execute function common.refuse_change();

comment on table released.municipal_total is 'A municipality''s released totals, one row per release. A release adds at least three institutions and fifty respondents.';
comment on column released.municipal_total.step is 'Counts a municipality''s releases of one wave, from 1.';
comment on table released.contribution is 'How much of each institution the municipality''s latest release holds, so that the next one is known to add three. Seen by the municipality alone.';
comment on column released.contribution.answered is 'Respondents first, then answers to each item in the questionnaire''s order.';
comment on table released.benchmark is 'Sums over three or more municipalities, none above 75 %: region:<code> or country. Written by the association.';
comment on column released.benchmark.steps is 'Which release of which municipality it is made of, item by item, and how many institutions.';
