-- How a municipality is reached about what it keeps: told to everybody who is asked anything.

create table common.information (
  municipality_id int not null,
  id uuid not null,
  officer_email text,
  officer_phone text,
  saved_by uuid not null,
  saved_at timestamptz not null,
  constraint information_pkey primary key (municipality_id, id),
  constraint information_officer_check check (officer_email is not null or officer_phone is not null)
);

-- distribute

create index information_saved_at_idx on common.information (municipality_id, saved_at);

alter table common.information enable row level security;
alter table common.information force row level security;
create policy own_municipality on common.information
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

grant select, insert on common.information to bul_staff;
grant select on common.information to bul_statistics;

comment on table common.information is 'How the municipality''s data protection officer is reached (GDPR art. 13(1)(b)); shown to anybody on "Om dine svar". The newest counts; older ones stay, for what was told must be known afterwards.';
