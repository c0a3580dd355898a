-- Figures as a chain: each atom, and each note of what was withheld or merged, carries its number in its survey and a hash of
-- what it says and of the one before, so that a figure that is edited, taken out or put in is found by who counts it through
-- (`boernungeliv verify-figures`). With the totals, how much their schools differ, so that an interval is read from one row. Year
-- groups of the whole municipality. And the publication ledger: every figure that left, to which role, in what form, since when.

alter table sealed.atom add column seq bigint, add column hash bytea;
alter table sealed.merged_upward add column seq bigint, add column hash bytea;
alter table sealed.withheld add column seq bigint, add column hash bytea;
alter table sealed.total add column moments bigint[];
alter table released.municipal_total add column moments bigint[], add column female_moments bigint[], add column male_moments bigint[];
alter table released.benchmark add column moments bigint[], add column female_moments bigint[], add column male_moments bigint[];
alter table common.survey_unit drop constraint survey_unit_level_check;
alter table common.survey_unit add constraint survey_unit_level_check
  check (level in ('class', 'yearGroup', 'institution', 'municipalYearGroup', 'municipality'));

create table sealed.head (
  municipality_id int not null,
  survey_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  constraint head_pkey primary key (municipality_id, survey_id)
) with (fillfactor = 50);

create table audit.shown (
  municipality_id int not null,
  digest bytea not null,
  wave text not null,
  unit text not null,
  within text[] not null,
  without text,
  split text not null,
  figures jsonb not null,
  constraint shown_pkey primary key (municipality_id, digest),
  constraint shown_split_check check (split in ('all', 'female', 'male'))
);

create table audit.publication (
  municipality_id int not null,
  digest bytea not null,
  audience text not null,
  form text not null,
  at timestamptz not null default now(),
  constraint publication_pkey primary key (municipality_id, digest, audience, form)
);

-- distribute

create index publication_at_idx on audit.publication (municipality_id, at);

-- Every column, each with its length in front, so that nothing can be moved from one to the next and nothing is as good as an
-- empty text. The same is counted by domain/disclosure/chain.ts, which trusts no function here.
create function sealed.digest(
  p_municipality int, p_survey uuid, p_seq bigint, p_previous bytea, p_kind text, p_unit text, p_sex text, p_item text, p_numbers text
)
returns bytea language sql immutable set search_path = '' as $$
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
$$;
revoke all on function sealed.digest(int, uuid, bigint, bytea, text, text, text, text, text) from public;
comment on function sealed.digest(int, uuid, bigint, bytea, text, text, text, text, text) is
  'SHA-256 of everything a link of a survey''s figures says, with the hash of the one before it.';

-- What was sealed before there was a chain is chained in an order that says nothing.
alter table sealed.atom no force row level security;
alter table sealed.merged_upward no force row level security;
alter table sealed.withheld no force row level security;
alter table sealed.total no force row level security;
alter table sealed.turnout no force row level security;
alter table common.survey_unit no force row level security;
alter table sealed.atom disable trigger append_only;
alter table sealed.merged_upward disable trigger append_only;
alter table sealed.withheld disable trigger append_only;
do $$
declare
  v_row record;
  v_municipality int;
  v_survey uuid;
  v_seq bigint;
  v_hash bytea;
begin
  for v_row in
    select municipality_id, survey_id, 'atom' as kind, id, unit, sex, null::text as item, array_to_string(counts, ',') as numbers from sealed.atom
    union all select municipality_id, survey_id, 'mergedUpward', id, unit, null, item, '' from sealed.merged_upward
    union all select municipality_id, survey_id, 'withheld', null, null, null, item, answers::text from sealed.withheld
    order by 1, 2, 3, 5, 6, 7, 8
  loop
    if (v_municipality, v_survey) is distinct from (v_row.municipality_id, v_row.survey_id) then
      if v_survey is not null then insert into sealed.head values (v_municipality, v_survey, v_seq, v_hash); end if;
      v_municipality := v_row.municipality_id;
      v_survey := v_row.survey_id;
      v_seq := 0;
      v_hash := decode(repeat('00', 32), 'hex');
    end if;
    v_seq := v_seq + 1;
    v_hash := sealed.digest(v_municipality, v_survey, v_seq, v_hash, v_row.kind, v_row.unit, v_row.sex, v_row.item, v_row.numbers);
    if v_row.kind = 'atom' then
      update sealed.atom set seq = v_seq, hash = v_hash where municipality_id = v_municipality and survey_id = v_survey and id = v_row.id;
    elsif v_row.kind = 'mergedUpward' then
      update sealed.merged_upward set seq = v_seq, hash = v_hash
        where municipality_id = v_municipality and survey_id = v_survey and id = v_row.id;
    else
      update sealed.withheld set seq = v_seq, hash = v_hash
        where municipality_id = v_municipality and survey_id = v_survey and item = v_row.item;
    end if;
  end loop;
  if v_survey is not null then insert into sealed.head values (v_municipality, v_survey, v_seq, v_hash); end if;
end
$$;

-- Year groups of the whole municipality, made of those of its schools.
insert into common.survey_unit (municipality_id, survey_id, unit, level, institution_id, class_id, grade, invited)
  select municipality_id, survey_id, 'municipalYearGroup:' || grade, 'municipalYearGroup', null, null, grade, sum(invited)
  from common.survey_unit where level = 'yearGroup' group by municipality_id, survey_id, grade;
insert into sealed.turnout (municipality_id, survey_id, unit, answered)
  select municipality_id, survey_id, 'municipalYearGroup:' || split_part(unit, ':', 3), sum(answered)
  from sealed.turnout where unit like 'yearGroup:%' group by 1, 2, 3;
insert into sealed.total (municipality_id, survey_id, unit, sex, counts)
  select municipality_id, survey_id, unit, sex, array_agg(count order by place)
  from (
    select municipality_id, survey_id, 'municipalYearGroup:' || split_part(unit, ':', 3) as unit, sex, place, sum(count)::int as count
    from sealed.total cross join lateral unnest(counts) with ordinality as cell (count, place)
    where unit like 'yearGroup:%' group by 1, 2, 3, 4, 5
  ) as summed group by 1, 2, 3, 4;

alter table sealed.atom enable trigger append_only;
alter table sealed.merged_upward enable trigger append_only;
alter table sealed.withheld enable trigger append_only;
alter table sealed.atom force row level security;
alter table sealed.merged_upward force row level security;
alter table sealed.withheld force row level security;
alter table sealed.total force row level security;
alter table sealed.turnout force row level security;
alter table common.survey_unit force row level security;

alter table sealed.atom alter column seq set not null, alter column hash set not null;
alter table sealed.merged_upward alter column seq set not null, alter column hash set not null;
alter table sealed.withheld alter column seq set not null, alter column hash set not null;
create unique index atom_seq_key on sealed.atom (municipality_id, survey_id, seq);

-- The one way in: adds links after the last of the survey. The head is locked until commit; whoever seals has locked the
-- municipality's turnout before, so nobody waits for the two in another order.
create function sealed.append(p_survey uuid, p_links jsonb)
returns void language plpgsql security definer set search_path = '' as $$
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
$$;
revoke all on function sealed.append(uuid, jsonb) from public;
comment on function sealed.append(uuid, jsonb) is
  'Adds atoms, and notes of what was withheld or merged, to a survey''s chain. Nobody chooses a number or a hash.';

create function sealed.add(p_left bigint[], p_right bigint[])
returns bigint[] language sql immutable strict parallel safe set search_path = '' as $$
  select array(select l + r from unnest(p_left, p_right) with ordinality as place (l, r, at) order by at)
$$;
revoke all on function sealed.add(bigint[], bigint[]) from public;
comment on function sealed.add(bigint[], bigint[]) is 'The sum of two rows of moments of the same layout; unknown where either is.';

-- Digests that this reader has not been shown in this form. Asked first: what has been shown before is not sent again.
create function audit.unpublished(p_audience text, p_form text, p_digests bytea[])
returns setof bytea language sql stable security definer set search_path = '' as $$
  select digest from pg_catalog.unnest(p_digests) as asked (digest)
  where not exists (
    select from audit.publication as p
    where p.municipality_id = nullif(current_setting('app.municipality', true), '')::int
      and p.digest = asked.digest and p.audience = p_audience and p.form = p_form)
$$;
revoke all on function audit.unpublished(text, text, bytea[]) from public;
comment on function audit.unpublished(text, text, bytea[]) is 'Which of these have not been shown to this audience in this form.';

create function audit.publish(p_audience text, p_form text, p_shown jsonb)
returns void language plpgsql security definer set search_path = '' as $$
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
$$;
revoke all on function audit.publish(text, text, jsonb) from public;
comment on function audit.publish(text, text, jsonb) is 'Puts figures into the ledger as shown to somebody in some form. Nobody chooses when.';

alter table sealed.head enable row level security;
alter table sealed.head force row level security;
create policy own_municipality on sealed.head
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table audit.shown enable row level security;
alter table audit.shown force row level security;
create policy grows on audit.shown to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy data_protection_reads on audit.shown for select to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'dataProtectionOfficer'
  );
create policy exported on audit.shown for select to bul_sealer
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create trigger append_only before update or delete or truncate on audit.shown
  for each statement execute function common.refuse_change();

alter table audit.publication enable row level security;
alter table audit.publication force row level security;
create policy grows on audit.publication to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy data_protection_reads on audit.publication for select to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'dataProtectionOfficer'
  );
create policy exported on audit.publication for select to bul_sealer
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create trigger append_only before update or delete or truncate on audit.publication
  for each statement execute function common.refuse_change();

revoke insert on sealed.atom, sealed.merged_upward, sealed.withheld from bul_sealer;
grant select on sealed.withheld, sealed.head to bul_sealer;
grant execute on function sealed.append(uuid, jsonb), sealed.add(bigint[], bigint[]) to bul_sealer;
grant execute on function audit.unpublished(text, text, bytea[]), audit.publish(text, text, jsonb) to bul_report, bul_sealer;
grant usage on schema audit to bul_report, bul_sealer;
-- Without the figures: the officer sees what has left, and reads figures where everybody reads them.
grant select (municipality_id, digest, wave, unit, within, without, split) on audit.shown to bul_staff;
grant select on audit.publication to bul_staff;
grant select on audit.shown, audit.publication to bul_sealer;

comment on table sealed.head is 'The end of each survey''s chain of figures: how many links there are, and the hash of the last.';
comment on column sealed.atom.seq is 'The link''s number in its survey, from 1 and without gaps, over atoms, mergings and what was withheld.';
comment on column sealed.atom.hash is 'SHA-256 of everything else in the row but its id, and of the hash of the link before.';
comment on column sealed.total.moments is 'Sums over schools of squares and products, as domain/disclosure/moments.ts: of the municipality and its year groups. Null of others, and of what was sealed before they were kept.';
comment on column released.municipal_total.moments is 'As of the total. Null where the municipality''s own are not known.';
comment on column released.benchmark.moments is 'As of the total, added up over municipalities. Null where any of theirs is not known.';
comment on table audit.shown is 'Figures of one group as they were shown, kept once however often they are shown. Append-only.';
comment on column audit.shown.digest is 'SHA-256 of all else in the row.';
comment on column audit.shown.wave is 'The survey; of region and country the questionnaire, its edition and the school year.';
comment on column audit.shown.within is 'The units above it inside the municipality, nearest first.';
comment on column audit.shown.without is 'The part that is left out of the unit: the rest of the school is the school without the class.';
comment on column audit.shown.figures is 'By question: answers, and a count or an interval of each category that was told.';
comment on table audit.publication is 'The publication ledger: every figure that has left, to which role, in what form, and when first. Append-only.';
comment on column audit.publication.audience is 'A role; municipalities for what is released to others; public.';
