-- Answers that wait on a machine without a line, locked with a key that only the draft holds. The key goes with the draft, at
-- submit, at a no and when the survey closes; what still lies on a machine then can be opened by nobody.

alter table statistics.draft
  add column generation integer not null default floor(random() * 2147483647)::integer,
  add column queue_key bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
alter table health.draft
  add column generation integer not null default floor(random() * 2147483647)::integer,
  add column queue_key bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
alter table assessment.draft
  add column generation integer not null default floor(random() * 2147483647)::integer,
  add column queue_key bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

comment on column statistics.draft.generation is 'Chance, made with the row: what was saved for a draft that is gone is not taken for one begun anew.';
comment on column statistics.draft.queue_key is 'Locks what waits on the respondent''s machine (AES-256-GCM); gone with the draft.';
comment on column health.draft.generation is 'As statistics.draft.generation.';
comment on column health.draft.queue_key is 'As statistics.draft.queue_key.';
comment on column assessment.draft.generation is 'As statistics.draft.generation.';
comment on column assessment.draft.queue_key is 'As statistics.draft.queue_key.';
