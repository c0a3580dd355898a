-- Questions read aloud by a person: the association's for all, a municipality's for its own questions.

create table common.recording (
  municipality_id int not null,
  key text not null,
  language text not null,
  id text not null,
  media_type text not null,
  voice text not null,
  sound bytea not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  constraint recording_pkey primary key (municipality_id, key),
  constraint recording_id_key unique (municipality_id, id),
  constraint recording_key_check check (key ~ '^[0-9a-f]{64}$'),
  constraint recording_media_type_check check (media_type in ('audio/mpeg', 'audio/mp4', 'audio/ogg')),
  constraint recording_voice_check check (voice in ('person', 'test')),
  constraint recording_sound_check check (octet_length(sound) between 1 and 1000000)
);

-- distribute

alter table common.recording enable row level security;
alter table common.recording force row level security;
create policy own_municipality on common.recording
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on common.recording for select using (municipality_id = 0);
create policy not_for_citizens on common.recording as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

grant select on common.recording to bul_staff, bul_statistics;
grant insert, update, delete on common.recording to bul_staff;

comment on table common.recording is 'The sound of a question read aloud. municipality_id is whose question it is; 0 is the association.';
comment on column common.recording.key is 'SHA-256 of the language and the words that are read: a question whose words change has no recording any more.';
comment on column common.recording.id is 'SHA-256 that changes with the sound: its address, so that a browser may keep it.';
comment on column common.recording.voice is 'person, or test: made by a program for the demonstration, and said to be so wherever it is heard.';
