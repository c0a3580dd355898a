-- What was published of earlier years elsewhere, brought in for trends. Of groups only, never near what is counted here.

create table common.imported_figure (
  municipality_id int not null,
  questionnaire text not null,
  unit text not null,
  item text not null,
  school_year smallint not null,
  institution_id uuid,
  percent double precision not null,
  n int,
  source text not null,
  import_id uuid not null,
  account_id uuid not null,
  imported_at timestamptz not null,
  constraint imported_figure_pkey primary key (municipality_id, questionnaire, unit, item, school_year),
  constraint imported_figure_unit_check check (unit = coalesce('institution:' || institution_id::text, 'municipality')),
  constraint imported_figure_percent_check check (percent between 0 and 100),
  constraint imported_figure_n_check check (n >= 5),
  constraint imported_figure_source_check check (source <> '')
);

-- distribute

alter table common.imported_figure add constraint imported_figure_institution_fkey
  foreign key (municipality_id, institution_id) references common.institution (municipality_id, id);
alter table common.imported_figure add constraint imported_figure_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id);
create index imported_figure_institution_idx on common.imported_figure (municipality_id, institution_id);
create index imported_figure_account_idx on common.imported_figure (municipality_id, account_id);
create index imported_figure_import_idx on common.imported_figure (municipality_id, import_id);

-- Read by whoever reads the unit's report; brought in and taken back by the analyst of the whole municipality.
alter table common.imported_figure enable row level security;
alter table common.imported_figure force row level security;
create policy own_branch on common.imported_figure for select
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      institution_id is null
      or current_setting('app.institutions', true) = '*'
      or institution_id = any (string_to_array(nullif(nullif(current_setting('app.institutions', true), ''), '*'), ',')::uuid[])
    )
    and current_setting('app.role', true) not in ('', 'guest', 'respondent', 'parent', 'pupil', 'youngPerson')
  );
create policy an_analyst_imports on common.imported_figure for insert
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'municipalAnalyst'
    and account_id::text = current_setting('app.actor', true)
  );
create policy an_analyst_takes_back on common.imported_figure for delete
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'municipalAnalyst'
  );

grant select, insert, delete on common.imported_figure to bul_staff;
grant select on common.imported_figure to bul_report;

comment on table common.imported_figure is 'Shares of good answers that were published of earlier years elsewhere, drawn in trends and marked; never atoms, never added up.';
comment on column common.imported_figure.questionnaire is 'The code of the questionnaire whose trend it stands in, whatever its version.';
comment on column common.imported_figure.percent is 'Of favourable answers.';
comment on column common.imported_figure.n is 'Answers behind it; null where nobody published how many, and then it is drawn and never tried.';
comment on column common.imported_figure.source is 'Where it was published: report and year. Shown wherever the figure is.';
comment on column common.imported_figure.import_id is 'The file it came with; a file is taken back as a whole.';
