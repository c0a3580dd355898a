-- Licensed packs: the words of instruments, as the installation has loaded them (municipality 0), and which instrument a
-- municipality suggests first. The command line alone writes packs, as the owner.

create table common.instrument_pack (
  municipality_id int not null,
  id uuid not null,
  instrument text not null,
  language text not null,
  versions text[] not null,
  issued_on date not null,
  expires_on date,
  checksum text not null,
  state text not null,
  pack jsonb,
  loaded_at timestamptz not null,
  ended_at timestamptz,
  constraint instrument_pack_pkey primary key (municipality_id, id),
  constraint instrument_pack_state_check check (state in ('loaded', 'replaced', 'unloaded')),
  constraint instrument_pack_ended_check check ((state = 'loaded') = (ended_at is null)),
  constraint instrument_pack_words_check check (state <> 'loaded' or pack is not null)
);

create table common.instrument_choice (
  municipality_id int not null,
  purpose text not null,
  instrument text not null,
  chosen_by uuid not null,
  chosen_at timestamptz not null,
  constraint instrument_choice_pkey primary key (municipality_id, purpose)
);

-- distribute

create index instrument_pack_instrument_idx on common.instrument_pack (municipality_id, instrument, language);

alter table common.instrument_pack enable row level security;
alter table common.instrument_pack force row level security;
create policy own_municipality on common.instrument_pack
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on common.instrument_pack for select using (municipality_id = 0);
create policy not_for_citizens on common.instrument_pack as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

alter table common.instrument_choice enable row level security;
alter table common.instrument_choice force row level security;
create policy own_municipality on common.instrument_choice
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on common.instrument_choice as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

grant select on common.instrument_pack to bul_staff, bul_statistics, bul_assessment;
grant select on common.instrument_choice to bul_staff, bul_assessment;
grant insert, update on common.instrument_choice to bul_staff;

comment on table common.instrument_pack is 'Words of instruments from licensed packs, as loaded into the installation (municipality 0), earlier ones kept for what runs on them.';
comment on column common.instrument_pack.checksum is 'The pack''s own sum when it was loaded; the words are held to it each time they are used.';
comment on column common.instrument_pack.state is 'loaded: something new may begin with it; replaced: a newer issue took its place; unloaded: taken out by the command line.';
comment on column common.instrument_pack.pack is 'As domain/instrument/pack.ts; null when the words were erased.';
comment on table common.instrument_choice is 'Which instrument a municipality suggests first, by what it is for.';
comment on column common.instrument_choice.purpose is 'assessment: when a PLUS case is opened.';
