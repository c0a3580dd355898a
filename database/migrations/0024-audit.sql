-- The audit log as a chain: each row carries its number in its municipality and a hash of everything it says and of
-- the row before, so that what is edited, taken out, put in or moved about is found by who counts it through
-- (`boernungeliv verify-audit`). What cuts the tail off or writes the whole chain anew is found by comparing with an
-- anchor, kept where the database's administrator does not write. And the half-yearly sample of looks at children.

alter table audit.event add column relation text;
alter table audit.event add column refusal text;
alter table audit.event add column times int not null default 1;
alter table audit.event add column seq bigint;
alter table audit.event add column previous bytea;
alter table audit.event add column hash bytea;

create table audit.head (
  municipality_id int not null,
  seq bigint not null,
  hash bytea not null,
  constraint head_pkey primary key (municipality_id)
) with (fillfactor = 50);

create table audit.sample (
  municipality_id int not null,
  id uuid not null,
  drawn_at timestamptz not null,
  drawn_by uuid,
  from_at timestamptz not null,
  until_at timestamptz not null,
  seed text not null,
  per_role int not null,
  drawn_from jsonb not null,
  closed_at timestamptz,
  closed_by uuid,
  constraint sample_pkey primary key (municipality_id, id),
  constraint sample_period_check check (from_at < until_at),
  constraint sample_closed_check check ((closed_at is null) = (closed_by is null))
);

create table audit.sample_item (
  municipality_id int not null,
  sample_id uuid not null,
  event_id uuid not null,
  place int not null,
  verdict text,
  note text not null default '',
  judged_by uuid,
  judged_at timestamptz,
  constraint sample_item_pkey primary key (municipality_id, sample_id, event_id),
  constraint sample_item_verdict_check check (verdict in ('inOrder', 'needsExplaining', 'notInOrder')),
  constraint sample_item_judged_check check ((verdict is null) = (judged_by is null) and (verdict is null) = (judged_at is null))
);

-- distribute

alter table audit.sample_item add constraint sample_item_sample_fkey
  foreign key (municipality_id, sample_id) references audit.sample (municipality_id, id);
alter table audit.sample_item add constraint sample_item_event_fkey
  foreign key (municipality_id, event_id) references audit.event (municipality_id, id);
create index sample_drawn_idx on audit.sample (municipality_id, drawn_at);

-- Every column but the hash itself, each with its length in front, so that nothing can be moved from one to the next
-- and nothing is as good as an empty text. The same is counted by domain/audit/chain.ts, which trusts no function here.
create function audit.digest(p_row audit.event)
returns bytea language sql stable set search_path = '' as $$
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
$$;
revoke all on function audit.digest(audit.event) from public;
comment on function audit.digest(audit.event) is 'SHA-256 of everything a row says, with the hash of the row before it.';

-- What was written before there was a chain is chained in the order it happened.
alter table audit.event no force row level security;
alter table audit.event disable trigger append_only;
do $$
declare
  v_row audit.event;
  v_municipality int;
  v_seq bigint;
  v_hash bytea;
begin
  for v_row in select * from audit.event order by municipality_id, at, id loop
    if v_municipality is distinct from v_row.municipality_id then
      if v_municipality is not null then insert into audit.head values (v_municipality, v_seq, v_hash); end if;
      v_municipality := v_row.municipality_id;
      v_seq := 0;
      v_hash := decode(repeat('00', 32), 'hex');
    end if;
    v_seq := v_seq + 1;
    v_row.seq := v_seq;
    v_row.previous := v_hash;
    v_hash := audit.digest(v_row);
    update audit.event set seq = v_seq, previous = v_row.previous, hash = v_hash
      where municipality_id = v_row.municipality_id and id = v_row.id;
  end loop;
  if v_municipality is not null then insert into audit.head values (v_municipality, v_seq, v_hash); end if;
end
$$;
alter table audit.event enable trigger append_only;
alter table audit.event force row level security;

alter table audit.event alter column seq set not null;
alter table audit.event alter column previous set not null;
alter table audit.event alter column hash set not null;
create unique index event_seq_key on audit.event (municipality_id, seq);
create index event_refused_idx on audit.event (municipality_id, at) where refusal is not null;

-- The one way in: adds a row after the last one of the transaction's municipality. The head is locked until commit, so
-- the caller does this last (`database/transaction.ts`), and nobody who holds it waits for anybody.
create function audit.append(
  p_id uuid, p_at timestamptz, p_actor_id uuid, p_role text, p_act text, p_object text, p_purpose text, p_relation text,
  p_pupil_ids uuid[], p_request_id text, p_refusal text, p_times int
)
returns void language plpgsql security definer set search_path = '' as $$
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
$$;
revoke all on function audit.append(uuid, timestamptz, uuid, text, text, text, text, text, uuid[], text, text, int) from public;
comment on function audit.append(uuid, timestamptz, uuid, text, text, text, text, text, uuid[], text, text, int) is
  'Adds one row to the chain of the municipality of the transaction. Nobody chooses a row''s number or hash.';

alter table audit.head enable row level security;
alter table audit.head force row level security;
alter table audit.sample enable row level security;
alter table audit.sample force row level security;
alter table audit.sample_item enable row level security;
alter table audit.sample_item force row level security;

-- Rows are written by the function, as the owner; by no login.
alter policy own_municipality_writes on audit.event to bul_owner;
create policy checked on audit.event for select to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('verifier', 'system')
  );
create policy grows on audit.head to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy checked on audit.head for select to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('dataProtectionOfficer', 'verifier', 'system')
  );
create policy own_municipality on audit.sample to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('dataProtectionOfficer', 'system')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('dataProtectionOfficer', 'system')
  );
create policy own_municipality on audit.sample_item to bul_staff
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('dataProtectionOfficer', 'system')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('dataProtectionOfficer', 'system')
  );

revoke insert on audit.event from bul_staff, bul_statistics, bul_report, bul_sealer, bul_health, bul_assessment;
grant execute on function audit.append(uuid, timestamptz, uuid, text, text, text, text, text, uuid[], text, text, int)
  to bul_staff, bul_statistics, bul_report, bul_sealer, bul_health, bul_assessment;
grant select on audit.head to bul_staff;
grant select, insert on audit.sample, audit.sample_item to bul_staff;
-- What was drawn stays drawn: only the verdicts and the closing are written afterwards.
grant update (closed_at, closed_by) on audit.sample to bul_staff;
grant update (verdict, note, judged_by, judged_at) on audit.sample_item to bul_staff;

comment on table audit.head is 'The end of each municipality''s chain: how many rows there are, and the hash of the last.';
comment on column audit.event.relation is 'What the one who looked has to do with the child: class, case, custody, self and so on.';
comment on column audit.event.refusal is 'Why it was refused; empty for what was done. What is refused has shown nothing.';
comment on column audit.event.times is 'One, and more where a flood of refusals is counted in one row.';
comment on column audit.event.seq is 'The row''s number in its municipality, from 1 and without gaps.';
comment on column audit.event.previous is 'The hash of the row before; 32 zeros for the first.';
comment on column audit.event.hash is 'SHA-256 of everything else in the row.';
comment on table audit.sample is 'A half-yearly sample of looks at named children, drawn by chance from a seed that is kept.';
comment on column audit.sample.drawn_by is 'Who drew it; empty when the house did by itself.';
comment on column audit.sample.seed is 'The same seed on the same period draws the same looks again.';
comment on column audit.sample.drawn_from is 'How many looks there were to draw from, by role.';
comment on table audit.sample_item is 'One look of a sample, with what was found when somebody went through it.';
comment on column audit.sample_item.place is 'Its place in the sample, from 1.';
