-- The health track: consent, answers by name, and what the health professional adds.
--
-- A policy may hold no sub-select, so each row carries what its policy compares: the class whose health
-- professionals may read it, and the child whose family may. Both are held against the transaction's reach
-- (`common.begin_ctx`). A respondent's reach is their slip's HMAC, and nothing else.

create table common.colour_rules (
  municipality_id int not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  version text not null,
  is_published boolean not null,
  rules jsonb not null,
  constraint colour_rules_pkey primary key (municipality_id, questionnaire_code, questionnaire_version, version)
);

create table health.invitation (
  municipality_id int not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  person_id uuid not null,
  class_id uuid not null,
  slip_hmac bytea not null,
  decides text not null,
  decision text not null default 'none',
  answered_on date,
  talked_on date,
  journalled_on date,
  constraint invitation_pkey primary key (municipality_id, survey_id, pupil_id),
  constraint invitation_decides_check check (decides in ('custodyHolder', 'self')),
  constraint invitation_decision_check check (decision in ('none', 'given', 'refused', 'declined'))
);

create table health.consent (
  municipality_id int not null,
  id uuid not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  class_id uuid not null,
  decision text not null,
  decided_as text not null,
  person_id uuid,
  scope text not null,
  at timestamptz not null,
  constraint consent_pkey primary key (municipality_id, id),
  constraint consent_decision_check check (decision in ('given', 'refused', 'declined', 'withdrawn')),
  constraint consent_decided_as_check check (decided_as in ('custodyHolder', 'self'))
);

create table health.draft (
  municipality_id int not null,
  slip_hmac bytea not null,
  epoch int not null,
  answers bigint[] not null,
  constraint draft_pkey primary key (municipality_id, slip_hmac)
) with (fillfactor = 50);

create table health.response (
  municipality_id int not null,
  id uuid not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  class_id uuid not null,
  respondent text not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  colour_rules_version text,
  answers smallint[] not null,
  talk_about text[] not null,
  not_talk_about text[] not null,
  wish bytea,
  submitted_at timestamptz not null,
  constraint response_pkey primary key (municipality_id, id),
  constraint response_respondent_check check (respondent in ('pupil', 'parent', 'youngPerson'))
);

create table health.flag (
  municipality_id int not null,
  response_id uuid not null,
  item text not null,
  pupil_id uuid not null,
  class_id uuid not null,
  kind text not null,
  follow_up_on date,
  account_id uuid not null,
  set_on date not null,
  constraint flag_pkey primary key (municipality_id, response_id, item),
  constraint flag_kind_check check (kind in ('talked', 'notRelevant', 'followUp')),
  constraint flag_follow_up_check check ((kind = 'followUp') = (follow_up_on is not null))
);

create table health.note (
  municipality_id int not null,
  pupil_id uuid not null,
  class_id uuid not null,
  text bytea not null,
  account_id uuid not null,
  saved_on date not null,
  constraint note_pkey primary key (municipality_id, pupil_id)
);

create table health.journal (
  municipality_id int not null,
  response_id uuid not null,
  pupil_id uuid not null,
  class_id uuid not null,
  account_id uuid not null,
  marked_on date not null,
  constraint journal_pkey primary key (municipality_id, response_id)
);

-- A health professional knows what was answered by name. Were it sealed together with the others' answers, taking
-- it away from the sum would give those: so the two never share an atom.
alter table statistics.response add column is_by_name boolean not null default false;

-- distribute

alter table health.invitation add constraint invitation_slip_key unique (municipality_id, slip_hmac);
alter table health.invitation add constraint invitation_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
alter table health.invitation add constraint invitation_pupil_fkey
  foreign key (municipality_id, pupil_id) references common.pupil (municipality_id, id) on delete cascade;
create index invitation_class_idx on health.invitation (municipality_id, class_id);
create index invitation_pupil_idx on health.invitation (municipality_id, pupil_id);
alter table health.consent add constraint consent_invitation_fkey
  foreign key (municipality_id, survey_id, pupil_id) references health.invitation (municipality_id, survey_id, pupil_id) on delete cascade;
create index consent_pupil_idx on health.consent (municipality_id, pupil_id);
alter table health.response add constraint response_invitation_fkey
  foreign key (municipality_id, survey_id, pupil_id) references health.invitation (municipality_id, survey_id, pupil_id) on delete cascade;
alter table health.response add constraint response_once_key unique (municipality_id, survey_id, pupil_id);
create index response_pupil_idx on health.response (municipality_id, pupil_id);
create index response_class_idx on health.response (municipality_id, class_id);
alter table health.flag add constraint flag_response_fkey
  foreign key (municipality_id, response_id) references health.response (municipality_id, id) on delete cascade;
create index flag_pupil_idx on health.flag (municipality_id, pupil_id);
alter table health.note add constraint note_pupil_fkey
  foreign key (municipality_id, pupil_id) references common.pupil (municipality_id, id) on delete cascade;
alter table health.journal add constraint journal_response_fkey
  foreign key (municipality_id, response_id) references health.response (municipality_id, id) on delete cascade;
create index journal_pupil_idx on health.journal (municipality_id, pupil_id);
create index event_children_idx on audit.event (municipality_id, at) where pupil_ids <> '{}';

alter table common.colour_rules enable row level security;
alter table common.colour_rules force row level security;
create policy own_municipality on common.colour_rules
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy published on common.colour_rules for select using (is_published);

alter table health.invitation enable row level security;
alter table health.invitation force row level security;
create policy assigned on health.invitation to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy family on health.invitation to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy by_slip on health.invitation to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(slip_hmac, 'hex') = current_setting('app.reach', true)
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(slip_hmac, 'hex') = current_setting('app.reach', true)
  );
-- How far the team has come: who is asked and has answered, never what.
create policy lead_counts on health.invitation for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'leadHealthVisitor'
  );
create policy invites on health.invitation for insert to bul_staff
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
-- The job that applies a roster moves a child's things along to the new class. People at work can't.
create policy moves on health.invitation to bul_staff
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system')
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');

alter table health.consent enable row level security;
alter table health.consent force row level security;
create policy assigned on health.consent for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy family on health.consent to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy respondent_decides on health.consent for insert to bul_health
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and decided_as = 'self'
  );
create policy moves on health.consent to bul_staff
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system')
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');

alter table health.draft enable row level security;
alter table health.draft force row level security;
create policy by_slip on health.draft to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(slip_hmac, 'hex') = current_setting('app.reach', true)
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(slip_hmac, 'hex') = current_setting('app.reach', true)
  );
create policy expires on health.draft for delete to bul_sealer
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');
create policy expiring on health.draft for select to bul_sealer
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');

alter table health.response enable row level security;
alter table health.response force row level security;
create policy assigned on health.response for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
-- Each reads what they answered themselves: a parent what parents answer, a child what the child answered.
create policy family_reads_own on health.response for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and (current_setting('app.role', true) = 'parent') = (respondent = 'parent')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy respondent_submits on health.response for insert to bul_health
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
  );
create policy withdrawal on health.response to bul_owner
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy moves on health.response to bul_staff
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system')
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');

alter table health.flag enable row level security;
alter table health.flag force row level security;
create policy assigned on health.flag to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy moves on health.flag to bul_staff
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system')
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');

alter table health.note enable row level security;
alter table health.note force row level security;
create policy assigned on health.note to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy withdrawal on health.note to bul_owner
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy moves on health.note to bul_staff
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system')
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');

alter table health.journal enable row level security;
alter table health.journal force row level security;
create policy assigned on health.journal to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('healthVisitor', 'leadHealthVisitor', 'schoolDoctor')
    and class_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy moves on health.journal to bul_staff
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system')
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');

-- A family reads who has looked at its own children.
create policy family_reads_looks on audit.event for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_ids::text[] && string_to_array(current_setting('app.reach', true), ',')
  );

-- The one door from the health track to figures: marks the slip as answered and adds a response that carries
-- what any other carries. Works for the slip in reach alone. True when it was counted, false when it had been
-- before, null when there is no invitation any more.
create function statistics.count_in(p_slip_hmac bytea, p_id uuid, p_answers smallint[])
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_survey uuid;
  v_class uuid;
  v_grade smallint;
  v_sex text;
begin
  if current_setting('app.role', true) <> 'respondent' or encode(p_slip_hmac, 'hex') <> current_setting('app.reach', true) then
    raise exception 'a slip that is not in reach' using errcode = 'insufficient_privilege';
  end if;
  select survey_id, class_id, grade, sex into v_survey, v_class, v_grade, v_sex from statistics.invitation
    where municipality_id = v_municipality and slip_hmac = p_slip_hmac;
  if not found then return null; end if;
  update statistics.turnout
    set answered = array(select distinct slip from unnest(array_append(answered, p_slip_hmac)) as slip order by slip),
      declined = array_remove(declined, p_slip_hmac)
    where municipality_id = v_municipality and survey_id = v_survey and class_id = v_class and not (p_slip_hmac = any (answered));
  if not found then return false; end if;
  insert into statistics.response (municipality_id, id, survey_id, class_id, grade, sex, answers, is_by_name)
    values (v_municipality, p_id, v_survey, v_class, v_grade, case v_sex when 'female' then 'f' when 'male' then 'm' else 'u' end, p_answers, true);
  return true;
end
$$;
revoke all on function statistics.count_in(bytea, uuid, smallint[]) from public;
grant execute on function statistics.count_in(bytea, uuid, smallint[]) to bul_health;
comment on function statistics.count_in(bytea, uuid, smallint[]) is 'Counts a response by name in its class, as one among the others. The copy has nothing in common with the slip.';

-- Whether this slip takes part at all, so that nobody waits for it. Never touches who has answered.
create function statistics.mark_declined(p_slip_hmac bytea, p_is_declined boolean)
returns void language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_survey uuid;
  v_class uuid;
begin
  if current_setting('app.role', true) not in ('respondent', 'parent', 'pupil', 'youngPerson') then
    raise exception 'only a family says no' using errcode = 'insufficient_privilege';
  end if;
  select survey_id, class_id into v_survey, v_class from statistics.invitation
    where municipality_id = v_municipality and slip_hmac = p_slip_hmac;
  if not found then return; end if;
  update statistics.turnout
    set declined = case when p_is_declined
      then array(select distinct slip from unnest(array_append(declined, p_slip_hmac)) as slip order by slip)
      else array_remove(declined, p_slip_hmac) end
    where municipality_id = v_municipality and survey_id = v_survey and class_id = v_class and not (p_slip_hmac = any (answered));
end
$$;
revoke all on function statistics.mark_declined(bytea, boolean) from public;
grant execute on function statistics.mark_declined(bytea, boolean) to bul_health;
comment on function statistics.mark_declined(bytea, boolean) is 'A family''s no, or that they think again; one row a class, as every other no.';

-- Withdrawal: deletes a child's response by name with its marks, and the note. A parent may withdraw what they
-- may not read, so this asks the owner's policy and tells only how many there were.
create function health.forget_response(p_survey uuid, p_pupil uuid)
returns int language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_deleted int;
begin
  delete from health.response where municipality_id = v_municipality and survey_id = p_survey and pupil_id = p_pupil;
  get diagnostics v_deleted = row_count;
  if v_deleted > 0 then
    delete from health.note where municipality_id = v_municipality and pupil_id = p_pupil;
  end if;
  return v_deleted;
end
$$;
revoke all on function health.forget_response(uuid, uuid) from public;
grant execute on function health.forget_response(uuid, uuid) to bul_health;
comment on function health.forget_response(uuid, uuid) is 'Deletes the response of a child in reach of a family, with marks and note.';

grant usage on schema statistics to bul_health;
grant usage on schema health to bul_staff, bul_sealer;
grant select on audit.event to bul_health;
grant select on common.colour_rules to bul_health;
grant select on common.survey_unit to bul_health;
grant select, update on health.invitation to bul_health;
grant insert on health.invitation to bul_staff;
grant select, insert on health.consent to bul_health;
grant select, insert, update, delete on health.draft to bul_health;
grant select, insert on health.response to bul_health;
grant select, insert, update, delete on health.flag to bul_health;
grant select, insert, update, delete on health.note to bul_health;
grant select, insert, delete on health.journal to bul_health;
grant select (municipality_id, slip_hmac), delete on health.draft to bul_sealer;
grant select (municipality_id, pupil_id), update (class_id) on health.invitation, health.consent, health.response, health.flag, health.note, health.journal
  to bul_staff;

comment on column statistics.response.is_by_name is 'A copy of what was answered by name, to be counted; sealed apart from answers that nobody knows.';
comment on table common.colour_rules is 'What an answer means for the talk, by version. A response keeps the version it was coloured by; a version never changes.';
comment on column common.colour_rules.rules is 'As domain/health/colour-rules.ts.';
comment on table health.invitation is 'Which child is asked by name, who decides about it, what they decided, and how far it has come. No content.';
comment on column health.invitation.person_id is 'The child''s person, here too so that whoever holds the slip needs no look at the roster.';
comment on column health.invitation.decides is 'Fixed when the child is invited: the custody holder, or from 15 the young person.';
comment on column health.invitation.class_id is 'The class whose health professionals have the child; moves along with it.';
comment on column health.invitation.slip_hmac is 'The same slip as in statistics.invitation: until submit, it is the only way in to either track.';
comment on table health.consent is 'Every decision about answering by name, who made it, when, and about what. Rows are added, never changed.';
comment on column health.consent.scope is 'Key of the text that was agreed to.';
comment on column health.consent.person_id is 'Who decided; null when it was said on the answering page with the child''s own slip.';
comment on table health.draft is 'Answers by name before submit, by slip.';
comment on table health.response is 'A named child''s answers, for the health professionals of the child''s class.';
comment on column health.response.answers is 'One small number per item, as in statistics.response.';
comment on column health.response.wish is 'What they would like to talk about in their own words, as ciphertext under the child''s key.';
comment on column health.response.colour_rules_version is 'The rules in force when it was submitted; a later version does not recolour it.';
comment on table health.flag is 'What a professional has marked about one answer: talked about, not relevant, or to follow up on.';
comment on table health.note is 'The professional''s note on a child, as ciphertext under the child''s key.';
comment on table health.journal is 'That a response has been entered in the journal.';
