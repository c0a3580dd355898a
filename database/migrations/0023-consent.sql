-- Custody with dates; whose answer a parent's is; what a parent is not shown; a family's no before a survey; and a
-- family that takes back its word about a PLUS case.

-- A relation gives something from its first day until the day it ends; null when no end is known.
alter table identity.family add column valid_from date not null default date '1900-01-01';
alter table identity.family add column valid_until date;

-- A parent's link is the parent's own: it dies with their custody, and what one parent has begun the other never sees.
create table health.family_link (
  municipality_id int not null,
  own_hmac bytea not null,
  link_hmac bytea not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  person_id uuid not null,
  slip_hmac bytea not null,
  constraint family_link_pkey primary key (municipality_id, own_hmac)
);

alter table health.response add column person_id uuid;

create table health.hidden_answer (
  municipality_id int not null,
  response_id uuid not null,
  item text not null,
  pupil_id uuid not null,
  class_id uuid not null,
  account_id uuid not null,
  reason bytea not null,
  hidden_on date not null,
  constraint hidden_answer_pkey primary key (municipality_id, response_id, item)
);

create table common.opt_out (
  municipality_id int not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  pupil_person_id uuid not null,
  person_id uuid not null,
  said_by text not null,
  said_on date not null,
  constraint opt_out_pkey primary key (municipality_id, survey_id, pupil_id, person_id),
  constraint opt_out_said_by_check check (said_by in ('parent', 'letter', 'self'))
);

create table common.opt_out_code (
  municipality_id int not null,
  code_hmac bytea not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  person_id uuid not null,
  class_id uuid not null,
  constraint opt_out_code_pkey primary key (municipality_id, code_hmac)
);

-- distribute

alter table identity.family add constraint family_valid_check check (valid_until is null or valid_from <= valid_until);
alter table health.family_link add constraint family_link_link_key unique (municipality_id, link_hmac);
alter table health.family_link add constraint family_link_invitation_fkey
  foreign key (municipality_id, survey_id, pupil_id) references health.invitation (municipality_id, survey_id, pupil_id) on delete cascade;
create index family_link_slip_idx on health.family_link (municipality_id, slip_hmac);
alter table health.hidden_answer add constraint hidden_answer_response_fkey
  foreign key (municipality_id, response_id) references health.response (municipality_id, id) on delete cascade;
create index hidden_answer_pupil_idx on health.hidden_answer (municipality_id, pupil_id);
alter table common.opt_out add constraint opt_out_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
alter table common.opt_out add constraint opt_out_pupil_fkey
  foreign key (municipality_id, pupil_id) references common.pupil (municipality_id, id) on delete cascade;
create index opt_out_pupil_idx on common.opt_out (municipality_id, pupil_id);
alter table common.opt_out_code add constraint opt_out_code_survey_fkey
  foreign key (municipality_id, survey_id) references common.survey (municipality_id, id) on delete cascade;
alter table common.opt_out_code add constraint opt_out_code_pupil_fkey
  foreign key (municipality_id, pupil_id) references common.pupil (municipality_id, id) on delete cascade;
create index opt_out_code_pupil_idx on common.opt_out_code (municipality_id, survey_id, pupil_id);

-- A consent also ends by itself: on the fifteenth birthday, and when the child changes school.
alter table health.consent drop constraint consent_decision_check;
alter table health.consent add constraint consent_decision_check
  check (decision in ('given', 'refused', 'declined', 'withdrawn', 'endedByBirthday', 'endedByMove'));
alter table assessment.consent drop constraint consent_way_check;
alter table assessment.consent add constraint consent_way_check check (way in ('spoken', 'written', 'meeting', 'ownPage'));

-- What a parent answered while only one grown-up had custody is theirs; of all else nobody knows which parent it was.
update health.response r set person_id = f.person_id
  from identity.family f
  where r.respondent = 'parent' and f.municipality_id = r.municipality_id and f.pupil_id = r.pupil_id and f.relation = 'custody'
    and not exists (
      select from identity.family o
      where o.municipality_id = f.municipality_id and o.pupil_id = f.pupil_id and o.relation = 'custody' and o.person_id <> f.person_id
    );

alter table health.family_link enable row level security;
alter table health.family_link force row level security;
create policy family on health.family_link to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
    and person_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
    and person_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy by_link on health.family_link for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and (
      encode(link_hmac, 'hex') = any (string_to_array(current_setting('app.reach', true), ','))
      or encode(own_hmac, 'hex') = any (string_to_array(current_setting('app.reach', true), ','))
    )
  );
create policy expires on health.family_link for select to bul_sealer
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');

-- Asked by statistics.renew_link, which runs as the owner: a family's own way in follows the invitation to its new slip.
create policy renewal on health.family_link to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

-- Whoever came by a link of their own reaches two things: the slip, and the draft that is theirs alone.
drop policy by_slip on health.invitation;
create policy by_slip on health.invitation to bul_health
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
drop policy by_slip on health.draft;
create policy by_slip on health.draft to bul_health
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

-- One parent never reads the other's; what came by a letter is nobody's in particular, and read by neither.
create policy parents_read_their_own on health.response as restrictive for select to bul_health
  using (
    current_setting('app.role', true) <> 'parent'
    or person_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
-- What a young person decides is theirs, and told by them or by nobody.
create policy parents_read_parents on health.consent as restrictive for select to bul_health
  using (current_setting('app.role', true) <> 'parent' or decided_as = 'custodyHolder');
-- That something was kept from a parent is not told by the list of who looked.
create policy not_for_parents on audit.event as restrictive for select to bul_health
  using (current_setting('app.role', true) <> 'parent' or act not in ('answer.hidden', 'answer.unhidden'));

alter table health.hidden_answer enable row level security;
alter table health.hidden_answer force row level security;
create policy assigned on health.hidden_answer to bul_health
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
create policy moves on health.hidden_answer to bul_staff
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system')
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'system');
-- Asked by `health.hidden_items`, which runs as the owner and tells neither reason nor who.
create policy left_out on health.hidden_answer for select to bul_owner
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );

alter table common.opt_out enable row level security;
alter table common.opt_out force row level security;
create policy family on common.opt_out for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
    and (current_setting('app.role', true) <> 'parent' or said_by <> 'self')
  );
-- Whoever holds the letter reads whether a no was said with it, and of what else was said nothing.
create policy by_letter on common.opt_out for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and said_by = 'letter'
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
-- Opening a survey and the nightly job mark the slips; a teacher reads of the class how many need not answer.
create policy marks_slips on common.opt_out for select to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('municipalAdmin', 'system')
  );
create policy over on common.opt_out for delete to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('municipalAdmin', 'system')
  );
create policy kept on common.opt_out to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table common.opt_out_code enable row level security;
alter table common.opt_out_code force row level security;
create policy by_code on common.opt_out_code for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(code_hmac, 'hex') = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy letters on common.opt_out_code for insert to bul_staff
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy over on common.opt_out_code to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('municipalAdmin', 'system')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('municipalAdmin', 'system')
  );
create policy kept on common.opt_out_code for select to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
-- The functions below look a child's slip up, which no citizen's transaction can.
create policy family_says_no on common.slip for select to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

-- Which answers a parent is not shown, of the children in reach. Neither why nor by whom.
create function health.hidden_items(p_pupils uuid[])
returns table (response_id uuid, item text) language plpgsql security definer set search_path = '' as $$
begin
  return query select h.response_id, h.item from health.hidden_answer h
    where h.municipality_id = nullif(current_setting('app.municipality', true), '')::int and h.pupil_id = any (p_pupils);
end
$$;
revoke all on function health.hidden_items(uuid[]) from public;
grant execute on function health.hidden_items(uuid[]) to bul_health;
comment on function health.hidden_items(uuid[]) is 'Which answers of children in reach are left out of a parent''s page.';

create or replace function statistics.count_in(p_slip_hmac bytea, p_id uuid, p_answers smallint[])
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_survey uuid;
  v_class uuid;
  v_grade smallint;
  v_sex text;
begin
  if current_setting('app.role', true) <> 'respondent'
    or not (encode(p_slip_hmac, 'hex') = any (string_to_array(current_setting('app.reach', true), ','))) then
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

-- As 0013, and also for a survey that opens and for the nightly job. A no ends what was begun with the slip.
create or replace function statistics.mark_declined(p_slip_hmac bytea, p_is_declined boolean)
returns void language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_survey uuid;
  v_class uuid;
begin
  if current_setting('app.role', true) not in ('respondent', 'parent', 'pupil', 'youngPerson', 'municipalAdmin', 'system') then
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
  if found and p_is_declined then
    delete from statistics.draft where municipality_id = v_municipality and slip_hmac = p_slip_hmac;
  end if;
end
$$;
grant execute on function statistics.mark_declined(bytea, boolean) to bul_staff;

-- A no to a statistics survey, or its taking back, for a child in reach: of a signed-in family, or of a letter's
-- code. It can't be said after submit, for nobody can find the answers: then nothing changes, and false is told.
-- p_is_of_age: from 15 only the young person's own no counts (domain/consent/opt-out.ts).
create function statistics.opt_out(
  p_survey uuid, p_pupil uuid, p_pupil_person uuid, p_person uuid, p_said_by text, p_is_out boolean, p_is_of_age boolean, p_on date
)
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_slip bytea;
  v_class uuid;
  v_answered bytea[];
begin
  if not (
    current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
      and p_pupil::text = any (string_to_array(current_setting('app.reach', true), ','))
      and p_pupil_person::text = any (string_to_array(current_setting('app.reach', true), ','))
      and p_person::text = any (string_to_array(current_setting('app.reach', true), ','))
      and p_said_by = case current_setting('app.role', true) when 'parent' then 'parent' else 'self' end
    or current_setting('app.role', true) = 'respondent' and p_said_by = 'letter' and exists (
      select from common.opt_out_code c
      where c.municipality_id = v_municipality and c.survey_id = p_survey and c.pupil_id = p_pupil
        and c.person_id = p_person and c.person_id = p_pupil_person
        and encode(c.code_hmac, 'hex') = any (string_to_array(current_setting('app.reach', true), ','))
    )
  ) then
    raise exception 'a child that is not in reach' using errcode = 'insufficient_privilege';
  end if;
  select slip_hmac, class_id into v_slip, v_class from common.slip
    where municipality_id = v_municipality and survey_id = p_survey and pupil_id = p_pupil;
  if found then
    select answered into v_answered from statistics.turnout
      where municipality_id = v_municipality and survey_id = p_survey and class_id = v_class for update;
    if v_slip = any (v_answered) then return false; end if;
  end if;
  if p_is_out then
    insert into common.opt_out (municipality_id, survey_id, pupil_id, pupil_person_id, person_id, said_by, said_on)
      values (v_municipality, p_survey, p_pupil, p_pupil_person, p_person, p_said_by, p_on) on conflict do nothing;
  else
    delete from common.opt_out
      where municipality_id = v_municipality and survey_id = p_survey and pupil_id = p_pupil and person_id = p_person and said_by = p_said_by;
  end if;
  if v_slip is not null then
    perform statistics.mark_declined(v_slip, exists (
      select from common.opt_out o
      where o.municipality_id = v_municipality and o.survey_id = p_survey and o.pupil_id = p_pupil and (o.said_by = 'self') = p_is_of_age
    ));
  end if;
  return true;
end
$$;
revoke all on function statistics.opt_out(uuid, uuid, uuid, uuid, text, boolean, boolean, date) from public;
grant execute on function statistics.opt_out(uuid, uuid, uuid, uuid, text, boolean, boolean, date) to bul_health;
comment on function statistics.opt_out(uuid, uuid, uuid, uuid, text, boolean, boolean, date) is 'A family''s no to a statistics survey, or that they think again. Marks the slip as any other no does; reads no answer.';

-- Who said no for the slip in reach, so that the door knows whether it holds: the child's person, and in what quality.
create function common.opt_outs_of_slip(p_slip_hmac bytea)
returns table (pupil_person_id uuid, said_by text) language plpgsql security definer set search_path = '' as $$
begin
  if current_setting('app.role', true) <> 'respondent' or encode(p_slip_hmac, 'hex') <> current_setting('app.reach', true) then
    raise exception 'a slip that is not in reach' using errcode = 'insufficient_privilege';
  end if;
  return query select o.pupil_person_id, o.said_by from common.slip s
    join common.opt_out o on o.municipality_id = s.municipality_id and o.survey_id = s.survey_id and o.pupil_id = s.pupil_id
    where s.municipality_id = nullif(current_setting('app.municipality', true), '')::int and s.slip_hmac = p_slip_hmac;
end
$$;
revoke all on function common.opt_outs_of_slip(bytea) from public;
grant execute on function common.opt_outs_of_slip(bytea) to bul_health;
comment on function common.opt_outs_of_slip(bytea) is 'Whether a family has said no for the slip that somebody holds.';

-- PLUS: the family sees that there is a case and what it has agreed to, and may take its word back by itself.
create policy family_reads on assessment.assessment for select to bul_owner
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy family_withdraws on assessment.consent to bul_owner
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and decision = 'withdrawn'
    and recorded_by::text = current_setting('app.actor', true)
  );
create policy family_withdraws on assessment.informant for update to bul_owner
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and state = 'withdrawn'
  );

create function assessment.family_cases(p_pupils uuid[])
returns table (assessment_id uuid, pupil_id uuid, opened_at timestamptz, state text, decision text, given_by text, recorded_at timestamptz)
language plpgsql security definer set search_path = '' as $$
begin
  return query select distinct on (a.id) a.id, a.pupil_id, a.opened_at, a.state, c.decision, c.given_by, c.recorded_at
    from assessment.assessment a
    join assessment.consent c on c.municipality_id = a.municipality_id and c.assessment_id = a.id
    where a.municipality_id = nullif(current_setting('app.municipality', true), '')::int and a.pupil_id = any (p_pupils)
    order by a.id, c.recorded_at desc;
end
$$;
revoke all on function assessment.family_cases(uuid[]) from public;
grant execute on function assessment.family_cases(uuid[]) to bul_health;
comment on function assessment.family_cases(uuid[]) is 'PLUS cases that the family of a child in reach has been told of, with its latest word. No content.';

-- False when there is nothing to take back. Who has not answered is asked no more, and what they began is deleted.
create function assessment.withdraw_by_family(p_assessment uuid, p_id uuid, p_given_by text, p_at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_latest text;
begin
  perform from assessment.assessment where municipality_id = v_municipality and id = p_assessment and state = 'open';
  if not found then return false; end if;
  select decision into v_latest from assessment.consent
    where municipality_id = v_municipality and assessment_id = p_assessment order by recorded_at desc limit 1;
  if v_latest is null or v_latest = 'withdrawn' then return false; end if;
  insert into assessment.consent (municipality_id, assessment_id, id, given_by, way, decision, recorded_by, recorded_at)
    values (v_municipality, p_assessment, p_id, p_given_by, 'ownPage', 'withdrawn', current_setting('app.actor', true)::uuid, p_at);
  update assessment.informant set state = 'withdrawn'
    where municipality_id = v_municipality and assessment_id = p_assessment and state in ('invited', 'declined');
  delete from assessment.draft d using assessment.informant i
    where d.municipality_id = v_municipality and i.municipality_id = v_municipality
      and i.assessment_id = p_assessment and i.state = 'withdrawn' and d.slip_hmac = i.link_hmac;
  return true;
end
$$;
revoke all on function assessment.withdraw_by_family(uuid, uuid, text, timestamptz) from public;
grant execute on function assessment.withdraw_by_family(uuid, uuid, text, timestamptz) to bul_health;
comment on function assessment.withdraw_by_family(uuid, uuid, text, timestamptz) is 'A family takes back its word about a case: nobody is asked any more. What has been answered stays with the case.';

grant update (valid_from, valid_until) on identity.family to bul_staff;
grant usage on schema assessment to bul_health;
grant select, insert, update (link_hmac, slip_hmac) on health.family_link to bul_health;
grant select (municipality_id, survey_id, own_hmac, slip_hmac) on health.family_link to bul_sealer;
grant select, insert, delete on health.hidden_answer to bul_health;
grant select (municipality_id, pupil_id), update (class_id) on health.hidden_answer to bul_staff;
grant select on common.opt_out to bul_health;
grant select (municipality_id, survey_id, pupil_id, pupil_person_id, person_id, said_by), delete on common.opt_out to bul_staff;
grant select on common.opt_out_code to bul_health;
grant select (municipality_id, survey_id, pupil_id), insert, delete on common.opt_out_code to bul_staff;
-- The nightly job moves decisions over to whoever has turned 15; the roster's ends consents of who has changed school.
grant select (survey_id, person_id, class_id, slip_hmac, decides, decision, answered_on), update (decides, decision) on health.invitation to bul_staff;
grant insert on health.consent to bul_staff;

comment on column identity.family.valid_from is 'The first day the relation gives anything.';
comment on column identity.family.valid_until is 'The first day it gives nothing more; null while no end is known. A parent without custody has no row.';
comment on column health.response.person_id is 'Which parent answered; null when nobody knows, as with a letter''s code, and where the child answered itself.';
comment on table health.family_link is 'A signed-in parent''s own link to an invitation, as its HMAC. It works while their custody does.';
comment on column health.family_link.own_hmac is 'What their draft is kept under, the same whichever link they came by.';
comment on column health.family_link.link_hmac is 'The latest link; an earlier one is worth nothing any more.';
comment on column health.family_link.slip_hmac is 'The invitation''s slip, which counts once, whoever answers.';
comment on table health.hidden_answer is 'Answers that a parent is not shown, decided by a health professional (sundhedsloven § 37, stk. 2).';
comment on column health.hidden_answer.reason is 'Why, as ciphertext under the child''s key: read by health professionals alone.';
comment on table common.opt_out is 'A family''s no to a statistics survey, by child; from 15 the young person''s own alone counts. Deleted when the survey closes.';
comment on column common.opt_out.pupil_person_id is 'The child''s person, here too so that the door needs no look at the roster.';
comment on column common.opt_out.person_id is 'Who said it; with a letter''s code the child''s person, for nobody knows who held the letter.';
comment on table common.opt_out_code is 'Codes of information letters, as HMAC: to say no without a login. Deleted when the survey closes.';
comment on column common.opt_out_code.person_id is 'The child''s person, here with its class so that a code needs no look at the roster.';
