-- The door: failures to come in, counted where every server sees them; which browser a personal link belongs to; and
-- a new link in the place of one that is lost.
--
-- Failures are the installation's, not a municipality's: they stand under the association (0), or whoever guesses
-- would have a fresh start in each of ninety-eight places.

create table common.failed_entry (
  municipality_id int not null,
  id uuid not null,
  address_hmac bytea not null,
  tried_hmac bytea not null,
  at timestamptz not null,
  constraint failed_entry_pkey primary key (municipality_id, id)
);

create table common.link_binding (
  municipality_id int not null,
  link_hmac bytea not null,
  draft_hmac bytea not null,
  browser_hmac bytea not null,
  constraint link_binding_pkey primary key (municipality_id, link_hmac)
);

-- distribute

create index failed_entry_address_idx on common.failed_entry (municipality_id, address_hmac, at);
create index failed_entry_at_idx on common.failed_entry (municipality_id, at);
create index link_binding_draft_idx on common.link_binding (municipality_id, draft_hmac);
-- NOTE: no foreign key from a binding to an invitation, for the reason that 0008 gives for drafts.

alter table common.failed_entry enable row level security;
alter table common.failed_entry force row level security;
create policy own_municipality on common.failed_entry
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table common.link_binding enable row level security;
alter table common.link_binding force row level security;
create policy own_municipality on common.link_binding
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['common.failed_entry', 'common.link_binding'] loop
    execute format(
      $policy$create policy not_for_citizens on %s as restrictive for select
        to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
        using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'))$policy$,
      v_table
    );
  end loop;
end
$$;

-- Asked by the function below, which runs as the owner, and by no login.
create policy renewal on health.invitation to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy renewal on health.draft for select to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy renewal_ends on health.draft for delete to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

-- Puts a new link in the place of one that is lost: the old one is worth nothing from the commit on, and what was begun
-- with it is gone, for whoever found it may have begun it. False when it has been used up, or never was.
-- A professional reaches no draft: what somebody answers is none of theirs, also when it is to be thrown away.
create function statistics.renew_link(p_survey uuid, p_pupil uuid, p_turn int, p_link_hmac bytea)
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_old bytea;
  v_class uuid;
begin
  if current_setting('app.role', true) not in ('healthVisitor', 'leadHealthVisitor', 'municipalAdmin') then
    raise exception 'only who invites issues links' using errcode = 'insufficient_privilege';
  end if;
  select slip_hmac, class_id into v_old, v_class from common.slip
    where municipality_id = v_municipality and survey_id = p_survey and pupil_id = p_pupil for update;
  if not found then return false; end if;
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
revoke all on function statistics.renew_link(uuid, uuid, int, bytea) from public;
grant execute on function statistics.renew_link(uuid, uuid, int, bytea) to bul_staff;
comment on function statistics.renew_link(uuid, uuid, int, bytea) is 'Puts a new personal link in the place of a lost one; the old one, and what was begun with it, is gone.';

grant select, insert, delete on common.failed_entry to bul_statistics;
grant select, insert, delete on common.link_binding to bul_statistics, bul_health, bul_assessment;
grant select (municipality_id, draft_hmac), delete on common.link_binding to bul_sealer;

comment on table common.failed_entry is 'Codes and links that opened nothing, for an hour: what slows whoever guesses. Under municipality 0, for all.';
comment on column common.failed_entry.address_hmac is 'HMAC of the caller''s network address and the day, so that no day can be held against another.';
comment on column common.failed_entry.tried_hmac is 'HMAC of what was tried: the same mistake made again counts once.';
comment on table common.link_binding is 'Which browser a personal link was first opened in. Deleted by submit, and with the invitation.';
comment on column common.link_binding.link_hmac is 'As the invitation holds it, or a signed-in parent''s own.';
comment on column common.link_binding.draft_hmac is 'What the draft is kept under: the link itself, or what a signed-in parent''s links have in common.';
comment on column common.link_binding.browser_hmac is 'HMAC of the browser''s secret and the link: of one browser, two links have nothing in common.';
