-- A family that is told by mail or SMS signs in, and opens its questionnaire from its own page. In the statistics track the link
-- is the child's, the same that stands in the letter: nothing is written down, and where it leads nobody is known.

create function common.own_links() returns table (survey_id uuid, pupil_id uuid, turn smallint)
language sql stable security definer set search_path = '' as $$
  select s.survey_id, s.pupil_id, s.turn
  from common.slip s join common.survey v on v.municipality_id = s.municipality_id and v.id = s.survey_id
  where s.municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'youngPerson')
    and s.pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
    and v.track = 'statistics' and v.state = 'open'
$$;
revoke all on function common.own_links() from public;
grant execute on function common.own_links() to bul_health;
comment on function common.own_links() is 'Open statistics surveys that a citizen''s own children, or they themselves, have a slip in. Never whether it has been used.';
