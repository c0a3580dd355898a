-- The question bank: single questions on their way from draft to published, what was done to them, and what a working group says.

create table common.bank_item (
  municipality_id int not null,
  id uuid not null,
  code text not null,
  edition smallint not null,
  state text not null,
  origin text not null,
  change_note text not null,
  revision int not null,
  author_id uuid,
  changed_at timestamptz not null,
  content jsonb not null,
  translations jsonb not null,
  constraint bank_item_pkey primary key (municipality_id, id),
  constraint bank_item_code_check check (code ~ '^[a-z0-9-]+$'),
  constraint bank_item_owner_check check (
    (municipality_id = 0 and code !~ '^k[0-9]{1,3}-') or code like 'k' || municipality_id || '-%'
  ),
  constraint bank_item_edition_check check (edition >= 1),
  constraint bank_item_state_check check (state in ('draft', 'inReview', 'published', 'retired')),
  constraint bank_item_origin_check check (origin in ('new', 'edition', 'replacement'))
);

create table common.bank_step (
  municipality_id int not null,
  id uuid not null,
  item_id uuid not null,
  step text not null,
  at timestamptz not null,
  actor_id uuid not null,
  role text not null,
  comment text not null,
  interests text not null,
  constraint bank_step_pkey primary key (municipality_id, id),
  constraint bank_step_step_check check (step in ('begun', 'sent', 'returned', 'published', 'retired', 'checked'))
);

create table common.bank_comment (
  municipality_id int not null,
  id uuid not null,
  item_id uuid not null,
  reply_to uuid,
  at timestamptz not null,
  author_id uuid not null,
  role text not null,
  field text not null,
  words text not null,
  resolved_at timestamptz,
  constraint bank_comment_pkey primary key (municipality_id, id),
  constraint bank_comment_words_check check (words <> '')
);

-- distribute

create unique index bank_item_edition_key on common.bank_item (municipality_id, code, edition);
create unique index bank_item_published_key on common.bank_item (municipality_id, code) where state = 'published';
create unique index bank_item_open_key on common.bank_item (municipality_id, code) where state in ('draft', 'inReview');
alter table common.bank_step add constraint bank_step_item_fkey
  foreign key (municipality_id, item_id) references common.bank_item (municipality_id, id) on delete cascade;
create index bank_step_item_idx on common.bank_step (municipality_id, item_id);
alter table common.bank_comment add constraint bank_comment_item_fkey
  foreign key (municipality_id, item_id) references common.bank_item (municipality_id, id) on delete cascade;
create index bank_comment_item_idx on common.bank_comment (municipality_id, item_id);

-- What the association has published every municipality may use; what a municipality writes is its own.
alter table common.bank_item enable row level security;
alter table common.bank_item force row level security;
create policy own_municipality on common.bank_item
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on common.bank_item for select
  using (municipality_id = 0 and state in ('published', 'retired'));
create policy not_for_citizens on common.bank_item as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

alter table common.bank_step enable row level security;
alter table common.bank_step force row level security;
create policy own_municipality on common.bank_step
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on common.bank_step as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

alter table common.bank_comment enable row level security;
alter table common.bank_comment force row level security;
create policy own_municipality on common.bank_comment
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on common.bank_comment as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

grant select, insert, update, delete on common.bank_item to bul_staff;
grant select, insert on common.bank_step to bul_staff;
grant select, insert, update on common.bank_comment to bul_staff;

comment on table common.bank_item is 'One edition of one question of the bank (spørgebank). municipality_id is the author''s; 0 is the association.';
comment on column common.bank_item.code is 'The same question in every edition, questionnaire and report; k<municipality>- begins a municipality''s own.';
comment on column common.bank_item.revision is 'Counts up at every saving: nobody writes over what somebody else has saved since.';
comment on column common.bank_item.content is 'Structure and words in all languages, as domain/questionnaire/bank.ts.';
comment on column common.bank_item.translations is 'By language: the Danish each field was translated from, who wrote it, who has checked it.';
comment on table common.bank_step is 'What was done to an edition on its way, by which role, and what was said. Rows are only added.';
comment on column common.bank_step.interests is 'What an expert who approves declares to have to do with the subject.';
comment on table common.bank_comment is 'What a working group says of a question. Never about a child.';
comment on column common.bank_comment.reply_to is 'The comment that began the thread; null where it begins one.';
comment on column common.bank_comment.field is 'The field it is about; empty for the whole question.';
