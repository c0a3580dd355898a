-- Help from the association, inside a municipality's walls: let in by the municipality, for some hours, seeing nobody.

create table common.support_grant (
  municipality_id int not null,
  id uuid not null,
  code_hmac bytea not null,
  reason text not null,
  granted_by uuid not null,
  granted_at timestamptz not null,
  ends_at timestamptz not null,
  account_id uuid,
  used_at timestamptz,
  constraint support_grant_pkey primary key (municipality_id, id),
  constraint support_grant_period_check check (ends_at >= granted_at and ends_at <= granted_at + interval '24 hours'),
  constraint support_grant_reason_check check (reason <> '')
);

-- distribute

alter table common.support_grant add constraint support_grant_code_key unique (municipality_id, code_hmac);
alter table common.support_grant add constraint support_grant_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id);

alter table common.support_grant enable row level security;
alter table common.support_grant force row level security;
create policy own_municipality on common.support_grant
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on common.support_grant as restrictive for select
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

-- Whoever helps reads of people their own name, whatever a handler forgets. Restrictive: beside what is there already.
-- What is read by reach alone (health, assessment) needs none: a helper reaches themselves.
create policy support_sees_nobody on identity.person as restrictive
  using (current_setting('app.role', true) <> 'support' or id::text = any (string_to_array(current_setting('app.reach', true), ',')))
  with check (current_setting('app.role', true) <> 'support');
create policy support_sees_nobody on identity.person_key as restrictive
  using (current_setting('app.role', true) <> 'support' or person_id::text = any (string_to_array(current_setting('app.reach', true), ',')))
  with check (current_setting('app.role', true) <> 'support');
do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'identity.family', 'common.pupil', 'common.slip', 'common.roster_import', 'common.discussion_comment',
    'statistics.invitation', 'statistics.draft', 'statistics.turnout'
  ] loop
    execute format(
      $policy$create policy support_sees_nobody on %s as restrictive for select using (current_setting('app.role', true) <> 'support')$policy$,
      v_table
    );
  end loop;
end
$$;

grant select, insert, update on common.support_grant to bul_staff;

comment on table common.support_grant is 'A municipality lets somebody of the association in, for a reason and at most a day; the code that does it is kept as HMAC.';
comment on column common.support_grant.account_id is 'The account that was made when the code was used, closed when the time is over; null until then.';
