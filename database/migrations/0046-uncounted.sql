-- A withdrawal takes the counted copy away too, as long as nothing of it has been sealed.

-- As in 0037, and now hands back what was answered, so that the copy can be reckoned as it was when it was made: nothing
-- says which copy it is, and of copies that are equal any one is as good as another.
drop function health.forget_response(uuid, uuid);
create function health.forget_response(p_survey uuid, p_pupil uuid)
returns table (answers smallint[], questionnaire_code text, questionnaire_version text)
language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
begin
  delete from health.paper_typing where municipality_id = v_municipality and slip_hmac in (
    select slip_hmac from health.invitation where municipality_id = v_municipality and survey_id = p_survey and pupil_id = p_pupil);
  return query delete from health.response r where r.municipality_id = v_municipality and r.survey_id = p_survey and r.pupil_id = p_pupil
    returning r.answers, r.questionnaire_code, r.questionnaire_version;
  if found then
    delete from health.note where municipality_id = v_municipality and pupil_id = p_pupil;
  end if;
end
$$;
revoke all on function health.forget_response(uuid, uuid) from public;
grant execute on function health.forget_response(uuid, uuid) to bul_health;
comment on function health.forget_response(uuid, uuid) is 'Deletes the response of a child in reach of a family, with marks and note, and what is being typed of their sheet; hands back what its counted copy is reckoned of.';

-- The way back through the one door: takes one copy like this out of the class of the slip. A copy of which anything has been sealed is
-- like no answers, for sealed places are null. Never touches who has answered.
create function statistics.count_out(p_slip_hmac bytea, p_answers smallint[])
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
begin
  if current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson') then
    raise exception 'only a family withdraws' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from health.invitation where municipality_id = v_municipality and slip_hmac = p_slip_hmac
    and pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))) then
    raise exception 'a slip that is not in reach' using errcode = 'insufficient_privilege';
  end if;
  delete from statistics.response where municipality_id = v_municipality and id = (
    select r.id from statistics.invitation i
      join statistics.response r on r.municipality_id = i.municipality_id and r.survey_id = i.survey_id and r.class_id = i.class_id
    where i.municipality_id = v_municipality and i.slip_hmac = p_slip_hmac and r.is_by_name and r.answers = p_answers
      and r.sex = case i.sex when 'female' then 'f' when 'male' then 'm' else 'u' end
    limit 1);
  return found;
end
$$;
revoke all on function statistics.count_out(bytea, smallint[]) from public;
grant execute on function statistics.count_out(bytea, smallint[]) to bul_health;
comment on function statistics.count_out(bytea, smallint[]) is 'Takes one copy with these answers out of the class of the slip, if nothing of it has been sealed. Of equal copies any one is as good as another.';
