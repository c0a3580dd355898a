-- A lesson's pause; a new slip for a pupil while their class has its lesson; and the way home for whoever was not there.

alter table common.lesson
  add column is_paused boolean not null default false,
  add constraint lesson_paused_check check (not is_paused or state = 'open');

-- As in 0020, and now for the class's teacher too: while the lesson is open, and in an institution of their own.
create or replace function statistics.renew_link(p_survey uuid, p_pupil uuid, p_turn int, p_link_hmac bytea)
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_role text := current_setting('app.role', true);
  v_old bytea;
  v_class uuid;
begin
  if v_role not in ('healthVisitor', 'leadHealthVisitor', 'municipalAdmin', 'teacher') then
    raise exception 'only who invites issues links' using errcode = 'insufficient_privilege';
  end if;
  select slip_hmac, class_id into v_old, v_class from common.slip
    where municipality_id = v_municipality and survey_id = p_survey and pupil_id = p_pupil for update;
  if not found then return false; end if;
  if v_role = 'teacher' and not exists (
    select from common.lesson
      where municipality_id = v_municipality and survey_id = p_survey and class_id = v_class and state = 'open'
  ) then
    raise exception 'a teacher issues slips while the lesson is open' using errcode = 'insufficient_privilege';
  end if;
  -- Held as a submit holds it: one of the two comes first, and the other sees it.
  update statistics.turnout
    set declined = case when v_old = any (declined)
      then array(select distinct slip from unnest(array_append(array_remove(declined, v_old), p_link_hmac)) as slip order by slip)
      else declined end
    where municipality_id = v_municipality and survey_id = p_survey and class_id = v_class and not (v_old = any (answered));
  if not found then return false; end if;
  update common.slip set turn = p_turn, slip_hmac = p_link_hmac
    where municipality_id = v_municipality and survey_id = p_survey and pupil_id = p_pupil;
  update statistics.invitation set slip_hmac = p_link_hmac where municipality_id = v_municipality and slip_hmac = v_old;
  update health.invitation set slip_hmac = p_link_hmac where municipality_id = v_municipality and slip_hmac = v_old;
  update health.family_link set slip_hmac = p_link_hmac where municipality_id = v_municipality and slip_hmac = v_old;
  delete from statistics.draft where municipality_id = v_municipality and slip_hmac = v_old;
  delete from health.draft where municipality_id = v_municipality and slip_hmac = v_old;
  delete from common.link_binding where municipality_id = v_municipality and draft_hmac = v_old;
  return true;
end
$$;
comment on function statistics.renew_link(uuid, uuid, int, bytea) is 'Puts a new personal link or slip in the place of a lost one; the old one, and what was begun with it, is gone.';

-- Which surveys a pupil may answer from home, signed in as themselves: their class has had its lesson, and they were not
-- there. It reads who has answered and writes nothing, so that nobody can find afterwards who answered from home. Asked
-- for the pupil alone: a parent is not told whether the child has answered.
create function statistics.own_slips() returns table (survey_id uuid, slip_hmac bytea)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
begin
  if current_setting('app.role', true) not in ('pupil', 'youngPerson') then
    raise exception 'a slip is asked for by whose it is' using errcode = 'insufficient_privilege';
  end if;
  return query
    select s.survey_id, s.slip_hmac from common.slip s
    join statistics.turnout t on t.municipality_id = s.municipality_id and t.survey_id = s.survey_id and t.class_id = s.class_id
    where s.municipality_id = v_municipality
      and s.pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
      and not (s.slip_hmac = any (t.answered)) and not (s.slip_hmac = any (t.declined))
      and exists (
        select from common.lesson l
        where l.municipality_id = s.municipality_id and l.survey_id = s.survey_id and l.class_id = s.class_id and l.state = 'ended'
      );
end
$$;
revoke all on function statistics.own_slips() from public;
grant execute on function statistics.own_slips() to bul_statistics;

comment on column common.lesson.is_paused is 'Nobody new comes in. Whoever is in goes on saving, and may send.';
comment on function statistics.own_slips() is 'The slips that a signed-in pupil has not used, of surveys whose lesson they were not at. Reads only.';
