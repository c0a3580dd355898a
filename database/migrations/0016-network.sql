-- Between municipalities: who knows about what, questions and answers, news. Inside one municipality: comments
-- and tasks on a report or a plan, by people of several administrations. Nothing here is about a child.

create table common.reference_person (
  municipality_id int not null,
  id uuid not null,
  account_id uuid not null,
  topic text not null,
  name text not null,
  title text not null,
  contact text not null,
  about text not null,
  is_published boolean not null,
  changed_at timestamptz not null,
  constraint reference_person_pkey primary key (municipality_id, id),
  constraint reference_person_words_check check (name <> '' and contact <> '')
);

create table common.network_question (
  municipality_id int not null,
  id uuid not null,
  account_id uuid not null,
  topic text not null,
  title text not null,
  body text not null,
  author_name text,
  is_published boolean not null,
  asked_at timestamptz not null,
  constraint network_question_pkey primary key (municipality_id, id),
  constraint network_question_title_check check (title <> '')
);

create table common.network_answer (
  municipality_id int not null,
  id uuid not null,
  account_id uuid not null,
  question_municipality_id int not null,
  question_id uuid not null,
  body text not null,
  author_name text,
  is_published boolean not null,
  answered_at timestamptz not null,
  constraint network_answer_pkey primary key (municipality_id, id),
  constraint network_answer_body_check check (body <> '')
);

create table common.news (
  municipality_id int not null,
  id uuid not null,
  texts jsonb not null,
  shown_on date not null,
  is_published boolean not null,
  changed_at timestamptz not null,
  constraint news_pkey primary key (municipality_id, id)
);

create table common.discussion_comment (
  municipality_id int not null,
  id uuid not null,
  subject text not null,
  institution_id uuid,
  account_id uuid not null,
  body text not null,
  written_at timestamptz not null,
  constraint discussion_comment_pkey primary key (municipality_id, id),
  constraint discussion_comment_body_check check (body <> '')
);

create table common.discussion_task (
  municipality_id int not null,
  id uuid not null,
  subject text not null,
  institution_id uuid,
  created_by uuid not null,
  assignee_id uuid not null,
  title text not null,
  due_on date,
  created_at timestamptz not null,
  done_at timestamptz,
  constraint discussion_task_pkey primary key (municipality_id, id),
  constraint discussion_task_title_check check (title <> '')
);

-- distribute

alter table common.reference_person add constraint reference_person_topic_key unique (municipality_id, account_id, topic);
alter table common.reference_person add constraint reference_person_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id);
alter table common.network_question add constraint network_question_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id);
create index network_question_account_idx on common.network_question (municipality_id, account_id);
alter table common.network_answer add constraint network_answer_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id);
create index network_answer_account_idx on common.network_answer (municipality_id, account_id);
create index network_answer_question_idx on common.network_answer (municipality_id, question_id);
alter table common.discussion_comment add constraint discussion_comment_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id);
create index discussion_comment_account_idx on common.discussion_comment (municipality_id, account_id);
create index discussion_comment_subject_idx on common.discussion_comment (municipality_id, subject);
alter table common.discussion_task add constraint discussion_task_creator_fkey
  foreign key (municipality_id, created_by) references common.account (municipality_id, id);
alter table common.discussion_task add constraint discussion_task_assignee_fkey
  foreign key (municipality_id, assignee_id) references common.account (municipality_id, id);
create index discussion_task_creator_idx on common.discussion_task (municipality_id, created_by);
create index discussion_task_assignee_idx on common.discussion_task (municipality_id, assignee_id);
create index discussion_task_subject_idx on common.discussion_task (municipality_id, subject);

-- What is published is read by professionals of every municipality; never by somebody who has not signed in,
-- nor by a respondent or a citizen. Only one's own is written.

alter table common.reference_person enable row level security;
alter table common.reference_person force row level security;
create policy own_municipality on common.reference_person
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on common.reference_person for select
  using (is_published and current_setting('app.role', true) not in ('', 'guest', 'respondent', 'parent', 'pupil', 'youngPerson'));

alter table common.network_question enable row level security;
alter table common.network_question force row level security;
create policy own_municipality on common.network_question
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on common.network_question for select
  using (is_published and current_setting('app.role', true) not in ('', 'guest', 'respondent', 'parent', 'pupil', 'youngPerson'));

alter table common.network_answer enable row level security;
alter table common.network_answer force row level security;
create policy own_municipality on common.network_answer
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on common.network_answer for select
  using (is_published and current_setting('app.role', true) not in ('', 'guest', 'respondent', 'parent', 'pupil', 'youngPerson'));

-- News is for everybody, also those who have not signed in.
alter table common.news enable row level security;
alter table common.news force row level security;
create policy own_municipality on common.news
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on common.news for select using (is_published);

alter table common.discussion_comment enable row level security;
alter table common.discussion_comment force row level security;
create policy own_branch on common.discussion_comment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.institutions', true) = '*'
      or institution_id is null
      or institution_id = any (string_to_array(nullif(nullif(current_setting('app.institutions', true), ''), '*'), ',')::uuid[])
    )
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.institutions', true) = '*'
      or institution_id is null
      or institution_id = any (string_to_array(nullif(nullif(current_setting('app.institutions', true), ''), '*'), ',')::uuid[])
    )
  );

alter table common.discussion_task enable row level security;
alter table common.discussion_task force row level security;
create policy own_branch on common.discussion_task
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.institutions', true) = '*'
      or institution_id is null
      or institution_id = any (string_to_array(nullif(nullif(current_setting('app.institutions', true), ''), '*'), ',')::uuid[])
    )
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.institutions', true) = '*'
      or institution_id is null
      or institution_id = any (string_to_array(nullif(nullif(current_setting('app.institutions', true), ''), '*'), ',')::uuid[])
    )
  );

grant select, insert, update, delete on common.reference_person to bul_staff;
grant select, insert, update, delete on common.network_question to bul_staff;
grant select, insert, update, delete on common.network_answer to bul_staff;
grant select, insert, update, delete on common.news to bul_staff;
grant select, insert, update, delete on common.discussion_comment to bul_staff;
grant select, insert, update, delete on common.discussion_task to bul_staff;

comment on table common.reference_person is 'A professional whom other municipalities may ask about a topic. Name and contact are what they themselves wrote to be shown.';
comment on table common.network_question is 'A question to the other municipalities. Never about a child.';
comment on column common.network_question.author_name is 'Only when the person chose to be named; the municipality always is.';
comment on column common.network_question.is_published is 'False once it is withdrawn.';
comment on table common.network_answer is 'An answer to a question, perhaps another municipality''s.';
comment on column common.network_answer.question_municipality_id is 'Whose question; no foreign key, for it may be another municipality''s.';
comment on table common.news is 'News from the association (municipality 0), for everybody once published.';
comment on column common.news.texts is 'Title and body by language.';
comment on table common.discussion_comment is 'What somebody said about a report of a unit or about a plan. Never about a child.';
comment on column common.discussion_comment.subject is 'report:<survey>:<unit> or plan:<plan>, as domain/network/discussion.ts.';
comment on column common.discussion_comment.institution_id is 'The unit''s or plan''s institution; null above institutions.';
comment on table common.discussion_task is 'What a named colleague does next, from a report or a plan.';
