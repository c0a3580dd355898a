-- What the migrations make, printed from the catalogue by scripts/dump-schema.ts. Not edited by hand.

create schema assessment authorization bul_owner;
comment on schema assessment is 'PLUS: one child, named informants, the people on the case.';
grant usage on schema assessment to bul_assessment;
grant usage on schema assessment to bul_health;
grant usage on schema assessment to bul_staff;

create schema audit authorization bul_owner;
comment on schema audit is 'Who did what. Append-only.';
grant usage on schema audit to bul_assessment;
grant usage on schema audit to bul_health;
grant usage on schema audit to bul_report;
grant usage on schema audit to bul_sealer;
grant usage on schema audit to bul_staff;
grant usage on schema audit to bul_statistics;

create schema common authorization bul_owner;
comment on schema common is 'Organisation, accounts, questionnaires and surveys: no answers, no names.';
grant usage on schema common to bul_assessment;
grant usage on schema common to bul_health;
grant usage on schema common to bul_report;
grant usage on schema common to bul_sealer;
grant usage on schema common to bul_staff;
grant usage on schema common to bul_statistics;

create schema health authorization bul_owner;
comment on schema health is 'The health track: answers of a named child, for the health professional who talks with the family.';
grant usage on schema health to bul_health;
grant usage on schema health to bul_sealer;
grant usage on schema health to bul_staff;

create schema identity authorization bul_owner;
comment on schema identity is 'Names, CPR and contacts, as ciphertext only.';
grant usage on schema identity to bul_assessment;
grant usage on schema identity to bul_health;
grant usage on schema identity to bul_staff;

create schema jobs authorization bul_worker;
comment on schema jobs is 'The one door to the job queue.';
grant usage on schema jobs to bul_sealer;
grant usage on schema jobs to bul_staff;

create schema migration authorization bul_owner;
comment on schema migration is 'What this database is, and which migrations have been run. Belongs to no municipality.';
grant usage on schema migration to bul_staff;

create schema released authorization bul_owner;
comment on schema released is 'What municipalities have released to each other, as sums over municipalities.';
grant usage on schema released to bul_report;
grant usage on schema released to bul_sealer;

create schema sealed authorization bul_owner;
comment on schema sealed is 'A municipality''s sealed atoms and their sums: the only origin of its group figures.';
grant usage on schema sealed to bul_report;
grant usage on schema sealed to bul_sealer;
grant usage on schema sealed to bul_staff;

create schema statistics authorization bul_owner;
comment on schema statistics is 'Answers of the statistics track. No key in here leads to a person after submit.';
grant usage on schema statistics to bul_health;
grant usage on schema statistics to bul_report;
grant usage on schema statistics to bul_sealer;
grant usage on schema statistics to bul_staff;
grant usage on schema statistics to bul_statistics;

CREATE OR REPLACE FUNCTION assessment.family_cases(p_pupils uuid[])
 RETURNS TABLE(assessment_id uuid, pupil_id uuid, opened_at timestamp with time zone, state text, decision text, given_by text, recorded_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return query select distinct on (a.id) a.id, a.pupil_id, a.opened_at, a.state, c.decision, c.given_by, c.recorded_at
    from assessment.assessment a
    join assessment.consent c on c.municipality_id = a.municipality_id and c.assessment_id = a.id
    where a.municipality_id = nullif(current_setting('app.municipality', true), '')::int and a.pupil_id = any (p_pupils)
    order by a.id, c.recorded_at desc;
end
$function$;
alter function assessment.family_cases(uuid[]) owner to bul_owner;
comment on function assessment.family_cases(uuid[]) is 'PLUS cases that the family of a child in reach has been told of, with its latest word. No content.';
grant execute on function assessment.family_cases(uuid[]) to bul_health;

CREATE OR REPLACE FUNCTION assessment.forget_withdrawn(p_assessment_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
begin
  if not (p_assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))) then
    raise exception 'an assessment that is not in reach' using errcode = 'insufficient_privilege';
  end if;
  delete from assessment.draft d using assessment.informant i
    where d.municipality_id = v_municipality and i.municipality_id = v_municipality
      and i.assessment_id = p_assessment_id and i.state = 'withdrawn' and d.slip_hmac = i.link_hmac;
end
$function$;
alter function assessment.forget_withdrawn(uuid) owner to bul_owner;
comment on function assessment.forget_withdrawn(uuid) is 'Deletes the drafts of a case''s informants whose invitation was taken back.';
grant execute on function assessment.forget_withdrawn(uuid) to bul_assessment;

CREATE OR REPLACE FUNCTION assessment.key_of_informant()
 RETURNS TABLE(key_encryption_key text, leaf bigint, wrapped bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
begin
  if current_setting('app.role', true) is distinct from 'respondent' then
    raise exception 'only who answers seals what they wrote' using errcode = 'insufficient_privilege';
  end if;
  return query select k.key_encryption_key, k.leaf, k.wrapped
    from assessment.informant i
    join assessment.assessment_key k on k.municipality_id = i.municipality_id and k.assessment_id = i.assessment_id
    where i.municipality_id = v_municipality and encode(i.link_hmac, 'hex') = current_setting('app.reach', true);
end
$function$;
alter function assessment.key_of_informant() owner to bul_owner;
comment on function assessment.key_of_informant() is 'The wrapped key of the case that the informant in reach is asked about, to seal what they wrote.';
grant execute on function assessment.key_of_informant() to bul_assessment;

CREATE OR REPLACE FUNCTION assessment.withdraw_by_family(p_assessment uuid, p_id uuid, p_given_by text, p_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function assessment.withdraw_by_family(uuid,uuid,text,timestamp with time zone) owner to bul_owner;
comment on function assessment.withdraw_by_family(uuid,uuid,text,timestamp with time zone) is 'A family takes back its word about a case: nobody is asked any more. What has been answered stays with the case.';
grant execute on function assessment.withdraw_by_family(uuid,uuid,text,timestamp with time zone) to bul_health;

CREATE OR REPLACE FUNCTION audit.append(p_id uuid, p_at timestamp with time zone, p_actor_id uuid, p_role text, p_act text, p_object text, p_purpose text, p_relation text, p_pupil_ids uuid[], p_request_id text, p_refusal text, p_times integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_row audit.event;
begin
  v_row.municipality_id := nullif(current_setting('app.municipality', true), '')::int;
  select seq, hash into v_row.seq, v_row.previous from audit.head where municipality_id = v_row.municipality_id for update;
  if not found then
    insert into audit.head (municipality_id, seq, hash) values (v_row.municipality_id, 0, decode(repeat('00', 32), 'hex'))
      on conflict (municipality_id) do nothing;
    select seq, hash into v_row.seq, v_row.previous from audit.head where municipality_id = v_row.municipality_id for update;
  end if;
  v_row.seq := v_row.seq + 1;
  v_row.id := p_id;
  v_row.at := p_at;
  v_row.actor_id := p_actor_id;
  v_row.role := p_role;
  v_row.act := p_act;
  v_row.object := p_object;
  v_row.purpose := p_purpose;
  v_row.relation := p_relation;
  v_row.pupil_ids := p_pupil_ids;
  v_row.request_id := p_request_id;
  v_row.refusal := p_refusal;
  v_row.times := p_times;
  v_row.hash := audit.digest(v_row);
  insert into audit.event select v_row.*;
  update audit.head set seq = v_row.seq, hash = v_row.hash where municipality_id = v_row.municipality_id;
end
$function$;
alter function audit.append(uuid,timestamp with time zone,uuid,text,text,text,text,text,uuid[],text,text,integer) owner to bul_owner;
comment on function audit.append(uuid,timestamp with time zone,uuid,text,text,text,text,text,uuid[],text,text,integer) is 'Adds one row to the chain of the municipality of the transaction. Nobody chooses a row''s number or hash.';
grant execute on function audit.append(uuid,timestamp with time zone,uuid,text,text,text,text,text,uuid[],text,text,integer) to bul_assessment;
grant execute on function audit.append(uuid,timestamp with time zone,uuid,text,text,text,text,text,uuid[],text,text,integer) to bul_health;
grant execute on function audit.append(uuid,timestamp with time zone,uuid,text,text,text,text,text,uuid[],text,text,integer) to bul_report;
grant execute on function audit.append(uuid,timestamp with time zone,uuid,text,text,text,text,text,uuid[],text,text,integer) to bul_sealer;
grant execute on function audit.append(uuid,timestamp with time zone,uuid,text,text,text,text,text,uuid[],text,text,integer) to bul_staff;
grant execute on function audit.append(uuid,timestamp with time zone,uuid,text,text,text,text,text,uuid[],text,text,integer) to bul_statistics;

CREATE OR REPLACE FUNCTION audit.append_in_sitting(p_id uuid, p_at timestamp with time zone, p_actor_id uuid, p_role text, p_act text, p_object text, p_request_id text, p_since timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function audit.append_in_sitting(uuid,timestamp with time zone,uuid,text,text,text,text,timestamp with time zone) owner to bul_owner;
comment on function audit.append_in_sitting(uuid,timestamp with time zone,uuid,text,text,text,text,timestamp with time zone) is 'Adds one row to the chain, unless the same person has one of the same act and object since this moment. Never of a look at a child.';
grant execute on function audit.append_in_sitting(uuid,timestamp with time zone,uuid,text,text,text,text,timestamp with time zone) to bul_staff;

CREATE OR REPLACE FUNCTION audit.digest(p_row audit.event)
 RETURNS bytea
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select pg_catalog.sha256(pg_catalog.string_agg(
    coalesce(pg_catalog.int4send(pg_catalog.length(piece)) operator(pg_catalog.||) piece, pg_catalog.int4send(-1)), ''::bytea order by place))
  from pg_catalog.unnest(array[
    pg_catalog.convert_to('boernungeliv audit 1', 'UTF8'),
    pg_catalog.int4send(p_row.municipality_id),
    pg_catalog.int8send(p_row.seq),
    p_row.previous,
    pg_catalog.uuid_send(p_row.id),
    pg_catalog.int8send((extract(epoch from p_row.at) * 1000000)::bigint),
    pg_catalog.uuid_send(p_row.actor_id),
    pg_catalog.convert_to(p_row.role, 'UTF8'),
    pg_catalog.convert_to(p_row.act, 'UTF8'),
    pg_catalog.convert_to(p_row.object, 'UTF8'),
    pg_catalog.convert_to(p_row.purpose, 'UTF8'),
    pg_catalog.convert_to(p_row.relation, 'UTF8'),
    coalesce((select pg_catalog.string_agg(pg_catalog.uuid_send(pupil), ''::bytea order by turn)
      from pg_catalog.unnest(p_row.pupil_ids) with ordinality as pupils (pupil, turn)), ''::bytea),
    pg_catalog.convert_to(p_row.request_id, 'UTF8'),
    pg_catalog.convert_to(p_row.refusal, 'UTF8'),
    pg_catalog.int4send(p_row.times)
  ]) with ordinality as pieces (piece, place)
$function$;
alter function audit.digest(audit.event) owner to bul_owner;
comment on function audit.digest(audit.event) is 'SHA-256 of everything a row says, with the hash of the row before it.';

CREATE OR REPLACE FUNCTION audit.publish(p_audience text, p_form text, p_shown jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_role text := current_setting('app.role', true);
begin
  -- A job speaks for whom it releases to; a person is the role they are in, and who is not signed in is the public.
  if v_role <> 'system' and p_audience is distinct from (case when v_role = 'guest' then 'public' else v_role end) then
    raise exception 'figures shown to % are put down as shown to %', v_role, p_audience;
  end if;
  insert into audit.shown (municipality_id, digest, wave, unit, within, without, split, figures)
    select v_municipality, pg_catalog.decode(one ->> 'digest', 'hex'), one ->> 'wave', one ->> 'unit',
      array(select pg_catalog.jsonb_array_elements_text(one -> 'within')), one ->> 'without', one ->> 'split', one -> 'figures'
    from pg_catalog.jsonb_array_elements(p_shown) as list (one) order by 2
    on conflict do nothing;
  insert into audit.publication (municipality_id, digest, audience, form)
    select v_municipality, pg_catalog.decode(one ->> 'digest', 'hex'), p_audience, p_form
    from pg_catalog.jsonb_array_elements(p_shown) as list (one) order by 2
    on conflict do nothing;
end
$function$;
alter function audit.publish(text,text,jsonb) owner to bul_owner;
comment on function audit.publish(text,text,jsonb) is 'Puts figures into the ledger as shown to somebody in some form. Nobody chooses when.';
grant execute on function audit.publish(text,text,jsonb) to bul_report;
grant execute on function audit.publish(text,text,jsonb) to bul_sealer;

CREATE OR REPLACE FUNCTION audit.unpublished(p_audience text, p_form text, p_digests bytea[])
 RETURNS SETOF bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select digest from pg_catalog.unnest(p_digests) as asked (digest)
  where not exists (
    select from audit.publication as p
    where p.municipality_id = nullif(current_setting('app.municipality', true), '')::int
      and p.digest = asked.digest and p.audience = p_audience and p.form = p_form)
$function$;
alter function audit.unpublished(text,text,bytea[]) owner to bul_owner;
comment on function audit.unpublished(text,text,bytea[]) is 'Which of these have not been shown to this audience in this form.';
grant execute on function audit.unpublished(text,text,bytea[]) to bul_report;
grant execute on function audit.unpublished(text,text,bytea[]) to bul_sealer;

CREATE OR REPLACE FUNCTION common.begin_ctx(p_municipality integer, p_role text, p_actor text, p_institutions text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  execute format('set local app.municipality = %L', p_municipality);
  execute format('set local app.role = %L', p_role);
  execute format('set local app.actor = %L', p_actor);
  execute format('set local app.institutions = %L', p_institutions);
end
$function$;
alter function common.begin_ctx(integer,text,text,text) owner to bul_owner;
comment on function common.begin_ctx(integer,text,text,text) is 'Sets the transaction''s actor. Row-level security reads these settings; unset means no rows.';
grant execute on function common.begin_ctx(integer,text,text,text) to bul_report;
grant execute on function common.begin_ctx(integer,text,text,text) to bul_sealer;
grant execute on function common.begin_ctx(integer,text,text,text) to bul_staff;
grant execute on function common.begin_ctx(integer,text,text,text) to bul_statistics;

CREATE OR REPLACE FUNCTION common.begin_ctx(p_municipality integer, p_role text, p_actor text, p_institutions text, p_reach text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  execute format('set local app.municipality = %L', p_municipality);
  execute format('set local app.role = %L', p_role);
  execute format('set local app.actor = %L', p_actor);
  execute format('set local app.institutions = %L', p_institutions);
  execute format('set local app.reach = %L', p_reach);
end
$function$;
alter function common.begin_ctx(integer,text,text,text,text) owner to bul_owner;
comment on function common.begin_ctx(integer,text,text,text,text) is 'Sets the transaction''s actor with their reach. Row-level security reads these settings; unset means no rows.';
grant execute on function common.begin_ctx(integer,text,text,text,text) to bul_assessment;
grant execute on function common.begin_ctx(integer,text,text,text,text) to bul_health;
grant execute on function common.begin_ctx(integer,text,text,text,text) to bul_report;
grant execute on function common.begin_ctx(integer,text,text,text,text) to bul_sealer;
grant execute on function common.begin_ctx(integer,text,text,text,text) to bul_staff;
grant execute on function common.begin_ctx(integer,text,text,text,text) to bul_statistics;

CREATE OR REPLACE FUNCTION common.opt_outs_of_slip(p_slip_hmac bytea)
 RETURNS TABLE(pupil_person_id uuid, said_by text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if current_setting('app.role', true) <> 'respondent' or encode(p_slip_hmac, 'hex') <> current_setting('app.reach', true) then
    raise exception 'a slip that is not in reach' using errcode = 'insufficient_privilege';
  end if;
  return query select o.pupil_person_id, o.said_by from common.slip s
    join common.opt_out o on o.municipality_id = s.municipality_id and o.survey_id = s.survey_id and o.pupil_id = s.pupil_id
    where s.municipality_id = nullif(current_setting('app.municipality', true), '')::int and s.slip_hmac = p_slip_hmac;
end
$function$;
alter function common.opt_outs_of_slip(bytea) owner to bul_owner;
comment on function common.opt_outs_of_slip(bytea) is 'Whether a family has said no for the slip that somebody holds.';
grant execute on function common.opt_outs_of_slip(bytea) to bul_health;

CREATE OR REPLACE FUNCTION common.own_feedback()
 RETURNS TABLE(pupil_id uuid, id uuid, version smallint, state text, findings jsonb, did text, next text, next_on date, published_on date, survey_id uuid, institution_id uuid, class_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.id, f.id, f.version, f.state, f.findings, f.did, f.next, f.next_on, f.published_on, f.survey_id, f.institution_id, f.class_id
  from common.feedback f join common.pupil p on p.municipality_id = f.municipality_id and p.institution_id = f.institution_id
  where f.municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'pupil', 'youngPerson')
    and p.id::text = any (string_to_array(current_setting('app.reach', true), ','))
    and f.state = 'published'
    and (f.class_id is null or f.class_id = p.class_id)
$function$;
alter function common.own_feedback() owner to bul_owner;
comment on function common.own_feedback() is 'What is published to the class and the institution of a citizen''s own children, or of themselves; never a draft.';
grant execute on function common.own_feedback() to bul_health;

CREATE OR REPLACE FUNCTION common.own_links()
 RETURNS TABLE(survey_id uuid, pupil_id uuid, turn smallint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.survey_id, s.pupil_id, s.turn
  from common.slip s join common.survey v on v.municipality_id = s.municipality_id and v.id = s.survey_id
  where s.municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('parent', 'youngPerson')
    and s.pupil_id::text = any (string_to_array(current_setting('app.reach', true), ','))
    and v.track = 'statistics' and v.state = 'open'
$function$;
alter function common.own_links() owner to bul_owner;
comment on function common.own_links() is 'Open statistics surveys that a citizen''s own children, or they themselves, have a slip in. Never whether it has been used.';
grant execute on function common.own_links() to bul_health;

CREATE OR REPLACE FUNCTION common.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'rows of %.% are never changed or deleted', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end
$function$;
alter function common.refuse_change() owner to bul_owner;
comment on function common.refuse_change() is 'Trigger of append-only tables.';

CREATE OR REPLACE FUNCTION health.forget_response(p_survey uuid, p_pupil uuid)
 RETURNS TABLE(answers smallint[], questionnaire_code text, questionnaire_version text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function health.forget_response(uuid,uuid) owner to bul_owner;
comment on function health.forget_response(uuid,uuid) is 'Deletes the response of a child in reach of a family, with marks and note, and what is being typed of their sheet; hands back what its counted copy is reckoned of.';
grant execute on function health.forget_response(uuid,uuid) to bul_health;

CREATE OR REPLACE FUNCTION health.hidden_items(p_pupils uuid[])
 RETURNS TABLE(response_id uuid, item text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return query select h.response_id, h.item from health.hidden_answer h
    where h.municipality_id = nullif(current_setting('app.municipality', true), '')::int and h.pupil_id = any (p_pupils);
end
$function$;
alter function health.hidden_items(uuid[]) owner to bul_owner;
comment on function health.hidden_items(uuid[]) is 'Which answers of children in reach are left out of a parent''s page.';
grant execute on function health.hidden_items(uuid[]) to bul_health;

CREATE OR REPLACE FUNCTION jobs.enqueue(p_task text, p_payload json, p_key text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select graphile_worker.add_job(identifier => p_task, payload => p_payload, job_key => p_key, max_attempts => 8)
$function$;
alter function jobs.enqueue(text,json,text) owner to bul_worker;
comment on function jobs.enqueue(text,json,text) is 'Adds a job. The payload holds small ids only, never a pupil''s or a response''s.';
grant execute on function jobs.enqueue(text,json,text) to bul_sealer;
grant execute on function jobs.enqueue(text,json,text) to bul_staff;

CREATE OR REPLACE FUNCTION jobs.enqueue_at(p_task text, p_payload json, p_key text, p_run_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select graphile_worker.add_job(identifier => p_task, payload => p_payload, job_key => p_key, run_at => p_run_at, max_attempts => 8)
$function$;
alter function jobs.enqueue_at(text,json,text,timestamp with time zone) owner to bul_worker;
comment on function jobs.enqueue_at(text,json,text,timestamp with time zone) is 'Adds a job for later. The payload holds small ids only, never a pupil''s or a response''s.';
grant execute on function jobs.enqueue_at(text,json,text,timestamp with time zone) to bul_staff;

CREATE OR REPLACE FUNCTION sealed.add(p_left bigint[], p_right bigint[])
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
  select array(select l + r from unnest(p_left, p_right) with ordinality as place (l, r, at) order by at)
$function$;
alter function sealed.add(bigint[],bigint[]) owner to bul_owner;
comment on function sealed.add(bigint[],bigint[]) is 'The sum of two rows of moments of the same layout; unknown where either is.';
grant execute on function sealed.add(bigint[],bigint[]) to bul_sealer;

CREATE OR REPLACE FUNCTION sealed.add(p_left integer[], p_right integer[])
 RETURNS integer[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select array(select l + r from unnest(p_left, p_right) with ordinality as place (l, r, at) order by at)
$function$;
alter function sealed.add(integer[],integer[]) owner to bul_owner;
comment on function sealed.add(integer[],integer[]) is 'The sum of two rows of counts of the same layout.';
grant execute on function sealed.add(integer[],integer[]) to bul_sealer;

CREATE OR REPLACE FUNCTION sealed.append(p_survey uuid, p_links jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
  v_seq bigint;
  v_hash bytea;
  v_link record;
begin
  insert into sealed.head (municipality_id, survey_id, seq, hash) values (v_municipality, p_survey, 0, decode(repeat('00', 32), 'hex'))
    on conflict (municipality_id, survey_id) do nothing;
  select seq, hash into v_seq, v_hash from sealed.head where municipality_id = v_municipality and survey_id = p_survey for update;
  for v_link in
    select link ->> 'kind' as kind, link ->> 'unit' as unit, link ->> 'sex' as sex, link ->> 'item' as item, link ->> 'numbers' as numbers
    from pg_catalog.jsonb_array_elements(p_links) with ordinality as links (link, place) order by place
  loop
    v_seq := v_seq + 1;
    v_hash := sealed.digest(v_municipality, p_survey, v_seq, v_hash, v_link.kind, v_link.unit, v_link.sex, v_link.item, v_link.numbers);
    if v_link.kind = 'atom' then
      insert into sealed.atom (municipality_id, survey_id, id, unit, sex, counts, seq, hash)
        values (v_municipality, p_survey, pg_catalog.gen_random_uuid(), v_link.unit, v_link.sex,
          pg_catalog.string_to_array(v_link.numbers, ',')::smallint[], v_seq, v_hash);
    elsif v_link.kind = 'mergedUpward' then
      insert into sealed.merged_upward (municipality_id, survey_id, id, unit, item, seq, hash)
        values (v_municipality, p_survey, pg_catalog.gen_random_uuid(), v_link.unit, v_link.item, v_seq, v_hash);
    elsif v_link.kind = 'withheld' then
      insert into sealed.withheld (municipality_id, survey_id, item, answers, seq, hash)
        values (v_municipality, p_survey, v_link.item, v_link.numbers::int, v_seq, v_hash);
    else
      raise exception 'a link of no kind';
    end if;
  end loop;
  update sealed.head set seq = v_seq, hash = v_hash where municipality_id = v_municipality and survey_id = p_survey;
end
$function$;
alter function sealed.append(uuid,jsonb) owner to bul_owner;
comment on function sealed.append(uuid,jsonb) is 'Adds atoms, and notes of what was withheld or merged, to a survey''s chain. Nobody chooses a number or a hash.';
grant execute on function sealed.append(uuid,jsonb) to bul_sealer;

CREATE OR REPLACE FUNCTION sealed.digest(p_municipality integer, p_survey uuid, p_seq bigint, p_previous bytea, p_kind text, p_unit text, p_sex text, p_item text, p_numbers text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select pg_catalog.sha256(pg_catalog.string_agg(
    coalesce(pg_catalog.int4send(pg_catalog.length(piece)) operator(pg_catalog.||) piece, pg_catalog.int4send(-1)), ''::bytea order by place))
  from pg_catalog.unnest(array[
    pg_catalog.convert_to('boernungeliv figures 1', 'UTF8'),
    pg_catalog.int4send(p_municipality),
    pg_catalog.uuid_send(p_survey),
    pg_catalog.int8send(p_seq),
    p_previous,
    pg_catalog.convert_to(p_kind, 'UTF8'),
    pg_catalog.convert_to(p_unit, 'UTF8'),
    pg_catalog.convert_to(p_sex, 'UTF8'),
    pg_catalog.convert_to(p_item, 'UTF8'),
    pg_catalog.convert_to(p_numbers, 'UTF8')
  ]) with ordinality as pieces (piece, place)
$function$;
alter function sealed.digest(integer,uuid,bigint,bytea,text,text,text,text,text) owner to bul_owner;
comment on function sealed.digest(integer,uuid,bigint,bytea,text,text,text,text,text) is 'SHA-256 of everything a link of a survey''s figures says, with the hash of the one before it.';

CREATE OR REPLACE FUNCTION statistics.count_in(p_slip_hmac bytea, p_id uuid, p_answers smallint[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function statistics.count_in(bytea,uuid,smallint[]) owner to bul_owner;
comment on function statistics.count_in(bytea,uuid,smallint[]) is 'Counts a response by name in its class, as one among the others. The copy has nothing in common with the slip.';
grant execute on function statistics.count_in(bytea,uuid,smallint[]) to bul_health;

CREATE OR REPLACE FUNCTION statistics.count_out(p_slip_hmac bytea, p_answers smallint[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function statistics.count_out(bytea,smallint[]) owner to bul_owner;
comment on function statistics.count_out(bytea,smallint[]) is 'Takes one copy with these answers out of the class of the slip, if nothing of it has been sealed. Of equal copies any one is as good as another.';
grant execute on function statistics.count_out(bytea,smallint[]) to bul_health;

CREATE OR REPLACE FUNCTION statistics.mark_declined(p_slip_hmac bytea, p_is_declined boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function statistics.mark_declined(bytea,boolean) owner to bul_owner;
comment on function statistics.mark_declined(bytea,boolean) is 'A family''s no, or that they think again; one row a class, as every other no.';
grant execute on function statistics.mark_declined(bytea,boolean) to bul_health;
grant execute on function statistics.mark_declined(bytea,boolean) to bul_staff;

CREATE OR REPLACE FUNCTION statistics.opt_out(p_survey uuid, p_pupil uuid, p_pupil_person uuid, p_person uuid, p_said_by text, p_is_out boolean, p_is_of_age boolean, p_on date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function statistics.opt_out(uuid,uuid,uuid,uuid,text,boolean,boolean,date) owner to bul_owner;
comment on function statistics.opt_out(uuid,uuid,uuid,uuid,text,boolean,boolean,date) is 'A family''s no to a statistics survey, or that they think again. Marks the slip as any other no does; reads no answer.';
grant execute on function statistics.opt_out(uuid,uuid,uuid,uuid,text,boolean,boolean,date) to bul_health;

CREATE OR REPLACE FUNCTION statistics.own_slips()
 RETURNS TABLE(survey_id uuid, slip_hmac bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function statistics.own_slips() owner to bul_owner;
comment on function statistics.own_slips() is 'The slips that a signed-in pupil has not used, of surveys whose lesson they were not at. Reads only.';
grant execute on function statistics.own_slips() to bul_statistics;

CREATE OR REPLACE FUNCTION statistics.renew_link(p_survey uuid, p_pupil uuid, p_turn integer, p_link_hmac bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
alter function statistics.renew_link(uuid,uuid,integer,bytea) owner to bul_owner;
comment on function statistics.renew_link(uuid,uuid,integer,bytea) is 'Puts a new personal link or slip in the place of a lost one; the old one, and what was begun with it, is gone.';
grant execute on function statistics.renew_link(uuid,uuid,integer,bytea) to bul_staff;

create table assessment.assessment (
  municipality_id integer not null,
  id uuid not null,
  pupil_id uuid not null,
  reason bytea,
  legal_basis text not null,
  instrument text not null,
  state text not null,
  opened_at timestamp with time zone not null,
  opened_by uuid not null,
  closed_at timestamp with time zone,
  constraint assessment_pkey PRIMARY KEY (municipality_id, id),
  constraint assessment_legal_basis_check CHECK ((legal_basis = ANY (ARRAY['ppr'::text, 'screening'::text, 'mapping'::text, 'childAssessment'::text, 'healthService'::text]))),
  constraint assessment_pupil_fkey FOREIGN KEY (municipality_id, pupil_id) REFERENCES common.pupil(municipality_id, id),
  constraint assessment_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);
alter table assessment.assessment owner to bul_owner;
alter table assessment.assessment enable row level security;
alter table assessment.assessment force row level security;
create policy family_reads on assessment.assessment for select to bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy on_the_case on assessment.assessment to bul_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy starts_one on assessment.assessment for insert to bul_assessment with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['eduPsychologist'::text, 'socialWorker'::text, 'caseOwner'::text, 'healthVisitor'::text, 'schoolDoctor'::text, 'municipalAdmin'::text])) AND ((opened_by)::text = current_setting('app.actor'::text, true))));
grant insert, select, update on assessment.assessment to bul_assessment;
comment on table assessment.assessment is 'A PLUS case on one child: why, on which legal basis, with which instrument.';
comment on column assessment.assessment.reason is 'The concern in the professional''s own words, as ciphertext under the case''s key.';
comment on column assessment.assessment.legal_basis is 'ppr: folkeskoleloven § 4 and § 12; screening, mapping, childAssessment: barnets lov § 18, § 19, § 20; healthService: sundhedsloven § 121-123.';

create table assessment.assessment_key (
  municipality_id integer not null,
  assessment_id uuid not null,
  key_encryption_key text not null,
  wrapped bytea not null,
  leaf bigint,
  constraint assessment_key_pkey PRIMARY KEY (municipality_id, assessment_id),
  constraint assessment_key_assessment_fkey FOREIGN KEY (municipality_id, assessment_id) REFERENCES assessment.assessment(municipality_id, id) ON DELETE CASCADE,
  constraint assessment_key_leaf_key UNIQUE (municipality_id, leaf)
);
alter table assessment.assessment_key owner to bul_owner;
alter table assessment.assessment_key enable row level security;
alter table assessment.assessment_key force row level security;
create policy exchanges_keys on assessment.assessment_key to bul_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
create policy on_the_case on assessment.assessment_key to bul_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy sealing on assessment.assessment_key for select to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy starts_one on assessment.assessment_key for insert to bul_assessment with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['eduPsychologist'::text, 'socialWorker'::text, 'caseOwner'::text, 'healthVisitor'::text, 'schoolDoctor'::text, 'municipalAdmin'::text]))));
grant insert, select, update (key_encryption_key, wrapped, leaf) on assessment.assessment_key to bul_assessment;
comment on table assessment.assessment_key is 'The case''s data key, wrapped by a key-encryption key that the database does not hold.';
comment on column assessment.assessment_key.leaf is 'As identity.person_key.leaf.';

create table assessment.consent (
  municipality_id integer not null,
  assessment_id uuid not null,
  id uuid not null,
  given_by text not null,
  way text not null,
  decision text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint consent_pkey PRIMARY KEY (municipality_id, assessment_id, id),
  constraint consent_assessment_fkey FOREIGN KEY (municipality_id, assessment_id) REFERENCES assessment.assessment(municipality_id, id) ON DELETE CASCADE,
  constraint consent_decision_check CHECK ((decision = ANY (ARRAY['given'::text, 'informed'::text, 'withdrawn'::text]))),
  constraint consent_given_by_check CHECK ((given_by = ANY (ARRAY['custodyHolder'::text, 'bothCustodyHolders'::text, 'youngPerson'::text]))),
  constraint consent_way_check CHECK ((way = ANY (ARRAY['spoken'::text, 'written'::text, 'meeting'::text, 'ownPage'::text])))
);
alter table assessment.consent owner to bul_owner;
alter table assessment.consent enable row level security;
alter table assessment.consent force row level security;
create policy family_withdraws on assessment.consent to bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND (decision = 'withdrawn'::text) AND ((recorded_by)::text = current_setting('app.actor'::text, true))));
create policy on_the_case on assessment.consent to bul_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
grant insert, select on assessment.consent to bul_assessment;
comment on table assessment.consent is 'What the family was told or agreed to, as recorded by somebody on the case. Only added to.';

create table assessment.draft (
  municipality_id integer not null,
  slip_hmac bytea not null,
  epoch integer not null,
  answers bigint[] not null,
  texts bytea[],
  generation integer not null default (floor((random() * (2147483647)::double precision)))::integer,
  queue_key bytea not null default decode(replace(((gen_random_uuid())::text || (gen_random_uuid())::text), '-'::text, ''::text), 'hex'::text),
  constraint draft_pkey PRIMARY KEY (municipality_id, slip_hmac)
) with (fillfactor=50);
alter table assessment.draft owner to bul_owner;
alter table assessment.draft enable row level security;
alter table assessment.draft force row level security;
create policy by_link on assessment.draft to bul_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(slip_hmac, 'hex'::text) = current_setting('app.reach'::text, true)))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(slip_hmac, 'hex'::text) = current_setting('app.reach'::text, true))));
create policy withdrawal on assessment.draft to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select, update on assessment.draft to bul_assessment;
comment on table assessment.draft is 'An informant''s answers before they are sent; by link, as in the other tracks.';
comment on column assessment.draft.texts is 'As health.draft.texts.';
comment on column assessment.draft.generation is 'As statistics.draft.generation.';
comment on column assessment.draft.queue_key is 'As statistics.draft.queue_key.';

create table assessment.goal (
  municipality_id integer not null,
  id uuid not null,
  assessment_id uuid not null,
  text bytea not null,
  who bytea not null,
  due_on date not null,
  score text,
  state text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  constraint goal_pkey PRIMARY KEY (municipality_id, id),
  constraint goal_assessment_fkey FOREIGN KEY (municipality_id, assessment_id) REFERENCES assessment.assessment(municipality_id, id) ON DELETE CASCADE,
  constraint goal_state_check CHECK ((state = ANY (ARRAY['agreed'::text, 'reached'::text, 'dropped'::text])))
);
alter table assessment.goal owner to bul_owner;
alter table assessment.goal enable row level security;
alter table assessment.goal force row level security;
CREATE INDEX goal_assessment_idx ON assessment.goal USING btree (municipality_id, assessment_id);
create policy on_the_case on assessment.goal to bul_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
grant insert, select, update on assessment.goal to bul_assessment;
comment on table assessment.goal is 'A shared goal: what, who, until when, and the score that is to tell. Text as ciphertext.';

create table assessment.informant (
  municipality_id integer not null,
  id uuid not null,
  assessment_id uuid not null,
  round smallint not null,
  relation text not null,
  label bytea,
  instrument text not null,
  version text not null,
  follows uuid,
  turn smallint not null default 0,
  link_hmac bytea not null,
  state text not null,
  due_on date not null,
  invited_at timestamp with time zone not null,
  reminded_at timestamp with time zone,
  answered_at timestamp with time zone,
  constraint informant_pkey PRIMARY KEY (municipality_id, id),
  constraint informant_assessment_fkey FOREIGN KEY (municipality_id, assessment_id) REFERENCES assessment.assessment(municipality_id, id) ON DELETE CASCADE,
  constraint informant_link_key UNIQUE (municipality_id, link_hmac),
  constraint informant_relation_check CHECK ((relation = ANY (ARRAY['mother'::text, 'father'::text, 'stepParent'::text, 'fosterParent'::text, 'otherCustody'::text, 'teacher'::text, 'pedagogue'::text, 'otherProfessional'::text, 'self'::text]))),
  constraint informant_round_check CHECK (((round >= 1) AND (round <= 9))),
  constraint informant_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'answered'::text, 'declined'::text, 'withdrawn'::text])))
);
alter table assessment.informant owner to bul_owner;
alter table assessment.informant enable row level security;
alter table assessment.informant force row level security;
CREATE INDEX informant_assessment_idx ON assessment.informant USING btree (municipality_id, assessment_id);
create policy by_link on assessment.informant to bul_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(link_hmac, 'hex'::text) = current_setting('app.reach'::text, true)))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(link_hmac, 'hex'::text) = current_setting('app.reach'::text, true))));
create policy family_withdraws on assessment.informant for update to bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND (state = 'withdrawn'::text)));
create policy on_the_case on assessment.informant to bul_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy withdrawal on assessment.informant for select to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant insert, select, update on assessment.informant to bul_assessment;
comment on table assessment.informant is 'One view that is asked for in one round: at most six a round.';
comment on column assessment.informant.label is 'What the people on the case call this informant, as ciphertext: "dansklærer".';
comment on column assessment.informant.version is 'The instrument''s version, after relation and age.';
comment on column assessment.informant.follows is 'The same informant''s invitation of the round before, so that a change is theirs.';
comment on column assessment.informant.link_hmac is 'HMAC-SHA-256 of the personal link. The link itself is never stored.';

create table assessment.member (
  municipality_id integer not null,
  assessment_id uuid not null,
  account_id uuid not null,
  part text not null,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  constraint member_pkey PRIMARY KEY (municipality_id, assessment_id, account_id),
  constraint member_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id),
  constraint member_assessment_fkey FOREIGN KEY (municipality_id, assessment_id) REFERENCES assessment.assessment(municipality_id, id) ON DELETE CASCADE,
  constraint member_part_check CHECK ((part = ANY (ARRAY['owner'::text, 'participant'::text])))
);
alter table assessment.member owner to bul_owner;
alter table assessment.member enable row level security;
alter table assessment.member force row level security;
CREATE INDEX member_account_idx ON assessment.member USING btree (municipality_id, account_id);
CREATE UNIQUE INDEX member_owner_idx ON assessment.member USING btree (municipality_id, assessment_id) WHERE (part = 'owner'::text);
create policy on_the_case on assessment.member to bul_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy sign_in_reads on assessment.member for select to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'guest'::text)));
create policy starts_one on assessment.member for insert to bul_assessment with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (part = 'owner'::text) AND (current_setting('app.role'::text, true) = ANY (ARRAY['eduPsychologist'::text, 'socialWorker'::text, 'caseOwner'::text, 'healthVisitor'::text, 'schoolDoctor'::text, 'municipalAdmin'::text]))));
grant insert, select, update on assessment.member to bul_assessment;
grant select (municipality_id, assessment_id, account_id, left_at) on assessment.member to bul_staff;
comment on table assessment.member is 'Who is on the case. Nobody else reads it; whoever has left reads it no more.';

create table assessment.response (
  municipality_id integer not null,
  informant_id uuid not null,
  assessment_id uuid not null,
  answers smallint[] not null,
  score jsonb not null,
  submitted_at timestamp with time zone not null,
  texts bytea,
  constraint response_pkey PRIMARY KEY (municipality_id, informant_id),
  constraint response_informant_fkey FOREIGN KEY (municipality_id, informant_id) REFERENCES assessment.informant(municipality_id, id) ON DELETE CASCADE
);
alter table assessment.response owner to bul_owner;
alter table assessment.response enable row level security;
alter table assessment.response force row level security;
CREATE INDEX response_assessment_idx ON assessment.response USING btree (municipality_id, assessment_id);
create policy by_link on assessment.response for insert to bul_assessment with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text)));
create policy on_the_case on assessment.response for select to bul_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((assessment_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
grant insert, select on assessment.response to bul_assessment;
comment on table assessment.response is 'What an informant answered, with its score as reckoned when it was sent. Seen by the people on the case, never by another informant.';
comment on column assessment.response.texts is 'What was written, by code of the item, as one ciphertext under the case''s key. Null when nothing was.';

create table audit.event (
  municipality_id integer not null,
  id uuid not null,
  at timestamp with time zone not null,
  actor_id uuid,
  role text not null,
  act text not null,
  object text,
  purpose text,
  request_id text,
  pupil_ids uuid[] not null default '{}'::uuid[],
  relation text,
  refusal text,
  times integer not null default 1,
  seq bigint not null,
  previous bytea not null,
  hash bytea not null,
  constraint event_pkey PRIMARY KEY (municipality_id, id)
);
alter table audit.event owner to bul_owner;
alter table audit.event enable row level security;
alter table audit.event force row level security;
CREATE INDEX event_at_idx ON audit.event USING btree (municipality_id, at);
CREATE INDEX event_children_idx ON audit.event USING btree (municipality_id, at) WHERE (pupil_ids <> '{}'::uuid[]);
CREATE INDEX event_refused_idx ON audit.event USING btree (municipality_id, at) WHERE (refusal IS NOT NULL);
CREATE UNIQUE INDEX event_seq_key ON audit.event USING btree (municipality_id, seq);
create policy checked on audit.event for select to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['verifier'::text, 'system'::text]))));
create policy data_protection_reads on audit.event for select to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'dataProtectionOfficer'::text)));
create policy family_reads_looks on audit.event for select to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_ids)::text[] && string_to_array(current_setting('app.reach'::text, true), ','::text))));
create policy not_for_parents on audit.event as restrictive for select to bul_health using (((current_setting('app.role'::text, true) <> 'parent'::text) OR (act <> ALL (ARRAY['answer.hidden'::text, 'answer.unhidden'::text]))));
create policy own_municipality_writes on audit.event for insert to bul_owner with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy own_rows on audit.event for select to bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((actor_id)::text = NULLIF(current_setting('app.actor'::text, true), ''::text))));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.event FOR EACH STATEMENT EXECUTE FUNCTION common.refuse_change();
grant select on audit.event to bul_health;
grant select on audit.event to bul_staff;
comment on table audit.event is 'One row per act by a person or a job. Never for saves and submits of the statistics track.';
comment on column audit.event.act is 'Named by the contract, past tense: survey.opened.';
comment on column audit.event.object is 'What it was done to: kind and id, no names.';
comment on column audit.event.purpose is 'Why; for a job, the reason it runs.';
comment on column audit.event.pupil_ids is 'The named children that the act showed or changed something about, so that their families can see it.';
comment on column audit.event.relation is 'What the one who looked has to do with the child: class, case, custody, self and so on.';
comment on column audit.event.refusal is 'Why it was refused; empty for what was done. What is refused has shown nothing.';
comment on column audit.event.times is 'One, and more where a flood of refusals is counted in one row.';
comment on column audit.event.seq is 'The row''s number in its municipality, from 1 and without gaps.';
comment on column audit.event.previous is 'The hash of the row before; 32 zeros for the first.';
comment on column audit.event.hash is 'SHA-256 of everything else in the row.';

create table audit.head (
  municipality_id integer not null,
  seq bigint not null,
  hash bytea not null,
  constraint head_pkey PRIMARY KEY (municipality_id)
) with (fillfactor=50);
alter table audit.head owner to bul_owner;
alter table audit.head enable row level security;
alter table audit.head force row level security;
create policy checked on audit.head for select to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['dataProtectionOfficer'::text, 'verifier'::text, 'system'::text]))));
create policy grows on audit.head to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on audit.head to bul_staff;
comment on table audit.head is 'The end of each municipality''s chain: how many rows there are, and the hash of the last.';

create table audit.publication (
  municipality_id integer not null,
  digest bytea not null,
  audience text not null,
  form text not null,
  at timestamp with time zone not null default now(),
  constraint publication_pkey PRIMARY KEY (municipality_id, digest, audience, form)
);
alter table audit.publication owner to bul_owner;
alter table audit.publication enable row level security;
alter table audit.publication force row level security;
CREATE INDEX publication_at_idx ON audit.publication USING btree (municipality_id, at);
create policy data_protection_reads on audit.publication for select to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'dataProtectionOfficer'::text)));
create policy exported on audit.publication for select to bul_sealer using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy grows on audit.publication to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.publication FOR EACH STATEMENT EXECUTE FUNCTION common.refuse_change();
grant select on audit.publication to bul_sealer;
grant select on audit.publication to bul_staff;
comment on table audit.publication is 'The publication ledger: every figure that has left, to which role, in what form, and when first. Append-only.';
comment on column audit.publication.audience is 'A role; municipalities for what is released to others; public.';

create table audit.sample (
  municipality_id integer not null,
  id uuid not null,
  drawn_at timestamp with time zone not null,
  drawn_by uuid,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  seed text not null,
  per_role integer not null,
  drawn_from jsonb not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  constraint sample_pkey PRIMARY KEY (municipality_id, id),
  constraint sample_closed_check CHECK (((closed_at IS NULL) = (closed_by IS NULL))),
  constraint sample_period_check CHECK ((from_at < until_at))
);
alter table audit.sample owner to bul_owner;
alter table audit.sample enable row level security;
alter table audit.sample force row level security;
CREATE INDEX sample_drawn_idx ON audit.sample USING btree (municipality_id, drawn_at);
create policy own_municipality on audit.sample to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['dataProtectionOfficer'::text, 'system'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['dataProtectionOfficer'::text, 'system'::text]))));
grant insert, select, update (closed_at, closed_by) on audit.sample to bul_staff;
comment on table audit.sample is 'A half-yearly sample of looks at named children, drawn by chance from a seed that is kept.';
comment on column audit.sample.drawn_by is 'Who drew it; empty when the house did by itself.';
comment on column audit.sample.seed is 'The same seed on the same period draws the same looks again.';
comment on column audit.sample.drawn_from is 'How many looks there were to draw from, by role.';

create table audit.sample_item (
  municipality_id integer not null,
  sample_id uuid not null,
  event_id uuid not null,
  place integer not null,
  verdict text,
  note text not null default ''::text,
  judged_by uuid,
  judged_at timestamp with time zone,
  constraint sample_item_pkey PRIMARY KEY (municipality_id, sample_id, event_id),
  constraint sample_item_event_fkey FOREIGN KEY (municipality_id, event_id) REFERENCES audit.event(municipality_id, id),
  constraint sample_item_judged_check CHECK ((((verdict IS NULL) = (judged_by IS NULL)) AND ((verdict IS NULL) = (judged_at IS NULL)))),
  constraint sample_item_sample_fkey FOREIGN KEY (municipality_id, sample_id) REFERENCES audit.sample(municipality_id, id),
  constraint sample_item_verdict_check CHECK ((verdict = ANY (ARRAY['inOrder'::text, 'needsExplaining'::text, 'notInOrder'::text])))
);
alter table audit.sample_item owner to bul_owner;
alter table audit.sample_item enable row level security;
alter table audit.sample_item force row level security;
create policy own_municipality on audit.sample_item to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['dataProtectionOfficer'::text, 'system'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['dataProtectionOfficer'::text, 'system'::text]))));
grant insert, select, update (verdict, note, judged_by, judged_at) on audit.sample_item to bul_staff;
comment on table audit.sample_item is 'One look of a sample, with what was found when somebody went through it.';
comment on column audit.sample_item.place is 'Its place in the sample, from 1.';

create table audit.shown (
  municipality_id integer not null,
  digest bytea not null,
  wave text not null,
  unit text not null,
  within text[] not null,
  without text,
  split text not null,
  figures jsonb not null,
  constraint shown_pkey PRIMARY KEY (municipality_id, digest),
  constraint shown_split_check CHECK ((split = ANY (ARRAY['all'::text, 'female'::text, 'male'::text])))
);
alter table audit.shown owner to bul_owner;
alter table audit.shown enable row level security;
alter table audit.shown force row level security;
create policy data_protection_reads on audit.shown for select to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'dataProtectionOfficer'::text)));
create policy exported on audit.shown for select to bul_sealer using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy grows on audit.shown to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.shown FOR EACH STATEMENT EXECUTE FUNCTION common.refuse_change();
grant select on audit.shown to bul_sealer;
grant select (municipality_id, digest, wave, unit, within, without, split) on audit.shown to bul_staff;
comment on table audit.shown is 'Figures of one group as they were shown, kept once however often they are shown. Append-only.';
comment on column audit.shown.digest is 'SHA-256 of all else in the row.';
comment on column audit.shown.wave is 'The survey; of region and country the questionnaire, its edition and the school year.';
comment on column audit.shown.within is 'The units above it inside the municipality, nearest first.';
comment on column audit.shown.without is 'The part that is left out of the unit: the rest of the school is the school without the class.';
comment on column audit.shown.figures is 'By question: answers, and a count or an interval of each category that was told.';

create table common.account (
  municipality_id integer not null,
  id uuid not null,
  person_id uuid not null,
  role text not null,
  subject_index bytea not null,
  institution_ids uuid[] not null,
  closed_on date,
  constraint account_pkey PRIMARY KEY (municipality_id, id),
  constraint account_person_fkey FOREIGN KEY (municipality_id, person_id) REFERENCES identity.person(municipality_id, id),
  constraint account_subject_key UNIQUE (municipality_id, subject_index, role)
);
alter table common.account owner to bul_owner;
alter table common.account enable row level security;
alter table common.account force row level security;
create policy citizens_read_their_own on common.account as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using (((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) OR ((id)::text = current_setting('app.actor'::text, true))));
create policy own_municipality on common.account using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on common.account to bul_assessment;
grant select on common.account to bul_health;
grant insert, select, update on common.account to bul_staff;
comment on table common.account is 'A professional''s right to sign in, with one role in one municipality.';
comment on column common.account.subject_index is 'HMAC-SHA-256 of issuer and the login''s user id under the municipality''s own key.';
comment on column common.account.institution_ids is 'Institutions a school-bound role belongs to; empty for roles that see the municipality.';

create table common.account_class (
  municipality_id integer not null,
  account_id uuid not null,
  class_id uuid not null,
  constraint account_class_pkey PRIMARY KEY (municipality_id, account_id, class_id),
  constraint account_class_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id) ON DELETE CASCADE,
  constraint account_class_class_fkey FOREIGN KEY (municipality_id, class_id) REFERENCES common.class(municipality_id, id)
);
alter table common.account_class owner to bul_owner;
alter table common.account_class enable row level security;
alter table common.account_class force row level security;
CREATE INDEX account_class_class_idx ON common.account_class USING btree (municipality_id, class_id);
create policy not_for_citizens on common.account_class as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.account_class using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on common.account_class to bul_assessment;
grant select on common.account_class to bul_health;
grant delete, insert, select on common.account_class to bul_staff;
comment on table common.account_class is 'Which classes a teacher leads.';

create table common.action_plan (
  municipality_id integer not null,
  id uuid not null,
  institution_id uuid,
  unit text not null,
  survey_id uuid,
  theme text not null,
  item text,
  intervention_code text,
  title text not null,
  aim text not null,
  owner text not null,
  state text not null,
  starts_on date not null,
  due_on date not null,
  outcome text,
  lesson text not null default ''::text,
  evaluated_on date,
  constraint action_plan_pkey PRIMARY KEY (municipality_id, id),
  constraint action_plan_evaluated_check CHECK (((state = 'evaluated'::text) = (outcome IS NOT NULL))),
  constraint action_plan_institution_fkey FOREIGN KEY (municipality_id, institution_id) REFERENCES common.institution(municipality_id, id),
  constraint action_plan_outcome_check CHECK ((outcome = ANY (ARRAY['better'::text, 'same'::text, 'worse'::text, 'tooEarly'::text]))),
  constraint action_plan_period_check CHECK ((starts_on <= due_on)),
  constraint action_plan_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'evaluated'::text, 'dropped'::text]))),
  constraint action_plan_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id),
  constraint action_plan_title_check CHECK ((title <> ''::text))
);
alter table common.action_plan owner to bul_owner;
alter table common.action_plan enable row level security;
alter table common.action_plan force row level security;
CREATE INDEX action_plan_institution_idx ON common.action_plan USING btree (municipality_id, institution_id);
CREATE INDEX action_plan_survey_idx ON common.action_plan USING btree (municipality_id, survey_id);
create policy not_for_citizens on common.action_plan as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_branch on common.action_plan using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[])))));
grant insert, select, update on common.action_plan to bul_staff;
comment on table common.action_plan is 'What is done about a finding (handleplan): who, when, and the figure that will tell. Never about a child.';
comment on column common.action_plan.institution_id is 'Null for a plan of the whole municipality.';
comment on column common.action_plan.item is 'The question whose next figure will tell; null for the whole theme.';
comment on column common.action_plan.owner is 'A function or a team that sees to it.';

create table common.bank_comment (
  municipality_id integer not null,
  id uuid not null,
  item_id uuid not null,
  reply_to uuid,
  at timestamp with time zone not null,
  author_id uuid not null,
  role text not null,
  field text not null,
  words text not null,
  resolved_at timestamp with time zone,
  constraint bank_comment_pkey PRIMARY KEY (municipality_id, id),
  constraint bank_comment_item_fkey FOREIGN KEY (municipality_id, item_id) REFERENCES common.bank_item(municipality_id, id) ON DELETE CASCADE,
  constraint bank_comment_words_check CHECK ((words <> ''::text))
);
alter table common.bank_comment owner to bul_owner;
alter table common.bank_comment enable row level security;
alter table common.bank_comment force row level security;
CREATE INDEX bank_comment_item_idx ON common.bank_comment USING btree (municipality_id, item_id);
create policy not_for_citizens on common.bank_comment as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.bank_comment using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant insert, select, update on common.bank_comment to bul_staff;
comment on table common.bank_comment is 'What a working group says of a question. Never about a child.';
comment on column common.bank_comment.reply_to is 'The comment that began the thread; null where it begins one.';
comment on column common.bank_comment.field is 'The field it is about; empty for the whole question.';

create table common.bank_item (
  municipality_id integer not null,
  id uuid not null,
  code text not null,
  edition smallint not null,
  state text not null,
  origin text not null,
  change_note text not null,
  revision integer not null,
  author_id uuid,
  changed_at timestamp with time zone not null,
  content jsonb not null,
  translations jsonb not null,
  constraint bank_item_pkey PRIMARY KEY (municipality_id, id),
  constraint bank_item_code_check CHECK ((code ~ '^[a-z0-9-]+$'::text)),
  constraint bank_item_edition_check CHECK ((edition >= 1)),
  constraint bank_item_origin_check CHECK ((origin = ANY (ARRAY['new'::text, 'edition'::text, 'replacement'::text]))),
  constraint bank_item_owner_check CHECK ((((municipality_id = 0) AND (code !~ '^k[0-9]{1,3}-'::text)) OR (code ~~ (('k'::text || municipality_id) || '-%'::text)))),
  constraint bank_item_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'inReview'::text, 'published'::text, 'retired'::text])))
);
alter table common.bank_item owner to bul_owner;
alter table common.bank_item enable row level security;
alter table common.bank_item force row level security;
CREATE UNIQUE INDEX bank_item_edition_key ON common.bank_item USING btree (municipality_id, code, edition);
CREATE UNIQUE INDEX bank_item_open_key ON common.bank_item USING btree (municipality_id, code) WHERE (state = ANY (ARRAY['draft'::text, 'inReview'::text]));
CREATE UNIQUE INDEX bank_item_published_key ON common.bank_item USING btree (municipality_id, code) WHERE (state = 'published'::text);
create policy not_for_citizens on common.bank_item as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.bank_item using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on common.bank_item for select using (((municipality_id = 0) AND (state = ANY (ARRAY['published'::text, 'retired'::text]))));
grant delete, insert, select, update on common.bank_item to bul_staff;
comment on table common.bank_item is 'One edition of one question of the bank (spørgebank). municipality_id is the author''s; 0 is the association.';
comment on column common.bank_item.code is 'The same question in every edition, questionnaire and report; k<municipality>- begins a municipality''s own.';
comment on column common.bank_item.revision is 'Counts up at every saving: nobody writes over what somebody else has saved since.';
comment on column common.bank_item.content is 'Structure and words in all languages, as domain/questionnaire/bank.ts.';
comment on column common.bank_item.translations is 'By language: the Danish each field was translated from, who wrote it, who has checked it.';

create table common.bank_step (
  municipality_id integer not null,
  id uuid not null,
  item_id uuid not null,
  step text not null,
  at timestamp with time zone not null,
  actor_id uuid not null,
  role text not null,
  comment text not null,
  interests text not null,
  constraint bank_step_pkey PRIMARY KEY (municipality_id, id),
  constraint bank_step_item_fkey FOREIGN KEY (municipality_id, item_id) REFERENCES common.bank_item(municipality_id, id) ON DELETE CASCADE,
  constraint bank_step_step_check CHECK ((step = ANY (ARRAY['begun'::text, 'sent'::text, 'returned'::text, 'published'::text, 'retired'::text, 'checked'::text])))
);
alter table common.bank_step owner to bul_owner;
alter table common.bank_step enable row level security;
alter table common.bank_step force row level security;
CREATE INDEX bank_step_item_idx ON common.bank_step USING btree (municipality_id, item_id);
create policy not_for_citizens on common.bank_step as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.bank_step using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant insert, select on common.bank_step to bul_staff;
comment on table common.bank_step is 'What was done to an edition on its way, by which role, and what was said. Rows are only added.';
comment on column common.bank_step.interests is 'What an expert who approves declares to have to do with the subject.';

create table common.class (
  municipality_id integer not null,
  id uuid not null,
  institution_id uuid not null,
  school_year smallint not null,
  grade smallint,
  name text not null,
  closed_on date,
  constraint class_pkey PRIMARY KEY (municipality_id, id),
  constraint class_grade_check CHECK (((grade >= 0) AND (grade <= 10))),
  constraint class_institution_fkey FOREIGN KEY (municipality_id, institution_id) REFERENCES common.institution(municipality_id, id),
  constraint class_name_check CHECK ((name <> ''::text)),
  constraint class_name_key UNIQUE (municipality_id, institution_id, school_year, name)
);
alter table common.class owner to bul_owner;
alter table common.class enable row level security;
alter table common.class force row level security;
create policy own_municipality on common.class using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on common.class to bul_assessment;
grant select on common.class to bul_health;
grant select on common.class to bul_report;
grant select on common.class to bul_sealer;
grant insert, select, update on common.class to bul_staff;
grant select on common.class to bul_statistics;
comment on table common.class is 'A class, or a room (stue) in a daycare, in one school year.';
comment on column common.class.school_year is 'The year it begins: 2026 is 2026/27.';
comment on column common.class.grade is '0-10; null for a room.';

create table common.colour_rules (
  municipality_id integer not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  version text not null,
  is_published boolean not null,
  rules jsonb not null,
  constraint colour_rules_pkey PRIMARY KEY (municipality_id, questionnaire_code, questionnaire_version, version)
);
alter table common.colour_rules owner to bul_owner;
alter table common.colour_rules enable row level security;
alter table common.colour_rules force row level security;
create policy own_municipality on common.colour_rules using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on common.colour_rules for select using (is_published);
grant select on common.colour_rules to bul_health;
comment on table common.colour_rules is 'What an answer means for the talk, by version. A response keeps the version it was coloured by; a version never changes.';
comment on column common.colour_rules.rules is 'As domain/health/colour-rules.ts.';

create table common.composition (
  municipality_id integer not null,
  id uuid not null,
  code text not null,
  base_version text not null,
  name text not null,
  state text not null,
  version text,
  choice jsonb not null,
  revision integer not null,
  author_id uuid not null,
  changed_at timestamp with time zone not null,
  constraint composition_pkey PRIMARY KEY (municipality_id, id),
  constraint composition_name_check CHECK ((name <> ''::text)),
  constraint composition_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text]))),
  constraint composition_version_check CHECK (((state = 'published'::text) = (version IS NOT NULL)))
);
alter table common.composition owner to bul_owner;
alter table common.composition enable row level security;
alter table common.composition force row level security;
CREATE UNIQUE INDEX composition_version_key ON common.composition USING btree (municipality_id, code, version) WHERE (state = 'published'::text);
create policy not_for_citizens on common.composition as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.composition using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select, update on common.composition to bul_staff;
comment on table common.composition is 'What a municipality has chosen of a questionnaire of the association and added to it; published, it is a row of common.questionnaire.';
comment on column common.composition.name is 'What the municipality calls it among its own professionals.';
comment on column common.composition.version is 'The version it was published as, <base>.<n>; null for a draft.';
comment on column common.composition.choice is 'Item codes left out and added, as domain/questionnaire/compose.ts.';
comment on column common.composition.revision is 'Counts up at every saving: nobody writes over what somebody else has saved since.';

create table common.decision_draft (
  municipality_id integer not null,
  account_id uuid not null,
  survey_id uuid not null,
  unit text not null,
  title text not null,
  becomes text not null,
  assignee_id uuid,
  due_on date,
  revision integer not null,
  constraint decision_draft_pkey PRIMARY KEY (municipality_id, account_id, survey_id, unit),
  constraint decision_draft_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id),
  constraint decision_draft_becomes_check CHECK ((becomes = ANY (ARRAY['task'::text, 'plan'::text]))),
  constraint decision_draft_revision_check CHECK ((revision >= 1)),
  constraint decision_draft_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table common.decision_draft owner to bul_owner;
alter table common.decision_draft enable row level security;
alter table common.decision_draft force row level security;
CREATE INDEX decision_draft_survey_idx ON common.decision_draft USING btree (municipality_id, survey_id);
create policy own on common.decision_draft using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((account_id)::text = NULLIF(current_setting('app.actor'::text, true), ''::text)) AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((account_id)::text = NULLIF(current_setting('app.actor'::text, true), ''::text))));
grant insert, select, update on common.decision_draft to bul_staff;
comment on table common.decision_draft is 'What somebody is writing that a meeting about a unit''s report decided, until it is a task or a plan; empty after that. Never about a child.';
comment on column common.decision_draft.assignee_id is 'Who is to be given the task; no foreign key, for it binds nobody yet.';
comment on column common.decision_draft.revision is 'Counts up at every saving, so that of two readings it is known which is the newer.';

create table common.discussion_comment (
  municipality_id integer not null,
  id uuid not null,
  subject text not null,
  institution_id uuid,
  account_id uuid not null,
  body text not null,
  written_at timestamp with time zone not null,
  constraint discussion_comment_pkey PRIMARY KEY (municipality_id, id),
  constraint discussion_comment_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id),
  constraint discussion_comment_body_check CHECK ((body <> ''::text))
);
alter table common.discussion_comment owner to bul_owner;
alter table common.discussion_comment enable row level security;
alter table common.discussion_comment force row level security;
CREATE INDEX discussion_comment_account_idx ON common.discussion_comment USING btree (municipality_id, account_id);
CREATE INDEX discussion_comment_subject_idx ON common.discussion_comment USING btree (municipality_id, subject);
create policy not_for_citizens on common.discussion_comment as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_branch on common.discussion_comment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id IS NULL) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id IS NULL) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[])))));
create policy support_sees_nobody on common.discussion_comment as restrictive for select using ((current_setting('app.role'::text, true) <> 'support'::text));
grant delete, insert, select, update on common.discussion_comment to bul_staff;
comment on table common.discussion_comment is 'What somebody said about a report of a unit or about a plan. Never about a child.';
comment on column common.discussion_comment.subject is 'report:<survey>:<unit> or plan:<plan>, as domain/network/discussion.ts.';
comment on column common.discussion_comment.institution_id is 'The unit''s or plan''s institution; null above institutions.';

create table common.discussion_task (
  municipality_id integer not null,
  id uuid not null,
  subject text not null,
  institution_id uuid,
  created_by uuid not null,
  assignee_id uuid not null,
  title text not null,
  due_on date,
  created_at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint discussion_task_pkey PRIMARY KEY (municipality_id, id),
  constraint discussion_task_assignee_fkey FOREIGN KEY (municipality_id, assignee_id) REFERENCES common.account(municipality_id, id),
  constraint discussion_task_creator_fkey FOREIGN KEY (municipality_id, created_by) REFERENCES common.account(municipality_id, id),
  constraint discussion_task_title_check CHECK ((title <> ''::text))
);
alter table common.discussion_task owner to bul_owner;
alter table common.discussion_task enable row level security;
alter table common.discussion_task force row level security;
CREATE INDEX discussion_task_assignee_idx ON common.discussion_task USING btree (municipality_id, assignee_id);
CREATE INDEX discussion_task_creator_idx ON common.discussion_task USING btree (municipality_id, created_by);
CREATE INDEX discussion_task_subject_idx ON common.discussion_task USING btree (municipality_id, subject);
create policy not_for_citizens on common.discussion_task as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_branch on common.discussion_task using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id IS NULL) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id IS NULL) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[])))));
grant delete, insert, select, update on common.discussion_task to bul_staff;
comment on table common.discussion_task is 'What a named colleague does next, from a report or a plan.';

create table common.edition (
  municipality_id integer not null,
  id uuid not null,
  code text not null,
  base_version text not null,
  version text not null,
  state text not null,
  definition jsonb not null,
  texts jsonb not null,
  revision integer not null,
  author_id uuid not null,
  changed_at timestamp with time zone not null,
  constraint edition_pkey PRIMARY KEY (municipality_id, id),
  constraint edition_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text])))
);
alter table common.edition owner to bul_owner;
alter table common.edition enable row level security;
alter table common.edition force row level security;
CREATE UNIQUE INDEX edition_open_key ON common.edition USING btree (municipality_id, code) WHERE (state = 'draft'::text);
create policy not_for_citizens on common.edition as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.edition using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select, update on common.edition to bul_staff;
comment on table common.edition is 'The next version of a questionnaire while it is written; published, it is a row of common.questionnaire.';

create table common.edition_comment (
  municipality_id integer not null,
  id uuid not null,
  edition_id uuid not null,
  item text not null,
  words text not null,
  role text not null,
  author_id uuid not null,
  at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  constraint edition_comment_pkey PRIMARY KEY (municipality_id, id),
  constraint edition_comment_edition_fkey FOREIGN KEY (municipality_id, edition_id) REFERENCES common.edition(municipality_id, id) ON DELETE CASCADE,
  constraint edition_comment_words_check CHECK ((words <> ''::text))
);
alter table common.edition_comment owner to bul_owner;
alter table common.edition_comment enable row level security;
alter table common.edition_comment force row level security;
CREATE INDEX edition_comment_edition_idx ON common.edition_comment USING btree (municipality_id, edition_id);
create policy not_for_citizens on common.edition_comment as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.edition_comment using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant insert, select, update on common.edition_comment to bul_staff;
comment on table common.edition_comment is 'What a working group says of a draft. Never about a child.';
comment on column common.edition_comment.item is 'The item it is about; empty for the whole.';

create table common.edition_pilot (
  municipality_id integer not null,
  id uuid not null,
  edition_id uuid not null,
  place text not null,
  from_day date not null,
  to_day date not null,
  respondents integer not null,
  found text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  signed_by uuid,
  signed_at timestamp with time zone,
  signed_words text,
  signed_revision integer,
  constraint edition_pilot_pkey PRIMARY KEY (municipality_id, id),
  constraint edition_pilot_days_check CHECK ((from_day <= to_day)),
  constraint edition_pilot_edition_fkey FOREIGN KEY (municipality_id, edition_id) REFERENCES common.edition(municipality_id, id) ON DELETE CASCADE,
  constraint edition_pilot_found_check CHECK ((found <> ''::text)),
  constraint edition_pilot_respondents_check CHECK ((respondents >= 1)),
  constraint edition_pilot_signed_check CHECK ((((signed_by IS NULL) = (signed_at IS NULL)) AND ((signed_by IS NULL) = (signed_words IS NULL)) AND ((signed_by IS NULL) = (signed_revision IS NULL)) AND (signed_by IS DISTINCT FROM recorded_by)))
);
alter table common.edition_pilot owner to bul_owner;
alter table common.edition_pilot enable row level security;
alter table common.edition_pilot force row level security;
CREATE INDEX edition_pilot_edition_idx ON common.edition_pilot USING btree (municipality_id, edition_id);
create policy not_for_citizens on common.edition_pilot as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.edition_pilot using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant insert, select, update on common.edition_pilot to bul_staff;
comment on table common.edition_pilot is 'A try-out of a draft: where, when, how many, what was found, and who signed it off. Never anything of one respondent.';
comment on column common.edition_pilot.signed_revision is 'The revision of the draft that the sign-off is of: a later one is signed off again.';

create table common.environment_assessment (
  municipality_id integer not null,
  institution_id uuid not null,
  survey_id uuid not null,
  words jsonb not null,
  follow_up_on date,
  next_on date,
  changed_at timestamp with time zone not null,
  changed_by uuid not null,
  revision integer not null default 1,
  constraint environment_assessment_pkey PRIMARY KEY (municipality_id, institution_id, survey_id),
  constraint environment_assessment_account_fkey FOREIGN KEY (municipality_id, changed_by) REFERENCES common.account(municipality_id, id),
  constraint environment_assessment_institution_fkey FOREIGN KEY (municipality_id, institution_id) REFERENCES common.institution(municipality_id, id),
  constraint environment_assessment_revision_check CHECK ((revision >= 1)),
  constraint environment_assessment_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table common.environment_assessment owner to bul_owner;
alter table common.environment_assessment enable row level security;
alter table common.environment_assessment force row level security;
CREATE INDEX environment_assessment_account_idx ON common.environment_assessment USING btree (municipality_id, changed_by);
CREATE INDEX environment_assessment_survey_idx ON common.environment_assessment USING btree (municipality_id, survey_id);
create policy own_branch on common.environment_assessment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))) AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[])))));
grant insert, select, update on common.environment_assessment to bul_staff;
comment on table common.environment_assessment is 'The assessment of the teaching or children''s environment as its leader is writing it, by institution and survey. Never about a child.';
comment on column common.environment_assessment.words is 'What goes well and what must change, theme by theme, as domain/environment/environment.ts.';
comment on column common.environment_assessment.next_on is 'When it is to be made anew; at the latest three years on.';
comment on column common.environment_assessment.revision is 'Counts up at every saving, so that of two readings it is known which is the newer.';

create table common.environment_publication (
  municipality_id integer not null,
  institution_id uuid not null,
  survey_id uuid not null,
  version integer not null,
  document jsonb not null,
  pdf_da bytea not null,
  pdf_en bytea not null,
  published_on date not null,
  published_by uuid not null,
  is_public boolean not null,
  constraint environment_publication_pkey PRIMARY KEY (municipality_id, institution_id, survey_id, version),
  constraint environment_publication_account_fkey FOREIGN KEY (municipality_id, published_by) REFERENCES common.account(municipality_id, id),
  constraint environment_publication_institution_fkey FOREIGN KEY (municipality_id, institution_id) REFERENCES common.institution(municipality_id, id),
  constraint environment_publication_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id)
);
alter table common.environment_publication owner to bul_owner;
alter table common.environment_publication enable row level security;
alter table common.environment_publication force row level security;
CREATE INDEX environment_publication_account_idx ON common.environment_publication USING btree (municipality_id, published_by);
CREATE INDEX environment_publication_survey_idx ON common.environment_publication USING btree (municipality_id, survey_id);
create policy own_branch on common.environment_publication using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))) AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[])))));
create policy published on common.environment_publication for select using ((is_public AND (municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)));
grant insert, select, update (is_public) on common.environment_publication to bul_staff;
comment on table common.environment_publication is 'An assessment as it was published: words, plans and the institution''s sealed figures of that day. Versions are kept.';
comment on column common.environment_publication.document is 'The whole document, as domain/environment/publication.ts.';
comment on column common.environment_publication.pdf_da is 'The same on paper, made once: whoever fetches it costs nothing.';
comment on column common.environment_publication.is_public is 'False once it has been taken down, or a newer version is published.';

create table common.failed_entry (
  municipality_id integer not null,
  id uuid not null,
  address_hmac bytea not null,
  tried_hmac bytea not null,
  at timestamp with time zone not null,
  constraint failed_entry_pkey PRIMARY KEY (municipality_id, id)
);
alter table common.failed_entry owner to bul_owner;
alter table common.failed_entry enable row level security;
alter table common.failed_entry force row level security;
CREATE INDEX failed_entry_address_idx ON common.failed_entry USING btree (municipality_id, address_hmac, at);
CREATE INDEX failed_entry_at_idx ON common.failed_entry USING btree (municipality_id, at);
create policy not_for_citizens on common.failed_entry as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.failed_entry using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select on common.failed_entry to bul_statistics;
comment on table common.failed_entry is 'Codes and links that opened nothing, for an hour: what slows whoever guesses. Under municipality 0, for all.';
comment on column common.failed_entry.address_hmac is 'HMAC of the caller''s network address and the day, so that no day can be held against another.';
comment on column common.failed_entry.tried_hmac is 'HMAC of what was tried: the same mistake made again counts once.';

create table common.feedback (
  municipality_id integer not null,
  id uuid not null,
  survey_id uuid not null,
  unit text not null,
  institution_id uuid not null,
  class_id uuid,
  version smallint not null,
  state text not null,
  findings jsonb not null,
  did text not null,
  next text not null,
  next_on date,
  author_id uuid not null,
  written_at timestamp with time zone not null,
  published_on date,
  revision integer not null default 1,
  constraint feedback_pkey PRIMARY KEY (municipality_id, id),
  constraint feedback_author_fkey FOREIGN KEY (municipality_id, author_id) REFERENCES common.account(municipality_id, id),
  constraint feedback_class_fkey FOREIGN KEY (municipality_id, class_id) REFERENCES common.class(municipality_id, id),
  constraint feedback_institution_fkey FOREIGN KEY (municipality_id, institution_id) REFERENCES common.institution(municipality_id, id),
  constraint feedback_published_check CHECK (((state = 'draft'::text) = (published_on IS NULL))),
  constraint feedback_revision_check CHECK ((revision >= 1)),
  constraint feedback_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'replaced'::text, 'withdrawn'::text]))),
  constraint feedback_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id),
  constraint feedback_version_check CHECK ((version >= 1)),
  constraint feedback_version_key UNIQUE (municipality_id, survey_id, unit, version)
);
alter table common.feedback owner to bul_owner;
alter table common.feedback enable row level security;
alter table common.feedback force row level security;
CREATE INDEX feedback_author_idx ON common.feedback USING btree (municipality_id, author_id);
CREATE INDEX feedback_class_idx ON common.feedback USING btree (municipality_id, class_id);
CREATE UNIQUE INDEX feedback_draft_key ON common.feedback USING btree (municipality_id, survey_id, unit) WHERE (state = 'draft'::text);
CREATE INDEX feedback_institution_idx ON common.feedback USING btree (municipality_id, institution_id);
CREATE UNIQUE INDEX feedback_published_key ON common.feedback USING btree (municipality_id, survey_id, unit) WHERE (state = 'published'::text);
create policy families_are_told on common.feedback for select to bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND (state = 'published'::text)));
create policy own_branch on common.feedback using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))) AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))) AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text]))));
grant insert, select, update on common.feedback to bul_staff;
comment on table common.feedback is '"I sagde – vi gjorde": what a class or institution answered, what was done, and what comes next. Never about a child.';
comment on column common.feedback.unit is 'The class or institution it is about, as a unit''s key.';
comment on column common.feedback.class_id is 'Null for what the whole institution is told.';
comment on column common.feedback.version is 'From 1; what has been published is never overwritten.';
comment on column common.feedback.findings is 'What they said: sentences of the sealed report as they stood when it was written, in Danish and English. No figures besides.';
comment on column common.feedback.published_on is 'The day families could read it; null while it is a draft.';
comment on column common.feedback.revision is 'Counts up at every saving of the draft: whoever saves says which one they had read.';

create table common.imported_figure (
  municipality_id integer not null,
  questionnaire text not null,
  unit text not null,
  item text not null,
  school_year smallint not null,
  institution_id uuid,
  percent double precision not null,
  n integer,
  source text not null,
  import_id uuid not null,
  account_id uuid not null,
  imported_at timestamp with time zone not null,
  constraint imported_figure_pkey PRIMARY KEY (municipality_id, questionnaire, unit, item, school_year),
  constraint imported_figure_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id),
  constraint imported_figure_institution_fkey FOREIGN KEY (municipality_id, institution_id) REFERENCES common.institution(municipality_id, id),
  constraint imported_figure_n_check CHECK ((n >= 5)),
  constraint imported_figure_percent_check CHECK (((percent >= (0)::double precision) AND (percent <= (100)::double precision))),
  constraint imported_figure_source_check CHECK ((source <> ''::text)),
  constraint imported_figure_unit_check CHECK ((unit = COALESCE(('institution:'::text || (institution_id)::text), 'municipality'::text)))
);
alter table common.imported_figure owner to bul_owner;
alter table common.imported_figure enable row level security;
alter table common.imported_figure force row level security;
CREATE INDEX imported_figure_account_idx ON common.imported_figure USING btree (municipality_id, account_id);
CREATE INDEX imported_figure_import_idx ON common.imported_figure USING btree (municipality_id, import_id);
CREATE INDEX imported_figure_institution_idx ON common.imported_figure USING btree (municipality_id, institution_id);
create policy an_analyst_imports on common.imported_figure for insert with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'municipalAnalyst'::text) AND ((account_id)::text = current_setting('app.actor'::text, true))));
create policy an_analyst_takes_back on common.imported_figure for delete using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'municipalAnalyst'::text)));
create policy own_branch on common.imported_figure for select using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((institution_id IS NULL) OR (current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))) AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text]))));
grant select on common.imported_figure to bul_report;
grant delete, insert, select on common.imported_figure to bul_staff;
comment on table common.imported_figure is 'Shares of good answers that were published of earlier years elsewhere, drawn in trends and marked; never atoms, never added up.';
comment on column common.imported_figure.questionnaire is 'The code of the questionnaire whose trend it stands in, whatever its version.';
comment on column common.imported_figure.percent is 'Of favourable answers.';
comment on column common.imported_figure.n is 'Answers behind it; null where nobody published how many, and then it is drawn and never tried.';
comment on column common.imported_figure.source is 'Where it was published: report and year. Shown wherever the figure is.';
comment on column common.imported_figure.import_id is 'The file it came with; a file is taken back as a whole.';

create table common.information (
  municipality_id integer not null,
  id uuid not null,
  officer_email text,
  officer_phone text,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  constraint information_pkey PRIMARY KEY (municipality_id, id),
  constraint information_officer_check CHECK (((officer_email IS NOT NULL) OR (officer_phone IS NOT NULL)))
);
alter table common.information owner to bul_owner;
alter table common.information enable row level security;
alter table common.information force row level security;
CREATE INDEX information_saved_at_idx ON common.information USING btree (municipality_id, saved_at);
create policy own_municipality on common.information using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant insert, select on common.information to bul_staff;
grant select on common.information to bul_statistics;
comment on table common.information is 'How the municipality''s data protection officer is reached (GDPR art. 13(1)(b)); shown to anybody on "Om dine svar". The newest counts; older ones stay, for what was told must be known afterwards.';

create table common.institution (
  municipality_id integer not null,
  id uuid not null,
  kind text not null,
  number text not null,
  name text not null,
  closed_on date,
  constraint institution_pkey PRIMARY KEY (municipality_id, id),
  constraint institution_kind_check CHECK ((kind = ANY (ARRAY['school'::text, 'daycare'::text, 'youthEducation'::text, 'administration'::text, 'healthService'::text, 'youthService'::text]))),
  constraint institution_municipality_fkey FOREIGN KEY (municipality_id) REFERENCES common.municipality(municipality_id),
  constraint institution_name_check CHECK ((name <> ''::text)),
  constraint institution_number_key UNIQUE (municipality_id, number)
);
alter table common.institution owner to bul_owner;
alter table common.institution enable row level security;
alter table common.institution force row level security;
create policy own_municipality on common.institution using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on common.institution to bul_assessment;
grant select on common.institution to bul_health;
grant select on common.institution to bul_report;
grant select on common.institution to bul_sealer;
grant insert, select, update on common.institution to bul_staff;
grant select on common.institution to bul_statistics;
comment on table common.institution is 'Schools, daycares, youth educations, and one administration per municipality.';
comment on column common.institution.number is 'Six characters from the register of institutions; letters occur.';

create table common.institution_directory (
  number text not null,
  municipality_id integer not null,
  constraint institution_directory_pkey PRIMARY KEY (number),
  constraint institution_directory_number_check CHECK ((number ~ '^[0-9A-Z]{6}$'::text))
);
alter table common.institution_directory owner to bul_owner;
alter table common.institution_directory enable row level security;
alter table common.institution_directory force row level security;
create policy everybody_reads on common.institution_directory for select using (true);
create policy not_for_citizens on common.institution_directory as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality_writes on common.institution_directory for insert with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant insert, select on common.institution_directory to bul_staff;
comment on table common.institution_directory is 'Which municipality an institution number belongs to. Public reference, read before sign-in.';

create table common.institution_successor (
  municipality_id integer not null,
  from_id uuid not null,
  to_id uuid not null,
  since date not null,
  constraint institution_successor_pkey PRIMARY KEY (municipality_id, from_id, to_id),
  constraint institution_successor_differs_check CHECK ((from_id <> to_id)),
  constraint institution_successor_from_fkey FOREIGN KEY (municipality_id, from_id) REFERENCES common.institution(municipality_id, id),
  constraint institution_successor_to_fkey FOREIGN KEY (municipality_id, to_id) REFERENCES common.institution(municipality_id, id)
);
alter table common.institution_successor owner to bul_owner;
alter table common.institution_successor enable row level security;
alter table common.institution_successor force row level security;
CREATE INDEX institution_successor_to_idx ON common.institution_successor USING btree (municipality_id, to_id);
create policy not_for_citizens on common.institution_successor as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.institution_successor using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on common.institution_successor to bul_report;
grant insert, select on common.institution_successor to bul_staff;
comment on table common.institution_successor is 'Which institution went on as which, from a day on, so that figures of earlier years can be followed. A split has several rows.';

create table common.instrument_choice (
  municipality_id integer not null,
  purpose text not null,
  instrument text not null,
  chosen_by uuid not null,
  chosen_at timestamp with time zone not null,
  constraint instrument_choice_pkey PRIMARY KEY (municipality_id, purpose)
);
alter table common.instrument_choice owner to bul_owner;
alter table common.instrument_choice enable row level security;
alter table common.instrument_choice force row level security;
create policy not_for_citizens on common.instrument_choice as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.instrument_choice using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on common.instrument_choice to bul_assessment;
grant insert, select, update on common.instrument_choice to bul_staff;
comment on table common.instrument_choice is 'Which instrument a municipality suggests first, by what it is for.';
comment on column common.instrument_choice.purpose is 'assessment: when a PLUS case is opened.';

create table common.instrument_pack (
  municipality_id integer not null,
  id uuid not null,
  instrument text not null,
  language text not null,
  versions text[] not null,
  issued_on date not null,
  expires_on date,
  checksum text not null,
  state text not null,
  pack jsonb,
  loaded_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint instrument_pack_pkey PRIMARY KEY (municipality_id, id),
  constraint instrument_pack_ended_check CHECK (((state = 'loaded'::text) = (ended_at IS NULL))),
  constraint instrument_pack_state_check CHECK ((state = ANY (ARRAY['loaded'::text, 'replaced'::text, 'unloaded'::text]))),
  constraint instrument_pack_words_check CHECK (((state <> 'loaded'::text) OR (pack IS NOT NULL)))
);
alter table common.instrument_pack owner to bul_owner;
alter table common.instrument_pack enable row level security;
alter table common.instrument_pack force row level security;
CREATE INDEX instrument_pack_instrument_idx ON common.instrument_pack USING btree (municipality_id, instrument, language);
create policy not_for_citizens on common.instrument_pack as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.instrument_pack using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on common.instrument_pack for select using ((municipality_id = 0));
grant select on common.instrument_pack to bul_assessment;
grant select on common.instrument_pack to bul_staff;
grant select on common.instrument_pack to bul_statistics;
comment on table common.instrument_pack is 'Words of instruments from licensed packs, as loaded into the installation (municipality 0), earlier ones kept for what runs on them.';
comment on column common.instrument_pack.checksum is 'The pack''s own sum when it was loaded; the words are held to it each time they are used.';
comment on column common.instrument_pack.state is 'loaded: something new may begin with it; replaced: a newer issue took its place; unloaded: taken out by the command line.';
comment on column common.instrument_pack.pack is 'As domain/instrument/pack.ts; null when the words were erased.';

create table common.intervention (
  municipality_id integer not null,
  id uuid not null,
  code text not null,
  version smallint not null,
  state text not null,
  author_id uuid,
  sheet jsonb not null,
  changed_at timestamp with time zone not null,
  constraint intervention_pkey PRIMARY KEY (municipality_id, id),
  constraint intervention_code_check CHECK ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint intervention_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'inReview'::text, 'published'::text, 'retired'::text]))),
  constraint intervention_version_check CHECK ((version >= 1)),
  constraint intervention_version_key UNIQUE (municipality_id, code, version)
);
alter table common.intervention owner to bul_owner;
alter table common.intervention enable row level security;
alter table common.intervention force row level security;
CREATE INDEX intervention_author_idx ON common.intervention USING btree (municipality_id, author_id);
CREATE UNIQUE INDEX intervention_open_key ON common.intervention USING btree (municipality_id, code) WHERE (state = ANY (ARRAY['draft'::text, 'inReview'::text]));
CREATE UNIQUE INDEX intervention_published_key ON common.intervention USING btree (municipality_id, code) WHERE (state = 'published'::text);
create policy not_for_citizens on common.intervention as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_sheets on common.intervention using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.role'::text, true) = ANY (ARRAY['secretariat'::text, 'expertReviewer'::text, 'dataProtectionOfficer'::text, 'system'::text])) OR ((author_id)::text = NULLIF(current_setting('app.actor'::text, true), ''::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.role'::text, true) = ANY (ARRAY['secretariat'::text, 'system'::text])) OR (((author_id)::text = NULLIF(current_setting('app.actor'::text, true), ''::text)) AND (state = ANY (ARRAY['draft'::text, 'inReview'::text]))))));
create policy published on common.intervention for select using ((state = 'published'::text));
grant delete, insert, select, update on common.intervention to bul_staff;
comment on table common.intervention is 'Versions of fact sheets (faktaark) of Inspiration. municipality_id is the publisher''s; 0 is the association.';
comment on column common.intervention.code is 'Links, reports and plans know a sheet by it, whatever its version.';
comment on column common.intervention.author_id is 'The account that wrote it; null for sheets that come with the platform.';
comment on column common.intervention.sheet is 'Content in all languages, as domain/intervention/sheet.ts.';

create table common.intervention_experience (
  municipality_id integer not null,
  id uuid not null,
  intervention_code text not null,
  verdict text not null,
  what text not null,
  shows_name boolean not null,
  is_published boolean not null,
  told_by uuid not null,
  told_on date not null,
  constraint intervention_experience_pkey PRIMARY KEY (municipality_id, id),
  constraint intervention_experience_verdict_check CHECK ((verdict = ANY (ARRAY['recommended'::text, 'mixed'::text, 'notForUs'::text])))
);
alter table common.intervention_experience owner to bul_owner;
alter table common.intervention_experience enable row level security;
alter table common.intervention_experience force row level security;
CREATE INDEX intervention_experience_code_idx ON common.intervention_experience USING btree (municipality_id, intervention_code);
create policy not_for_citizens on common.intervention_experience as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.intervention_experience using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on common.intervention_experience for select using (is_published);
grant delete, insert, select on common.intervention_experience to bul_staff;
comment on table common.intervention_experience is 'What a municipality tells others of a sheet it has used. Never about a child.';
comment on column common.intervention_experience.shows_name is 'Whether the municipality has agreed to be named beside it.';

create table common.intervention_review (
  municipality_id integer not null,
  id uuid not null,
  intervention_id uuid not null,
  author_id uuid,
  step text not null,
  at timestamp with time zone not null,
  reviewer_id uuid not null,
  role text not null,
  comment text not null,
  interests text not null,
  constraint intervention_review_pkey PRIMARY KEY (municipality_id, id),
  constraint intervention_review_intervention_fkey FOREIGN KEY (municipality_id, intervention_id) REFERENCES common.intervention(municipality_id, id) ON DELETE CASCADE,
  constraint intervention_review_step_check CHECK ((step = ANY (ARRAY['sent'::text, 'signedOff'::text, 'returned'::text, 'published'::text, 'retired'::text])))
);
alter table common.intervention_review owner to bul_owner;
alter table common.intervention_review enable row level security;
alter table common.intervention_review force row level security;
CREATE INDEX intervention_review_intervention_idx ON common.intervention_review USING btree (municipality_id, intervention_id);
create policy own_sheets on common.intervention_review using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.role'::text, true) = ANY (ARRAY['secretariat'::text, 'expertReviewer'::text, 'dataProtectionOfficer'::text, 'system'::text])) OR ((author_id)::text = NULLIF(current_setting('app.actor'::text, true), ''::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.role'::text, true) = ANY (ARRAY['secretariat'::text, 'expertReviewer'::text, 'system'::text])) OR (((author_id)::text = NULLIF(current_setting('app.actor'::text, true), ''::text)) AND (step = 'sent'::text)))));
grant insert, select on common.intervention_review to bul_staff;
comment on table common.intervention_review is 'What was done to a version on its way to the catalogue, by which role, and what was said. Rows are only added.';
comment on column common.intervention_review.author_id is 'The sheet''s author, who may read it.';
comment on column common.intervention_review.interests is 'What an expert who signs off declares to have to do with provider or subject.';

create table common.invitation_count (
  municipality_id integer not null,
  survey_id uuid not null,
  occasion text not null,
  channel text not null,
  state text not null,
  messages integer not null,
  constraint invitation_count_pkey PRIMARY KEY (municipality_id, survey_id, occasion, channel, state),
  constraint invitation_count_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table common.invitation_count owner to bul_owner;
alter table common.invitation_count enable row level security;
alter table common.invitation_count force row level security;
create policy who_tells on common.invitation_count to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'leadHealthVisitor'::text, 'dataProtectionOfficer'::text, 'system'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'system'::text]))));
grant insert, select, update on common.invitation_count to bul_staff;
comment on table common.invitation_count is 'How many messages of a survey that is over, by what became of them.';

create table common.invitation_message (
  municipality_id integer not null,
  id uuid not null,
  survey_id uuid not null,
  person_id uuid not null,
  pupil_id uuid not null,
  occasion text not null,
  due_on date not null,
  turn smallint not null,
  channel text not null,
  received_as text not null,
  language text not null,
  state text not null,
  reason text,
  attempts smallint not null default 0,
  next_at timestamp with time zone,
  sent_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  transport_id text,
  is_settled boolean not null default false,
  constraint invitation_message_pkey PRIMARY KEY (municipality_id, id),
  constraint invitation_message_channel_check CHECK ((channel = ANY (ARRAY['digitalPost'::text, 'email'::text, 'sms'::text, 'letter'::text]))),
  constraint invitation_message_occasion_check CHECK ((occasion = ANY (ARRAY['invitation'::text, 'reminder'::text]))),
  constraint invitation_message_once_key UNIQUE (municipality_id, survey_id, person_id, pupil_id, occasion, due_on, turn),
  constraint invitation_message_pupil_fkey FOREIGN KEY (municipality_id, pupil_id) REFERENCES common.pupil(municipality_id, id) ON DELETE CASCADE,
  constraint invitation_message_reason_check CHECK ((reason = ANY (ARRAY['unknown-receiver'::text, 'mailbox-full'::text, 'not-registered'::text, 'refused'::text, 'unreachable'::text, 'unknown'::text]))),
  constraint invitation_message_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'bounced'::text, 'failed'::text, 'uncertain'::text, 'stopped'::text]))),
  constraint invitation_message_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table common.invitation_message owner to bul_owner;
alter table common.invitation_message enable row level security;
alter table common.invitation_message force row level security;
CREATE INDEX invitation_message_next_idx ON common.invitation_message USING btree (municipality_id, survey_id, next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX invitation_message_pupil_idx ON common.invitation_message USING btree (municipality_id, pupil_id);
create policy who_tells on common.invitation_message to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'leadHealthVisitor'::text, 'dataProtectionOfficer'::text, 'system'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'system'::text]))));
grant delete, insert, select, update on common.invitation_message to bul_staff;
comment on table common.invitation_message is 'One message to one receiver about one child''s invitation: which channel, and what became of it. Never an address or a text. Deleted when the survey closes; invitation_count keeps the numbers.';
comment on column common.invitation_message.due_on is 'The day of the plan it belongs to: planning twice makes no second row.';
comment on column common.invitation_message.turn is '0 for the first channel; raised when another is tried after it.';
comment on column common.invitation_message.received_as is 'With custody, as the young person, or as a foster parent; asked again at the moment of sending.';
comment on column common.invitation_message.next_at is 'When the queue has to do with it again: to send it, to see whether whoever took it has died, or to ask what became of it. Null when it is done with.';
comment on column common.invitation_message.transport_id is 'What the other side calls it, to ask after it by.';
comment on column common.invitation_message.is_settled is 'Somebody, or another channel, has dealt with that it did not arrive.';

create table common.invitation_plan (
  municipality_id integer not null,
  survey_id uuid not null,
  channels text[] not null,
  invites_on date not null,
  reminds_on date[] not null,
  planned_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  constraint invitation_plan_pkey PRIMARY KEY (municipality_id, survey_id),
  constraint invitation_plan_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table common.invitation_plan owner to bul_owner;
alter table common.invitation_plan enable row level security;
alter table common.invitation_plan force row level security;
create policy who_tells on common.invitation_plan to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'leadHealthVisitor'::text, 'dataProtectionOfficer'::text, 'system'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'system'::text]))));
grant insert, select, update on common.invitation_plan to bul_staff;
comment on table common.invitation_plan is 'By which channels and on which days the people of a survey are told and reminded.';
comment on column common.invitation_plan.channels is 'Tried in this order for each receiver.';
comment on column common.invitation_plan.stopped_at is 'When somebody stopped it; null while it runs.';

create table common.leader_comment (
  municipality_id integer not null,
  survey_id uuid not null,
  unit text not null,
  institution_id uuid,
  account_id uuid not null,
  body text,
  written_on date,
  draft text,
  revision integer not null default 1,
  constraint leader_comment_pkey PRIMARY KEY (municipality_id, survey_id, unit),
  constraint leader_comment_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id),
  constraint leader_comment_body_check CHECK ((body <> ''::text)),
  constraint leader_comment_institution_fkey FOREIGN KEY (municipality_id, institution_id) REFERENCES common.institution(municipality_id, id),
  constraint leader_comment_revision_check CHECK ((revision >= 1)),
  constraint leader_comment_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE,
  constraint leader_comment_written_check CHECK (((body IS NULL) = (written_on IS NULL)))
);
alter table common.leader_comment owner to bul_owner;
alter table common.leader_comment enable row level security;
alter table common.leader_comment force row level security;
CREATE INDEX leader_comment_account_idx ON common.leader_comment USING btree (municipality_id, account_id);
CREATE INDEX leader_comment_institution_idx ON common.leader_comment USING btree (municipality_id, institution_id);
create policy own_branch on common.leader_comment using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id IS NULL) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))) AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[])))));
grant select (municipality_id, survey_id, unit, institution_id, body, written_on) on common.leader_comment to bul_report;
grant delete, insert, select, update on common.leader_comment to bul_staff;
comment on table common.leader_comment is 'What an institution''s leader, or for the municipality its analyst, says to a unit''s report; printed with it. Never about a child.';
comment on column common.leader_comment.institution_id is 'The unit''s institution; null for the municipality.';
comment on column common.leader_comment.body is 'As it is read with the report; null where nothing is shown.';
comment on column common.leader_comment.draft is 'As it is being written; null where nothing has been written since it was shown.';
comment on column common.leader_comment.revision is 'Counts up at every saving, so that of two readings it is known which is the newer.';

create table common.lesson (
  municipality_id integer not null,
  id uuid not null,
  survey_id uuid not null,
  institution_id uuid not null,
  class_id uuid not null,
  code text not null,
  state text not null,
  opened_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  is_paused boolean not null default false,
  constraint lesson_pkey PRIMARY KEY (municipality_id, id),
  constraint lesson_class_fkey FOREIGN KEY (municipality_id, class_id) REFERENCES common.class(municipality_id, id),
  constraint lesson_paused_check CHECK (((NOT is_paused) OR (state = 'open'::text))),
  constraint lesson_state_check CHECK ((state = ANY (ARRAY['open'::text, 'ended'::text]))),
  constraint lesson_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table common.lesson owner to bul_owner;
alter table common.lesson enable row level security;
alter table common.lesson force row level security;
CREATE UNIQUE INDEX lesson_code_key ON common.lesson USING btree (municipality_id, code) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX lesson_open_key ON common.lesson USING btree (municipality_id, survey_id, class_id) WHERE (state = 'open'::text);
create policy not_for_citizens on common.lesson as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy open_by_code on common.lesson for select to bul_statistics using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (state = 'open'::text)));
create policy own_branch on common.lesson using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[])))));
grant insert, select, update on common.lesson to bul_staff;
grant select on common.lesson to bul_statistics;
comment on table common.lesson is 'The hour in which a class answers together.';
comment on column common.lesson.code is 'Six symbols: two for the municipality, four by chance. Dead when the lesson has ended.';
comment on column common.lesson.is_paused is 'Nobody new comes in. Whoever is in goes on saving, and may send.';

create table common.link_binding (
  municipality_id integer not null,
  link_hmac bytea not null,
  draft_hmac bytea not null,
  browser_hmac bytea not null,
  constraint link_binding_pkey PRIMARY KEY (municipality_id, link_hmac)
);
alter table common.link_binding owner to bul_owner;
alter table common.link_binding enable row level security;
alter table common.link_binding force row level security;
CREATE INDEX link_binding_draft_idx ON common.link_binding USING btree (municipality_id, draft_hmac);
create policy not_for_citizens on common.link_binding as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.link_binding using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select on common.link_binding to bul_assessment;
grant delete, insert, select on common.link_binding to bul_health;
grant delete, select (municipality_id, draft_hmac) on common.link_binding to bul_sealer;
grant delete, insert, select on common.link_binding to bul_statistics;
comment on table common.link_binding is 'Which browser a personal link was first opened in. Deleted by submit, and with the invitation.';
comment on column common.link_binding.link_hmac is 'As the invitation holds it, or a signed-in parent''s own.';
comment on column common.link_binding.draft_hmac is 'What the draft is kept under: the link itself, or what a signed-in parent''s links have in common.';
comment on column common.link_binding.browser_hmac is 'HMAC of the browser''s secret and the link: of one browser, two links have nothing in common.';

create table common.login_event (
  municipality_id integer not null,
  id uuid not null,
  at timestamp with time zone not null,
  login text not null,
  event text not null,
  session bytea,
  address text,
  message bytea,
  expires_on date not null,
  constraint login_event_pkey PRIMARY KEY (municipality_id, id),
  constraint login_event_event_check CHECK ((event = ANY (ARRAY['asked'::text, 'answered'::text, 'refused'::text, 'signedIn'::text, 'signOutAsked'::text, 'signedOut'::text])))
);
alter table common.login_event owner to bul_owner;
alter table common.login_event enable row level security;
alter table common.login_event force row level security;
CREATE INDEX login_event_at_idx ON common.login_event USING btree (municipality_id, at);
CREATE INDEX login_event_expires_idx ON common.login_event USING btree (municipality_id, expires_on);
create policy officer_reads on common.login_event as restrictive for select using ((current_setting('app.role'::text, true) = ANY (ARRAY['dataProtectionOfficer'::text, 'system'::text])));
create policy own_municipality on common.login_event using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select on common.login_event to bul_staff;
comment on table common.login_event is 'What was asked of a SAML login and what it answered, kept for 180 days with the signatures (NemLog-in, terms for service providers). Municipality 0 until it is known whose it is.';
comment on column common.login_event.session is 'HMAC-SHA-256 of what the login calls the session, as in common.session.';
comment on column common.login_event.address is 'The IP address it came from.';
comment on column common.login_event.message is 'The message as it was sent, with its signature: ciphertext, for names and CPR numbers are in it.';

create table common.municipality (
  municipality_id integer not null,
  name text not null,
  region_until_2026 text not null,
  region_from_2027 text not null,
  is_invented boolean not null,
  cvr text,
  constraint municipality_pkey PRIMARY KEY (municipality_id),
  constraint municipality_cvr_check CHECK ((cvr ~ '^[0-9]{8}$'::text)),
  constraint municipality_id_check CHECK (((municipality_id >= 0) AND (municipality_id <= 899)))
);
alter table common.municipality owner to bul_owner;
alter table common.municipality enable row level security;
alter table common.municipality force row level security;
create policy everybody_reads on common.municipality for select using (true);
create policy owner_writes on common.municipality to bul_owner using (true) with check (true);
grant select on common.municipality to bul_assessment;
grant select on common.municipality to bul_health;
grant select on common.municipality to bul_report;
grant select on common.municipality to bul_sealer;
grant select on common.municipality to bul_staff;
grant select on common.municipality to bul_statistics;
comment on table common.municipality is 'The 98 municipalities, the invented ones, and 0: the association. Public reference.';
comment on column common.municipality.region_until_2026 is 'Official region code before 1 January 2027.';
comment on column common.municipality.region_from_2027 is 'Name of the region from 1 January 2027, when Region Østdanmark replaces two.';
comment on column common.municipality.cvr is 'CVR number: whose rights Context Handler tells of. Null lets nobody in that way.';

create table common.network_answer (
  municipality_id integer not null,
  id uuid not null,
  account_id uuid not null,
  question_municipality_id integer not null,
  question_id uuid not null,
  body text not null,
  author_name text,
  is_published boolean not null,
  answered_at timestamp with time zone not null,
  constraint network_answer_pkey PRIMARY KEY (municipality_id, id),
  constraint network_answer_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id),
  constraint network_answer_body_check CHECK ((body <> ''::text))
);
alter table common.network_answer owner to bul_owner;
alter table common.network_answer enable row level security;
alter table common.network_answer force row level security;
CREATE INDEX network_answer_account_idx ON common.network_answer USING btree (municipality_id, account_id);
CREATE INDEX network_answer_question_idx ON common.network_answer USING btree (municipality_id, question_id);
create policy not_for_citizens on common.network_answer as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.network_answer using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on common.network_answer for select using ((is_published AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text]))));
grant delete, insert, select, update on common.network_answer to bul_staff;
comment on table common.network_answer is 'An answer to a question, perhaps another municipality''s.';
comment on column common.network_answer.question_municipality_id is 'Whose question; no foreign key, for it may be another municipality''s.';

create table common.network_question (
  municipality_id integer not null,
  id uuid not null,
  account_id uuid not null,
  topic text not null,
  title text not null,
  body text not null,
  author_name text,
  is_published boolean not null,
  asked_at timestamp with time zone not null,
  constraint network_question_pkey PRIMARY KEY (municipality_id, id),
  constraint network_question_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id),
  constraint network_question_title_check CHECK ((title <> ''::text))
);
alter table common.network_question owner to bul_owner;
alter table common.network_question enable row level security;
alter table common.network_question force row level security;
CREATE INDEX network_question_account_idx ON common.network_question USING btree (municipality_id, account_id);
create policy not_for_citizens on common.network_question as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.network_question using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on common.network_question for select using ((is_published AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text]))));
grant delete, insert, select, update on common.network_question to bul_staff;
comment on table common.network_question is 'A question to the other municipalities. Never about a child.';
comment on column common.network_question.author_name is 'Only when the person chose to be named; the municipality always is.';
comment on column common.network_question.is_published is 'False once it is withdrawn.';

create table common.news (
  municipality_id integer not null,
  id uuid not null,
  texts jsonb not null,
  shown_on date not null,
  is_published boolean not null,
  changed_at timestamp with time zone not null,
  constraint news_pkey PRIMARY KEY (municipality_id, id)
);
alter table common.news owner to bul_owner;
alter table common.news enable row level security;
alter table common.news force row level security;
create policy not_for_citizens on common.news as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.news using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on common.news for select using (is_published);
grant delete, insert, select, update on common.news to bul_staff;
comment on table common.news is 'News from the association (municipality 0), for everybody once published.';
comment on column common.news.texts is 'Title and body by language.';

create table common.opt_out (
  municipality_id integer not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  pupil_person_id uuid not null,
  person_id uuid not null,
  said_by text not null,
  said_on date not null,
  constraint opt_out_pkey PRIMARY KEY (municipality_id, survey_id, pupil_id, person_id),
  constraint opt_out_pupil_fkey FOREIGN KEY (municipality_id, pupil_id) REFERENCES common.pupil(municipality_id, id) ON DELETE CASCADE,
  constraint opt_out_said_by_check CHECK ((said_by = ANY (ARRAY['parent'::text, 'letter'::text, 'self'::text]))),
  constraint opt_out_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table common.opt_out owner to bul_owner;
alter table common.opt_out enable row level security;
alter table common.opt_out force row level security;
CREATE INDEX opt_out_pupil_idx ON common.opt_out USING btree (municipality_id, pupil_id);
create policy by_letter on common.opt_out for select to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (said_by = 'letter'::text) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy family on common.opt_out for select to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))) AND ((current_setting('app.role'::text, true) <> 'parent'::text) OR (said_by <> 'self'::text))));
create policy kept on common.opt_out to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy marks_slips on common.opt_out for select to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'system'::text]))));
create policy over on common.opt_out for delete to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'system'::text]))));
grant select on common.opt_out to bul_health;
grant delete, select (municipality_id, survey_id, pupil_id, pupil_person_id, person_id, said_by) on common.opt_out to bul_staff;
comment on table common.opt_out is 'A family''s no to a statistics survey, by child; from 15 the young person''s own alone counts. Deleted when the survey closes.';
comment on column common.opt_out.pupil_person_id is 'The child''s person, here too so that the door needs no look at the roster.';
comment on column common.opt_out.person_id is 'Who said it; with a letter''s code the child''s person, for nobody knows who held the letter.';

create table common.opt_out_code (
  municipality_id integer not null,
  code_hmac bytea not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  person_id uuid not null,
  class_id uuid not null,
  constraint opt_out_code_pkey PRIMARY KEY (municipality_id, code_hmac),
  constraint opt_out_code_pupil_fkey FOREIGN KEY (municipality_id, pupil_id) REFERENCES common.pupil(municipality_id, id) ON DELETE CASCADE,
  constraint opt_out_code_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table common.opt_out_code owner to bul_owner;
alter table common.opt_out_code enable row level security;
alter table common.opt_out_code force row level security;
CREATE INDEX opt_out_code_pupil_idx ON common.opt_out_code USING btree (municipality_id, survey_id, pupil_id);
create policy by_code on common.opt_out_code for select to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(code_hmac, 'hex'::text) = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy kept on common.opt_out_code for select to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy letters on common.opt_out_code for insert to bul_staff with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy over on common.opt_out_code to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'system'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'system'::text]))));
grant select on common.opt_out_code to bul_health;
grant delete, insert, select (municipality_id, survey_id, pupil_id) on common.opt_out_code to bul_staff;
comment on table common.opt_out_code is 'Codes of information letters, as HMAC: to say no without a login. Deleted when the survey closes.';
comment on column common.opt_out_code.person_id is 'The child''s person, here with its class so that a code needs no look at the roster.';

create table common.pupil (
  municipality_id integer not null,
  id uuid not null,
  person_id uuid not null,
  institution_id uuid not null,
  class_id uuid not null,
  sex text not null,
  left_on date,
  constraint pupil_pkey PRIMARY KEY (municipality_id, id),
  constraint pupil_class_fkey FOREIGN KEY (municipality_id, class_id) REFERENCES common.class(municipality_id, id),
  constraint pupil_institution_fkey FOREIGN KEY (municipality_id, institution_id) REFERENCES common.institution(municipality_id, id),
  constraint pupil_person_fkey FOREIGN KEY (municipality_id, person_id) REFERENCES identity.person(municipality_id, id),
  constraint pupil_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'unknown'::text])))
);
alter table common.pupil owner to bul_owner;
alter table common.pupil enable row level security;
alter table common.pupil force row level security;
CREATE INDEX pupil_class_idx ON common.pupil USING btree (municipality_id, class_id);
CREATE INDEX pupil_person_idx ON common.pupil USING btree (municipality_id, person_id);
create policy citizens_read_their_own on common.pupil as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using (((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) OR ((id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy own_branch on common.pupil using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[])))));
create policy own_child on common.pupil for select to bul_health, bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy support_sees_nobody on common.pupil as restrictive for select using ((current_setting('app.role'::text, true) <> 'support'::text));
grant select on common.pupil to bul_assessment;
grant select on common.pupil to bul_health;
grant insert, select, update on common.pupil to bul_staff;
comment on table common.pupil is 'A child in a class. Holds no name and no CPR; person_id points to those.';
comment on column common.pupil.left_on is 'The day the pupil left; null while enrolled.';

create table common.questionnaire (
  municipality_id integer not null,
  code text not null,
  version text not null,
  is_published boolean not null,
  definition jsonb not null,
  texts jsonb not null,
  constraint questionnaire_pkey PRIMARY KEY (municipality_id, code, version)
);
alter table common.questionnaire owner to bul_owner;
alter table common.questionnaire enable row level security;
alter table common.questionnaire force row level security;
create policy authors on common.questionnaire as restrictive for insert with check ((current_setting('app.role'::text, true) = ANY (ARRAY['municipalAdmin'::text, 'secretariat'::text, 'system'::text])));
create policy own_municipality on common.questionnaire using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on common.questionnaire for select using (is_published);
grant select on common.questionnaire to bul_assessment;
grant select on common.questionnaire to bul_health;
grant select on common.questionnaire to bul_report;
grant select on common.questionnaire to bul_sealer;
grant insert, select on common.questionnaire to bul_staff;
grant select on common.questionnaire to bul_statistics;
comment on table common.questionnaire is 'A frozen version of what is asked. municipality_id is the author''s; 0 is the association.';
comment on column common.questionnaire.definition is 'Structure, as domain/questionnaire.';
comment on column common.questionnaire.texts is 'Wording by language.';

create table common.recording (
  municipality_id integer not null,
  key text not null,
  language text not null,
  id text not null,
  media_type text not null,
  voice text not null,
  sound bytea not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid,
  constraint recording_pkey PRIMARY KEY (municipality_id, key),
  constraint recording_id_key UNIQUE (municipality_id, id),
  constraint recording_key_check CHECK ((key ~ '^[0-9a-f]{64}$'::text)),
  constraint recording_media_type_check CHECK ((media_type = ANY (ARRAY['audio/mpeg'::text, 'audio/mp4'::text, 'audio/ogg'::text]))),
  constraint recording_sound_check CHECK (((octet_length(sound) >= 1) AND (octet_length(sound) <= 1000000))),
  constraint recording_voice_check CHECK ((voice = ANY (ARRAY['person'::text, 'test'::text])))
);
alter table common.recording owner to bul_owner;
alter table common.recording enable row level security;
alter table common.recording force row level security;
create policy not_for_citizens on common.recording as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.recording using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on common.recording for select using ((municipality_id = 0));
grant delete, insert, select, update on common.recording to bul_staff;
grant select on common.recording to bul_statistics;
comment on table common.recording is 'The sound of a question read aloud. municipality_id is whose question it is; 0 is the association.';
comment on column common.recording.key is 'SHA-256 of the language and the words that are read: a question whose words change has no recording any more.';
comment on column common.recording.id is 'SHA-256 that changes with the sound: its address, so that a browser may keep it.';
comment on column common.recording.voice is 'person, or test: made by a program for the demonstration, and said to be so wherever it is heard.';

create table common.reference_person (
  municipality_id integer not null,
  id uuid not null,
  account_id uuid not null,
  topic text not null,
  name text not null,
  title text not null,
  contact text not null,
  about text not null,
  is_published boolean not null,
  changed_at timestamp with time zone not null,
  constraint reference_person_pkey PRIMARY KEY (municipality_id, id),
  constraint reference_person_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id),
  constraint reference_person_topic_key UNIQUE (municipality_id, account_id, topic),
  constraint reference_person_words_check CHECK (((name <> ''::text) AND (contact <> ''::text)))
);
alter table common.reference_person owner to bul_owner;
alter table common.reference_person enable row level security;
alter table common.reference_person force row level security;
create policy not_for_citizens on common.reference_person as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.reference_person using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on common.reference_person for select using ((is_published AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text]))));
grant delete, insert, select, update on common.reference_person to bul_staff;
comment on table common.reference_person is 'A professional whom other municipalities may ask about a topic. Name and contact are what they themselves wrote to be shown.';

create table common.release_rule (
  municipality_id integer not null,
  wave text not null,
  rule text not null,
  constraint release_rule_pkey PRIMARY KEY (municipality_id, wave),
  constraint release_rule_rule_check CHECK ((rule = ANY (ARRAY['standing'::text, 'decision'::text])))
);
alter table common.release_rule owner to bul_owner;
alter table common.release_rule enable row level security;
alter table common.release_rule force row level security;
create policy an_analyst_decides on common.release_rule as restrictive to bul_report, bul_staff using ((current_setting('app.role'::text, true) = 'municipalAnalyst'::text)) with check ((current_setting('app.role'::text, true) = 'municipalAnalyst'::text));
create policy own_municipality on common.release_rule using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on common.release_rule to bul_report;
grant select on common.release_rule to bul_sealer;
grant delete, insert, select, update on common.release_rule to bul_staff;
comment on table common.release_rule is 'How a municipality releases figures: by standing rule each night, or by decision. Without a row it is by standing rule.';
comment on column common.release_rule.wave is 'Questionnaire, edition and school year as the ledger says them; empty for every wave that has no rule of its own.';

create table common.roster_import (
  municipality_id integer not null,
  id uuid not null,
  state text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  key_encryption_key text not null,
  wrapped_key bytea not null,
  file bytea,
  difference bytea,
  summary jsonb,
  progress real not null default 0,
  approved_by uuid,
  approved_at timestamp with time zone,
  confirmed jsonb,
  leaf bigint,
  constraint roster_import_pkey PRIMARY KEY (municipality_id, id),
  constraint roster_import_leaf_key UNIQUE (municipality_id, leaf),
  constraint roster_import_second_check CHECK (((state <> 'awaiting-second'::text) OR ((approved_by IS NOT NULL) AND (approved_at IS NOT NULL)))),
  constraint roster_import_state_check CHECK ((state = ANY (ARRAY['reading'::text, 'ready'::text, 'awaiting-second'::text, 'refused'::text, 'applying'::text, 'applied'::text, 'discarded'::text, 'failed'::text])))
);
alter table common.roster_import owner to bul_owner;
alter table common.roster_import enable row level security;
alter table common.roster_import force row level security;
create policy own_municipality on common.roster_import using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.institutions'::text, true) = '*'::text))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.institutions'::text, true) = '*'::text)));
create policy support_sees_nobody on common.roster_import as restrictive for select using ((current_setting('app.role'::text, true) <> 'support'::text));
grant insert, select, update on common.roster_import to bul_staff;
comment on table common.roster_import is 'A roster file read, compared and waiting for approval. File and difference are ciphertext and are emptied when it ends.';
comment on column common.roster_import.wrapped_key is 'The import''s data key, wrapped; emptied when the import ends.';
comment on column common.roster_import.summary is 'Counts and line findings; no names.';
comment on column common.roster_import.progress is '0 to 1, of reading or of applying.';
comment on column common.roster_import.approved_by is 'The first of two who approve a large change; null otherwise.';
comment on column common.roster_import.confirmed is 'Which institutions the approver says have become which others: ids alone.';
comment on column common.roster_import.leaf is 'As identity.person_key.leaf; later imports have higher ones.';

create table common.saved_report (
  municipality_id integer not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  address text not null,
  is_shared boolean not null,
  saved_on date not null,
  constraint saved_report_pkey PRIMARY KEY (municipality_id, id),
  constraint saved_report_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id),
  constraint saved_report_address_check CHECK ((address ~~ '/rapporter/%'::text)),
  constraint saved_report_name_check CHECK ((name <> ''::text))
);
alter table common.saved_report owner to bul_owner;
alter table common.saved_report enable row level security;
alter table common.saved_report force row level security;
CREATE INDEX saved_report_account_idx ON common.saved_report USING btree (municipality_id, account_id);
create policy own on common.saved_report using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((account_id)::text = current_setting('app.actor'::text, true)) AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text])))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((account_id)::text = current_setting('app.actor'::text, true))));
create policy own_or_shared on common.saved_report for select using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (is_shared OR ((account_id)::text = current_setting('app.actor'::text, true))) AND (current_setting('app.role'::text, true) <> ALL (ARRAY[''::text, 'guest'::text, 'respondent'::text, 'parent'::text, 'pupil'::text, 'youngPerson'::text]))));
grant select on common.saved_report to bul_report;
grant delete, insert, select, update on common.saved_report to bul_staff;
comment on table common.saved_report is 'Choices of reports under a name, own or shared in the municipality: addresses, and no figures.';
comment on column common.saved_report.address is 'Of a page of this product, with the whole choice: survey, kind, unit, comparison, questions.';
comment on column common.saved_report.is_shared is 'Whether colleagues in the municipality who may read all its units see it in their list.';

create table common.session (
  municipality_id integer not null,
  token_hash bytea not null,
  account_id uuid not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  provider text not null default ''::text,
  assurance text not null default 'low'::text,
  provider_session bytea,
  institution_ids uuid[],
  class_ids uuid[],
  constraint session_pkey PRIMARY KEY (municipality_id, token_hash),
  constraint session_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id) ON DELETE CASCADE,
  constraint session_assurance_check CHECK ((assurance = ANY (ARRAY['low'::text, 'substantial'::text, 'high'::text])))
);
alter table common.session owner to bul_owner;
alter table common.session enable row level security;
alter table common.session force row level security;
CREATE INDEX session_account_idx ON common.session USING btree (municipality_id, account_id);
CREATE INDEX session_provider_session_idx ON common.session USING btree (municipality_id, provider_session) WHERE (provider_session IS NOT NULL);
create policy citizens_read_their_own on common.session as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using (((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) OR ((account_id)::text = current_setting('app.actor'::text, true))));
create policy own_municipality on common.session using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select, update on common.session to bul_staff;
comment on table common.session is 'Signed-in sessions. The token itself is never stored.';
comment on column common.session.provider is 'Which of the installation''s logins it came by.';
comment on column common.session.assurance is 'How sure the login was of who it is (NSIS): low, substantial, high.';
comment on column common.session.provider_session is 'HMAC-SHA-256 of what the login calls this session, so that a single logout ends it.';
comment on column common.session.institution_ids is 'What the login narrows an account to; null when it narrows nothing. Never more than the account has.';
comment on column common.session.class_ids is 'As institution_ids, for classes.';

create table common.slip (
  municipality_id integer not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  institution_id uuid not null,
  class_id uuid not null,
  turn smallint not null default 0,
  slip_hmac bytea not null,
  constraint slip_pkey PRIMARY KEY (municipality_id, survey_id, pupil_id),
  constraint slip_hmac_key UNIQUE (municipality_id, slip_hmac),
  constraint slip_pupil_fkey FOREIGN KEY (municipality_id, pupil_id) REFERENCES common.pupil(municipality_id, id),
  constraint slip_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table common.slip owner to bul_owner;
alter table common.slip enable row level security;
alter table common.slip force row level security;
CREATE INDEX slip_class_idx ON common.slip USING btree (municipality_id, survey_id, class_id);
CREATE INDEX slip_pupil_idx ON common.slip USING btree (municipality_id, pupil_id);
create policy family_says_no on common.slip for select to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy not_for_citizens on common.slip as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_branch on common.slip using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[]))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.institutions'::text, true) = '*'::text) OR (institution_id = ANY ((string_to_array(NULLIF(NULLIF(current_setting('app.institutions'::text, true), ''::text), '*'::text), ','::text))::uuid[])))));
create policy support_sees_nobody on common.slip as restrictive for select using ((current_setting('app.role'::text, true) <> 'support'::text));
grant delete, insert, select, update on common.slip to bul_staff;
comment on table common.slip is 'Whose slip it is. Deleted when the survey is sealed; after submit nothing joins it to an answer.';
comment on column common.slip.turn is 'Raised when a slip is lost and replaced.';
comment on column common.slip.slip_hmac is 'HMAC-SHA-256 of municipality, survey and slip. The slip itself is never stored.';

create table common.support_grant (
  municipality_id integer not null,
  id uuid not null,
  code_hmac bytea not null,
  reason text not null,
  granted_by uuid not null,
  granted_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  account_id uuid,
  used_at timestamp with time zone,
  constraint support_grant_pkey PRIMARY KEY (municipality_id, id),
  constraint support_grant_account_fkey FOREIGN KEY (municipality_id, account_id) REFERENCES common.account(municipality_id, id),
  constraint support_grant_code_key UNIQUE (municipality_id, code_hmac),
  constraint support_grant_period_check CHECK (((ends_at >= granted_at) AND (ends_at <= (granted_at + '24:00:00'::interval)))),
  constraint support_grant_reason_check CHECK ((reason <> ''::text))
);
alter table common.support_grant owner to bul_owner;
alter table common.support_grant enable row level security;
alter table common.support_grant force row level security;
create policy not_for_citizens on common.support_grant as restrictive for select using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.support_grant using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant insert, select, update on common.support_grant to bul_staff;
comment on table common.support_grant is 'A municipality lets somebody of the association in, for a reason and at most a day; the code that does it is kept as HMAC.';
comment on column common.support_grant.account_id is 'The account that was made when the code was used, closed when the time is over; null until then.';

create table common.survey (
  municipality_id integer not null,
  id uuid not null,
  title text not null,
  track text not null,
  questionnaire_municipality_id integer not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  state text not null,
  school_year smallint not null,
  opens_on date not null,
  closes_on date not null,
  grades smallint[] not null,
  institution_ids uuid[] not null,
  is_rolling boolean not null default false,
  takes_paper boolean not null default false,
  paper_typists uuid[] not null default '{}'::uuid[],
  constraint survey_pkey PRIMARY KEY (municipality_id, id),
  constraint survey_period_check CHECK ((opens_on <= closes_on)),
  constraint survey_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'sealed'::text]))),
  constraint survey_title_check CHECK ((title <> ''::text)),
  constraint survey_track_check CHECK ((track = ANY (ARRAY['statistics'::text, 'health'::text])))
);
alter table common.survey owner to bul_owner;
alter table common.survey enable row level security;
alter table common.survey force row level security;
create policy own_municipality on common.survey using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on common.survey to bul_assessment;
grant select on common.survey to bul_health;
grant select on common.survey to bul_report;
grant select, update on common.survey to bul_sealer;
grant delete, insert, select, update on common.survey to bul_staff;
grant select on common.survey to bul_statistics;
comment on table common.survey is 'One round of asking (undersøgelse): which units, which questionnaire, which days, which track.';
comment on column common.survey.track is 'Told to the respondent before the first question; never changed.';
comment on column common.survey.is_rolling is 'Invites one at a time, by age or before a visit, beside surveys that ask everybody at once.';
comment on column common.survey.takes_paper is 'Told on "Om dine svar" before anybody is asked; fixed once the survey is open.';
comment on column common.survey.paper_typists is 'Accounts that the municipal administrator has named to type sheets without a name.';

create table common.survey_unit (
  municipality_id integer not null,
  survey_id uuid not null,
  unit text not null,
  level text not null,
  institution_id uuid,
  class_id uuid,
  grade smallint,
  invited integer not null,
  invited_female integer,
  invited_male integer,
  constraint survey_unit_pkey PRIMARY KEY (municipality_id, survey_id, unit),
  constraint survey_unit_invited_check CHECK ((invited >= 0)),
  constraint survey_unit_level_check CHECK ((level = ANY (ARRAY['class'::text, 'yearGroup'::text, 'institution'::text, 'municipalYearGroup'::text, 'municipality'::text]))),
  constraint survey_unit_sexes_check CHECK ((((invited_female IS NULL) = (invited_male IS NULL)) AND ((invited_female IS NULL) OR ((level = 'municipalYearGroup'::text) AND (invited_female >= 0) AND (invited_male >= 0) AND ((invited_female + invited_male) <= invited))))),
  constraint survey_unit_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table common.survey_unit owner to bul_owner;
alter table common.survey_unit enable row level security;
alter table common.survey_unit force row level security;
CREATE INDEX survey_unit_class_idx ON common.survey_unit USING btree (municipality_id, class_id);
create policy not_for_citizens on common.survey_unit as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.survey_unit using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on common.survey_unit to bul_health;
grant select on common.survey_unit to bul_report;
grant select on common.survey_unit to bul_sealer;
grant delete, insert, select, update on common.survey_unit to bul_staff;
comment on table common.survey_unit is 'Every unit of the tree that takes part, with how many were invited. Made when the survey opens.';
comment on column common.survey_unit.unit is 'The unit''s key, as domain/organisation/unit.ts.';
comment on column common.survey_unit.invited_female is 'Girls among the invited, of a year group of the municipality; null of other units, and of surveys from before it was kept.';
comment on column common.survey_unit.invited_male is 'Boys, likewise; who is neither known as one nor the other is among the invited alone.';

create table common.used_assertion (
  municipality_id integer not null,
  login text not null,
  assertion bytea not null,
  expires_at timestamp with time zone not null,
  constraint used_assertion_pkey PRIMARY KEY (municipality_id, login, assertion)
);
alter table common.used_assertion owner to bul_owner;
alter table common.used_assertion enable row level security;
alter table common.used_assertion force row level security;
CREATE INDEX used_assertion_expires_idx ON common.used_assertion USING btree (municipality_id, expires_at);
create policy not_for_citizens on common.used_assertion as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on common.used_assertion using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select on common.used_assertion to bul_staff;
comment on table common.used_assertion is 'Answers of SAML logins that have let somebody in, until they expire: each lets in once, whichever server it comes to. Municipality 0, for nobody is known yet.';
comment on column common.used_assertion.assertion is 'SHA-256 of the assertion''s id.';

create table health.consent (
  municipality_id integer not null,
  id uuid not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  class_id uuid not null,
  decision text not null,
  decided_as text not null,
  person_id uuid,
  scope text not null,
  at timestamp with time zone not null,
  constraint consent_pkey PRIMARY KEY (municipality_id, id),
  constraint consent_decided_as_check CHECK ((decided_as = ANY (ARRAY['custodyHolder'::text, 'self'::text]))),
  constraint consent_decision_check CHECK ((decision = ANY (ARRAY['given'::text, 'refused'::text, 'declined'::text, 'withdrawn'::text, 'endedByBirthday'::text, 'endedByMove'::text]))),
  constraint consent_invitation_fkey FOREIGN KEY (municipality_id, survey_id, pupil_id) REFERENCES health.invitation(municipality_id, survey_id, pupil_id) ON DELETE CASCADE
);
alter table health.consent owner to bul_owner;
alter table health.consent enable row level security;
alter table health.consent force row level security;
CREATE INDEX consent_pupil_idx ON health.consent USING btree (municipality_id, pupil_id);
create policy assigned on health.consent for select to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy family on health.consent to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy moves on health.consent to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
create policy parents_read_parents on health.consent as restrictive for select to bul_health using (((current_setting('app.role'::text, true) <> 'parent'::text) OR (decided_as = 'custodyHolder'::text)));
create policy respondent_decides on health.consent for insert to bul_health with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (decided_as = 'self'::text)));
grant insert, select on health.consent to bul_health;
grant insert, select (municipality_id, pupil_id), update (class_id) on health.consent to bul_staff;
comment on table health.consent is 'Every decision about answering by name, who made it, when, and about what. Rows are added, never changed.';
comment on column health.consent.person_id is 'Who decided; null when it was said on the answering page with the child''s own slip.';
comment on column health.consent.scope is 'Key of the text that was agreed to.';

create table health.draft (
  municipality_id integer not null,
  slip_hmac bytea not null,
  epoch integer not null,
  answers bigint[] not null,
  texts bytea[],
  generation integer not null default (floor((random() * (2147483647)::double precision)))::integer,
  queue_key bytea not null default decode(replace(((gen_random_uuid())::text || (gen_random_uuid())::text), '-'::text, ''::text), 'hex'::text),
  constraint draft_pkey PRIMARY KEY (municipality_id, slip_hmac)
) with (fillfactor=50);
alter table health.draft owner to bul_owner;
alter table health.draft enable row level security;
alter table health.draft force row level security;
create policy by_slip on health.draft to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(slip_hmac, 'hex'::text) = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(slip_hmac, 'hex'::text) = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy expires on health.draft for delete to bul_sealer using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
create policy expiring on health.draft for select to bul_sealer using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
create policy renewal on health.draft for select to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy renewal_ends on health.draft for delete to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select, update on health.draft to bul_health;
grant delete, select (municipality_id, slip_hmac) on health.draft to bul_sealer;
comment on table health.draft is 'Answers by name before submit, by slip.';
comment on column health.draft.texts is 'What was written, by place of the item, as ciphertext; null where nothing is. It follows the mark in answers.';
comment on column health.draft.generation is 'As statistics.draft.generation.';
comment on column health.draft.queue_key is 'As statistics.draft.queue_key.';

create table health.family_link (
  municipality_id integer not null,
  own_hmac bytea not null,
  link_hmac bytea not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  person_id uuid not null,
  slip_hmac bytea not null,
  constraint family_link_pkey PRIMARY KEY (municipality_id, own_hmac),
  constraint family_link_invitation_fkey FOREIGN KEY (municipality_id, survey_id, pupil_id) REFERENCES health.invitation(municipality_id, survey_id, pupil_id) ON DELETE CASCADE,
  constraint family_link_link_key UNIQUE (municipality_id, link_hmac)
);
alter table health.family_link owner to bul_owner;
alter table health.family_link enable row level security;
alter table health.family_link force row level security;
CREATE INDEX family_link_slip_idx ON health.family_link USING btree (municipality_id, slip_hmac);
create policy by_link on health.family_link for select to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND ((encode(link_hmac, 'hex'::text) = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))) OR (encode(own_hmac, 'hex'::text) = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))));
create policy expires on health.family_link for select to bul_sealer using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
create policy family on health.family_link to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))) AND ((person_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))) AND ((person_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy renewal on health.family_link to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant insert, select, update (link_hmac, slip_hmac) on health.family_link to bul_health;
grant select (municipality_id, own_hmac, survey_id, slip_hmac) on health.family_link to bul_sealer;
comment on table health.family_link is 'A signed-in parent''s own link to an invitation, as its HMAC. It works while their custody does.';
comment on column health.family_link.own_hmac is 'What their draft is kept under, the same whichever link they came by.';
comment on column health.family_link.link_hmac is 'The latest link; an earlier one is worth nothing any more.';
comment on column health.family_link.slip_hmac is 'The invitation''s slip, which counts once, whoever answers.';

create table health.flag (
  municipality_id integer not null,
  response_id uuid not null,
  item text not null,
  pupil_id uuid not null,
  class_id uuid not null,
  kind text not null,
  follow_up_on date,
  account_id uuid not null,
  set_on date not null,
  constraint flag_pkey PRIMARY KEY (municipality_id, response_id, item),
  constraint flag_follow_up_check CHECK (((kind = 'followUp'::text) = (follow_up_on IS NOT NULL))),
  constraint flag_kind_check CHECK ((kind = ANY (ARRAY['talked'::text, 'notRelevant'::text, 'followUp'::text]))),
  constraint flag_response_fkey FOREIGN KEY (municipality_id, response_id) REFERENCES health.response(municipality_id, id) ON DELETE CASCADE
);
alter table health.flag owner to bul_owner;
alter table health.flag enable row level security;
alter table health.flag force row level security;
CREATE INDEX flag_pupil_idx ON health.flag USING btree (municipality_id, pupil_id);
create policy assigned on health.flag to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy moves on health.flag to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
grant delete, insert, select, update on health.flag to bul_health;
grant select (municipality_id, pupil_id), update (class_id) on health.flag to bul_staff;
comment on table health.flag is 'What a professional has marked about one answer: talked about, not relevant, or to follow up on.';

create table health.hidden_answer (
  municipality_id integer not null,
  response_id uuid not null,
  item text not null,
  pupil_id uuid not null,
  class_id uuid not null,
  account_id uuid not null,
  reason bytea not null,
  hidden_on date not null,
  constraint hidden_answer_pkey PRIMARY KEY (municipality_id, response_id, item),
  constraint hidden_answer_response_fkey FOREIGN KEY (municipality_id, response_id) REFERENCES health.response(municipality_id, id) ON DELETE CASCADE
);
alter table health.hidden_answer owner to bul_owner;
alter table health.hidden_answer enable row level security;
alter table health.hidden_answer force row level security;
CREATE INDEX hidden_answer_pupil_idx ON health.hidden_answer USING btree (municipality_id, pupil_id);
create policy assigned on health.hidden_answer to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy left_out on health.hidden_answer for select to bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy moves on health.hidden_answer to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
grant delete, insert, select on health.hidden_answer to bul_health;
grant select (municipality_id, pupil_id), update (class_id) on health.hidden_answer to bul_staff;
comment on table health.hidden_answer is 'Answers that a parent is not shown, decided by a health professional (sundhedsloven § 37, stk. 2).';
comment on column health.hidden_answer.reason is 'Why, as ciphertext under the child''s key: read by health professionals alone.';

create table health.invitation (
  municipality_id integer not null,
  survey_id uuid not null,
  pupil_id uuid not null,
  person_id uuid not null,
  class_id uuid not null,
  slip_hmac bytea not null,
  decides text not null,
  decision text not null default 'none'::text,
  answered_on date,
  talked_on date,
  journalled_on date,
  constraint invitation_pkey PRIMARY KEY (municipality_id, survey_id, pupil_id),
  constraint invitation_decides_check CHECK ((decides = ANY (ARRAY['custodyHolder'::text, 'self'::text]))),
  constraint invitation_decision_check CHECK ((decision = ANY (ARRAY['none'::text, 'given'::text, 'refused'::text, 'declined'::text]))),
  constraint invitation_pupil_fkey FOREIGN KEY (municipality_id, pupil_id) REFERENCES common.pupil(municipality_id, id) ON DELETE CASCADE,
  constraint invitation_slip_key UNIQUE (municipality_id, slip_hmac),
  constraint invitation_survey_fkey FOREIGN KEY (municipality_id, survey_id) REFERENCES common.survey(municipality_id, id) ON DELETE CASCADE
);
alter table health.invitation owner to bul_owner;
alter table health.invitation enable row level security;
alter table health.invitation force row level security;
CREATE INDEX invitation_class_idx ON health.invitation USING btree (municipality_id, class_id);
CREATE INDEX invitation_pupil_idx ON health.invitation USING btree (municipality_id, pupil_id);
create policy assigned on health.invitation to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy by_slip on health.invitation to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(slip_hmac, 'hex'::text) = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(slip_hmac, 'hex'::text) = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy family on health.invitation to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy invites on health.invitation for insert to bul_staff with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy lead_counts on health.invitation for select to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'leadHealthVisitor'::text)));
create policy moves on health.invitation to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
create policy renewal on health.invitation to bul_owner using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select, update on health.invitation to bul_health;
grant insert, select (municipality_id, survey_id, pupil_id, person_id, class_id, slip_hmac, decides, decision, answered_on), update (class_id, decides, decision) on health.invitation to bul_staff;
comment on table health.invitation is 'Which child is asked by name, who decides about it, what they decided, and how far it has come. No content.';
comment on column health.invitation.person_id is 'The child''s person, here too so that whoever holds the slip needs no look at the roster.';
comment on column health.invitation.class_id is 'The class whose health professionals have the child; moves along with it.';
comment on column health.invitation.slip_hmac is 'The same slip as in statistics.invitation: until submit, it is the only way in to either track.';
comment on column health.invitation.decides is 'Fixed when the child is invited: the custody holder, or from 15 the young person.';

create table health.journal (
  municipality_id integer not null,
  response_id uuid not null,
  pupil_id uuid not null,
  class_id uuid not null,
  account_id uuid not null,
  marked_on date not null,
  constraint journal_pkey PRIMARY KEY (municipality_id, response_id),
  constraint journal_response_fkey FOREIGN KEY (municipality_id, response_id) REFERENCES health.response(municipality_id, id) ON DELETE CASCADE
);
alter table health.journal owner to bul_owner;
alter table health.journal enable row level security;
alter table health.journal force row level security;
CREATE INDEX journal_pupil_idx ON health.journal USING btree (municipality_id, pupil_id);
create policy assigned on health.journal to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy moves on health.journal to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
grant delete, insert, select on health.journal to bul_health;
grant select (municipality_id, pupil_id), update (class_id) on health.journal to bul_staff;
comment on table health.journal is 'That a response has been entered in the journal.';

create table health.note (
  municipality_id integer not null,
  pupil_id uuid not null,
  class_id uuid not null,
  text bytea not null,
  account_id uuid not null,
  saved_on date not null,
  constraint note_pkey PRIMARY KEY (municipality_id, pupil_id),
  constraint note_pupil_fkey FOREIGN KEY (municipality_id, pupil_id) REFERENCES common.pupil(municipality_id, id) ON DELETE CASCADE
);
alter table health.note owner to bul_owner;
alter table health.note enable row level security;
alter table health.note force row level security;
create policy assigned on health.note to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy moves on health.note to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
create policy withdrawal on health.note to bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
grant delete, insert, select, update on health.note to bul_health;
grant select (municipality_id, pupil_id), update (class_id) on health.note to bul_staff;
comment on table health.note is 'The professional''s note on a child, as ciphertext under the child''s key.';

create table health.paper_typing (
  municipality_id integer not null,
  slip_hmac bytea not null,
  turn smallint not null,
  survey_id uuid not null,
  class_id uuid not null,
  typist bytea not null,
  entries bytea not null,
  revision integer not null,
  is_done boolean not null,
  constraint paper_typing_pkey PRIMARY KEY (municipality_id, slip_hmac, turn),
  constraint paper_typing_turn_check CHECK ((turn = ANY (ARRAY[1, 2])))
);
alter table health.paper_typing owner to bul_owner;
alter table health.paper_typing enable row level security;
alter table health.paper_typing force row level security;
CREATE INDEX paper_typing_survey_idx ON health.paper_typing USING btree (municipality_id, survey_id);
create policy assigned on health.paper_typing for select to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy by_slip on health.paper_typing to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(slip_hmac, 'hex'::text) = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text) AND (encode(slip_hmac, 'hex'::text) = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy expires on health.paper_typing for delete to bul_sealer using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
create policy expiring on health.paper_typing for select to bul_sealer using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
create policy withdrawal on health.paper_typing for select to bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text]))));
create policy withdrawal_ends on health.paper_typing for delete to bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text]))));
grant delete, insert, select, update on health.paper_typing to bul_health;
grant delete, select (municipality_id, survey_id) on health.paper_typing to bul_sealer;
comment on table health.paper_typing is 'As statistics.paper_typing, of a child by name.';

create table health.response (
  municipality_id integer not null,
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
  submitted_at timestamp with time zone not null,
  person_id uuid,
  texts bytea,
  is_on_paper boolean not null default false,
  constraint response_pkey PRIMARY KEY (municipality_id, id),
  constraint response_invitation_fkey FOREIGN KEY (municipality_id, survey_id, pupil_id) REFERENCES health.invitation(municipality_id, survey_id, pupil_id) ON DELETE CASCADE,
  constraint response_once_key UNIQUE (municipality_id, survey_id, pupil_id),
  constraint response_respondent_check CHECK ((respondent = ANY (ARRAY['pupil'::text, 'parent'::text, 'youngPerson'::text])))
);
alter table health.response owner to bul_owner;
alter table health.response enable row level security;
alter table health.response force row level security;
CREATE INDEX response_class_idx ON health.response USING btree (municipality_id, class_id);
CREATE INDEX response_pupil_idx ON health.response USING btree (municipality_id, pupil_id);
create policy assigned on health.response for select to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['healthVisitor'::text, 'leadHealthVisitor'::text, 'schoolDoctor'::text])) AND ((class_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy family_reads_own on health.response for select to bul_health using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((current_setting('app.role'::text, true) = 'parent'::text) = (respondent = 'parent'::text)) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy moves on health.response to bul_staff using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'system'::text)));
create policy parents_read_their_own on health.response as restrictive for select to bul_health using (((current_setting('app.role'::text, true) <> 'parent'::text) OR ((person_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy respondent_submits on health.response for insert to bul_health with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = 'respondent'::text)));
create policy withdrawal on health.response to bul_owner using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) = ANY (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) AND ((pupil_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
grant insert, select on health.response to bul_health;
grant select (municipality_id, pupil_id), update (class_id) on health.response to bul_staff;
comment on table health.response is 'A named child''s answers, for the health professionals of the child''s class.';
comment on column health.response.colour_rules_version is 'The rules in force when it was submitted; a later version does not recolour it.';
comment on column health.response.answers is 'One small number per item, as in statistics.response.';
comment on column health.response.wish is 'What they would like to talk about in their own words, as ciphertext under the child''s key.';
comment on column health.response.person_id is 'Which parent answered; null when nobody knows, as with a letter''s code, and where the child answered itself.';
comment on column health.response.texts is 'What was written, by code of the item, as one ciphertext under the child''s key. Null when nothing was.';
comment on column health.response.is_on_paper is 'It came on paper, and somebody typed it.';

create table identity.family (
  municipality_id integer not null,
  person_id uuid not null,
  pupil_id uuid not null,
  pupil_person_id uuid not null,
  relation text not null,
  valid_from date not null default '1900-01-01'::date,
  valid_until date,
  constraint family_pkey PRIMARY KEY (municipality_id, person_id, pupil_id),
  constraint family_person_fkey FOREIGN KEY (municipality_id, person_id) REFERENCES identity.person(municipality_id, id) ON DELETE CASCADE,
  constraint family_pupil_fkey FOREIGN KEY (municipality_id, pupil_id) REFERENCES common.pupil(municipality_id, id) ON DELETE CASCADE,
  constraint family_relation_check CHECK ((relation = ANY (ARRAY['custody'::text, 'self'::text, 'foster'::text]))),
  constraint family_valid_check CHECK (((valid_until IS NULL) OR (valid_from <= valid_until)))
);
alter table identity.family owner to bul_owner;
alter table identity.family enable row level security;
alter table identity.family force row level security;
CREATE INDEX family_person_idx ON identity.family USING btree (municipality_id, pupil_person_id);
CREATE INDEX family_pupil_idx ON identity.family USING btree (municipality_id, pupil_id);
create policy citizens_read_their_own on identity.family as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using (((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) OR ((person_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy own_municipality on identity.family using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy support_sees_nobody on identity.family as restrictive for select using ((current_setting('app.role'::text, true) <> 'support'::text));
grant select on identity.family to bul_assessment;
grant select on identity.family to bul_health;
grant delete, insert, select, update (relation, valid_from, valid_until) on identity.family to bul_staff;
comment on table identity.family is 'Who a child''s own things may be shown to: grown-ups with custody, and the child itself; and foster parents, who are only written to.';
comment on column identity.family.pupil_person_id is 'The child''s person, here too so that a sign-in needs no look at the roster.';
comment on column identity.family.relation is 'custody and self give rights and a sign-in; foster gives neither.';
comment on column identity.family.valid_from is 'The first day the relation gives anything.';
comment on column identity.family.valid_until is 'The first day it gives nothing more; null while no end is known. A parent without custody has no row.';

create table identity.index_key (
  municipality_id integer not null,
  index_key text not null,
  constraint index_key_pkey PRIMARY KEY (municipality_id)
);
alter table identity.index_key owner to bul_owner;
alter table identity.index_key enable row level security;
alter table identity.index_key force row level security;
create policy not_for_citizens on identity.index_key as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on identity.index_key using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on identity.index_key to bul_assessment;
grant select on identity.index_key to bul_health;
grant insert, select, update on identity.index_key to bul_staff;
comment on table identity.index_key is 'Which index key seals the municipality''s look-up values. Exchanged in one transaction with all of them.';

create table identity.person (
  municipality_id integer not null,
  id uuid not null,
  name bytea not null,
  cpr bytea,
  contact bytea,
  cpr_index bytea,
  source_index bytea,
  uni_login_index bytea,
  cpr_kind text,
  is_protected boolean not null default false,
  constraint person_pkey PRIMARY KEY (municipality_id, id),
  constraint person_cpr_key UNIQUE (municipality_id, cpr_index),
  constraint person_cpr_kind_check CHECK ((cpr_kind = ANY (ARRAY['verified'::text, 'unverified'::text, 'replacement'::text, 'unknown'::text]))),
  constraint person_source_key UNIQUE (municipality_id, source_index),
  constraint person_uni_login_key UNIQUE (municipality_id, uni_login_index)
);
alter table identity.person owner to bul_owner;
alter table identity.person enable row level security;
alter table identity.person force row level security;
create policy citizens_read_their_own on identity.person as restrictive using (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) OR ((id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))))) with check (((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer) AND (current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text]))));
create policy own_municipality on identity.person using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy support_sees_nobody on identity.person as restrictive using (((current_setting('app.role'::text, true) <> 'support'::text) OR ((id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check ((current_setting('app.role'::text, true) <> 'support'::text));
grant select on identity.person to bul_assessment;
grant select on identity.person to bul_health;
grant delete, insert, select, update on identity.person to bul_staff;
comment on table identity.person is 'Name, CPR and contact as AES-256-GCM ciphertext under the person''s own key.';
comment on column identity.person.cpr_index is 'HMAC-SHA-256 of the CPR number under the municipality''s own key: look-up by exact number only.';
comment on column identity.person.source_index is 'HMAC-SHA-256 of institution and the source''s own id there: what tells that a new CPR number is the same child.';
comment on column identity.person.uni_login_index is 'HMAC-SHA-256 of the user id at UNI-Login.';
comment on column identity.person.cpr_kind is 'How sure the source is of the CPR number; null where no source has said.';
comment on column identity.person.is_protected is 'Name and address are protected: never printed on a list, never exported.';

create table identity.person_key (
  municipality_id integer not null,
  person_id uuid not null,
  key_encryption_key text not null,
  wrapped bytea not null,
  leaf bigint,
  constraint person_key_pkey PRIMARY KEY (municipality_id, person_id),
  constraint person_key_leaf_key UNIQUE (municipality_id, leaf),
  constraint person_key_person_fkey FOREIGN KEY (municipality_id, person_id) REFERENCES identity.person(municipality_id, id) ON DELETE CASCADE
);
alter table identity.person_key owner to bul_owner;
alter table identity.person_key enable row level security;
alter table identity.person_key force row level security;
create policy citizens_read_their_own on identity.person_key as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using (((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])) OR ((person_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text)))));
create policy own_municipality on identity.person_key using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy support_sees_nobody on identity.person_key as restrictive using (((current_setting('app.role'::text, true) <> 'support'::text) OR ((person_id)::text = ANY (string_to_array(current_setting('app.reach'::text, true), ','::text))))) with check ((current_setting('app.role'::text, true) <> 'support'::text));
grant select on identity.person_key to bul_assessment;
grant select on identity.person_key to bul_health;
grant delete, insert, select, update on identity.person_key to bul_staff;
comment on table identity.person_key is 'The person''s data key, wrapped by a key-encryption key that the database does not hold. Deleting it makes the person unreadable.';
comment on column identity.person_key.leaf is 'Place in the key tree whose key wraps this one; null for what was written before there were trees. It never changes.';

create table identity.shredding (
  municipality_id integer not null,
  leaf bigint not null,
  asked_at timestamp with time zone not null,
  constraint shredding_pkey PRIMARY KEY (municipality_id, leaf)
);
alter table identity.shredding owner to bul_owner;
alter table identity.shredding enable row level security;
alter table identity.shredding force row level security;
create policy not_for_citizens on identity.shredding as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on identity.shredding using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select on identity.shredding to bul_staff;
comment on table identity.shredding is 'Leaves waiting to be taken out of the key tree, so that backups can''t be opened either. Says nothing of who it was; emptied when done.';

create table migration.applied (
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint applied_pkey PRIMARY KEY (number)
);
alter table migration.applied owner to bul_owner;
alter table migration.applied enable row level security;
alter table migration.applied force row level security;
create policy everybody_reads on migration.applied for select using (true);
create policy owner_writes on migration.applied for insert to bul_owner with check (true);
grant select on migration.applied to bul_staff;
comment on table migration.applied is 'One row per migration that has been run, with the checksum of its file. Public reference.';

create table migration.installation (
  kind text not null,
  made_at timestamp with time zone not null default now(),
  constraint installation_pkey PRIMARY KEY (kind),
  constraint installation_kind_check CHECK ((kind = ANY (ARRAY['demo'::text, 'production'::text])))
);
alter table migration.installation owner to bul_owner;
alter table migration.installation enable row level security;
alter table migration.installation force row level security;
create policy everybody_reads on migration.installation for select using (true);
create policy owner_writes on migration.installation for insert to bul_owner with check (true);
grant select on migration.installation to bul_staff;
comment on table migration.installation is 'One row: whether this database was made as a demonstration. Public reference.';

create table released.benchmark (
  municipality_id integer not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  school_year smallint not null,
  area text not null,
  is_published boolean not null,
  municipalities integer not null,
  invited integer not null,
  answered integer not null,
  steps jsonb not null,
  counts integer[] not null,
  female_counts integer[] not null,
  male_counts integer[] not null,
  moments bigint[],
  female_moments bigint[],
  male_moments bigint[],
  constraint benchmark_pkey PRIMARY KEY (municipality_id, questionnaire_code, questionnaire_version, school_year, area),
  constraint benchmark_association_check CHECK ((municipality_id = 0))
);
alter table released.benchmark owner to bul_owner;
alter table released.benchmark enable row level security;
alter table released.benchmark force row level security;
create policy not_for_citizens on released.benchmark as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on released.benchmark using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on released.benchmark for select using (is_published);
grant select on released.benchmark to bul_report;
grant insert, select, update on released.benchmark to bul_sealer;
comment on table released.benchmark is 'Sums over three or more municipalities, none above 75 %: region:<code>, similar:<stratum> or country. Written by the association.';
comment on column released.benchmark.steps is 'Which release of which municipality it is made of, item by item, and how many institutions.';
comment on column released.benchmark.moments is 'As of the total, added up over municipalities. Null where any of theirs is not known.';

create table released.contribution (
  municipality_id integer not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  school_year smallint not null,
  institution_id uuid not null,
  answered integer[] not null,
  stratum text,
  constraint contribution_pkey PRIMARY KEY (municipality_id, questionnaire_code, questionnaire_version, school_year, institution_id),
  constraint contribution_stratum_check CHECK ((stratum ~ '^[A-Za-z]+-(small|medium|large)$'::text))
);
alter table released.contribution owner to bul_owner;
alter table released.contribution enable row level security;
alter table released.contribution force row level security;
create policy not_for_citizens on released.contribution as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on released.contribution using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on released.contribution to bul_report;
grant insert, select, update on released.contribution to bul_sealer;
comment on table released.contribution is 'How much of each institution the municipality''s latest release holds, so that the next one is known to add three. Seen by the municipality alone.';
comment on column released.contribution.answered is 'Respondents first, then answers to each item in the questionnaire''s order.';
comment on column released.contribution.stratum is 'What the institution is like: it stays in the stratum it was first released in. Null for those that are compared with no others.';

create table released.municipal_total (
  municipality_id integer not null,
  questionnaire_code text not null,
  questionnaire_version text not null,
  school_year smallint not null,
  step integer not null,
  is_published boolean not null,
  institutions integer not null,
  invited integer not null,
  answered integer not null,
  counts integer[] not null,
  female_counts integer[] not null,
  male_counts integer[] not null,
  moments bigint[],
  female_moments bigint[],
  male_moments bigint[],
  strata jsonb,
  constraint municipal_total_pkey PRIMARY KEY (municipality_id, questionnaire_code, questionnaire_version, school_year, step)
);
alter table released.municipal_total owner to bul_owner;
alter table released.municipal_total enable row level security;
alter table released.municipal_total force row level security;
create policy not_for_citizens on released.municipal_total as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on released.municipal_total using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy published on released.municipal_total for select to bul_sealer using (is_published);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON released.municipal_total FOR EACH STATEMENT EXECUTE FUNCTION common.refuse_change();
grant select on released.municipal_total to bul_report;
grant insert, select on released.municipal_total to bul_sealer;
comment on table released.municipal_total is 'A municipality''s released totals, one row per release. A release adds at least three institutions and fifty respondents.';
comment on column released.municipal_total.step is 'Counts a municipality''s releases of one wave, from 1.';
comment on column released.municipal_total.moments is 'As of the total. Null where the municipality''s own are not known.';
comment on column released.municipal_total.strata is 'By stratum (kind and size, as school-small) what the release holds, and how many institutions grew in this step. Null where any step was not parted.';

create table sealed.atom (
  municipality_id integer not null,
  survey_id uuid not null,
  id uuid not null,
  unit text not null,
  sex text,
  counts smallint[] not null,
  seq bigint not null,
  hash bytea not null,
  constraint atom_pkey PRIMARY KEY (municipality_id, survey_id, id),
  constraint atom_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text])))
);
alter table sealed.atom owner to bul_owner;
alter table sealed.atom enable row level security;
alter table sealed.atom force row level security;
CREATE UNIQUE INDEX atom_seq_key ON sealed.atom USING btree (municipality_id, survey_id, seq);
create policy own_municipality on sealed.atom using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON sealed.atom FOR EACH STATEMENT EXECUTE FUNCTION common.refuse_change();
grant select on sealed.atom to bul_sealer;
comment on table sealed.atom is 'Counts that are safe to publish and never change. Append-only.';
comment on column sealed.atom.unit is 'The unit''s key. A rest that was pooled upward stands at the level it was pooled to.';
comment on column sealed.atom.counts is 'One row in the codebook''s layout of the survey''s questionnaire.';
comment on column sealed.atom.seq is 'The link''s number in its survey, from 1 and without gaps, over atoms, mergings and what was withheld.';
comment on column sealed.atom.hash is 'SHA-256 of everything else in the row but its id, and of the hash of the link before.';

create table sealed.head (
  municipality_id integer not null,
  survey_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  constraint head_pkey PRIMARY KEY (municipality_id, survey_id)
) with (fillfactor=50);
alter table sealed.head owner to bul_owner;
alter table sealed.head enable row level security;
alter table sealed.head force row level security;
create policy own_municipality on sealed.head using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on sealed.head to bul_sealer;
comment on table sealed.head is 'The end of each survey''s chain of figures: how many links there are, and the hash of the last.';

create table sealed.merged_upward (
  municipality_id integer not null,
  survey_id uuid not null,
  id uuid not null,
  unit text not null,
  item text not null,
  seq bigint not null,
  hash bytea not null,
  constraint merged_upward_pkey PRIMARY KEY (municipality_id, survey_id, id)
);
alter table sealed.merged_upward owner to bul_owner;
alter table sealed.merged_upward enable row level security;
alter table sealed.merged_upward force row level security;
create policy own_municipality on sealed.merged_upward using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON sealed.merged_upward FOR EACH STATEMENT EXECUTE FUNCTION common.refuse_change();
grant select on sealed.merged_upward to bul_sealer;
comment on table sealed.merged_upward is 'Each time a group was large enough but nearly all gave the same sensitive answer, and was merged into its parent.';

create table sealed.total (
  municipality_id integer not null,
  survey_id uuid not null,
  unit text not null,
  sex text not null,
  counts integer[] not null,
  moments bigint[],
  constraint total_pkey PRIMARY KEY (municipality_id, survey_id, unit, sex),
  constraint total_sex_check CHECK ((sex = ANY (ARRAY['all'::text, 'female'::text, 'male'::text])))
);
alter table sealed.total owner to bul_owner;
alter table sealed.total enable row level security;
alter table sealed.total force row level security;
create policy not_for_citizens on sealed.total as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on sealed.total using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on sealed.total to bul_report;
grant insert, select, update on sealed.total to bul_sealer;
comment on table sealed.total is 'Sums of atoms per unit, kept so that a report reads a handful of rows.';
comment on column sealed.total.sex is 'all counts every atom; female and male only atoms split by sex.';
comment on column sealed.total.moments is 'Sums over schools of squares and products, as domain/disclosure/moments.ts: of the municipality and its year groups. Null of others, and of what was sealed before they were kept.';

create table sealed.turnout (
  municipality_id integer not null,
  survey_id uuid not null,
  unit text not null,
  answered integer not null,
  constraint turnout_pkey PRIMARY KEY (municipality_id, survey_id, unit)
);
alter table sealed.turnout owner to bul_owner;
alter table sealed.turnout enable row level security;
alter table sealed.turnout force row level security;
create policy not_for_citizens on sealed.turnout as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on sealed.turnout using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant select on sealed.turnout to bul_report;
grant insert, select, update on sealed.turnout to bul_sealer;
grant select on sealed.turnout to bul_staff;
comment on table sealed.turnout is 'How many had answered in a unit when it was last sealed.';

create table sealed.withheld (
  municipality_id integer not null,
  survey_id uuid not null,
  item text not null,
  answers integer not null,
  seq bigint not null,
  hash bytea not null,
  constraint withheld_pkey PRIMARY KEY (municipality_id, survey_id, item)
);
alter table sealed.withheld owner to bul_owner;
alter table sealed.withheld enable row level security;
alter table sealed.withheld force row level security;
create policy not_for_citizens on sealed.withheld as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on sealed.withheld using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON sealed.withheld FOR EACH STATEMENT EXECUTE FUNCTION common.refuse_change();
grant select on sealed.withheld to bul_report;
grant select on sealed.withheld to bul_sealer;
comment on table sealed.withheld is 'Answers that stayed below the threshold in the whole municipality: counted as not shown, then deleted.';

create table statistics.draft (
  municipality_id integer not null,
  slip_hmac bytea not null,
  epoch integer not null,
  answers bigint[] not null,
  generation integer not null default (floor((random() * (2147483647)::double precision)))::integer,
  queue_key bytea not null default decode(replace(((gen_random_uuid())::text || (gen_random_uuid())::text), '-'::text, ''::text), 'hex'::text),
  constraint draft_pkey PRIMARY KEY (municipality_id, slip_hmac)
) with (fillfactor=50);
alter table statistics.draft owner to bul_owner;
alter table statistics.draft enable row level security;
alter table statistics.draft force row level security;
create policy not_for_citizens on statistics.draft as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on statistics.draft using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy support_sees_nobody on statistics.draft as restrictive for select using ((current_setting('app.role'::text, true) <> 'support'::text));
grant delete, select (municipality_id, slip_hmac) on statistics.draft to bul_sealer;
grant delete, insert, select, update on statistics.draft to bul_statistics;
comment on table statistics.draft is 'Answers before submit. Deleted by submit, by declining, and by the sealer when the survey closes.';
comment on column statistics.draft.epoch is 'Raised each time the slip is used to come in; a device''s marks carry it.';
comment on column statistics.draft.answers is 'One packed mark per item (domain/response/answer.ts); the greater number is the later answer.';
comment on column statistics.draft.generation is 'Chance, made with the row: what was saved for a draft that is gone is not taken for one begun anew.';
comment on column statistics.draft.queue_key is 'Locks what waits on the respondent''s machine (AES-256-GCM); gone with the draft.';

create table statistics.invitation (
  municipality_id integer not null,
  slip_hmac bytea not null,
  survey_id uuid not null,
  class_id uuid not null,
  sex text not null,
  grade smallint,
  constraint invitation_pkey PRIMARY KEY (municipality_id, slip_hmac),
  constraint invitation_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'unknown'::text])))
);
alter table statistics.invitation owner to bul_owner;
alter table statistics.invitation enable row level security;
alter table statistics.invitation force row level security;
CREATE INDEX invitation_class_idx ON statistics.invitation USING btree (municipality_id, survey_id, class_id);
create policy not_for_citizens on statistics.invitation as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on statistics.invitation using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy support_sees_nobody on statistics.invitation as restrictive for select using ((current_setting('app.role'::text, true) <> 'support'::text));
grant delete, select on statistics.invitation to bul_sealer;
grant insert on statistics.invitation to bul_staff;
grant select on statistics.invitation to bul_statistics;
comment on table statistics.invitation is 'Who may answer, by slip, with what the response may carry. Never changed; deleted at the end.';

create table statistics.paper_count (
  municipality_id integer not null,
  survey_id uuid not null,
  sheets integer not null,
  constraint paper_count_pkey PRIMARY KEY (municipality_id, survey_id),
  constraint paper_count_sheets_check CHECK ((sheets >= 0))
);
alter table statistics.paper_count owner to bul_owner;
alter table statistics.paper_count enable row level security;
alter table statistics.paper_count force row level security;
create policy not_for_citizens on statistics.paper_count as restrictive for select using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on statistics.paper_count using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy support_sees_nobody on statistics.paper_count as restrictive for select using ((current_setting('app.role'::text, true) <> 'support'::text));
grant insert, select, update on statistics.paper_count to bul_statistics;
comment on table statistics.paper_count is 'How many sheets a survey has had on paper: of the whole survey, never of a class.';

create table statistics.paper_typing (
  municipality_id integer not null,
  slip_hmac bytea not null,
  turn smallint not null,
  survey_id uuid not null,
  typist bytea not null,
  entries bytea not null,
  revision integer not null,
  is_done boolean not null,
  constraint paper_typing_pkey PRIMARY KEY (municipality_id, slip_hmac, turn),
  constraint paper_typing_turn_check CHECK ((turn = ANY (ARRAY[1, 2])))
);
alter table statistics.paper_typing owner to bul_owner;
alter table statistics.paper_typing enable row level security;
alter table statistics.paper_typing force row level security;
CREATE INDEX paper_typing_survey_idx ON statistics.paper_typing USING btree (municipality_id, survey_id);
create policy not_for_citizens on statistics.paper_typing as restrictive for select using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on statistics.paper_typing using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy support_sees_nobody on statistics.paper_typing as restrictive for select using ((current_setting('app.role'::text, true) <> 'support'::text));
grant delete, select (municipality_id, survey_id) on statistics.paper_typing to bul_sealer;
grant delete, insert, select, update on statistics.paper_typing to bul_statistics;
comment on table statistics.paper_typing is 'A sheet that is being typed, once or twice, until both agree. Deleted by submit, when it is thrown away and when the survey closes.';
comment on column statistics.paper_typing.turn is 'The first or the second typing.';
comment on column statistics.paper_typing.typist is 'HMAC of account and sheet: tells whoever comes back that it is their own, and nobody who it was.';
comment on column statistics.paper_typing.entries is 'What has been typed, as ciphertext.';
comment on column statistics.paper_typing.revision is 'Raised by each save: two windows on one sheet do not overwrite each other.';

create table statistics.response (
  municipality_id integer not null,
  id uuid not null,
  survey_id uuid not null,
  class_id uuid not null,
  grade smallint,
  sex text not null,
  answers smallint[] not null,
  is_by_name boolean not null default false,
  constraint response_pkey PRIMARY KEY (municipality_id, id),
  constraint response_sex_check CHECK ((sex = ANY (ARRAY['f'::text, 'm'::text, 'u'::text])))
);
alter table statistics.response owner to bul_owner;
alter table statistics.response enable row level security;
alter table statistics.response force row level security;
CREATE INDEX response_class_idx ON statistics.response USING btree (municipality_id, survey_id, class_id);
create policy own_municipality on statistics.response using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
grant delete, insert, select on statistics.response to bul_sealer;
grant insert on statistics.response to bul_statistics;
comment on table statistics.response is 'A submitted response, unlinkable. Sealing takes its answers away as it counts them.';
comment on column statistics.response.sex is 'f, m or u: a letter instead of a word keeps a response within its bytes.';
comment on column statistics.response.answers is 'One small number per item: option place, sum of places, 0 declined, -1 blank, -2 not asked, null already sealed.';
comment on column statistics.response.is_by_name is 'A copy of what was answered by name, to be counted; sealed apart from answers that nobody knows.';

create table statistics.turnout (
  municipality_id integer not null,
  survey_id uuid not null,
  class_id uuid not null,
  answered bytea[] not null default '{}'::bytea[],
  declined bytea[] not null default '{}'::bytea[],
  answered_count integer not null generated always as (cardinality(answered)) stored,
  constraint turnout_pkey PRIMARY KEY (municipality_id, survey_id, class_id)
);
alter table statistics.turnout owner to bul_owner;
alter table statistics.turnout enable row level security;
alter table statistics.turnout force row level security;
create policy not_for_citizens on statistics.turnout as restrictive for select to bul_assessment, bul_health, bul_report, bul_staff, bul_statistics using ((current_setting('app.role'::text, true) <> ALL (ARRAY['parent'::text, 'pupil'::text, 'youngPerson'::text])));
create policy own_municipality on statistics.turnout using ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer)) with check ((municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::integer));
create policy support_sees_nobody on statistics.turnout as restrictive for select using ((current_setting('app.role'::text, true) <> 'support'::text));
grant select (municipality_id, survey_id, class_id, answered_count) on statistics.turnout to bul_report;
grant delete, select on statistics.turnout to bul_sealer;
grant insert, select on statistics.turnout to bul_staff;
grant select, update on statistics.turnout to bul_statistics;
comment on table statistics.turnout is 'Which slips of a class have answered or declined: one row, sorted, no times.';
