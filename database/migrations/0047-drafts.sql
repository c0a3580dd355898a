-- What saves itself: who saves says what they had read, so that two who write at once keep both their texts; and the audit log
-- has one row for a person, an object and a sitting instead of one for each pause in the typing.

alter table common.environment_assessment add column revision int not null default 1
  constraint environment_assessment_revision_check check (revision >= 1);
comment on column common.environment_assessment.revision is 'Counts up at every saving, so that of two readings it is known which is the newer.';

alter table common.feedback add column revision int not null default 1
  constraint feedback_revision_check check (revision >= 1);
comment on column common.feedback.revision is 'Counts up at every saving of the draft: whoever saves says which one they had read.';

-- The functions below look for a row of one's own; nobody reads the log through them.
create policy own_rows on audit.event for select to bul_owner
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and actor_id::text = nullif(current_setting('app.actor', true), '')
  );

-- As `audit.append`, unless the same person has a row of the same act on the same object since a moment. The head is locked first, so
-- two savings at once write one row; what was refused is no saving.
create function audit.append_in_sitting(
  p_id uuid, p_at timestamptz, p_actor_id uuid, p_role text, p_act text, p_object text, p_request_id text, p_since timestamptz
)
returns void language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
begin
  perform from audit.head where municipality_id = v_municipality for update;
  if exists (
    select from audit.event
    where municipality_id = v_municipality and at > p_since and actor_id = p_actor_id and act = p_act and object = p_object and refusal is null
  ) then
    return;
  end if;
  perform audit.append(p_id, p_at, p_actor_id, p_role, p_act, p_object, null, null, '{}', p_request_id, null, 1);
end
$$;
revoke all on function audit.append_in_sitting(uuid, timestamptz, uuid, text, text, text, text, timestamptz) from public;
grant execute on function audit.append_in_sitting(uuid, timestamptz, uuid, text, text, text, text, timestamptz) to bul_staff;
comment on function audit.append_in_sitting(uuid, timestamptz, uuid, text, text, text, text, timestamptz) is
  'Adds one row to the chain, unless the same person has one of the same act and object since this moment. Never of a look at a child.';
