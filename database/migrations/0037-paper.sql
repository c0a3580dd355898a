-- Answers on paper: whether a survey takes them and who types, and what has been typed until two typings agree.
--
-- Nothing says afterwards that a response of the statistics track came on paper: in a class where one did, it would be pointed
-- at. How many sheets a survey has had is counted when a sheet is begun, never in the transaction that keeps a response, for two
-- rows of one transaction have one xmin.

alter table common.survey
  add column takes_paper boolean not null default false,
  add column paper_typists uuid[] not null default '{}';

create table statistics.paper_typing (
  municipality_id int not null,
  slip_hmac bytea not null,
  turn smallint not null,
  survey_id uuid not null,
  typist bytea not null,
  entries bytea not null,
  revision int not null,
  is_done boolean not null,
  constraint paper_typing_pkey primary key (municipality_id, slip_hmac, turn),
  constraint paper_typing_turn_check check (turn in (1, 2))
);

create table health.paper_typing (
  municipality_id int not null,
  slip_hmac bytea not null,
  turn smallint not null,
  survey_id uuid not null,
  class_id uuid not null,
  typist bytea not null,
  entries bytea not null,
  revision int not null,
  is_done boolean not null,
  constraint paper_typing_pkey primary key (municipality_id, slip_hmac, turn),
  constraint paper_typing_turn_check check (turn in (1, 2))
);

create table statistics.paper_count (
  municipality_id int not null,
  survey_id uuid not null,
  sheets int not null,
  constraint paper_count_pkey primary key (municipality_id, survey_id),
  constraint paper_count_sheets_check check (sheets >= 0)
);

alter table health.response add column is_on_paper boolean not null default false;

-- distribute

create index paper_typing_survey_idx on statistics.paper_typing (municipality_id, survey_id);
create index paper_typing_survey_idx on health.paper_typing (municipality_id, survey_id);

alter table statistics.paper_typing enable row level security;
alter table statistics.paper_typing force row level security;
create policy own_municipality on statistics.paper_typing
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table statistics.paper_count enable row level security;
alter table statistics.paper_count force row level security;
create policy own_municipality on statistics.paper_count
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

create policy not_for_citizens on statistics.paper_typing as restrictive for select
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));
create policy support_sees_nobody on statistics.paper_typing as restrictive for select
  using (current_setting('app.role', true) <> 'support');
create policy not_for_citizens on statistics.paper_count as restrictive for select
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));
create policy support_sees_nobody on statistics.paper_count as restrictive for select
  using (current_setting('app.role', true) <> 'support');

-- Whoever holds the sheet holds its slip, as the respondent does; how many wait is counted by the class's own professionals.
alter table health.paper_typing enable row level security;
alter table health.paper_typing force row level security;
create policy by_slip on health.paper_typing to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(slip_hmac, 'hex') = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(slip_hmac, 'hex') = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy assigned on health.paper_typing for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
-- A family that takes its consent back takes back what is being typed too.
create policy withdrawal on health.paper_typing for select to bul_owner
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
  );
create policy withdrawal_ends on health.paper_typing for delete to bul_owner
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
  );
create policy expires on health.paper_typing for delete to bul_sealer
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');
create policy expiring on health.paper_typing for select to bul_sealer
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');

grant select, insert, update, delete on statistics.paper_typing to bul_statistics;
grant select (municipality_id, survey_id), delete on statistics.paper_typing to bul_sealer;
grant select, insert, update on statistics.paper_count to bul_statistics;
grant select, insert, update, delete on health.paper_typing to bul_health;
grant select (municipality_id, survey_id), delete on health.paper_typing to bul_sealer;

comment on column common.survey.takes_paper is 'Told on "Om dine svar" before anybody is asked; fixed once the survey is open.';
comment on column common.survey.paper_typists is 'Accounts that the municipal administrator has named to type sheets without a name.';
comment on table statistics.paper_typing is 'A sheet that is being typed, once or twice, until both agree. Deleted by submit, when it is thrown away and when the survey closes.';
comment on column statistics.paper_typing.turn is 'The first or the second typing.';
comment on column statistics.paper_typing.typist is 'HMAC of account and sheet: tells whoever comes back that it is their own, and nobody who it was.';
comment on column statistics.paper_typing.entries is 'What has been typed, as ciphertext.';
comment on column statistics.paper_typing.revision is 'Raised by each save: two windows on one sheet do not overwrite each other.';
comment on table statistics.paper_count is 'How many sheets a survey has had on paper: of the whole survey, never of a class.';
comment on table health.paper_typing is 'As statistics.paper_typing, of a child by name.';
comment on column health.response.is_on_paper is 'It came on paper, and somebody typed it.';

-- As in 0013, and now with what is being typed of the child's sheet.
create or replace function health.forget_response(p_survey uuid, p_pupil uuid)
returns int language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_deleted int;
begin
  delete from health.paper_typing where municipality_id = v_municipality and slip_hmac in (
    select slip_hmac from health.invitation where municipality_id = v_municipality and survey_id = p_survey and pupil_id = p_pupil);
  delete from health.response where municipality_id = v_municipality and survey_id = p_survey and pupil_id = p_pupil;
  get diagnostics v_deleted = row_count;
  if v_deleted > 0 then
    delete from health.note where municipality_id = v_municipality and pupil_id = p_pupil;
  end if;
  return v_deleted;
end
$$;
comment on function health.forget_response(uuid, uuid) is 'Deletes the response of a child in reach of a family, with marks and note, and what is being typed of their sheet.';
