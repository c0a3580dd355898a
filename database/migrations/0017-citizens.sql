-- A citizen's transaction reads their own and what names nobody, by whichever login a request uses and whatever a
-- handler forgets. These policies are restrictive: they only take away, and only from parents, pupils and young
-- people; the municipality is compared by the policies beside them. What citizens may read nevertheless stands,
-- with a reason each, in database/access-matrix.test.ts.

create policy citizens_read_their_own on common.account as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (
    current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson')
    or id::text = current_setting('app.actor', true)
  );
create policy citizens_read_their_own on common.session as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (
    current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson')
    or account_id::text = current_setting('app.actor', true)
  );
create policy citizens_read_their_own on common.pupil as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (
    current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson')
    or id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy citizens_read_their_own on identity.person_key as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (
    current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson')
    or person_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy citizens_read_their_own on identity.family as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (
    current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson')
    or person_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );

-- A family keeps its child, whichever school the child has moved to since somebody signed in.
create policy own_child on common.pupil for select to bul_health
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );

-- What professionals have among themselves, slips, and figures that are on their way: nothing of it is a citizen's.
-- Functions that a family's act calls (`statistics.mark_declined`) run as the owner, and are not held by these.
do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'common.account_class', 'common.action_plan', 'common.discussion_comment', 'common.discussion_task',
    'common.institution_directory', 'common.intervention', 'common.intervention_experience',
    'common.lesson', 'common.network_answer', 'common.network_question', 'common.news', 'common.reference_person',
    'common.slip', 'common.survey_unit',
    'statistics.draft', 'statistics.invitation', 'statistics.turnout',
    'sealed.total', 'sealed.turnout', 'sealed.withheld',
    'released.contribution', 'released.municipal_total', 'released.benchmark'
  ] loop
    execute format(
      $policy$create policy not_for_citizens on %s as restrictive for select
        to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
        using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'))$policy$,
      v_table
    );
  end loop;
end
$$;
