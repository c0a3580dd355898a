-- Ground for two more tracks, for surveys that invite one at a time, and for citizens who sign in.

create schema health;
create schema assessment;

comment on schema health is 'The health track: answers of a named child, for the health professional who talks with the family.';
comment on schema assessment is 'PLUS: one child, named informants, the people on the case.';

grant usage on schema health to bul_health;
grant usage on schema assessment to bul_assessment;
grant usage on schema common, identity, audit to bul_health, bul_assessment;

-- As the shorter one of 0001, and what of named people this actor may open. The settings are compared with
-- columns of the row itself, for a policy with a sub-select can't be sent to a shard.
-- p_reach: ids with commas between: a health professional's classes, a citizen's children and their person
-- ids, the assessments somebody is on. Empty reaches nothing.
create function common.begin_ctx(p_municipality int, p_role text, p_actor text, p_institutions text, p_reach text)
returns void language plpgsql set search_path = '' as $$
begin
  execute format('set local app.municipality = %L', p_municipality);
  execute format('set local app.role = %L', p_role);
  execute format('set local app.actor = %L', p_actor);
  execute format('set local app.institutions = %L', p_institutions);
  execute format('set local app.reach = %L', p_reach);
end
$$;
revoke all on function common.begin_ctx(int, text, text, text, text) from public;
grant execute on function common.begin_ctx(int, text, text, text, text)
  to bul_staff, bul_statistics, bul_report, bul_sealer, bul_health, bul_assessment;
comment on function common.begin_ctx(int, text, text, text, text) is 'Sets the transaction''s actor with their reach. Row-level security reads these settings; unset means no rows.';

create table identity.family (
  municipality_id int not null,
  person_id uuid not null,
  pupil_id uuid not null,
  pupil_person_id uuid not null,
  relation text not null,
  constraint family_pkey primary key (municipality_id, person_id, pupil_id),
  constraint family_relation_check check (relation in ('custody', 'self'))
);

-- distribute

alter table identity.family add constraint family_person_fkey
  foreign key (municipality_id, person_id) references identity.person (municipality_id, id) on delete cascade;
alter table identity.family add constraint family_pupil_fkey
  foreign key (municipality_id, pupil_id) references common.pupil (municipality_id, id) on delete cascade;
create index family_pupil_idx on identity.family (municipality_id, pupil_id);

alter table common.survey drop constraint survey_track_check;
alter table common.survey add constraint survey_track_check check (track in ('statistics', 'health'));
alter table common.survey add column is_rolling boolean not null default false;
alter table common.institution drop constraint institution_kind_check;
alter table common.institution add constraint institution_kind_check
  check (kind in ('school', 'daycare', 'youthEducation', 'administration', 'healthService', 'youthService'));

alter table audit.event add column pupil_ids uuid[] not null default '{}';

alter table identity.family enable row level security;
alter table identity.family force row level security;
create policy own_municipality on identity.family
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

-- A citizen reads the names of their own family and nobody else's, whatever a handler forgets.
create policy citizens_read_their_own on identity.person as restrictive
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (
      current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson')
      or id::text = any (string_to_array(current_setting('app.reach', true), ','))
    )
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson')
  );

grant select, insert, delete on identity.family to bul_staff;
grant select on identity.family to bul_health, bul_assessment;
grant select on identity.person, identity.person_key to bul_health, bul_assessment;
grant select on common.municipality, common.institution, common.class, common.pupil, common.survey, common.questionnaire,
  common.account, common.account_class to bul_health, bul_assessment;
grant insert on audit.event to bul_health, bul_assessment;

comment on table identity.family is 'Who a child''s own things may be shown to: grown-ups with custody, and the child itself.';
comment on column identity.family.pupil_person_id is 'The child''s person, here too so that a sign-in needs no look at the roster.';
comment on column common.survey.is_rolling is 'Invites one at a time, by age or before a visit, beside surveys that ask everybody at once.';
comment on column audit.event.pupil_ids is 'The named children that the act showed or changed something about, so that their families can see it.';
