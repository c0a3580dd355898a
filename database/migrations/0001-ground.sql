-- The ground: who owns, who may log in, and how a transaction says who is asking.
--
-- The logins themselves are made by `migrate` before this file runs, because they belong to the whole
-- server and carry passwords. bul_owner owns everything here and can log in nowhere.

create schema common;
create schema identity;
create schema statistics;
create schema sealed;
create schema released;
create schema audit;

comment on schema common is 'Organisation, accounts, questionnaires and surveys: no answers, no names.';
comment on schema identity is 'Names, CPR and contacts, as ciphertext only.';
comment on schema statistics is 'Answers of the statistics track. No key in here leads to a person after submit.';
comment on schema sealed is 'A municipality''s sealed atoms and their sums: the only origin of its group figures.';
comment on schema released is 'What municipalities have released to each other, as sums over municipalities.';
comment on schema audit is 'Who did what. Append-only.';

grant usage on schema common to bul_staff, bul_statistics, bul_report, bul_sealer;
grant usage on schema identity to bul_staff;
grant usage on schema statistics to bul_staff, bul_statistics, bul_sealer, bul_report;
grant usage on schema sealed to bul_sealer, bul_report, bul_staff;
grant usage on schema released to bul_sealer, bul_report;
grant usage on schema audit to bul_staff, bul_statistics, bul_report, bul_sealer;

-- Says who is asking, until the end of the transaction. `set local` inside `execute` because Citus sends
-- that on to its workers and not `set_config`; `%L` because a value must stay a value.
-- p_institutions: '*' for the whole municipality, else institution ids with commas between.
create function common.begin_ctx(p_municipality int, p_role text, p_actor text, p_institutions text)
returns void language plpgsql set search_path = '' as $$
begin
  execute format('set local app.municipality = %L', p_municipality);
  execute format('set local app.role = %L', p_role);
  execute format('set local app.actor = %L', p_actor);
  execute format('set local app.institutions = %L', p_institutions);
end
$$;
revoke all on function common.begin_ctx from public;
grant execute on function common.begin_ctx to bul_staff, bul_statistics, bul_report, bul_sealer;
comment on function common.begin_ctx is 'Sets the transaction''s actor. Row-level security reads these settings; unset means no rows.';

-- Guards the tables that only ever grow.
create function common.refuse_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'rows of %.% are never changed or deleted', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end
$$;
comment on function common.refuse_change is 'Trigger of append-only tables.';
