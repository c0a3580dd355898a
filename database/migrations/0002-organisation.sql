-- The tree: municipalities and regions (public reference), institutions and classes.

create table common.municipality (
  municipality_id int not null,
  name text not null,
  region_until_2026 text not null,
  region_from_2027 text not null,
  is_invented boolean not null,
  constraint municipality_pkey primary key (municipality_id),
  constraint municipality_id_check check (municipality_id between 0 and 899)
);

-- Institution numbers are public and unique in the country. Sign-in knows only the number.
create table common.institution_directory (
  number text not null,
  municipality_id int not null,
  constraint institution_directory_pkey primary key (number),
  constraint institution_directory_number_check check (number ~ '^[0-9A-Z]{6}$')
);

create table common.institution (
  municipality_id int not null,
  id uuid not null,
  kind text not null,
  number text not null,
  name text not null,
  closed_on date,
  constraint institution_pkey primary key (municipality_id, id),
  constraint institution_kind_check check (kind in ('school', 'daycare', 'youthEducation', 'administration')),
  constraint institution_name_check check (name <> '')
);

create table common.class (
  municipality_id int not null,
  id uuid not null,
  institution_id uuid not null,
  school_year smallint not null,
  grade smallint,
  name text not null,
  closed_on date,
  constraint class_pkey primary key (municipality_id, id),
  constraint class_grade_check check (grade between 0 and 10),
  constraint class_name_check check (name <> '')
);

-- distribute

alter table common.institution add constraint institution_number_key unique (municipality_id, number);
alter table common.institution add constraint institution_municipality_fkey
  foreign key (municipality_id) references common.municipality (municipality_id);
alter table common.class add constraint class_name_key unique (municipality_id, institution_id, school_year, name);
alter table common.class add constraint class_institution_fkey
  foreign key (municipality_id, institution_id) references common.institution (municipality_id, id);

alter table common.municipality enable row level security;
alter table common.municipality force row level security;
create policy everybody_reads on common.municipality for select using (true);
create policy owner_writes on common.municipality to bul_owner using (true) with check (true);

alter table common.institution_directory enable row level security;
alter table common.institution_directory force row level security;
create policy everybody_reads on common.institution_directory for select using (true);
create policy own_municipality_writes on common.institution_directory for insert
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table common.institution enable row level security;
alter table common.institution force row level security;
create policy own_municipality on common.institution
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table common.class enable row level security;
alter table common.class force row level security;
create policy own_municipality on common.class
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

grant select on common.municipality to bul_staff, bul_statistics, bul_report, bul_sealer;
grant select, insert on common.institution_directory to bul_staff;
grant select, insert, update on common.institution to bul_staff;
grant select on common.institution to bul_statistics, bul_report, bul_sealer;
grant select, insert, update on common.class to bul_staff;
grant select on common.class to bul_statistics, bul_report, bul_sealer;

comment on table common.municipality is 'The 98 municipalities, the invented ones, and 0: the association. Public reference.';
comment on column common.municipality.region_until_2026 is 'Official region code before 1 January 2027.';
comment on column common.municipality.region_from_2027 is 'Name of the region from 1 January 2027, when Region Østdanmark replaces two.';
comment on table common.institution_directory is 'Which municipality an institution number belongs to. Public reference, read before sign-in.';
comment on table common.institution is 'Schools, daycares, youth educations, and one administration per municipality.';
comment on column common.institution.number is 'Six characters from the register of institutions; letters occur.';
comment on table common.class is 'A class, or a room (stue) in a daycare, in one school year.';
comment on column common.class.school_year is 'The year it begins: 2026 is 2026/27.';
comment on column common.class.grade is '0-10; null for a room.';
