-- Sealed atoms and their sums. Only the sealer writes; no request can.

create table sealed.atom (
  municipality_id int not null,
  survey_id uuid not null,
  id uuid not null,
  unit text not null,
  sex text,
  counts smallint[] not null,
  constraint atom_pkey primary key (municipality_id, survey_id, id),
  constraint atom_sex_check check (sex in ('female', 'male'))
);

create table sealed.total (
  municipality_id int not null,
  survey_id uuid not null,
  unit text not null,
  sex text not null,
  counts int[] not null,
  constraint total_pkey primary key (municipality_id, survey_id, unit, sex),
  constraint total_sex_check check (sex in ('all', 'female', 'male'))
);

create table sealed.turnout (
  municipality_id int not null,
  survey_id uuid not null,
  unit text not null,
  answered int not null,
  constraint turnout_pkey primary key (municipality_id, survey_id, unit)
);

create table sealed.withheld (
  municipality_id int not null,
  survey_id uuid not null,
  item text not null,
  answers int not null,
  constraint withheld_pkey primary key (municipality_id, survey_id, item)
);

create table sealed.merged_upward (
  municipality_id int not null,
  survey_id uuid not null,
  id uuid not null,
  unit text not null,
  item text not null,
  constraint merged_upward_pkey primary key (municipality_id, survey_id, id)
);

-- Adds two rows of counts place by place. Immutable, so that an upsert may use it on every shard.
create function sealed.add(p_left int[], p_right int[])
returns int[] language sql immutable parallel safe set search_path = '' as $$
  select array(select l + r from unnest(p_left, p_right) with ordinality as place (l, r, at) order by at)
$$;
revoke all on function sealed.add from public;
grant execute on function sealed.add to bul_sealer;
comment on function sealed.add is 'The sum of two rows of counts of the same layout.';

-- distribute

alter table sealed.atom enable row level security;
alter table sealed.atom force row level security;
create policy own_municipality on sealed.atom
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table sealed.total enable row level security;
alter table sealed.total force row level security;
create policy own_municipality on sealed.total
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table sealed.turnout enable row level security;
alter table sealed.turnout force row level security;
create policy own_municipality on sealed.turnout
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table sealed.withheld enable row level security;
alter table sealed.withheld force row level security;
create policy own_municipality on sealed.withheld
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table sealed.merged_upward enable row level security;
alter table sealed.merged_upward force row level security;
create policy own_municipality on sealed.merged_upward
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

grant select, insert on sealed.atom to bul_sealer;
grant select, insert, update on sealed.total to bul_sealer;
grant select on sealed.total to bul_report;
grant select, insert, update on sealed.turnout to bul_sealer;
grant select on sealed.turnout to bul_report, bul_staff;
grant select, insert on sealed.withheld to bul_sealer;
grant select on sealed.withheld to bul_report;
grant select, insert on sealed.merged_upward to bul_sealer;

create trigger append_only before update or delete or truncate on sealed.atom
  for each statement execute function common.refuse_change();
create trigger append_only before update or delete or truncate on sealed.withheld
  for each statement execute function common.refuse_change();
create trigger append_only before update or delete or truncate on sealed.merged_upward
  for each statement execute function common.refuse_change();

comment on table sealed.atom is 'Counts that are safe to publish and never change. Append-only.';
comment on column sealed.atom.unit is 'The unit''s key. A rest that was pooled upward stands at the level it was pooled to.';
comment on column sealed.atom.counts is 'One row in the codebook''s layout of the survey''s questionnaire.';
comment on table sealed.total is 'Sums of atoms per unit, kept so that a report reads a handful of rows.';
comment on column sealed.total.sex is 'all counts every atom; female and male only atoms split by sex.';
comment on table sealed.turnout is 'How many had answered in a unit when it was last sealed.';
comment on table sealed.withheld is 'Answers that stayed below the threshold in the whole municipality: counted as not shown, then deleted.';
comment on table sealed.merged_upward is 'Each time a group was large enough but nearly all gave the same sensitive answer, and was merged into its parent.';
